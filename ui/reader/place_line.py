"""The line beneath the text: where the caret stands, and what is known of the coding there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import Space


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


class PlaceLine(QWidget):
    """Two labels: `place` for the paragraph and the codes at the caret, `facts` for the coding."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place, self.facts = Elided(self), Elided(self)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        row.setSpacing(Space.LARGE)
        row.addWidget(self.place, 3)
        row.addWidget(self.facts, 2)

    def say(self, place: str, tooltip: str) -> None:
        """Say the place, and of a coding's tooltip all but its first line, which names the code."""
        self.place.say(place)
        self.facts.say(" · ".join(tooltip.splitlines()[1:]), tooltip)
