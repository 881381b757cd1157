"""What a guide covers: which code is asked of which role, and which of nobody, said in words."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from qda.guides.coverage import coverage_report
from qda.guides.rows import GuideRow
from qda.i18n import Speech
from qda.numbers.values import NumberTable
from ui.theme import Space
from ui.widgets.speaking import Speaking

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel):
    """A table of figures and words as it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: NumberTable | None = None

    def show(self, table: NumberTable | None) -> None:
        """Show a table, or none."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Override: the heading of a row is its first column."""
        return 0 if parent.isValid() or self.table is None else len(self.table.columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: the headings of the columns."""
        across = orientation == Qt.Orientation.Horizontal
        if self.table is None or not across or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.table.columns[section - 1].label if section else self.table.corner

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the words of a cell, in full beneath the pointer."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if self.table is None or not index.isValid() or role not in shown:
            return None
        row = self.table.rows[index.row()]
        if index.column():
            return row.cells[index.column() - 1].text
        return f"{row.heading.label} ({row.heading.note.rpartition(':')[2]})"


class _Shares(QTableView):
    """A table whose first column has a third of the room, the others equal shares of the rest."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override."""
        super().resizeEvent(event)
        self.share_room()

    def share_room(self) -> None:
        """Give the columns their shares."""
        count = self.model().columnCount()
        room = self.viewport().width()
        for at in range(count):
            share = room // 3 if not at else (room - room // 3) // (count - 1)
            self.setColumnWidth(at, share)


class CoverageView(Speaking, QWidget):
    """The gaps of a guide in sentences, and its coverage as a table."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide: GuideRow | None = None
        self.gaps = QLabel(self, wordWrap=True)
        self.gaps.setTextFormat(Qt.TextFormat.PlainText)
        self.table, self.model = _Shares(self), TableModel(self)
        self.table.setModel(self.model)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.addWidget(self.gaps)
        column.addWidget(self.table, 1)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: the whole."""
        self.table.setAccessibleName(self.speech("Which code is asked of whom"))
        self.show_guide(self._guide)

    def show_guide(self, guide: GuideRow | None) -> None:
        """Show what a guide covers."""
        self._guide = guide
        if guide is None:
            self.gaps.clear()
            self.model.show(None)
            return
        report = coverage_report(guide, self.speech.language)
        none = self.speech("Everybody is asked about every dimension and code.")
        self.gaps.setText("\n".join(report.warnings) or none)
        self.model.show(report.table("codes"))
        self.table.share_room()
