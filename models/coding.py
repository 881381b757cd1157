"""Segments, the codings they bear, and what was looked for and is not there."""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, choice_of, now, refers
from models.vocabulary import CodingState, Missing, Polarity, TimeFrame


class Segment(Entity):
    """A span of a source: code points, half-open. Several codings may share one segment."""

    __tablename__ = "segment"
    __table_args__ = (UniqueConstraint("source_id", "start", "end"),)

    source_id: Mapped[int] = mapped_column(refers("source.id"))
    start: Mapped[int]
    end: Mapped[int]


class Coding(Entity):
    """A coder's act: this segment bears this code.

    `rule` names the rule that proposed it, with `indicator` and `terms` as its reasons; all three
    are empty where a person coded. `confirmed_by` is the coder who confirmed a proposal.
    `probability` is what a rule that learned from codings gave its proposal, from 0 to 1.
    `strength` and `confidence` run from 1 to 3; `tags` are words of the researcher's own.
    """

    __tablename__ = "coding"
    __table_args__ = (UniqueConstraint("segment_id", "code_id", "coder_id"),)

    segment_id: Mapped[int] = mapped_column(refers("segment.id"))
    code_id: Mapped[int] = mapped_column(refers("code.id"), index=True)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"), index=True)
    state: Mapped[CodingState] = mapped_column(
        choice_of(CodingState), default=CodingState.CONFIRMED
    )
    polarity: Mapped[Polarity | None] = mapped_column(choice_of(Polarity), default=None)
    strength: Mapped[int | None] = mapped_column(default=None)
    time: Mapped[TimeFrame | None] = mapped_column(choice_of(TimeFrame), default=None)
    confidence: Mapped[int | None] = mapped_column(default=None)
    important: Mapped[bool] = mapped_column(default=False)
    tags: Mapped[list[str]] = mapped_column(Json, insert_default=[], default_factory=list)
    rule: Mapped[str] = mapped_column(default="", index=True)
    indicator: Mapped[str] = mapped_column(Text, default="")
    terms: Mapped[str] = mapped_column(Text, default="")
    confirmed_by: Mapped[int | None] = mapped_column(refers("coder.id"), default=None)
    made_at: Mapped[str] = mapped_column(default_factory=now)
    probability: Mapped[float | None] = mapped_column(default=None)


class Absence(Entity):
    """A researcher's finding on a source and a code that bears no coding there.

    `mark` is not applicable, not asked, asked and silent, or evidence of absence; `note` says what
    was searched, where and when.
    """

    __tablename__ = "absence"
    __table_args__ = (UniqueConstraint("source_id", "code_id"),)

    source_id: Mapped[int] = mapped_column(refers("source.id"))
    code_id: Mapped[int] = mapped_column(refers("code.id"))
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    mark: Mapped[Missing] = mapped_column(choice_of(Missing))
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)
