"""Gathers what a display is made from: the codings in scope and what was found to be absent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from models.coding import Absence, Coding, Segment
from models.recording import table_of
from models.source import Source
from models.study import Coder
from models.vocabulary import CodingState, Missing, Polarity, TimeFrame
from qda.displays.informants import Voices
from qda.retrieval.codings import CodingFilter
from qda.retrieval.filters import of_words
from qda.retrieval.sight import seen, seen_findings


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
    time: TimeFrame | None = None
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a researcher recorded on a source and a code that bears no coding there."""

    source_id: int
    code_id: int
    mark: Missing
    note: str


class Scope:
    """Which texts a display is about, and whose words in them.

    A filter on cases, groups or roles leaves only the words of those who pass it: in a focus group
    the other speakers fall out. A text, or a stretch of one, that belongs to no case passes by its
    collection's group and role. `sampled` are the texts of the samples that the filter names.
    """

    def __init__(
        self,
        voices: Voices,
        wanted: CodingFilter,
        *,
        role: str = "",
        sampled: frozenset[int] = frozenset(),
    ) -> None:
        self._voices = voices
        self._wanted = wanted
        self._role = role.strip().casefold()
        self._open = not (wanted.case_ids or wanted.groups or wanted.roles or self._role)
        self.texts = frozenset(
            unit.id
            for unit in voices.units.values()
            if (not wanted.source_ids or unit.id in wanted.source_ids)
            and (not wanted.collection_ids or unit.collection_id in wanted.collection_ids)
            and (not wanted.techniques or unit.technique in wanted.techniques)
            and (not wanted.samples or unit.id in sampled)
            and self.voices_of(unit.id)
        )

    def voices_of(self, source_id: int) -> tuple[int | None, ...]:
        """The ids of the cases that speak in a text and pass; None for a text without cases."""
        return self._passing(source_id, self._voices.cases_of(source_id))

    def voices_at(self, source_id: int, start: int, end: int) -> tuple[int | None, ...]:
        """The ids of the cases whose words a span touches and who pass; None for nobody's."""
        return self._passing(source_id, self._voices.cases_at(source_id, start, end))

    def holds(self, place: CodedPlace) -> bool:
        """Whether a coded place stands in a text of the scope, in the words of one who passes."""
        return place.source_id in self.texts and bool(
            self._open or self.voices_at(place.source_id, place.start, place.end)
        )

    def _passing(self, source_id: int, cases: tuple[int, ...]) -> tuple[int | None, ...]:
        speakers: tuple[int | None, ...] = cases or (None,)
        if self._open:
            return speakers
        return tuple(each for each in speakers if self._passes(source_id, each))

    def _passes(self, source_id: int, case_id: int | None) -> bool:
        wanted = self._wanted
        who = self._voices.described(source_id, case_id)
        return (
            (not wanted.case_ids or case_id in wanted.case_ids)
            and (not wanted.groups or (who is not None and who.group in wanted.groups))
            and (not wanted.roles or (who is not None and who.role in wanted.roles))
            and (not self._role or (who is not None and who.role.casefold() == self._role))
        )


def coded_places(connection: Connection, wanted: CodingFilter, scope: Scope) -> list[CodedPlace]:
    """The codings that pass a filter and stand in words of the scope, in reading order."""
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
            coding.c.time,
            coding.c.indicator,
        )
        .join(segment, segment.c.id == coding.c.segment_id)
        .join(coder, coder.c.id == coding.c.coder_id)
        .join(source, source.c.id == segment.c.source_id)
        .where(seen(connection), *of_words(connection, wanted))
        .order_by(source.c.key, segment.c.start, segment.c.end.desc(), coding.c.id)
    )
    found = map(CodedPlace._make, connection.execute(query).all())
    return [place for place in found if scope.holds(place)]


def findings(connection: Connection) -> list[Finding]:
    """The recorded findings of absence."""
    table = table_of(Absence)
    query = select(table.c.source_id, table.c.code_id, table.c.mark, table.c.note)
    query = query.where(seen_findings(connection))
    return [Finding(*row) for row in connection.execute(query)]
