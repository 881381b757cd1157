"""Samples of texts, the texts a coder has worked through, and what a rule learned from codings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, Part, choice_of, now, refers
from models.vocabulary import Allocation, SampleRule


class Sample(Entity):
    """Texts of a collection that were drawn to be coded, with everything that repeats the draw.

    `size` is what was asked for. `settings` holds the rule's own figures, `frame` the counts of
    the texts it was drawn from, `strata` how many texts each stratum has and how many were drawn.
    """

    __tablename__ = "sample"

    name: Mapped[str] = mapped_column(unique=True)
    collection_id: Mapped[int] = mapped_column(refers("collection.id"), index=True)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    rule: Mapped[SampleRule] = mapped_column(choice_of(SampleRule))
    size: Mapped[int]
    seed: Mapped[int]
    allocation: Mapped[Allocation | None] = mapped_column(choice_of(Allocation), default=None)
    filter: Mapped[str] = mapped_column(Text, default="")
    folded: Mapped[bool] = mapped_column(default=False)
    by: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default_factory=dict)
    frame: Mapped[dict[str, Any]] = mapped_column(Json, default_factory=dict)
    strata: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)


class SampleUnit(Part):
    """A text of a sample: its place in the order of the draw from 1, its batch, its stratum."""

    __tablename__ = "sample_unit"
    __table_args__ = (
        UniqueConstraint("sample_id", "source_id"),
        UniqueConstraint("sample_id", "position"),
    )

    sample_id: Mapped[int] = mapped_column(refers("sample.id"))
    source_id: Mapped[int] = mapped_column(refers("source.id"), index=True)
    position: Mapped[int]
    batch: Mapped[int] = mapped_column(default=1)
    stratum: Mapped[int] = mapped_column(default=0)


class Worked(Part):
    """A coder has worked through a text: what bears no code of hers there says nothing of it."""

    __tablename__ = "worked"
    __table_args__ = (UniqueConstraint("source_id", "coder_id"),)

    source_id: Mapped[int] = mapped_column(refers("source.id"))
    coder_id: Mapped[int] = mapped_column(refers("coder.id"), index=True)
    made_at: Mapped[str] = mapped_column(default_factory=now)


class Learning(Entity):
    """What a rule learned from confirmed codings before it proposed others.

    `rule_id` is the coder in whose name it proposes, `coder_id` who let it learn; `taught_by` is
    the only person whose codings it saw, None where there were several. `settings` say how it
    learned, `figures` what was measured of each code.
    """

    __tablename__ = "learning"

    rule_id: Mapped[int] = mapped_column(refers("coder.id"), index=True)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    collection_id: Mapped[int] = mapped_column(refers("collection.id"), index=True)
    name: Mapped[str]
    sample: Mapped[str] = mapped_column(default="")
    taught_by: Mapped[int | None] = mapped_column(refers("coder.id"), default=None)
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default_factory=dict)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    made_at: Mapped[str] = mapped_column(default_factory=now)
