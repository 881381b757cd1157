"""One list of records with what can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech, mark
from ui.records.known import Known, ListKind, Row
from ui.records.lists import RecordList, is_proposed, place_of
from ui.records.model import RecordModel
from ui.theme import Space
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.speaking import Speaking

_EXTRAS: Final = {
    ListKind.EVENT: (("join", mark("&Join as one event")), ("find", mark("&Find in sources …"))),
    ListKind.RATING: (("propose", mark("&Propose ratings …")),),
    ListKind.CLAIM: (
        ("name", mark("&Measure the same …")),
        ("find", mark("&Find in sources …")),
        ("check", mark("Chec&k the numbers")),
    ),
    ListKind.ASKED: (("find", mark("&Find questions …")),),
    ListKind.STAGE: (("up", mark("Move &up")), ("down", mark("Move &down"))),
}
"""What can be done to one list alone."""


class RecordTable(QTableView):
    """The records; Enter goes to the place, Delete takes away, F2 changes.

    Signals:
        entered, removed, changed: the key for it was pressed.
    """

    entered = Signal()
    removed = Signal()
    changed = Signal()

    def __init__(self, shape: RecordList, parent: QWidget) -> None:
        super().__init__(parent)
        self._shape = shape
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + Space.SMALL)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def fit(self) -> None:
        """Give every column its usual width, and what is left to the widest."""
        letter = self.fontMetrics().averageCharWidth()
        for at, column in enumerate(self._shape.columns):
            needed = self.horizontalHeader().sectionSizeHint(at)
            self.setColumnWidth(at, max(letter * column.letters, needed))
        left = self.viewport().width() - self.horizontalHeader().length()
        if left > 0:
            widest = self._shape.widest
            self.setColumnWidth(widest, self.columnWidth(widest) + left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the widest column takes what is left."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter and Delete."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class RecordPage(Speaking, QWidget):
    """A list with its buttons.

    Signals:
        wanted: something is to be done: "add", "change", "remove", "confirm", "confirm_all", or
            one of what can be done to this list alone.
        place_wanted: show a source (id) at words (`Span`, or None).
    """

    wanted = Signal(str)
    place_wanted = Signal(int, object)

    def __init__(self, shape: RecordList, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape = shape
        self.speech = speech
        self.model = RecordModel(shape, speech, self)
        self.table = RecordTable(shape, self)
        self.table.setModel(self.model)
        self.search, self.proposed_only = QLineEdit(self), QCheckBox(self)
        self.search.setClearButtonEnabled(True)
        self.buttons = {name: QPushButton(self) for name in self._names()}
        self.empty = EmptyState(shape.empty, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _names(self) -> tuple[str, ...]:
        confirming = () if self.shape.confirm is None else ("confirm", "confirm_all")
        extras = (name for name, _ in _EXTRAS.get(self.shape.kind, ()))
        return ("add", "change", "place", *confirming, *extras, "remove")

    def _lay_out(self) -> None:
        self.bar = QWidget(self)
        above = QHBoxLayout(self.bar)
        above.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, 0)
        above.addWidget(self.search, 1)
        above.addWidget(self.proposed_only)
        self.acts = QWidget(self)
        acts = FlowLayout(self.acts)
        acts.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        for button in self.buttons.values():
            acts.addWidget(button)
        self.proposed_only.setVisible(self.shape.confirm is not None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.bar)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addWidget(self.acts)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_narrowed)
        self.proposed_only.toggled.connect(self._on_narrowed)
        self.empty.acted.connect(lambda: self.wanted.emit("add"))
        for name, button in self.buttons.items():
            if name == "place":
                button.clicked.connect(self._on_place)
            else:
                button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        self.table.entered.connect(self._on_entered)
        self.table.doubleClicked.connect(lambda _: self._on_entered())
        self.table.removed.connect(lambda: self.wanted.emit("remove"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.follow())

    # --- showing -------------------------------------------------------------------------------

    def show_rows(self, rows: tuple[Row, ...], known: Known) -> None:
        """Show records; what was chosen stays so, as far as it is there."""
        self._keep_chosen(lambda: self.model.show(rows, known, self.speech))
        self._show_parts()
        self.table.fit()

    def _show_parts(self) -> None:
        is_any = bool(self.model.all)
        self.empty.setVisible(not is_any)
        for part in (self.bar, self.table):
            part.setVisible(is_any)
        for name, button in self.buttons.items():
            button.setVisible(is_any or name in ("find", "propose"))
        self.follow()

    def retranslate(self) -> None:
        """Override: buttons, headings, and what the list says."""
        speech = self.speech
        words = {
            "add": speech("&Add …"),
            "change": speech("C&hange …"),
            "place": speech("&Go to the place"),
            "confirm": speech("C&onfirm"),
            "confirm_all": speech("Confirm a&ll that is proposed"),
            "remove": speech("&Remove"),
        }
        for name, said in _EXTRAS.get(self.shape.kind, ()):
            words[name] = speech(said)
        for name, button in self.buttons.items():
            button.setText(words[name])
        self.search.setPlaceholderText(speech("Narrow the list by words"))
        self.search.setAccessibleName(speech("Narrow the list by words"))
        self.proposed_only.setText(speech("Only what is &proposed"))
        self.table.setAccessibleName(speech(self.shape.name))
        self.empty.set_speech(speech)
        self.show_rows(self.model.all, self.model.known)

    # --- what is chosen ------------------------------------------------------------------------

    def chosen(self) -> tuple[Row, ...]:
        """The selected records in the order of the list, or else the current one."""
        rows = sorted(each.row() for each in self.table.selectionModel().selectedRows())
        found = tuple(self.model.rows[row] for row in rows)
        here = self.current()
        return found or (() if here is None else (here,))

    def current(self) -> Row | None:
        """The record one stands on, or None."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def choose(self, ids: Iterable[int]) -> None:
        """Choose records by their ids and stand on the first of them."""
        wanted = set(ids)
        rows = [at for at, row in enumerate(self.model.rows) if row.id in wanted]
        picked = QItemSelection()
        last = max(0, self.model.columnCount() - 1)
        for row in rows:
            picked.select(self.model.index(row, 0), self.model.index(row, last))
        selection = self.table.selectionModel()
        if rows:
            index = self.model.index(rows[0], 0)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.table.scrollTo(index)
        selection.select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.follow()

    def follow(self) -> None:
        """Grey what cannot be done to what is chosen."""
        chosen = self.chosen()
        waiting = sum(is_proposed(row) for row in self.model.all)
        able = {
            "change": len(chosen) == 1,
            "place": len(chosen) == 1 and place_of(chosen[0]) is not None,
            "confirm": any(is_proposed(row) for row in chosen),
            "confirm_all": waiting > 0,
            "remove": bool(chosen),
            "join": len(chosen) > 1,
            "name": bool(chosen),
            "up": len(chosen) == 1 and chosen[0] is not self.model.all[0],
            "down": len(chosen) == 1 and chosen[0] is not self.model.all[-1],
        }
        for name, button in self.buttons.items():
            button.setEnabled(able.get(name, True))

    def _keep_chosen(self, change: Callable[[], None]) -> None:
        kept = [row.id for row in self.chosen()]
        change()
        self.choose(kept)

    def _on_narrowed(self) -> None:
        words, only = self.search.text(), self.proposed_only.isChecked()
        self._keep_chosen(lambda: self.model.narrow(words, proposed_only=only))

    def _on_place(self) -> None:
        row = self.current()
        place = None if row is None else place_of(row)
        if place is not None:
            self.place_wanted.emit(*place)

    def _on_entered(self) -> None:
        """Go to the place; where there is none, change what is said."""
        row = self.current()
        if row is None:
            return
        if place_of(row) is None:
            self.wanted.emit("change")
        else:
            self._on_place()
