"""Stores what a rule suggests that learned from codings, with what was measured of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select

from models.code import Code
from models.coding import Coding, Segment
from models.packing import Row
from models.positions import Span
from models.recording import Recorder, table_of
from models.sampling import Learning
from models.source import Source
from models.study import Coder
from models.vocabulary import CoderKind, CodingState
from qda.edits.coding import coding_coder, remove_codings
from qda.edits.edit import EditRequest
from qda.i18n import mark
from qda.retrieval.sight import seen_by
from qda.suggesting.learning import Figures


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code for a text: how probable, and the words that speak for it, the strongest first."""

    source_id: int
    span: Span
    code: str
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestionsStored:
    """What became of suggestions: new ones, those known already, older ones that were replaced."""

    made: int
    known: int
    replaced: int


@dataclass(frozen=True, slots=True)
class StoreSuggestions(EditRequest[SuggestionsStored]):
    """Store suggestions in the name of their rule; each is proposed until someone confirms it.

    Suggestions of the same codes in the same collection that an earlier learning made and that
    still wait are replaced. A text that bears the code already gets no second coding. Figures and
    settings are kept, so that the method section can cite them.
    """

    rule: str
    collection_id: int
    sample: str
    taught_by: int | None
    settings: Mapping[str, Any] = field(hash=False)
    figures: tuple[Figures, ...]
    suggestions: tuple[Suggestion, ...]

    kind: ClassVar[str] = "store_suggestions"
    title: ClassVar[str] = mark("Suggest {count} codings, learned from codings ({rule})")

    def apply(self, recorder: Recorder) -> SuggestionsStored:
        """Store the suggestions and count them."""
        coder_id = coding_coder(recorder)
        codes = {
            row[0]: row[1] for row in recorder.session.execute(select(Code.canonical_id, Code.id))
        }
        offered = {each.code for each in self.figures if each.withheld is None}
        replaced = self._replace(recorder, {codes[code] for code in offered if code in codes})
        rule_id = _rule_coder(recorder, self.rule)
        rows = self._rows(recorder, codes, rule_id)
        recorder.insert_many(Coding, rows)
        recorder.add(
            Learning(
                rule_id=rule_id,
                coder_id=coder_id,
                collection_id=self.collection_id,
                name=self.rule,
                sample=self.sample,
                taught_by=self.taught_by,
                settings=dict(self.settings),
                figures=[asdict(each) for each in self.figures],
            )
        )
        recorder.facts.update(count=len(rows), rule=self.rule, sample=self.sample)
        return SuggestionsStored(len(rows), len(self.suggestions) - len(rows), replaced)

    def _replace(self, recorder: Recorder, code_ids: set[int]) -> int:
        coding, segment, source = table_of(Coding), table_of(Segment), table_of(Source)
        rules = select(Learning.rule_id).where(Learning.collection_id == self.collection_id)
        query = (
            select(coding.c.id)
            .join(segment, segment.c.id == coding.c.segment_id)
            .join(source, source.c.id == segment.c.source_id)
            .where(
                coding.c.state == CodingState.PROPOSED,
                coding.c.coder_id.in_(rules),
                coding.c.code_id.in_(code_ids),
                source.c.collection_id == self.collection_id,
                seen_by(recorder.session.connection(), recorder.coder_id),
            )
        )
        return remove_codings(recorder, recorder.session.execute(query).scalars().all())

    def _rows(self, recorder: Recorder, codes: Mapping[str, int], rule_id: int) -> list[Row]:
        wanted = [each for each in self.suggestions if each.code in codes]
        borne = self._borne(recorder, rule_id)
        new = [
            each
            for each in wanted
            if (each.source_id, each.span.start, each.span.end, codes[each.code]) not in borne
        ]
        segments = self._segments(recorder, new)
        return [
            {
                "segment_id": segments[each.source_id, each.span.start, each.span.end],
                "code_id": codes[each.code],
                "coder_id": rule_id,
                "state": CodingState.PROPOSED,
                "rule": f"{self.rule} {each.code}",
                "terms": "; ".join(word.replace(";", ",") for word in each.words),
                "probability": each.probability,
            }
            for each in new
        ]

    def _borne(self, recorder: Recorder, rule_id: int) -> set[tuple[int, int, int, int]]:
        # What is hidden from a coder who codes blind must not show by what is not suggested.
        coding, segment, source = table_of(Coding), table_of(Segment), table_of(Source)
        in_sight = seen_by(recorder.session.connection(), recorder.coder_id)
        query = (
            select(segment.c.source_id, segment.c.start, segment.c.end, coding.c.code_id)
            .join(segment, segment.c.id == coding.c.segment_id)
            .join(source, source.c.id == segment.c.source_id)
            .where(
                source.c.collection_id == self.collection_id,
                in_sight | (coding.c.coder_id == rule_id),
            )
        )
        return {(row[0], row[1], row[2], row[3]) for row in recorder.session.execute(query)}

    def _segments(
        self, recorder: Recorder, wanted: list[Suggestion]
    ) -> dict[tuple[int, int, int], int]:
        segment, source = table_of(Segment), table_of(Source)
        query = (
            select(segment.c.source_id, segment.c.start, segment.c.end, segment.c.id)
            .join(source, source.c.id == segment.c.source_id)
            .where(source.c.collection_id == self.collection_id)
        )
        known = {(row[0], row[1], row[2]): row[3] for row in recorder.session.execute(query)}
        places = dict.fromkeys((s.source_id, s.span.start, s.span.end) for s in wanted)
        new = [place for place in places if place not in known]
        rows: list[Row] = [
            {"source_id": source_id, "start": start, "end": end} for source_id, start, end in new
        ]
        known.update(zip(new, recorder.insert_many(Segment, rows), strict=True))
        return known


def _rule_coder(recorder: Recorder, name: str) -> int:
    found = recorder.session.execute(select(Coder).where(Coder.name == name)).scalar()
    if found is None:
        found = recorder.add(Coder(name=name, kind=CoderKind.RULE))
    recorder.session.flush()
    return found.id
