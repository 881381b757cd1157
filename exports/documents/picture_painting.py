"""Paints a drawing onto a page of a PDF, as lines and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exports.documents.typesetting import Line, Stretch, Type, Typesetter
from exports.drawings.shapes import Curve, Drawing, Frame, Oval, Pen, Polygon, Shape, Words

if TYPE_CHECKING:
    from collections.abc import Callable


def paint_drawing(
    canvas: Any,  # noqa: ANN401 - reportlab has no types for its canvas
    drawing: Drawing,
    write: Callable[[float, float, Line], None],
) -> None:
    """Paint with the origin in the left upper corner of the drawing; `y` counts down.

    `write` sets a line with its left upper corner at a point.
    """
    setter = Typesetter()
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            line = setter.lines([_stretch(shape)], 1e9)[0]
            width = max((each.x + each.piece.width for each in line.shown), default=0.0)
            part = {"left": 0.0, "center": 0.5, "right": 1.0}[shape.align]
            write(shape.x - width * part, shape.y - line.ascent, line)
        else:
            _paint(canvas, shape)


def _stretch(shape: Words) -> Stretch:
    return Stretch(shape.text, Type(shape.size, "bold" if shape.bold else "regular", shape.colour))


def _paint(canvas: Any, shape: Shape) -> None:  # noqa: ANN401 - as above
    match shape:
        case Frame():
            look = _look(canvas, shape.pen, shape.fill)
            corner = (shape.left, -shape.top - shape.height, shape.width, shape.height)
            if shape.radius:
                canvas.roundRect(*corner, shape.radius, **look)
            else:
                canvas.rect(*corner, **look)
        case Oval():
            look = _look(canvas, shape.pen, shape.fill)
            right, bottom = shape.left + shape.width, -shape.top - shape.height
            canvas.ellipse(shape.left, bottom, right, -shape.top, **look)
        case Polygon():
            path = canvas.beginPath()
            path.moveTo(shape.points[0][0], -shape.points[0][1])
            for x, y in shape.points[1:]:
                path.lineTo(x, -y)
            if shape.closed:
                path.close()
            canvas.drawPath(path, **_look(canvas, shape.pen, shape.fill))
        case Curve():
            _curve(canvas, shape)


def _curve(canvas: Any, shape: Curve) -> None:  # noqa: ANN401 - as above
    path = canvas.beginPath()
    path.moveTo(shape.points[0][0], -shape.points[0][1])
    for at in range(1, len(shape.points), 3):
        (a, b), (c, d), (e, f) = shape.points[at : at + 3]
        path.curveTo(a, -b, c, -d, e, -f)
    canvas.drawPath(path, **_look(canvas, shape.pen, ""))


def _look(canvas: Any, pen: Pen | None, fill: str) -> dict[str, int]:  # noqa: ANN401 - as above
    from reportlab.lib.colors import HexColor

    if fill:
        canvas.setFillColor(HexColor(fill))
    if pen is not None:
        canvas.setStrokeColor(HexColor(pen.colour))
        canvas.setLineWidth(pen.width)
        canvas.setDash(list(pen.dashes) if pen.dashes else [])
        canvas.setLineCap(1 if pen.dashes and pen.dashes[0] < 2 else 0)
    return {"stroke": int(pen is not None), "fill": int(bool(fill))}
