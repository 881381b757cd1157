"""What a filter on codings asks of the database: conditions on codings, segments and sources.

The queries they stand in select from `coding` joined with `segment` and `source`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    cast,
    exists,
    false,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from models.case import Case, CaseSpan
from models.coding import Coding, Segment
from models.memo import Memo
from models.recording import BATCH, table_of
from models.source import Collection, Source, SourceText
from qda.retrieval.samples import in_samples

if TYPE_CHECKING:
    from qda.retrieval.codings import CodingFilter


def conditions(connection: Connection, wanted: CodingFilter) -> list[ColumnElement[bool]]:
    """Everything that a filter asks for; none where it leaves all codings."""
    segment, source = table_of(Segment), table_of(Source)
    parts: Sequence[tuple[ColumnElement[object], frozenset[int] | frozenset[str]]] = (
        (segment.c.source_id, wanted.source_ids),
        (source.c.collection_id, wanted.collection_ids),
        (source.c.technique, frozenset(wanted.techniques)),
    )
    found: list[ColumnElement[bool]] = [column.in_(allowed) for column, allowed in parts if allowed]
    if wanted.samples:
        found.append(in_samples(segment.c.source_id, wanted.samples))
    if wanted.case_ids or wanted.groups or wanted.roles:
        found.append(segment.c.id.in_(_of_voices(wanted)))
    return of_words(connection, wanted, found)


def of_words(
    connection: Connection, wanted: CodingFilter, others: Sequence[ColumnElement[bool]] = ()
) -> list[ColumnElement[bool]]:
    """What a filter asks of a coding and its words, whoever speaks there; and `others`."""
    found = [*others, *_of_coding(connection, wanted)]
    if wanted.words:
        found.append(_holding_words(connection, wanted.words, found))
    return found


def _of_coding(connection: Connection, wanted: CodingFilter) -> list[ColumnElement[bool]]:
    coding = table_of(Coding)
    parts: Sequence[tuple[ColumnElement[object], frozenset[int] | frozenset[str]]] = (
        (coding.c.code_id, wanted.code_ids),
        (coding.c.coder_id, wanted.coder_ids),
        (coding.c.state, frozenset(wanted.states)),
        (coding.c.polarity, frozenset(wanted.polarities)),
        (coding.c.rule, wanted.rules),
        (coding.c.important, wanted.important),
    )
    found: list[ColumnElement[bool]] = [column.in_(allowed) for column, allowed in parts if allowed]
    if wanted.tags:
        found.append(_tagged(connection, wanted.tags))
    if len(wanted.memo) == 1:
        attached = has_memo()
        found.append(attached if True in wanted.memo else ~attached)
    return found


def has_memo() -> ColumnElement[bool]:
    """Whether a memo is attached to the row of `coding`."""
    coding, memo = table_of(Coding), table_of(Memo)
    query = select(memo.c.id).where(
        memo.c.target == coding.name, memo.c.target_uuid == coding.c.uuid
    )
    return exists(query.correlate(coding))


def among(connection: Connection, ids: Iterable[int]) -> Select[tuple[int]]:
    """The ids as a query to be looked up in, however many they are."""
    written = literal(json.dumps(list(ids)))
    if connection.dialect.name == "sqlite":
        each = func.json_each(written).table_valued("value")
        return select(each.c.value)
    each = func.jsonb_array_elements_text(cast(written, JSONB)).table_valued("value")
    return select(cast(each.c.value, Integer))


def _tagged(connection: Connection, tags: frozenset[str]) -> ColumnElement[bool]:
    coding = table_of(Coding)
    sqlite = connection.dialect.name == "sqlite"
    parted = func.json_each if sqlite else func.jsonb_array_elements_text
    each = parted(coding.c.tags).table_valued("value")
    return exists(select(each.c.value).where(each.c.value.in_(tags)).correlate(coding))


def _of_voices(wanted: CodingFilter) -> Select[tuple[int]]:
    """The segments in the words of the cases and collections that pass."""
    segment, spans, cases = table_of(Segment), table_of(CaseSpan), table_of(Case)
    people = select(cases.c.id)
    if wanted.case_ids:
        people = people.where(cases.c.id.in_(wanted.case_ids))
    if wanted.groups:
        people = people.where(cases.c.stakeholder_group.in_(wanted.groups))
    if wanted.roles:
        people = people.where(cases.c.role.in_(wanted.roles))
    of_people = select(segment.c.id).join(
        spans,
        (spans.c.source_id == segment.c.source_id)
        & (spans.c.start < segment.c.end)
        & (segment.c.start < spans.c.end)
        & spans.c.case_id.in_(people),
    )
    if wanted.case_ids:
        return of_people
    return of_people.union(_of_units(wanted))  # type: ignore[return-value]


def _of_units(wanted: CodingFilter) -> Select[tuple[int]]:
    segment, source, collection = table_of(Segment), table_of(Source), table_of(Collection)
    query = (
        select(segment.c.id)
        .join(source, source.c.id == segment.c.source_id)
        .join(collection, collection.c.id == source.c.collection_id)
    )
    if wanted.groups:
        query = query.where(collection.c.stakeholder_group.in_(wanted.groups))
    if wanted.roles:
        query = query.where(collection.c.role.in_(wanted.roles))
    return query


def _holding_words(
    connection: Connection, words: frozenset[str], others: Sequence[ColumnElement[bool]]
) -> ColumnElement[bool]:
    """The condition that the coded words hold what is wanted.

    The words are compared here and not in the database: SQLite folds the letters of English
    alone, and would read a whole interview for each of its segments.
    """
    coding, segment, source = table_of(Coding), table_of(Segment), table_of(Source)
    wanted = [tuple(value.casefold().split()) for value in sorted(words)]
    query = (
        select(segment.c.id, segment.c.source_id, segment.c.start, segment.c.end)
        .join(coding, coding.c.segment_id == segment.c.id)
        .join(source, source.c.id == segment.c.source_id)
        .where(*others)
        .distinct()
    )
    by_source: dict[int, list[tuple[int, int, int]]] = {}
    for id_, source_id, start, end in connection.execute(query):
        by_source.setdefault(source_id, []).append((id_, start, end))
    found: list[int] = []
    for source_id, text in _texts(connection, sorted(by_source)):
        # Of most texts no segment has to be looked at.
        if not _holds(text, wanted):
            continue
        for id_, start, end in by_source[source_id]:
            if _holds(text[start:end], wanted):
                found.append(id_)
    return segment.c.id.in_(among(connection, found)) if found else false()


def _holds(text: str, wanted: Sequence[tuple[str, ...]]) -> bool:
    said = text.casefold()
    return any(all(word in said for word in value) for value in wanted)


def _texts(connection: Connection, ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    texts = table_of(SourceText)
    for at in range(0, len(ids), BATCH):
        query = select(texts.c.id, texts.c.text).where(texts.c.id.in_(ids[at : at + BATCH]))
        yield from ((row.id, row.text) for row in connection.execute(query))
