"""Inserts and deletes many rows of one table at nearly the price of the database driver alone.

SQLAlchemy looks at every value of every row again; here the statement is compiled once and only
the columns whose type changes a value (JSON, closed lists) are run through that type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Enum, Table, delete, insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from models import search_index
from models.packing import Row
from models.source import SourceText

NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
"""No values that all rows share."""


def insert_rows(
    session: Session, table: Table, rows: Sequence[Row], shared: Mapping[str, object] = NOTHING
) -> None:
    """Insert rows that all give the same columns; plain defaults fill the columns they lack.

    `shared` holds the values of columns that are the same in every row.
    """
    if not rows:
        return
    connection = session.connection()
    if _is_indexed(connection, table):
        ids = [row["id"] for row in rows]
        with search_index.switched_off(connection):
            _insert(connection, table, rows, shared)
        search_index.add_between(connection, min(ids), max(ids))
    else:
        _insert(connection, table, rows, shared)


def delete_between(session: Session, table: Table, first: int, last: int) -> None:
    """Delete the rows with ids from `first` to `last`, both included."""
    connection = session.connection()
    statement = delete(table).where(table.c.id.between(first, last))
    if _is_indexed(connection, table):
        search_index.remove_between(connection, first, last)
        with search_index.switched_off(connection):
            connection.execute(statement)
    else:
        connection.execute(statement)


def _is_indexed(connection: Connection, table: Table) -> bool:
    return table.name == SourceText.__tablename__ and connection.dialect.name == "sqlite"


def _insert(
    connection: Connection, table: Table, rows: Sequence[Row], shared: Mapping[str, object]
) -> None:
    dialect = connection.dialect
    same = {**_defaults(table, rows[0]), **shared}
    names = [*rows[0], *(name for name in same if name not in rows[0])]
    compiled = insert(table).compile(dialect=dialect, column_keys=names)
    order = names if compiled.positiontup is None else compiled.positiontup
    columns = [
        _converted(table, name, dialect, [row[name] for row in rows])
        if name in rows[0]
        else repeat(_converted(table, name, dialect, [same[name]])[0], len(rows))
        for name in order
    ]
    tuples = list(zip(*columns, strict=True))
    if compiled.positiontup is None:
        connection.exec_driver_sql(
            str(compiled), [dict(zip(order, each, strict=True)) for each in tuples]
        )
    else:
        connection.exec_driver_sql(str(compiled), tuples)


def _defaults(table: Table, first: Row) -> Row:
    return {
        column.name: column.default.arg
        for column in table.columns
        if column.name not in first and isinstance(column.default, ScalarElementColumnDefault)
    }


def _converted(table: Table, name: str, dialect: Dialect, values: list[Any]) -> list[Any]:
    """The values as the driver takes them; those of closed lists are looked at once each."""
    kind = table.c[name].type.dialect_impl(dialect)
    convert = kind.bind_processor(dialect)
    if convert is None:
        return values
    if isinstance(kind, Enum):
        known = {value: convert(value) for value in set(values)}
        return [known[value] for value in values]
    return list(map(convert, values))
