"""Paints the cells of a table: texts on their lines, codes as chips, stars, headings of groups."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from qda.retrieval.table.columns import ColumnKind, TableColumn, is_number_like
from qda.retrieval.table.rows import RowCoding, TableRow
from qda.retrieval.table.wording import unanswered
from ui.short_words import one_line
from ui.table.model import ROW, TableModel
from ui.theme import Space, colours_of, tint
from ui.widgets.found_words import from_first_found, marked
from ui.widgets.marks import MARK, paint_mark
from ui.widgets.segment_cells import paint_words

Index = QModelIndex | QPersistentModelIndex

LINES: Final = (1, 2, 4)
"""How many lines of a text a row may show."""

_SURELY: Final = 0.8
"""That part of the letters that a cell has room for is shown, however wide they are."""

_RADIUS: Final = 4.0
_INDENT: Final = 16


def row_height(view: QTableView, lines: int) -> int:
    """How high a row of so many lines is."""
    return round(max(1, lines) * QFontMetricsF(view.font()).lineSpacing()) + Space.SMALL


class TableCells(QStyledItemDelegate):
    """Draws each cell by what its column holds; `lines` is how many lines a text has."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.lines = 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override: every row is as high as the others, so that a hundred thousand are free."""
        return QSize(40, row_height(self._view, self.lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override: the ground, then what the cell holds; headings are painted by the view."""
        colours, rect = colours_of(self._view), QRectF(option.rect)
        painter.save()
        painter.setClipRect(rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        painter.setPen(QColor(colours.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        row, model = index.data(ROW), index.model()
        if isinstance(row, TableRow) and isinstance(model, TableModel):
            column = model.columns[index.column()]
            room = rect.adjusted(Space.TIGHT + 1, Space.TIGHT, -Space.TIGHT, -Space.TIGHT)
            painter.setFont(option.font)
            painter.setPen(QColor(colours.text))
            if column.kind is ColumnKind.CODES:
                self._paint_chips(painter, room, model, row)
            elif column.kind is ColumnKind.TEXT:
                self._paint_text(painter, room, row, column)
            else:
                self._paint_value(painter, room, index)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))

    def _paint_text(
        self, painter: QPainter, room: QRectF, row: TableRow, column: TableColumn
    ) -> None:
        model = self._view.model()
        assert isinstance(model, TableModel)
        text = row.text_in(column)
        if not text.strip():
            painter.setPen(QColor(colours_of(self._view).muted))
            font = painter.font()
            font.setItalic(True)
            painter.setFont(font)
            said = unanswered(column, row, model.speech)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, said)
            return
        said = one_line(text)
        spans = model.found_in(said)
        if not spans:
            paint_words(painter, room, said, self.lines)
            return
        letters = self.lines * room.width() / QFontMetricsF(painter.font()).averageCharWidth()
        said, spans = from_first_found(said, spans, round(_SURELY * letters))
        colours = colours_of(self._view)
        paint_words(painter, room, said, self.lines, marked(said, spans, colours))

    def _paint_value(self, painter: QPainter, room: QRectF, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TableModel)
        column, words = model.columns[index.column()], str(index.data() or "")
        if column.kind is ColumnKind.KEY:
            painter.setPen(QColor(colours_of(self._view).muted))
            if model.is_beneath(index.row()):
                room = room.adjusted(_INDENT, 0, 0, 0)
            else:
                words = self._with_sign(model, index.row()) + words
        side = Qt.AlignmentFlag.AlignLeft
        if is_number_like(column) and column.kind is not ColumnKind.STARS:
            side = Qt.AlignmentFlag.AlignRight
        metrics = QFontMetricsF(painter.font())
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignTop, cut)

    def _with_sign(self, model: TableModel, number: int) -> str:
        id_ = model.id_at(number)
        if id_ is None or not model.folded(id_):
            return ""
        return "▾ " if model.is_open(id_) else "▸ "

    def _paint_chips(
        self, painter: QPainter, room: QRectF, model: TableModel, row: TableRow
    ) -> None:
        """As many chips as find room on the lines; how many more there are stands behind them."""
        chips = model.chips(row)
        metrics = QFontMetricsF(painter.font())
        line, x, y = metrics.lineSpacing(), room.left(), room.top()
        for at, (coding, name, count) in enumerate(chips):
            words = f"{name} ×{count}" if count > 1 else name
            words = f"{words} {signs}" if (signs := model.signs(row, coding)) else words
            rest = len(chips) - at - 1
            more = metrics.horizontalAdvance(f"+{rest}") + Space.SMALL if rest else 0.0
            width = MARK + 3 * Space.TIGHT + metrics.horizontalAdvance(words)
            last = y + 2 * line > room.bottom() + 1
            if x > room.left() and x + width + (more if last else 0) > room.right():
                if last:
                    painter.setPen(QColor(colours_of(self._view).text))
                    painter.drawText(QPointF(x, y + metrics.ascent()), f"+{rest + 1}")
                    return
                x, y = room.left(), y + line
                last = y + 2 * line > room.bottom() + 1
            width = min(width, room.right() - x - (more if last else 0))
            self._paint_chip(painter, QRectF(x, y, width, line), coding, words)
            x += width + Space.TIGHT

    def _paint_chip(self, painter: QPainter, rect: QRectF, coding: RowCoding, words: str) -> None:
        colours, model = colours_of(self._view), self._view.model()
        assert isinstance(model, TableModel)
        code = model.codes.get(coding.code_id)
        colour = "" if code is None else code.colour
        metrics = QFontMetricsF(painter.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours.border), 1)
        if coding.proposed:
            pen = QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(tint(colour, colours.base, colours.wash))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -1.5), _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        place = QPointF(rect.left() + Space.TIGHT, rect.top() + (rect.height() - MARK) / 2)
        paint_mark(painter, place, colour=colour, colours=colours, proposed=coding.proposed)
        left = place.x() + MARK + Space.TIGHT
        painter.setPen(QColor(colours.text))
        room = rect.right() - left - Space.TIGHT
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room))
        painter.drawText(QPointF(left, rect.top() + metrics.ascent()), cut)
