"""The way back from a cell to its words: every piece of evidence numbered, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from exports.errors import CrookedMatrix
from qda.displays.values import Cell, Evidence, Matrix


@dataclass(frozen=True, slots=True)
class Trace:
    """One piece of evidence where it stands behind a cell.

    `number` counts from 1 through the whole list, row by row; `index` is the place in
    `Matrix.evidence`. Evidence that no cell rests on comes last, without `row` and `column`.
    """

    number: int
    index: int
    evidence: Evidence
    row: int | None = None
    column: int | None = None

    @property
    def is_first(self) -> bool:
        """Whether the list starts with this one."""
        return self.number == 1


@dataclass(frozen=True, slots=True)
class TracedCell:
    """A cell with its place and the evidence behind it, numbered."""

    row: int
    column: int
    cell: Cell
    traces: tuple[Trace, ...]

    def number_of(self, index: int) -> int:
        """The number under which evidence `index` stands behind this cell."""
        return next(trace.number for trace in self.traces if trace.index == index)


@dataclass(frozen=True, slots=True)
class TracedMatrix:
    """A display whose evidence is numbered: `cells[r][c]` as in the matrix, then the `rest`."""

    matrix: Matrix
    cells: tuple[tuple[TracedCell, ...], ...]
    rest: tuple[Trace, ...]

    def traces(self) -> tuple[Trace, ...]:
        """All evidence in the order of its numbers."""
        behind = (trace for row in self.cells for cell in row for trace in cell.traces)
        return (*behind, *self.rest)


def traced(matrix: Matrix) -> TracedMatrix:
    """The display with its evidence numbered from 1, in the order of the cells.

    Raises:
        CrookedMatrix: cells and headings do not fit, or an index points nowhere.
    """
    check(matrix)
    number = 0
    used: set[int] = set()
    rows: list[tuple[TracedCell, ...]] = []
    for r, row in enumerate(matrix.cells):
        cells: list[TracedCell] = []
        for c, cell in enumerate(row):
            indexes = behind(cell)
            used.update(indexes)
            traces = tuple(
                Trace(number + nth, index, matrix.evidence[index], r, c)
                for nth, index in enumerate(indexes, start=1)
            )
            number += len(traces)
            cells.append(TracedCell(r, c, cell, traces))
        rows.append(tuple(cells))
    spare = [index for index in range(len(matrix.evidence)) if index not in used]
    rest = tuple(
        Trace(number + nth, index, matrix.evidence[index])
        for nth, index in enumerate(spare, start=1)
    )
    return TracedMatrix(matrix, tuple(rows), rest)


def behind(cell: Cell) -> tuple[int, ...]:
    """The evidence of a cell and of its entries, each once, the cell's own order first."""
    indexes = dict.fromkeys(cell.evidence)
    for entry in cell.entries:
        indexes.update(dict.fromkeys(entry.evidence))
    return tuple(indexes)


def check(matrix: Matrix) -> None:
    """Make sure that the cells fit the headings and that all evidence named exists.

    Raises:
        CrookedMatrix: they do not.
    """
    if len(matrix.cells) != len(matrix.rows):
        raise CrookedMatrix(what=f"{len(matrix.cells)} rows of cells, {len(matrix.rows)} headings")
    known = len(matrix.evidence)
    for r, row in enumerate(matrix.cells):
        if len(row) != len(matrix.columns):
            raise CrookedMatrix(what=f"row {r}: {len(row)} cells, {len(matrix.columns)} headings")
        for c, cell in enumerate(row):
            if not all(0 <= index < known for index in behind(cell)):
                raise CrookedMatrix(what=f"cell {r}, {c} names evidence that does not exist")
