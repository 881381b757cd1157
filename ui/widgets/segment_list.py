"""The list of coded segments with its filter: live beside the text, never in a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech, mark
from ui.theme import Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.search_field import SearchField
from ui.widgets.segments import Column, SegmentModel, SegmentRow, copied
from ui.widgets.speaking import Speaking

_NONE = Invitation(
    mark("No coded segments yet"),
    mark("Select words in the text and press Enter, or drag a code onto them."),
)


_WIDTHS = (
    (Column.KEY, 9, 0.14),
    (Column.CODE, 30, 0.28),
    (Column.CODER, 12, 0.12),
    (Column.STATE, 12, 0.2),
)


class SegmentList(Speaking, QWidget):
    """Coded segments as rows of place, words, code, coder and state.

    Signals:
        segment_chosen: a row was activated by Enter or a double click (its `SegmentRow`).
        segments_selected: the selected rows have changed (a list of `SegmentRow`).
        context_requested: a menu is wanted at a global point for the selected rows.
    """

    segment_chosen = Signal(object)
    segments_selected = Signal(object)
    context_requested = Signal(object, object)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SegmentModel(speech, self)
        self.field = SearchField(mark("Filter the segments"), speech, self)
        self.count = QLabel(self)
        self.table = _Table(self)
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setDragEnabled(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setSortingEnabled(True)
        header.setSectionResizeMode(Column.QUOTE, QHeaderView.ResizeMode.Stretch)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        stack.setSpacing(Space.TIGHT)
        stack.addWidget(self.field)
        stack.addWidget(self.count)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        stack.addLayout(self._pages, 1)

    def _connect(self) -> None:
        self.field.searched.connect(self.model.set_words)
        self.field.left_down.connect(self._enter_table)
        self.model.modelReset.connect(self._on_reset)
        self.table.activated.connect(self._on_activated)
        self.table.copy_wanted.connect(self.copy)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.table.customContextMenuRequested.connect(self._on_context)

    def set_rows(self, rows: Sequence[SegmentRow]) -> None:
        """Show these segments, through the present filter."""
        self.model.set_rows(rows)

    def selected(self) -> list[SegmentRow]:
        """The selected rows in their order on screen."""
        indexes = self.table.selectionModel().selectedRows()
        return [self.model.rows[row] for row in sorted(index.row() for index in indexes)]

    def select_coding(self, id_: int) -> None:
        """Select the row of a coding and bring it into view, where it is shown."""
        for number, row in enumerate(self.model.rows):
            if row.id == id_:
                # Not `selectRow`, which would heed a Control key that happens to be down.
                index, flag = (
                    self.model.index(number, Column.KEY),
                    QItemSelectionModel.SelectionFlag,
                )
                self.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
                self.table.scrollTo(index)

    def copy(self) -> None:
        """Copy the selected quotes with their references."""
        QGuiApplication.clipboard().setText(copied(self.selected()))

    def retranslate(self) -> None:
        """Override: headings, states and count."""
        self.table.setAccessibleName(self.speech("Coded segments"))
        self.field.set_speech(self.speech)
        self.empty.set_speech(self.speech)
        self.model.set_speech(self.speech, colours_of(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the words get what room there is, the other columns their share of it."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters, share in _WIDTHS:
            width = min(letter * letters + Space.LARGE, round(self.width() * share))
            self.table.setColumnWidth(column, width)

    def changeEvent(self, event: QEvent) -> None:
        """Override: marks are painted for the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.model.set_speech(self.speech, colours_of(self))

    def _on_reset(self) -> None:
        shown, total = len(self.model.rows), self.model.total
        self._pages.setCurrentWidget(self.table if total else self.empty)
        self.field.setVisible(total > 0)
        self.count.setVisible(total > 0)
        number = self.speech.number
        if shown == total:
            self.count.setText(self.speech.many("{n} segment", "{n} segments", total))
        else:
            said = self.speech("{shown} of {total}", shown=number(shown), total=number(total))
            self.count.setText(said)

    def _enter_table(self) -> None:
        self.table.setFocus()
        if self.model.rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _on_activated(self, index: QModelIndex) -> None:
        self.segment_chosen.emit(self.model.rows[index.row()])

    def _on_selected(self) -> None:
        self.segments_selected.emit(self.selected())

    def _on_context(self, point: QPoint) -> None:
        self.context_requested.emit(self.table.viewport().mapToGlobal(point), self.selected())


class _Table(QTableView):
    copy_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
