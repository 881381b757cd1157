"""The display as a workbook: the matrix, the evidence behind every cell, and notes.

Records, how entries came about and conclusions have sheets of their own where there are any.

A cell of the matrix takes two rows: its figures, which lead to the first piece of its evidence,
and its entries; evidence leads back to its cell. The link stands on the figures alone because
LibreOffice shows a linked cell on one line. What is longer than a row can show goes on in rows
below it, marked as such; nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from exports.errors import TooWideForWorkbook
from exports.forms import is_form, laid_out
from exports.grounds import stale_cells
from exports.tables.cell_text import chunks, columns_of, escaped, line_count, sheet_name
from exports.tables.evidence_sheet import EvidenceRows, evidence_rows, write_evidence
from exports.tables.grounds_sheets import GroundSheets, record_rows, write_grounds
from exports.tables.notes_sheet import Notes, write_notes
from exports.tables.sheets import (
    COLUMN_LIMIT,
    LINE_POINTS,
    LINES_PER_ROW,
    Field,
    Sheet,
    Sheets,
    place,
)
from exports.tracing import TracedCell, TracedMatrix, traced
from exports.wording import (
    Band,
    bands,
    count_line,
    evidence_fact,
    heading_words,
    place_words,
    placed_entries,
)
from models.vocabulary import CodingState
from qda.displays.values import Fact, Matrix
from qda.i18n import Speech, mark

_LABEL_WIDTH: Final = 28.0
_WIDTHS: Final = (14.0, 22.0, 30.0, 42.0)
_FORM_WIDTH: Final = 96.0
_WIDEST_FIGURES: Final = 56.0
_A3_FROM: Final = 5
_COLUMNS_PER_PAGE: Final = 9
_TALLEST_FROZEN: Final = 260.0


@dataclass(frozen=True, slots=True)
class XlsxMatrix:
    """Writes a display as a workbook of three sheets."""

    name: str = mark("workbook (Excel)")
    extension: str = ".xlsx"

    def write(self, matrix: Matrix, path: Path, speech: Speech) -> None:
        """Write matrix, evidence and notes.

        Raises:
            TooWideForWorkbook, TooLongForWorkbook: a worksheet cannot hold the display.
        """
        if len(matrix.columns) + 1 > COLUMN_LIMIT:
            raise TooWideForWorkbook(columns=len(matrix.columns) + 1, limit=COLUMN_LIMIT)
        numbered = traced(matrix)
        names = _names(matrix, speech)
        plan = _plan(numbered, names, speech)
        sheets = Sheets()
        _write_matrix(sheets, plan, speech)
        evidence = sheets.add(names.evidence)
        evidence.print_setup(title=matrix.title, wide=True, pages_wide=1, speech=speech)
        write_evidence(evidence, plan.evidence, speech)
        write_grounds(sheets, plan.numbered, plan.grounds, speech)
        notes = sheets.add(names.notes)
        notes.print_setup(title=matrix.title, wide=False, pages_wide=1, speech=speech)
        write_notes(notes, _notes(matrix, plan, speech), speech)
        sheets.book.properties.title = escaped(matrix.title)
        sheets.book.properties.subject = escaped(matrix.subtitle)
        sheets.book.properties.creator = "Runut"
        sheets.book.properties.language = speech.language
        sheets.book.save(path)


@dataclass(frozen=True, slots=True)
class _Names:
    matrix: str
    evidence: str
    notes: str
    records: str


@dataclass(frozen=True, slots=True)
class _Texts:
    """A row of the matrix in words: its label, and for every cell its figures and its entries."""

    label: str
    figures: tuple[str, ...]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """A row of the matrix as it stands in the sheet from row `first` on.

    `figures` is empty where no cell has any; `pieces` are the label and the entries, split into
    as many rows as they need, none where no cell has entries.
    """

    first: int
    label: str
    figures: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]
    band: str = ""

    @property
    def depth(self) -> int:
        """How many rows of the sheet it takes, without its band."""
        return bool(self.figures) + len(self.pieces)


@dataclass(frozen=True, slots=True)
class _Plan:
    numbered: TracedMatrix
    view: TracedMatrix
    names: _Names
    widths: tuple[float, ...]
    head: tuple[tuple[str, ...], ...]
    head_row: int
    groups: tuple[Band, ...]
    rows: tuple[_Rows, ...]
    evidence: EvidenceRows
    grounds: GroundSheets

    def link_to(self, cell: TracedCell) -> str:
        """The address of the first thing behind a cell; empty where there is nothing."""
        return self.evidence.link_to(cell) or self.grounds.records.link_to(cell)


def _names(matrix: Matrix, speech: Speech) -> _Names:
    evidence, notes, records = speech("Evidence"), speech("Notes"), speech("Records")
    ours = (evidence, notes, records, speech("Entries"), speech("Conclusions"))
    first = sheet_name(matrix.title, taken=ours, fallback=speech("Matrix"))
    return _Names(first, evidence, notes, records)


def _plan(numbered: TracedMatrix, names: _Names, speech: Speech) -> _Plan:
    view = laid_out(numbered, speech)
    matrix = view.matrix
    heads = (matrix.corner, *(heading_words(column, speech) for column in matrix.columns))
    texts = [
        _texts(heading_words(row, speech), cells, matrix, speech)
        for row, cells in zip(matrix.rows, view.cells, strict=True)
    ]
    widths = (_LABEL_WIDTH, _FORM_WIDTH) if is_form(numbered.matrix) else (
        _column_widths(heads, texts)
    )  # fmt: skip
    groups = bands(matrix.columns)
    head = _pieces(heads, widths)
    # Title, subtitle, the line that leads to the notes, an empty row, then bands and headings.
    head_row = 5 + bool(groups)
    rows = tuple(_row_plan(matrix, texts, widths, start=head_row + len(head)))
    places = {
        (cell.row, cell.column): place(names.matrix, row.first, nth + 2)
        for row, cells in zip(rows, view.cells, strict=True)
        for nth, cell in enumerate(cells)
    }
    evidence = evidence_rows(numbered, places, speech, sheet=names.evidence)
    records = record_rows(numbered, places, speech, sheet=names.records)
    grounds = GroundSheets(records, places)
    return _Plan(numbered, view, names, widths, head, head_row, groups, rows, evidence, grounds)


def _row_plan(
    matrix: Matrix, texts: list[_Texts], widths: tuple[float, ...], *, start: int
) -> Iterator[_Rows]:
    band_of = {band.start: band.label for band in bands(matrix.rows) if band.label}
    row = start
    for nth, words in enumerate(texts):
        band = band_of.get(nth, "")
        row += bool(band)
        figures = words.figures if any(words.figures) else ()
        pieces: tuple[tuple[str, ...], ...] = ()
        if any(words.entries) or not figures:
            pieces = _pieces(("" if figures else words.label, *words.entries), widths)
        planned = _Rows(row, words.label, figures, pieces, band)
        yield planned
        row += planned.depth


def _pieces(texts: tuple[str, ...], widths: tuple[float, ...]) -> tuple[tuple[str, ...], ...]:
    split = [
        chunks(text, width=width, lines=LINES_PER_ROW)
        for text, width in zip(texts, widths, strict=True)
    ]
    depth = max(len(pieces) for pieces in split)
    return tuple(
        tuple(pieces[nth] if nth < len(pieces) else "" for pieces in split) for nth in range(depth)
    )


def _column_widths(heads: tuple[str, ...], texts: list[_Texts]) -> tuple[float, ...]:
    found = [_LABEL_WIDTH]
    for nth, head in enumerate(heads[1:]):
        cells = [head, *(row.entries[nth] for row in texts)]
        longest = max(columns_of(line) for text in cells for line in text.split("\n"))
        wanted = next((width for width in _WIDTHS if longest + 2 <= width), _WIDTHS[-1])
        figures = max((columns_of(row.figures[nth]) * 1.1 + 2 for row in texts), default=0.0)
        found.append(max(wanted, min(_WIDEST_FIGURES, figures)))
    return tuple(found)


def _behind(place_: TracedCell, speech: Speech) -> str:
    """How much a cell without counts of its own rests on; empty where on nothing."""
    told = []
    if place_.traces:
        told.append(speech.many("{n} coding", "{n} codings", len(place_.traces)))
    if place_.records:
        told.append(speech.many("{n} record", "{n} records", len(place_.records)))
    return " · ".join(told)


def _texts(label: str, cells: tuple[TracedCell, ...], matrix: Matrix, speech: Speech) -> _Texts:
    figures = []
    for place_ in cells:
        counts = count_line(place_.cell, speech)
        figures.append(counts or _behind(place_, speech))
    entries = (
        "\n".join(entry.line for entry in placed_entries(place_, matrix, speech))
        for place_ in cells
    )
    return _Texts(label, tuple(figures), tuple(entries))


def _write_matrix(sheets: Sheets, plan: _Plan, speech: Speech) -> None:
    matrix = plan.view.matrix
    sheet = sheets.add(plan.names.matrix)
    columns = len(matrix.columns)
    sheet.widths(plan.widths)
    sheet.print_setup(
        title=matrix.title,
        wide=columns >= _A3_FROM,
        pages_wide=-(-max(1, columns) // _COLUMNS_PER_PAGE),
        speech=speech,
    )
    last_head = plan.head_row + len(plan.head) - 1
    first_head = plan.head_row - bool(plan.groups)
    if sum(_height(line, plan.widths) for line in plan.head) <= _TALLEST_FROZEN:
        sheet.inner.freeze_panes = f"B{last_head + 1}"
        sheet.inner.print_title_rows = f"{first_head}:{last_head}"
    sheet.inner.print_title_cols = "A:A"
    _write_top(sheet, plan, speech)
    for row, cells in zip(plan.rows, plan.view.cells, strict=True):
        if row.band:
            if is_form(plan.numbered.matrix) and row.first > plan.rows[0].first:
                sheet.break_page()
            sheet.append([Field(row.band, "band")] + [Field("", "band")] * columns, height=18)
            sheet.merge(row=sheet.rows, first=1, last=columns + 1)
        _write_row(sheet, row, cells, plan=plan, speech=speech)


def _write_top(sheet: Sheet, plan: _Plan, speech: Speech) -> None:
    matrix = plan.numbered.matrix
    sheet.append([Field(_one_line(matrix.title), "title")], height=21)
    sheet.append([Field(_one_line(matrix.subtitle), "subtitle")], height=17)
    about = speech(
        "Question, filters, rule, legend and warnings: see the sheet “{sheet}”",
        sheet=plan.names.notes,
    )
    if matrix.warnings:
        warned = speech.many("{n} warning", "{n} warnings", len(matrix.warnings))
        about = f"{warned}. {about}"
    sheet.append([Field(about, "link", place(plan.names.notes, 1))], height=LINE_POINTS + 2)
    sheet.append([], height=6)
    if plan.groups:
        row: list[Field | None] = [Field("", "band")]
        for group in plan.groups:
            row += [Field(group.label, "band")] + [Field("", "band")] * (
                group.stop - group.start - 1
            )
        tallest = max(
            line_count(group.label, sum(plan.widths[group.start + 1 : group.stop + 1]))
            for group in plan.groups
        )
        sheet.append(row, height=tallest * LINE_POINTS + 4)
        for group in plan.groups:
            sheet.merge(row=sheet.rows, first=group.start + 2, last=group.stop + 1)
    for line in plan.head:
        sheet.append([Field(text, "head") for text in line], height=_height(line, plan.widths))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _write_row(
    sheet: Sheet, row: _Rows, cells: tuple[TracedCell, ...], *, plan: _Plan, speech: Speech
) -> None:
    if row.figures:
        _write_figures(sheet, row, cells, plan)
    again = f"{_one_line(row.label)[:60]} {speech('(continued)')}"
    for nth, (label, *texts) in enumerate(row.pieces):
        head = label if label or not nth else again
        looks = ("draft" if at.cell.state is CodingState.PROPOSED else "cell" for at in cells)
        fields = [Field(text, look) for text, look in zip(texts, looks, strict=True)]
        sheet.append([Field(head, "row"), *fields], height=_height((head, *texts), plan.widths))


def _write_figures(sheet: Sheet, row: _Rows, cells: tuple[TracedCell, ...], plan: _Plan) -> None:
    fields = [
        Field(text, "figures" if cell.is_backed else "bare", plan.link_to(cell))
        for cell, text in zip(cells, row.figures, strict=True)
    ]
    # The label spans both rows and so has the height of the entries too, where there are any.
    entries = _height(row.pieces[0], plan.widths) if row.pieces else 0.0
    label = _height((row.label,), plan.widths[:1]) - entries
    tall = max(_height(("", *row.figures), plan.widths), label)
    sheet.append([Field(row.label, "row"), *fields], height=tall)
    if row.pieces:
        sheet.merge(row=sheet.rows, first=1, last=1, rows=2)


def _height(texts: tuple[str, ...], widths: tuple[float, ...]) -> float:
    lines = max(line_count(text, width) for text, width in zip(texts, widths, strict=True))
    return lines * LINE_POINTS + 4


def _notes(matrix: Matrix, plan: _Plan, speech: Speech) -> Notes:
    facts = (*matrix.facts, evidence_fact(matrix.evidence, speech))
    return Notes(
        title=matrix.title,
        subtitle=matrix.subtitle,
        facts=facts,
        legend=matrix.legend,
        warnings=matrix.warnings,
        matrix_sheet=plan.names.matrix,
        evidence_sheet=plan.names.evidence,
        changes=tuple(
            Fact(place_words(matrix, each.row, each.column, speech), "\n".join(each.changes))
            for each in stale_cells(plan.numbered)
        ),
        is_linked_in_full=plan.evidence.is_linked_in_full,
    )
