"""A review as a Word document: a table with boxes to choose a verdict, and room for comments."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.documents.word import WordDocument
from exports.documents.word_markup import Choice, Paragraph, Run, TableCell, TableRow
from exports.documents.word_styles import CELL, CELL_HEAD, HEAD_FILL, SMALL, TINY
from exports.reviews.parts import ReviewRow, number_words, review_rows
from qda.i18n import Speech, mark
from qda.reviewing.returned import CHECK, COMMENT, IDENTIFIER, VERDICT
from qda.reviewing.sheet import VERDICTS, ReviewSheet, instructions, verdict_word

_HEADS: Final = (
    (mark("No."), 0.05),
    (mark("Place"), 0.155),
    (mark("What it says"), 0.34),
    (VERDICT, 0.1),
    (COMMENT, 0.2),
    (IDENTIFIER, 0.085),
    (CHECK, 0.07),
)
_WHOLE: Final = 1200
_ASKED_FILL: Final = "FFFBEB"


def write_docx(sheet: ReviewSheet, path: Path, speech: Speech) -> None:
    """Write the document, on pages that lie across."""
    made = WordDocument(sheet.title, speech, across=True)
    made.add(Run(sheet.title), style="Title")
    for fact in sheet.facts:
        made.add(Run(f"{fact.label}: ", bold=True), Run(fact.text), style=SMALL)
    for sentence in instructions(speech):
        made.add(Run(sentence), style=CELL_HEAD)
    heads = tuple(_head(speech(name)) for name, _ in _HEADS)
    rows = [TableRow(heads, head=True)]
    words = tuple(verdict_word(each, speech) for each in VERDICTS)
    rows += [_row(row, words) for row in review_rows(sheet, speech)]
    made.table([made.width * share for _, share in _HEADS], rows)
    made.save(path)


def _head(name: str) -> TableCell:
    return TableCell((Paragraph((Run(name),), CELL_HEAD),), fill=HEAD_FILL)


def _row(row: ReviewRow, verdicts: tuple[str, ...]) -> TableRow:
    said = [Paragraph((Run(row.words),), CELL)]
    if row.keys:
        said.append(Paragraph((Run(row.keys),), SMALL))
    if row.earlier:
        said.append(Paragraph((Run(row.earlier, italic=True),), CELL))
    place = [Paragraph((Run(row.kind, bold=True),), SMALL), Paragraph((Run(row.place),), CELL)]
    return TableRow(
        (
            TableCell((Paragraph((Run(number_words(row)),), CELL),)),
            TableCell(tuple(place)),
            TableCell(tuple(said)),
            TableCell((Paragraph((Choice(verdicts, "–"),), CELL),), fill=_ASKED_FILL),
            TableCell((Paragraph((), CELL),), fill=_ASKED_FILL),
            TableCell((Paragraph((Run(row.identifier),), TINY),)),
            TableCell((Paragraph((Run(row.check),), TINY),)),
        ),
        whole=len(row.words) < _WHOLE,
    )
