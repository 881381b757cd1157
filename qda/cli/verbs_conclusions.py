"""Verbs on conclusions: draw one from cells, change it, list what was concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import Refused
from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs
    from qda.retrieval.displays import ConclusionRow, StandsOn
    from qda.session import StudySession, StudyState


class BadCell(Refused):
    """A cell is written as the title of its display, its row and its column."""

    en = '“{given}” names no cell. Write "TITLE | ROW | COLUMN".'
    id = '“{given}” tidak menyebut sel. Tulis "JUDUL | BARIS | KOLOM".'


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    parser = study_verb(
        verbs, "conclude", conclude, speech("draw or change a conclusion"), speech=speech
    )
    parser.add_argument("--text", default="", metavar=speech("WORDS"))
    for name, about in (
        ("--on", speech('a cell it stands on: "TITLE | ROW | COLUMN"')),
        ("--against", speech("a cell that speaks against it")),
    ):
        parser.add_argument(name, action="append", default=[], metavar=speech("CELL"), help=about)
    parser.add_argument("--question", default="", help=speech("the research question it answers"))
    parser.add_argument("--code", default="", help=speech("the dimension it sums up"))
    parser.add_argument("--confidence", type=int, default=None, metavar="1|2|3")
    parser.add_argument("--note", default="", metavar=speech("WORDS"))
    parser.add_argument("--change", default="", metavar="UUID", help=speech("change this one"))
    parser.add_argument("--remove", default="", metavar="UUID", help=speech("remove this one"))
    with_json(parser, speech)
    parser = study_verb(
        verbs, "conclusions", list_conclusions, speech("list the conclusions"), speech=speech
    )
    parser.add_argument(
        "--unlinked", action="store_true", help=speech("only those that stand on no cell")
    )
    with_json(parser, speech)


def conclude(call: Call) -> int:
    """Draw a conclusion, change one or remove one."""
    from models.display import Conclusion
    from qda.edits.conclusions import ChangeConclusion, DrawConclusion, RemoveConclusion
    from qda.retrieval.named import id_of

    given = call.arguments
    with call.study() as study:
        cells = _cells(call, study)
        if given.remove or given.change:
            with study.reading() as connection:
                conclusion_id = id_of(connection, Conclusion, given.remove or given.change)
            if given.remove:
                study.do(RemoveConclusion(conclusion_id))
            else:
                study.do(
                    ChangeConclusion(
                        conclusion_id, given.text or None, given.question or None,
                        given.confidence, given.note or None, cells=cells or None,
                    )
                )  # fmt: skip
        else:
            with study.reading() as connection:
                code_id = _code_id(connection, given.code)
            conclusion_id = study.do(
                DrawConclusion(
                    given.text, cells, given.question, code_id, given.confidence, given.note
                )
            )
    if call.json:
        print_json({"id": conclusion_id})
    return 0


def _code_id(connection: StudyState, name: str) -> int | None:
    from qda.retrieval.codes import code_named, codes

    return code_named(codes(connection, counted=False), name).id if name else None


def _cells(call: Call, study: StudySession) -> tuple[StandsOn, ...]:
    given = call.arguments
    with study.reading() as connection:
        return (
            *(_cell(call, connection, each, contradicts=False) for each in given.on),
            *(_cell(call, connection, each, contradicts=True) for each in given.against),
        )


def _cell(call: Call, connection: StudyState, written: str, *, contradicts: bool) -> StandsOn:
    from qda.cli.verbs_displays import place_in
    from qda.displays.kept import kept_display
    from qda.retrieval.displays import StandsOn, display_named

    parts = [part.strip() for part in written.split("|")]
    if len(parts) not in (2, 3) or not all(parts):
        raise BadCell(given=written[:80])
    row = display_named(connection, parts[0])
    language = call.speech.language
    shown = kept_display(connection, row.id, language=language, analyst=call.coder).shown
    place = place_in(shown, parts[1], parts[2] if len(parts) == 3 else "")
    return StandsOn(row.id, *place, contradicts)


def list_conclusions(call: Call) -> int:
    """List the conclusions with how many cells speak for and against each."""
    from qda.retrieval.displays import conclusions

    with call.study() as study, study.reading() as connection:
        found = conclusions(connection)
    if call.arguments.unlinked:
        found = tuple(each for each in found if not each.is_linked)
    if call.json:
        print_json([_told(each) for each in found])
        return 0
    speech = call.speech
    heads = (
        speech("Conclusion"), speech("Answers"), speech("Confidence"), speech("Stands on"),
        speech("Against it"),
    )  # fmt: skip
    rows = [
        (
            each.text,
            each.code or each.question,
            str(each.confidence or "–"),
            str(sum(not cell.contradicts for cell in each.cells)),
            str(sum(cell.contradicts for cell in each.cells)),
        )
        for each in found
    ]
    print_table(heads, rows)
    unlinked = sum(not each.is_linked for each in found)
    if unlinked:
        print_line(
            speech.many(
                "{n} conclusion stands on no cell.", "{n} conclusions stand on no cell.", unlinked
            )
        )
    return 0


def _told(row: ConclusionRow) -> object:
    return {
        "id": row.id,
        "uuid": row.uuid,
        "text": row.text,
        "coder": row.coder,
        "question": row.question,
        "code": row.code,
        "confidence": row.confidence,
        "note": row.note,
        "made_at": row.made_at,
        "cells": [
            {
                "display": cell.display_id,
                "row": cell.row,
                "column": cell.column,
                "contradicts": cell.contradicts,
            }
            for cell in row.cells
        ],
    }
