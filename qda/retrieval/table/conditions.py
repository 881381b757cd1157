"""What a filter on rows asks of the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, func, literal, or_

from models.coding import Coding
from models.recording import table_of
from models.search_index import QueryTerm, matching_ids
from models.source import Source
from models.vocabulary import AttributeOwner, CodingState
from qda.importers.surveys.answers import JOINT
from qda.retrieval.searching import EmptyQuery, terms_of
from qda.retrieval.table.columns import (
    ANSWERED,
    NATURAL,
    NOT_ASKED,
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
from qda.retrieval.table.reader import RowReader, attribute_value

_ENDED: Final = '*" '
"""What tells that the last word is typed in full, or is meant as a beginning."""


def row_conditions(
    connection: Connection,
    reader: RowReader,
    wanted: RowFilter,
    columns: Sequence[TableColumn],
) -> list[ColumnElement[bool]]:
    """Everything that a filter asks for, duplicates apart; none where it leaves all rows.

    Raises:
        NoSuchColumn: it names a column that the table does not have.
    """
    found = [_picked(connection, each, columns) for each in wanted.picked]
    for within in wanted.within:
        found += _within(connection, reader, within, columns)
    found += [_holding(connection, each, columns) for each in wanted.holding]
    found += _of_text(connection, reader, wanted)
    found += _of_codings(connection, reader, wanted)
    if wanted.first is not None:
        found.append(wanted.first <= reader.order)
    if wanted.last is not None:
        found.append(wanted.last >= reader.order)
    return found


def search_terms(words: str) -> tuple[QueryTerm, ...]:
    """The terms that typed words stand for: the last may be only begun; none where no word is."""
    begun = words if not words or words[-1] in _ENDED else f"{words}*"
    try:
        return terms_of(begun)
    except EmptyQuery:
        return ()


def values_in(
    connection: Connection, reader: RowReader, column: TableColumn, *, most: int
) -> list[str] | None:
    """The different values of a column as text, "" for none; None where there are more."""
    query = reader.query().with_only_columns(text_value(connection, column))
    found = list(connection.execute(query.distinct().limit(most + 1)).scalars())
    return None if len(found) > most else [each for each in found if each != NOT_ASKED]


def _picked(
    connection: Connection, picked: Picked, columns: Sequence[TableColumn]
) -> ColumnElement[bool]:
    column = column_named(columns, picked.column)
    value = text_value(connection, column)
    if not column.question:
        return value.in_(picked.values)
    chosen: ColumnElement[bool] = value.in_(picked.values - {ANSWERED})
    if column.separate:
        # Several choices in one value: a respondent has each of them.
        parted = literal(JOINT) + value + JOINT
        several = picked.values - {ANSWERED, NOT_ASKED, ""}
        chosen = or_(
            chosen, *(parted.contains(f"{JOINT}{each}{JOINT}", autoescape=True) for each in several)
        )
    if ANSWERED in picked.values:
        chosen = or_(chosen, value.not_in(("", NOT_ASKED)))
    return chosen


MOST_RANKED: Final = 5_000
"""A column of so many different values at most is put in natural order; others by letters."""


def _within(
    connection: Connection, reader: RowReader, within: Within, columns: Sequence[TableColumn]
) -> list[ColumnElement[bool]]:
    column = column_named(columns, within.column)
    value = ordered_value(connection, column)
    if is_number_like(column) or column.kind is ColumnKind.KEY:
        low, high = _number(within.low), _number(within.high)
        parts = [value >= low] if low is not None else []
        return [*parts, value.is_not(None), *([value <= high] if high is not None else [])]
    if column.kind in NATURAL:
        known = values_in(connection, reader, column, most=MOST_RANKED)
        if known is not None:
            inside = [each for each in known if each and _lies_within(each, within)]
            return [text_value(connection, column).in_(inside)]
    text = text_value(connection, column)
    parts = [text.not_in(("", NOT_ASKED))]
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


def _of_text(
    connection: Connection, reader: RowReader, wanted: RowFilter
) -> list[ColumnElement[bool]]:
    source, dialect = table_of(Source), connection.dialect.name
    found: list[ColumnElement[bool]] = []
    terms = search_terms(wanted.words)
    if terms:
        # A key that is typed leads to its row, as it does wherever one searches.
        key = func.upper(reader.key) == wanted.words.strip().upper()
        texts = matching_ids(terms, dialect=dialect)
        matching = reader.answering(source.c.id.in_(texts)) if reader.is_survey else texts
        found.append(or_(reader.row.in_(matching), key))
    if wanted.empty is not None and reader.is_survey:
        answered = reader.row.in_(reader.answering(source.c.length > 0))
        found.append(~answered if wanted.empty else answered)
    elif wanted.empty is not None:
        found.append((source.c.length == 0) if wanted.empty else (source.c.length > 0))
    if wanted.replied is not None and not reader.is_survey:
        said = attribute_value(REPLY, AttributeOwner.SOURCE, dialect=dialect)
        reply = func.coalesce(cast(said, Text), "")
        found.append((reply != "") if wanted.replied else (reply == ""))
    return found


def _of_codings(
    connection: Connection, reader: RowReader, wanted: RowFilter
) -> list[ColumnElement[bool]]:
    coding = table_of(Coding)
    found: list[ColumnElement[bool]] = []
    if wanted.coded is not None:
        coded = reader.row.in_(reader.bearing(connection))
        found.append(coded if wanted.coded else ~coded)
    if wanted.proposed is not None:
        is_proposed = coding.c.state == CodingState.PROPOSED
        waiting = reader.row.in_(reader.bearing(connection, is_proposed))
        found.append(waiting if wanted.proposed else ~waiting)
    asked: list[ColumnElement[bool]] = []
    if wanted.code_ids:
        asked.append(coding.c.code_id.in_(wanted.code_ids))
    if wanted.coder_ids:
        asked.append(coding.c.coder_id.in_(wanted.coder_ids))
    if asked:
        found.append(reader.row.in_(reader.bearing(connection, and_(*asked))))
    return found
