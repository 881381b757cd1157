"""Displays as they are kept: question, versions, hand-written entries, and conclusions drawn."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, Part, choice_of, now, refers
from models.vocabulary import CodingState, EntryKind


class Display(Entity):
    """A question to the data with its layout.

    `kind` names the kind of display (`role-ordered-matrix`), `settings` what it was asked for:
    axes, filter, level and the kind's own choices. `places` are the nodes of a network that were
    moved by hand: `[x, y]` by node, from 0 to 1. `question` is the research question it answers.
    """

    __tablename__ = "display"

    title: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    language: Mapped[str] = mapped_column(default="")
    question: Mapped[str] = mapped_column(Text, default="")
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default_factory=dict)
    places: Mapped[dict[str, Any]] = mapped_column(Json, default_factory=dict)
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)


class DisplayVersion(Entity):
    """What a display showed when somebody looked at it and let it stand.

    `content` is the whole display as packed JSON, `number` counts from 1, `study_version` is the
    study's edit number it was made at. `refreshed` names the cells (`row` and `column` ids) that
    were made anew since the version before; empty where all were. Never changed once written.
    """

    __tablename__ = "display_version"
    __table_args__ = (UniqueConstraint("display_id", "number"),)

    display_id: Mapped[int] = mapped_column(refers("display.id"))
    number: Mapped[int]
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    study_version: Mapped[int] = mapped_column(default=0)
    refreshed: Mapped[list[list[str]]] = mapped_column(Json, default_factory=list)
    made_at: Mapped[str] = mapped_column(default_factory=now)


class CellEntry(Entity):
    """What a researcher wrote into a cell; `row` and `column` are the ids of its headings.

    `generated` is what the program had said where the entry takes its place. `evidence` are UUIDs
    of codings, `records` objects of `kind` and `id` of whatever else it rests on. `value` is that
    of a rating or a count, `rule` the decision rule it was entered by.
    """

    __tablename__ = "cell_entry"

    display_id: Mapped[int] = mapped_column(refers("display.id"), index=True)
    row: Mapped[str]
    column: Mapped[str]
    kind: Mapped[EntryKind] = mapped_column(choice_of(EntryKind))
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    text: Mapped[str] = mapped_column(Text)
    generated: Mapped[str] = mapped_column(Text, default="")
    value: Mapped[float | None] = mapped_column(default=None)
    rule: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    records: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    state: Mapped[CodingState] = mapped_column(
        choice_of(CodingState), default=CodingState.CONFIRMED
    )
    position: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[str] = mapped_column(default_factory=now)
    changed_at: Mapped[str] = mapped_column(default="")


class Conclusion(Entity):
    """A statement that answers a research question or sums up a dimension.

    `confidence` runs from 1 to 3. What it stands on are `ConclusionCell`s.
    """

    __tablename__ = "conclusion"

    text: Mapped[str] = mapped_column(Text)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    question: Mapped[str] = mapped_column(Text, default="")
    code_id: Mapped[int | None] = mapped_column(refers("code.id"), index=True, default=None)
    confidence: Mapped[int | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)
    changed_at: Mapped[str] = mapped_column(default="")


class ConclusionCell(Part):
    """A cell of a display that a conclusion stands on, or that speaks against it."""

    __tablename__ = "conclusion_cell"
    __table_args__ = (UniqueConstraint("conclusion_id", "display_id", "row", "column"),)

    conclusion_id: Mapped[int] = mapped_column(refers("conclusion.id"))
    display_id: Mapped[int] = mapped_column(refers("display.id"), index=True)
    row: Mapped[str]
    column: Mapped[str]
    contradicts: Mapped[bool] = mapped_column(default=False)
