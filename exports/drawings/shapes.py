"""A drawing in points: what is to be painted, in its order, and where nodes and arrows lie.

`x` counts from the left, `y` from the top. Whoever paints it needs no more than lines, ovals,
curves of Bézier's third degree and words; nothing here knows how that is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn: its colour `#rrggbb`, width and dashes (on, off …) in points."""

    colour: str
    width: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle whose corners have a radius; with an empty `fill` one sees through it."""

    left: float
    top: float
    width: float
    height: float
    pen: Pen | None
    fill: str = ""
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Oval:
    """An ellipse in a rectangle."""

    left: float
    top: float
    width: float
    height: float
    pen: Pen | None
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Polygon:
    """Straight lines from point to point; closed and filled where it has a `fill`."""

    points: tuple[Point, ...]
    pen: Pen | None
    fill: str = ""
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Curve:
    """Curves end to end: `points` are the start, then two handles and an end for each."""

    points: tuple[Point, ...]
    pen: Pen


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words; `x` is its left edge, its middle or its right edge, `y` its foot."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    align: str = "left"


Shape: TypeAlias = Frame | Oval | Polygon | Curve | Words


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node or an arrow lies: `id` is its own; `said` says it in words."""

    id: str
    left: float
    top: float
    width: float
    height: float
    said: str
    is_movable: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it, its edges among it."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing on a ground of the colour `paper`.

    `field` is the rectangle (left, top, width, height) in which nodes were laid out: the places
    that moved nodes have from 0 to 1 are places in it. `description` says everything in words.
    """

    width: float
    height: float
    paper: str
    shapes: tuple[Shape, ...]
    places: tuple[Place, ...]
    field: tuple[float, float, float, float]
    title: str
    description: str

    def at(self, x: float, y: float) -> Place | None:
        """What lies uppermost at a point; None beside all."""
        return next((each for each in reversed(self.places) if each.holds(x, y)), None)
