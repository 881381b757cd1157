"""Verbs that set sources against each other: triangulate and label."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.vocabulary import Consequence, Convergence
from qda.cli.arguments import positive, study_verb, with_json, with_output
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech
from qda.labels import label as label_of
from qda.triangulation.modes import Mode

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs
    from qda.displays.values import Matrix
    from qda.session import StudySession
    from qda.triangulation.labels import KeptTriangulation, LabelRow
    from qda.triangulation.reading import Triangulation, TriRow

_ENDINGS: Final = ".xlsx .docx .pdf .html .csv .json"


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    _add_triangulate(verbs, speech)
    _add_label(verbs, speech)


def _add_triangulate(verbs: Verbs, speech: Speech) -> None:
    about = speech("set sources against each other on every theme")
    parser = study_verb(verbs, "triangulate", triangulate, about, speech=speech)
    parser.add_argument(
        "--mode", choices=[each.value for each in Mode], default=Mode.SOURCE.value,
        help=speech("by what they are compared"),
    )  # fmt: skip
    parser.add_argument(
        "--groups", choices=("group", "role", "case", "source"), default="group",
        help=speech("how sources are grouped"),
    )  # fmt: skip
    parser.add_argument("--period", choices=("date", "week", "month", "year"), default="month")
    parser.add_argument(
        "--crosswalk", default="", metavar="A=B,C=D",
        help=speech("codes of several theories that correspond"),
    )  # fmt: skip
    parser.add_argument(
        "--strict", action="store_true",
        help=speech("dissonance only where the prominence differs, too"),
    )  # fmt: skip
    parser.add_argument(
        "--rows", action="append", default=[], metavar=speech("FRAMEWORK|CODE"),
        help=speech("a framework or a code; all frameworks where none is named"),
    )  # fmt: skip
    parser.add_argument(
        "--level", type=positive, default=1, help=speech("1 dimensions, 2 indicators")
    )
    parser.add_argument("--quotes", type=positive, default=1, help=speech("quotes in a cell"))
    parser.add_argument("--filter", default="", help=speech("only these codings"))
    parser.add_argument(
        "--keep", default="", metavar=speech("TITLE"),
        help=speech("keep it under a title, so that its themes can be labelled"),
    )  # fmt: skip
    with_json(parser, speech)
    with_output(parser, speech, _ENDINGS, required=False)


def _add_label(verbs: Verbs, speech: Speech) -> None:
    about = speech("label a theme of a kept triangulation, or compare labels")
    parser = study_verb(verbs, "label", label, about, speech=speech)
    parser.add_argument("theme", nargs="?", default="", metavar=speech("THEME"))
    parser.add_argument("label", nargs="?", choices=[each.value for each in Convergence])
    parser.add_argument("--of", default="", metavar=speech("TITLE"),
                        help=speech("the title of the triangulation"))  # fmt: skip
    parser.add_argument("--pair", nargs=2, metavar=(speech("GROUP"), speech("GROUP")),
                        help=speech("label two groups only"))  # fmt: skip
    parser.add_argument("--reason", default="", help=speech("why"))
    parser.add_argument("--inference", default="", help=speech("the conclusion in words"))
    parser.add_argument("--consequence", choices=[each.value for each in Consequence],
                        help=speech("what becomes of the finding"))  # fmt: skip
    parser.add_argument("--withdraw", action="store_true", help=speech("take your label back"))
    parser.add_argument("--compare", nargs=2, metavar=(speech("CODER"), speech("CODER")),
                        help=speech("compare the labels of two researchers"))  # fmt: skip
    with_json(parser, speech)


def triangulate(call: Call) -> int:
    """Make a triangulation, keep it, write it, or print its labels."""
    from qda.displays.kind import DisplayQuestion
    from qda.displays.kinds.triangulation_matrix import KIND
    from qda.displays.workbench import Workbench
    from qda.edits.displays import KeepDisplay
    from qda.triangulation.asked import triangulated
    from qda.triangulation.tabling import triangulation_matrix

    given = call.arguments
    choices = {
        "mode": given.mode,
        "groups": given.groups,
        "period": given.period,
        "crosswalk": given.crosswalk,
        "strict": "yes" if given.strict else "no",
    }
    question = DisplayQuestion(
        kind=KIND.id,
        language=call.speech.language,
        analyst=call.coder,
        title=given.keep.strip(),
        columns=tuple(given.rows),
        level=given.level,
        filter=given.filter,
        quotes=given.quotes,
        choices=tuple((name, value) for name, value in choices.items() if value),
    )
    with call.study() as study:
        with study.reading() as connection:
            bench = Workbench(connection, KIND, KIND.checked(question), call.progress)
            found = triangulated(bench)
            matrix = triangulation_matrix(bench, found)
        if given.keep:
            study.do(KeepDisplay(question, matrix))
    if call.json:
        print_json(_figures(found, matrix))
    elif not given.output:
        _print_labels(call, found)
    warn_of(call, matrix)
    return write_where_asked(call, matrix)


def _figures(found: Triangulation, matrix: Matrix) -> dict[str, Any]:
    """The whole triangulation as figures."""
    return {
        "mode": found.mode,
        "strict": found.is_strict,
        "groups": [
            {"id": key.id, "label": key.label, "informants": size}
            for key, size in zip(found.groups, found.sizes, strict=True)
        ],
        "rows": [_row_figures(found, row) for row in found.rows],
        "left_out": found.left,
        "warnings": matrix.warnings,
    }


def _row_figures(found: Triangulation, row: TriRow) -> dict[str, Any]:
    cells = {}
    for key, cell in zip(found.groups, row.cells, strict=True):
        voice = cell.voice
        cells[key.id] = {
            "asked": voice.asked,
            "n": voice.speaking,
            "n_pos": voice.positive,
            "n_neg": voice.negative,
            "prominence": None if voice.prominence is None else float(voice.prominence),
            "band": voice.band,
            "direction": float(voice.direction),
            "standing": voice.standing,
            "missing": cell.mark,
            "not_known_whether_asked": cell.unknown,
            "codings": sorted({each.place.uuid for each in cell.sayings}),
        }
    return {
        "id": row.id,
        "label": row.label,
        "cells": cells,
        "pairs": [
            {"first": one, "second": other, "proposed": said}
            for (one, other), said in row.pairs.items()
        ],
        "proposed": row.proposed,
    }


def _print_labels(call: Call, found: Triangulation) -> None:
    from qda.triangulation.wording import figures

    speech = call.speech
    heads = (speech("Theme"), *(key.label for key in found.groups), speech("Proposed label"))
    rows = [
        (
            row.label,
            *(
                figures(cell.voice, speech) if cell.mark is None else cell.mark.value
                for cell in row.cells
            ),
            label_of(row.proposed, speech),
        )
        for row in found.rows
    ]
    print_table(heads, rows)


def warn_of(call: Call, matrix: Matrix) -> None:
    """Print what a reader of a display should beware of, unless the answer is for a program."""
    if not call.json:
        for warning in matrix.warnings:
            print_line(call.speech("Note: {what}", what=warning))


def write_where_asked(call: Call, matrix: Matrix) -> int:
    """Write a display where a file is named."""
    from exports.writer import write_matrix

    target = call.arguments.output
    if target:
        write_matrix(matrix, Path(target))
        if not call.json:
            print_line(call.speech("Wrote “{title}” to {place}.", title=matrix.title,
                                   place=target))  # fmt: skip
    return 0


def label(call: Call) -> int:
    """Label a theme, take a label back, list the labels, or compare those of two."""
    from qda.triangulation.asked import kept_themes
    from qda.triangulation.labels import kept_triangulation, labels_of
    from qda.triangulation.naming import group_named, theme_named

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            kept = kept_triangulation(connection, given.of)
            if not given.theme:
                rows = labels_of(connection, kept.id)
                return _compared(call, rows) if given.compare else _listed(call, kept, rows)
            found = kept_themes(connection, kept)
        row = theme_named(found, given.theme)
        pair = None
        if given.pair:
            pair = (group_named(found, given.pair[0]), group_named(found, given.pair[1]))
        if given.withdraw:
            return _withdrawn(call, study, kept, row, pair)
        return _labelled(call, study, kept, row, pair)


def _labelled(
    call: Call,
    study: StudySession,
    kept: KeptTriangulation,
    row: TriRow,
    pair: tuple[str, str] | None,
) -> int:
    """Give the label; where none is named, the one that the rule proposes."""
    from qda.edits.convergence import LabelConvergence

    given, speech = call.arguments, call.speech
    proposed = row.proposed
    if pair is not None:
        by_pair = {frozenset(each): said for each, said in row.pairs.items()}
        proposed = by_pair.get(frozenset(pair), row.proposed)
    said = Convergence(given.label) if given.label else proposed
    study.do(
        LabelConvergence(
            kept.id,
            row.id,
            said,
            pair=pair,
            proposed=proposed,
            reason=given.reason,
            inference=given.inference,
            consequence=Consequence(given.consequence) if given.consequence else None,
        )
    )
    if call.json:
        print_json({"row": row.id, "pair": pair, "label": said, "proposed": proposed})
        return 0
    print_line(
        speech(
            "Labelled “{theme}”: {label} (the rule proposes: {proposed}).",
            theme=row.label,
            label=label_of(said, speech),
            proposed=label_of(proposed, speech),
        )
    )
    return 0


def _withdrawn(
    call: Call,
    study: StudySession,
    kept: KeptTriangulation,
    row: TriRow,
    pair: tuple[str, str] | None,
) -> int:
    from qda.edits.convergence import WithdrawLabel

    study.do(WithdrawLabel(kept.id, row.id, pair))
    print_line(call.speech("Took back your label of “{theme}”.", theme=row.label))
    return 0


def _listed(call: Call, kept: KeptTriangulation, rows: tuple[LabelRow, ...]) -> int:
    speech = call.speech
    if call.json:
        print_json({"triangulation": kept.title, "labels": rows})
        return 0
    print_line(kept.title)
    heads = (
        speech("Theme"), speech("Groups"), speech("Label"), speech("Proposed"),
        speech("Researcher"), speech("Consequence"), speech("Reasoning"),
    )  # fmt: skip
    print_table(
        heads,
        [
            (
                each.row,
                " – ".join(each.pair),
                label_of(each.label, speech),
                "" if each.proposed is None else label_of(each.proposed, speech),
                each.coder,
                "" if each.consequence is None else label_of(each.consequence, speech),
                each.reason,
            )
            for each in rows
        ],
    )
    return 0


def _compared(call: Call, rows: tuple[LabelRow, ...]) -> int:
    from qda.triangulation.labels import compared_labels

    found, speech = compared_labels(rows, *call.arguments.compare), call.speech
    kappa = None if found.kappa is None else float(found.kappa)
    alpha = None if found.alpha is None else float(found.alpha)
    if call.json:
        print_json(
            {"first": found.first, "second": found.second, "both": len(found.pairs),
             "same": found.same, "only_first": found.only_first,
             "only_second": found.only_second, "kappa": kappa, "alpha": alpha,
             "places": [
                 {"place": place, "first": one, "second": other}
                 for place, (one, other) in zip(found.places, found.pairs, strict=True)
             ]}
        )  # fmt: skip
        return 0
    none = speech("not defined")
    print_line(
        speech(
            "{same} of {both} labels are the same; Cohen's kappa {kappa}, Krippendorff's alpha "
            "{alpha}; labelled by one alone: {one} and {other}",
            same=speech.number(found.same),
            both=speech.number(len(found.pairs)),
            kappa=none if kappa is None else speech.number(kappa, 3),
            alpha=none if alpha is None else speech.number(alpha, 3),
            one=speech.number(found.only_first),
            other=speech.number(found.only_second),
        )
    )
    return 0
