"""One list of records as a table that is sorted by its headings and narrowed by words."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from qda.i18n import Speech
from ui.records.known import Known, Row
from ui.records.lists import RecordList, is_proposed

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordModel(QAbstractTableModel):
    """The records of a list; `rows` are those that are shown, `all` also those left out."""

    def __init__(self, shape: RecordList, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shape = shape
        self._speech = speech
        self.known = Known()
        self.all: tuple[Row, ...] = ()
        self.rows: list[Row] = []
        self._words: dict[int, tuple[str, ...]] = {}
        self._sorted: tuple[int, bool] | None = None
        self._wanted, self._proposed_only = "", False

    def show(self, rows: tuple[Row, ...], known: Known, speech: Speech) -> None:
        """Show records in the language of the window, in the order that was chosen."""
        self.all, self.known, self._speech = rows, known, speech
        columns = self.shape.columns
        self._words = {
            row.id: tuple(column.say(row, known, speech) for column in columns) for row in rows
        }
        self._arrange()

    def narrow(self, words: str, *, proposed_only: bool = False) -> None:
        """Show only records in whose words all these stand, or that wait to be confirmed."""
        self._wanted, self._proposed_only = words, proposed_only
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override: sort by a column; by none where the column is below nought."""
        is_down = order == Qt.SortOrder.DescendingOrder
        self._sorted = None if column < 0 else (column, is_down)
        self._arrange()

    def text(self, row: int, column: int) -> str:
        """The words of a cell."""
        return self._words[self.rows[row].id][column]

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = self._wanted.casefold().split()
        rows = [row for row in self.all if not self._proposed_only or is_proposed(row)]
        if wanted:
            rows = [row for row in rows if self._holds(row, wanted)]
        if self._sorted is not None:
            column, is_down = self._sorted
            by = self.shape.columns[column].by
            rows.sort(
                key=by or (lambda row: self._words[row.id][column].casefold()), reverse=is_down
            )
        self.rows = rows
        self.endResetModel()

    def _holds(self, row: Row, wanted: list[str]) -> bool:
        said = " ".join((*self._words[row.id], getattr(row, "quote", ""))).casefold()
        return all(each in said for each in wanted)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.shape.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: what the columns are."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.shape.columns[section].right else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._speech(self.shape.columns[section].heading)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: words; what is proposed stands in italics and says so in words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.shape.columns[index.column()].right else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [self.text(index.row(), index.column()), getattr(row, "quote", "")]
            return "\n".join(dict.fromkeys(part for part in said if part))
        if role == Qt.ItemDataRole.FontRole and is_proposed(row):
            font = QFont()
            font.setItalic(True)
            return font
        return None
