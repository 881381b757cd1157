"""Verbs on conclusions: draw one from cells, change it, list what was concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import Refused
from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.cli.arguments import Verbs
    from qda.concluding.values import Concluded, Outline, Placed
    from qda.displays.values import Evidence
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
    parser.add_argument("--conclusion", default="", metavar="UUID", help=speech("only this one"))
    parser.add_argument(
        "--evidence", action="store_true", help=speech("with the evidence that each stands on")
    )
    parser.add_argument(
        "--against", action="store_true",
        help=speech("with what speaks against each, and the rule that found it"),
    )  # fmt: skip
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
    from qda.cli.display_places import place_in
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
    """List the conclusions in their order, with evidence for and against where it is asked for."""
    from qda.concluding.ordering import outline, placed_named

    given = call.arguments
    with call.study() as study, study.reading() as connection:
        found = outline(connection, call.speech)
        placed = found.unlinked if given.unlinked else found.placed
        if given.conclusion:
            placed = (placed_named(found, given.conclusion),)
        if given.evidence or given.against:
            return _weighed(call, connection, found, placed)
    if call.json:
        print_json([_told(each.row) for each in placed])
        return 0
    speech = call.speech
    heads = (
        speech("Conclusion"), speech("Answers"), speech("Confidence"), speech("Stands on"),
        speech("Against it"),
    )  # fmt: skip
    rows = [
        (
            each.row.text,
            each.row.code or each.row.question,
            str(each.row.confidence or "–"),
            str(sum(not cell.contradicts for cell in each.row.cells)),
            str(sum(cell.contradicts for cell in each.row.cells)),
        )
        for each in placed
    ]
    print_table(heads, rows)
    unlinked = sum(not each.row.is_linked for each in placed)
    if unlinked:
        print_line(
            speech.many(
                "{n} conclusion stands on no cell.", "{n} conclusions stand on no cell.", unlinked
            )
        )
    _print_gaps(call, found)
    return 0


def _print_gaps(call: Call, found: Outline) -> None:
    from qda.concluding.tabling import gap_words

    given = call.arguments
    if not (given.unlinked or given.conclusion):
        for words in gap_words(call.speech, found.gaps):
            print_line(words)


def _weighed(call: Call, connection: StudyState, found: Outline, placed: Sequence[Placed]) -> int:
    from qda.concluding.reading import bench_for, concluded

    bench = bench_for(connection, call.speech.language, call.coder, call.progress)
    known = concluded(bench, found, lambda each: each in placed)
    if call.json:
        print_json([_told_weighed(call, each) for each in known])
        return 0
    for each in known:
        _print_weighed(call, each)
    _print_gaps(call, found)
    return 0


def _print_weighed(call: Call, each: Concluded) -> None:
    from qda.concluding.tabling import cell_words, looked_words, reason_words

    speech, given = call.speech, call.arguments
    print_line(f"{each.placed.number}. {each.row.text}")
    print_line(f"   {each.placed.about} · {each.row.uuid}")
    for reason in each.reasons:
        print_line(f"   {reason_words(reason)}")
    for cell in each.cells:
        side = speech("Against it") if cell.contradicts else speech("Stands on")
        print_line(f"   {side}: {cell_words(speech, cell)}")
    if given.evidence:
        for evidence in each.behind.evidence:
            print_line(f"   {_quoted(evidence)}")
    if given.against:
        for looked in each.looked:
            print_line(f"   {looked_words(speech, looked)}")
            for counter in each.against:
                if counter.rule is looked.rule:
                    said = counter.evidence
                    words = f"{counter.key}  {counter.words}" if said is None else _quoted(said)
                    print_line(f"      {words}")
    print_line()


def _quoted(evidence: Evidence) -> str:
    return "  ".join(filter(None, (evidence.key, evidence.case, f"“{evidence.quote}”")))


def _told_weighed(call: Call, each: Concluded) -> object:
    given = call.arguments
    told: dict[str, object] = {
        **_told(each.row),
        "number": each.placed.number,
        "about": each.placed.about,
        "stands_on": each.cells,
        "informants": each.behind.informants,
        "sources": each.behind.sources,
        "techniques": each.behind.techniques,
        "largest_share": each.behind.largest,
        "proposed": each.behind.proposed,
        "reasons": each.reasons,
        "done": [tried.tactic.id for tried in each.done],
    }
    if given.evidence:
        told["evidence"] = each.behind.evidence
        told["records"] = each.behind.records
    if given.against:
        told["against"] = [
            {"rule": counter.rule, "key": counter.key, "words": counter.words,
             "evidence": counter.evidence, "record": counter.record}
            for counter in each.against
        ]  # fmt: skip
        told["looked"] = each.looked
    return told


def _told(row: ConclusionRow) -> dict[str, object]:
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
