"""Which codes the acts since an earlier state may have touched, as the history tells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from models.coding import Coding
from models.history import Act, Change, Operation
from models.packing import unpack
from models.recording import BATCH, table_of

EVERYTHING: Final = None
"""Anything may have changed."""

_Changed = Row[Any, Any, Any, Any, Any, Any]

_MOST: Final = 2_000
"""More changed codings than these are not worth looking at one by one."""
_HARMLESS: Final = frozenset({"anchor", "code", "code_group", "code_group_member", "framework"})
_HARMLESS_UNFILTERED: Final = _HARMLESS | {"memo", "absence"}


def newest_act(connection: Connection) -> int:
    """The number of the newest act of the history; 0 where nothing was done yet."""
    return int(connection.execute(select(func.max(table_of(Act).c.id))).scalar() or 0)


def touched_codes(connection: Connection, since: int, *, filtered: bool) -> frozenset[int] | None:
    """The ids of the codes whose codings the acts after `since` may have changed.

    `EVERYTHING` where other rows have changed that counts rest on, or too many. `filtered` says
    that a filter may ask for more of a coding than its code and its place.
    """
    act, change = table_of(Act), table_of(Change)
    edits = select(act.c.edit_id).where(act.c.id > since)
    query = select(
        change.c.operation,
        change.c.table_name,
        change.c.first_id,
        change.c.last_id,
        change.c.rows,
        change.c.payload,
    ).where(change.c.edit_id.in_(edits))
    harmless = _HARMLESS if filtered else _HARMLESS_UNFILTERED
    codes: set[int] = set()
    ids: set[int] = set()
    for row in connection.execute(query).all():
        if row.table_name in harmless:
            continue
        if row.table_name == "segment" and row.operation in (Operation.INSERT, Operation.DELETE):
            # A new segment bears nothing but new codings, and one that goes bears none.
            continue
        if row.table_name != "coding" or row.payload is None or row.rows + len(ids) > _MOST:
            return EVERYTHING
        _note(row, codes, ids)
    return frozenset(codes | _codes_of(connection, ids))


def _note(row: _Changed, codes: set[int], ids: set[int]) -> None:
    """Note the codes that a change names, and the codings whose present code it does not."""
    payload = unpack(row.payload)
    if row.operation is Operation.UPDATE:
        after = payload["after"]
        rows = [*payload["before"], *(after if isinstance(after, list) else [after])]
        ids.update(each["id"] for each in payload["before"])
    else:
        rows = payload
    codes.update(each["code_id"] for each in rows if "code_id" in each)


def _codes_of(connection: Connection, ids: Iterable[int]) -> set[int]:
    coding = table_of(Coding)
    wanted, found = sorted(ids), set[int]()
    for at in range(0, len(wanted), BATCH):
        query = select(coding.c.code_id).where(coding.c.id.in_(wanted[at : at + BATCH])).distinct()
        found.update(connection.execute(query).scalars())
    return found
