"""Draws the cells of a list of coded segments: words on up to three lines, or a whole card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from models.vocabulary import CodingState
from qda.labels import label
from ui.short_words import one_line
from ui.theme import Space, colours_of
from ui.widgets.marks import MARK, paint_mark
from ui.widgets.segments import ROW, Column, SegmentModel, SegmentRow, signs

LINES: Final = 3
"""Lines of a quote that a row shows; the whole quote is in its tooltip."""

_MOST_SHOWN: Final = 600
"""Characters of a quote that are laid out; more never fit on the lines."""
_DOTS: Final = "…"

Marks = Sequence[QTextLayout.FormatRange]
"""How found words are dressed, in UTF-16 units of the text on one line."""

Index = QModelIndex | QPersistentModelIndex


def row_height(view: QTableView, *, card: bool) -> int:
    """How high a row is: the lines of the quote, in a card with a line above and one beneath."""
    lines = LINES + 2 if card else LINES
    return round(lines * QFontMetricsF(view.font()).lineSpacing()) + Space.SMALL


class SegmentCells(QStyledItemDelegate):
    """Draws the words of a row; with `card` the whole row, for a list too narrow for columns."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.card = False

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Override: cells begin at the top, beside the first line of the words."""
        super().initStyleOption(option, index)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        option.displayAlignment = top
        option.decorationAlignment = top

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override: every row is as high as the others, so that a quarter of a million are free."""
        return QSize(40, row_height(self._view, card=self.card))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override: the words, or the card."""
        if index.column() != Column.QUOTE:
            super().paint(painter, option, index)
            painter.setPen(QColor(colours_of(self._view).border))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            return
        row = index.data(ROW)
        colours = colours_of(self._view)
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        if selected:
            painter.fillRect(rect, QColor(colours.selection))
        painter.setPen(QColor(colours.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if isinstance(row, SegmentRow):
            room = rect.adjusted(Space.TIGHT, Space.TIGHT, -Space.TIGHT, -Space.TIGHT)
            if self.card:
                self._paint_card(painter, room, row)
            else:
                painter.setPen(QColor(colours.text))
                paint_words(painter, room, row.quote, LINES)
        painter.restore()
        if bool(option.state & QStyle.StateFlag.State_HasFocus):
            self._paint_focus(painter, rect)

    def _paint_card(self, painter: QPainter, room: QRectF, row: SegmentRow) -> None:
        """Place, code and signs; the words; then who said and who coded it, and its state."""
        colours, model = colours_of(self._view), self._view.model()
        assert isinstance(model, SegmentModel)
        speech = model.speech
        metrics = QFontMetricsF(painter.font())
        line = metrics.lineSpacing()
        above = QRectF(room.left(), room.top(), room.width(), line)
        painter.setPen(QColor(colours.muted))
        left = above.left() + _drawn(painter, above, row.key) + Space.SMALL
        marked = signs(row, speech)
        painter.setPen(QColor(colours.text))
        right = above.right()
        if marked:
            right -= metrics.horizontalAdvance(marked) + Space.SMALL
            painter.drawText(QPointF(right + Space.SMALL, above.top() + metrics.ascent()), marked)
        place = QPointF(left, above.top() + (line - MARK) / 2)
        proposed = row.state is CodingState.PROPOSED
        paint_mark(painter, place, colour=row.colour, colours=colours, proposed=proposed)
        left += MARK + Space.TIGHT
        _drawn(painter, QRectF(left, above.top(), right - left, line), row.code)
        words = room.adjusted(0, line, 0, -line)
        paint_words(painter, words, row.quote, LINES)
        foot = QRectF(room.left(), room.bottom() - line, room.width(), line)
        parts = (row.informant, row.coder, label(row.state, speech), ", ".join(row.tags))
        painter.setPen(QColor(colours.muted))
        _drawn(painter, foot, " · ".join(part for part in parts if part))

    def _paint_focus(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setPen(QColor(colours_of(self._view).accent))
        painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))
        painter.restore()


def paint_words(painter: QPainter, room: QRectF, quote: str, lines: int, marks: Marks = ()) -> None:
    """Draw a quote on so many lines, from the side its script begins at; the rest becomes dots.

    `marks` dress words of the quote that were found; it is on one line already, then.
    """
    text = one_line(quote[:_MOST_SHOWN])
    rightward = not text.isascii() and _right_to_left(text)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if rightward:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(option)
    layout.setFormats([each for each in marks if each.start < _units(text)])
    y, metrics = room.top(), QFontMetricsF(painter.font())
    layout.beginLayout()
    for number in range(1, lines + 1):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(20.0, room.width()))
        if number == lines and line.textStart() + line.textLength() < _units(text):
            rest = text.encode("utf-16-le")[2 * line.textStart() :].decode("utf-16-le", "replace")
            place = QRectF(room.left(), y, room.width(), metrics.lineSpacing())
            _draw_cut(painter, place, rest, option, _behind(marks, line.textStart()))
        else:
            line.draw(painter, QPointF(room.left(), y))
        y += metrics.lineSpacing()
    layout.endLayout()


def _draw_cut(
    painter: QPainter, place: QRectF, rest: str, option: QTextOption, marks: Marks
) -> None:
    """Draw the last line with dots where it is cut off; what is bold is wider than it seems."""
    font = painter.font()
    metrics = QFontMetricsF(font)
    font.setBold(True)
    wider = sum(
        QFontMetricsF(font).horizontalAdvance(words) - metrics.horizontalAdvance(words)
        for each in marks
        if (words := rest[each.start : each.start + each.length])
    )
    width = max(20.0, place.width() - wider)
    cut = metrics.elidedText(rest + _DOTS, Qt.TextElideMode.ElideRight, width)
    layout = QTextLayout(cut, painter.font())
    layout.setTextOption(option)
    layout.setFormats([each for each in marks if each.start < len(cut) - 1])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(20.0, place.width()))
    line.draw(painter, place.topLeft())
    layout.endLayout()


def _behind(marks: Marks, start: int) -> list[QTextLayout.FormatRange]:
    """The marks behind a place, counted from it; one that began before it begins there."""
    moved = []
    for each in marks:
        end = each.start + each.length - start
        if end > 0:
            found = QTextLayout.FormatRange(each)
            found.start = max(0, each.start - start)
            found.length = end - found.start
            moved.append(found)
    return moved


def _right_to_left(text: str) -> bool:
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    document.setPlainText(text)
    return document.firstBlock().textDirection() is Qt.LayoutDirection.RightToLeft


def _units(text: str) -> int:
    return len(text) + sum(ord(each) > 0xFFFF for each in text)


def _drawn(painter: QPainter, rect: QRectF, words: str) -> float:
    """Draw words on one line, with dots where they find no room; the width they took."""
    metrics = QFontMetricsF(painter.font())
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
    painter.drawText(QPointF(rect.left(), rect.top() + metrics.ascent()), cut)
    return metrics.horizontalAdvance(cut)
