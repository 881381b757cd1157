"""A display laid out as forms: one for each row, its columns below each other."""

from __future__ import annotations

from exports.tracing import TracedMatrix
from exports.wording import heading_words
from qda.displays.values import Heading, Layout, Matrix
from qda.i18n import Speech


def is_form(matrix: Matrix) -> bool:
    """Whether a display is laid out as forms."""
    return matrix.layout is Layout.FORM and bool(matrix.columns)


def laid_out(numbered: TracedMatrix, speech: Speech) -> TracedMatrix:
    """The display as it stands on paper: as it is, or as forms.

    As forms each row is a group of rows, one for each column, and there is one column. The cells
    keep the row and the column that they have in the display; evidence is not repeated.
    """
    matrix = numbered.matrix
    if not is_form(matrix):
        return numbered
    rows = tuple(
        Heading(f"{row.id} {column.id}", column.label, column.note, _name(row, speech), column.size)
        for row in matrix.rows
        for column in matrix.columns
    )
    cells = tuple((cell,) for row in numbered.cells for cell in row)
    view = Matrix(
        kind=matrix.kind,
        title=matrix.title,
        subtitle=matrix.subtitle,
        language=matrix.language,
        corner=matrix.corner,
        rows=rows,
        columns=(Heading("", speech("Content")),),
        cells=tuple((place.cell,) for (place,) in cells),
        evidence=matrix.evidence,
        records=matrix.records,
    )
    return TracedMatrix(view, cells, numbered.rest, numbered.spare)


def _name(row: Heading, speech: Speech) -> str:
    words = heading_words(row, speech).split("\n")
    grouped = [row.group, *words] if row.group else words
    return " · ".join(part for part in grouped if part.strip())
