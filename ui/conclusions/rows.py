"""A list whose rows are told in words and may each lead somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from ui.theme import Space

_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it says, what it leads to, and a key by which it is found again.

    `is_heading` stands over others and cannot be chosen.
    """

    words: str
    leads_to: object = None
    key: str = ""
    is_heading: bool = False
    tip: str = ""


class RowList(QListWidget):
    """Rows in words; Enter or a double click follows the current one.

    Signals:
        chosen: what the row leads to.
        moved: another row became the current one.
    """

    chosen = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        # Else rows keep the height of another width, and their last words fall out.
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(Space.TIGHT // 2)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(self._follow)
        self.currentRowChanged.connect(self.moved)

    def fill(self, rows: Sequence[Row]) -> None:
        """Show other rows; the current one stays so where it is still among them."""
        current = self.current()
        kept = "" if current is None else current.key
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.words)
            item.setData(_ROW, row)
            item.setToolTip(row.tip)
            if row.is_heading:
                font = self.font()
                font.setBold(True)
                item.setFont(font)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addItem(item)
            if row.key and row.key == kept:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def current(self) -> Row | None:
        """The current row; None where there is none."""
        return None if self.currentRow() < 0 else self._row(self.currentItem())

    def row_at(self, number: int) -> Row:
        """The row with a number from 0."""
        return self._row(self.item(number))

    def go_to(self, key: str) -> bool:
        """Make the row with a key the current one; whether there is one."""
        for number in range(self.count()):
            if self.row_at(number).key == key:
                self.setCurrentRow(number)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter follows the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._follow()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        row = self.current()
        if row is not None and row.leads_to is not None:
            self.chosen.emit(row.leads_to)

    @staticmethod
    def _row(item: QListWidgetItem) -> Row:
        found = item.data(_ROW)
        assert isinstance(found, Row)
        return found
