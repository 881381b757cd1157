"""The recorded history: edits, the row changes they are made of, and who undid what when."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity, Json, Part, choice_of, now, refers


class EditState(StrEnum):
    """Where an edit stands: in force, undone, or undone and overtaken by a later edit."""

    DONE = "done"
    UNDONE = "undone"
    ABANDONED = "abandoned"


class ActKind(StrEnum):
    """What was done with an edit."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Operation(StrEnum):
    """What happened to the rows of one change."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    SPLICE = "splice"


class Edit(Entity):
    """One titled, undoable change. `kind` and `facts` are worded by `qda.edits.titles`."""

    __tablename__ = "edit"

    kind: Mapped[str]
    coder_id: Mapped[int | None] = mapped_column(refers("coder.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(Json, default_factory=dict)
    state: Mapped[EditState] = mapped_column(
        choice_of(EditState), default=EditState.DONE, index=True
    )
    made_at: Mapped[str] = mapped_column(default_factory=now)


class Change(Part):
    """Rows of one table that one edit inserted, updated or deleted, in order.

    `payload` holds the rows before and after, packed by `models.packing`. A large insert keeps
    no payload while it is in force: its rows are those with ids from `first_id` to `last_id`. One
    whose ids have gaps keeps the ids alone, and its rows once it is undone.
    A splice of texts holds only the words that went and those that came (`models.splicing`).
    """

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_edit_id", "edit_id"),)

    edit_id: Mapped[int] = mapped_column(refers("edit.id"))
    operation: Mapped[Operation] = mapped_column(choice_of(Operation))
    table_name: Mapped[str]
    first_id: Mapped[int]
    last_id: Mapped[int]
    rows: Mapped[int]
    payload: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)


class Act(Part):
    """Who did, undid or redid an edit, and when; never changed, never deleted."""

    __tablename__ = "act"

    edit_id: Mapped[int] = mapped_column(refers("edit.id"), index=True)
    kind: Mapped[ActKind] = mapped_column(choice_of(ActKind))
    coder_id: Mapped[int | None] = mapped_column(refers("coder.id"))
    at: Mapped[str] = mapped_column(default_factory=now)


class Counter(Base):
    """The highest row id ever given out for a table, so that none is used twice."""

    __tablename__ = "counter"

    table_name: Mapped[str] = mapped_column(primary_key=True)
    last_id: Mapped[int]
