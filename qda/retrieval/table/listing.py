"""Answers a question to a table: the ids of its rows in their order, with headings, folded."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from models.recording import table_of
from models.source import SourceText
from qda.retrieval.table.alike import Duplicates
from qda.retrieval.table.columns import (
    NATURAL,
    ColumnKind,
    TableColumn,
    column_named,
    columns_of,
    group_value,
    is_number_like,
    ordered_value,
    places_of_choices,
    text_value,
)
from qda.retrieval.table.conditions import MOST_RANKED, row_conditions, values_in
from qda.retrieval.table.natural import natural
from qda.retrieval.table.question import SortKey, TableQuestion
from qda.retrieval.table.reader import ROW, RowReader, count_rows, reader_of
from qda.retrieval.table.spoken import Spoken

_NO_LIMIT: Final = 2**31 - 1
"""A limit that nothing reaches; it makes SQLite lay the ranks out once instead of row by row."""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading: the value they share as text, the first one's place, their number."""

    value: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows that answer a question, by id and in order.

    `ids` holds the rows that are shown; `folded` names for some of them the others that are folded
    into it, in their order. `total` counts all rows of the table, `texts` those that pass, folded
    ones too.
    """

    question: TableQuestion
    ids: array[int] = field(hash=False)
    groups: tuple[RowGroup, ...]
    folded: Mapping[int, tuple[int, ...]] = field(hash=False)
    total: int
    texts: int

    def with_folded(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Some rows, each followed by those that are folded into it."""
        if not self.folded:
            return tuple(ids)
        found: list[int] = []
        for id_ in ids:
            found.append(id_)
            found.extend(self.folded.get(id_, ()))
        return tuple(found)

    def everything(self, *, folded: bool) -> tuple[int, ...]:
        """All rows that are shown, and with `folded` all that are folded into them, too."""
        return self.with_folded(self.ids) if folded else tuple(self.ids)


def listing(
    connection: Connection,
    question: TableQuestion,
    duplicates: Duplicates | None = None,
    spoken: Spoken | None = None,
) -> Listing:
    """The answer to a question.

    `duplicates` must be given where the question `needs_alike`, and be those that it needs, and
    `spoken` where it asks for languages.

    Raises:
        NoSuchColumn: it names a column that the table does not have.
    """
    columns = _columns(connection, question)
    query: Select[Any] = _query(connection, question, columns)
    found: list[int] | array[int]
    values: list[str] = []
    if question.group:
        found, values = [], []
        for id_, value in connection.execute(query):
            found.append(id_)
            values.append(value)
    else:
        found = array("q", connection.execute(query).scalars())
    keep = range(len(found))
    folded: dict[int, tuple[int, ...]] = {}
    if duplicates is not None and question.wanted.doubled:
        doubled = duplicates.doubled
        keep = [at for at in keep if found[at] in doubled]  # type: ignore[assignment]
    if spoken is not None and question.wanted.spoken:
        wanted, of = question.wanted.spoken, spoken.of
        keep = [at for at in keep if of.get(found[at], "") in wanted]  # type: ignore[assignment]
    texts = len(keep)
    if duplicates is not None and question.fold is not None:
        keep, folded = _folded(found, keep, values, duplicates)  # type: ignore[assignment]
    ids = found if len(keep) == len(found) else [found[at] for at in keep]
    made = ids if isinstance(ids, array) else array("q", ids)
    groups = _groups([values[at] for at in keep]) if question.group else ()
    total = count_rows(connection, question.collection_id)
    return Listing(question, made, groups, folded, total, texts)


def _columns(connection: Connection, question: TableQuestion) -> tuple[TableColumn, ...]:
    """The columns that a question names, among others; all where it names one there is not."""
    asked, wanted = question.collection_id, question.wanted
    named = {key.column for key in question.sort} | {question.group} - {""}
    named |= {each.column for each in wanted.picked} | {each.column for each in wanted.within}
    names = frozenset(named | {each.column for each in wanted.holding})
    found = columns_of(connection, asked, only=names)
    enough = names <= {column.name for column in found}
    return found if enough else columns_of(connection, asked)


def coded_rows(
    connection: Connection, collection_id: int, question_id: int | None = None
) -> frozenset[int]:
    """The ids of the rows that bear a coding that may be seen.

    Of a survey those on the answers to a question, where one is given; who did not answer has
    nothing left to code and is among them.
    """
    reader = reader_of(connection, collection_id, question_id)
    coded = reader.row.in_(reader.bearing(connection))
    done = or_(coded, ~reader.row.in_(reader.answering())) if reader.is_survey else coded
    return frozenset(connection.execute(reader.query().where(done)).scalars())


def _query(
    connection: Connection, question: TableQuestion, columns: Sequence[TableColumn]
) -> Select[int]:
    keys = [SortKey(question.group)] if question.group else []
    keys += [key for key in question.sort if key.column != question.group]
    for key in question.sort:
        if key.column == question.group:
            keys[0] = key
    reader = reader_of(connection, question.collection_id, question.question_id)
    query = reader.query()
    used = [column_named(columns, key.column) for key in keys]
    if not reader.is_survey and any(column.kind is ColumnKind.TEXT for column in used):
        texts = table_of(SourceText)
        query = query.join(texts, texts.c.id == ROW)
    if question.group:
        query = query.add_columns(group_value(connection, used[0]))
    query = query.where(*row_conditions(connection, reader, question.wanted, columns))
    for number, (key, column) in enumerate(zip(keys, used, strict=True)):
        grouped = bool(question.group) and number == 0 and column.kind is ColumnKind.DATE
        value: ColumnElement[Any] = (
            group_value(connection, column) if grouped else ordered_value(connection, column)
        )
        ranks = _ranks(connection, reader, column)
        if ranks is not None:
            each = ranks.subquery(f"ranks_{number}")
            query = query.outerjoin(each, each.c.word == text_value(connection, column))
            value = each.c.place
        query = query.order_by(*_by(column, value, falling=key.falling))
        if question.group and number == 0 and column.question:
            # Silent ones and those who were not asked both come last, each under one heading.
            query = query.order_by(group_value(connection, column))
    return query.order_by(reader.order, reader.row)


def _by(
    column: TableColumn, value: ColumnElement[object], *, falling: bool
) -> tuple[ColumnElement[object], ...]:
    """Sorted by a value, rows without one last either way."""
    if column.kind is ColumnKind.KEY:
        return (value.desc() if falling else value.asc(),)
    nothing: ColumnElement[bool] = value.is_(None)
    if not is_number_like(column) and column.kind not in NATURAL:
        nothing = or_(nothing, value == "")
    return case((nothing, 1), else_=0), value.desc() if falling else value.asc()


def _ranks(
    connection: Connection, reader: RowReader, column: TableColumn
) -> Select[str, int] | None:
    """The values of a column with their places in natural order; None where letters must do."""
    if column.kind not in NATURAL:
        return None
    known = values_in(connection, reader, column, most=MOST_RANKED)
    if known is None:
        return None
    given = places_of_choices(column)
    # Choices stand in the order in which they are offered, other words in that of people.
    known.sort(key=lambda word: (given.get(word, len(given)), natural(word)))
    ranks = {word: place for place, word in enumerate(filter(None, known))}
    written = literal(json.dumps(ranks))
    if connection.dialect.name == "sqlite":
        each = func.json_each(written).table_valued("key", "value")
        return select(each.c.key.label("word"), each.c.value.label("place")).limit(_NO_LIMIT)
    each = func.jsonb_each_text(cast(written, JSONB)).table_valued("key", "value")
    return select(cast(each.c.key, Text).label("word"), cast(each.c.value, Integer).label("place"))


def _folded(
    found: Sequence[int], keep: Iterable[int], values: Sequence[str], duplicates: Duplicates
) -> tuple[list[int], dict[int, tuple[int, ...]]]:
    """The places that are left, and the others under the first of them; each heading by itself."""
    of, grouped = duplicates.of, bool(values)
    heads: dict[object, int] = {}
    left: list[int] = []
    others: dict[int, list[int]] = {}
    for at in keep:
        id_ = found[at]
        first = of.get(id_, id_)
        head = heads.setdefault((first, values[at]) if grouped else first, id_)
        if head == id_:
            left.append(at)
        else:
            others.setdefault(head, []).append(id_)
    return left, {head: tuple(rest) for head, rest in others.items()}


def _groups(values: Sequence[str]) -> tuple[RowGroup, ...]:
    made: list[RowGroup] = []
    first = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[first]:
            made.append(RowGroup(values[first], first, at - first))
            first = at
    return tuple(made)
