"""Counts for the code tree: distinct informants first, then segments and proposals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.coding import Coding, Segment
from models.recording import table_of
from models.vocabulary import CodingState
from qda.displays.informants import Informant, Voices
from qda.retrieval.codes import codes
from qda.retrieval.sight import seen


@dataclass(frozen=True, slots=True)
class CodeCount:
    """What is coded with a code or with one beneath it."""

    informants: int
    segments: int
    proposed: int


def code_counts(connection: Connection) -> dict[int, CodeCount]:
    """The counts of every code that bears something, its children's included, by code id."""
    above = {code.id: code.parent_id for code in codes(connection)}
    voices = Voices(connection)
    informants: dict[int, set[Informant]] = defaultdict(set)
    segments: dict[int, set[int]] = defaultdict(set)
    proposed: dict[int, int] = defaultdict(int)
    coding, segment = table_of(Coding), table_of(Segment)
    query = select(
        coding.c.code_id,
        coding.c.state,
        coding.c.segment_id,
        segment.c.source_id,
        segment.c.start,
        segment.c.end,
    ).join(segment, segment.c.id == coding.c.segment_id)
    query = query.where(seen(connection))
    for code_id, state, segment_id, source_id, start, end in connection.execute(query).all():
        spoken = voices.informants_at(source_id, start, end)
        here: int | None = code_id
        while here is not None:
            informants[here].update(spoken)
            segments[here].add(segment_id)
            proposed[here] += state is CodingState.PROPOSED
            here = above[here]
    return {
        code_id: CodeCount(len(informants[code_id]), len(found), proposed[code_id])
        for code_id, found in segments.items()
    }
