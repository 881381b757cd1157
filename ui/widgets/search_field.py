"""A field to type what one looks for: tells once the typing pauses, and at once on Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from qda.i18n import Speech
from ui.widgets.speaking import Speaking

_PAUSE_MS = 150


class SearchField(Speaking, QLineEdit):
    """A line to search or filter with; Escape empties it, the arrow down leaves it for the list.

    `prompt` is an English sentence that says what is searched; it is worded by the speech.

    Signals:
        searched: the words now wanted, each time they have changed and the typing pauses.
        left_down: the arrow down was pressed.
    """

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, prompt: str, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.setClearButtonEnabled(True)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._on_typed)
        self.returnPressed.connect(self._tell)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: the prompt, for eyes and for screen readers."""
        self.setPlaceholderText(self.speech(self._prompt))
        self.setAccessibleName(self.speech(self._prompt))

    def event(self, event: QEvent) -> bool:
        """Override: with nothing typed to take back, the undo key is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = QKeySequence.StandardKey
            undo = event.matches(key.Undo) and not self.isUndoAvailable()
            redo = event.matches(key.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Escape empties, the arrow down leaves."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._tell()
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _on_typed(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)
