"""The study itself, the coders who work on it, and what they hide from and settle with another."""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, choice_of, now, refers
from models.vocabulary import CoderKind, Outcome


class Study(Entity):
    """One project file. There is one row, with id 1.

    `programme` and `agency` fill the place-holders of framework texts, in both languages.
    `salt` keys the hashes that stand for user names and never leaves the study.
    """

    __tablename__ = "study"

    title: Mapped[str]
    language: Mapped[str]
    question: Mapped[str] = mapped_column(default="")
    programme_en: Mapped[str] = mapped_column(default="")
    programme_id: Mapped[str] = mapped_column(default="")
    agency_en: Mapped[str] = mapped_column(default="")
    agency_id: Mapped[str] = mapped_column(default="")
    salt: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)


class Coder(Entity):
    """A person, a named rule of the program, or an agreed version, in whose name codings stand."""

    __tablename__ = "coder"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[CoderKind] = mapped_column(choice_of(CoderKind), default=CoderKind.PERSON)
    note: Mapped[str] = mapped_column(default="")


class Blinding(Entity):
    """A coder codes blind: other people's codings are hidden from her until it is released.

    It holds for one source, or for all of them where `source_id` is None.
    """

    __tablename__ = "blinding"

    coder_id: Mapped[int] = mapped_column(refers("coder.id"), index=True)
    source_id: Mapped[int | None] = mapped_column(refers("source.id"), index=True, default=None)
    made_at: Mapped[str] = mapped_column(default_factory=now)
    released_at: Mapped[str] = mapped_column(default="")


class Settlement(Entity):
    """What was agreed where the codings of two coders were compared.

    `agreed_id` is the coder in whose name the agreed version stands. `first_uuid` and
    `second_uuid` are the UUIDs of the codings compared; one is empty where a coder has none.
    `coder_id` settled it, with `reason`.
    """

    __tablename__ = "settlement"
    __table_args__ = (UniqueConstraint("agreed_id", "first_uuid", "second_uuid"),)

    agreed_id: Mapped[int] = mapped_column(refers("coder.id"))
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    outcome: Mapped[Outcome] = mapped_column(choice_of(Outcome))
    first_uuid: Mapped[str] = mapped_column(default="")
    second_uuid: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)
