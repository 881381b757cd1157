"""What a cell of a matrix says, as plain lines: for the eye, for screen readers, for copies."""

from __future__ import annotations

from dataclasses import dataclass

from models.vocabulary import EntryKind
from qda.displays.values import Cell, Entry, Matrix
from qda.i18n import Speech
from ui.short_words import one_line

_STALE = "⟳"
"""Stands before what changed under a cell."""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry in words, with the trace keys it rests on."""

    text: str
    keys: str
    quoted: bool
    proposed: bool


@dataclass(frozen=True, slots=True)
class CellWords:
    """The lines of a cell, in the order in which it says them.

    Who and how much, its symbol, what awaits a researcher, why it is empty, and its entries.
    """

    counts: str
    symbol: str
    proposed: str
    missing: str
    entries: tuple[Said, ...]
    stale: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line from top to bottom, nothing cut."""
        head = " ".join(part for part in (self.counts, self.symbol) if part)
        body = (spoken(said) for said in self.entries)
        first = (head, self.stale, self.proposed, self.missing)
        return tuple(line for line in (*first, *body) if line)


def cell_words(matrix: Matrix, cell: Cell, speech: Speech) -> CellWords:
    """A cell in words, people before segments."""
    counts = ""
    if cell.segments:
        people = speech.many("{n} informant", "{n} informants", cell.informants)
        counts = f"{people}, {speech.many('{n} segment', '{n} segments', cell.segments)}"
    proposed = ""
    if cell.proposed:
        proposed = speech.many("{n} proposed", "{n} proposed", cell.proposed)
    said = tuple(
        _said(matrix, entry)
        for entry in cell.entries
        if cell.missing is None or entry.kind is not EntryKind.MISSING
    )
    stale = f"{_STALE} {'; '.join(cell.changes)}" if cell.changes else ""
    return CellWords(counts, cell.symbol, proposed, _missing(matrix, cell), said, stale)


def spoken(said: Said) -> str:
    """An entry on one line: a quote in quotation marks, its keys behind it."""
    words = one_line(said.text)
    quoted = f"“{words}”" if said.quoted else words
    return f"{quoted} ({said.keys})" if said.keys else quoted


def cell_as_text(matrix: Matrix, row: int, column: int, speech: Speech) -> str:
    """A cell as text for a copy: its row and column, then its lines, quotes to the letter."""
    cell = matrix.cell(row, column)
    words = cell_words(matrix, cell, speech)
    head = f"{matrix.rows[row].label} × {matrix.columns[column].label}"
    exact = [
        f"“{said.text}” ({said.keys})" if said.quoted else spoken(said) for said in words.entries
    ]
    own = len(words.lines) - len(words.entries)
    return "\n".join([head, *words.lines[:own], *exact])


def _said(matrix: Matrix, entry: Entry) -> Said:
    keys = dict.fromkeys(matrix.evidence[index].key for index in entry.evidence)
    keys.update(dict.fromkeys(filter(None, (matrix.records[i].key for i in entry.records))))
    quoted = entry.kind is EntryKind.QUOTE
    return Said(entry.text, ", ".join(keys), quoted, entry.state.value == "proposed")


def _missing(matrix: Matrix, cell: Cell) -> str:
    if cell.missing is None:
        return ""
    own = next((e.text for e in cell.entries if e.kind is EntryKind.MISSING and e.text), "")
    code = cell.missing.value
    legend = next((fact.text for fact in matrix.legend if fact.label == code), "")
    return own or legend or code
