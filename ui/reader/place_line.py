"""The line beneath the text: where the caret stands, and what is known of the coding there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Space
from ui.widgets.elided import Elided


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
