"""The coloured shapes that stand for codes, the same in tree, text, lists and cards."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QIcon, QPainter, QPen, QPixmap, QPolygonF

from qda.colours import Shape, shape_of
from ui.theme import Colours, tone

MARK = 12
"""The side of a mark in pixels."""


def paint_mark(
    painter: QPainter, place: QPointF, *, colour: str, colours: Colours, proposed: bool = False
) -> None:
    """Draw a code's mark with its corner at `place`; hollow where it is only proposed."""
    painter.drawPixmap(place, _mark(colour, colours, proposed))


@cache
def _mark(colour: str, colours: Colours, proposed: bool) -> QPixmap:  # noqa: FBT001
    pixmap = QPixmap(MARK * 2, MARK * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    place = QRectF(0, 0, MARK, MARK)
    ink = tone(colour, colours.base)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.5)
    if proposed:
        pen.setStyle(Qt.PenStyle.DotLine)
    shape = shape_of(colour)
    hollow = proposed or shape is Shape.RING
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QBrush(ink))
    _draw(painter, shape, place.adjusted(1.5, 1.5, -1.5, -1.5))
    painter.end()
    return pixmap


def mark_icon(colour: str, colours: Colours, *, proposed: bool = False) -> QIcon:
    """A code's mark as an icon for buttons and lists."""
    return QIcon(_mark(colour, colours, proposed))


def _draw(painter: QPainter, shape: Shape, r: QRectF) -> None:
    middle = r.center()
    if shape in (Shape.DISC, Shape.RING):
        painter.drawEllipse(r)
    elif shape is Shape.SQUARE:
        painter.drawRect(r)
    elif shape is Shape.TRIANGLE:
        _polygon(painter, r.bottomLeft(), QPointF(middle.x(), r.top()), r.bottomRight())
    elif shape is Shape.POINTER:
        _polygon(painter, r.topLeft(), QPointF(r.right(), middle.y()), r.bottomLeft())
    elif shape is Shape.DIAMOND:
        _polygon(
            painter,
            QPointF(middle.x(), r.top()),
            QPointF(r.right(), middle.y()),
            QPointF(middle.x(), r.bottom()),
            QPointF(r.left(), middle.y()),
        )
    else:
        arm = r.width() / 3
        painter.drawRect(QRectF(middle.x() - arm / 2, r.top(), arm, r.height()))
        painter.drawRect(QRectF(r.left(), middle.y() - arm / 2, r.width(), arm))


def _polygon(painter: QPainter, *points: QPointF) -> None:
    painter.drawPolygon(QPolygonF(list(points)))
