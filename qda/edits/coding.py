"""Edits on codings: to code, recode, judge, tag, confirm and remove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import ClassVar, Final, Literal

from sqlalchemy import select

from models.base import new_uuids
from models.code import Code
from models.coding import Coding, Segment
from models.errors import Refused
from models.memo import Memo
from models.packing import Row
from models.positions import Span
from models.recording import Recorder, table_of
from models.source import Source, SourceText
from models.vocabulary import CodingState, Polarity, TimeFrame
from qda.edits.attached import parts, remove_memos_of
from qda.edits.edit import EditRequest
from qda.edits.resting import remove_relations_of
from qda.edits.segmenting import At, Texts, codes_borne, segments_at, segments_there
from qda.i18n import mark


class AlreadyCoded(Refused):
    """The coder has given this code to exactly this segment before."""

    en = "This passage bears “{code}” already."
    id = "Bagian ini sudah berkode “{code}”."


class TextHasChanged(Refused):
    """The words no longer stand where they were seen."""

    en = "The text of {key} has changed meanwhile. Look at it again, then repeat what you did."
    id = "Teks {key} sudah berubah. Lihat kembali teksnya, lalu ulangi."


class GradeOutOfRange(Refused):
    """Strength and confidence have three steps."""

    en = "{grade} is not a step from 1 to 3."
    id = "{grade} bukan tingkat dari 1 sampai 3."


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a coder says of a coding beyond the code; strength and confidence run from 1 to 3."""

    polarity: Polarity | None = None
    strength: int | None = None
    time: TimeFrame | None = None
    confidence: int | None = None
    important: bool = False

    def checked(self) -> Judgement:
        """This judgement, once its grades are sure to be 1, 2 or 3.

        Raises:
            GradeOutOfRange: one is not.
        """
        _check_grades(self.strength, self.confidence)
        return self


class Kept(Enum):
    """Stands for a part of a judgement that stays as it is."""

    KEPT = "kept"


KEPT: Final = Kept.KEPT


@dataclass(frozen=True, slots=True)
class JudgementChange:
    """What is said anew of codings; a part that is `KEPT` stays in each as it is.

    None takes back what was said. `JudgementChange(strength=3)` changes the strength alone.
    """

    polarity: Polarity | Literal[Kept.KEPT] | None = KEPT
    strength: int | Literal[Kept.KEPT] | None = KEPT
    time: TimeFrame | Literal[Kept.KEPT] | None = KEPT
    confidence: int | Literal[Kept.KEPT] | None = KEPT
    important: bool | Literal[Kept.KEPT] = KEPT

    def checked(self) -> JudgementChange:
        """This change, once its grades are sure to be 1, 2 or 3.

        Raises:
            GradeOutOfRange: one is not.
        """
        _check_grades(*(g for g in (self.strength, self.confidence) if g is not KEPT))
        return self

    def values(self) -> dict[str, object]:
        """The columns that change, with what they shall hold."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in said.items() if value is not KEPT}


@dataclass(frozen=True, slots=True)
class CodeSegment(EditRequest[int]):
    """Give a code to a span of a source; the id of the coding is returned.

    `words` are those the coder sees at the span; where they are given, others are not coded.
    """

    source_id: int
    span: Span
    code_id: int
    judgement: Judgement = Judgement()
    memo: str = ""
    words: str = ""

    kind: ClassVar[str] = "code_segment"
    title: ClassVar[str] = mark("Code “{code}” at {key}")

    def apply(self, recorder: Recorder) -> int:
        """Code the segment.

        Raises:
            NotThere: the source or the code does not exist.
            SpanBeyondText: the span reaches past the end of the text.
            TextHasChanged: other words than those seen stand there by now.
            AlreadyCoded: the coder has coded exactly so before.
        """
        source = recorder.get(Source, self.source_id)
        code = recorder.get(Code, self.code_id)
        if self.words and self.span.of(_text_of(recorder, source.id)) != self.words:
            raise TextHasChanged(key=source.key)
        self.span.checked(source.length)
        recorder.facts.update(code=code.canonical_id, name=code.name_en, key=source.key)
        segment_id = segment_at(recorder, source.id, self.span)
        coder_id = coding_coder(recorder)
        if bears(recorder, segment_id, code.id, coder_id):
            raise AlreadyCoded(code=name_of(code))
        judged = self.judgement.checked()
        coding = recorder.add(
            Coding(
                segment_id=segment_id,
                code_id=code.id,
                coder_id=coder_id,
                polarity=judged.polarity,
                strength=judged.strength,
                time=judged.time,
                confidence=judged.confidence,
                important=judged.important,
            )
        )
        if self.memo.strip():
            recorder.add(
                Memo(text=self.memo, coder_id=coder_id, target="coding", target_uuid=coding.uuid)
            )
        return coding.id


@dataclass(frozen=True, slots=True)
class CodeMany(EditRequest[tuple[int, ...]]):
    """Code several segments, or one with several codes, in one act; the coding ids come back."""

    codings: tuple[CodeSegment, ...]

    kind: ClassVar[str] = "code_many"
    title: ClassVar[str] = mark("Code {count} passages")

    def apply(self, recorder: Recorder) -> tuple[int, ...]:
        """Code all of them, or none where one is refused.

        Raises:
            NotThere, SpanBeyondText, TextHasChanged, AlreadyCoded: as for `CodeSegment`.
        """
        places = _checked_places(recorder, self.codings)
        segments = segments_at(recorder, places)
        coder_id, uuids = coding_coder(recorder), new_uuids(len(places))
        rows: list[Row] = []
        memos: list[Row] = []
        for each, place, uuid in zip(self.codings, places, uuids, strict=True):
            judged = {part.name: getattr(each.judgement, part.name) for part in fields(Judgement)}
            made = {"uuid": uuid, "segment_id": segments[place], "code_id": each.code_id}
            rows.append(made | judged)
            if each.memo.strip():
                memos.append({"text": each.memo, "target_uuid": uuid})
        ids = recorder.insert_many(Coding, rows, shared={"coder_id": coder_id})
        shared = {"coder_id": coder_id, "target": table_of(Coding).name}
        recorder.insert_many(Memo, memos, shared=shared)
        recorder.facts["count"] = len(ids)
        return tuple(ids)


@dataclass(frozen=True, slots=True)
class RemoveCodings(EditRequest[int]):
    """Take codings away; segments that bear nothing any more go with them."""

    coding_ids: tuple[int, ...]

    kind: ClassVar[str] = "remove_codings"
    title: ClassVar[str] = mark("Remove {count} codings")

    def apply(self, recorder: Recorder) -> int:
        """Remove the codings and return how many there were."""
        removed = remove_codings(recorder, self.coding_ids)
        recorder.facts["count"] = removed
        return removed


@dataclass(frozen=True, slots=True)
class RecodeCodings(EditRequest[int]):
    """Give codings another code; where the segment bears it already, the coding goes."""

    coding_ids: tuple[int, ...]
    code_id: int

    kind: ClassVar[str] = "recode_codings"
    title: ClassVar[str] = mark("Recode {count} codings to “{code}”")

    def apply(self, recorder: Recorder) -> int:
        """Recode and return how many codings changed."""
        code = recorder.get(Code, self.code_id)
        moved = move_codings(recorder, self.coding_ids, code.id)
        recorder.facts.update(count=moved, code=code.canonical_id, name=code.name_en)
        return moved


@dataclass(frozen=True, slots=True)
class JudgeCodings(EditRequest[int]):
    """Set what coders say of codings: all of it by a `Judgement`, single parts by a change."""

    coding_ids: tuple[int, ...]
    judgement: Judgement | JudgementChange

    kind: ClassVar[str] = "judge_codings"
    title: ClassVar[str] = mark("Change {count} codings")

    def apply(self, recorder: Recorder) -> int:
        """Change the codings and return how many truly changed.

        Raises:
            GradeOutOfRange: strength or confidence is not 1, 2 or 3.
        """
        said = self.judgement.checked()
        if isinstance(said, Judgement):
            values = {each.name: getattr(said, each.name) for each in fields(said)}
        else:
            values = said.values()
        changed = recorder.update_many(Coding, self.coding_ids, values) if values else 0
        recorder.facts["count"] = changed
        return changed


@dataclass(frozen=True, slots=True)
class TagCodings(EditRequest[int]):
    """Put words of the researcher's own on codings, and take others off.

    White space in a tag is evened out; two that differ in capitals alone are one tag.
    """

    coding_ids: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    kind: ClassVar[str] = "tag_codings"
    title: ClassVar[str] = mark("Tag {count} codings")

    def apply(self, recorder: Recorder) -> int:
        """Tag the codings and return how many truly changed."""
        coding = table_of(Coding)
        off = {tag.casefold() for tag in clean_tags(self.remove)}
        rows: list[dict[str, object]] = []
        for part in parts(self.coding_ids):
            query = select(coding.c.id, coding.c.tags).where(coding.c.id.in_(part))
            for row in recorder.session.execute(query):
                tags = clean_tags((*row.tags, *self.add))
                left = [tag for tag in tags if tag.casefold() not in off]
                rows.append({"id": row.id, "tags": left})
        changed = recorder.update_each(Coding, rows)
        recorder.facts["count"] = changed
        return changed


@dataclass(frozen=True, slots=True)
class ConfirmCodings(EditRequest[int]):
    """Make proposals the researcher's own; the rule that made them stays on record."""

    coding_ids: tuple[int, ...]

    kind: ClassVar[str] = "confirm_codings"
    title: ClassVar[str] = mark("Confirm {count} proposals")

    def apply(self, recorder: Recorder) -> int:
        """Confirm and return how many were still proposed."""
        coding = table_of(Coding)
        proposed: list[int] = []
        for part in parts(self.coding_ids):
            query = select(coding.c.id).where(
                coding.c.id.in_(part), coding.c.state == CodingState.PROPOSED
            )
            proposed.extend(recorder.session.execute(query).scalars())
        values = {"state": CodingState.CONFIRMED, "confirmed_by": recorder.coder_id}
        changed = recorder.update_many(Coding, proposed, values)
        recorder.facts["count"] = changed
        return changed


@dataclass(frozen=True, slots=True)
class ResizeCoding(EditRequest[int]):
    """Move the edges of one coding to another span of the same source."""

    coding_id: int
    span: Span

    kind: ClassVar[str] = "resize_coding"
    title: ClassVar[str] = mark("Move the edges of a coding at {key}")

    def apply(self, recorder: Recorder) -> int:
        """Put the coding on the new span and return its segment's id.

        Raises:
            NotThere, SpanBeyondText, AlreadyCoded: as for `CodeSegment`.
        """
        coding = recorder.get(Coding, self.coding_id)
        old = recorder.get(Segment, coding.segment_id)
        source = recorder.get(Source, old.source_id)
        self.span.checked(source.length)
        recorder.facts["key"] = source.key
        segment_id = segment_at(recorder, source.id, self.span)
        if segment_id == old.id:
            return segment_id
        if bears(recorder, segment_id, coding.code_id, coding.coder_id):
            raise AlreadyCoded(code=name_of(recorder.get(Code, coding.code_id)))
        coding.segment_id = segment_id
        recorder.session.flush()
        remove_bare_segments(recorder, [old.id])
        return segment_id


def _checked_places(recorder: Recorder, codings: Sequence[CodeSegment]) -> list[At]:
    """Where many codings shall stand, once the first that is refused would have been."""
    wanted = [(each.source_id, each.span) for each in codings]
    texts = Texts(
        recorder,
        (source_id for source_id, _ in wanted),
        read=(each.source_id for each in codings if each.words),
    )
    there = segments_there(recorder, wanted)
    coder_id = coding_coder(recorder)
    borne = codes_borne(recorder, there.values(), coder_id)
    made: set[tuple[At, int]] = set()
    # The session forgets what nobody holds, and would read the code anew for each coding.
    codes: dict[int, Code] = {}
    for each, place in zip(codings, wanted, strict=True):
        key = texts.key(each.source_id)
        code = codes.get(each.code_id) or recorder.get(Code, each.code_id)
        codes[code.id] = code
        if each.words and texts.words(*place) != each.words:
            raise TextHasChanged(key=key)
        texts.checked(*place)
        segment_id = there.get(place)
        if (place, code.id) in made or (segment_id is not None and (segment_id, code.id) in borne):
            raise AlreadyCoded(code=name_of(code))
        each.judgement.checked()
        made.add((place, code.id))
    return wanted


def _text_of(recorder: Recorder, source_id: int) -> str:
    texts = table_of(SourceText)
    query = select(texts.c.text).where(texts.c.id == source_id)
    return str(recorder.session.execute(query).scalar_one())


def coding_coder(recorder: Recorder) -> int:
    """The coder in whose name the edit codes."""
    if recorder.coder_id is None:
        raise NoCoder
    return recorder.coder_id


class NoCoder(Refused):
    """An edit codes, and nobody is named as its coder."""

    en = "Say who codes before you code."
    id = "Sebutkan pengodenya sebelum mengode."


def segment_at(recorder: Recorder, source_id: int, span: Span) -> int:
    """The id of the segment at a span, made where it is new."""
    segment = table_of(Segment)
    found = recorder.session.execute(
        select(segment.c.id).where(
            segment.c.source_id == source_id,
            segment.c.start == span.start,
            segment.c.end == span.end,
        )
    ).scalar()
    if found is not None:
        return int(found)
    return recorder.add(Segment(source_id=source_id, start=span.start, end=span.end)).id


def remove_codings(recorder: Recorder, ids: Iterable[int]) -> int:
    """Delete codings and the segments they leave bare; returns how many codings went."""
    coding = table_of(Coding)
    wanted = tuple(ids)
    segments: set[int] = set()
    for part in parts(wanted):
        query = select(coding.c.segment_id).where(coding.c.id.in_(part))
        segments.update(recorder.session.execute(query).scalars())
    remove_memos_of(recorder, Coding, wanted)
    remove_relations_of(recorder, wanted)
    removed = recorder.delete_many(Coding, wanted)
    remove_bare_segments(recorder, sorted(segments))
    return removed


def remove_bare_segments(recorder: Recorder, ids: Sequence[int]) -> None:
    """Delete those of the segments that bear no coding."""
    coding = table_of(Coding)
    bare: list[int] = []
    for part in parts(ids):
        query = select(coding.c.segment_id).where(coding.c.segment_id.in_(part)).distinct()
        borne = set(recorder.session.execute(query).scalars())
        bare.extend(segment for segment in part if segment not in borne)
    recorder.delete_many(Segment, bare)


def move_codings(recorder: Recorder, ids: Iterable[int], code_id: int) -> int:
    """Give codings another code, dropping those whose segment bears it already.

    Returns how many codings bear the new code afterwards that did not before.
    """
    coding = table_of(Coding)
    moving: list[int] = []
    doubled: list[int] = []
    taken: set[tuple[int, int]] = set()
    for part in parts(tuple(ids)):
        query = select(coding.c.id, coding.c.segment_id, coding.c.coder_id).where(
            coding.c.id.in_(part), coding.c.code_id != code_id
        )
        rows = recorder.session.execute(query).all()
        there = select(coding.c.segment_id, coding.c.coder_id).where(
            coding.c.code_id == code_id, coding.c.segment_id.in_([row.segment_id for row in rows])
        )
        taken.update((row[0], row[1]) for row in recorder.session.execute(there))
        for row in rows:
            place = (row.segment_id, row.coder_id)
            (doubled if place in taken else moving).append(row.id)
            taken.add(place)
    remove_codings(recorder, doubled)
    return recorder.update_many(Coding, moving, {"code_id": code_id})


def bears(recorder: Recorder, segment_id: int, code_id: int, coder_id: int) -> bool:
    """Whether a coder has given a code to a segment."""
    coding = table_of(Coding)
    query = select(coding.c.id).where(
        coding.c.segment_id == segment_id,
        coding.c.code_id == code_id,
        coding.c.coder_id == coder_id,
    )
    return recorder.session.execute(query).first() is not None


def name_of(code: Code) -> str:
    """What a refusal calls a code."""
    return code.label or code.name_en or code.name_id


def clean_tags(words: Iterable[str]) -> list[str]:
    """Tags with even white space, each once, none empty; the first spelling stays."""
    made: dict[str, str] = {}
    for each in words:
        tag = " ".join(each.split())
        if tag:
            made.setdefault(tag.casefold(), tag)
    return list(made.values())


def _check_grades(*grades: int | None) -> None:
    for grade in grades:
        if grade is not None and grade not in (1, 2, 3):
            raise GradeOutOfRange(grade=grade)
