"""Verbs on the tactics by which conclusions are drawn and tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from models.errors import Refused
from qda.cli.arguments import study_verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.cli.verbs_triangulation import write_where_asked
from qda.i18n import Speech
from qda.sheets.items import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.cli.arguments import Verbs
    from qda.concluding.tactics import TacticRow
    from qda.concluding.values import Concluded
    from qda.session import StudySession, StudyState

_ENDINGS: Final = ".xlsx .docx .pdf .html .csv .json"


class TriedOnWhat(Refused):
    """A tactic is ticked for a conclusion, and none is named."""

    en = "Say on which conclusion the tactic was tried: add --conclusion UUID."
    id = "Sebutkan simpulan yang diuji dengan taktik itu: tambahkan --conclusion UUID."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("show the 13 + 13 tactics, and tick those tried on a conclusion")
    parser = study_verb(verbs, "tactics", tactics, about, speech=speech)
    parser.add_argument(
        "--conclusion", default="", metavar="UUID", help=speech("those of this conclusion")
    )
    for name, words in (
        ("--tick", speech("this tactic was carried out on the conclusion")),
        ("--untick", speech("this tactic was not carried out on it")),
        ("--clear", speech("take back what was said of this tactic")),
    ):
        parser.add_argument(name, default="", metavar=speech("ITEM"), help=words)
    parser.add_argument("--note", default=None, metavar=speech("WORDS"),
                        help=speech("how it was done and what it showed"))  # fmt: skip
    parser.add_argument(
        "--by", action="append", default=[], metavar="KIND:UUID",
        help=speech("what shows it, such as memo:UUID"),
    )  # fmt: skip
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)


def tactics(call: Call) -> int:
    """Show the tactics, or tick one that was tried on a conclusion."""
    given = call.arguments
    item = given.tick or given.untick or given.clear
    if item and not given.conclusion:
        raise TriedOnWhat
    with call.study() as study:
        if item:
            _answer(call, study, item)
        with study.reading() as connection:
            if given.conclusion:
                return _of_conclusion(call, connection, item)
            return _all(call, connection)


def _answer(call: Call, study: StudySession, item: str) -> None:
    from qda.concluding.ordering import outline, placed_named
    from qda.edits.sheets import AnswerSheetItem, ClearSheetItem, ShownBy

    given = call.arguments
    with study.reading() as connection:
        about = placed_named(outline(connection, call.speech), given.conclusion).row.uuid
    if given.clear:
        study.do(ClearSheetItem(Sheet.TACTICS, item, about))
        return
    links = [each.partition(":") for each in given.by]
    study.do(
        AnswerSheetItem(
            Sheet.TACTICS,
            item,
            answer=given.note,
            is_done=bool(given.tick),
            shown_by=tuple(ShownBy(kind, uuid) for kind, _, uuid in links) or None,
            about=about,
        )
    )


def _of_conclusion(call: Call, connection: StudyState, item: str) -> int:
    from qda.concluding.reading import bench_for, conclusion_named
    from qda.concluding.tactics import shown_of_tactics

    speech = call.speech
    bench = bench_for(connection, speech.language, call.coder, call.progress)
    found = conclusion_named(bench, call.arguments.conclusion)
    shown = shown_of_tactics(connection, speech)
    if call.json:
        print_json({
            "id": found.row.id, "uuid": found.row.uuid, "text": found.row.text,
            "tactics": [
                {"item": each.tactic.id, "words": speech(each.tactic.words),
                 "part": speech(each.tactic.part), "done": each.is_done, "note": each.note,
                 "answer": each.answer,
                 "study": [told.words for told in shown[each.tactic.id]],
                 "act": each.tactic.act, "verb": each.tactic.verb}
                for each in found.tried if item in ("", each.tactic.id)
            ],
        })  # fmt: skip
    else:
        print_line(found.row.text)
        rows = [
            (
                each.tactic.id, speech(each.tactic.words), _done(speech, is_done=each.is_done),
                each.note, "; ".join(told.words for told in shown[each.tactic.id]),
            )
            for each in found.tried if item in ("", each.tactic.id)
        ]  # fmt: skip
        heads = (speech("Item"), speech("Tactic"), speech("Carried out"), speech("Note"),
                 speech("Evidence in the study"))  # fmt: skip
        print_table(heads, rows)
        print_line(_summary(speech, found))
    return _written(call, connection)


def _all(call: Call, connection: StudyState) -> int:
    from qda.concluding.tactic_table import states, tool_words, tried_words
    from qda.concluding.tactics import tactic_rows
    from qda.sheets.tabling import STATES

    speech = call.speech
    rows = tactic_rows(connection, speech)
    if call.json:
        print_json(_told(speech, rows))
    else:
        heads = (speech("Item"), speech("Tactic"), speech("Tool of the program"),
                 speech("Evidence in the study"), speech("Tried on conclusions"),
                 speech("State"))  # fmt: skip
        print_table(
            heads,
            [
                (
                    row.tactic.id,
                    speech(row.tactic.words),
                    tool_words(speech, row),
                    "; ".join(told.words for told in row.told),
                    "; ".join(tried_words(speech, each) for each in row.tried),
                    speech(STATES[row.state]),
                )
                for row in rows
            ],
        )
        print_line(states(speech, rows))
    return _written(call, connection)


def _told(speech: Speech, rows: Sequence[TacticRow]) -> object:
    return [
        {"item": row.tactic.id, "words": speech(row.tactic.words),
         "part": speech(row.tactic.part), "does": speech(row.tactic.does),
         "act": row.tactic.act, "verb": row.tactic.verb, "state": row.state,
         "study": [{"words": told.words, "count": told.count, "records": told.records}
                   for told in row.told],
         "tried": [{"conclusion": each.placed.row.uuid, "answer": each.answer}
                   for each in row.tried]}
        for row in rows
    ]  # fmt: skip


def _done(speech: Speech, *, is_done: bool | None) -> str:
    if is_done is None:
        return "–"
    return speech("Yes") if is_done else speech("No")


def _summary(speech: Speech, found: Concluded) -> str:
    return speech(
        "{done} of {all} tactics were carried out, {tested} of them tests.",
        done=speech.number(len(found.done)),
        all=speech.number(len(found.tried)),
        tested=speech.number(len(found.tested)),
    )


def _written(call: Call, connection: StudyState) -> int:
    """Write the tactics as a table where a file is named."""
    from qda.displays.kind import DisplayQuestion
    from qda.displays.registry import made
    from qda.displays.values import Matrix

    if not call.arguments.output:
        return 0
    shown = made(connection, DisplayQuestion("tactics", call.speech.language, call.coder))
    return write_where_asked(call, shown) if isinstance(shown, Matrix) else 1
