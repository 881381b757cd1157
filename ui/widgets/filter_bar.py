"""The bar of a filter: a field for words, a menu of what to filter by, and a chip for each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from qda.i18n import Speech, mark
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.search_field import SearchField
from ui.widgets.speaking import Speaking

_SEGMENTS: Final = mark("Words in the segments")


@dataclass(frozen=True, slots=True)
class FilterValue:
    """One thing to filter by: the part of the filter it belongs to, the value, its words."""

    part: str
    value: object
    words: str


@dataclass(frozen=True, slots=True)
class FilterPart:
    """Values of one part under their heading, both worded already."""

    heading: str
    values: tuple[FilterValue, ...]


class FilterBar(Speaking, QWidget):
    """Says what a list is filtered by, and changes it.

    `prompt` is an English sentence that says which words the field looks for.

    Signals:
        toggled: a value was chosen, or its chip pressed (`FilterValue`).
        cleared: everything is to be shown again.
        searched: the words that are to stand in the segments.
        left_down: the arrow down was pressed in the field.
        opened: the menu is about to be shown; `set_parts` may still fill it.
    """

    toggled = Signal(object)
    cleared = Signal()
    searched = Signal(str)
    left_down = Signal()
    opened = Signal()

    def __init__(
        self, speech: Speech, parent: QWidget | None = None, *, prompt: str = _SEGMENTS
    ) -> None:
        super().__init__(parent)
        self._parts: Sequence[FilterPart] = ()
        self._active: Sequence[FilterValue] = ()
        self.field = SearchField(prompt, speech, self)
        self.button = QPushButton(self)
        self.menu = QMenu(self)
        self.button.setMenu(self.menu)
        self.chips = QWidget(self)
        self.clear_button = QPushButton(self.chips)
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.field.searched.connect(self.searched)
        self.field.left_down.connect(self.left_down)
        self.clear_button.clicked.connect(self.cleared)
        self.menu.aboutToShow.connect(self._on_opened)
        self.menu.triggered.connect(self._on_triggered)
        self.set_speech(speech)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(Space.TIGHT)
        line.addWidget(self.field, 1)
        line.addWidget(self.button)
        self._flow = FlowLayout(self.chips)
        self._flow.addWidget(self.clear_button)
        self.chips.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(Space.TIGHT)
        stack.addLayout(line)
        stack.addWidget(self.chips)
        stack.addWidget(self.count)

    def set_parts(self, parts: Sequence[FilterPart]) -> None:
        """Offer these things to filter by."""
        self._parts = parts

    def set_active(self, active: Sequence[FilterValue]) -> None:
        """Show a chip for each of these values."""
        self._active = active
        for chip in self.chips.findChildren(_Chip):
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.clear_button)
        for value in active:
            chip = _Chip(value, self.speech, self.chips)
            chip.taken_away.connect(self.toggled)
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.clear_button)
        self.chips.setVisible(bool(active))
        self.updateGeometry()

    def chip_words(self) -> list[str]:
        """What stands on the chips, from the left."""
        return [value.words for value in self._active]

    def say_count(self, shown: int, total: int) -> None:
        """Say how many of how many are shown."""
        number = self.speech.number
        if shown == total:
            words = self.speech.many("{n} segment", "{n} segments", total)
        else:
            words = self.speech("{shown} of {total}", shown=number(shown), total=number(total))
        self.count.setText(words)

    def retranslate(self) -> None:
        """Override: the field, the button and the chips."""
        self.field.set_speech(self.speech)
        self.button.setText(self.speech("Filter"))
        self.button.setToolTip(self.speech("Choose what the list shows"))
        self.button.setAccessibleName(self.speech("Choose what the list shows"))
        self.clear_button.setText(self.speech("Clear"))
        self.clear_button.setAccessibleName(self.speech("Show everything again"))

    def _on_opened(self) -> None:
        self.opened.emit()
        for old in self.menu.findChildren(QMenu):
            old.deleteLater()
        self.menu.clear()
        chosen = {(value.part, value.value) for value in self._active}
        for part in self._parts:
            into = self.menu.addMenu(part.heading.replace("&", "&&"))
            into.setEnabled(bool(part.values))
            for value in part.values:
                act = into.addAction(value.words.replace("&", "&&"))
                act.setCheckable(True)
                act.setChecked((value.part, value.value) in chosen)
                act.setData(value)

    def _on_triggered(self, act: QAction) -> None:
        self.toggled.emit(act.data())


class _Chip(QPushButton):
    """A part of the filter; pressing it takes the part away."""

    taken_away = Signal(object)

    def __init__(self, value: FilterValue, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self._value = value
        self.clicked.connect(self._on_clicked)
        self.setText(value.words.replace("&", "&&") + "  ✕")
        said = speech("Take away the filter: {words}", words=value.words)
        self.setAccessibleName(said)
        self.setToolTip(said)

    def _on_clicked(self) -> None:
        self.taken_away.emit(self._value)
