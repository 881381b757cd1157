"""The worksheet of notes: how the table was made, what its marks mean, what to beware of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from exports.tables.cell_text import chunks, line_count
from exports.tables.sheets import LINE_POINTS, LINES_PER_ROW, Field, Sheet, place
from qda.displays.values import Fact
from qda.i18n import Speech

_WIDTHS: Final = (26.0, 96.0)


@dataclass(frozen=True, slots=True)
class Notes:
    """What the sheet says; `matrix_sheet` and `evidence_sheet` are the sheets it leads to."""

    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    legend: tuple[Fact, ...]
    warnings: tuple[str, ...]
    matrix_sheet: str
    evidence_sheet: str = ""
    is_linked_in_full: bool = True
    has_quotes: bool = True
    changes: tuple[Fact, ...] = ()


def write_notes(sheet: Sheet, notes: Notes, speech: Speech) -> None:
    """Fill the sheet."""
    sheet.widths(_WIDTHS)
    _pair(sheet, speech("Title"), notes.title)
    if notes.subtitle:
        _pair(sheet, speech("Subtitle"), notes.subtitle)
    for fact in notes.facts:
        _pair(sheet, fact.label, fact.text)
    warnings = [Fact(speech("Warning"), warning) for warning in notes.warnings]
    _pairs(sheet, speech("Warnings"), warnings)
    _pairs(sheet, speech("Legend"), notes.legend)
    _pairs(sheet, speech("Changed since it was last looked at"), notes.changes)
    _section(sheet, speech("Reading this workbook"))
    sheet.append([None, Field(speech("To the table"), "link", place(notes.matrix_sheet, 1))])
    if notes.evidence_sheet:
        there = place(notes.evidence_sheet, 1)
        sheet.append([None, Field(speech("To the evidence"), "link", there)])
    for sentence in _how_to_read(notes, speech):
        _pair(sheet, "", sentence)


def _how_to_read(notes: Notes, speech: Speech) -> list[str]:
    told = []
    if notes.evidence_sheet:
        told = [
            speech(
                "A click on the figures of a cell leads to the first of its evidence; a click "
                "on the number of a piece of evidence leads back."
            ),
            speech(
                "A row that is too high for the screen goes on in the rows below it, which "
                "are marked “(continued)”."
            ),
        ]
        if not notes.is_linked_in_full:
            told.append(
                speech(
                    "A worksheet holds 65,000 links at most: here only the first evidence of "
                    "each cell leads back."
                )
            )
    if notes.has_quotes:
        told.append(_on_long_quotes(speech))
    return told


def _on_long_quotes(speech: Speech) -> str:
    return speech(
        "A quote longer than a cell can hold goes on in the next rows, numbered (1/2), "
        "(2/2); very long quotes are read in full in the formula bar."
    )


def _pairs(sheet: Sheet, heading: str, facts: Sequence[Fact]) -> None:
    if facts:
        _section(sheet, heading)
        for fact in facts:
            _pair(sheet, fact.label, fact.text)


def _section(sheet: Sheet, heading: str) -> None:
    sheet.append([], height=8)
    sheet.append([Field(heading, "section")], height=18)


def _pair(sheet: Sheet, label: str, text: str) -> None:
    labels = chunks(label, width=_WIDTHS[0], lines=LINES_PER_ROW)
    texts = chunks(text, width=_WIDTHS[1], lines=LINES_PER_ROW)
    for nth in range(max(len(labels), len(texts))):
        left = labels[nth] if nth < len(labels) else ""
        right = texts[nth] if nth < len(texts) else ""
        lines = max(line_count(left, _WIDTHS[0] - 2), line_count(right, _WIDTHS[1]))
        sheet.append([Field(left, "label"), Field(right, "plain")], height=lines * LINE_POINTS + 3)
