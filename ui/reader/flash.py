"""Frames for a moment the words that were gone to."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from models.positions import Span
from ui.reader.page import Page
from ui.text_positions import PositionMap
from ui.theme import Colours

_FLASH_MS: Final = 1600


class Flash(QObject):
    """The words that are framed now, or none.

    Signals:
        changed: others are framed.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.span: Span | None = None
        self._end = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._end.timeout.connect(self.end)

    def frame(self, span: Span) -> None:
        """Frame these words for a moment."""
        self.span = span
        self._end.start()
        self.changed.emit()

    def end(self) -> None:
        """Frame nothing any more."""
        self.span = None
        self.changed.emit()

    def paint(
        self, painter: QPainter, page: Page, positions: PositionMap, colours: Colours
    ) -> None:
        """Paint the frame around what of the words is in view."""
        if self.span is None:
            return
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for strip in page.strips(*positions.units_of(self.span)):
            painter.drawRect(strip.adjusted(-2, -2, 2, 3))
