"""Generous lines and space between paragraphs, over Qt's layout of plain text.

Qt lays out a paragraph of plain text when it first comes into view, which is what makes a long
source open at once, but it knows no line height. So the lines are set apart right after Qt has
made them, one paragraph at a time, and never for the whole text.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from ui.reader.page import has_right_to_left

PARAGRAPH_GAP: Final = 0.55
"""The space after a paragraph, as a multiple of the letters' size."""

_NOTICEABLE: Final = 0.05


class SpacedLayout(QPlainTextDocumentLayout):
    """Lays out plain text lazily, as Qt does, with more room between its lines."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.extra = self.gap = 0.0
        self._mixed: dict[int, bool] = {}

    def forget(self) -> None:
        """Another text is laid out."""
        self._mixed.clear()

    def is_mixed(self, block: QTextBlock) -> bool:
        """Whether letters from right to left are in a paragraph; looked up once."""
        number = block.blockNumber()
        known = self._mixed.get(number)
        if known is None:
            known = self._mixed[number] = has_right_to_left(block.text())
        return known

    def set_leading(self, leading: float) -> None:
        """Take the distances between lines from the document's present font.

        `leading` is the distance from line to line as a multiple of the letters' size.
        """
        metrics = QFontMetricsF(self.document().defaultFont())
        size = metrics.ascent() + metrics.descent()
        letters = size / 1.25
        self.extra = max(0.0, letters * leading - size)
        self.gap = letters * PARAGRAPH_GAP

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Override: the paragraph's place, its lines set apart once they are new."""
        rect = super().blockBoundingRect(block)
        if not block.isValid():
            return rect
        layout = block.layout()
        # Qt sets the first line at the very top: lines that stand there are new, or of another
        # leading.
        if layout.lineCount() and abs(layout.lineAt(0).y() - self.extra / 2) > _NOTICEABLE:
            self._set_apart(block)
            rect = super().blockBoundingRect(block)
        return rect.adjusted(0, 0, 0, self.extra + self.gap)

    def _set_apart(self, block: QTextBlock) -> None:
        layout = block.layout()
        # Half of the room stands above a line, so that its underlines find theirs below.
        y = self.extra / 2
        # Qt's layout of plain text leaves every line at the left, whatever its writing.
        at_right = block.textDirection() == Qt.LayoutDirection.RightToLeft
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            spare = line.width() - line.naturalTextWidth() if at_right else 0.0
            line.setPosition(QPointF(line.position().x() + spare, y))
            y += line.height() + self.extra
