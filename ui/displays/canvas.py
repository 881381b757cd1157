"""A drawing in the window: painted, zoomed, walked through by keys, its nodes moved by hand."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRawFont,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from exports.drawings.shapes import (
    Curve,
    Drawing,
    Frame,
    Oval,
    Pen,
    Place,
    Polygon,
    Shape,
    Words,
)
from ui.theme import colours_of

_SMALLEST, _LARGEST = 0.4, 4.0
_STEP: Final = 1.2
_NUDGE: Final = 0.02
"""How far an arrow key with Alt moves a node, as a share of the field."""


class DrawingCanvas(QWidget):
    """A drawing at some zoom; one place of it is current.

    Signals:
        chosen: a place became current, by its id; empty for none.
        moved: a node was put somewhere else: id, x and y from 0 to 1.
        opened: Enter or a double click on the current place.
    """

    chosen = Signal(str)
    moved = Signal(str, float, float)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing: Drawing | None = None
        self.current = ""
        self.is_movable = False
        self._zoom = 1.3
        self._grip: QPointF | None = None
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show another drawing; the place that was current stays so where it is still there."""
        self.drawing = drawing
        self._grip = self._drag = None
        if drawing is None or self.place_of(self.current) is None:
            self.current = ""
        if drawing is not None:
            self.setAccessibleName(drawing.title)
            self.setAccessibleDescription(drawing.description)
        self._resize()

    def set_current(self, place_id: str) -> None:
        """Make a node or an arrow current without telling of it."""
        self.current = place_id
        self.update()

    def place_of(self, place_id: str) -> Place | None:
        """Where a node or an arrow lies; None where it is not drawn."""
        places = () if self.drawing is None else self.drawing.places
        return next((place for place in places if place.id == place_id), None)

    def drawing_width(self) -> float:
        """How wide the drawing is in points; 0 without one."""
        return 0.0 if self.drawing is None else self.drawing.width

    def fit(self, room: int) -> None:
        """Show all of its width in a room of so many pixels, neither tiny nor huge."""
        wide = self.drawing_width()
        if wide:
            self._zoom = min(1.3, max(0.9, room / wide))
            self._resize()

    def zoom(self, factor: float) -> None:
        """Show it larger or smaller, within bounds."""
        self._zoom = min(_LARGEST, max(_SMALLEST, self._zoom * factor))
        self._resize()

    def _resize(self) -> None:
        self.updateGeometry()
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Override."""
        if self.drawing is None:
            return QSize(200, 120)
        wide, high = self.drawing.width, self.drawing.height
        return QSize(round(wide * self._zoom), round(high * self._zoom))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = self.drawing
        if drawing is None:
            return
        painter.fillRect(event.rect(), QColor(drawing.paper))
        painter.scale(self._zoom, self._zoom)
        for shape in drawing.shapes:
            _paint(painter, shape, self.font())
        self._paint_current(painter)

    def _paint_current(self, painter: QPainter) -> None:
        place = self.place_of(self.current)
        if place is None:
            return
        pen = QPen(QColor(colours_of(self).accent), 2.0 / self._zoom)
        if not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(place.left, place.top, place.width, place.height).adjusted(-3, -3, 3, 3)
        if self._drag is not None and self._grip is not None:
            box.translate((self._drag - self._grip) / self._zoom)
        painter.drawRoundedRect(box, 4, 4)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override: what is pressed becomes current; a node can be drawn along."""
        place = self._at(event.position())
        self._choose("" if place is None else place.id)
        if place is not None and place.is_movable and self.is_movable:
            self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override: a node that is held follows."""
        if self._grip is not None:
            self._drag = event.position()
            self.update()
            return
        place = self._at(event.position())
        self.setToolTip("" if place is None else place.said)
        can_move = place is not None and place.is_movable and self.is_movable
        shape = Qt.CursorShape.OpenHandCursor if can_move else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a node that was drawn along stays where it is let go."""
        grip, drag = self._grip, self._drag
        self._grip = self._drag = None
        place = self.place_of(self.current)
        if grip is not None and drag is not None and place is not None:
            by = (drag - grip) / self._zoom
            if by.manhattanLength() > 3:
                self._move(place, by)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Override: opens what lies there."""
        place = self._at(event.position())
        if place is not None:
            self.opened.emit(place.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Override: with Ctrl the wheel makes it larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: arrows go from place to place, with Alt they move a node; + and - zoom."""
        steps = {
            Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            across, down = steps[key]
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._nudge(across, down)
            else:
                self._walk(across + down)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        places = () if self.drawing is None else self.drawing.places
        if not places:
            return
        ids = [place.id for place in places]
        at = ids.index(self.current) + by if self.current in ids else 0
        self._choose(ids[at % len(ids)])

    def _nudge(self, across: int, down: int) -> None:
        place, drawing = self.place_of(self.current), self.drawing
        if place is None or not place.is_movable or drawing is None or not self.is_movable:
            return
        _, _, wide, high = drawing.field
        self._move(place, QPointF(across * wide * _NUDGE, down * high * _NUDGE))

    def _move(self, place: Place, by: QPointF) -> None:
        drawing = self.drawing
        if drawing is None:
            return
        left, top, wide, high = drawing.field
        middle = QPointF(place.left + place.width / 2, place.top + place.height / 2) + by
        x = (middle.x() - left) / wide if wide else 0.5
        y = (middle.y() - top) / high if high else 0.5
        self.moved.emit(place.id, min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    def _choose(self, place_id: str) -> None:
        if place_id != self.current:
            self.current = place_id
            self.chosen.emit(place_id)
        self.update()

    def _at(self, point: QPointF) -> Place | None:
        drawing = self.drawing
        if drawing is None:
            return None
        return drawing.at(point.x() / self._zoom, point.y() / self._zoom)


def _paint(painter: QPainter, shape: Shape, font: QFont) -> None:
    if isinstance(shape, Words):
        _words(painter, shape, font)
        return
    painter.setPen(_pen(shape.pen))
    fill = "" if isinstance(shape, Curve) else shape.fill
    painter.setBrush(QBrush(QColor(fill)) if fill else Qt.BrushStyle.NoBrush)
    match shape:
        case Frame():
            box = QRectF(shape.left, shape.top, shape.width, shape.height)
            painter.drawRoundedRect(box, shape.radius, shape.radius)
        case Oval():
            painter.drawEllipse(QRectF(shape.left, shape.top, shape.width, shape.height))
        case Polygon():
            corners = QPolygonF([QPointF(x, y) for x, y in shape.points])
            if shape.closed:
                painter.drawPolygon(corners)
            else:
                painter.drawPolyline(corners)
        case Curve():
            painter.drawPath(_path(shape))


def _path(curve: Curve) -> QPainterPath:
    points = [QPointF(x, y) for x, y in curve.points]
    path = QPainterPath(points[0])
    for at in range(1, len(points) - 2, 3):
        path.cubicTo(points[at], points[at + 1], points[at + 2])
    return path


def _pen(pen: Pen | None) -> QPen:
    if pen is None:
        return QPen(Qt.PenStyle.NoPen)
    made = QPen(QColor(pen.colour), pen.width)
    if pen.dashes:
        # Qt counts dashes in line widths.
        made.setDashPattern([each / pen.width for each in pen.dashes])
        if pen.dashes[0] < 2:
            made.setCapStyle(Qt.PenCapStyle.RoundCap)
    return made


@cache
def _face(bold: bool, size: float) -> QRawFont:  # noqa: FBT001 - a key of the cache
    """The face that drawings are measured with, loaded for the picture alone."""
    name = "NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf"
    return QRawFont(str(files("exports").joinpath("fonts", name)), size)


def _words(painter: QPainter, shape: Words, font: QFont) -> None:
    painter.setPen(QColor(shape.colour))
    face = _face(shape.bold, shape.size)
    glyphs = face.glyphIndexesForString(shape.text)
    if not face.isValid() or 0 in glyphs:
        _other_words(painter, shape, font)
        return
    advances = face.advancesForGlyphIndexes(glyphs)
    wide = sum(each.x() for each in advances)
    at, places = shape.x - _share(shape) * wide, []
    for each in advances:
        places.append(QPointF(at, shape.y))
        at += each.x()
    run = QGlyphRun()
    run.setRawFont(face)
    run.setGlyphIndexes(glyphs)
    run.setPositions(places)
    painter.drawGlyphRun(QPointF(), run)


def _other_words(painter: QPainter, shape: Words, font: QFont) -> None:
    """Words with letters that the face lacks, in whatever faces the system has for them."""
    face = QFont(font)
    face.setPixelSize(max(1, round(shape.size)))
    face.setBold(shape.bold)
    wide = QFontMetricsF(face).horizontalAdvance(shape.text)
    painter.setFont(face)
    painter.drawText(QPointF(shape.x - _share(shape) * wide, shape.y), shape.text)


def _share(shape: Words) -> float:
    """How much of the words stands left of their place."""
    return {"left": 0.0, "center": 0.5, "right": 1.0}[shape.align]
