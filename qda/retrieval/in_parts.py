"""Reads a great many rows in parts, so that other threads run in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVarTuple

from sqlalchemy import Connection, Row, Select

from models.stopping import ask

Columns = TypeVarTuple("Columns")

AT_ONCE = 2_000
"""Rows that one call of the database's driver makes; no other thread runs meanwhile."""


def in_parts(connection: Connection, query: Select[*Columns]) -> Iterator[Row[*Columns]]:
    """The rows of a query, in its order.

    To make 250,000 rows at once holds every other thread up for a tenth of a second, the window's
    too; a part of them takes a millisecond. Before each it is asked whether to go on.

    Raises:
        Stopped: nobody waits for the rows any more.
    """
    for part in connection.execute(query).partitions(AT_ONCE):
        ask()
        yield from part
