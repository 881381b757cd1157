"""Edits on memos, on findings of absence, and on the study's own facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from models.base import now
from models.code import Code
from models.coding import Absence, Coding
from models.entities import BY_TABLE
from models.errors import Refused
from models.memo import Memo
from models.packing import Row
from models.positions import Span
from models.recording import NotThere, Recorder, table_of
from models.source import Source
from models.study import Study
from models.vocabulary import MemoKind, Missing
from qda.edits.attached import parts
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import mark


class MemoEmpty(Refused):
    """A memo without words says nothing."""

    en = "Write the memo first; it is empty."
    id = "Tulis dulu memonya; isinya kosong."


class NoSuchDay(Refused):
    """The day that a memo tells of is not a day of the calendar."""

    en = "“{written}” is not a day. Write it as year, month and day: 2026-11-27."
    id = "“{written}” bukan tanggal. Tulis tahun, bulan, dan hari: 2026-11-27."


class WordsOfWhat(Refused):
    """A memo is to stand on words, and what it is attached to has none."""

    en = "Only the words of a source can bear a memo of their own."
    id = "Hanya kata-kata sumber data yang dapat diberi memo tersendiri."


@dataclass(frozen=True, slots=True)
class AddMemo(EditRequest[int]):
    """Attach a note to anything: `target` is a table name, `target_uuid` the thing's UUID.

    `span` is that of the words of a source it is on; `dated_on` the day it tells of, in ISO 8601,
    empty for the day it is written.
    """

    text: str
    memo_title: str = ""
    memo_kind: MemoKind = MemoKind.ANALYTIC
    target: str = ""
    target_uuid: str = ""
    span: Span | None = None
    dated_on: str = ""

    kind: ClassVar[str] = "add_memo"
    title: ClassVar[str] = mark("Write a memo: {start}")

    def apply(self, recorder: Recorder) -> int:
        """Add the memo and return its id.

        Raises:
            MemoEmpty: there are no words in it.
            NotThere: what it is attached to does not exist.
            WordsOfWhat, SpanBeyondText: there are no such words.
            NoSuchDay: the date is none.
        """
        if not self.text.strip():
            raise MemoEmpty
        _check_place(recorder, self.target, self.target_uuid, self.span)
        recorder.facts["start"] = _start(self.memo_title, self.text)
        memo = recorder.add(
            Memo(
                text=self.text,
                title=self.memo_title,
                kind=self.memo_kind,
                coder_id=coding_coder(recorder),
                target=self.target,
                target_uuid=self.target_uuid,
                start=None if self.span is None else self.span.start,
                end=None if self.span is None else self.span.end,
                dated_on=_day(self.dated_on),
            )
        )
        return memo.id


@dataclass(frozen=True, slots=True)
class NoteCodings(EditRequest[int]):
    """Attach the same note to several codings, a memo of its own to each."""

    coding_ids: tuple[int, ...]
    text: str

    kind: ClassVar[str] = "note_codings"
    title: ClassVar[str] = mark("Write a memo on {count} codings")

    def apply(self, recorder: Recorder) -> int:
        """Add the memos and return how many there are.

        Raises:
            MemoEmpty: there are no words in it.
        """
        if not self.text.strip():
            raise MemoEmpty
        count = note_codings(recorder, self.coding_ids, self.text)
        recorder.facts["count"] = count
        return count


def note_codings(recorder: Recorder, coding_ids: Sequence[int], text: str) -> int:
    """Attach a note to each of some codings; how many of them there are."""
    coding = table_of(Coding)
    shared = {"text": text, "coder_id": coding_coder(recorder), "target": coding.name}
    count = 0
    for part in parts(coding_ids):
        uuids = recorder.session.execute(select(coding.c.uuid).where(coding.c.id.in_(part)))
        rows: list[Row] = [{"target_uuid": uuid} for uuid in uuids.scalars()]
        recorder.insert_many(Memo, rows, shared=shared)
        count += len(rows)
    return count


@dataclass(frozen=True, slots=True)
class ChangeMemo(EditRequest[None]):
    """Rewrite a memo; a `dated_on` of None leaves the day it tells of as it is."""

    memo_id: int
    text: str
    memo_title: str = ""
    memo_kind: MemoKind = MemoKind.ANALYTIC
    dated_on: str | None = None

    kind: ClassVar[str] = "change_memo"
    title: ClassVar[str] = mark("Rewrite a memo: {start}")

    def apply(self, recorder: Recorder) -> None:
        """Change the memo; where nothing is different there is no edit.

        Raises:
            MemoEmpty: there are no words in it.
            NotThere: there is no such memo.
            NoSuchDay: the date is none.
        """
        if not self.text.strip():
            raise MemoEmpty
        memo = recorder.get(Memo, self.memo_id)
        day = memo.dated_on if self.dated_on is None else _day(self.dated_on)
        wanted = (self.text, self.memo_title, self.memo_kind, day)
        if wanted == (memo.text, memo.title, memo.kind, memo.dated_on):
            return
        memo.text, memo.title, memo.kind, memo.dated_on = wanted
        memo.changed_at = now()
        recorder.facts["start"] = _start(self.memo_title, self.text)


@dataclass(frozen=True, slots=True)
class MoveMemo(EditRequest[None]):
    """Attach a memo to another thing, or with an empty `target` to the study as a whole."""

    memo_id: int
    target: str = ""
    target_uuid: str = ""
    span: Span | None = None

    kind: ClassVar[str] = "move_memo"
    title: ClassVar[str] = mark("Attach a memo elsewhere: {start}")

    def apply(self, recorder: Recorder) -> None:
        """Move the memo.

        Raises:
            NotThere: there is no such memo, or no such thing.
            WordsOfWhat, SpanBeyondText: there are no such words.
        """
        memo = recorder.get(Memo, self.memo_id)
        _check_place(recorder, self.target, self.target_uuid, self.span)
        memo.target, memo.target_uuid = self.target, self.target_uuid
        memo.start = None if self.span is None else self.span.start
        memo.end = None if self.span is None else self.span.end
        recorder.facts["start"] = _start(memo.title, memo.text)


@dataclass(frozen=True, slots=True)
class RemoveMemo(EditRequest[None]):
    """Take a memo away."""

    memo_id: int

    kind: ClassVar[str] = "remove_memo"
    title: ClassVar[str] = mark("Remove a memo: {start}")

    def apply(self, recorder: Recorder) -> None:
        """Remove the memo.

        Raises:
            NotThere: there is no such memo.
        """
        memo = recorder.get(Memo, self.memo_id)
        recorder.facts["start"] = _start(memo.title, memo.text)
        recorder.remove(memo)


@dataclass(frozen=True, slots=True)
class RecordAbsence(EditRequest[int]):
    """Record that a code is not spoken of in a source, and why; a second finding replaces it."""

    source_id: int
    code_id: int
    missing: Missing
    note: str = ""

    kind: ClassVar[str] = "record_absence"
    title: ClassVar[str] = mark("Record “{code}” as {mark} in {key}")

    def apply(self, recorder: Recorder) -> int:
        """Record the finding and return its id.

        Raises:
            NotThere: there is no such source or code.
        """
        source = recorder.get(Source, self.source_id)
        code = recorder.get(Code, self.code_id)
        recorder.facts.update(code=code.canonical_id, key=source.key, mark=self.missing.value)
        query = select(Absence).where(Absence.source_id == source.id, Absence.code_id == code.id)
        found = recorder.session.execute(query).scalar()
        if found is not None:
            found.mark, found.note = self.missing, self.note
            return found.id
        absence = recorder.add(
            Absence(
                source_id=source.id,
                code_id=code.id,
                coder_id=coding_coder(recorder),
                mark=self.missing,
                note=self.note,
            )
        )
        return absence.id


@dataclass(frozen=True, slots=True)
class RemoveAbsence(EditRequest[None]):
    """Take a finding of absence back."""

    absence_id: int

    kind: ClassVar[str] = "remove_absence"
    title: ClassVar[str] = mark("Take back a finding of absence")

    def apply(self, recorder: Recorder) -> None:
        """Remove the finding.

        Raises:
            NotThere: there is no such finding.
        """
        recorder.remove(recorder.get(Absence, self.absence_id))


@dataclass(frozen=True, slots=True)
class DescribeStudy(EditRequest[None]):
    """Change the study's own facts; None leaves one as it is."""

    name: str | None = None
    question: str | None = None
    language: str | None = None
    programme_en: str | None = None
    programme_id: str | None = None
    agency_en: str | None = None
    agency_id: str | None = None

    kind: ClassVar[str] = "describe_study"
    title: ClassVar[str] = mark("Change the study's facts")

    def apply(self, recorder: Recorder) -> None:
        """Change the study."""
        study = recorder.get(Study, 1)
        if self.name is not None:
            study.title = self.name
        for column in (
            "question", "language", "programme_en", "programme_id", "agency_en", "agency_id",
        ):  # fmt: skip
            value = getattr(self, column)
            if value is not None:
                setattr(study, column, value)


def _start(title: str, text: str) -> str:
    """What a memo is recognised by in the history."""
    return (title or text.strip())[:40]


def _day(written: str) -> str:
    if not written:
        return ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise NoSuchDay(written=written) from error


def _check_place(recorder: Recorder, target: str, uuid: str, span: Span | None) -> None:
    if target:
        _check_target(recorder, target, uuid)
    if span is None:
        return
    source = table_of(Source)
    if target != source.name:
        raise WordsOfWhat
    query = select(source.c.length).where(source.c.uuid == uuid)
    span.checked(recorder.session.execute(query).scalar_one())


def _check_target(recorder: Recorder, target: str, uuid: str) -> None:
    if target not in BY_TABLE:
        raise NotThere(what="table", which=target)
    table = table_of(BY_TABLE[target])
    if "uuid" not in table.c:
        raise NotThere(what=target, which=uuid)
    query = select(table.c.id).where(table.c.uuid == uuid)
    if recorder.session.execute(query).first() is None:
        raise NotThere(what=target, which=uuid)
