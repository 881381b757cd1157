"""Says in the status line that something is under way, before it has a row of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from qda.i18n import Speech
from ui.widgets.speaking import Speaking


class BusySign(Speaking, QLabel):
    """A word that comes and goes; its room is kept, so that nothing else moves."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_busy = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.set_speech(speech)

    def show_busy(self, is_busy: bool) -> None:  # noqa: FBT001
        """Say so, or no longer."""
        self._is_busy = is_busy
        self.retranslate()

    def retranslate(self) -> None:
        """Override: the word."""
        words = self.speech("Working …")
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(words))
        self.setText(words if self._is_busy else "")
