"""Edits on the places of codings: to split one in two, and to merge several that touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models.code import Code
from models.coding import Coding, Segment
from models.errors import Refused
from models.positions import Span
from models.recording import Recorder, table_of
from models.source import Source, SourceText
from models.vocabulary import CodingState
from qda.edits.attached import move_memos
from qda.edits.coding import (
    AlreadyCoded,
    bears,
    clean_tags,
    name_of,
    remove_bare_segments,
    segment_at,
)
from qda.edits.edit import EditRequest
from qda.edits.resting import move_relations
from qda.i18n import mark


class NothingToSplit(Refused):
    """A coding is split between two of its characters, and nowhere else."""

    en = "Put the caret inside the coded words, not at their edge, to split the coding there."
    id = "Letakkan kursor di dalam kata yang dikode, bukan di tepinya, untuk membelahnya di sana."


class NothingToMerge(Refused):
    """It takes two codings to merge."""

    en = "Choose two codings or more to merge."
    id = "Pilih dua pengodean atau lebih untuk digabungkan."


class UnlikeCodings(Refused):
    """Codings of different codes or coders do not become one."""

    en = "Only codings of one code by one coder can be merged. Recode them first."
    id = "Hanya pengodean dengan kode dan pengode yang sama dapat digabungkan. Ubah dulu kodenya."


class CodingsApart(Refused):
    """Between the codings stand words that none of them holds."""

    en = "Words stand between these codings. Move their edges until they touch, then merge them."
    id = "Ada kata di antara pengodean ini. Geser tepinya sampai bersentuhan, lalu gabungkan."


@dataclass(frozen=True, slots=True)
class SplitCoding(EditRequest[tuple[int, int]]):
    """Make two codings of one: the same code, coder and judgement before and behind a place.

    The memos stay with the first.
    """

    coding_id: int
    at: int

    kind: ClassVar[str] = "split_coding"
    title: ClassVar[str] = mark("Split a coding of “{code}” at {key}")

    def apply(self, recorder: Recorder) -> tuple[int, int]:
        """Split the coding and return the ids of both.

        Raises:
            NotThere: there is no such coding.
            NothingToSplit: the place is not between two of its characters.
            AlreadyCoded: one half bears the code already by the same coder.
        """
        coding = recorder.get(Coding, self.coding_id)
        whole = recorder.get(Segment, coding.segment_id)
        code = recorder.get(Code, coding.code_id)
        source = recorder.get(Source, whole.source_id)
        recorder.facts.update(code=code.canonical_id, name=code.name_en, key=source.key)
        if not whole.start < self.at < whole.end:
            raise NothingToSplit
        halves = (Span(whole.start, self.at), Span(self.at, whole.end))
        first, second = (segment_at(recorder, source.id, half) for half in halves)
        recorder.session.flush()
        for segment_id in (first, second):
            if bears(recorder, segment_id, code.id, coding.coder_id):
                raise AlreadyCoded(code=name_of(code))
        old, coding.segment_id = coding.segment_id, first
        made = recorder.add(_copy(coding, second))
        recorder.session.flush()
        remove_bare_segments(recorder, [old])
        return self.coding_id, made.id


@dataclass(frozen=True, slots=True)
class MergeCodings(EditRequest[int]):
    """Make one coding of several by one code and coder that overlap or adjoin.

    White space may stand between them. The first in the text stays and takes over the memos and
    tags of the others, and what they say where it says nothing; it is confirmed where all were.
    """

    coding_ids: tuple[int, ...]

    kind: ClassVar[str] = "merge_codings"
    title: ClassVar[str] = mark("Merge {count} codings of “{code}” at {key}")

    def apply(self, recorder: Recorder) -> int:
        """Merge the codings and return the id of the one that stays.

        Raises:
            NotThere: one of the codings does not exist.
            NothingToMerge: fewer than two are given.
            UnlikeCodings: their codes or coders differ.
            CodingsApart: they lie in several sources, or words stand between them.
            AlreadyCoded: the whole stretch bears the code already by the same coder.
        """
        found = [recorder.get(Coding, each) for each in dict.fromkeys(self.coding_ids)]
        if len(found) < 2:
            raise NothingToMerge
        if len({(coding.code_id, coding.coder_id) for coding in found}) > 1:
            raise UnlikeCodings
        segments = {coding.id: recorder.get(Segment, coding.segment_id) for coding in found}
        found.sort(key=lambda each: (segments[each.id].start, segments[each.id].end))
        whole = _joined(recorder, [segments[coding.id] for coding in found])
        kept, others = found[0], found[1:]
        code = recorder.get(Code, kept.code_id)
        source = recorder.get(Source, segments[kept.id].source_id)
        recorder.facts.update(count=len(found), code=code.canonical_id, key=source.key)
        left = [segment.id for segment in segments.values()]
        ids = [coding.id for coding in others]
        _take_over(kept, others)
        move_memos(recorder, Coding, ids, kept)
        move_relations(recorder, ids, kept)
        recorder.delete_many(Coding, ids)
        wanted = segment_at(recorder, source.id, whole)
        recorder.session.flush()
        if wanted != kept.segment_id:
            if bears(recorder, wanted, code.id, kept.coder_id):
                raise AlreadyCoded(code=name_of(code))
            kept.segment_id = wanted
            recorder.session.flush()
        remove_bare_segments(recorder, left)
        return kept.id


def _copy(coding: Coding, segment_id: int) -> Coding:
    return Coding(
        segment_id=segment_id,
        code_id=coding.code_id,
        coder_id=coding.coder_id,
        state=coding.state,
        polarity=coding.polarity,
        strength=coding.strength,
        time=coding.time,
        confidence=coding.confidence,
        important=coding.important,
        tags=list(coding.tags),
        rule=coding.rule,
        indicator=coding.indicator,
        terms=coding.terms,
        confirmed_by=coding.confirmed_by,
    )


def _joined(recorder: Recorder, segments: Sequence[Segment]) -> Span:
    """The span of segments in the order of the text, once they are sure to hang together."""
    if len({segment.source_id for segment in segments}) > 1:
        raise CodingsApart
    whole = Span(segments[0].start, segments[0].end)
    text: str | None = None
    for segment in segments[1:]:
        if segment.start > whole.end:
            if text is None:
                text = _text(recorder, segment.source_id)
            if text[whole.end : segment.start].strip():
                raise CodingsApart
        whole = whole.joined(Span(segment.start, segment.end))
    return whole


def _text(recorder: Recorder, source_id: int) -> str:
    table = table_of(SourceText)
    query = select(table.c.text).where(table.c.id == source_id)
    return str(recorder.session.execute(query).scalar_one())


def _take_over(kept: Coding, others: Sequence[Coding]) -> None:
    for other in others:
        for part in ("polarity", "strength", "time", "confidence"):
            if getattr(kept, part) is None:
                setattr(kept, part, getattr(other, part))
        for part in ("rule", "indicator", "terms"):
            if not getattr(kept, part):
                setattr(kept, part, getattr(other, part))
        kept.important = kept.important or other.important
    kept.tags = clean_tags(tag for coding in (kept, *others) for tag in coding.tags)
    if any(other.state is CodingState.PROPOSED for other in others):
        kept.state, kept.confirmed_by = CodingState.PROPOSED, None
