"""Draws the cells of a matrix: counts and symbol, marks in words, the first quotes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.matrix.model import WORDS_ROLE
from ui.matrix.wording import CellWords, Said
from ui.short_words import one_line
from ui.theme import Colours, Space, colours_of

QUOTE_LINES: Final = 3
"""A quote takes at most so many lines of its cell; the panel shows it in full."""
MOST_QUOTES: Final = 3
_HEAD_LINES: Final = 3
_MISSING_LINES: Final = 4
_KEYS: Final = 3
"""Trace keys that an entry shows in the table; the panel beside it has them all."""
"""So many lines at most for how many people and segments a cell has."""
_CORNER: Final = 18.0


class CellPainter(QStyledItemDelegate):
    """Paints one cell from its words."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Override."""
        words = index.data(WORDS_ROLE)
        widget = option.widget
        rect = QRectF(option.rect)
        state = option.state
        colours = colours_of(widget)
        painter.save()
        painter.setClipRect(rect)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        if words.proposed:
            _paint_corner(painter, rect, colours)
        _Cursor(painter, rect, widget.font(), colours).paint(words)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Override: rows are sized by `row_height`."""
        return QSize(200, 60)


class _Cursor:
    """Where the next line of a cell goes."""

    def __init__(self, painter: QPainter, rect: QRectF, font: QFont, colours: Colours) -> None:
        self.painter = painter
        self.room = rect.adjusted(Space.SMALL, Space.TIGHT, -Space.SMALL, -Space.TIGHT)
        self.font = font
        self.colours = colours
        self.y = self.room.top()

    def paint(self, words: CellWords) -> None:
        bold = QFont(self.font)
        bold.setBold(True)
        beside = 0.0
        if words.symbol:
            width = QFontMetricsF(bold).horizontalAdvance(words.symbol)
            right = self.room.right() - (_CORNER if words.proposed else 0)
            self.painter.setFont(bold)
            self.painter.setPen(QColor(self.colours.text))
            baseline = self.y + QFontMetricsF(bold).ascent()
            self.painter.drawText(QPointF(right - width, baseline), words.symbol)
            beside = width + Space.SMALL
        if words.counts:
            self.write(words.counts, bold, self.colours.text, most=_HEAD_LINES, beside=beside)
        if words.proposed:
            italic = QFont(self.font)
            italic.setItalic(True)
            self.write(words.proposed, italic, self.colours.muted, most=1)
        if words.stale:
            self.write(words.stale, self.font, self.colours.accent, most=2)
        if words.missing:
            self.write(words.missing, self.font, self.colours.muted, most=_MISSING_LINES)
        for said in words.entries[:MOST_QUOTES]:
            self.y += 2
            self.write_entry(said)

    def write_entry(self, said: Said) -> None:
        text = one_line(said.text)
        keys = f" ({few_keys(said.keys)})" if said.keys else ""
        opening, closing = ("“", "”") if said.quoted else ("", "")
        font = QFont(self.font)
        font.setItalic(said.proposed)
        lines = wrapped(opening + text + closing + keys, font, self.room.width())
        if len(lines) > QUOTE_LINES:
            # The words are cut, never the key that leads back to them.
            lines = lines[: QUOTE_LINES - 1]
            rest = (opening + text)[sum(map(len, lines)) :].strip()
            tail = closing + keys
            metrics = QFontMetricsF(font)
            space = self.room.width() - metrics.horizontalAdvance(tail)
            cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(20.0, space))
            lines.append((cut if cut.endswith("…") else cut + "…") + tail)
        self.draw(lines, font, self.colours.text)

    def write(self, text: str, font: QFont, colour: str, *, most: int, beside: float = 0.0) -> None:
        width = self.room.width() - _CORNER - beside
        lines = wrapped(text, font, width)
        if len(lines) > most:
            rest = "".join(lines[most - 1 :])
            metrics = QFontMetricsF(font)
            lines[most - 1 :] = [metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]
        self.draw(lines, font, colour)

    def draw(self, lines: list[str], font: QFont, colour: str) -> None:
        metrics = QFontMetricsF(font)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        for line in lines:
            place = QRectF(self.room.left(), self.y, self.room.width(), metrics.lineSpacing())
            # Qt sets a line of right-to-left words at the right by itself.
            self.painter.drawText(place, int(Qt.TextFlag.TextSingleLine.value), line.rstrip())
            self.y += metrics.lineSpacing()


def few_keys(keys: str) -> str:
    """The first of many trace keys and how many more there are; few stay as they are.

    >>> few_keys("W01:2, W01:5, W02:1, W03:4")
    'W01:2, W01:5, +2'
    """
    each = keys.split(", ")
    shown = _KEYS - 1
    return keys if len(each) <= _KEYS else ", ".join([*each[:shown], f"+{len(each) - shown}"])


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """The text broken into lines no wider than `width` pixels; together they are the text."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le", "surrogatepass")
    lines = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(20.0, width))
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        lines.append(units[start:end].decode("utf-16-le", "replace"))
        line = layout.createLine()
    layout.endLayout()
    return lines


def row_height(cells: list[CellWords], widget: QWidget, width: int) -> int:
    """A height in pixels that shows the fullest of a row's cells, within bounds.

    Estimated from the number of letters: a thousand cells are not laid out to be sized.
    """
    metrics = widget.fontMetrics()
    letters = max(8, (width - 2 * Space.SMALL) // max(1, metrics.averageCharWidth()))
    lines = max((_lines(words, letters) for words in cells), default=1)
    return metrics.lineSpacing() * max(2, lines) + 2 * Space.TIGHT + 2 * MOST_QUOTES


def _lines(words: CellWords, letters: int) -> int:
    count = 0
    if words.counts or words.symbol:
        # Bold letters are wider, a line ends where its last whole word does, and what stands in
        # the corner takes room of every line.
        told = (len(words.counts) + len(words.symbol) + 3) * 5 // 4
        count += min(_HEAD_LINES, 1 + told // max(6, letters - 4))
    count += bool(words.proposed)
    count += min(2, 1 + len(words.stale) // letters) if words.stale else 0
    count += min(_MISSING_LINES, 1 + len(words.missing) // letters) if words.missing else 0
    for said in words.entries[:MOST_QUOTES]:
        length = len(said.text) + len(few_keys(said.keys)) + 5
        # A line ends where its last whole word does.
        count += min(QUOTE_LINES, 1 + length * 9 // 8 // letters)
    return count


def _paint_corner(painter: QPainter, rect: QRectF, colours: Colours) -> None:
    corner = rect.topRight()
    triangle = QPolygonF(
        [
            corner,
            QPointF(corner.x() - _CORNER, corner.y()),
            QPointF(corner.x(), corner.y() + _CORNER),
        ]
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(colours.text), Qt.BrushStyle.FDiagPattern))
    painter.drawPolygon(triangle)
