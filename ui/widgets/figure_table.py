"""A small table of figures: the rows of a `NumberTable`, each chosen as a whole."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qda.numbers.values import CellKind, NumberTable

_ID: Final = Qt.ItemDataRole.UserRole
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FigureTable(QTableWidget):
    """Shows a table of figures; with `ticked` its rows bear a box each, to be chosen among."""

    def __init__(self, parent: QWidget | None = None, *, ticked: bool = False) -> None:
        super().__init__(parent)
        self._ticked = ticked
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_table(
        self,
        table: NumberTable | None,
        *,
        usable: frozenset[str] | None = None,
        without: Collection[str] = (),
    ) -> None:
        """Show a table; `usable` names the rows that may be ticked, None for all of them.

        `without` names columns that are not shown.

        What was ticked and chosen before stays so, as far as it is there.
        """
        known, before = set(self.rows()), set(self.ticked())
        chosen = set(self.chosen())
        self.clear()
        self.setRowCount(0 if table is None else len(table.rows))
        self.setColumnCount(0 if table is None else 1 + len(table.columns))
        if table is None:
            return
        self.setHorizontalHeaderLabels([table.corner, *(each.label for each in table.columns)])
        for at, row in enumerate(table.rows):
            which = row.heading.id
            head = QTableWidgetItem(row.heading.label)
            head.setData(_ID, which)
            head.setToolTip(row.heading.note or row.heading.label)
            if self._ticked:
                self._tick(head, which, usable, on=which in before or which not in known)
            self.setItem(at, 0, head)
            for column, cell in enumerate(row.cells, 1):
                item = QTableWidgetItem(cell.text)
                item.setTextAlignment(_LEFT if cell.kind is CellKind.TEXT else _RIGHT)
                item.setToolTip(cell.text)
                self.setItem(at, column, item)
        for column, each in enumerate(table.columns, 1):
            self.setColumnHidden(column, each.id in without)
        self._stretch(table)
        for at, which in enumerate(self.rows()):
            if which in chosen:
                self.selectRow(at)

    def rows(self) -> tuple[str, ...]:
        """The ids of the rows."""
        return tuple(self._id(at) for at in range(self.rowCount()))

    def chosen(self) -> tuple[str, ...]:
        """The ids of the rows that are chosen."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return tuple(self._id(row) for row in rows)

    def ticked(self) -> tuple[str, ...]:
        """The ids of the rows whose box is set."""
        return tuple(
            self._id(at)
            for at in range(self.rowCount())
            if (item := self.item(at, 0)) is not None and item.checkState() is Qt.CheckState.Checked
        )

    def _id(self, row: int) -> str:
        item = self.item(row, 0)
        return "" if item is None else str(item.data(_ID))

    def _tick(
        self, item: QTableWidgetItem, which: str, usable: frozenset[str] | None, *, on: bool
    ) -> None:
        may = usable is None or which in usable
        flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags if may else flags & ~Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if may and on else Qt.CheckState.Unchecked)

    def _stretch(self, table: NumberTable) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        words = [at for at, each in enumerate(_kinds(table), 1) if each is CellKind.TEXT]
        header.setSectionResizeMode(words[-1] if words else 0, QHeaderView.ResizeMode.Stretch)
        # Names that are long would leave no room for the words that are stretched.
        header.setMaximumSectionSize(max(160, self.viewport().width() // 4))


def _kinds(table: NumberTable) -> list[CellKind]:
    return [cell.kind for cell in table.rows[0].cells] if table.rows else []
