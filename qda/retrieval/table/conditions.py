"""What a filter on rows asks of the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, or_, select

from models.coding import Coding, Segment
from models.recording import table_of
from models.search_index import QueryTerm, matching_ids
from models.source import Source
from models.vocabulary import CodingState
from qda.retrieval.searching import EmptyQuery, terms_of
from qda.retrieval.sight import seen
from qda.retrieval.table.columns import (
    NATURAL,
    REPLY,
    ColumnKind,
    TableColumn,
    column_named,
    is_number_like,
    ordered_value,
    text_value,
)
from qda.retrieval.table.natural import natural
from qda.retrieval.table.question import Holding, Picked, RowFilter, Within
from qda.retrieval.table.reader import ORDER, ROW, attribute_value, row_query

_ENDED: Final = '*" '
"""What tells that the last word is typed in full, or is meant as a beginning."""


def row_conditions(
    connection: Connection,
    collection_id: int,
    wanted: RowFilter,
    columns: Sequence[TableColumn],
) -> list[ColumnElement[bool]]:
    """Everything that a filter asks for, duplicates apart; none where it leaves all rows.

    Raises:
        NoSuchColumn: it names a column that the table does not have.
    """
    found = [_picked(connection, each, columns) for each in wanted.picked]
    for within in wanted.within:
        found += _within(connection, collection_id, within, columns)
    found += [_holding(connection, each, columns) for each in wanted.holding]
    found += _of_text(connection, wanted)
    found += _of_codings(connection, wanted)
    if wanted.first is not None:
        found.append(wanted.first <= ORDER)
    if wanted.last is not None:
        found.append(wanted.last >= ORDER)
    return found


def search_terms(words: str) -> tuple[QueryTerm, ...]:
    """The terms that typed words stand for: the last may be only begun; none where no word is."""
    begun = words if not words or words[-1] in _ENDED else f"{words}*"
    try:
        return terms_of(begun)
    except EmptyQuery:
        return ()


def values_in(
    connection: Connection, collection_id: int, column: TableColumn, *, most: int
) -> list[str] | None:
    """The different values of a column as text, "" for none; None where there are more."""
    query = row_query(collection_id).with_only_columns(text_value(connection, column))
    found = list(connection.execute(query.distinct().limit(most + 1)).scalars())
    return None if len(found) > most else found


def _picked(
    connection: Connection, picked: Picked, columns: Sequence[TableColumn]
) -> ColumnElement[bool]:
    column = column_named(columns, picked.column)
    return text_value(connection, column).in_(picked.values)


MOST_RANKED: Final = 5_000
"""A column of so many different values at most is put in natural order; others by letters."""


def _within(
    connection: Connection, collection_id: int, within: Within, columns: Sequence[TableColumn]
) -> list[ColumnElement[bool]]:
    column = column_named(columns, within.column)
    value = ordered_value(connection, column)
    if is_number_like(column) or column.kind is ColumnKind.KEY:
        low, high = _number(within.low), _number(within.high)
        parts = [value >= low] if low is not None else []
        return [*parts, value.is_not(None), *([value <= high] if high is not None else [])]
    if column.kind in NATURAL:
        known = values_in(connection, collection_id, column, most=MOST_RANKED)
        if known is not None:
            inside = [each for each in known if each and _lies_within(each, within)]
            return [text_value(connection, column).in_(inside)]
    text = text_value(connection, column)
    parts = [text != ""]
    if within.low:
        parts.append(text >= within.low)
    if within.high:
        parts.append(func.substr(text, 1, len(within.high)) <= within.high)
    return parts


def _lies_within(value: str, within: Within) -> bool:
    key = natural(value)[0]
    return (not within.low or key >= natural(within.low)[0]) and (
        not within.high or key <= natural(within.high)[0]
    )


def _number(written: str) -> float | None:
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return None


def _holding(
    connection: Connection, holding: Holding, columns: Sequence[TableColumn]
) -> ColumnElement[bool]:
    column = column_named(columns, holding.column)
    return text_value(connection, column).icontains(holding.words, autoescape=True)


def _of_text(connection: Connection, wanted: RowFilter) -> list[ColumnElement[bool]]:
    source, dialect = table_of(Source), connection.dialect.name
    found: list[ColumnElement[bool]] = []
    terms = search_terms(wanted.words)
    if terms:
        # A key that is typed leads to its row, as it does wherever one searches.
        key = func.upper(source.c.key) == wanted.words.strip().upper()
        found.append(or_(ROW.in_(matching_ids(terms, dialect=dialect)), key))
    if wanted.empty is not None:
        found.append((source.c.length == 0) if wanted.empty else (source.c.length > 0))
    if wanted.replied is not None:
        reply = func.coalesce(cast(attribute_value(REPLY, dialect=dialect), Text), "")
        found.append((reply != "") if wanted.replied else (reply == ""))
    return found


def _of_codings(connection: Connection, wanted: RowFilter) -> list[ColumnElement[bool]]:
    coding = table_of(Coding)
    found: list[ColumnElement[bool]] = []
    if wanted.coded is not None:
        coded = ROW.in_(rows_coded(connection))
        found.append(coded if wanted.coded else ~coded)
    if wanted.proposed is not None:
        is_proposed = coding.c.state == CodingState.PROPOSED
        waiting = ROW.in_(rows_coded(connection, is_proposed))
        found.append(waiting if wanted.proposed else ~waiting)
    asked: list[ColumnElement[bool]] = []
    if wanted.code_ids:
        asked.append(coding.c.code_id.in_(wanted.code_ids))
    if wanted.coder_ids:
        asked.append(coding.c.coder_id.in_(wanted.coder_ids))
    if asked:
        found.append(ROW.in_(rows_coded(connection, and_(*asked))))
    return found


def rows_coded(connection: Connection, *asked: ColumnElement[bool]) -> Select[int]:
    """The ids of the rows that bear a coding that may be seen, and is as it is asked for."""
    coding, segment = table_of(Coding), table_of(Segment)
    query = select(segment.c.source_id).join(coding, coding.c.segment_id == segment.c.id)
    return query.where(seen(connection), *asked).correlate(None)
