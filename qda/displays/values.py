"""Displays and lists of quotes as values: headings, cells, entries, the evidence they rest on.

Made by `qda.displays`, drawn by `ui` and written by `exports`; nobody here knows how a study is
kept. All words are already in the display's language; every entry names its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.positions import Span
from models.vocabulary import CodingState, Missing, Polarity


class EntryKind(StrEnum):
    """What one entry of a cell is (Miles, Huberman and Saldaña 2014, ch. 5)."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    SUMMARY = "summary"
    RATING = "rating"
    COUNT = "count"
    SYMBOL = "symbol"
    JUDGEMENT = "judgement"
    EVENT = "event"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A coded segment behind a cell, with everything that leads back to it.

    `key` is the trace key with the paragraph (`W03:12`); `coding` the coding's UUID; `span` the
    place in the source (code points, half-open), whose words are `quote` to the letter. `rule` is
    the rule that coded, empty where a person did. `made_at` is ISO 8601.
    """

    coding: str
    key: str
    source_id: int
    source_title: str
    span: Span
    quote: str
    code: str
    code_name: str
    case: str
    coder: str
    rule: str
    polarity: Polarity | None
    strength: int | None
    state: CodingState
    made_at: str
    technique: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a cell; `evidence` are indexes into `Matrix.evidence`."""

    kind: EntryKind
    text: str
    evidence: tuple[int, ...] = ()
    state: CodingState = CodingState.CONFIRMED
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row meets a column.

    `informants` counts distinct people (or units where no person is known), `segments` distinct
    segments, `proposed` codings that no researcher has confirmed; `evidence` are all codings, the
    chosen quotes stand in `entries`. `symbol` is `+`, `-`, `+/-` or empty.
    """

    entries: tuple[Entry, ...]
    informants: int = 0
    segments: int = 0
    proposed: int = 0
    positive: int = 0
    negative: int = 0
    symbol: str = ""
    missing: Missing | None = None
    evidence: tuple[int, ...] = ()

    @property
    def state(self) -> CodingState:
        """Proposed as long as one coding behind the cell is."""
        return CodingState.PROPOSED if self.proposed else CodingState.CONFIRMED


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column: a stable id, its label, what it is counted over, and its group."""

    id: str
    label: str
    note: str = ""
    group: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the display's own documentation, such as `Filters: stars ≤ 2`."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix with its evidence; `cells[r][c]` belongs to `rows[r]` and `columns[c]`.

    `facts` say how it was made: question, filters, rule, date, coder, study and its version.
    `legend` explains symbols and missing-data marks in the display's language.
    """

    kind: str
    title: str
    subtitle: str
    language: str
    corner: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[tuple[Cell, ...], ...]
    evidence: tuple[Evidence, ...]
    facts: tuple[Fact, ...] = ()
    legend: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell at 0-based `row` and `column`."""
        return self.cells[row][column]

    def places(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with its row and column, row by row."""
        for r, row in enumerate(self.cells):
            for c, cell in enumerate(row):
                yield r, c, cell

    def behind(self, cell: Cell) -> tuple[Evidence, ...]:
        """The evidence of one cell, in the order of the evidence list."""
        return tuple(self.evidence[i] for i in cell.evidence)


@dataclass(frozen=True, slots=True)
class QuoteList:
    """Coded segments under a title, in the order in which they are to be read.

    `facts` say how they were found: code, role, filters, study and its version; `language` is
    that of the list ("id" or "en").
    """

    title: str
    language: str
    evidence: tuple[Evidence, ...]
    facts: tuple[Fact, ...] = ()
