"""Which texts two coders are compared in: those that both have coded, or those that are named.

A source that only one of them has coded was not missed by the other but not yet read; it is left
out and named. The units of a collection count as one text here: who coded some of its reviews and
gave no code to this one has decided so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select, true

from models.coding import Coding, Segment
from models.positions import Span
from models.recording import table_of
from models.source import Collection, Source
from qda.agreement.comparing import Mark
from qda.retrieval.filters import among
from qda.retrieval.in_parts import in_parts
from qda.retrieval.sight import seen


@dataclass(frozen=True, slots=True)
class Layered:
    """A coding of one coder's layer: her own, or a proposal of a rule that she confirmed."""

    uuid: str
    source_id: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Layers:
    """What two coders coded, by source; `key_of` gives the key of the source or collection."""

    first: dict[int, tuple[Layered, ...]]
    second: dict[int, tuple[Layered, ...]]
    whole_of: dict[int, str]

    def both_coded(self) -> frozenset[str]:
        """The keys of the sources and collections in which both have coded something."""
        ones = {self.whole_of[source_id] for source_id in self.first}
        return frozenset(ones & {self.whole_of[source_id] for source_id in self.second})

    def one_coded(self) -> frozenset[str]:
        """The keys of those in which only one has coded something."""
        coded = {*self.first, *self.second}
        return frozenset(self.whole_of[each] for each in coded) - self.both_coded()


def layers(
    connection: Connection,
    first_id: int,
    second_id: int,
    source_ids: frozenset[int] = frozenset(),
    *,
    hidden: frozenset[int] = frozenset(),
) -> Layers:
    """The layers of two coders, in some sources or, where none are named, everywhere else."""
    found = {
        coder_id: _layer(connection, coder_id, source_ids, hidden)
        for coder_id in (first_id, second_id)
    }
    used = {source_id for layer in found.values() for source_id in layer}
    return Layers(found[first_id], found[second_id], _wholes(connection, used))


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


def _layer(
    connection: Connection, coder_id: int, source_ids: frozenset[int], hidden: frozenset[int]
) -> dict[int, tuple[Layered, ...]]:
    coding, segment = table_of(Coding), table_of(Segment)
    here = segment.c.source_id.in_(source_ids) if source_ids else true()
    query = (
        select(
            coding.c.id,
            coding.c.uuid,
            coding.c.code_id,
            segment.c.source_id,
            segment.c.start,
            segment.c.end,
        )
        .join(segment, segment.c.id == coding.c.segment_id)
        .where(
            seen(connection),
            here,
            segment.c.source_id.not_in(among(connection, hidden)),
            or_(coding.c.coder_id == coder_id, coding.c.confirmed_by == coder_id),
        )
        # What she coded herself stands for a proposal that she confirmed on the same words.
        .order_by(segment.c.source_id, (coding.c.coder_id != coder_id), coding.c.id)
    )
    made: dict[int, dict[tuple[int, int, int], Layered]] = defaultdict(dict)
    for id_, uuid, code_id, source_id, start, end in in_parts(connection, query):
        mark = Mark(id_, code_id, Span(start, end))
        made[source_id].setdefault((code_id, start, end), Layered(uuid, source_id, mark))
    return {source_id: tuple(found.values()) for source_id, found in made.items()}


def _wholes(connection: Connection, used: set[int]) -> dict[int, str]:
    source, collection = table_of(Source), table_of(Collection)
    query = select(source.c.id, source.c.key, collection.c.key).outerjoin(
        collection, collection.c.id == source.c.collection_id
    )
    return {row[0]: row[2] or row[1] for row in in_parts(connection, query) if row[0] in used}
