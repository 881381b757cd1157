"""Takes back the last edit and does it again, by applying its recorded row changes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from models.bulk import delete_between, insert_rows, update_rows
from models.entities import BY_TABLE
from models.errors import Defect, Refused
from models.history import Act, ActKind, Change, Edit, EditState, Operation
from models.packing import Row, let_go, pack, unpack
from models.recording import BATCH, Recorder, table_of
from models.splicing import Cut, reversed_cuts, splice_rows
from models.stopping import asking


class NothingToUndo(Refused):
    """No edit is in force."""

    en = "There is nothing to undo."
    id = "Tidak ada yang dapat diurungkan."


class NothingToRedo(Refused):
    """No edit was undone since the last new one."""

    en = "There is nothing to redo."
    id = "Tidak ada yang dapat diulangi."


def undo_last(recorder: Recorder) -> tuple[Edit, frozenset[str]]:
    """Take back the newest edit in force; returns it and the tables it touched.

    Raises:
        NothingToUndo: there is none.
    """
    edits = table_of(Edit)
    session = recorder.session
    edit_id = session.execute(
        select(edits.c.id).where(edits.c.state == EditState.DONE).order_by(edits.c.id.desc())
    ).scalar()
    if edit_id is None:
        raise NothingToUndo
    changes = _changes(session, edit_id)
    for change in reversed(changes):
        _revert(session, change)
    return _moved(recorder, edit_id, ActKind.UNDO), _tables(changes)


def redo_next(recorder: Recorder) -> tuple[Edit, frozenset[str]]:
    """Do the edit that was undone last once more; returns it and the tables it touched.

    Raises:
        NothingToRedo: nothing was undone since the last new edit.
    """
    edits = table_of(Edit)
    session = recorder.session
    edit_id = session.execute(
        select(edits.c.id).where(edits.c.state == EditState.UNDONE).order_by(edits.c.id)
    ).scalar()
    if edit_id is None:
        raise NothingToRedo
    changes = _changes(session, edit_id)
    for change in changes:
        _repeat(session, change)
    return _moved(recorder, edit_id, ActKind.REDO), _tables(changes)


def _moved(recorder: Recorder, edit_id: int, kind: ActKind) -> Edit:
    session = recorder.session
    edit = session.get(Edit, edit_id)
    if edit is None:
        raise Defect(what=f"edit {edit_id} vanished")
    edit.state = EditState.UNDONE if kind is ActKind.UNDO else EditState.DONE
    act_id = recorder.new_ids(Act, 1)
    session.add(Act(id=act_id, edit_id=edit_id, kind=kind, coder_id=recorder.coder_id))
    session.flush()
    recorder.save_counters()
    session.expire_all()
    return edit


def _changes(session: Session, edit_id: int) -> list[Change]:
    query = select(Change).where(Change.edit_id == edit_id).order_by(Change.id)
    return list(session.execute(query).scalars())


def _tables(changes: list[Change]) -> frozenset[str]:
    return frozenset(change.table_name for change in changes)


def _revert(session: Session, change: Change) -> None:
    table = table_of(BY_TABLE[change.table_name])
    if change.operation is Operation.INSERT:
        _revert_insert(session, table, change)
    elif change.operation is Operation.UPDATE:
        payload = _payload(change)
        update_rows(session, table, payload["before"])
        let_go(payload["before"])
        if isinstance(payload["after"], list):
            let_go(payload["after"])
    elif change.operation is Operation.SPLICE:
        column, cuts = _cuts(change)
        back = {id_: reversed_cuts(each) for id_, each in cuts.items()}
        splice_rows(session, table, column, back)
    else:
        rows = _payload(change)
        insert_rows(session, table, rows)
        let_go(rows)


def _revert_insert(session: Session, table: Table, change: Change) -> None:
    """Delete what was inserted; rows of which there is no copy yet are kept in the record now."""
    payload = None if change.payload is None else unpack(change.payload)
    if not isinstance(payload, dict):
        if payload is None:
            between = _rows_between(session, table, change)
            change.payload = pack(between)
            let_go(between)
        delete_between(session, table, change.first_id, change.last_id)
        return
    ids = payload["ids"]
    rows: list[Row] = []
    for at in range(0, len(ids), BATCH):
        some = table.c.id.in_(ids[at : at + BATCH])
        found = session.execute(select(table).where(some).order_by(table.c.id)).mappings()
        rows.extend(dict(row) for row in found)
        session.execute(delete(table).where(some))
    change.payload = pack({"ids": ids, "rows": rows})


def _repeat(session: Session, change: Change) -> None:
    table = table_of(BY_TABLE[change.table_name])
    if change.operation is Operation.INSERT:
        payload = _payload(change)
        insert_rows(session, table, payload if isinstance(payload, list) else payload["rows"])
    elif change.operation is Operation.UPDATE:
        payload = _payload(change)
        if isinstance(payload["after"], list):
            update_rows(session, table, payload["after"])
            let_go(payload["before"], payload["after"])
            return
        ids = [row["id"] for row in payload["before"]]
        for at in range(0, len(ids), BATCH):
            some = table.c.id.in_(ids[at : at + BATCH])
            session.execute(update(table).where(some).values(**payload["after"]))
    elif change.operation is Operation.SPLICE:
        splice_rows(session, table, *_cuts(change))
    else:
        ids = [row["id"] for row in _payload(change)]
        for at in range(0, len(ids), BATCH):
            session.execute(delete(table).where(table.c.id.in_(ids[at : at + BATCH])))


def _rows_between(session: Session, table: Table, change: Change) -> list[Row]:
    ids = table.c.id.between(change.first_id, change.last_id)
    found = session.execute(select(table).where(ids).order_by(table.c.id)).mappings()
    return [dict(row) for row in asking(found)]


def _cuts(change: Change) -> tuple[str, dict[int, list[Cut]]]:
    payload = _payload(change)
    return payload["column"], {
        row["id"]: [Cut(*parts) for parts in row["cuts"]] for row in payload["rows"]
    }


def _payload(change: Change) -> Any:  # noqa: ANN401 - rows of any table
    if change.payload is None:
        raise Defect(what=f"change {change.id} has lost its rows")
    return unpack(change.payload)
