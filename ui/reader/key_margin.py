"""The margin left of the text: paragraph keys, speakers, times and pages of the lines in view."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from qda.i18n import Speech
from ui.reader.breaking import broken
from ui.reader.page import Line
from ui.reader.state import ParagraphMark, clock
from ui.reader.text_view import ReaderTextView
from ui.theme import Space, colours_of
from ui.widgets.speaking import Speaking

_FLAGS: Final = int(Qt.AlignmentFlag.AlignTop.value)
_NARROWEST_SPEAKER: Final = 84
_WIDEST_SPEAKER: Final = 140


class KeyMargin(Speaking, QWidget):
    """Paragraph keys, speakers, times and page numbers, to the left of the text."""

    def __init__(self, view: ReaderTextView, speech: Speech) -> None:
        super().__init__(view)
        self._view = view
        self._speakers = 0.0
        self._key_width = 0.0
        view.moved.connect(self.update)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: page numbers are worded as they are painted."""
        self.setAccessibleName(self.speech("Paragraph keys and speakers"))
        self.update()

    def width_wanted(self, room: int) -> int:
        """The width for the keys and the speakers of the text, in a pane `room` pixels wide."""
        shown = self._view.shown
        metrics = QFontMetricsF(self._bold())
        names = {mark.speaker for mark in shown.paragraphs if mark.speaker}
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        most = min(_WIDEST_SPEAKER, max(_NARROWEST_SPEAKER, room / 7))
        self._speakers = min(widest, most) + Space.SMALL if names else 0.0
        last = shown.paragraphs[-1].number if shown.paragraphs else 0
        key = QFontMetricsF(self.font()).horizontalAdvance(f"{shown.key}:{last}")
        self._key_width = key + Space.LARGE
        return round(self._key_width + self._speakers + Space.SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: what stands beside the paragraphs that begin in view."""
        painter = QPainter(self)
        page = self._view.page()
        begins = [line for line in page.lines if line.first]
        ends = [*(line.top for line in begins[1:]), float(self.height())]
        previous: int | None = None
        # Inside a long paragraph none begins in view, and one end is left over.
        for line, end in zip(begins, ends, strict=False):
            mark = self._mark(line)
            if mark is None:
                continue
            self._paint_mark(painter, mark, line=line, end=end, new_page=mark.page != previous)
            previous = mark.page
        painter.end()

    def _mark(self, line: Line) -> ParagraphMark | None:
        positions = self._view.positions
        start, end = positions.to_code_points(line.start), positions.to_code_points(line.end)
        mark = self._view.shown.paragraph_at(max(start, end - 1))
        return mark if mark is not None and start <= mark.span.start <= end else None

    def _paint_mark(
        self, painter: QPainter, mark: ParagraphMark, *, line: Line, end: float, new_page: bool
    ) -> None:
        colours = colours_of(self)
        metrics = QFontMetricsF(self.font())
        baseline = line.top + line.line.ascent()
        right = self.width() - Space.MEDIUM
        painter.setPen(QColor(colours.muted))
        painter.setFont(self.font())
        key = f"{self._view.shown.key}:{mark.number}"
        painter.drawText(QPointF(right - metrics.horizontalAdvance(key), baseline), key)
        below = []
        if mark.page is not None and new_page:
            below.append(self.speech("p. {page}", page=mark.page))
        if mark.started_ms is not None:
            below.append(clock(mark.started_ms))
        for number, text in enumerate(below, start=1):
            y = baseline + number * metrics.lineSpacing()
            if y + metrics.descent() <= max(end, line.bottom):
                painter.drawText(QPointF(right - metrics.horizontalAdvance(text), y), text)
        if mark.speaker:
            self._paint_speaker(painter, mark.speaker, baseline=baseline, end=end)

    def _paint_speaker(
        self, painter: QPainter, speaker: str, *, baseline: float, end: float
    ) -> None:
        font = self._bold()
        metrics = QFontMetricsF(font)
        top = baseline - metrics.ascent()
        room = max(metrics.height(), end - top)
        left = self.width() - self._key_width - self._speakers
        place = QRectF(max(Space.TIGHT, left), top, self._speakers - Space.TIGHT, room)
        painter.setFont(font)
        painter.setPen(QColor(colours_of(self).text))
        said = broken(speaker, place.width(), metrics.horizontalAdvance)
        fitting = max(1, int(room // metrics.lineSpacing()))
        lines = said.split("\n")
        if len(lines) > fitting:
            rest = " ".join(lines[fitting - 1 :])
            last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, place.width())
            lines = [*lines[: fitting - 1], last]
        painter.drawText(place, _FLAGS, "\n".join(lines))

    def event(self, event: QEvent) -> bool:
        """Override: hovering shows a paragraph's key and speaker in full."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self._view.page().line_at(event.pos().y())
            position = self._view.positions.to_code_points(line.start) if line else 0
            mark = self._view.shown.paragraph_at(position)
            said = f"{self._view.shown.key}:{mark.number}  {mark.speaker or ''}" if mark else ""
            QToolTip.showText(event.globalPos(), escape(said.strip()), self)
            return True
        return super().event(event)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
