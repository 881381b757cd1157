"""The display as a Word document: a real table under a caption, and the evidence behind each cell.

Pages lie across where the table is wide; a wider one is parted into tables that each repeat the
row labels. Keys lead to the evidence, the evidence back to its cell; a form takes a page a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exports.documents.word import WordDocument
from exports.documents.word_markup import Run
from exports.documents.word_matrix import WordMatrix, captioned, lies_across
from exports.documents.word_styles import CELL, SMALL
from exports.pictures import inner_picture, word_picture
from exports.targets import OwnTargets
from exports.tracing import traced
from exports.wording import evidence_fact
from qda.displays.values import Fact, Matrix
from qda.i18n import Speech, mark

_UPRIGHT = 481.9


@dataclass(frozen=True, slots=True)
class DocxMatrix:
    """Writes a display as a Word document."""

    name: str = mark("document (Word)")
    extension: str = ".docx"

    def write(self, matrix: Matrix, path: Path, speech: Speech) -> None:
        """Write title, facts, warnings, table, legend, conclusions, and the evidence."""
        drawing = inner_picture(matrix)
        picture = None if drawing is None else word_picture(drawing)
        document(matrix, speech, picture).save(path)


def document(
    matrix: Matrix, speech: Speech, picture: tuple[bytes, tuple[float, float], str] | None = None
) -> WordDocument:
    """The document of a display; `picture` (PNG, size in points, words) stands above its table."""
    numbered = traced(matrix)
    made = WordDocument(matrix.title, speech, across=lies_across(numbered, speech, _UPRIGHT))
    made.add(Run(matrix.title), style="Title", anchor="top")
    if matrix.subtitle != matrix.title:
        made.add(Run(matrix.subtitle), style="Subtitle")
    front(made, (*matrix.facts, evidence_fact(matrix.evidence, speech)), matrix.warnings)
    if picture is not None:
        made.picture(*picture)
        made.put(captioned(speech("Figure"), "", " ".join(matrix.title.split()), above=False))
    parts = WordMatrix(numbered, made, OwnTargets())
    if matrix.rows and matrix.columns:
        parts.table("")
    parts.legend()
    parts.findings()
    if matrix.evidence or matrix.records:
        parts.appendix()
    parts.entries()
    return made


def front(made: WordDocument, facts: tuple[Fact, ...], warnings: tuple[str, ...]) -> None:
    """Add how a display was made, and what the reader must know before trusting it."""
    for fact in facts:
        made.add(Run(f"{fact.label}: ", bold=True), Run(fact.text), style=SMALL)
    if warnings:
        made.add(Run(made.speech("Warnings"), bold=True), style=CELL)
    for warning in warnings:
        made.add(Run(f"– {warning}"), style=CELL)
