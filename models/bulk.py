"""Inserts and deletes many rows of one table at nearly the price of the database driver alone.

SQLAlchemy looks at every value of every row again; here the statement is compiled once and only
the columns whose type changes a value (JSON, closed lists) are run through that type. Rows are
held by columns: a hundred thousand of them are then a few lists and not as many dicts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import islice, repeat
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Dialect,
    Enum,
    Integer,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    insert,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from models import search_index
from models.packing import Row
from models.source import SourceText
from models.stopping import asking

_PORTION: Final = 5_000
"""Rows that are made and inserted at once."""

NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
"""No values that all rows share."""

Columns = Mapping[str, Sequence[Any]]
"""Rows on their side: for each column its values, from the first row to the last."""


class JsonTexts(list[str]):
    """Values of a JSON column that are written as JSON already."""


def json_objects(members: Columns, count: int) -> JsonTexts:
    """A JSON object for each of `count` rows, from its members' values; None leaves one out.

    >>> json_objects({"stars": [5, None], "version": ["3.1", "3.2"]}, 2)
    ['{"stars":5,"version":"3.1"}', '{"version":"3.2"}']
    """
    written = [_written_members(name, values) for name, values in members.items()]
    if not written:
        return JsonTexts(["{}"] * count)
    return JsonTexts(
        "{" + ",".join(filter(None, members)) + "}" for members in zip(*written, strict=True)
    )


def columns_of(rows: Sequence[Row]) -> dict[str, Sequence[Any]]:
    """The columns of rows that all give the same ones."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def rows_of(columns: Columns) -> list[Row]:
    """The rows of columns, each value as its column holds it."""
    values = [
        map(json.loads, each) if isinstance(each, JsonTexts) else each for each in columns.values()
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def insert_rows(
    session: Session, table: Table, rows: Sequence[Row], shared: Mapping[str, object] = NOTHING
) -> None:
    """Insert rows that all give the same columns; see `insert_columns`."""
    if rows:
        insert_columns(session, table, columns_of(rows), shared)


def insert_columns(
    session: Session, table: Table, columns: Columns, shared: Mapping[str, object] = NOTHING
) -> None:
    """Insert rows given by columns, ids among them; plain defaults fill the columns they lack.

    `shared` holds the values of columns that are the same in every row.
    """
    connection = session.connection()
    if _is_indexed(connection, table):
        ids = columns["id"]
        with search_index.switched_off(connection):
            _insert(connection, table, columns, shared)
        search_index.add_between(connection, min(ids), max(ids))
    else:
        _insert(connection, table, columns, shared)


def update_rows(session: Session, table: Table, rows: Sequence[Row]) -> None:
    """Set the values of rows that all give the same columns, `id` among them.

    Where a unique constraint holds over changed columns, values may pass from one row to another:
    the rows are first parked on values that no row has, their own ids made negative.
    """
    names = [name for name in rows[0] if name != "id"] if rows else []
    if not names:
        return
    connection = session.connection()
    here = table.c.id == bindparam("row_id")
    parked = _column_to_park(table, names)
    if parked is not None and len(rows) > 1:
        ids = [{"row_id": row["id"]} for row in asking(rows)]
        connection.execute(update(table).where(here).values({parked: -table.c.id}), ids)
    # Prefixed, because a parameter cannot have the name of a column that is set.
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
    connection.execute(
        update(table).where(here).values(values),
        [
            {"row_id": row["id"], **{f"new_{name}": row[name] for name in names}}
            for row in asking(rows)
        ],
    )


def _column_to_park(table: Table, names: Sequence[str]) -> str | None:
    """The whole-number column of a unique constraint that holds over the columns, or None."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            columns = [column for column in constraint.columns if column.name in names]
            numbers = [column.name for column in columns if isinstance(column.type, Integer)]
            if numbers:
                return numbers[0]
    return None


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
    connection: Connection, table: Table, columns: Columns, shared: Mapping[str, object]
) -> None:
    dialect = connection.dialect
    count = len(columns["id"])
    same = {**_defaults(table, columns), **shared}
    names = [*columns, *(name for name in same if name not in columns)]
    compiled = insert(table).compile(dialect=dialect, column_keys=names)
    order = names if compiled.positiontup is None else compiled.positiontup
    values = [
        _converted(table, name, dialect, columns[name])
        if name in columns
        else repeat(_converted(table, name, dialect, [same[name]])[0], count)
        for name in order
    ]
    rows, statement = zip(*values, strict=True), str(compiled)
    # In portions: to make all rows at once would hold other threads up.
    while portion := list(islice(rows, _PORTION)):
        if compiled.positiontup is None:
            named = [dict(zip(order, each, strict=True)) for each in portion]
            connection.exec_driver_sql(statement, named)
        else:
            connection.exec_driver_sql(statement, portion)


def _defaults(table: Table, given: Columns) -> Row:
    return {
        column.name: column.default.arg
        for column in table.columns
        if column.name not in given and isinstance(column.default, ScalarElementColumnDefault)
    }


def _converted(table: Table, name: str, dialect: Dialect, values: Sequence[Any]) -> Sequence[Any]:
    """The values as the driver takes them; those of closed lists are looked at once each."""
    kind = table.c[name].type.dialect_impl(dialect)
    convert = kind.bind_processor(dialect)
    if convert is None or isinstance(values, JsonTexts):
        return values
    if isinstance(kind, Enum):
        known = {value: convert(value) for value in set(values)}
        return [known[value] for value in values]
    return list(map(convert, values))


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

_EQUAL_IS_SAME: Final = ({str}, {int}, {bool})
"""Kinds of values whose equals are written alike; 1, 1.0 and True are equal and are not."""


def _written_members(name: str, values: Sequence[Any]) -> list[str]:
    """`"name":value` for each value, "" for None; equal values are written once."""
    head = _JSON.encode(name) + ":"
    distinct = set(values)
    kinds = {type(value) for value in distinct if value is not None}
    if kinds and kinds not in _EQUAL_IS_SAME:
        return ["" if value is None else head + _JSON.encode(value) for value in values]
    written = {value: head + _JSON.encode(value) for value in distinct if value is not None}
    return list(map({**written, None: ""}.__getitem__, values))
