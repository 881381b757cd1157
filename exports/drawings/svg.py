"""A drawing as SVG: lines and text that stays text, with a title and a description."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from exports.drawings.shapes import (
    Curve,
    Drawing,
    Frame,
    Oval,
    Pen,
    Place,
    Point,
    Polygon,
    Shape,
    Words,
)
from exports.figures.letters import DRAWING, SVG_FACES, width_of
from exports.tables.page_parts import safe

LinkOf = Callable[[Place], str]
"""Where a click on a node or on the label of an arrow leads; empty where nowhere."""


def svg(drawing: Drawing, link_of: LinkOf | None = None, *, is_page: bool = True) -> str:
    """The drawing as one element; as a file of its own (`is_page`) with the head of XML.

    No style and no script: a page may hold it whatever its policy is.
    """
    wide, high = _number(drawing.width), _number(drawing.height)
    mark = hashlib.sha256(drawing.description.encode("utf-8", "replace")).hexdigest()[:8]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' if is_page else ""
    with DRAWING:
        inner = "\n".join(_inner(drawing, link_of))
    return (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" role="img" '
        f'aria-labelledby="n-title-{mark} n-text-{mark}" font-family="{safe(SVG_FACES)}">\n'
        f'<title id="n-title-{mark}">{safe(drawing.title)}</title>\n'
        f'<desc id="n-text-{mark}">{safe(drawing.description)}</desc>\n'
        f'<rect width="{wide}" height="{high}" fill="{drawing.paper}"/>\n{inner}\n</svg>\n'
    )


def _inner(drawing: Drawing, link_of: LinkOf | None) -> Iterator[str]:
    for shape in drawing.shapes:
        yield _shape(shape)
    for place in drawing.places:
        box = (
            f'<rect x="{_number(place.left)}" y="{_number(place.top)}" '
            f'width="{_number(place.width)}" height="{_number(place.height)}" fill="#000000" '
            f'fill-opacity="0"><title>{safe(place.said)}</title></rect>'
        )
        target = link_of(place) if link_of else ""
        yield f'<a href="{safe(target)}">{box}</a>' if target else box


def _shape(shape: Shape) -> str:
    match shape:
        case Frame():
            return (
                f'<rect x="{_number(shape.left)}" y="{_number(shape.top)}" '
                f'width="{_number(shape.width)}" height="{_number(shape.height)}" '
                f'rx="{_number(shape.radius)}"{_look(shape.pen, shape.fill)}/>'
            )
        case Oval():
            x, y = shape.left + shape.width / 2, shape.top + shape.height / 2
            return (
                f'<ellipse cx="{_number(x)}" cy="{_number(y)}" rx="{_number(shape.width / 2)}" '
                f'ry="{_number(shape.height / 2)}"{_look(shape.pen, shape.fill)}/>'
            )
        case Polygon():
            name = "polygon" if shape.closed else "polyline"
            return f'<{name} points="{_points(shape.points)}"{_look(shape.pen, shape.fill)}/>'
        case Curve():
            start, *others = shape.points
            way = f"M{_point(start)} C{' '.join(_point(each) for each in others)}"
            return f'<path d="{way}"{_look(shape.pen, "")}/>'
        case Words():
            return _words(shape)


def _words(shape: Words) -> str:
    anchor = {"left": "start", "center": "middle", "right": "end"}[shape.align]
    weight = ' font-weight="700"' if shape.bold else ""
    # A reader whose machine has another face sees the words as wide as they were measured.
    width = width_of(shape.text, shape.size, bold=shape.bold)
    fitted = f' textLength="{_number(width)}" lengthAdjust="spacingAndGlyphs"' if width else ""
    return (
        f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}" '
        f'text-anchor="{anchor}"{fitted}{weight} fill="{shape.colour}">{safe(shape.text)}</text>'
    )


def _look(pen: Pen | None, fill: str) -> str:
    told = f' fill="{fill or "none"}"'
    if pen is not None:
        told += f' stroke="{pen.colour}" stroke-width="{_number(pen.width)}"'
        if pen.dashes:
            dashes = " ".join(_number(each) for each in pen.dashes)
            told += f' stroke-dasharray="{dashes}" stroke-linecap="{_cap(pen)}"'
    return told


def _cap(pen: Pen) -> str:
    return "round" if pen.dashes[0] < 2 else "butt"


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(_point(each) for each in points)


def _point(point: Point) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
