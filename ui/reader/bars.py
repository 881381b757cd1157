"""The two slim fields beneath the text: find words, and go to a paragraph."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from qda.i18n import Speech, mark
from ui.theme import Space
from ui.widgets.search_field import SearchField
from ui.widgets.speaking import Speaking


class FindBar(Speaking, QWidget):
    """A field for words, how many were found, and buttons to the next and the one before.

    Signals:
        wanted: the words have changed.
        next_wanted, previous_wanted: go to the next finding, or the one before.
        closed: Escape or the close button.
    """

    wanted = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total: int | None = None
        self._current: int | None = None
        self.field = _FindField(mark("Find in this source"), speech, self)
        self.count = QLabel(self)
        self.previous_button = QPushButton(self)
        self.next_button = QPushButton(self)
        self.close_button = QToolButton(self, autoRaise=True)
        self.close_button.setText("✕")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.previous_button, self.next_button, self.close_button):
            row.addWidget(widget)
        self.field.searched.connect(self.wanted)
        self.previous_button.clicked.connect(self.previous_wanted)
        self.next_button.clicked.connect(self.next_wanted)
        self.close_button.clicked.connect(self.closed)
        self.set_speech(speech)
        self.hide()

    def open_with(self, words: str) -> None:
        """Show the bar, with words to find where there are any, ready to type."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus()

    def set_count(self, current: int | None, total: int | None) -> None:
        """Tell which finding (0-based) of how many; `total` None where nothing is wanted."""
        self._current, self._total = current, total
        self.retranslate()

    def retranslate(self) -> None:
        """Override: buttons and count."""
        speech = self.speech
        self.field.set_speech(speech)
        self.previous_button.setText(speech("Previous"))
        self.next_button.setText(speech("Next"))
        self.close_button.setAccessibleName(speech("Close the search"))
        self.close_button.setToolTip(speech("Close the search"))
        self.next_button.setEnabled(bool(self._total))
        self.previous_button.setEnabled(bool(self._total))
        if self._total is None:
            self.count.clear()
        elif self._total == 0:
            self.count.setText(speech("Not found in this source"))
        else:
            self.count.setText(
                speech(
                    "{number} of {total}",
                    number=speech.number((self._current or 0) + 1),
                    total=speech.number(self._total),
                )
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter goes on, with Shift back; Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_wanted if back else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _FindField(SearchField):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class GoToBar(Speaking, QWidget):
    """A field for the number of a paragraph; a whole trace key such as `W03:12` is understood.

    Signals:
        wanted: go to the paragraph with this number.
        closed: Escape or the close button.
    """

    wanted = Signal(int)
    closed = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = 0
        self.label = QLabel(self)
        self.field = QLineEdit(self)
        self.message = QLabel(self)
        self.label.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        row.addWidget(self.label)
        row.addWidget(self.field)
        row.addWidget(self.message, 1)
        self.field.returnPressed.connect(self._on_entered)
        self.set_speech(speech)
        self.hide()

    def open_for(self, last: int) -> None:
        """Show the bar for a source with `last` paragraphs, ready to type."""
        self._last = last
        self.message.clear()
        self.retranslate()
        self.show()
        self.field.selectAll()
        self.field.setFocus()

    def refuse(self) -> None:
        """Tell that there is no such paragraph."""
        self.message.setText(
            self.speech(
                "There is no such paragraph. Type a number from 1 to {last}.",
                last=self.speech.number(self._last),
            )
        )

    def retranslate(self) -> None:
        """Override: label and field."""
        self.label.setText(self.speech("Go to paragraph"))
        self.field.setAccessibleName(self.speech("Go to paragraph"))
        self.field.setPlaceholderText(f"1–{self._last}" if self._last else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _on_entered(self) -> None:
        found = re.fullmatch(r"(?:.*:)?\s*(\d{1,9})\s*", self.field.text())
        if found is None:
            self.refuse()
        else:
            self.wanted.emit(int(found[1]))
