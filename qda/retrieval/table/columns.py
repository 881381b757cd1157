"""The columns of a table: what each holds, and what the database sorts, groups and filters by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Numeric,
    Text,
    case,
    cast,
    func,
    select,
)

from models.coding import Coding, Segment
from models.errors import Refused
from models.recording import table_of
from models.source import Source
from models.vocabulary import AttributeOwner, AttributeType
from qda.retrieval.sight import seen
from qda.retrieval.sources import attributes
from qda.retrieval.table.reader import ORDER, ROW, attribute_names, attribute_value, text_of_row


class ColumnKind(StrEnum):
    """What the values of a column are, and so how they are compared and shown."""

    KEY = "key"
    TEXT = "text"
    CODES = "codes"
    LENGTH = "length"
    LANGUAGE = "language"
    STARS = "stars"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its stable name, what it holds, the attribute it shows and that one's own label."""

    name: str
    kind: ColumnKind
    attribute: str = ""
    label: str = ""


class NoSuchColumn(Refused):
    """The table has no column of that name."""

    en = "This table has no column “{name}”. It has: {known}."
    id = "Tabel ini tidak memiliki kolom “{name}”. Yang ada: {known}."


STARS: Final = "stars"
REPLY: Final = "reply"
LANGUAGE: Final = "language"
OWN: Final = (
    TableColumn("key", ColumnKind.KEY),
    TableColumn("text", ColumnKind.TEXT),
    TableColumn("codes", ColumnKind.CODES),
)
"""The columns of every table, from the left."""

BEHIND: Final = (
    TableColumn(LANGUAGE, ColumnKind.LANGUAGE),
    TableColumn("length", ColumnKind.LENGTH),
)
"""More columns of every table, behind the attributes."""

_KINDS: Final = {
    AttributeType.TEXT: ColumnKind.WORDS,
    AttributeType.NUMBER: ColumnKind.NUMBER,
    AttributeType.DATE: ColumnKind.DATE,
    AttributeType.CHOICE: ColumnKind.CHOICE,
    AttributeType.YES_NO: ColumnKind.YES_NO,
}
NATURAL: Final = frozenset({ColumnKind.WORDS, ColumnKind.CHOICE, ColumnKind.LANGUAGE})
"""Kinds whose values are put in the order people put words with numbers in."""

_MONTH: Final = 7
_BEGINNING: Final = 120


def columns_of(
    connection: Connection, collection_id: int, *, only: frozenset[str] | None = None
) -> tuple[TableColumn, ...]:
    """All columns of the table of a collection, those of every table first and last.

    With `only` no attribute of another name is looked for, which spares looking for one that no
    row has.
    """
    known = {row.name: row for row in attributes(connection) if row.owner is AttributeOwner.SOURCE}
    taken = {each.name for each in (*OWN, *BEHIND)}
    known.pop(LANGUAGE, None)
    wanted = known if only is None else [name for name in known if name in only]
    made = []
    for name in attribute_names(connection, collection_id, wanted):
        kind = ColumnKind.STARS if name == STARS else _KINDS[known[name].type]
        own = f"attribute:{name}" if name in taken else name
        made.append(TableColumn(own, kind, name, known[name].label))
    return (*OWN, *made, *BEHIND)


def column_named(columns: Sequence[TableColumn], name: str) -> TableColumn:
    """The column of a name, in capitals or not.

    Raises:
        NoSuchColumn: there is none.
    """
    wanted = name.strip().casefold()
    for column in columns:
        if column.name.casefold() == wanted:
            return column
    for column in columns:
        if column.label.casefold() == wanted:
            return column
    raise NoSuchColumn(name=name, known=", ".join(column.name for column in columns))


def ordered_value(connection: Connection, column: TableColumn) -> ColumnElement[object]:
    """What the database sorts a column by; NULL or "" where there is no value."""
    source = table_of(Source)
    if column.kind is ColumnKind.KEY:
        return ORDER
    if column.kind is ColumnKind.TEXT:
        return func.lower(func.substr(func.trim(text_of_row()), 1, _BEGINNING))
    if column.kind is ColumnKind.LENGTH:
        return source.c.length
    if column.kind is ColumnKind.CODES:
        return func.nullif(_codings_on_row(connection), 0)
    value = plain_value(connection, column)
    return _as_number(connection, value) if is_numeric(column) else value


def plain_value(connection: Connection, column: TableColumn) -> ColumnElement[object]:
    """The value of a column as the database holds it."""
    dialect = connection.dialect.name
    if column.kind is ColumnKind.LANGUAGE:
        own = attribute_value(LANGUAGE, dialect=dialect)
        return func.coalesce(own, table_of(Source).c.language)
    if not column.attribute:
        return ordered_value(connection, column)
    return attribute_value(column.attribute, dialect=dialect)


def text_value(connection: Connection, column: TableColumn) -> ColumnElement[str]:
    """The value of a column as text, "" where there is none; yes is "1" and no is "0"."""
    value = plain_value(connection, column)
    if column.kind is ColumnKind.YES_NO and connection.dialect.name != "sqlite":
        value = case((value == "true", "1"), (value == "false", "0"), else_=value)
    return func.coalesce(cast(value, Text), "")


def group_value(connection: Connection, column: TableColumn) -> ColumnElement[str]:
    """What rows are put under one heading by: a value, of a date its month."""
    value = text_value(connection, column)
    return func.substr(value, 1, _MONTH) if column.kind is ColumnKind.DATE else value


def is_numeric(column: TableColumn) -> bool:
    """Whether the attribute that a column shows holds numbers."""
    return column.kind in (ColumnKind.STARS, ColumnKind.NUMBER)


def is_number_like(column: TableColumn) -> bool:
    """Whether the values of a column are numbers, whether they are attributes or counted."""
    return is_numeric(column) or column.kind in (ColumnKind.LENGTH, ColumnKind.CODES)


def _as_number(connection: Connection, value: ColumnElement[object]) -> ColumnElement[object]:
    if connection.dialect.name == "sqlite":
        return value
    number = r"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"
    return case((value.op("~")(number), cast(value, Numeric)), else_=None)


def _codings_on_row(connection: Connection) -> ColumnElement[object]:
    coding, segment = table_of(Coding), table_of(Segment)
    query = (
        select(func.count())
        .select_from(coding)
        .join(segment, segment.c.id == coding.c.segment_id)
        .where(segment.c.source_id == ROW, seen(connection))
    )
    return query.correlate(table_of(Source)).scalar_subquery()
