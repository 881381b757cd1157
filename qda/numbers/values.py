"""Tables of figures as values, worded in one language: drawn by `ui`, written by `exports`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qda.displays.values import Fact, Heading


class CellKind(StrEnum):
    """What a figure is, which decides how a spreadsheet shows it."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"
    PROBABILITY = "probability"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A cell: its words in the table's language, and the figure itself to the last digit.

    A count is whole; a share is a part of one, shown in per cent; `digits` are those shown of a
    number. NOTHING marks what cannot be computed and is shown as a dash.
    """

    kind: CellKind
    text: str
    count: int | None = None
    number: float | None = None
    digits: int = 0

    @property
    def figure(self) -> float | None:
        """The count or the number; None in a cell of words."""
        return self.count if self.count is not None else self.number


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row: its heading and a cell for each column."""

    heading: Heading
    cells: tuple[NumberCell, ...]


@dataclass(frozen=True, slots=True)
class NumberTable:
    """One titled table; `corner` says what the rows are, `notes` what to beware of in it."""

    id: str
    title: str
    corner: str
    columns: tuple[Heading, ...]
    rows: tuple[NumberRow, ...]
    notes: tuple[str, ...] = ()

    def cell(self, row: str, column: str) -> NumberCell:
        """The cell of the row and the column with these ids.

        Raises:
            KeyError: there is no such row or column.
        """
        at = {heading.id: nth for nth, heading in enumerate(self.columns)}[column]
        return {each.heading.id: each for each in self.rows}[row].cells[at]


@dataclass(frozen=True, slots=True)
class NumberReport:
    """Tables that answer one question, with how they were made.

    `facts` say question, data, filters, rule, date, coder and study version; `warnings` hold for
    the whole; `legend` explains terms and cites formulas.
    """

    kind: str
    title: str
    subtitle: str
    language: str
    tables: tuple[NumberTable, ...]
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()
    legend: tuple[Fact, ...] = ()

    def table(self, which: str) -> NumberTable:
        """The table with an id.

        Raises:
            KeyError: there is none.
        """
        return {each.id: each for each in self.tables}[which]
