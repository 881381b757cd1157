"""Messages in the window instead of dialogs: a sentence, and perhaps a button that helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech
from ui.theme import Colours, Space, colours_of
from ui.widgets.speaking import Speaking

_MOST = 4


class Weight(StrEnum):
    """How much a message matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in the window's language, its weight, and the verb of a button that helps.

    `say` words it, so that a message that is still shown can change its language. One with a
    `topic` takes the place of an older one with the same, such as where one stands in a row of
    stretches.
    """

    say: Callable[[Speech], str]
    weight: Weight = Weight.INFO
    action: str = ""
    do: Callable[[], None] | None = None
    topic: str = ""


class NoticeBar(Speaking, QWidget):
    """The messages that have not been closed yet, the newest on top, four at most.

    Signals:
        emptied: the last message is gone.
    """

    emptied = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._rows: list[_Row] = []
        self.set_speech(speech)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show a message; the same sentence is shown once, and the oldest makes room."""
        for row in [row for row in self._rows if self._replaces(message, row.message)]:
            self._close(row)
        if len(self._rows) == _MOST:
            self._close(self._rows[-1])
        row = _Row(message, self.speech, self)
        row.closed.connect(self._on_closed)
        self._rows.insert(0, row)
        self._column.insertWidget(0, row)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Alert))

    def _replaces(self, new: Message, old: Message) -> bool:
        if new.topic and new.topic == old.topic:
            return True
        return new.say(self.speech) == old.say(self.speech)

    def messages(self) -> list[str]:
        """The sentences that are shown, the newest first."""
        return [row.label.text() for row in self._rows]

    def clear(self) -> None:
        """Close every message."""
        for row in list(self._rows):
            self._close(row)

    def retranslate(self) -> None:
        """Override: every message that is shown."""
        self.setAccessibleName(self.speech("Messages"))
        for row in self._rows:
            row.set_speech(self.speech)

    def _on_closed(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self._close(row)

    def _close(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self._rows:
            self.hide()
            self.emptied.emit()


class _Row(Speaking, QFrame):
    closed = Signal()

    def __init__(self, message: Message, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = message
        self.sign = QLabel(self)
        self.label = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.button = QPushButton(self)
        self.button.setVisible(bool(message.action))
        self.close_button = QToolButton(self, autoRaise=True)
        self.close_button.setText("✕")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.SMALL, Space.TIGHT)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self.closed)
        self.set_speech(speech)
        self._dress()

    def retranslate(self) -> None:
        self.label.setText(self.message.say(self.speech))
        self.button.setText(self.speech(self.message.action) if self.message.action else "")
        self.close_button.setToolTip(self.speech("Close this message"))
        self.close_button.setAccessibleName(self.speech("Close this message"))
        kinds = {
            Weight.INFO: self.speech("Note:"),
            Weight.WARNING: self.speech("Please note:"),
            Weight.ERROR: self.speech("Not done:"),
        }
        self.sign.setText(kinds[self.message.weight])
        self.setAccessibleName(f"{self.sign.text()} {self.label.text()}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        ground, ink = _dress_of(self.message.weight, colours_of(self))
        sheet = (
            f"_Row, _Row QLabel {{ background: {ground}; color: {ink}; }}"
            f"_Row QToolButton {{ color: {ink}; border: none; padding: 2px 6px; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        font = self.sign.font()
        font.setBold(True)
        self.sign.setFont(font)

    def _act(self) -> None:
        if self.message.do is not None:
            self.message.do()
        self.closed.emit()


def _dress_of(weight: Weight, colours: Colours) -> tuple[str, str]:
    if weight is Weight.ERROR:
        return colours.error, colours.error_text
    if weight is Weight.WARNING:
        return colours.warning, colours.warning_text
    return colours.info, colours.info_text
