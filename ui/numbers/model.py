"""The table model over one table of figures: Qt asks it for the cells in view, and only those."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qda.displays.values import Heading
from qda.i18n import Speech
from qda.numbers.values import CellKind, NumberCell, NumberTable

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()

FIGURE: Final = Qt.ItemDataRole.UserRole
"""The role under which a cell gives its figure to sort by; words give themselves."""

_LINE: Final = 22
"""Letters of a column's heading on one line."""

_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class NumbersModel(QAbstractTableModel):
    """One `NumberTable`; `terms` explains the words of headings."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.table: NumberTable | None = None
        self._terms: Mapping[str, str] = {}

    def show(self, table: NumberTable | None, terms: Mapping[str, str], speech: Speech) -> None:
        """Show another table, or none."""
        self.beginResetModel()
        self.table, self._terms, self.speech = table, terms, speech
        self.endResetModel()

    def cell(self, row: int, column: int) -> NumberCell | None:
        """The cell at a place of the table as it was made."""
        if self.table is None or not 0 <= row < len(self.table.rows):
            return None
        cells = self.table.rows[row].cells
        return cells[column] if 0 <= column < len(cells) else None

    def heading(self, section: int, orientation: Qt.Orientation) -> Heading | None:
        """The heading of a row or column."""
        if self.table is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            columns = self.table.columns
            return columns[section] if 0 <= section < len(columns) else None
        rows = self.table.rows
        return rows[section].heading if 0 <= section < len(rows) else None

    def about(self, row: int, column: int) -> list[tuple[str, str]]:
        """What a cell is: its place with the figure to the last digit, and the terms it uses."""
        cell = self.cell(row, column)
        across = self.heading(column, Qt.Orientation.Horizontal)
        down = self.heading(row, Qt.Orientation.Vertical)
        if cell is None or across is None or down is None:
            return []
        found = [(f"{down.label}, {across.label}", exact(cell))]
        terms = [self._term(each.label) for each in (across, down)]
        return found + [each for each in dict.fromkeys(terms) if each is not None]

    def _term(self, words: str) -> tuple[str, str] | None:
        """A term of the legend that a heading is, or ends with."""
        if words in self._terms:
            return words, self._terms[words]
        ends = (term for term in self._terms if words.endswith((f": {term}", f"({term})")))
        term = max(ends, key=len, default=None)
        return None if term is None else (term, self._terms[term])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() or self.table is None else len(self.table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: a column says over how many it is counted."""
        heading = self.heading(section, orientation)
        if heading is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self._across(heading) if across else heading.label
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = [heading.label, heading.note, self._size(heading)]
            term = self._term(heading.label)
            return "\n".join(filter(None, [*parts, "" if term is None else term[1]]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter) if across else _LEFT
        return None

    def _across(self, heading: Heading) -> str:
        lines = wrap(heading.label, _LINE) or [""]
        return "\n".join(filter(None, [*lines, self._size(heading)]))

    def _size(self, heading: Heading) -> str:
        if heading.size is None:
            return ""
        return self.speech("n = {n}", n=self.speech.number(heading.size))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        cell = self.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if cell.kind is CellKind.TEXT else _RIGHT
        if role == FIGURE:
            return _sorted_by(cell)
        return self._said(index, cell, role)

    def _said(self, index: Index, cell: NumberCell, role: int) -> str | None:
        if role == Qt.ItemDataRole.ToolTipRole:
            told = self.about(index.row(), index.column())
            return "\n".join(f"{label}: {words}" for label, words in told)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column(), cell)
        return None

    def _spoken(self, row: int, column: int, cell: NumberCell) -> str:
        down = self.heading(row, Qt.Orientation.Vertical)
        across = self.heading(column, Qt.Orientation.Horizontal)
        names = [heading.label for heading in (down, across) if heading is not None]
        return ". ".join([*names, cell.text])


def exact(cell: NumberCell) -> str:
    """A cell with its figure to the last digit, where it shows fewer."""
    if cell.number is None:
        return cell.text
    return f"{cell.text} ({cell.number!r})"


def _sorted_by(cell: NumberCell) -> object:
    # What cannot be computed stands below every figure.
    if cell.kind is CellKind.NOTHING:
        return float("-inf")
    return cell.text if cell.figure is None else float(cell.figure)
