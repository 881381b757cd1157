"""The strokes of arrows: colour, dashes and sign tell the same, so that one of them is enough."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

from exports.drawings.shapes import Pen, Point, Polygon, Shape
from exports.figures.looks import Look
from qda.displays.network import ArrowState

_THINNEST: Final = 1.1
_THICKEST: Final = 5.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """The colours of a state on light and on dark ground, and its dashes in points."""

    on_light: str
    on_dark: str
    dashes: tuple[float, ...] = ()


# After Okabe and Ito 2008: apart for colour-blind readers too.
STROKES: Final = {
    ArrowState.SUPPORTED: Stroke("#00684e", "#5fd0ac"),
    ArrowState.CONTRADICTED: Stroke("#b34700", "#f0a268", (8.0, 4.5)),
    ArrowState.MIXED: Stroke("#7d2f63", "#e5a6cd", (11.0, 3.5, 2.0, 3.5)),
    ArrowState.NO_DATA: Stroke("#5c646d", "#a9b1ba", (1.2, 4.0)),
}


def pen_of(state: ArrowState, look: Look, people: int = 1) -> Pen:
    """The pen of an arrow behind which so many distinct informants stand."""
    stroke = STROKES[state]
    width = min(_THICKEST, _THINNEST + 0.75 * sqrt(max(0, people - 1)))
    return Pen(stroke.on_dark if look.dark else stroke.on_light, width, stroke.dashes)


def sign_of(state: ArrowState, at: Point, size: float, colour: str) -> tuple[Shape, ...]:
    """The sign of a state in a square with its left upper corner `at`, drawn and not written.

    A check stands for support, a cross for contradiction, both for a mixed answer, an empty circle
    of eight corners for no data.
    """
    x, y = at
    pen = Pen(colour, max(1.2, size * 0.17))
    if state is ArrowState.SUPPORTED:
        return (_check(x, y, size, pen),)
    if state is ArrowState.CONTRADICTED:
        return _cross(x, y, size, pen)
    if state is ArrowState.MIXED:
        half = size * 0.72
        return (_check(x, y, half, pen), *_cross(x + half, y + size - half, half, pen))
    low, high = size * 0.29, size * 0.71
    corners = ((low, 0.0), (high, 0.0), (size, low), (size, high), (high, size), (low, size),
               (0.0, high), (0.0, low))  # fmt: skip
    return (Polygon(tuple((x + dx, y + dy) for dx, dy in corners), pen),)


def sign_width(state: ArrowState, size: float) -> float:
    """How wide the sign of a state is."""
    return size * 1.44 if state is ArrowState.MIXED else size


def _check(x: float, y: float, size: float, pen: Pen) -> Polygon:
    points = ((0.05, 0.55), (0.38, 0.9), (0.98, 0.1))
    return Polygon(tuple((x + a * size, y + b * size) for a, b in points), pen, closed=False)


def _cross(x: float, y: float, size: float, pen: Pen) -> tuple[Polygon, Polygon]:
    low, high = size * 0.12, size * 0.88
    return (
        Polygon(((x + low, y + low), (x + high, y + high)), pen, closed=False),
        Polygon(((x + low, y + high), (x + high, y + low)), pen, closed=False),
    )
