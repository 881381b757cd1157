"""The way back from a cell to its words: all evidence and records numbered, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from exports.errors import CrookedMatrix
from qda.displays.values import Cell, Evidence, Matrix, Record


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
class RecordTrace:
    """A record where it stands behind a cell; as `Trace`, with numbers of its own."""

    number: int
    index: int
    record: Record
    row: int | None = None
    column: int | None = None

    @property
    def mark(self) -> str:
        """How a cell names it: `R3`."""
        return f"R{self.number}"


@dataclass(frozen=True, slots=True)
class TracedCell:
    """A cell with its place and what stands behind it, numbered."""

    row: int
    column: int
    cell: Cell
    traces: tuple[Trace, ...]
    records: tuple[RecordTrace, ...] = ()

    def number_of(self, index: int) -> int:
        """The number under which evidence `index` stands behind this cell."""
        return next(trace.number for trace in self.traces if trace.index == index)

    def record_number_of(self, index: int) -> int:
        """The number under which record `index` stands behind this cell."""
        return next(trace.number for trace in self.records if trace.index == index)

    @property
    def is_backed(self) -> bool:
        """Whether anything stands behind it."""
        return bool(self.traces or self.records)


@dataclass(frozen=True, slots=True)
class TracedMatrix:
    """A display whose evidence and records are numbered: `cells[r][c]` as in the matrix.

    `rest` and `spare` are the evidence and the records that no cell rests on.
    """

    matrix: Matrix
    cells: tuple[tuple[TracedCell, ...], ...]
    rest: tuple[Trace, ...]
    spare: tuple[RecordTrace, ...] = ()

    def traces(self) -> tuple[Trace, ...]:
        """All evidence in the order of its numbers."""
        behind = (trace for row in self.cells for cell in row for trace in cell.traces)
        return (*behind, *self.rest)

    def record_traces(self) -> tuple[RecordTrace, ...]:
        """All records in the order of their numbers."""
        behind = (trace for row in self.cells for cell in row for trace in cell.records)
        return (*behind, *self.spare)

    def places(self) -> Iterable[TracedCell]:
        """Every cell, row by row."""
        return (cell for row in self.cells for cell in row)


def traced(matrix: Matrix) -> TracedMatrix:
    """The display with evidence and records numbered from 1, in the order of the cells.

    Raises:
        CrookedMatrix: cells and headings do not fit, or an index points nowhere.
    """
    check(matrix)
    count = _Count()
    rows: list[tuple[TracedCell, ...]] = []
    for r, row in enumerate(matrix.cells):
        cells: list[TracedCell] = []
        for c, cell in enumerate(row):
            traces = tuple(
                Trace(count.evidence(index), index, matrix.evidence[index], r, c)
                for index in behind(cell)
            )
            records = tuple(
                RecordTrace(count.record(index), index, matrix.records[index], r, c)
                for index in records_behind(cell)
            )
            cells.append(TracedCell(r, c, cell, traces, records))
        rows.append(tuple(cells))
    rest = tuple(
        Trace(count.evidence(index), index, matrix.evidence[index])
        for index in _unused(matrix.evidence, count.used)
    )
    spare = tuple(
        RecordTrace(count.record(index), index, matrix.records[index])
        for index in _unused(matrix.records, count.used_records)
    )
    return TracedMatrix(matrix, tuple(rows), rest, spare)


@dataclass(slots=True)
class _Count:
    """The numbers given so far, and what was given one."""

    last: int = 0
    last_record: int = 0
    used: set[int] = field(default_factory=set)
    used_records: set[int] = field(default_factory=set)

    def evidence(self, index: int) -> int:
        self.used.add(index)
        self.last += 1
        return self.last

    def record(self, index: int) -> int:
        self.used_records.add(index)
        self.last_record += 1
        return self.last_record


def _unused(items: Sequence[object], used: set[int]) -> list[int]:
    return [index for index in range(len(items)) if index not in used]


def behind(cell: Cell) -> tuple[int, ...]:
    """The evidence of a cell and of its entries, each once, the cell's own order first."""
    indexes = dict.fromkeys(cell.evidence)
    for entry in cell.entries:
        indexes.update(dict.fromkeys(entry.evidence))
    return tuple(indexes)


def records_behind(cell: Cell) -> tuple[int, ...]:
    """The records of a cell and of its entries, each once, the cell's own order first."""
    indexes = dict.fromkeys(cell.records)
    for entry in cell.entries:
        indexes.update(dict.fromkeys(entry.records))
    return tuple(indexes)


def check(matrix: Matrix) -> None:
    """Make sure that the cells fit the headings and that all evidence and records named exist.

    Raises:
        CrookedMatrix: they do not.
    """
    if len(matrix.cells) != len(matrix.rows):
        raise CrookedMatrix(what=f"{len(matrix.cells)} rows of cells, {len(matrix.rows)} headings")
    known, recorded = len(matrix.evidence), len(matrix.records)
    for r, row in enumerate(matrix.cells):
        if len(row) != len(matrix.columns):
            raise CrookedMatrix(what=f"row {r}: {len(row)} cells, {len(matrix.columns)} headings")
        for c, cell in enumerate(row):
            if not all(0 <= index < known for index in behind(cell)):
                raise CrookedMatrix(what=f"cell {r}, {c} names evidence that does not exist")
            if not all(0 <= index < recorded for index in records_behind(cell)):
                raise CrookedMatrix(what=f"cell {r}, {c} names a record that does not exist")
