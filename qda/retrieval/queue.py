"""What waits to be confirmed: proposals in an order to work through, each in its context."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from models.coding import Coding, Segment
from models.positions import Span
from models.recording import table_of
from models.source import Collection, Source
from models.vocabulary import CodingState
from qda.language.sentences import sentences
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter, coding_query, reading_order
from qda.retrieval.filters import among
from qda.retrieval.listing import ListedCoding, count_codings, listed
from qda.retrieval.rows import CodeRow
from qda.retrieval.sight import seen
from qda.retrieval.sources import source_text, turns

_AROUND: Final = 3
_FARTHEST: Final = 1_500
"""Characters of context on one side; a sentence may be as long as a page."""


class QueueOrder(StrEnum):
    """In which order proposals are worked through.

    By certainty, what most of a rule's terms speak for comes first; then what was learned, the most
    probable first.
    """

    SOURCE = "source"
    CODE = "code"
    CERTAINTY = "certainty"
    RANDOM = "random"


class Waiting(NamedTuple):
    """A proposal in the queue, as bare as 250,000 of them need it."""

    id: int
    source_id: int
    code_id: int


@dataclass(frozen=True, slots=True)
class Waits:
    """How many proposals wait in one source or collection, or for one code."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class WhatWaits:
    """What waits in all, by source (a collection is one) and by code, each in its own order."""

    total: int
    sources: tuple[Waits, ...]
    codes: tuple[tuple[CodeRow, int], ...]


@dataclass(frozen=True, slots=True)
class InContext:
    """A coding with about three sentences around it.

    `text` is the context; `span` lies in it and holds the coded words; `speaker` is whose turn the
    words begin in, empty where there are no turns.
    """

    listed: ListedCoding
    title: str
    text: str
    span: Span
    speaker: str
    code: CodeRow


def queue(
    connection: Connection,
    wanted: CodingFilter = CodingFilter(),
    order: QueueOrder = QueueOrder.SOURCE,
    *,
    seed: int = 0,
    most: int | None = None,
) -> tuple[Waiting, ...]:
    """The proposals that pass a filter, in order; the same seed gives the same chance order.

    `most` leaves the first so many of them.
    """
    coding, segment = table_of(Coding), table_of(Segment)
    query = (
        coding_query(connection, _proposed(wanted))
        .with_only_columns(
            coding.c.id,
            segment.c.source_id,
            coding.c.code_id,
            coding.c.terms,
            coding.c.probability,
        )
        .order_by(*reading_order())
    )
    if order is QueueOrder.SOURCE and most is not None:
        query = query.limit(most)
    rows = connection.execute(query).all()
    if order is QueueOrder.CODE:
        places = {code.id: at for at, code in enumerate(codes(connection, counted=False))}
        rows = sorted(rows, key=lambda row: places.get(row.code_id, len(places)))
    elif order is QueueOrder.CERTAINTY:
        rows = sorted(rows, key=lambda row: _certainty(row.terms, row.probability))
    elif order is QueueOrder.RANDOM:
        rows = sorted(rows, key=lambda row: _by_chance(seed, row.id))
    return tuple(Waiting(row.id, row.source_id, row.code_id) for row in rows[:most])


def count_waiting(connection: Connection, wanted: CodingFilter = CodingFilter()) -> int:
    """How many proposals pass a filter."""
    return count_codings(connection, _proposed(wanted))


def terms_of(written: str) -> tuple[str, ...]:
    """The terms that a rule found, as a coding keeps them.

    >>> terms_of("anggaran*; dana")
    ('anggaran*', 'dana')
    """
    return tuple(term for each in written.split(";") if (term := each.strip()))


def states_of(connection: Connection, ids: Sequence[int]) -> dict[int, CodingState]:
    """The states of those of the codings that are still there and may be seen."""
    coding = table_of(Coding)
    query = select(coding.c.id, coding.c.state).where(
        coding.c.id.in_(among(connection, ids)), seen(connection)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def in_context(connection: Connection, coding_id: int) -> InContext | None:
    """A coding with its context, or None where it is gone."""
    found = listed(connection, (coding_id,))
    if not found:
        return None
    row = found[0].row
    text = source_text(connection, row.source_id)
    around = _around(text, row.span)
    turn = next((t for t in turns(connection, row.source_id) if t.span.overlaps(row.span)), None)
    source = table_of(Source)
    title = connection.execute(select(source.c.title).where(source.c.id == row.source_id)).scalar()
    return InContext(
        listed=found[0],
        title=str(title or ""),
        text=around.of(text),
        span=Span(row.span.start - around.start, row.span.end - around.start),
        speaker="" if turn is None else turn.speaker,
        code=next(code for code in codes(connection, counted=False) if code.id == row.code_id),
    )


def what_waits(connection: Connection, wanted: CodingFilter = CodingFilter()) -> WhatWaits:
    """How many proposals wait, by source and by code."""
    coding, source, collection = table_of(Coding), table_of(Source), table_of(Collection)
    proposed = coding_query(connection, _proposed(wanted))
    counted = proposed.with_only_columns(coding.c.code_id, func.count())
    by_code = {row[0]: row[1] for row in connection.execute(counted.group_by(coding.c.code_id))}
    key = func.coalesce(collection.c.key, source.c.key)
    title = func.coalesce(collection.c.title, source.c.title)
    by_source = (
        proposed.outerjoin(collection, collection.c.id == source.c.collection_id)
        .with_only_columns(key, title, func.count())
        .group_by(key, title)
        .order_by(key)
    )
    return WhatWaits(
        total=sum(by_code.values()),
        sources=tuple(Waits(*row) for row in connection.execute(by_source)),
        codes=tuple(
            (code, by_code[code.id])
            for code in codes(connection, counted=False)
            if code.id in by_code
        ),
    )


def _proposed(wanted: CodingFilter) -> CodingFilter:
    return replace(wanted, states=frozenset({CodingState.PROPOSED}))


def _certainty(terms: str, probability: float | None) -> tuple[bool, float]:
    if probability is None:
        return False, -len(terms_of(terms))
    return True, -probability


def _by_chance(seed: int, coding_id: int) -> bytes:
    """Made of the coding's id, so that the order stays when those before it have gone."""
    return blake2b(f"{seed}:{coding_id}".encode(), digest_size=8).digest()


def _around(text: str, span: Span) -> Span:
    """The span widened by three sentences on either side, however long the text is."""
    start, end = max(0, span.start - _FARTHEST), min(len(text), span.end + _FARTHEST)
    found = sentences(text, Span(start, end))
    starts = [each.start for each in found]
    first = max(0, bisect_right(starts, span.start) - 1)
    last = max(0, bisect_right(starts, span.end - 1) - 1)
    before, after = found[max(0, first - _AROUND)], found[min(len(found) - 1, last + _AROUND)]
    return before.joined(after).joined(span)
