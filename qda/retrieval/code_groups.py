"""Reads the groups of codes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.code import Code, CodeGroup, CodeGroupMember
from models.recording import table_of


@dataclass(frozen=True, slots=True)
class CodeGroupRow:
    """A group of codes, which refers to codes that stand elsewhere in the tree."""

    id: int
    uuid: str
    name: str
    note: str
    code_ids: tuple[int, ...]


def code_groups(connection: Connection) -> tuple[CodeGroupRow, ...]:
    """All groups in their order, their codes by the order of siblings in the tree."""
    table, member, code = table_of(CodeGroup), table_of(CodeGroupMember), table_of(Code)
    held: dict[int, list[int]] = defaultdict(list)
    query = (
        select(member.c.group_id, member.c.code_id)
        .join(code, code.c.id == member.c.code_id)
        .order_by(code.c.position, code.c.id)
    )
    for group_id, code_id in connection.execute(query):
        held[group_id].append(code_id)
    groups = select(table.c.id, table.c.uuid, table.c.name, table.c.note)
    groups = groups.order_by(table.c.position, table.c.id)
    return tuple(CodeGroupRow(*row, tuple(held[row.id])) for row in connection.execute(groups))
