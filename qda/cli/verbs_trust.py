"""Verbs on what makes a study trustworthy: saturation and sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qda.cli.arguments import positive, study_verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.cli.verbs_triangulation import warn_of, write_where_asked
from qda.i18n import Speech
from qda.sheets.items import Sheet

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs
    from qda.displays.values import Matrix
    from qda.session import StudyState

_ENDINGS: Final = ".xlsx .docx .pdf .html .csv .json"


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("tell after how many interviews nothing new comes")
    parser = study_verb(verbs, "saturation", saturation, about, speech=speech)
    parser.add_argument("--base", type=positive, default=4, help=speech("interviews of the base"))
    parser.add_argument("--run", type=positive, default=2, help=speech("interviews of a run"))
    parser.add_argument("--threshold", default="0.05", help=speech("the share of new codes"))
    parser.add_argument("--counted", choices=("inductive", "leaf", "all"), default="inductive")
    parser.add_argument("--groups", choices=("none", "group", "role"), default="group")
    parser.add_argument("--texts", choices=("spoken", "all"), default="spoken")
    parser.add_argument("--filter", default="", help=speech("only these codings"))
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)
    about = speech("show or answer a sheet: COREQ, SRQR, trustworthiness")
    parser = study_verb(verbs, "sheet", sheet, about, speech=speech)
    parser.add_argument("sheet", choices=[each.value for each in Sheet])
    parser.add_argument("item", nargs="?", default="", metavar=speech("ITEM"))
    parser.add_argument("--answer", help=speech("your answer to the item"))
    parser.add_argument("--page", help=speech("the page of the report"))
    parser.add_argument("--done", choices=("yes", "no"), help=speech("whether it was carried out"))
    parser.add_argument(
        "--by", action="append", default=[], metavar="KIND:UUID",
        help=speech("what shows it, such as memo:UUID"),
    )  # fmt: skip
    parser.add_argument("--clear", action="store_true", help=speech("take the answer back"))
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)


def saturation(call: Call) -> int:
    """Tell after how many interviews nothing new comes, and write the table."""
    from qda.displays.axes import RowAxis
    from qda.displays.kind import DisplayQuestion
    from qda.displays.kinds.saturation import KIND, outcome, rule_of, saturation_matrix
    from qda.displays.workbench import Workbench
    from qda.triangulation.saturating import Counted, saturations

    given = call.arguments
    rule = rule_of(str(given.base), str(given.run), given.threshold)
    question = DisplayQuestion(
        kind=KIND.id,
        language=call.speech.language,
        analyst=call.coder,
        filter=given.filter,
        choices=(("base", str(given.base)), ("run", str(given.run)),
                 ("threshold", given.threshold), ("counted", given.counted),
                 ("groups", given.groups), ("texts", given.texts)),
    )  # fmt: skip
    with call.study() as study, study.reading() as connection:
        bench = Workbench(connection, KIND, KIND.checked(question), call.progress)
        axis = None if given.groups == "none" else RowAxis.parse(given.groups)
        every = given.texts == "all"
        counted = Counted(given.counted)
        table = saturations(bench, rule, counted=counted, axis=axis, all_texts=every)
        matrix = saturation_matrix(bench, table)
    if call.json:
        print_json([
            {"group": each.id, "label": each.label, "units": [u.key for u in each.units],
             "base": each.found.base, "new": each.found.new, "curve": each.found.curve,
             "runs": each.found.runs, "reached": each.found.reached,
             "report": each.found.notation, "chance_orders": each.free}
            for each in table.groups
        ])  # fmt: skip
    else:
        for each in table.groups:
            name = each.label or call.speech("All together")
            print_line(f"{name}: {outcome(call.speech, each)}")
    warn_of(call, matrix)
    return write_where_asked(call, matrix)


def sheet(call: Call) -> int:
    """Show a sheet, answer an item of it, or take an answer back."""
    from qda.edits.sheets import AnswerSheetItem, ClearSheetItem, ShownBy

    given, wanted = call.arguments, Sheet(call.arguments.sheet)
    links = [each.partition(":") for each in given.by]
    answering = given.item and (given.answer is not None or given.page is not None or given.done
                                or links)  # fmt: skip
    with call.study() as study:
        if given.item and given.clear:
            study.do(ClearSheetItem(wanted, given.item))
        elif answering:
            study.do(
                AnswerSheetItem(
                    wanted,
                    given.item,
                    answer=given.answer,
                    page=given.page,
                    is_done=None if given.done is None else given.done == "yes",
                    shown_by=tuple(ShownBy(kind, uuid) for kind, _, uuid in links) or None,
                )
            )
        with study.reading() as connection:
            matrix = _sheet_matrix(call, connection, wanted)
            return _sheet_shown(call, connection, wanted, matrix)


def _sheet_matrix(call: Call, connection: StudyState, wanted: Sheet) -> Matrix:
    from qda.displays.kind import DisplayQuestion
    from qda.displays.registry import kind_named
    from qda.displays.workbench import Workbench
    from qda.sheets.tabling import sheet_matrix

    question = DisplayQuestion(wanted.value, call.speech.language, call.coder)
    return sheet_matrix(Workbench(connection, kind_named(wanted.value), question), wanted)


def _sheet_shown(call: Call, connection: StudyState, wanted: Sheet, matrix: Matrix) -> int:
    from qda.edits.sheets import checked_item
    from qda.sheets.tabling import STATES, sheet_rows, summary

    speech, item = call.speech, call.arguments.item
    if item:
        checked_item(wanted, item)
    rows = [row for row in sheet_rows(connection, wanted, speech) if item in ("", row.item.id)]
    if call.json:
        print_json([
            {"item": row.item.id, "words": speech(row.item.words), "part": speech(row.item.part),
             "state": row.state, "count": row.count,
             "study": [{"words": each.words, "count": each.count, "records": each.records}
                       for each in row.told],
             "answer": row.answer}
            for row in rows
        ])  # fmt: skip
        return write_where_asked(call, matrix)
    heads = (speech("Item"), speech("What"), speech("Evidence in the study"),
             speech("The researcher's answer"), speech("Page"), speech("State"))  # fmt: skip
    print_table(
        heads,
        [
            (
                row.item.id,
                speech(row.item.words),
                "; ".join(each.words for each in row.told),
                "" if row.answer is None else row.answer.answer,
                "" if row.answer is None else row.answer.page,
                speech(STATES[row.state]),
            )
            for row in rows
        ],
    )
    print_line(summary(speech, rows))
    return write_where_asked(call, matrix)
