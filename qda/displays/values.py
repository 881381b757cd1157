"""Displays and lists of quotes as values: headings, cells, entries, the evidence they rest on.

Made by `qda.displays`, drawn by `ui` and written by `exports`; nobody here knows how a study is
kept. All words are already in the display's language; every entry names its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.positions import Span
from models.vocabulary import CodingState, EntryKind, Missing, Polarity


@dataclass(frozen=True, slots=True)
class Evidence:
    """A coded segment behind a cell, with everything that leads back to it.

    `key` is the trace key with the paragraph (`W03:12`); `coding` the coding's UUID; `span` the
    place in the source (code points, half-open), whose words are `quote` to the letter. `rule` is
    the rule that coded, empty where a person did. `made_at` is ISO 8601. `informants` are those
    who are counted for it, by marks that tell them apart and say no more.
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
    informants: tuple[str, ...] = ()


def informants_behind(evidence: Iterable[Evidence]) -> frozenset[str]:
    """Who is counted for pieces of evidence, each once.

    A piece that a display has kept since before it knew them counts by its case, else by its key.
    """
    return frozenset(
        who for each in evidence for who in each.informants or (each.case or each.key,)
    )


class RecordKind(StrEnum):
    """What an entry may rest on beside codings."""

    MEMO = "memo"
    ATTRIBUTE = "attribute"
    ANSWER = "answer"
    CLAIM = "claim"
    EVENT = "event"
    RATING = "rating"
    RELATION = "relation"
    FINDING = "finding"
    SOURCE = "source"
    CASE = "case"
    THEORY = "theory"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Record:
    """Something behind a cell that is no coding: a memo, a claim, an attribute's value.

    `id` is its UUID, or the name of an attribute with its owner's UUID (`stars@UUID`); `key` the
    trace key of the place it stands at, empty where it has none; `text` its words.
    """

    kind: RecordKind
    id: str
    key: str
    text: str
    author: str = ""
    made_at: str = ""
    source_id: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a cell.

    `evidence` are indexes into the display's evidence, `records` into its records. `rule` is the
    decision rule by which it stands there, `author` who wrote or confirmed it (empty where the
    program filled it in), `made_at` when. `generated` is what the program had said where a person
    rewrote it; `value` that of a rating or a count. `id` is the UUID of an entry that is kept.
    """

    kind: EntryKind
    text: str
    evidence: tuple[int, ...] = ()
    state: CodingState = CodingState.CONFIRMED
    missing: Missing | None = None
    records: tuple[int, ...] = ()
    rule: str = ""
    author: str = ""
    made_at: str = ""
    generated: str = ""
    value: float | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row meets a column.

    `informants` counts distinct people (or units where no person is known), `segments` distinct
    segments, `proposed` codings that no researcher has confirmed; `evidence` are all codings, the
    chosen quotes stand in `entries`. `symbol` is `+`, `-`, `+/-` or empty. `records` are indexes
    into the display's records. `changes` say, in words, what changed in the study since the cell
    was last looked at: a cell that has some is stale.
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
    records: tuple[int, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the study changed under the cell since it was last looked at."""
        return bool(self.changes)

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


class Layout(StrEnum):
    """How a display is laid out on paper: as one table, or as a form of one page a row."""

    TABLE = "table"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell by the ids of its headings; `contradicts` where it speaks against a conclusion."""

    row: str
    column: str
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class DrawnConclusion:
    """A statement that stands on cells of the display; `confidence` runs from 1 to 3."""

    text: str
    author: str
    made_at: str
    confidence: int | None
    cells: tuple[CellPlace, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A column whose values are followed over the rows, which are periods: a line over time.

    `column` is the id of its heading. A rating runs on a scale from `low` to `high`; a quantity
    has none, but its `unit`.
    """

    column: str
    unit: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix with its evidence; `cells[r][c]` belongs to `rows[r]` and `columns[c]`.

    `facts` say how it was made: question, filters, rule, date, coder, study and its version.
    `legend` explains symbols and missing-data marks in the display's language. `records` are what
    cells rest on beside codings, `conclusions` what was drawn from its cells. A display that has
    `courses` is drawn as lines over time too; its rows are periods by their ids.
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
    records: tuple[Record, ...] = ()
    conclusions: tuple[DrawnConclusion, ...] = ()
    layout: Layout = Layout.TABLE
    courses: tuple[Course, ...] = ()

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
