"""The tables of a report: a list of them, and the one that is chosen with what to beware of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QListWidget,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from exports.number_text import table_text
from qda.i18n import Speech
from qda.numbers.values import CellKind, NumberReport, NumberTable
from ui.numbers.cautions import Cautions
from ui.numbers.model import FIGURE, NumbersModel
from ui.theme import Space
from ui.widgets.speaking import Speaking

_LIST_WIDTH: Final = 190
_NARROWEST: Final = 56
_WIDEST: Final = 240
_MOST_MEASURED: Final = 80
"""Columns beyond which each is as wide as any other: measuring them all takes too long."""

_USUAL: Final = 150
_MEASURED: Final = 12
"""Rows that are measured for the width of a column."""

_NAMES: Final = 0.4
"""The share of the table's width that the names of its rows may take."""


class NumberTables(Speaking, QWidget):
    """The tables of one report.

    Signals:
        cell_chosen: a cell was clicked, or Enter was pressed on it: ids of table, row and column.
        cell_changed: another cell is current, or none.
        table_changed: another table is shown.
        about_wanted: what a cell means and how it was made is to be told.
        refresh_wanted: the figures are to be computed anew.
    """

    cell_chosen = Signal(str, str, str)
    cell_changed = Signal()
    table_changed = Signal()
    about_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: NumberReport | None = None
        self.list = QListWidget(self)
        self.title = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.tested = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.tested.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.cautions = Cautions(speech, self)
        self.view = NumbersView(self)
        self.model = NumbersModel(speech, self)
        self.sorted = QSortFilterProxyModel(self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.sorted.setSourceModel(self.model)
        self.sorted.setSortRole(FIGURE)
        self.view.setModel(self.sorted)
        self.list.setWordWrap(True)
        self.list.setMinimumWidth(110)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.body = QWidget(self)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.title)
        column.addWidget(self.tested)
        column.addWidget(self.cautions)
        column.addWidget(self.view, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(self.list)
        self.split.addWidget(self.body)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([_LIST_WIDTH, 600])
        self.split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_table)
        self.view.chosen.connect(self._on_chosen)
        self.view.copy_wanted.connect(self.copy_cells)
        self.view.about_wanted.connect(self.about_wanted)
        self.view.refresh_wanted.connect(self.refresh_wanted)
        self.view.selectionModel().currentChanged.connect(self.cell_changed)

    def show_report(self, report: NumberReport) -> None:
        """Show the tables of a report; the table and the cell one was at stay, where they are."""
        before, table = self.current(), self.shown()
        had = self.view.hasFocus()
        self.report = report
        self.list.blockSignals(True)
        self.list.clear()
        for each in report.tables:
            self.list.addItem(each.title)
            self.list.item(self.list.count() - 1).setToolTip(each.title)
        ids = [each.id for each in report.tables]
        at = ids.index(table.id) if table is not None and table.id in ids else 0
        self.list.setCurrentRow(at if ids else -1)
        self.list.blockSignals(False)
        self.list.setVisible(len(ids) > 1)
        self._on_table(at)
        if before is not None:
            self.stand_on(*before)
        if had:
            self.view.setFocus()

    def shown(self) -> NumberTable | None:
        """The table in view."""
        return self.model.table

    def show_table(self, which: str) -> None:
        """Show the table with an id, where there is one."""
        ids = [] if self.report is None else [each.id for each in self.report.tables]
        if which in ids:
            self.list.setCurrentRow(ids.index(which))

    def current(self) -> tuple[str, str] | None:
        """The ids of the row and column of the current cell."""
        table, index = self.shown(), self.sorted.mapToSource(self.view.currentIndex())
        if table is None or not index.isValid():
            return None
        return table.rows[index.row()].heading.id, table.columns[index.column()].id

    def stand_on(self, row: str, column: str) -> None:
        """Make the cell with these ids current, where the table has it."""
        table = self.shown()
        if table is None:
            return
        rows = [each.heading.id for each in table.rows]
        columns = [each.id for each in table.columns]
        if row in rows and column in columns:
            index = self.model.index(rows.index(row), columns.index(column))
            self.view.setCurrentIndex(self.sorted.mapFromSource(index))

    def about_cell(self) -> list[tuple[str, str]]:
        """What the current cell is: its figure to the last digit, and the terms it uses."""
        index = self.sorted.mapToSource(self.view.currentIndex())
        return self.model.about(index.row(), index.column()) if index.isValid() else []

    def copy_cells(self) -> None:
        """Copy the chosen cells as text with tabs; the whole table where one cell is chosen."""
        chosen = self.view.selectionModel().selectedIndexes()
        if len(chosen) <= 1:
            self.copy_table()
            return
        places = [(index.row(), index.column()) for index in chosen]
        rows = sorted({row for row, _ in places})
        self._copy(rows, sorted({column for _, column in places}))

    def copy_table(self) -> None:
        """Copy the table in view as text with tabs, in its order on screen."""
        self._copy(list(range(self.sorted.rowCount())), None)

    def _copy(self, rows: list[int], columns: list[int] | None) -> None:
        table, report = self.shown(), self.report
        if table is None or report is None:
            return
        down = [self.sorted.mapToSource(self.sorted.index(row, 0)).row() for row in rows]
        speech = Speech(report.language)
        text = table_text(table, speech, warnings=report.warnings, rows=down, columns=columns)
        QGuiApplication.clipboard().setText(text)

    def retranslate(self) -> None:
        """Override: names; a report is worded when it is made."""
        speech = self.speech
        self.cautions.set_speech(speech)
        self.list.setAccessibleName(speech("Tables"))
        self.view.setAccessibleDescription(
            speech(
                "Arrow keys move, Enter shows the rows behind a figure, I tells what it means, "
                "R computes anew."
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: names of rows take their share of the width."""
        super().resizeEvent(event)
        self._fit_names()

    def _on_table(self, at: int) -> None:
        report = self.report
        tables = () if report is None else report.tables
        table = tables[at] if 0 <= at < len(tables) else None
        terms = {} if report is None else {each.label: each.text for each in report.legend}
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.sorted.sort(-1)
        self.model.show(table, terms, self.speech)
        self.title.setText("" if table is None else table.title)
        tested = _tested(report, table)
        self.tested.setText(tested)
        self.tested.setVisible(bool(tested))
        self.view.setAccessibleName("" if table is None else table.title)
        warnings = () if report is None else report.warnings
        self.cautions.say(dict.fromkeys((*(() if table is None else table.notes), *warnings)))
        self._fit()
        if table is not None and table.rows and table.columns:
            self.view.setCurrentIndex(self.sorted.index(0, 0))
        self.table_changed.emit()

    def _fit_names(self) -> None:
        view = self.view
        view.verticalHeader().setMaximumWidth(max(80, round(_NAMES * view.width())))

    def _fit(self) -> None:
        self._fit_names()
        view = self.view
        if self.sorted.columnCount() > _MOST_MEASURED:
            for column in range(self.sorted.columnCount()):
                view.setColumnWidth(column, _USUAL)
            return
        view.resizeColumnsToContents()
        for column in range(self.sorted.columnCount()):
            view.setColumnWidth(column, min(_WIDEST, max(_NARROWEST, view.columnWidth(column))))

    def _on_chosen(self, index: QModelIndex) -> None:
        table, place = self.shown(), self.sorted.mapToSource(index)
        if table is not None and place.isValid():
            row, column = table.rows[place.row()].heading.id, table.columns[place.column()].id
            self.cell_chosen.emit(table.id, row, column)


def _tested(report: NumberReport | None, table: NumberTable | None) -> str:
    """What the first table, that of all tests, says of the code that a table is about."""
    if report is None or table is None or table is report.tables[0]:
        return ""
    first = report.tables[0]
    row = next((each for each in first.rows if each.heading.id == table.id), None)
    if row is None:
        return ""
    cells = zip(first.columns, row.cells, strict=True)
    told = [f"{c.label} {cell.text}" for c, cell in cells if cell.kind is not CellKind.NOTHING]
    return " · ".join(told)


class NumbersView(QTableView):
    """The table with its keys.

    Signals:
        chosen: Enter was pressed on a cell, or it was clicked (its index).
        copy_wanted: the chosen cells are to be copied.
        about_wanted: I was pressed.
        refresh_wanted: R was pressed.
    """

    chosen = Signal(QModelIndex)
    copy_wanted = Signal()
    about_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(_NARROWEST)
        # Where there are thousands of cells, the first rows tell how wide a column must be.
        across.setResizeContentsPrecision(_MEASURED)
        down.setHighlightSections(False)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setCornerButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter, I, R and copy."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
        elif plain and event.key() == Qt.Key.Key_I:
            self.about_wanted.emit()
        elif plain and event.key() == Qt.Key.Key_R:
            self.refresh_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a click on one cell chooses it; dragging over several only selects them."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        alone = len(self.selectionModel().selectedIndexes()) == 1
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and alone:
            self.chosen.emit(index)
