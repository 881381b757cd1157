"""Lists codings page by page in any order, so that a list of 250,000 never reads them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, null, select
from sqlalchemy import case as case_of

from models.case import Case, CaseSpan
from models.code import Code
from models.coding import Coding, Segment
from models.memo import Memo
from models.recording import BATCH, table_of
from models.source import Collection, Source
from models.study import Coder
from models.vocabulary import Polarity, TimeFrame
from qda.retrieval.codings import CodingFilter, coding_query, coding_rows, reading_order
from qda.retrieval.filters import among
from qda.retrieval.rows import CodingRow
from qda.retrieval.samples import sample_names
from qda.retrieval.sight import seen


class SortBy(StrEnum):
    """What a list of codings is sorted by; `LENGTH` is how long the coded words are."""

    PLACE = "place"
    LENGTH = "length"
    CODE = "code"
    INFORMANT = "informant"
    CODER = "coder"
    STATE = "state"
    SIGNS = "signs"
    TAGS = "tags"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class CodingOrder:
    """An order of codings; where two are alike, the one that is read first comes first."""

    by: SortBy = SortBy.PLACE
    falling: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ListedCoding:
    """A coding with what a list shows beside it: who speaks there, and whether a memo is on it."""

    row: CodingRow
    informants: tuple[str, ...]
    memo: bool


@dataclass(frozen=True, slots=True)
class TextChoice:
    """A source that stands alone, or a collection with all its units, by key and title."""

    source_id: int | None
    collection_id: int | None
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What there is to filter by: texts, ids with names, and words in use."""

    texts: tuple[TextChoice, ...]

    coders: tuple[tuple[int, str], ...]
    cases: tuple[tuple[int, str], ...]
    roles: tuple[str, ...]
    tags: tuple[str, ...]
    samples: tuple[str, ...] = ()


def count_codings(connection: Connection, wanted: CodingFilter = CodingFilter()) -> int:
    """How many codings pass a filter."""
    query = coding_query(connection, wanted).with_only_columns(func.count())
    return int(connection.execute(query).scalar() or 0)


def coding_page(
    connection: Connection,
    wanted: CodingFilter,
    order: CodingOrder = CodingOrder(),
    *,
    first: int = 0,
    count: int = 200,
) -> tuple[ListedCoding, ...]:
    """A window of the codings that pass a filter: `count` of them from the 0-based `first`."""
    query = _ordered(connection, wanted, order).offset(first).limit(count)
    ids = tuple(connection.execute(query).scalars())
    return listed(connection, ids)


def listed(connection: Connection, ids: Sequence[int]) -> tuple[ListedCoding, ...]:
    """The codings with these ids that may be seen, in the order of the ids."""
    coding = table_of(Coding)
    found: dict[int, CodingRow] = {}
    for at in range(0, len(ids), BATCH):
        part = coding.c.id.in_(ids[at : at + BATCH])
        query = coding_query(connection, CodingFilter()).where(part)
        found.update((row.id, row) for row in coding_rows(connection, query))
    rows = [found[id_] for id_ in ids if id_ in found]
    speaking = _speaking(connection, rows)
    noted = _noted(connection, [row.uuid for row in rows])
    return tuple(ListedCoding(row, speaking[row.id], row.uuid in noted) for row in rows)


def ids_between(
    connection: Connection,
    wanted: CodingFilter,
    order: CodingOrder,
    ranges: Sequence[tuple[int, int]],
) -> tuple[int, ...]:
    """The ids of the codings in some stretches (first, behind the last) of a list."""
    found: list[int] = []
    for first, behind in ranges:
        query = _ordered(connection, wanted, order).offset(first).limit(behind - first)
        found.extend(connection.execute(query).scalars())
    return tuple(found)


def place_in_list(
    connection: Connection, wanted: CodingFilter, order: CodingOrder, coding_id: int
) -> int | None:
    """The 0-based row of a coding in a list, or None where the list does not hold it."""
    ids = connection.execute(_ordered(connection, wanted, order)).scalars()
    return next((at for at, id_ in enumerate(ids) if id_ == coding_id), None)


def filter_choices(connection: Connection) -> FilterChoices:
    """The coders, cases, roles, tags and samples that a filter may name, each by name."""
    coder, case, collection = table_of(Coder), table_of(Case), table_of(Collection)
    coding = table_of(Coding)
    known = {row[0] for row in connection.execute(select(case.c.role).distinct())}
    known |= {row[0] for row in connection.execute(select(collection.c.role).distinct())}
    tagged = select(coding.c.tags).where(seen(connection)).distinct()
    tags = {tag for (each,) in connection.execute(tagged) for tag in each}
    source = table_of(Source)
    alone = select(source.c.id, null(), source.c.key, source.c.title)
    alone = alone.where(source.c.collection_id.is_(None))
    tables = select(null(), collection.c.id, collection.c.key, collection.c.title)
    texts = [TextChoice(*row) for query in (alone, tables) for row in connection.execute(query)]
    return FilterChoices(
        texts=tuple(sorted(texts, key=lambda each: each.key)),
        coders=_named(connection, select(coder.c.id, coder.c.name).order_by(coder.c.name)),
        cases=_named(connection, select(case.c.id, case.c.name).order_by(case.c.name)),
        roles=tuple(sorted(known - {""})),
        tags=tuple(sorted(tags)),
        samples=sample_names(connection),
    )


def _named(connection: Connection, query: Select[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple((row[0], row[1]) for row in connection.execute(query))


def _ordered(connection: Connection, wanted: CodingFilter, order: CodingOrder) -> Select[int]:
    query = coding_query(connection, wanted).with_only_columns(table_of(Coding).c.id)
    if order.by is SortBy.CODE:
        query = query.join(table_of(Code), table_of(Code).c.id == table_of(Coding).c.code_id)
    keys = _keys(order)
    if order.falling:
        keys = [key.desc() for key in keys]
    return query.order_by(*keys, *reading_order())


def _keys(order: CodingOrder) -> list[ColumnElement[object]]:
    """What is sorted by, rising; the order of reading breaks ties."""
    coding, segment, source = table_of(Coding), table_of(Segment), table_of(Source)
    if order.by is SortBy.PLACE:
        return [source.c.key, segment.c.start] if order.falling else []
    if order.by is SortBy.SIGNS:
        return [
            case_of((coding.c.important, 0), else_=1),
            _rank(coding.c.polarity, tuple(Polarity)),
            -func.coalesce(coding.c.strength, 0),
            _rank(coding.c.time, tuple(TimeFrame)),
        ]
    keys: dict[SortBy, ColumnElement[object]] = {
        SortBy.LENGTH: segment.c.end - segment.c.start,
        SortBy.CODE: _name_of_code(order.language),
        SortBy.INFORMANT: func.coalesce(_first_voice(), ""),
        SortBy.CODER: func.lower(table_of(Coder).c.name),
        SortBy.STATE: coding.c.state,
        SortBy.TAGS: cast(coding.c.tags, Text),
        SortBy.MADE: coding.c.made_at,
    }
    return [keys[order.by]]


def _name_of_code(language: str) -> ColumnElement[object]:
    code = table_of(Code)
    names = (code.c.name_id, code.c.name_en)
    first, second = names if language == "id" else names[::-1]
    return func.lower(func.coalesce(func.nullif(code.c.label, ""), func.nullif(first, ""), second))


def _rank(column: ColumnElement[object], members: Sequence[StrEnum]) -> ColumnElement[object]:
    """The place of a member in its list; what is not said comes last."""
    ranks = {member: rank for rank, member in enumerate(members)}
    return case_of(ranks, value=column, else_=len(members))


def _first_voice() -> ColumnElement[object]:
    """The name of the case that speaks at a segment, the first by name where several do."""
    segment, spans, case = table_of(Segment), table_of(CaseSpan), table_of(Case)
    query = select(func.min(case.c.name)).where(
        spans.c.case_id == case.c.id,
        spans.c.source_id == segment.c.source_id,
        spans.c.start < segment.c.end,
        spans.c.end > segment.c.start,
    )
    return query.correlate(segment).scalar_subquery()


def _speaking(connection: Connection, rows: Sequence[CodingRow]) -> dict[int, tuple[str, ...]]:
    """Whose words each coding stands in, by the coding's id."""
    segment, spans, case = table_of(Segment), table_of(CaseSpan), table_of(Case)
    found: dict[int, dict[str, None]] = defaultdict(dict)
    query = (
        select(segment.c.id, case.c.name)
        .join(
            spans,
            (spans.c.source_id == segment.c.source_id)
            & (spans.c.start < segment.c.end)
            & (segment.c.start < spans.c.end),
        )
        .join(case, case.c.id == spans.c.case_id)
        .where(segment.c.id.in_(among(connection, {row.segment_id for row in rows})))
        .order_by(spans.c.start, case.c.name)
    )
    for segment_id, name in connection.execute(query):
        found[segment_id][name] = None
    return {row.id: tuple(found.get(row.segment_id, ())) for row in rows}


def _noted(connection: Connection, uuids: Sequence[str]) -> frozenset[str]:
    memo = table_of(Memo)
    found: set[str] = set()
    for at in range(0, len(uuids), BATCH):
        part = memo.c.target_uuid.in_(uuids[at : at + BATCH])
        query = select(memo.c.target_uuid).where(memo.c.target == table_of(Coding).name, part)
        found.update(connection.execute(query).scalars())
    return frozenset(found)
