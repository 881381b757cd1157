"""The matrix as a researcher sees it: title, how it was made, the table, the legend, the evidence.

The table is one view over the `Matrix` value; there is no widget per cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QSplitter,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from exports.drawings.shapes import Drawing
from qda.displays.values import Cell, Fact, Matrix
from qda.i18n import Speech, mark
from ui.displays.cell_panel import CellPanel
from ui.matrix.evidence import EvidencePanel
from ui.matrix.headings import MatrixHeader
from ui.matrix.model import MatrixModel
from ui.matrix.painting import CellPainter, row_height
from ui.matrix.picture import CellPicture
from ui.matrix.wording import cell_as_text
from ui.theme import Space
from ui.widgets.collapsible import CollapsibleSection
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.speaking import Speaking

NO_CELLS: Final = Invitation(
    mark("This display has no cells yet"),
    mark("Choose what its rows and columns are, or code some sources first."),
    mark("Choose rows and columns …"),
)
_HOW = mark("How this display was made, and what its marks mean")
_NARROWEST, _WIDEST = 150, 320
_BESIDE = 1000
"""From this width on, in pixels, the evidence stands beside the table, else beneath it."""


class MatrixView(Speaking, QWidget):
    """A matrix display with the evidence behind the current cell.

    Signals:
        cell_chosen: a cell was clicked or entered: row and column, 0-based.
        evidence_chosen: show this `Evidence` in its source.
        axes_requested: the button of the empty display was pressed.
    """

    cell_chosen = Signal(int, int)
    evidence_chosen = Signal(object)
    axes_requested = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MatrixModel(speech, self)
        self.title = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.subtitle = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.warnings = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.facts = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.legend = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.made = CollapsibleSection(_HOW, speech, self._about(), self)
        self.table = _Table(self)
        self.picture = CellPicture(self)
        self.evidence = EvidencePanel(speech, self)
        self.panel = CellPanel(speech, self)
        self.is_kept = False
        self.empty = EmptyState(NO_CELLS, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.made.set_open(is_open=False)

    def _about(self) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(Space.LARGE, 0, 0, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.legend)
        column.addWidget(self.facts)
        return body

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self.title.setFont(font)
        flag = Qt.TextInteractionFlag
        for label in (self.title, self.facts, self.legend):
            label.setTextInteractionFlags(
                flag.TextSelectableByMouse | flag.TextSelectableByKeyboard
            )
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellPainter(self.table))
        self.columns = MatrixHeader(self.model, Qt.Orientation.Horizontal, self.table)
        self.rows = MatrixHeader(self.model, Qt.Orientation.Vertical, self.table)
        self.table.setHorizontalHeader(self.columns)
        self.table.setVerticalHeader(self.rows)
        self.rows.sectionClicked.connect(self._on_row)
        body = self.body = QSplitter(Qt.Orientation.Horizontal, self)
        drawn = self.drawn = QSplitter(Qt.Orientation.Vertical, self)
        drawn.addWidget(self.picture)
        drawn.addWidget(self.table)
        drawn.setStretchFactor(0, 3)
        drawn.setStretchFactor(1, 2)
        drawn.setChildrenCollapsible(False)
        body.addWidget(drawn)
        side = self.side = QSplitter(Qt.Orientation.Vertical, self)
        side.addWidget(self.evidence)
        side.addWidget(self.panel)
        side.setStretchFactor(0, 1)
        side.setChildrenCollapsible(False)
        body.addWidget(side)
        body.setStretchFactor(0, 3)
        body.setStretchFactor(1, 1)
        body.setSizes([720, 280])
        body.setChildrenCollapsible(False)
        self._page = QWidget(self)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        for widget in (self.title, self.subtitle, self.warnings, self.made):
            column.addWidget(widget)
        column.addWidget(body, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._page)

    def _connect(self) -> None:
        self.empty.acted.connect(self.axes_requested)
        self.table.clicked.connect(self._on_chosen)
        self.table.entered_cell.connect(self._on_chosen)
        self.table.copy_wanted.connect(self.copy_cell)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.evidence.evidence_chosen.connect(self.evidence_chosen)
        self.picture.chosen.connect(self._on_place)
        self.picture.opened.connect(self.cell_chosen)

    def invite(self, invitation: Invitation) -> None:
        """Say what is to be done first where there are no cells."""
        self.empty.set_invitation(invitation)

    def _on_row(self, row: int) -> None:
        """Stand on a row whose name was clicked, in the column one is in."""
        column = max(0, self.table.currentIndex().column())
        self.table.setCurrentIndex(self.model.index(row, column))

    def _on_place(self, row: int, column: int) -> None:
        """Stand on the cell whose place in the picture was chosen."""
        self.table.setCurrentIndex(self.model.index(row, column))

    def show_matrix(self, matrix: Matrix | None, drawing: Drawing | None = None) -> None:
        """Show a display with its picture, or that there is none.

        The cell that was current stays so.
        """
        place = self._place()
        self.model.set_matrix(matrix)
        self.picture.show_drawing(drawing)
        self._show_cell(None)
        filled = matrix is not None and bool(matrix.rows) and bool(matrix.columns)
        self._pages.setCurrentWidget(self._page if filled else self.empty)
        self._word_matrix()
        self._size_table()
        self._return_to(place)

    def _place(self) -> _Place:
        matrix, current = self.model.matrix, self.table.currentIndex()
        across, down = self.table.horizontalScrollBar(), self.table.verticalScrollBar()
        row = column = ""
        if matrix is not None and current.isValid():
            row, column = matrix.rows[current.row()].id, matrix.columns[current.column()].id
        quotes = self.evidence.list.verticalScrollBar().value()
        return _Place(row, column, across.value(), down.value(), quotes)

    def _return_to(self, place: _Place) -> None:
        matrix = self.model.matrix
        if matrix is None or not place.row:
            self.table.scrollToTop()
            self.table.horizontalScrollBar().setValue(0)
            return
        rows = [heading.id for heading in matrix.rows]
        columns = [heading.id for heading in matrix.columns]
        if place.row in rows and place.column in columns:
            index = self.model.index(rows.index(place.row), columns.index(place.column))
            self.table.setCurrentIndex(index)
            self.evidence.list.doItemsLayout()
            self.evidence.list.verticalScrollBar().setValue(place.quotes)
        self.table.horizontalScrollBar().setValue(place.across)
        self.table.verticalScrollBar().setValue(place.down)

    def go_to(self, row: str, column: str) -> bool:
        """Make the cell with these headings the current one; whether there is one."""
        matrix = self.model.matrix
        if matrix is None:
            return False
        rows = [heading.id for heading in matrix.rows]
        columns = [heading.id for heading in matrix.columns]
        if row not in rows or column not in columns:
            return False
        index = self.model.index(rows.index(row), columns.index(column))
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self.table.setFocus()
        return True

    def copy_cell(self) -> None:
        """Copy the current cell as text, its quotes to the letter."""
        index, matrix = self.table.currentIndex(), self.model.matrix
        if matrix is not None and index.isValid():
            text = cell_as_text(matrix, index.row(), index.column(), self.speech)
            QGuiApplication.clipboard().setText(text)

    def retranslate(self) -> None:
        """Override: counts, empty state, headings of the page."""
        self.made.set_speech(self.speech)
        self.empty.set_speech(self.speech)
        self.evidence.set_speech(self.speech)
        self.panel.set_speech(self.speech)
        place = self._place()
        self.model.set_speech(self.speech)
        self._word_matrix()
        self._size_table()
        self._return_to(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: in a narrow pane the evidence stands beneath the table."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.body.orientation() != wanted:
            self.body.setOrientation(wanted)
            self.body.setSizes([720, 280] if beside else [600, 400])
            across = Qt.Orientation.Vertical if beside else Qt.Orientation.Horizontal
            self.side.setOrientation(across)
        self._size_table()

    def _word_matrix(self) -> None:
        matrix = self.model.matrix
        if matrix is None:
            return
        self.title.setText(matrix.title)
        self.table.corner.setText(matrix.corner)
        self.subtitle.setText(matrix.subtitle)
        self.subtitle.setVisible(matrix.subtitle not in ("", matrix.title))
        self.warnings.setText("\n".join(matrix.warnings))
        self.warnings.setVisible(bool(matrix.warnings))
        self.facts.setText("\n".join(_lines(matrix.facts)))
        self.made.setVisible(bool(matrix.facts or matrix.legend))
        self.legend.setText("   ".join(_lines(matrix.legend)))
        self.legend.setVisible(bool(matrix.legend))
        self.table.setAccessibleName(matrix.title)
        self.table.setAccessibleDescription(
            self.speech(
                "A table of {rows} rows and {columns} columns. Arrow keys move, Enter shows the "
                "words behind a cell.",
                rows=self.speech.number(len(matrix.rows)),
                columns=self.speech.number(len(matrix.columns)),
            )
        )

    def _size_table(self) -> None:
        matrix = self.model.matrix
        if matrix is None or not matrix.columns:
            return
        self.rows.follow()
        used = self.rows.sizeHint().width() + 2 * Space.LARGE
        room = max(1, self.table.width() - used) // len(matrix.columns)
        width = min(_WIDEST, max(_NARROWEST, room))
        self.columns.setDefaultSectionSize(width)
        for row in range(len(matrix.rows)):
            cells = [self.model.words(row, column) for column in range(len(matrix.columns))]
            height = max(row_height(cells, self.table, width), self.rows.height_of_row(row))
            self.table.setRowHeight(row, height)
        self.columns.follow()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.cell_chosen.emit(index.row(), index.column())

    def _on_current(self, index: QModelIndex) -> None:
        matrix = self.model.matrix
        if matrix is None or not index.isValid():
            self._show_cell(None)
            return
        row, column = matrix.rows[index.row()], matrix.columns[index.column()]
        cell = matrix.cell(index.row(), index.column())
        self.evidence.show_evidence(f"{row.label} × {column.label}", matrix.behind(cell))
        self._show_cell(cell)
        self.picture.set_cell(index.row(), index.column())

    def _show_cell(self, cell: Cell | None) -> None:
        matrix = self.model.matrix
        if cell is None or matrix is None:
            self.evidence.clear()
            self.panel.show_cell(None, (), is_kept=False)
            return
        indexes = dict.fromkeys(cell.records)
        for entry in cell.entries:
            indexes.update(dict.fromkeys(entry.records))
        records = tuple(matrix.records[index] for index in indexes)
        self.panel.show_cell(cell, records, is_kept=self.is_kept)


def _lines(facts: tuple[Fact, ...]) -> list[str]:
    return [f"{fact.label}: {fact.text}" for fact in facts]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one stands in a matrix: the current cell by its headings, and how far it is scrolled.

    `quotes` is how far the evidence is.
    """

    row: str
    column: str
    across: int
    down: int
    quotes: int


class _Table(QTableView):
    entered_cell = Signal(QModelIndex)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.corner = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.corner.setIndent(0)
        self.corner.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        width, height = self.verticalHeader().width(), self.horizontalHeader().height()
        frame = self.frameWidth()
        # An indent of the label would raise its words too, and cut their top off.
        self.corner.setGeometry(
            frame + Space.SMALL, frame, width - 2 * Space.SMALL, height - Space.TIGHT
        )
        self.corner.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.entered_cell.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
