"""Narrows a search: which texts are looked into, and which of their words count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from models.case import Case, CaseSpan
from models.coding import Coding, Segment
from models.positions import Span
from models.recording import BATCH, table_of
from models.source import Collection, Source
from models.vocabulary import MemoKind, StakeholderGroup, Technique
from qda.retrieval.filter_language import UnknownFilter, parse_filter, split_filter
from qda.retrieval.sight import seen


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What a search is narrowed to; an empty part does not narrow.

    With `code_ids` only words within segments coded so count, with `case_ids` only words of these
    cases. `since` and `until` are days or beginnings of days (`2025`, `2025-03`), both included:
    of a text the day it was collected or written, of a memo the day it tells of.
    """

    code_ids: frozenset[int] = frozenset()
    case_ids: frozenset[int] = frozenset()
    groups: frozenset[StakeholderGroup] = frozenset()
    techniques: frozenset[Technique] = frozenset()
    source_ids: frozenset[int] = frozenset()
    collection_ids: frozenset[int] = frozenset()
    memo_kinds: frozenset[MemoKind] = frozenset()
    since: str = ""
    until: str = ""

    @property
    def narrows_places(self) -> bool:
        """Whether not all places in a text count that may be looked into."""
        return bool(self.code_ids or self.case_ids or self.groups)

    def holds_day(self, day: str) -> bool:
        """Whether a day lies between the two; where either is named an unknown day does not."""
        if not (self.since or self.until):
            return True
        return bool(day) and self.since <= day <= (self.until or _LAST) + _LAST


_Numbers = Select[*tuple[Any, ...]]

_LAST = "~"
"""Sorts behind every digit and hyphen: `2025~` behind every day of 2025."""

_TEXTS = ("technique", "group", "source", "collection", "case", "code")
_OWN = ("since", "until", "kind")


def parse_search_filter(connection: Connection, written: str) -> SearchFilter:
    """The filter that a text describes, such as `technique=interview; since=2025-03`.

    Besides the names of `qda.retrieval.filter_language` there are `since`, `until` and, for
    memos, `kind`.

    Raises:
        UnknownFilter, NoSuchSource, NoSuchCode, SeveralCodes: as `parse_filter`.
    """
    known = ", ".join((*_TEXTS, *_OWN))
    mine = [part for part in split_filter(written) if part[0] in _OWN]
    rest = [part for part in split_filter(written) if part[0] not in _OWN]
    texts = parse_filter(connection, "; ".join(part[1] for part in rest), names=(*_TEXTS,))
    made = SearchFilter(
        code_ids=texts.code_ids,
        case_ids=texts.case_ids,
        groups=texts.groups,
        techniques=texts.techniques,
        source_ids=texts.source_ids,
        collection_ids=texts.collection_ids,
    )
    for name, part, values in mine:
        if not values:
            raise UnknownFilter(part=part, known=known)
        if name == "kind":
            made = replace(made, memo_kinds=made.memo_kinds | _kinds(part, values))
        elif name == "since":
            made = replace(made, since=values[0])
        else:
            made = replace(made, until=values[0])
    return made


def _kinds(part: str, values: Sequence[str]) -> frozenset[MemoKind]:
    try:
        return frozenset(MemoKind(value.casefold()) for value in values)
    except ValueError as error:
        raise UnknownFilter(part=part, known=", ".join(MemoKind)) from error


def text_conditions(connection: Connection, wanted: SearchFilter) -> list[ColumnElement[bool]]:
    """The conditions on rows of `source` that a filter sets."""
    source = table_of(Source)
    made: list[ColumnElement[bool]] = []
    if wanted.techniques:
        made.append(source.c.technique.in_(wanted.techniques))
    if wanted.source_ids:
        made.append(source.c.id.in_(wanted.source_ids))
    if wanted.collection_ids:
        made.append(source.c.collection_id.in_(wanted.collection_ids))
    if wanted.since:
        made.append(source.c.collected_on >= wanted.since)
    if wanted.until:
        made.append((source.c.collected_on != "") & (source.c.collected_on <= wanted.until + _LAST))
    if wanted.code_ids:
        segment = table_of(Segment)
        made.append(source.c.id.in_(_coded(connection, wanted, segment.c.source_id)))
    if wanted.case_ids:
        made.append(source.c.id.in_(_of_cases(wanted, table_of(CaseSpan).c.source_id)))
    if wanted.groups:
        made.append(_of_groups(wanted))
    return made


def _coded(connection: Connection, wanted: SearchFilter, *columns: ColumnElement[int]) -> _Numbers:
    coding, segment = table_of(Coding), table_of(Segment)
    return (
        select(*columns)
        .select_from(segment)
        .join(coding, coding.c.segment_id == segment.c.id)
        .where(coding.c.code_id.in_(wanted.code_ids), seen(connection))
    )


def _of_cases(wanted: SearchFilter, *columns: ColumnElement[int]) -> _Numbers:
    return select(*columns).where(table_of(CaseSpan).c.case_id.in_(wanted.case_ids))


def _spans_of_groups(wanted: SearchFilter, *columns: ColumnElement[int]) -> _Numbers:
    spans, cases = table_of(CaseSpan), table_of(Case)
    return (
        select(*columns)
        .select_from(spans)
        .join(cases, cases.c.id == spans.c.case_id)
        .where(cases.c.stakeholder_group.in_(wanted.groups))
    )


def _of_groups(wanted: SearchFilter) -> ColumnElement[bool]:
    source, collection = table_of(Source), table_of(Collection)
    whole = select(collection.c.id).where(collection.c.stakeholder_group.in_(wanted.groups))
    by_case = _spans_of_groups(wanted, table_of(CaseSpan).c.source_id)
    return or_(source.c.collection_id.in_(whole), source.c.id.in_(by_case))


@dataclass(frozen=True, slots=True)
class _Within:
    """Where places count: in these spans of the sources, and all over some of them."""

    spans: dict[int, list[Span]]
    whole: frozenset[int] = frozenset()

    def holds(self, source_id: int, place: Span) -> bool:
        return source_id in self.whole or any(
            span.contains(place) for span in self.spans.get(source_id, ())
        )


class PlaceFilter:
    """Which places in some texts count: those within a coded segment, a case's words, or both."""

    def __init__(
        self, connection: Connection, wanted: SearchFilter, source_ids: Sequence[int]
    ) -> None:
        self._within: list[_Within] = []
        segment, spans = table_of(Segment), table_of(CaseSpan)
        at_segment = (segment.c.source_id, segment.c.start, segment.c.end)
        at_case = (spans.c.source_id, spans.c.start, spans.c.end)
        if wanted.code_ids:
            found = _spans(connection, _coded(connection, wanted, *at_segment), source_ids)
            self._within.append(_Within(found))
        if wanted.case_ids:
            found = _spans(connection, _of_cases(wanted, *at_case), source_ids)
            self._within.append(_Within(found))
        if wanted.groups:
            found = _spans(connection, _spans_of_groups(wanted, *at_case), source_ids)
            whole = _units_of_groups(connection, wanted, source_ids)
            self._within.append(_Within(found, whole))

    def holds(self, source_id: int, place: Span) -> bool:
        """Whether a place counts."""
        return all(within.holds(source_id, place) for within in self._within)


def _spans(
    connection: Connection, query: _Numbers, source_ids: Sequence[int]
) -> dict[int, list[Span]]:
    """The spans that a query gives, as source id, start and end, in some of the sources."""
    found: dict[int, list[Span]] = defaultdict(list)
    column = query.selected_columns[0]
    for at in range(0, len(source_ids), BATCH):
        part = query.where(column.in_(source_ids[at : at + BATCH]))
        for row in connection.execute(part):
            found[row[0]].append(Span(row[1], row[2]))
    return found


def _units_of_groups(
    connection: Connection, wanted: SearchFilter, source_ids: Sequence[int]
) -> frozenset[int]:
    source, collection = table_of(Source), table_of(Collection)
    query = (
        select(source.c.id)
        .join(collection, collection.c.id == source.c.collection_id)
        .where(collection.c.stakeholder_group.in_(wanted.groups))
    )
    found: set[int] = set()
    for at in range(0, len(source_ids), BATCH):
        part = query.where(source.c.id.in_(source_ids[at : at + BATCH]))
        found.update(connection.execute(part).scalars())
    return frozenset(found)
