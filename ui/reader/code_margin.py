"""The margin right of the text: brackets with the names of the codes of the lines in view.

A code's name is never cut: it is broken into lines, and names that want the same place stand
below one another. Where there are more names than room, those that fit are shown in full, and a
sign at the bottom tells how many more there are and lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
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
from ui.reader.breaking import broken
from ui.reader.lanes import Wish, fitting, stack
from ui.reader.page import Page
from ui.reader.state import Highlight
from ui.reader.text_view import ReaderTextView
from ui.theme import Colours, Space, colours_of, tone
from ui.widgets.marks import MARK, paint_mark
from ui.widgets.speaking import Speaking

_FLAGS: Final = int(Qt.AlignmentFlag.AlignTop.value)
_LANE: Final = 9.0
_NAMES: Final = 25
"""The names have room for so many letters abreast."""
_FEWEST: Final = 15
_BRACKETS: Final = 0.4
"""At most this share of the margin is for brackets; the rest is for the names."""
_TOLD: Final = 20
"""At most so many names are listed on hovering; a click lists all."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the margin: where it stands, and the bracket it belongs to.

    `text` is the name with its signs, `lines` the same broken into lines.
    """

    id: int
    place: QRectF
    bracket: QRectF
    text: str
    lines: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands in the margin: names with their brackets, and brackets whose names found no room.

    `more` is the sign that tells how many these are, where there are any.
    """

    labels: list[Label]
    bare: dict[int, QRectF]
    more: QRectF | None = None


@dataclass(frozen=True, slots=True)
class _Size:
    lines: str
    height: float


class CodeMargin(Speaking, QWidget):
    """Brackets with the names of codes, to the right of the text.

    Signals:
        clicked: a bracket or name was clicked (its coding's id).
        hovered: the pointer is on these codings (a frozen set of ids, perhaps empty).
        more_wanted: the names without room are to be listed: ids, at a global point.
    """

    clicked = Signal(int)
    hovered = Signal(object)
    more_wanted = Signal(object, QPoint)

    def __init__(self, view: ReaderTextView, speech: Speech) -> None:
        super().__init__(view)
        self._view = view
        self._layout: Layout | None = None
        self._sizes: dict[str, _Size] = {}
        self._sizes_for: tuple[float, str] = (0.0, "")
        self.setMouseTracking(True)
        view.moved.connect(self._on_moved)
        view.recoded.connect(self._on_moved)
        view.raised_changed.connect(self.update)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: name the margin; its labels are worded as they are painted."""
        self.setAccessibleName(self.speech("Codes beside the text"))
        self._on_moved()

    def sizeHint(self) -> QSize:
        """Override: room for a few lanes and a name."""
        letters = QFontMetricsF(self.font()).averageCharWidth()
        return QSize(round(_NAMES * letters + 5 * _LANE), 100)

    def narrowest(self) -> int:
        """The width below which names could not be read."""
        return round(_FEWEST * QFontMetricsF(self.font()).averageCharWidth())

    def labels(self) -> list[Label]:
        """The names in view with their places; none covers another."""
        return self.laid_out().labels

    def laid_out(self) -> Layout:
        """Everything in the margin with its place."""
        if self._layout is None:
            self._layout = self._lay_out(self._view.page())
        return self._layout

    def _on_moved(self) -> None:
        self._layout = None
        self.update()

    def _lay_out(self, page: Page) -> Layout:
        lane = min(_LANE, self.width() * _BRACKETS / max(1, page.lane_count))
        left = Space.SMALL + lane * page.lane_count + Space.TIGHT
        name_width = max(40.0, self.width() - left - MARK - 2 * Space.TIGHT)
        metrics = QFontMetricsF(self._bold())
        texts = {id_: self._text(self._known(id_)) for id_ in page.extents}
        self._forget_sizes(name_width)
        heights = {id_: self._size(metrics, text).height for id_, text in texts.items()}
        wishes = [Wish(e.id, max(0.0, e.top), heights[e.id]) for e in page.extents.values()]
        brackets = {id_: self._bracket(page, id_, lane) for id_ in page.extents}
        room = float(self.height())
        kept, more = wishes, None
        if sum(heights.values()) > room:
            sign = metrics.height() + Space.TIGHT
            room -= sign
            kept = fitting(wishes, room)
            more = QRectF(left, room + 2, self.width() - left - Space.TIGHT, sign - 4)
        labels = [
            Label(
                id_,
                QRectF(left, top, name_width + MARK + Space.TIGHT, heights[id_]),
                brackets.pop(id_),
                texts[id_],
                self._sizes[texts[id_]].lines,
            )
            for id_, top in stack(kept, 0.0, room).items()
        ]
        return Layout(labels, brackets, more)

    def _forget_sizes(self, width: float) -> None:
        # The same names come again and again while one scrolls; measuring them is slow.
        wanted = width, self.font().key()
        if wanted != self._sizes_for:
            self._sizes_for = wanted
            self._sizes.clear()

    def _size(self, metrics: QFontMetricsF, text: str) -> _Size:
        if text not in self._sizes:
            width, _ = self._sizes_for
            lines = broken(text, width, metrics.horizontalAdvance)
            height = metrics.lineSpacing() * (lines.count("\n") + 1) + 2
            self._sizes[text] = _Size(lines, height)
        return self._sizes[text]

    def _bracket(self, page: Page, id_: int, lane: float) -> QRectF:
        extent = page.extents[id_]
        x = Space.SMALL + lane * page.lanes[id_]
        return QRectF(x, extent.top, max(2.0, lane - 3), extent.bottom - extent.top)

    def _known(self, id_: int) -> Highlight:
        highlight = self._view.highlight(id_)
        if highlight is None:
            raise KeyError(id_)
        return highlight

    def _text(self, highlight: Highlight) -> str:
        said = highlight.signs
        return self.speech("{code}, proposed", code=said) if highlight.proposed else said

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: the brackets and names of the lines in view."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        layout = self.laid_out()
        for id_, bracket in layout.bare.items():
            self._paint_bracket(painter, self._known(id_), bracket, colours)
        for label in layout.labels:
            self._paint_label(painter, label, colours)
        if layout.more is not None:
            self._paint_more(painter, layout.more, colours)
        painter.end()

    def _paint_bracket(
        self, painter: QPainter, highlight: Highlight, bracket: QRectF, colours: Colours
    ) -> None:
        raised = highlight.id in self._view.raised
        pen = QPen(tone(highlight.colour, colours.base), 3.0 if raised else 1.8)
        if highlight.proposed:
            pen.setDashPattern([2, 1.5])
        painter.setPen(pen)
        painter.drawLine(bracket.topRight(), bracket.bottomRight())
        painter.drawLine(bracket.topLeft(), bracket.topRight())
        painter.drawLine(bracket.bottomLeft(), bracket.bottomRight())

    def _paint_label(self, painter: QPainter, label: Label, colours: Colours) -> None:
        highlight = self._known(label.id)
        self._paint_bracket(painter, highlight, label.bracket, colours)
        self._paint_leader(painter, label, colours)
        mark = QPointF(label.place.left(), label.place.top() + 2)
        paint_mark(
            painter, mark, colour=highlight.colour, colours=colours, proposed=highlight.proposed
        )
        painter.setPen(QColor(colours.text))
        painter.setFont(self._bold() if label.id in self._view.raised else self.font())
        place = label.place.adjusted(MARK + Space.TIGHT, 0, 0, 0)
        painter.drawText(place, _FLAGS, label.lines)

    def _paint_more(self, painter: QPainter, place: QRectF, colours: Colours) -> None:
        painter.setPen(QPen(QColor(colours.muted), 1))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor(colours.text))
        painter.setFont(self.font())
        count = len(self.laid_out().bare)
        said = self.speech.many("+{n} more code", "+{n} more codes", count)
        if QFontMetricsF(self.font()).horizontalAdvance(said) > place.width() - Space.SMALL:
            said = f"+{count}"
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), said)

    def _paint_leader(self, painter: QPainter, label: Label, colours: Colours) -> None:
        start = QPointF(label.bracket.right(), max(2.0, label.bracket.top()))
        end = QPointF(label.place.left() - 1, label.place.top() + MARK / 2 + 2)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(QLineF(start, end))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override: hovering tells the coding."""
        found = self._at(event.position())
        hand = found is not None or self._on_more(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self.hovered.emit(frozenset(() if found is None else (found,)))

    def leaveEvent(self, event: QEvent) -> None:
        """Override: nothing is hovered any more."""
        self.hovered.emit(frozenset())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a click tells the coding, or lists the names without room."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = self._at(event.position())
        if found is not None:
            self.clicked.emit(found)
        elif self._on_more(event.position()):
            self.more_wanted.emit(list(self.laid_out().bare), event.globalPosition().toPoint())

    def event(self, event: QEvent) -> bool:
        """Override: hovering shows what the coding's tooltip says, or the names without room."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = escape(self._told(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), said.replace("\n", "<br>"), self)
            return True
        return super().event(event)

    def _told(self, point: QPointF) -> str:
        found = self._at(point)
        if found is not None:
            return self._known(found).tooltip
        if not self._on_more(point):
            return ""
        names = [self._text(self._known(id_)) for id_ in self.laid_out().bare]
        return "\n".join([*names[:_TOLD], *(["…"] if len(names) > _TOLD else [])])

    def _on_more(self, point: QPointF) -> bool:
        more = self.laid_out().more
        return more is not None and more.contains(point)

    def _at(self, point: QPointF) -> int | None:
        """The coding whose name or bracket is at a point, or None."""
        layout = self.laid_out()
        for label in layout.labels:
            if label.place.contains(point):
                return label.id
        brackets = {label.id: label.bracket for label in layout.labels} | layout.bare
        hit = (id_ for id_, each in brackets.items() if each.adjusted(-1, 0, 2, 0).contains(point))
        return next(hit, None)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
