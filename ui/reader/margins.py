"""The margins beside the text: keys, speakers and times to the left, code names to the right.

Both draw what belongs to the lines in view and nothing else. A code's name is never cut: it is
broken into lines, and names that want the same place stand below one another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from qda.i18n import Speech
from ui.reader.lanes import Wish, stack
from ui.reader.page import Line, Page
from ui.reader.state import Highlight, ParagraphMark, clock
from ui.reader.text_view import ReaderTextView
from ui.theme import Colours, Space, colours_of, tone
from ui.widgets.marks import MARK, paint_mark
from ui.widgets.speaking import Speaking

_FLAGS: Final = int(Qt.TextFlag.TextWordWrap.value) | int(Qt.AlignmentFlag.AlignTop.value)
_ANYWHERE: Final = _FLAGS | int(Qt.TextFlag.TextWrapAnywhere.value)
_LANE: Final = 9.0
_NAMES: Final = 150
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
        elide = Qt.TextElideMode.ElideRight
        if room < 2 * metrics.height():
            speaker = metrics.elidedText(speaker, elide, place.width())
        # A name is broken between its words; a word that alone is too wide is cut, not broken.
        said = " ".join(metrics.elidedText(word, elide, place.width()) for word in speaker.split())
        painter.drawText(place, _FLAGS, said)

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


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the margin: where it stands, and the bracket it belongs to."""

    id: int
    place: QRectF
    bracket: QRectF
    text: str
    flags: int


@dataclass(frozen=True, slots=True)
class _Size:
    flags: int
    height: float


class CodeMargin(Speaking, QWidget):
    """Brackets with the names of codes, to the right of the text.

    Signals:
        clicked: a bracket or name was clicked (its coding's id).
        hovered: the pointer is on these codings (a frozen set of ids, perhaps empty).
    """

    clicked = Signal(int)
    hovered = Signal(object)

    def __init__(self, view: ReaderTextView, speech: Speech) -> None:
        super().__init__(view)
        self._view = view
        self._labels: list[Label] | None = None
        self._sizes: dict[str, _Size] = {}
        self._sizes_for: tuple[float, str] = (0.0, "")
        self.setMouseTracking(True)
        view.moved.connect(self._on_moved)
        view.raised_changed.connect(self.update)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: name the margin; its labels are worded as they are painted."""
        self.setAccessibleName(self.speech("Codes beside the text"))
        self._on_moved()

    def sizeHint(self) -> QSize:
        """Override: room for a few lanes and a name."""
        return QSize(round(_NAMES + 5 * _LANE), 100)

    def labels(self) -> list[Label]:
        """The names in view with their places; none covers another."""
        if self._labels is None:
            self._labels = self._laid_out(self._view.page())
        return self._labels

    def _on_moved(self) -> None:
        self._labels = None
        self.update()

    def _laid_out(self, page: Page) -> list[Label]:
        lane = min(_LANE, self.width() / 2 / max(1, page.lane_count))
        left = Space.SMALL + lane * page.lane_count + Space.TIGHT
        name_width = max(40.0, self.width() - left - MARK - 2 * Space.TIGHT)
        metrics = QFontMetricsF(self._bold())
        texts = {id_: self._text(self._known(id_)) for id_ in page.extents}
        self._forget_sizes(name_width)
        heights = {id_: self._size(metrics, text).height for id_, text in texts.items()}
        wishes = [Wish(e.id, max(0.0, e.top), heights[e.id]) for e in page.extents.values()]
        tops = stack(wishes, 0.0, float(self.height()))
        return [
            Label(
                id_,
                QRectF(left, top, name_width + MARK + Space.TIGHT, heights[id_]),
                self._bracket(page, id_, lane),
                texts[id_],
                self._sizes[texts[id_]].flags,
            )
            for id_, top in tops.items()
        ]

    def _forget_sizes(self, width: float) -> None:
        # The same names come again and again while one scrolls; measuring them is slow.
        wanted = width, self.font().key()
        if wanted != self._sizes_for:
            self._sizes_for = wanted
            self._sizes.clear()

    def _size(self, metrics: QFontMetricsF, text: str) -> _Size:
        if text not in self._sizes:
            width, _ = self._sizes_for
            flags = _wrapping(metrics, text, width)
            room = QRectF(0, 0, width, 10_000)
            self._sizes[text] = _Size(flags, metrics.boundingRect(room, flags, text).height() + 2)
        return self._sizes[text]

    def _bracket(self, page: Page, id_: int, lane: float) -> QRectF:
        extent = page.extents[id_]
        x = Space.SMALL + lane * page.lanes[id_]
        return QRectF(x, extent.top, lane - 3, extent.bottom - extent.top)

    def _known(self, id_: int) -> Highlight:
        highlight = self._view.highlight(id_)
        if highlight is None:
            raise KeyError(id_)
        return highlight

    def _text(self, highlight: Highlight) -> str:
        sign = f" ({highlight.polarity})" if highlight.polarity else ""
        said = f"{highlight.label}{sign}"
        return self.speech("{code}, proposed", code=said) if highlight.proposed else said

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: the brackets and names of the lines in view."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        for label in self.labels():
            self._paint_label(painter, label, colours)
        painter.end()

    def _paint_label(self, painter: QPainter, label: Label, colours: Colours) -> None:
        highlight = self._known(label.id)
        raised = label.id in self._view.raised
        pen = QPen(tone(highlight.colour, colours.base), 3.0 if raised else 1.8)
        if highlight.proposed:
            pen.setDashPattern([2, 1.5])
        painter.setPen(pen)
        bracket = label.bracket
        painter.drawLine(bracket.topRight(), bracket.bottomRight())
        painter.drawLine(bracket.topLeft(), bracket.topRight())
        painter.drawLine(bracket.bottomLeft(), bracket.bottomRight())
        self._paint_leader(painter, label, colours)
        mark = QPointF(label.place.left(), label.place.top() + 2)
        paint_mark(
            painter, mark, colour=highlight.colour, colours=colours, proposed=highlight.proposed
        )
        painter.setPen(QColor(colours.text))
        painter.setFont(self._bold() if raised else self.font())
        place = label.place.adjusted(MARK + Space.TIGHT, 0, 0, 0)
        painter.drawText(place, label.flags, label.text)

    def _paint_leader(self, painter: QPainter, label: Label, colours: Colours) -> None:
        start = QPointF(label.bracket.right(), max(2.0, label.bracket.top()))
        end = QPointF(label.place.left() - 1, label.place.top() + MARK / 2 + 2)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(QLineF(start, end))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override: hovering tells the coding."""
        label = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if label else Qt.CursorShape.ArrowCursor)
        self.hovered.emit(frozenset({label.id} if label else ()))

    def leaveEvent(self, event: QEvent) -> None:
        """Override: nothing is hovered any more."""
        self.hovered.emit(frozenset())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a click tells the coding."""
        label = self._at(event.position())
        if label is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(label.id)

    def event(self, event: QEvent) -> bool:
        """Override: hovering shows what the coding's tooltip says."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            label = self._at(QPointF(event.pos()))
            said = escape(self._known(label.id).tooltip) if label else ""
            QToolTip.showText(event.globalPos(), said.replace("\n", "<br>"), self)
            return True
        return super().event(event)

    def _at(self, point: QPointF) -> Label | None:
        tests: tuple[Callable[[Label], bool], ...] = (
            lambda label: label.place.contains(point),
            lambda label: label.bracket.adjusted(-1, 0, 2, 0).contains(point),
        )
        for hit in tests:
            found = next((label for label in self.labels() if hit(label)), None)
            if found is not None:
                return found
        return None

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font


def _wrapping(metrics: QFontMetricsF, text: str, width: float) -> int:
    """Break between words; within a word only where one alone is too wide."""
    widest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0.0)
    return _FLAGS if widest <= width else _ANYWHERE
