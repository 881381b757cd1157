"""The table of places where a name stands: a tick a row, the words around, what they become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qda.i18n import Speech
from qda.pseudonyms.places import BY_NAME, NamePlace

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_CHECK: Final = Qt.ItemDataRole.CheckStateRole
_DISPLAY: Final = Qt.ItemDataRole.DisplayRole


class PlacesModel(QAbstractTableModel):
    """The places of a name, each to be replaced or not.

    Signals:
        ticks_changed: another place is to be replaced, or one is not.
    """

    ticks_changed = Signal()

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._places: tuple[NamePlace, ...] = ()
        self._ticked: list[bool] = []
        self._pseudonym = ""

    def show_places(self, places: Sequence[NamePlace]) -> None:
        """Show these places, all of them ticked but what theories say."""
        self.beginResetModel()
        self._places = tuple(places)
        self._ticked = [not place.of_theory for place in places]
        self.endResetModel()
        self.ticks_changed.emit()

    def set_pseudonym(self, pseudonym: str) -> None:
        """What the name becomes."""
        self._pseudonym = pseudonym
        if self._places:
            last = len(self._places) - 1
            self.dataChanged.emit(self.index(0, 3), self.index(last, 3))

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every place, or none."""
        self._ticked = [ticked] * len(self._places)
        if self._places:
            last = len(self._places) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, 0))
        self.ticks_changed.emit()

    def chosen(self) -> tuple[NamePlace, ...]:
        """The places that are ticked, as they were found."""
        return tuple(compress(self._places, self._ticked))

    def places(self) -> tuple[NamePlace, ...]:
        """All places, in the order of the rows."""
        return self._places

    def kinds(self) -> set[str]:
        """What the places stand in, in words; each once."""
        return {self._speech(BY_NAME[name].words) for name in {each.field for each in self._places}}

    def any_chosen(self) -> bool:
        """Whether a place is ticked."""
        return any(self._ticked)

    def counted(self) -> str:
        """How many places there are, and how many of each kind are ticked."""
        speech = self._speech
        kinds = Counter(
            BY_NAME[place.field].words
            for place, ticked in zip(self._places, self._ticked, strict=True)
            if ticked
        )
        listed = "; ".join(f"{speech(words)} {speech.number(n)}" for words, n in kinds.items())
        told = speech(
            "{ticked} of {n} places are to be replaced",
            ticked=speech.number(kinds.total()),
            n=speech.number(len(self._places)),
        )
        return f"{told}: {listed}" if listed else told

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override: the places."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Override: where, what, the words, what they become."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Override: the headings."""
        if role != _DISPLAY or orientation is not Qt.Orientation.Horizontal:
            return None
        speech = self._speech
        return (speech("Where"), speech("What"), speech("Reads now"), speech("Will read"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: the first column can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Override: the tick and the words."""
        if not index.isValid():
            return None
        place = self._places[index.row()]
        if role == _CHECK and index.column() == 0:
            return Qt.CheckState.Checked if self._ticked[index.row()] else Qt.CheckState.Unchecked
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return self._cell(place, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(index.row())
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Override: tick a place, or take its tick away."""
        if role != _CHECK or not index.isValid():
            return False
        self._ticked[index.row()] = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticks_changed.emit()
        return True

    def toggle(self, row: int) -> None:
        """Turn the tick of a row."""
        state = Qt.CheckState.Unchecked if self._ticked[row] else Qt.CheckState.Checked
        self.setData(self.index(row, 0), state, _CHECK)

    def _cell(self, place: NamePlace, column: int) -> str:
        if column == 0:
            return place.key or "–"
        if column == 1:
            return self._speech(BY_NAME[place.field].words)
        cut = place.becoming(self._pseudonym).cut
        name = cut.removed if column == 2 else cut.inserted
        return " ".join(f"{place.before}[{name}]{place.after}".split())

    def _said(self, row: int) -> str:
        place = self._places[row]
        speech = self._speech
        ticked = speech("to be replaced") if self._ticked[row] else speech("stays as it is")
        return ", ".join((*(self._cell(place, column) for column in range(3)), ticked))
