"""Words on one line that give way where there is no room for all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget


class Elided(QLabel):
    """A label whose words end in dots where there is no room; hovering shows them in full."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)
        # Long words must not keep the pane from being narrow.
        self.setMinimumWidth(1)

    def say(self, words: str, full: str = "") -> None:
        """Show these words; `full` are those that hovering shows, if more than these."""
        self.setText(words)
        self.setToolTip(full or words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: as many words as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        elide = Qt.TextElideMode.ElideRight
        room = self.contentsRect()
        said = self.fontMetrics().elidedText(self.text(), elide, room.width())
        painter.drawText(room, int(self.alignment()), said)
        painter.end()
