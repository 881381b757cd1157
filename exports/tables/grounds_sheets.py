"""The worksheets of what a display tells beside its evidence: records, entries, conclusions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from exports.grounds import (
    ConclusionTold,
    EntryNote,
    conclusions_told,
    entry_notes,
    place_role,
    record_word,
    shortened,
)
from exports.tables.cell_text import row_height
from exports.tables.evidence_sheet import HEAD_ROWS, EvidenceRow, split_rows
from exports.tables.sheets import LINK_LIMIT, Field, Sheet, Sheets, letter, place
from exports.tracing import RecordTrace, TracedCell, TracedMatrix
from exports.wording import place_words
from qda.displays.values import Matrix
from qda.i18n import Speech, mark

_Cells = Mapping[tuple[int, int], str]
_RECORD_HEADS: Final = (
    (mark("No."), 7.0),
    (mark("Kind"), 14.0),
    (mark("Cell"), 30.0),
    (mark("Text"), 80.0),
    (mark("Key"), 12.0),
    (mark("Position"), 13.0),
    (mark("Written by"), 18.0),
    (mark("Written at"), 22.0),
    (mark("Identifier"), 38.0),
)
_ENTRY_HEADS: Final = (
    (mark("No."), 7.0),
    (mark("Cell"), 30.0),
    (mark("Entry"), 60.0),
    (mark("Value"), 10.0),
    (mark("Rule"), 30.0),
    (mark("Written by"), 18.0),
    (mark("Written at"), 22.0),
    (mark("The program had said"), 60.0),
)
_CONCLUSION_HEADS: Final = (
    (mark("No."), 7.0),
    (mark("Conclusion"), 80.0),
    (mark("Cell"), 34.0),
    (mark("The cell"), 18.0),
    (mark("Confidence"), 14.0),
    (mark("Written by"), 18.0),
    (mark("Written at"), 22.0),
)
_LABEL_COLUMN: Final = 2


@dataclass(frozen=True, slots=True)
class RecordRows:
    """The rows of the sheet of records, and where each cell's records start."""

    sheet: str
    rows: tuple[EvidenceRow, ...]
    first: Mapping[tuple[int, int], int]

    def link_to(self, cell: TracedCell) -> str:
        """The address of the first record of `cell`; empty where it has none."""
        row = self.first.get((cell.row, cell.column))
        return "" if row is None else place(self.sheet, row)


@dataclass(frozen=True, slots=True)
class GroundSheets:
    """What the sheets are made of; `places` are the addresses of the matrix cells."""

    records: RecordRows
    places: _Cells


def record_rows(
    numbered: TracedMatrix, places: _Cells, speech: Speech, *, sheet: str
) -> RecordRows:
    """Plan the sheet of records named `sheet`."""
    traces = numbered.record_traces()
    is_linked_in_full = len(traces) <= LINK_LIMIT
    rows: list[EvidenceRow] = []
    first: dict[tuple[int, int], int] = {}
    for trace in traces:
        link = ""
        if trace.row is not None and trace.column is not None:
            cell = (trace.row, trace.column)
            if is_linked_in_full or cell not in first:
                link = places[cell]
            first.setdefault(cell, len(rows) + HEAD_ROWS + 1)
        rows += split_rows(_record_fields(trace, numbered.matrix, speech), link)
    return RecordRows(sheet, tuple(rows), first)


def _record_fields(trace: RecordTrace, matrix: Matrix, speech: Speech) -> tuple[str | int, ...]:
    record = trace.record
    span = "" if record.span is None else f"{record.span.start}–{record.span.end}"
    return (
        trace.mark,
        record_word(record.kind, speech),
        place_words(matrix, trace.row, trace.column, speech),
        record.text,
        record.key,
        span,
        record.author,
        record.made_at,
        record.id,
    )


def write_grounds(
    sheets: Sheets, numbered: TracedMatrix, planned: GroundSheets, speech: Speech
) -> None:
    """Add the sheets of which there is anything to tell."""
    matrix = numbered.matrix
    if planned.records.rows:
        plan = _Plan(planned.records.sheet, matrix.title, _RECORD_HEADS)
        _write(sheets, plan, planned.records.rows, speech)
    notes = entry_notes(numbered, speech)
    if notes:
        rows = list(_entry_rows(notes, planned.places, matrix, speech))
        _write(sheets, _Plan(speech("Entries"), matrix.title, _ENTRY_HEADS), rows, speech)
    drawn = conclusions_told(matrix, speech)
    if drawn:
        rows = list(_conclusion_rows(drawn, matrix, planned.places, speech))
        _write(sheets, _Plan(speech("Conclusions"), matrix.title, _CONCLUSION_HEADS), rows, speech)


def _entry_rows(
    notes: Sequence[EntryNote], places: _Cells, matrix: Matrix, speech: Speech
) -> Iterator[EvidenceRow]:
    for number, note in enumerate(notes, start=1):
        entry = note.entry
        facts = {fact.label: fact.text for fact in note.facts}
        fields = (
            number,
            place_words(matrix, note.row, note.column, speech),
            f"{note.nth}: {shortened(entry.text)}",
            facts.get(speech("Value"), ""),
            entry.rule,
            entry.author,
            entry.made_at,
            entry.generated,
        )
        yield from split_rows(fields, places[note.row, note.column])


def _conclusion_rows(
    drawn: Sequence[ConclusionTold], matrix: Matrix, places: _Cells, speech: Speech
) -> Iterator[EvidenceRow]:
    for told, value in zip(drawn, matrix.conclusions, strict=True):
        confidence = next((f.text for f in told.facts if f.label == speech("Confidence")), "")
        head = (told.number, told.text)
        tail = (confidence, value.author, value.made_at)
        if not told.places:
            yield from split_rows((*head, speech("no cell"), "", *tail), "")
        for nth, cell in enumerate(told.places):
            link = ""
            if cell.row is not None and cell.column is not None:
                link = places[cell.row, cell.column]
            words = head if nth == 0 else (told.number, "")
            yield from split_rows((*words, cell.words, place_role(cell, speech), *tail), link)


@dataclass(frozen=True, slots=True)
class _Plan:
    name: str
    title: str
    heads: tuple[tuple[str, float], ...]


def _write(sheets: Sheets, plan: _Plan, rows: Sequence[EvidenceRow], speech: Speech) -> None:
    sheet, heads = sheets.add(plan.name), plan.heads
    sheet.print_setup(title=plan.title, wide=True, pages_wide=1, speech=speech)
    sheet.widths(width for _, width in heads)
    sheet.inner.freeze_panes = f"{letter(_LABEL_COLUMN)}{HEAD_ROWS + 1}"
    sheet.inner.print_title_rows = f"{HEAD_ROWS}:{HEAD_ROWS}"
    sheet.inner.auto_filter.ref = f"A{HEAD_ROWS}:{letter(len(heads))}{HEAD_ROWS + len(rows)}"
    sheet.append([Field(speech(text), "head") for text, _ in heads], height=18)
    widths = [width for _, width in heads]
    for row in rows:
        _append(sheet, row, row_height(row.fields, widths))


def _append(sheet: Sheet, row: EvidenceRow, height: float | None) -> None:
    fields: list[Field | str | int] = list(row.fields)
    number = row.fields[0]
    if row.of > 1:
        number = fields[0] = f"{number} ({row.part}/{row.of})"
    if row.link:
        fields[0] = Field(number, "linked", row.link)
    sheet.append(fields, height=height)
