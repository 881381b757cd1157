"""The worksheet of evidence: a row for every coded segment behind every cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from exports.tables.cell_text import CELL_LIMIT, parts, row_height
from exports.tables.sheets import LINK_LIMIT, Field, Sheet, letter, place
from exports.tracing import Trace, TracedCell, TracedMatrix
from exports.wording import place_words, polarity_word, state_word, technique_word
from qda.displays.values import Evidence
from qda.i18n import Speech, mark

_HEADS: Final = (
    (mark("No."), 7.0),
    (mark("Key"), 12.0),
    (mark("Cell"), 30.0),
    (mark("Quote"), 80.0),
    (mark("Source"), 28.0),
    (mark("Page"), 10.0),
    (mark("Position"), 13.0),
    (mark("Case"), 20.0),
    (mark("Technique"), 15.0),
    (mark("Code"), 20.0),
    (mark("Code name"), 26.0),
    (mark("Polarity"), 12.0),
    (mark("Strength"), 9.0),
    (mark("State"), 13.0),
    (mark("Coder"), 18.0),
    (mark("Rule"), 18.0),
    (mark("Coded at"), 30.0),
    (mark("Coding"), 38.0),
)
HEAD_ROWS: Final = 1
_NUMBER, _KEY, _CELL = 0, 1, 2


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A worksheet row; what does not fit it goes on in rows `part` 2 to `of` below it."""

    fields: tuple[str | int, ...]
    link: str = ""
    part: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class EvidenceRows:
    """The rows of the sheet, and where each cell's evidence starts.

    `first` maps (row, column) of the matrix to the sheet's row. A workbook opens with some 65,000
    links a sheet at most; beyond them `is_linked_in_full` is false, and only the first piece of
    evidence of each cell leads back.
    """

    sheet: str
    rows: tuple[EvidenceRow, ...]
    first: Mapping[tuple[int, int], int]
    is_linked_in_full: bool = True

    def link_to(self, cell: TracedCell) -> str:
        """The address of the first evidence of `cell`; empty where it has none."""
        row = self.first.get((cell.row, cell.column))
        return "" if row is None else place(self.sheet, row)


def evidence_rows(
    numbered: TracedMatrix,
    places: Mapping[tuple[int, int], str],
    speech: Speech,
    *,
    sheet: str,
) -> EvidenceRows:
    """Plan the sheet named `sheet`; `places` are the addresses of the matrix cells."""
    traces = numbered.traces()
    is_linked_in_full = len(traces) <= LINK_LIMIT
    rows: list[EvidenceRow] = []
    first: dict[tuple[int, int], int] = {}
    words: dict[tuple[int | None, int | None], str] = {}
    for trace in traces:
        at = (trace.row, trace.column)
        if at not in words:
            words[at] = place_words(numbered.matrix, trace.row, trace.column, speech)
        link = ""
        if trace.row is not None and trace.column is not None:
            cell = (trace.row, trace.column)
            if is_linked_in_full or cell not in first:
                link = places[cell]
            first.setdefault(cell, len(rows) + HEAD_ROWS + 1)
        rows += split_rows(_fields(trace, words[at], speech), link)
    return EvidenceRows(sheet, tuple(rows), first, is_linked_in_full)


def split_rows(fields: tuple[str | int, ...], link: str) -> Iterable[EvidenceRow]:
    """One row, or as many as its longest field needs; number and key stand on each."""
    # A shorter text fits a cell however much of it must be escaped.
    if max(len(field) for field in fields if isinstance(field, str)) <= CELL_LIMIT // 7:
        return (EvidenceRow(fields, link),)
    split = [(field,) if isinstance(field, int) else parts(field) for field in fields]
    depth = max(len(pieces) for pieces in split)
    return tuple(
        EvidenceRow(
            tuple(_piece(pieces, nth, column) for column, pieces in enumerate(split)),
            link,
            nth + 1,
            depth,
        )
        for nth in range(depth)
    )


def _piece(pieces: tuple[str | int, ...], nth: int, column: int) -> str | int:
    if nth < len(pieces):
        return pieces[nth]
    return pieces[0] if column in (_NUMBER, _KEY, _CELL) else ""


def _fields(trace: Trace, cell: str, speech: Speech) -> tuple[str | int, ...]:
    evidence = trace.evidence
    return (trace.number, evidence.key, cell, *evidence_fields(evidence, speech))


def evidence_fields(evidence: Evidence, speech: Speech) -> tuple[str | int, ...]:
    """What the columns from the quote on hold for one piece of evidence."""
    return (
        evidence.quote,
        evidence.source_title,
        "" if evidence.page is None else evidence.page,
        f"{evidence.span.start}–{evidence.span.end}",
        evidence.case,
        technique_word(evidence.technique, speech),
        evidence.code,
        evidence.code_name,
        polarity_word(evidence.polarity, speech),
        "" if evidence.strength is None else evidence.strength,
        state_word(evidence.state, speech),
        evidence.coder,
        evidence.rule,
        evidence.made_at,
        evidence.coding,
    )


def write_evidence(sheet: Sheet, planned: EvidenceRows, speech: Speech) -> None:
    """Fill the sheet as planned, headings frozen and filterable."""
    _write(sheet, planned.rows, speech, skipped=None)


def write_quote_rows(sheet: Sheet, rows: tuple[EvidenceRow, ...], speech: Speech) -> None:
    """Fill a sheet of quotes that stand behind no cell: without the column for it."""
    _write(sheet, rows, speech, skipped=_CELL)


def _write(
    sheet: Sheet, rows: tuple[EvidenceRow, ...], speech: Speech, *, skipped: int | None
) -> None:
    heads = [head for nth, head in enumerate(_HEADS) if nth != skipped]
    sheet.widths(width for _, width in heads)
    sheet.inner.freeze_panes = f"C{HEAD_ROWS + 1}"
    sheet.inner.print_title_rows = f"{HEAD_ROWS}:{HEAD_ROWS}"
    sheet.inner.auto_filter.ref = f"A{HEAD_ROWS}:{letter(len(heads))}{HEAD_ROWS + len(rows)}"
    sheet.append([Field(speech(text), "head") for text, _ in heads], height=18)
    widths = [width for _, width in heads]
    for row in rows:
        told = [field for nth, field in enumerate(row.fields) if nth != skipped]
        sheet.append(_row_fields(row, skipped), height=row_height(told, widths))


def _row_fields(row: EvidenceRow, skipped: int | None) -> list[Field | str | int]:
    fields: list[Field | str | int] = list(row.fields)
    if row.of > 1:
        fields[_NUMBER] = f"{row.fields[_NUMBER]} ({row.part}/{row.of})"
    if row.link:
        # The number is short: a linked cell that is longer than its column is clipped by some.
        number = fields[_NUMBER]
        assert not isinstance(number, Field)
        fields[_NUMBER] = Field(number, "linked", row.link)
    if skipped is not None:
        del fields[skipped]
    return fields
