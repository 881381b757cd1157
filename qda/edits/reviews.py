"""Edits of reviews: sending a round, taking what came back, answering a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import select

from models.base import now
from models.judging import ReviewNote, ReviewRound
from models.packing import pack
from models.recording import Recorder, table_of
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import mark
from qda.retrieval.reviews import next_number
from qda.retrieval.studies import study_row
from qda.reviewing.errors import EmptyAnswer, NothingSaid, NothingToReview, RoundTaken
from qda.reviewing.matching import checked
from qda.reviewing.returned import ReturnedFile, ReturnedRow
from qda.reviewing.sheet import ReviewSheet


@dataclass(frozen=True, slots=True)
class SendReview(EditRequest[int]):
    """Note that a review was sent, with all that its file says; the round's id is returned."""

    sheet: ReviewSheet = field(compare=False)
    file_name: str = ""

    kind: ClassVar[str] = "send_review"
    title: ClassVar[str] = mark("Send round {number} to be reviewed: {count} rows")

    def apply(self, recorder: Recorder) -> int:
        """Keep the round.

        Raises:
            NoCoder: nobody is named in whose name it is sent.
            NothingToReview: the file has no rows.
            RoundTaken: another round was sent in the meantime.
        """
        sheet = self.sheet
        coder_id = coding_coder(recorder)
        if not sheet.items:
            raise NothingToReview
        connection = recorder.session.connection()
        if next_number(connection) != sheet.round:
            raise RoundTaken(number=sheet.round)
        made = recorder.add(
            ReviewRound(
                number=sheet.round,
                coder_id=coder_id,
                reviewer=sheet.reviewer,
                file_name=self.file_name,
                displays=list(sheet.displays),
                sent=_packed(sheet),
                study_version=study_row(connection).version,
            )
        )
        recorder.facts.update(number=sheet.round, count=len(sheet.items))
        recorder.session.flush()
        return made.id


def _packed(sheet: ReviewSheet) -> bytes:
    return pack(
        {
            item.name.place: {
                "display": item.display,
                "place": item.place,
                "words": item.words,
                "keys": list(item.keys),
                "state": item.state,
            }
            for item in sheet.items
        }
    )


@dataclass(frozen=True, slots=True)
class TakenReview:
    """What came of a file: new notes, rows that said the same as before, and what to look at.

    `further` are the ids of notes on rows that had come back before and said something else then:
    both stand. `moved_on` are those of notes on what has changed since it was sent.
    """

    added: tuple[int, ...]
    known: int
    further: tuple[int, ...]
    moved_on: tuple[int, ...]
    unclear: int
    damaged: int


@dataclass(frozen=True, slots=True)
class TakeReview(EditRequest[TakenReview]):
    """Bring verdicts and comments back to their cells and codings; nothing is overwritten.

    `moved_on` are the places that say something else now (`qda.reviewing.matching.moved_on`).
    """

    returned: ReturnedFile = field(compare=False)
    moved_on: frozenset[str] = frozenset()

    kind: ClassVar[str] = "take_review"
    title: ClassVar[str] = mark("Take the review of round {number}: {count} notes")

    def apply(self, recorder: Recorder) -> TakenReview:
        """Add what is new of it; a file that was taken before changes nothing.

        Raises:
            NoCoder: nobody is named in whose name it is taken.
            OtherStudy, UnknownRound: it belongs elsewhere.
            NothingSaid: nobody has written anything into it.
        """
        coding_coder(recorder)
        returned = self.returned
        checked(recorder.session.connection(), returned)
        if not returned.rows:
            raise NothingSaid(file=returned.file)
        ids = _round_ids(recorder)
        added: list[ReviewNote] = []
        known = 0
        for row in returned.rows:
            note = self._note(recorder, row, ids[row.name.round])
            known += note is None
            added += [] if note is None else [note]
        numbers = sorted({row.name.round for row in returned.rows})
        if added:
            for number in numbers:
                sent = recorder.get(ReviewRound, ids[number])
                sent.returned_at = sent.returned_at or now()
        recorder.session.flush()
        recorder.facts.update(number=", ".join(map(str, numbers)), count=len(added))
        return TakenReview(
            added=_ids(added),
            known=known,
            further=_ids(note for note in added if "#" in note.item),
            moved_on=_ids(note for note in added if note.has_moved_on),
            unclear=sum(1 for row in returned.rows if row.unclear),
            damaged=returned.damaged,
        )

    def _note(self, recorder: Recorder, row: ReturnedRow, round_id: int) -> ReviewNote | None:
        """The note of a row; None where one says the very same already."""
        note, name = table_of(ReviewNote), row.name
        same = select(note.c.item, note.c.verdict, note.c.comment).where(
            note.c.round_id == round_id,
            note.c.display_uuid == name.display,
            note.c.row == name.row,
            note.c.column == name.column,
            note.c.coding_uuid == name.coding,
        )
        before = recorder.session.execute(same).all()
        if any((each.verdict, each.comment) == (row.verdict, row.comment) for each in before):
            return None
        item = name.place if not before else f"{name.place}#{len(before) + 1}"
        made = ReviewNote(
            round_id=round_id,
            item=item,
            display_uuid=name.display,
            row=name.row,
            column=name.column,
            coding_uuid=name.coding,
            verdict=row.verdict,
            comment=row.comment,
            has_moved_on=name.place in self.moved_on,
        )
        recorder.add(made)
        recorder.session.flush()
        return made


def _ids(notes: Iterable[ReviewNote]) -> tuple[int, ...]:
    return tuple(note.id for note in notes)


def _round_ids(recorder: Recorder) -> dict[int, int]:
    table = table_of(ReviewRound)
    query = select(table.c.number, table.c.id)
    return {int(number): int(round_id) for number, round_id in recorder.session.execute(query)}


@dataclass(frozen=True, slots=True)
class AnswerNote(EditRequest[None]):
    """Answer a note, settle it, or open it again; None leaves a part as it is."""

    note_id: int
    answer: str | None = None
    is_settled: bool | None = None

    kind: ClassVar[str] = "answer_note"
    title: ClassVar[str] = mark("Answer a note of the review: {answer}")

    def apply(self, recorder: Recorder) -> None:
        """Write the answer.

        Raises:
            NotThere: there is no such note.
            NoCoder: nobody is named who answers.
            EmptyAnswer: nothing is said and nothing settled.
        """
        answer = None if self.answer is None else self.answer.strip()
        if not answer and self.is_settled is None:
            raise EmptyAnswer
        note = recorder.get(ReviewNote, self.note_id)
        note.answered_by = coding_coder(recorder)
        if answer is not None:
            note.answer = answer
        if self.is_settled is not None:
            note.is_settled = self.is_settled
        note.changed_at = now()
        line = " ".join(note.answer.split())
        recorder.facts["answer"] = line if len(line) <= 60 else f"{line[:59]}…"
