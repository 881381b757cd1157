"""The verb for the supervisor's round trip: review export, import, list, answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from qda.cli.arguments import positive, study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs
    from qda.edits.reviews import TakenReview
    from qda.retrieval.reviews import NoteRow, RoundRow
    from qda.session import StudySession

_SHORT: Final = 60


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    parser = verbs.add_parser("review", help=speech("send displays to a supervisor and back"))
    inner: Verbs = parser.add_subparsers(metavar=speech("VERB"), required=True)
    _add_export(inner, speech)
    about = speech("take back the file that a supervisor returned")
    taking = study_verb(inner, "import", take, about, speech=speech)
    taking.add_argument("file", metavar=speech("FILE"))
    taking.add_argument("--dry-run", action="store_true", help=speech("show it, take nothing"))
    with_json(taking, speech)
    about = speech("list rounds of review and what was said")
    listing = study_verb(inner, "list", list_notes, about, speech=speech)
    listing.add_argument("--round", type=positive, default=None, metavar="N")
    listing.add_argument("--open", action="store_true", help=speech("only what is not settled"))
    with_json(listing, speech)
    about = speech("answer a note of a supervisor, or settle it")
    answering = study_verb(inner, "answer", answer, about, speech=speech)
    answering.add_argument("note", type=positive, metavar="N")
    answering.add_argument("--text", default=None, metavar=speech("WORDS"))
    state = answering.add_mutually_exclusive_group()
    state.add_argument("--settle", action="store_true", help=speech("the note is settled"))
    state.add_argument("--reopen", action="store_true", help=speech("it is open again"))
    with_json(answering, speech)


def _add_export(inner: Verbs, speech: Speech) -> None:
    about = speech("write displays to a file for a supervisor to read")
    parser = study_verb(inner, "export", export, about, speech=speech)
    parser.add_argument("file", metavar=speech("FILE"), help=".xlsx .docx")
    parser.add_argument(
        "--display", action="append", default=[], metavar=speech("TITLE"),
        help=speech("a kept display; all of them where none is named"),
    )  # fmt: skip
    parser.add_argument("--reviewer", default="", help=speech("who is to read it"))
    parser.add_argument(
        "--open", action="store_true", help=speech("only rows whose notes are not settled")
    )
    parser.add_argument(
        "--cells-only", action="store_true", help=speech("without rows for the codings behind")
    )
    with_json(parser, speech)


def export(call: Call) -> int:
    """Write a round and note that it was sent."""
    from exports.reviews.writing import Sending, send_review
    from qda.retrieval.displays import displays

    given = call.arguments
    with call.study() as study:
        named = tuple(given.display)
        if not named:
            with study.reading() as connection:
                named = tuple(row.uuid for row in displays(connection))
        sending = Sending(
            named,
            call.speech.language,
            given.reviewer.strip(),
            is_open_only=given.open,
            has_codings=not given.cells_only,
        )
        sheet = send_review(study, sending, Path(given.file), call.progress)
    cells = sum(1 for item in sheet.items if not item.name.is_coding)
    codings = len(sheet.items) - cells
    if call.json:
        told = {"round": sheet.round, "cells": cells, "codings": codings, "file": given.file}
        print_json(told)
        return 0
    print_line(
        call.speech(
            "Wrote round {n} with {cells} cells and {codings} codings to {place}.",
            n=call.speech.number(sheet.round),
            cells=call.speech.number(cells),
            codings=call.speech.number(codings),
            place=given.file,
        )
    )
    return 0


def take(call: Call) -> int:
    """Bring verdicts and comments back to their places."""
    from qda.edits.reviews import TakeReview
    from qda.importers.opening import opened
    from qda.reviewing.matching import checked, moved_on
    from qda.reviewing.returned import read_returned

    given = call.arguments
    original = opened(Path(given.file))
    with call.study() as study:
        returned = read_returned(original.content, original.name, call.progress)
        with study.reading() as connection:
            checked(connection, returned)
            changed = moved_on(connection, returned, call.progress)
        if given.dry_run:
            return _would_take(call, len(returned.rows), len(changed), returned.damaged)
        taken = study.do(TakeReview(returned, changed))
        _tell_taken(call, study, taken)
    return 0


def _would_take(call: Call, rows: int, changed: int, damaged: int) -> int:
    if call.json:
        print_json({"rows": rows, "moved_on": changed, "damaged": damaged})
        return 0
    speech = call.speech
    print_line(speech.many("{n} row says something.", "{n} rows say something.", rows))
    _tell_moved(speech, changed)
    _tell_damaged(speech, damaged)
    return 0


def _tell_taken(call: Call, study: StudySession, taken: TakenReview) -> None:
    from qda.retrieval.reviews import notes

    with study.reading() as connection:
        rows = {row.id: row for row in notes(connection)}
    if call.json:
        print_json(
            {
                "added": [_note_json(rows[each]) for each in taken.added],
                "known": taken.known,
                "further": list(taken.further),
                "moved_on": list(taken.moved_on),
                "unclear": taken.unclear,
                "damaged": taken.damaged,
            }
        )
        return
    speech = call.speech
    print_line(speech.many("{n} note was taken.", "{n} notes were taken.", len(taken.added)))
    if taken.known:
        print_line(
            speech.many("{n} row was taken before.", "{n} rows were taken before.", taken.known)
        )
    for each in taken.further:
        print_line(
            speech("Said otherwise than before, both stand: {place}", place=rows[each].sent.place)
        )
    _tell_moved(speech, len(taken.moved_on))
    if taken.unclear:
        print_line(
            speech.many(
                "{n} verdict was none of those offered; it stands in the comment.",
                "{n} verdicts were none of those offered; they stand in the comments.",
                taken.unclear,
            )
        )
    _tell_damaged(speech, taken.damaged)


def _tell_moved(speech: Speech, count: int) -> None:
    if count:
        print_line(
            speech.many(
                "{n} of them speaks of what has changed since it was sent.",
                "{n} of them speak of what has changed since it was sent.",
                count,
            )
        )


def _tell_damaged(speech: Speech, count: int) -> None:
    if count:
        print_line(
            speech.many(
                "{n} row could not be led back: its identifier was changed.",
                "{n} rows could not be led back: their identifiers were changed.",
                count,
            )
        )


def list_notes(call: Call) -> int:
    """List rounds, and the notes that came back."""
    from qda.retrieval.reviews import notes, round_numbered, rounds

    given = call.arguments
    with call.study() as study, study.reading() as connection:
        sent: tuple[RoundRow, ...] = rounds(connection)
        if given.round:
            sent = (round_numbered(connection, given.round),)
        found = notes(connection, number=given.round, open_only=given.open)
    if call.json:
        print_json({"rounds": sent, "notes": [_note_json(row) for row in found]})
        return 0
    _print(sent, found, call.speech)
    return 0


def _print(sent: tuple[RoundRow, ...], found: tuple[NoteRow, ...], speech: Speech) -> None:
    if not sent:
        print_line(speech("Nothing was sent yet: write a round with “review export”."))
        return
    heads = (
        speech("Round"), speech("Reviewer"), speech("Sent"), speech("Returned"), speech("Notes"),
        speech("Open"),
    )  # fmt: skip
    rows = [
        (row.number, row.reviewer, row.sent_at[:10], row.returned_at[:10], row.notes, row.open)
        for row in sent
    ]
    print_table(heads, rows)
    if found:
        print_line()
        titles = (
            speech("Note"), speech("Round"), speech("Place"), speech("Verdict"), speech("Comment"),
            speech("Moved on"), speech("Answer"),
        )  # fmt: skip
        print_table(titles, [_note_cells(row, speech) for row in found])


def _note_cells(row: NoteRow, speech: Speech) -> tuple[object, ...]:
    from qda.reviewing.sheet import verdict_word

    settled = f" {speech('(settled)')}" if row.is_settled else ""
    return (
        row.id,
        row.round,
        _cut(row.sent.place or row.place),
        verdict_word(row.verdict, speech),
        _cut(row.comment),
        speech("yes") if row.has_moved_on else "",
        f"{_cut(row.answer)}{settled}",
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def _note_json(row: NoteRow) -> dict[str, object]:
    return {
        "id": row.id,
        "uuid": row.uuid,
        "round": row.round,
        "reviewer": row.reviewer,
        "display": row.display_uuid,
        "row": row.row,
        "column": row.column,
        "coding": row.coding_uuid,
        "place": row.sent.place,
        "words": row.sent.words,
        "verdict": row.verdict,
        "comment": row.comment,
        "has_moved_on": row.has_moved_on,
        "is_further": row.is_further,
        "answer": row.answer,
        "is_settled": row.is_settled,
        "answered_by": row.answered_by,
        "made_at": row.made_at,
    }


def answer(call: Call) -> int:
    """Answer a note, settle it, or open it again."""
    from qda.edits.reviews import AnswerNote
    from qda.retrieval.reviews import note_by_id

    given = call.arguments
    settled = True if given.settle else False if given.reopen else None
    with call.study() as study:
        with study.reading() as connection:
            note_by_id(connection, given.note)
        study.do(AnswerNote(given.note, given.text, settled))
        with study.reading() as connection:
            row = note_by_id(connection, given.note)
    if call.json:
        print_json(_note_json(row))
    else:
        print_line(call.speech("Answered note {n}.", n=row.id))
    return 0
