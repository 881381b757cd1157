"""Finds a row by what a call names it with: its UUID, or its row id."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from models.base import Entity
from models.recording import NotThere, table_of


def id_of(connection: Connection, kind: type[Entity], name: str) -> int:
    """The row id of an entity with a UUID or a row id.

    Raises:
        NotThere: the study has no such row.
    """
    table = table_of(kind)
    written = name.strip()
    number = int(written) if written.isdecimal() and len(written) < 10 else -1
    query = select(table.c.id).where(or_(table.c.uuid == written, table.c.id == number))
    found = connection.execute(query).scalar()
    if found is None:
        raise NotThere(what=table.name, which=written)
    return int(found)
