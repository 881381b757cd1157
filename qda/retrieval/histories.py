"""Reads the history: the audit trail, and what could be undone or redone next.

While a coder codes blind, the edits that would tell what is hidden from her stand in it without
their kind and facts.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from models.history import Act, ActKind, Change, Edit, EditState
from models.recording import table_of
from models.study import Coder
from qda.retrieval.rows import ActRow
from qda.retrieval.sight import hidden_edits

HIDDEN_EDIT: Final = "hidden"
"""The kind under which an edit stands that would tell what is hidden."""


def acts(connection: Connection, *, count: int | None = None) -> tuple[ActRow, ...]:
    """Everything that was done, undone and redone, newest first."""
    act, edit, coder, change = (table_of(kind) for kind in (Act, Edit, Coder, Change))
    rows = (
        select(func.sum(change.c.rows)).where(change.c.edit_id == edit.c.id).correlate(edit)
    ).scalar_subquery()
    query = (
        select(
            act.c.edit_id,
            act.c.kind.label("act"),
            edit.c.kind,
            edit.c.facts,
            coder.c.name,
            act.c.at,
            edit.c.state,
            rows,
            _hidden(connection),
        )
        .join(edit, edit.c.id == act.c.edit_id)
        .outerjoin(coder, coder.c.id == act.c.coder_id)
        .order_by(act.c.id.desc())
        .limit(count)
    )
    return tuple(
        ActRow(
            edit_id=row[0],
            act=ActKind(row[1]).value,
            kind=HIDDEN_EDIT if row[8] else row[2],
            facts={} if row[8] else row[3],
            coder=row[4] or "",
            at=row[5],
            state=EditState(row[6]).value,
            rows=0 if row[8] else int(row[7] or 0),
        )
        for row in connection.execute(query)
    )


def movable(connection: Connection, state: EditState) -> int:
    """How many edits can be undone (those done) or redone (those undone)."""
    edit = table_of(Edit)
    query = select(func.count()).select_from(edit).where(edit.c.state == state)
    return connection.execute(query).scalar_one()


def next_undo(connection: Connection) -> tuple[str, dict[str, object]] | None:
    """The kind and facts of the edit that `undo` would take back, or None."""
    edit = table_of(Edit)
    query = _told(connection).where(edit.c.state == EditState.DONE).order_by(edit.c.id.desc())
    return _first(connection, query)


def next_redo(connection: Connection) -> tuple[str, dict[str, object]] | None:
    """The kind and facts of the edit that `redo` would do again, or None."""
    edit = table_of(Edit)
    query = _told(connection).where(edit.c.state == EditState.UNDONE).order_by(edit.c.id)
    return _first(connection, query)


def _told(connection: Connection) -> Select[tuple[object, ...]]:
    edit = table_of(Edit)
    return select(edit.c.kind, edit.c.facts, _hidden(connection).label("hidden"))


def _first(
    connection: Connection, query: Select[tuple[object, ...]]
) -> tuple[str, dict[str, object]] | None:
    row = connection.execute(query.limit(1)).mappings().first()
    if row is None:
        return None
    return (HIDDEN_EDIT, {}) if row["hidden"] else (row["kind"], row["facts"])


def _hidden(connection: Connection) -> ColumnElement[bool]:
    """Whether an edit is hidden, as a column."""
    hidden = hidden_edits(connection)
    return literal(False) if hidden is None else hidden
