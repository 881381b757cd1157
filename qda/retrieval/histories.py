"""Reads the history: the audit trail, and what could be undone or redone next."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from models.history import Act, ActKind, Change, Edit, EditState
from models.recording import table_of
from models.study import Coder
from qda.retrieval.rows import ActRow


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
            kind=row[2],
            facts=row[3],
            coder=row[4] or "",
            at=row[5],
            state=EditState(row[6]).value,
            rows=int(row[7] or 0),
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
    query = select(edit.c.kind, edit.c.facts).where(edit.c.state == EditState.DONE)
    row = connection.execute(query.order_by(edit.c.id.desc()).limit(1)).first()
    return None if row is None else (row[0], row[1])


def next_redo(connection: Connection) -> tuple[str, dict[str, object]] | None:
    """The kind and facts of the edit that `redo` would do again, or None."""
    edit = table_of(Edit)
    query = select(edit.c.kind, edit.c.facts).where(edit.c.state == EditState.UNDONE)
    row = connection.execute(query.order_by(edit.c.id).limit(1)).first()
    return None if row is None else (row[0], row[1])
