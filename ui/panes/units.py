"""A collection as a table: one row a review, read in windows as they come into view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech
from qda.labels import attribute_label
from qda.retrieval.rows import AttributeValue, CollectionRow, UnitRow
from qda.retrieval.sources import attributes, collections, units
from qda.session import StudyState
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.short_words import one_line
from ui.theme import Space

WINDOW: Final = 200
"""Rows that are read at once."""

KEPT: Final = 40
"""Windows that are kept; the oldest makes room."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Head:
    collection: CollectionRow
    names: tuple[str, ...]
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Window:
    number: int
    rows: tuple[UnitRow, ...]


class UnitsModel(QAbstractTableModel):
    """The rows of a collection; asks for a window when a row of it is first shown.

    Signals:
        wanted: a window is not here yet (its number).
    """

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._names: tuple[str, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._windows: dict[int, tuple[UnitRow, ...]] = {}
        self._asked: set[int] = set()

    def set_head(self, count: int, names: tuple[str, ...], labels: tuple[str, ...]) -> None:
        """Show a collection of `count` rows with these attributes."""
        self.beginResetModel()
        self._count, self._names, self._labels = count, names, labels
        self._windows.clear()
        self._asked.clear()
        self.endResetModel()

    def add_window(self, number: int, rows: tuple[UnitRow, ...]) -> None:
        """Show the rows of a window that was asked for."""
        if len(self._windows) >= KEPT:
            oldest = next(iter(self._windows))
            del self._windows[oldest]
            self._asked.discard(oldest)
        self._windows[number] = rows
        last = min(self._count, (number + 1) * WINDOW) - 1
        if last >= number * WINDOW:
            self.dataChanged.emit(
                self.index(number * WINDOW, 0), self.index(last, self.columnCount() - 1)
            )

    def unit(self, row: int) -> UnitRow | None:
        """The unit of a row, or None while it is being read."""
        number, at = divmod(row, WINDOW)
        rows = self._windows.get(number)
        if rows is None:
            if number not in self._asked:
                self._asked.add(number)
                self.wanted.emit(number)
            return None
        return rows[at] if at < len(rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override: the units."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Override: key, text and the attributes."""
        return 0 if parent.isValid() else 2 + len(self._names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: the labels of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._labels[section] if section < len(self._labels) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the cell's words; a row that is being read is blank for a moment."""
        unit = self.unit(index.row()) if index.isValid() else None
        if unit is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            return unit.text
        return self._cell(unit, index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, unit: UnitRow, column: int) -> str:
        if column == 0:
            return unit.key
        if column == 1:
            return one_line(unit.text)
        return written(unit.attributes.get(self._names[column - 2]))


class UnitsPane(Pane):
    """The table of one collection.

    Signals:
        unit_opened: show a unit in the reader (its id).
        titled: the collection's key and title are known.
        gone: the collection is no longer in the study.
    """

    shows = frozenset({"source", "source_text", "collection", "segment"})

    unit_opened = Signal(int)
    titled = Signal(str)
    gone = Signal()

    def __init__(
        self, desk: Desk, speech: Speech, collection_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, speech, parent)
        self.collection_id = collection_id
        self._head: _Head | None = None
        self.head = QLabel(self)
        self.table = QTableView(self)
        self.text = QLabel(self)
        for words in (self.head, self.text):
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
        self.model = UnitsModel(self)
        self._lay_out()
        self.model.wanted.connect(self._on_wanted)
        self.model.dataChanged.connect(self._on_arrived)
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setHighlightSections(False)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setMinimumHeight(72)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.addWidget(self.head)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.text)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(area)
        split.setStretchFactor(0, 1)
        split.setSizes([560, 110])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)

    def refresh(self) -> None:
        """Override: the collection and the rows in view."""
        self.desk.read(f"collection {self.collection_id}", self._read_head, self._on_head)

    def retranslate(self) -> None:
        """Override: the heading and the columns."""
        self.table.setAccessibleName(self.speech("Texts of the collection"))
        self.text.setAccessibleName(self.speech("The text of the current row"))
        if self._head is not None:
            self._on_head(self._head)

    def _read_head(self, connection: StudyState) -> _Head | None:
        here = (each for each in collections(connection) if each.id == self.collection_id)
        found = next(here, None)
        if found is None:
            return None
        first = units(connection, self.collection_id, count=WINDOW)
        used = {name for unit in first for name in unit.attributes}
        own = {each.name: each.label for each in attributes(connection)}
        return _Head(found, tuple(name for name in own if name in used), own)

    def _on_head(self, head: _Head | None) -> None:
        if head is None:
            self.gone.emit()
            return
        row, down = self.table.currentIndex().row(), self.table.verticalScrollBar().value()
        self._head = head
        speech = self.speech
        labels = [attribute_label(name, head.labels[name], speech) for name in head.names]
        self.model.set_head(
            head.collection.units, head.names, (speech("Key"), speech("Text"), *labels)
        )
        self.table.setColumnWidth(0, self.fontMetrics().horizontalAdvance("U00-000000") + 12)
        self.table.setColumnWidth(1, 460)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.verticalScrollBar().setValue(down)
        count = speech.many("{n} text", "{n} texts", head.collection.units)
        coded = speech("{n} coded", n=speech.number(head.collection.coded_units))
        self.head.setText(f"{head.collection.key}  {head.collection.title} · {count} · {coded}")
        self.titled.emit(f"{head.collection.key}  {head.collection.title}")

    def _on_wanted(self, number: int) -> None:
        def read(connection: StudyState) -> _Window:
            rows = units(connection, self.collection_id, first=number * WINDOW, count=WINDOW)
            return _Window(number, rows)

        slot = f"window {self.collection_id} {number}"
        self.desk.read(slot, read, self._on_window)

    def _on_window(self, found: _Window) -> None:
        self.model.add_window(found.number, found.rows)

    def _on_current(self, index: QModelIndex) -> None:
        unit = self.model.unit(index.row()) if index.isValid() else None
        self.text.setText("" if unit is None else unit.text)

    def _on_arrived(self) -> None:
        self._on_current(self.table.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        unit = self.model.unit(index.row())
        if unit is not None:
            self.unit_opened.emit(unit.id)


def written(value: AttributeValue) -> str:
    """A value as a table shows it: a date without its time of day at midnight."""
    if value is None:
        return ""
    return str(value).replace("T00:00:00", "").replace("T", " ")
