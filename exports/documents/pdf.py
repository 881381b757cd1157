"""The display as a document: title block, matrix, legend, and the evidence behind each cell.

A wide matrix is set in panels of columns that each repeat the row labels; a long cell flows over
as many pages as it needs. Trace keys lead to the evidence, the evidence back to its cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from exports.documents.composer import CAPTION, Composer
from exports.documents.embedding import WRITING
from exports.documents.matrix_pages import MatrixPages, is_broad
from exports.documents.pages import A3, A4, Flow
from exports.drawings.shapes import Drawing
from exports.pictures import inner_picture
from exports.targets import OwnTargets
from exports.tracing import traced
from exports.wording import evidence_fact
from qda.displays.values import Matrix
from qda.i18n import Speech, mark

_WITH_TABLE: Final = 110.0
"""Points that a caption and the first rows of its table need; less is left free on a page."""


@dataclass(frozen=True, slots=True)
class PdfMatrix:
    """Writes a display as a PDF on landscape A4, or A3 where it has many columns."""

    name: str = mark("document (PDF)")
    extension: str = ".pdf"

    def write(self, matrix: Matrix, path: Path, speech: Speech) -> None:
        """Lay the display out and write the document."""
        drawing = inner_picture(matrix)
        with WRITING:
            compose(matrix, path, speech, drawing)


def compose(matrix: Matrix, path: Path, speech: Speech, picture: Drawing | None = None) -> None:
    """Write the document of a display; `picture` stands above its table."""
    numbered = traced(matrix)
    broad = is_broad(numbered, speech, A4.inner_width)
    composer = Composer(Flow(A3 if broad else A4), speech)
    pages = MatrixPages(numbered, composer, OwnTargets())
    facts = (*matrix.facts, evidence_fact(matrix.evidence, speech))
    subtitle = "" if matrix.subtitle == matrix.title else matrix.subtitle
    composer.front(matrix.title, subtitle, facts)
    composer.warnings(matrix.warnings)
    composer.flow.skip(10)
    title = " ".join(matrix.title.split())
    if picture is not None:
        composer.picture(picture, f"{speech('Figure')} 1. {title}")
    if matrix.rows and matrix.columns:
        composer.flow.need(_WITH_TABLE)
        composer.set(f"{speech('Table')} 1. {title}", CAPTION)
        composer.flow.skip(3)
        pages.table()
    pages.legend()
    pages.findings()
    if matrix.evidence or matrix.records:
        pages.appendix()
    pages.entries()
    composer.save(path, title=matrix.title, subject=matrix.subtitle)
