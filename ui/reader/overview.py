"""The whole text as one narrow strip: where codings and findings lie, and what is in view now.

It is drawn once and kept; a new coding is added to the drawing, so that it does not matter how
many there are.
"""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from models.positions import Span
from qda.i18n import Speech
from ui.reader.state import Highlight
from ui.reader.text_view import ReaderTextView
from ui.theme import colours_of, tone
from ui.widgets.speaking import Speaking

WIDTH: Final = 18
_COLUMNS: Final = 3
_COLUMN: Final = 3
_LEFT: Final = 3
_FOUND: Final = _LEFT + _COLUMNS * _COLUMN
_LEAST_FRAME: Final = 6.0


class Overview(Speaking, QWidget):
    """Codings at the left of the strip, findings at its right, the lines in view framed.

    Signals:
        wanted: a place was pressed: a code point position of the text.
        passed: the pointer, still pressed, went on to another place.
    """

    wanted = Signal(int)
    passed = Signal(int)

    def __init__(self, view: ReaderTextView, speech: Speech) -> None:
        super().__init__(view)
        self._view = view
        self._drawn: QPixmap | None = None
        self._found: frozenset[int] | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._later.timeout.connect(self._draw)
        view.moved.connect(self.update)
        view.highlights_changed.connect(self._on_highlights)
        view.findings_changed.connect(self._on_findings)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: the name of the strip."""
        self.setAccessibleName(self.speech("Overview of the text"))

    def sizeHint(self) -> QSize:
        """Override: as wide as it always is."""
        return QSize(WIDTH, 100)

    def rows_of(self, span: Span) -> tuple[int, int]:
        """The rows of pixels that stand for a span: the first, and the one behind the last."""
        length, height = max(1, self._view.positions.code_points), self.height()
        first = min(height - 1, span.start * height // length)
        return first, max(first + 2, span.end * height // length)

    def position_at(self, y: float) -> int:
        """The code point position that a height stands for."""
        length = self._view.positions.code_points
        return min(length, max(0, round(y / max(1, self.height()) * length)))

    def in_view(self) -> QRectF:
        """The frame around what is in view."""
        lines, positions = self._view.page().lines, self._view.positions
        if not lines or not positions.units:
            return QRectF()
        share = self.height() / positions.units
        top, bottom = lines[0].start * share, lines[-1].end * share
        return QRectF(0.5, top, self.width() - 1, max(_LEAST_FRAME, bottom - top))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: the kept drawing, the findings, and the frame."""
        painter = QPainter(self)
        colours = colours_of(self)
        painter.fillRect(event.rect(), QColor(colours.window))
        if self._drawn is None:
            # Not now: the words come first.
            self._later.start()
        else:
            painter.drawPixmap(0, 0, self._drawn)
        self._paint_findings(painter)
        painter.setPen(QPen(QColor(colours.muted), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.in_view())
        painter.end()

    def _paint_findings(self, painter: QPainter) -> None:
        colour = QColor(colours_of(self).text)
        if self._found is None:
            length, height = max(1, self._view.positions.code_points), self.height()
            starts = self._view.findings.starts
            self._found = frozenset(start * height // length for start in starts)
        for row in self._found:
            painter.fillRect(_FOUND, row, WIDTH - _FOUND - 1, 2, colour)

    def _on_highlights(self, new: Highlight | None) -> None:
        if new is None or self._drawn is None:
            self._drawn = None
        else:
            painter = QPainter(self._drawn)
            ground = colours_of(self).window
            rows = self.rows_of(new.span)
            _draw_one(painter, new.id % _COLUMNS, rows, tone(new.colour, ground))
            painter.end()
        self.update()

    def _on_findings(self) -> None:
        self._found = None
        self.update()

    def _draw(self) -> None:
        size, ratio = self.size(), self.devicePixelRatio()
        if size.isEmpty():
            return
        drawn = QPixmap(size * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        # Many codings fall on the same pixels; one of them is drawn.
        ground = colours_of(self).window
        for (column, first, last), colour in self._cells().items():
            _draw_one(painter, column, (first, last), tone(colour, ground))
        painter.end()
        self._drawn = drawn
        self.update()

    def _cells(self) -> dict[tuple[int, int, int], str]:
        length, height = max(1, self._view.positions.code_points), self.height()
        cells = {}
        for id_, each in self._view.codings.highlights.items():
            first = min(height - 1, each.span.start * height // length)
            last = max(first + 2, each.span.end * height // length)
            cells[id_ % _COLUMNS, first, last] = each.colour
        return cells

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override: go to the place that was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(self.position_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override: the text follows the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.passed.emit(self.position_at(event.position().y()))

    def event(self, event: QEvent) -> bool:
        """Override: hovering tells the paragraph."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            shown = self._view.shown
            mark = shown.paragraph_at(self.position_at(event.pos().y()))
            said = f"{shown.key}:{mark.number}  {mark.speaker or ''}" if mark else ""
            QToolTip.showText(event.globalPos(), escape(said.strip()), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Override: other colours are drawn anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._drawn = None
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: another height is drawn anew."""
        super().resizeEvent(event)
        self._drawn = self._found = None


def _draw_one(painter: QPainter, column: int, rows: tuple[int, int], ink: QColor) -> None:
    first, last = rows
    painter.fillRect(_LEFT + column * _COLUMN, first, _COLUMN - 1, last - first, ink)
