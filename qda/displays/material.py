"""Gathers what a display is made from: the codings in scope and what was found to be absent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from models.coding import Absence, Coding, Segment
from models.recording import table_of
from models.source import Source
from models.study import Coder
from models.vocabulary import CodingState, Missing, Polarity
from qda.displays.informants import Voices
from qda.retrieval.codings import CodingFilter


class CodedPlace(NamedTuple):
    """A coding with the place it stands at, as bare as a matrix of 250,000 needs it."""

    id: int
    uuid: str
    segment_id: int
    code_id: int
    source_id: int
    start: int
    end: int
    coder: str
    state: CodingState
    polarity: Polarity | None
    strength: int | None
    important: bool
    rule: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a researcher recorded on a source and a code that bears no coding there."""

    source_id: int
    code_id: int
    mark: Missing
    note: str


def coded_places(
    connection: Connection, wanted: CodingFilter, scope: frozenset[int]
) -> list[CodedPlace]:
    """The codings that pass a filter and stand in texts of the scope, in reading order."""
    coding, segment, coder = table_of(Coding), table_of(Segment), table_of(Coder)
    source = table_of(Source)
    query = (
        select(
            coding.c.id,
            coding.c.uuid,
            coding.c.segment_id,
            coding.c.code_id,
            segment.c.source_id,
            segment.c.start,
            segment.c.end,
            coder.c.name,
            coding.c.state,
            coding.c.polarity,
            coding.c.strength,
            coding.c.important,
            coding.c.rule,
            coding.c.made_at,
        )
        .join(segment, segment.c.id == coding.c.segment_id)
        .join(coder, coder.c.id == coding.c.coder_id)
        .join(source, source.c.id == segment.c.source_id)
        .order_by(source.c.key, segment.c.start, segment.c.end.desc(), coding.c.id)
    )
    if wanted.states:
        query = query.where(coding.c.state.in_(wanted.states))
    if wanted.polarities:
        query = query.where(coding.c.polarity.in_(wanted.polarities))
    if wanted.coder_ids:
        query = query.where(coding.c.coder_id.in_(wanted.coder_ids))
    if wanted.rules:
        query = query.where(coding.c.rule.in_(wanted.rules))
    found = map(CodedPlace._make, connection.execute(query).all())
    return [place for place in found if place.source_id in scope]


def findings(connection: Connection) -> list[Finding]:
    """All recorded findings of absence."""
    table = table_of(Absence)
    query = select(table.c.source_id, table.c.code_id, table.c.mark, table.c.note)
    return [Finding(*row) for row in connection.execute(query)]


def scope_of(voices: Voices, wanted: CodingFilter) -> frozenset[int]:
    """The texts that a filter on sources, collections, techniques and cases leaves."""
    return frozenset(
        unit.id
        for unit in voices.units.values()
        if (not wanted.source_ids or unit.id in wanted.source_ids)
        and (not wanted.collection_ids or unit.collection_id in wanted.collection_ids)
        and (not wanted.techniques or unit.technique in wanted.techniques)
        and (not wanted.case_ids or not wanted.case_ids.isdisjoint(voices.cases_of(unit.id)))
    )
