"""The colours of codes, and how far apart they stay for readers who see fewer colours.

A palette's colour has a shape that goes with it, so that nothing is told by colour alone.
Colour-blind sight is simulated by the matrices of Machado, Oliveira and Fernandes (2009, "A
physiologically-based model for simulation of color vision deficiency", table 1, full severity),
which work on linear RGB; distance is CIEDE2000 (Sharma, Wu and Dalal 2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

from qda.i18n import mark

Triple = tuple[float, float, float]


class Shape(StrEnum):
    """The second sign of a code, beside its colour."""

    DISC = "disc"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    POINTER = "pointer"
    CROSS = "cross"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class CodeColour:
    """A colour of the palette: `#rrggbb`, its name (an English sentence), its shape."""

    value: str
    name: str
    shape: Shape


CODE_COLOURS: Final = (
    CodeColour("#0072b2", mark("Blue"), Shape.DISC),
    CodeColour("#e69f00", mark("Orange"), Shape.SQUARE),
    CodeColour("#009e73", mark("Green"), Shape.TRIANGLE),
    CodeColour("#d55e00", mark("Vermilion"), Shape.DIAMOND),
    CodeColour("#56b4e9", mark("Sky blue"), Shape.POINTER),
    CodeColour("#cc79a7", mark("Pink"), Shape.CROSS),
    CodeColour("#f0e442", mark("Yellow"), Shape.RING),
    CodeColour("#332288", mark("Indigo"), Shape.DISC),
    CodeColour("#44aa99", mark("Teal"), Shape.SQUARE),
    CodeColour("#882255", mark("Wine"), Shape.TRIANGLE),
    CodeColour("#777777", mark("Grey"), Shape.DIAMOND),
    CodeColour("#999933", mark("Olive"), Shape.POINTER),
)
"""Okabe and Ito (2008) and Tol (2021, "muted"), in the order in which new codes take them."""

PALETTE: Final = tuple(each.value for each in CODE_COLOURS)

APART: Final = 12.0
"""Colours of one shape are at least so far apart in CIEDE2000, however they are seen."""


class Sight(StrEnum):
    """How colours are seen: in full, or without the long, middle or short cones."""

    FULL = "full"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


_MACHADO: Final = {
    Sight.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Sight.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Sight.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Linear sRGB to XYZ under D65, and that light's white (IEC 61966-2-1).
_XYZ: Final = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Final = (0.95047, 1.0, 1.08883)


def shape_of(colour: str) -> Shape:
    """The shape that goes with a colour; one outside the palette has always the same, too."""
    known = colour.lower()
    for each in CODE_COLOURS:
        if each.value == known:
            return each.shape
    shapes = tuple(Shape)
    return shapes[sum(known.encode()) % len(shapes)]


def next_colour(used: Iterable[str]) -> str:
    """The colour of the palette that is used least, the first of several."""
    counts = dict.fromkeys(PALETTE, 0)
    for colour in used:
        if colour.lower() in counts:
            counts[colour.lower()] += 1
    return min(PALETTE, key=lambda colour: counts[colour])


def lab(colour: str, sight: Sight = Sight.FULL) -> Triple:
    """A colour `#rrggbb` in CIE L*a*b* as somebody with such sight sees it.

    >>> [round(each, 2) for each in lab("#ffffff")]
    [100.0, 0.0, -0.0]
    """
    linear = _linear(colour)
    if sight is not Sight.FULL:
        seen = _times(_MACHADO[sight], linear)
        linear = (_clipped(seen[0]), _clipped(seen[1]), _clipped(seen[2]))
    x, y, z = (
        _root(part / white) for part, white in zip(_times(_XYZ, linear), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: Sight = Sight.FULL) -> float:
    """How far apart two colours are for somebody with such sight, in CIEDE2000."""
    return ciede2000(lab(one, sight), lab(other, sight))


def ciede2000(one: Triple, other: Triple) -> float:
    """The colour difference of two L*a*b* values (Sharma, Wu and Dalal 2005, eqs. 2 to 22)."""
    mean_c = (hypot(one[1], one[2]) + hypot(other[1], other[2])) / 2
    stretch = 1.5 - 0.5 * sqrt(mean_c**7 / (mean_c**7 + 25**7))
    c1, h1 = _polar(one[1] * stretch, one[2])
    c2, h2 = _polar(other[1] * stretch, other[2])
    turn = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    d_hue = 2 * sqrt(c1 * c2) * sin(radians(turn) / 2)
    hue, c, light = _mean_hue(c1 * c2, h1, h2), (c1 + c2) / 2, (one[0] + other[0]) / 2
    tone = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    s_light = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    s_c, s_hue = 1 + 0.045 * c, 1 + 0.015 * c * tone
    swing = 60 * exp(-(((hue - 275) / 25) ** 2))
    turned = -sin(radians(swing)) * 2 * sqrt(c**7 / (c**7 + 25**7))
    parts = (other[0] - one[0]) / s_light, (c2 - c1) / s_c, d_hue / s_hue
    return sqrt(sum(part**2 for part in parts) + turned * parts[1] * parts[2])


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _mean_hue(both: float, one: float, other: float) -> float:
    if not both:
        return one + other
    if abs(one - other) <= 180:
        return (one + other) / 2
    return (one + other + (360 if one + other < 360 else -360)) / 2


def _linear(colour: str) -> Triple:
    made = []
    for at in (1, 3, 5):
        share = int(colour[at : at + 2], 16) / 255
        made.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return made[0], made[1], made[2]


def _times(matrix: Sequence[Triple], values: Triple) -> Triple:
    made = [sum(f * v for f, v in zip(row, values, strict=True)) for row in matrix]
    return made[0], made[1], made[2]


def _clipped(value: float) -> float:
    return min(1.0, max(0.0, value))


def _root(share: float) -> float:
    return share ** (1 / 3) if share > (6 / 29) ** 3 else share * (29 / 6) ** 2 / 3 + 4 / 29
