"""Reads what a few rows of a table say, and what there is to filter by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, func, select

from models.coding import Coding, Segment
from models.positions import Span
from models.recording import table_of
from models.source import Source, SourceText
from models.study import Coder
from models.vocabulary import CodingState
from qda.retrieval.rows import AttributeValue
from qda.retrieval.sight import seen
from qda.retrieval.table.columns import (
    LANGUAGE,
    ColumnKind,
    TableColumn,
    ordered_value,
    text_value,
)
from qda.retrieval.table.natural import natural
from qda.retrieval.table.reader import in_parts, row_query

MOST_CHOICES: Final = 60
"""Of a column with more different values none is offered to be picked."""


@dataclass(frozen=True, slots=True)
class RowCoding:
    """A coding on a row: who gave which code to what of its text, confirmed or only proposed."""

    id: int
    code_id: int
    coder: str
    proposed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a row says: its key, text, attributes, and its codings in the order of the text."""

    id: int
    key: str
    number: int
    text: str
    language: str
    attributes: dict[str, AttributeValue] = field(hash=False)
    codings: tuple[RowCoding, ...] = ()

    def value(self, column: TableColumn) -> AttributeValue:
        """What stands in a column; of the codes their number."""
        if column.kind is ColumnKind.KEY:
            return self.key
        if column.kind is ColumnKind.TEXT:
            return self.text
        if column.kind is ColumnKind.LENGTH:
            return len(self.text)
        if column.kind is ColumnKind.CODES:
            return len(self.codings)
        if column.kind is ColumnKind.LANGUAGE:
            return self.language
        return self.attributes.get(column.attribute)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a column as text ("" for none), and how many rows have it."""

    value: str
    rows: int


@dataclass(frozen=True, slots=True)
class ColumnChoices:
    """What a column can be filtered by: its values where they are few, else its first and last."""

    column: TableColumn
    choices: tuple[Choice, ...] = ()
    low: str = ""
    high: str = ""


def table_rows(connection: Connection, ids: Sequence[int]) -> tuple[TableRow, ...]:
    """The rows with these ids in the order of the ids; one that is gone is left out."""
    source, texts = table_of(Source), table_of(SourceText)
    wanted = list(ids)
    codings = row_codings(connection, wanted)
    found: dict[int, TableRow] = {}
    for part in in_parts(wanted):
        query = (
            select(
                source.c.id,
                source.c.key,
                source.c.row_number,
                source.c.language,
                source.c.attributes,
                texts.c.text,
            )
            .join(texts, texts.c.id == source.c.id)
            .where(source.c.id.in_(part))
        )
        for row in connection.execute(query):
            spoken = row.attributes.get(LANGUAGE)
            found[row.id] = TableRow(
                id=row.id,
                key=row.key,
                number=row.row_number or 0,
                text=row.text,
                language=str(spoken) if spoken else row.language,
                attributes=row.attributes,
                codings=codings.get(row.id, ()),
            )
    return tuple(found[id_] for id_ in wanted if id_ in found)


def row_codings(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[RowCoding, ...]]:
    """The codings on rows that may be seen, by the row's id, in the order of the text."""
    coding, segment, coder = table_of(Coding), table_of(Segment), table_of(Coder)
    found: defaultdict[int, list[RowCoding]] = defaultdict(list)
    for part in in_parts(list(ids)):
        query = (
            select(
                segment.c.source_id,
                coding.c.id,
                coding.c.code_id,
                coder.c.name,
                coding.c.state,
                segment.c.start,
                segment.c.end,
            )
            .join(segment, segment.c.id == coding.c.segment_id)
            .join(coder, coder.c.id == coding.c.coder_id)
            .where(segment.c.source_id.in_(part), seen(connection))
            .order_by(segment.c.source_id, segment.c.start, segment.c.end.desc(), coding.c.id)
        )
        for source_id, id_, code_id, name, state, start, end in connection.execute(query):
            waits = state is CodingState.PROPOSED
            found[source_id].append(RowCoding(id_, code_id, name, waits, Span(start, end)))
    return {id_: tuple(rows) for id_, rows in found.items()}


def proposals_on(connection: Connection, ids: Sequence[int]) -> tuple[int, ...]:
    """The ids of the proposals on rows that wait to be confirmed and may be seen."""
    coding, segment = table_of(Coding), table_of(Segment)
    found: list[int] = []
    for part in in_parts(list(ids)):
        query = (
            select(coding.c.id)
            .join(segment, segment.c.id == coding.c.segment_id)
            .where(
                segment.c.source_id.in_(part),
                coding.c.state == CodingState.PROPOSED,
                seen(connection),
            )
        )
        found.extend(connection.execute(query).scalars())
    return tuple(found)


def column_choices(
    connection: Connection, collection_id: int, columns: Sequence[TableColumn]
) -> tuple[ColumnChoices, ...]:
    """What each column can be filtered by; the key, the text and the codes are left out."""
    apart = (ColumnKind.KEY, ColumnKind.TEXT, ColumnKind.CODES)
    found = []
    for column in columns:
        if column.kind in apart:
            continue
        ranged = column.kind in (ColumnKind.DATE, ColumnKind.NUMBER, ColumnKind.LENGTH)
        choices = () if ranged else _choices(connection, collection_id, column)
        low, high = _ends(connection, collection_id, column) if ranged else ("", "")
        found.append(ColumnChoices(column, choices, low, high))
    return tuple(found)


def _choices(connection: Connection, collection_id: int, column: TableColumn) -> tuple[Choice, ...]:
    value = text_value(connection, column).label("value")
    counted = row_query(collection_id).with_only_columns(value, func.count())
    query = counted.group_by(value).limit(MOST_CHOICES + 1)
    found = [Choice(row[0], row[1]) for row in connection.execute(query)]
    if len(found) > MOST_CHOICES:
        return ()
    return tuple(sorted(found, key=lambda each: (not each.value, natural(each.value))))


def _ends(connection: Connection, collection_id: int, column: TableColumn) -> tuple[str, str]:
    value = ordered_value(connection, column)
    query = row_query(collection_id).with_only_columns(func.min(value), func.max(value))
    low, high = connection.execute(query).one()
    return ("" if low is None else str(low)), ("" if high is None else str(high))
