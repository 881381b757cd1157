"""Where the rows of a table come from: a row is a unit of the collection, with its one text.

All other modules of the table ask here which source a row is, so that another kind of row needs
another reader and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, Select, func, select

from models.recording import BATCH, table_of
from models.source import Source, SourceText

_SOURCE = table_of(Source)
_TEXT = table_of(SourceText)

ROW = _SOURCE.c.id
"""The id of a row: that of its source."""

ORDER = _SOURCE.c.row_number
"""The order of the file."""


def row_query(collection_id: int) -> Select[int]:
    """The ids of all rows of a collection, unordered."""
    return select(ROW).where(_SOURCE.c.collection_id == collection_id)


def with_text(query: Select[int]) -> Select[int]:
    """The query with the texts of its rows at hand, for `text_of_row`."""
    return query.join(_TEXT, _TEXT.c.id == ROW)


def text_of_row() -> ColumnElement[str]:
    """The text of a row in a query that `with_text` made."""
    return _TEXT.c.text


def count_rows(connection: Connection, collection_id: int) -> int:
    """How many rows the table has."""
    query = row_query(collection_id).with_only_columns(func.count())
    return int(connection.execute(query).scalar() or 0)


def texts_of_rows(connection: Connection, collection_id: int) -> Iterator[tuple[int, str]]:
    """The ids and texts of all rows in the order of the file."""
    query = with_text(row_query(collection_id)).add_columns(_TEXT.c.text).order_by(ORDER)
    yield from ((row[0], row[1]) for row in connection.execute(query))


def attribute_value(name: str, *, dialect: str) -> ColumnElement[object]:
    """The value of an attribute as the database holds it; NULL where there is none."""
    if dialect == "sqlite":
        # SQLite ends a quoted key at the next quotation mark, whatever stands before it.
        return func.json_extract(_SOURCE.c.attributes, f"$.{json.dumps(name, ensure_ascii=False)}")
    return func.jsonb_extract_path_text(_SOURCE.c.attributes, name)


def attribute_names(connection: Connection, collection_id: int, names: Iterable[str]) -> list[str]:
    """Those of the attributes that any row has, in the order given."""
    found = []
    for name in names:
        value = attribute_value(name, dialect=connection.dialect.name)
        query = row_query(collection_id).where(value.is_not(None)).limit(1)
        if connection.execute(query).first() is not None:
            found.append(name)
    return found


def in_parts(ids: list[int]) -> Iterator[list[int]]:
    """The ids in parts that one statement may name."""
    for at in range(0, len(ids), BATCH):
        yield ids[at : at + BATCH]
