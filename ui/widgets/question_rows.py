"""A table model with a question in each row, for whatever is said of questions in its columns."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from enum import IntEnum
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qda.i18n import Speech

Row = TypeVar("Row")
Kind = TypeVar("Kind", bound=IntEnum)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()

RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""How figures stand in their cells."""


class QuestionRows(QAbstractTableModel, Generic[Row, Kind]):
    """Questions in the order in which they are asked; cells that are written ask for the edit.

    What stands in a cell, and which can be written, is told by whoever derives from it. What is
    shown changes only once the edit is made.
    """

    def __init__(self, columns: type[Kind], speech: Speech, parent: QObject | None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._speech = speech
        self.rows: tuple[Row, ...] = ()

    def put(self, rows: Sequence[Row]) -> None:
        """Show rows; where they are the questions that are shown, nothing moves."""
        shown, same = tuple(rows), False
        if shown:
            same = [*map(self.id_of, shown)] == [*map(self.id_of, self.rows)]
        if same:
            self.rows = shown
            last = self.index(len(shown) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
            return
        self.beginResetModel()
        self.rows = shown
        self.endResetModel()

    # --- what a table says ---------------------------------------------------------------------

    @abstractmethod
    def heading(self, column: Kind) -> str:
        """What a column is called."""

    @abstractmethod
    def name_of(self, row: Row) -> str:
        """The key or name by which a question is known."""

    @abstractmethod
    def said(self, row: Row, column: Kind) -> str:
        """What a cell says."""

    @abstractmethod
    def is_written(self, row: Row, column: Kind) -> bool:
        """Whether a cell can be written."""

    @abstractmethod
    def want(self, number: int, column: Kind, said: str) -> None:
        """Ask for the edit that a cell of a row (by its number) asks for."""

    def id_of(self, row: Row) -> object:
        """What makes it the same question when it is shown anew."""
        return self.name_of(row)

    def chosen(self, row: Row, column: Kind) -> str:
        """What the editor of a cell begins with."""
        return self.said(row, column)

    def tip(self, row: Row, column: Kind) -> str:
        """What stands beneath the pointer."""
        return self.said(row, column)

    def is_figure(self, column: Kind) -> bool:
        """Whether a column holds figures."""
        return False

    # --- Qt's questions ------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: what the columns are; the number of a question."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.heading(self._columns(section))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the words of a cell; what is chosen, for its editor; all for who listens."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self._columns(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.is_figure(column) else None
        # Only what is asked for is worded: a survey of hundreds of questions asks often.
        words = {
            Qt.ItemDataRole.DisplayRole: self.said,
            Qt.ItemDataRole.EditRole: self.chosen,
            Qt.ItemDataRole.ToolTipRole: self.tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }.get(Qt.ItemDataRole(role))
        return None if words is None else words(row, column)

    def _spoken(self, row: Row, column: Kind) -> str:
        return f"{self.name_of(row)}. {self.heading(column)}: {self.said(row, column)}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: what can be written is changed in place."""
        found = super().flags(index)
        if index.isValid():
            row, column = self.rows[index.row()], self._columns(index.column())
            if self.is_written(row, column):
                found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Override: ask for the edit, where something else is written than stands there."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or value is None:
            return False
        row, column = self.rows[index.row()], self._columns(index.column())
        said = str(value).strip()
        if not self.is_written(row, column) or said == self.chosen(row, column).strip():
            return False
        self.want(index.row(), column, said)
        return True
