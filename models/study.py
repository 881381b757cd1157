"""The study itself and the coders who work on it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, choice_of, now
from models.vocabulary import CoderKind


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
    """A person, or a named rule of the program, who codes."""

    __tablename__ = "coder"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[CoderKind] = mapped_column(choice_of(CoderKind), default=CoderKind.PERSON)
    note: Mapped[str] = mapped_column(default="")
