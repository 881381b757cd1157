"""Sugiyono's three matrices: sources, techniques, times, each with a conclusion (simpulan)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models.vocabulary import CodingState, Convergence, EntryKind
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.triangulation.labels import LabelRow
from qda.triangulation.modes import Mode
from qda.triangulation.reading import Triangulation, TriRow
from qda.triangulation.tabling import (
    behind,
    facts_of,
    group_cell,
    group_headings,
    labels_for,
    missing_legend,
    row_heading,
    take_all,
    warnings_of,
)
from qda.triangulation.wording import CHECK, CONCLUSIONS, SHORT_RULE, legend

CONCLUSION: Final = "conclusion"
"""The id of the last column."""

RULE: Final = mark(
    "Consistent: the groups agree in direction and prominence. Different: one is for, another "
    "against. Complementary: they agree in part, or one tells what the others do not. Between "
    "times a difference needs checking. What the rule says is a proposal until a researcher "
    "labels the row."
)
"""How the conclusions are proposed."""

_DIFFERENT: Final = frozenset({Convergence.DISSONANCE, Convergence.PARTIAL})


def sugiyono_matrix(bench: Workbench, found: Triangulation) -> Matrix:
    """Indicators against groups, with words in the cells and a conclusion at the end."""
    labels = labels_for(bench)
    take_all(bench, found)
    cells = [
        (
            *(group_cell(bench, cell) for cell in row.cells),
            _conclusion(bench, found.mode, row, labels.of(row.id)),
        )
        for row in found.rows
    ]
    speech = bench.speech
    return bench.matrix(
        speech("Indicator"),
        [row_heading(row) for row in found.rows],
        [*group_headings(bench, found), Heading(CONCLUSION, speech("Conclusion"))],
        cells,
        facts=facts_of(bench, found, labels),
        legend=(*legend(speech), *missing_legend(speech)),
        warnings=warnings_of(bench, found, labels),
    )


def _conclusion(bench: Workbench, mode: Mode, row: TriRow, given: Sequence[LabelRow]) -> Cell:
    """Consistent, different or complementary; in a researcher's name where one labelled it."""
    made = Entry(
        EntryKind.JUDGEMENT,
        _words(bench, mode, row.proposed),
        state=CodingState.PROPOSED,
        rule=bench.speech(SHORT_RULE),
    )
    entries = [made] if not given else []
    for each in given:
        said = replace(
            made,
            text=_words(bench, mode, each.label),
            state=CodingState.CONFIRMED,
            author=each.coder,
            made_at=each.made_at,
            generated="" if each.label is row.proposed else made.text,
            id=each.uuid,
        )
        entries.append(said)
        entries.extend(
            Entry(EntryKind.JUDGEMENT, words, author=each.coder, made_at=each.made_at)
            for words in (each.inference, each.reason)
            if words
        )
    return Cell(tuple(entries), evidence=behind(bench, row))


def _words(bench: Workbench, mode: Mode, said: Convergence) -> str:
    speech = bench.speech
    words = speech(CONCLUSIONS[said])
    if mode is Mode.TIME and said in _DIFFERENT:
        return f"{words} – {speech(CHECK)}"
    return words
