"""The list of coded segments: columns where there is room, cards where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import Polarity
from qda.i18n import Speech, mark
from ui.theme import Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.segment_cells import SegmentCells, row_height
from ui.widgets.segments import PAGE, Column, SegmentModel, SegmentRow
from ui.widgets.speaking import Speaking

NONE_YET: Final = Invitation(
    mark("No coded segments yet"),
    mark("Select words in the text and press Enter, or drag a code onto them."),
)
NONE_LEFT: Final = Invitation(
    mark("Nothing passes the filter"),
    mark("Take a part of the filter away to see more."),
    mark("Show everything again"),
)
MOST_DRAGGED: Final = PAGE
"""Rows that can be dragged at once; more are changed by the buttons beneath the list."""

_WIDE_LETTERS: Final = 95
"""From so many letters of width on there is room for columns."""

_WIDTHS: Final = {
    Column.KEY: 9,
    Column.CODE: 21,
    Column.INFORMANT: 14,
    Column.CODER: 11,
    Column.STATE: 12,
    Column.SIGNS: 10,
    Column.TAGS: 12,
}
"""Letters that a column shows."""

_GIVING_WAY: Final = (Column.CODER, Column.TAGS, Column.INFORMANT, Column.SIGNS)
"""Columns that give way, in this order, until the words have room."""

_LEAST_WORDS: Final = 0.36
"""The share of the width that the words keep."""

_EDITED: Final = frozenset({Column.CODE, Column.STATE, Column.SIGNS, Column.TAGS})

_KEYS: Final[dict[str, tuple[str, object]]] = {
    "+": ("polarity", Polarity.SUPPORTING),
    "-": ("polarity", Polarity.INHIBITING),
    "/": ("polarity", Polarity.MIXED),
    "o": ("polarity", Polarity.NEUTRAL),
    "1": ("strength", 1),
    "2": ("strength", 2),
    "3": ("strength", 3),
    "y": ("confirm", None),
    "c": ("recode", None),
    "t": ("tag", None),
    "i": ("important", None),
    "m": ("memo", None),
}
"""The plain keys of the list, with the act they ask for and what it sets."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The selected rows: as stretches (first, behind the last), and as rows where all are here."""

    ranges: tuple[tuple[int, int], ...]
    rows: tuple[SegmentRow, ...] | None

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return sum(behind - first for first, behind in self.ranges)


class SegmentList(Speaking, QWidget):
    """Coded segments as rows, of which only those in view are read.

    Signals:
        segment_chosen: a row was activated by Enter or a double click (its `SegmentRow`).
        segment_stepped: one stepped to a row, and the text is to follow (its `SegmentRow`).
        selection_changed: other rows are selected.
        context_requested: a menu is wanted at a global point.
        act_wanted: an act on the selected rows: its name, and the value it sets.
        edit_wanted: a cell of a selected row was clicked (its `Column`, a global point).
        cleared: the button of the empty list was pressed.
        wide_changed: there is room for columns now, or no more.
    """

    segment_chosen = Signal(object)
    segment_stepped = Signal(object)
    selection_changed = Signal()
    context_requested = Signal(QPoint)
    act_wanted = Signal(str, object)
    edit_wanted = Signal(object, QPoint)
    cleared = Signal()
    wide_changed = Signal(bool)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SegmentModel(speech, self)
        self.table = SegmentTable(self)
        self.cells = SegmentCells(self.table)
        self.empty = EmptyState(NONE_YET, speech, self)
        self.hidden: frozenset[Column] = frozenset()
        self.wide = True
        self._step: int | None = None
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(self.cells)
        # Its margins grow with its width, and would keep the pane from ever being narrower.
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.QUOTE, QHeaderView.ResizeMode.Stretch)
        self.table.setSortingEnabled(True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        stack.addLayout(self._pages, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.model.modelReset.connect(self._on_reset)
        self.model.dataChanged.connect(self._on_data)
        self.table.activated.connect(self._on_activated)
        self.table.stepped.connect(self._on_stepped)
        self.table.act_wanted.connect(self.act_wanted)
        self.table.pressed_again.connect(self._on_pressed_again)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.table.customContextMenuRequested.connect(self._on_context)
        self.empty.acted.connect(self.cleared)

    def show_pages(
        self, count: int, pages: dict[int, Sequence[SegmentRow]], *, empty: Invitation
    ) -> None:
        """Show a list of so many rows; `empty` is said where there are none."""
        kept = self.table.currentIndex().row()
        had = self.table.hasFocus()
        is_new = count != self.model.count
        self.model.show(count, pages)
        if is_new and kept >= 0 and count:
            self._stand_on(min(kept, count - 1))
        self.empty.set_invitation(empty)
        self._pages.setCurrentWidget(self.table if count else self.empty)
        if had and count:
            self.table.setFocus()

    def set_rows(self, rows: Sequence[SegmentRow], empty: Invitation = NONE_YET) -> None:
        """Show rows that are all at hand; `empty` is said where there are none."""
        pages = {at // PAGE: rows[at : at + PAGE] for at in range(0, len(rows), PAGE)}
        self.show_pages(len(rows), pages, empty=empty)

    def pages_in_view(self, page: int) -> list[int]:
        """The numbers of the pages of so many rows that are in view, or the first."""
        first = max(0, self.table.rowAt(0))
        last = self.table.rowAt(self.table.viewport().height() - 1)
        last = first + page - 1 if last < 0 else last
        return list(range(first // page, last // page + 1))

    def chosen(self) -> Chosen:
        """The selected rows in their order on screen."""
        selection = self.table.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        found = sorted((each.top(), each.bottom() + 1) for each in parts)
        ranges = tuple(_joined(found))
        rows: list[SegmentRow] | None = []
        for first, behind in ranges:
            here = self.model.loaded(range(first, behind))
            rows = None if rows is None or here is None else rows + here
        return Chosen(ranges, None if rows is None else tuple(rows))

    def current(self) -> SegmentRow | None:
        """The row one stands on, where it is here."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def select_coding(self, id_: int) -> bool:
        """Select the row of a coding and bring it into view; False where it is not here."""
        number = self.model.number_of(id_)
        if number is not None:
            self._stand_on(number)
        return number is not None

    def stand_nowhere(self) -> None:
        """Select nothing and show the top, since another list is about to come."""
        self._step = None
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self.table.scrollToTop()

    def select_row(self, number: int) -> None:
        """Select the row with a 0-based number and bring it into view."""
        self._stand_on(number)

    def set_hidden(self, columns: frozenset[Column]) -> None:
        """Leave these columns out where the list has columns; the words always stay."""
        self.hidden = columns - {Column.QUOTE}
        self._fit()

    def retranslate(self) -> None:
        """Override: headings, states and empty list."""
        self.table.setAccessibleName(self.speech("Coded segments"))
        self.empty.set_speech(self.speech)
        self.model.set_speech(self.speech, colours_of(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: columns or cards, by the room there is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Override: marks are painted for the new colours, rows are as high as the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.model.set_speech(self.speech, colours_of(self))
        elif event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        wide = self.width() >= letter * _WIDE_LETTERS
        if wide != self.wide:
            self.wide = wide
            self.wide_changed.emit(wide)
        self.cells.card = not self.wide
        self.table.horizontalHeader().setVisible(self.wide)
        self.table.verticalHeader().setDefaultSectionSize(
            row_height(self.table, card=not self.wide)
        )
        shown = self._columns_that_fit(letter)
        for column, letters in _WIDTHS.items():
            self.table.setColumnHidden(column, column not in shown)
            if column in shown:
                self.table.setColumnWidth(column, letter * letters + Space.SMALL)

    def _columns_that_fit(self, letter: int) -> list[Column]:
        if not self.wide:
            return []
        shown = [column for column in _WIDTHS if column not in self.hidden]
        room = (1 - _LEAST_WORDS) * self.width()
        for column in _GIVING_WAY:
            taken = sum(letter * _WIDTHS[each] + Space.SMALL for each in shown)
            if taken > room and column in shown:
                shown.remove(column)
        return shown

    def _stand_on(self, number: int) -> None:
        # Not `selectRow`, which would heed a Control key that happens to be down.
        index, flag = self.model.index(number, Column.QUOTE), QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.table.scrollTo(index)

    def _on_reset(self) -> None:
        self.selection_changed.emit()

    def _on_data(self) -> None:
        if self._step is not None:
            self._on_stepped(self._step)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.segment_chosen.emit(row)

    def _on_stepped(self, number: int) -> None:
        """The text follows a step, or, where the row is being read, as soon as it is here."""
        row = self.model.row(number)
        self._step = number if row is None else None
        if row is not None:
            self.segment_stepped.emit(row)

    def _on_pressed_again(self, index: QModelIndex) -> None:
        column = Column(index.column())
        if self.wide and column in _EDITED:
            place = self.table.visualRect(index).bottomLeft()
            self.edit_wanted.emit(column, self.table.viewport().mapToGlobal(place))

    def _on_selected(self) -> None:
        self.selection_changed.emit()

    def _on_context(self, point: QPoint) -> None:
        self.context_requested.emit(self.table.viewport().mapToGlobal(point))


class SegmentTable(QTableView):
    """The table with its keys.

    Signals:
        stepped: Alt with an arrow key went to another row (its number).
        act_wanted: a key asks for an act: its name, and the value it sets.
        pressed_again: a cell of the row one stands on was clicked.
    """

    stepped = Signal(int)
    act_wanted = Signal(str, object)
    pressed_again = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._before = -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter goes to the place, Alt with arrows steps, single keys change the rows."""
        step = _STEPS.get(Qt.Key(event.key()))
        plain = event.modifiers() & ~_IGNORED == Qt.KeyboardModifier.NoModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.act_wanted.emit("copy", None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._go(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.act_wanted.emit("remove", None)
        elif plain and event.text().casefold() in _KEYS:
            self.act_wanted.emit(*_KEYS[event.text().casefold()])
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Override: more rows than one can mean by a drag are not dragged."""
        selection = self.selectionModel().selection()
        if sum(selection.at(n).height() for n in range(selection.count())) <= MOST_DRAGGED:
            super().startDrag(actions)

    def event(self, event: QEvent) -> bool:
        """Override: the keys of the list are the list's, whatever else they mean elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            stepping = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if stepping and Qt.Key(event.key()) in _STEPS:
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override: remember which row one stood on before."""
        self._before = self.currentIndex().row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a click in the row one stands on asks to change the cell."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        if index.isValid() and left and plain and index.row() == self._before:
            self.pressed_again.emit(index)

    def _go(self, step: int) -> None:
        number = self.currentIndex().row() + step
        model = self.model()
        if 0 <= number < model.rowCount():
            index, flag = model.index(number, Column.QUOTE), QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            self.scrollTo(index)
            self.stepped.emit(number)


_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_IGNORED: Final = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, behind in ranges:
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], behind))
        else:
            found.append((first, behind))
    return found
