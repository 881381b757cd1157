"""The table over a `Matrix` value: Qt asks it for the cells in view, and only for those."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qda.displays.values import Heading, Matrix
from qda.i18n import Speech
from ui.matrix.wording import CellWords, cell_words

Index = QModelIndex | QPersistentModelIndex
WORDS_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """A matrix as a table of worded cells."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.matrix: Matrix | None = None
        self._words: dict[tuple[int, int], CellWords] = {}

    def set_matrix(self, matrix: Matrix | None) -> None:
        """Show another display."""
        self.beginResetModel()
        self.matrix = matrix
        self._words.clear()
        self.endResetModel()

    def set_speech(self, speech: Speech) -> None:
        """Word counts anew."""
        self.speech = speech
        self.set_matrix(self.matrix)

    def words(self, row: int, column: int) -> CellWords:
        """A cell in words; worded when it is first asked for."""
        if self.matrix is None:
            raise IndexError((row, column))
        if (row, column) not in self._words:
            cell = self.matrix.cell(row, column)
            self._words[row, column] = cell_words(self.matrix, cell, self.speech)
        return self._words[row, column]

    def heading(self, section: int, orientation: Qt.Orientation) -> Heading | None:
        """The heading of a row or column."""
        if self.matrix is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        headings = self.matrix.columns if across else self.matrix.rows
        return headings[section] if 0 <= section < len(headings) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override."""
        heading = self.heading(section, orientation)
        if heading is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return headed(heading)
        if role == Qt.ItemDataRole.ToolTipRole:
            said = (heading.group, headed(heading), heading.note)
            return "\n".join(part for part in said if part)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        if not index.isValid():
            return None
        words = self.words(index.row(), index.column())
        if role == WORDS_ROLE:
            return words
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(words.lines)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, words)
        return None

    def _spoken(self, index: Index, words: CellWords) -> str:
        row = self.heading(index.row(), Qt.Orientation.Vertical)
        column = self.heading(index.column(), Qt.Orientation.Horizontal)
        names = [heading.label for heading in (row, column) if heading is not None]
        return ". ".join([*names, *words.lines])


def headed(heading: Heading) -> str:
    """A heading with the number it is counted over: `Citizens (n = 12)`."""
    return heading.label if heading.size is None else f"{heading.label} (n = {heading.size})"
