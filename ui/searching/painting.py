"""Paints the rows of a search: a heading, or key and title above the text with its found words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.positions import Span
from qda.retrieval.finding import FoundRow
from ui.searching.model import ROW, Heading, More, ResultModel
from ui.text_positions import shown_text
from ui.theme import Space, colours_of
from ui.widgets.found_words import marked

Index = QModelIndex | QPersistentModelIndex

_LEFT_OUT: Final = "…"
_LINES: Final = 2


class ResultList(QListView):
    """The rows; Enter opens the current one, with Shift and the arrows several are selected.

    Signals:
        chosen: Enter or a double click on a row.
    """

    chosen = Signal(QModelIndex)

    def __init__(self, model: ResultModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Rows(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.doubleClicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Every row is as high as its kind, whatever it says, so that none need be laid out unseen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        widget = self.parent()
        assert isinstance(widget, ResultList)
        line = widget.fontMetrics().lineSpacing()
        is_heading = isinstance(index.data(ROW), Heading | More)
        lines = 1 if is_heading else 1 + _LINES
        return QSize(10, lines * line + 2 * Space.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        widget = self.parent()
        assert isinstance(widget, ResultList)
        row, rect = index.data(ROW), QRectF(option.rect)
        painter.save()
        if isinstance(row, FoundRow):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_row(painter, rect, row, widget=widget, selected=selected)
        elif isinstance(row, More):
            _paint_more(painter, rect, str(index.data()), widget)
        else:
            _paint_heading(painter, rect, str(index.data()), widget)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours_of(widget).accent))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _paint_more(painter: QPainter, rect: QRectF, words: str, widget: QWidget) -> None:
    painter.setPen(QColor(colours_of(widget).accent))
    room = rect.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(flags), words)


def _paint_heading(painter: QPainter, rect: QRectF, words: str, widget: QWidget) -> None:
    colours = colours_of(widget)
    font = QFont(widget.font())
    font.setBold(True)
    painter.fillRect(rect, QColor(colours.raised))
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    room = rect.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(flags), words)


def _paint_row(
    painter: QPainter, rect: QRectF, row: FoundRow, *, widget: QWidget, selected: bool
) -> None:
    colours = colours_of(widget)
    if selected:
        painter.fillRect(rect, QColor(colours.selection))
    painter.setPen(QColor(colours.border))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    room = rect.adjusted(Space.SMALL, Space.SMALL, -Space.SMALL, -Space.SMALL)
    key = f"{row.key}  " if row.key else ""
    shift = len(key)
    title_marks = [Span(each.start + shift, each.end + shift) for each in row.title_marks]
    painter.setPen(QColor(colours.text if selected else colours.muted))
    _draw(painter, room.topLeft(), _laid_out(key + row.title, widget, room.width(), lines=1),
          marked(key + row.title, title_marks, colours))  # fmt: skip
    before = _LEFT_OUT if row.cut_before else ""
    said = before + row.snippet + (_LEFT_OUT if row.cut_after else "")
    marks = [Span(each.start + len(before), each.end + len(before)) for each in row.marks]
    painter.setPen(QColor(colours.text))
    below = room.topLeft() + QPoint(0, round(QFontMetricsF(widget.font()).lineSpacing()))
    _draw(painter, below, _laid_out(said, widget, room.width(), lines=_LINES),
          marked(said, marks, colours))  # fmt: skip


def _draw(
    painter: QPainter,
    place: QPointF,
    layout: QTextLayout,
    marks: list[QTextLayout.FormatRange],
) -> None:
    layout.draw(painter, place, marks)


def _laid_out(words: str, widget: QWidget, width: float, *, lines: int) -> QTextLayout:
    """Words broken into at most so many lines of a width; what does not fit is left out."""
    layout = QTextLayout(shown_text(words), widget.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    y = 0.0
    layout.beginLayout()
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(40.0, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
