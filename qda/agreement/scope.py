"""Which texts two coders are compared in: those that both have coded, or those that are named.

A source that only one of them has coded was not missed by the other but not yet read; it is left
out and named. The units of a collection count as one text here: who coded some of its reviews and
gave no code to this one has decided so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, true

from models.coding import Coding, Segment
from models.positions import Span
from models.recording import table_of
from models.source import Collection, Source
from qda.agreement.comparing import Mark
from qda.retrieval.filters import among
from qda.retrieval.in_parts import in_parts
from qda.retrieval.sight import seen
from qda.retrieval.studies import source_keys


@dataclass(frozen=True, slots=True)
class Layered:
    """A coding of one coder's layer: her own, or a proposal of a rule that she confirmed."""

    uuid: str
    source_id: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Layers:
    """What two coders coded in the texts compared, by source.

    `inside` are the sources compared; `whole_of` gives the key of each, or that of its collection.
    `texts` are the keys compared, `left_out` those of what only one of the two has coded.
    """

    first: dict[int, tuple[Layered, ...]]
    second: dict[int, tuple[Layered, ...]]
    inside: tuple[int, ...]
    whole_of: dict[int, str]
    texts: frozenset[str]
    left_out: frozenset[str]


def layers(
    connection: Connection,
    first_id: int,
    second_id: int,
    source_ids: frozenset[int] = frozenset(),
    *,
    hidden: frozenset[int] = frozenset(),
) -> Layers:
    """The layers of two coders, in some sources or, where none are named, everywhere else.

    Where the two coded is asked first: of what one of them alone has coded nothing is read.
    """
    ones, others = (
        _coded(connection, coder_id, source_ids, hidden) for coder_id in (first_id, second_id)
    )
    whole_of = _wholes(connection, ones | others)
    if source_ids:
        texts = frozenset(source_keys(connection, source_ids).values())
        left_out = frozenset[str]()
        inside = ones | others
    else:
        by_first, by_second = (
            frozenset(map(whole_of.__getitem__, each)) for each in (ones, others)
        )
        texts, left_out = by_first & by_second, by_first ^ by_second
        inside = {source_id for source_id in ones | others if whole_of[source_id] in texts}
    first, second = (_layer(connection, coder_id, inside) for coder_id in (first_id, second_id))
    return Layers(first, second, tuple(sorted(inside)), whole_of, texts, left_out)


def length_of(
    connection: Connection,
    keys: Iterable[str],
    source_ids: frozenset[int],
    *,
    hidden: frozenset[int] = frozenset(),
) -> int:
    """The characters of sources, or of all units of collections, by key; or of those named."""
    source, collection = table_of(Source), table_of(Collection)
    query = (
        select(func.sum(source.c.length))
        .outerjoin(collection, collection.c.id == source.c.collection_id)
        .where(source.c.id.not_in(among(connection, hidden)))
    )
    if source_ids:
        query = query.where(source.c.id.in_(source_ids))
    else:
        wanted = sorted(keys)
        query = query.where(or_(source.c.key.in_(wanted), collection.c.key.in_(wanted)))
    return int(connection.execute(query).scalar() or 0)


def _coded(
    connection: Connection, coder_id: int, source_ids: frozenset[int], hidden: frozenset[int]
) -> set[int]:
    """The sources in which a coder has coded something."""
    segment = table_of(Segment)
    query = _of_coder(connection, coder_id, segment.c.source_id).where(
        segment.c.source_id.in_(among(connection, source_ids)) if source_ids else true(),
        segment.c.source_id.not_in(among(connection, hidden)),
    )
    return {source_id for (source_id,) in in_parts(connection, query.distinct())}


def _layer(
    connection: Connection, coder_id: int, inside: Iterable[int]
) -> dict[int, tuple[Layered, ...]]:
    coding, segment = table_of(Coding), table_of(Segment)
    query = (
        _of_coder(
            connection,
            coder_id,
            coding.c.id,
            coding.c.uuid,
            coding.c.code_id,
            segment.c.source_id,
            segment.c.start,
            segment.c.end,
        )
        .where(segment.c.source_id.in_(among(connection, inside)))
        # What she coded herself stands for a proposal that she confirmed on the same words.
        .order_by(segment.c.source_id, (coding.c.coder_id != coder_id), coding.c.id)
    )
    made: dict[int, dict[tuple[int, int, int], Layered]] = defaultdict(dict)
    for id_, uuid, code_id, source_id, start, end in in_parts(connection, query):
        mark = Mark(id_, code_id, Span(start, end))
        made[source_id].setdefault((code_id, start, end), Layered(uuid, source_id, mark))
    return {source_id: tuple(found.values()) for source_id, found in made.items()}


def _of_coder(
    connection: Connection, coder_id: int, *columns: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    coding, segment = table_of(Coding), table_of(Segment)
    query = select(*columns).join_from(coding, segment, segment.c.id == coding.c.segment_id)
    mine = or_(coding.c.coder_id == coder_id, coding.c.confirmed_by == coder_id)
    return query.where(seen(connection), mine)


def _wholes(connection: Connection, used: set[int]) -> dict[int, str]:
    source, collection = table_of(Source), table_of(Collection)
    query = (
        select(source.c.id, source.c.key, collection.c.key)
        .outerjoin(collection, collection.c.id == source.c.collection_id)
        .where(source.c.id.in_(among(connection, used)))
    )
    return {row[0]: row[2] or row[1] for row in in_parts(connection, query)}
