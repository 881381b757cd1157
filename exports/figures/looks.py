"""The colours, hatchings, line styles and marks of pictures: on paper, and on a dark screen.

Every fill has a hatching of its own, every line a stroke and a mark, so that a print in black and
white tells the same; the colours stay apart for colour-blind readers (Okabe and Ito 2008; the
diverging ones after ColorBrewer's BrBG).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Look:
    """The ground and the ink of a picture, as `#rrggbb`."""

    paper: str
    ink: str
    muted: str
    line: str
    dark: bool


PAPER: Final = Look("#ffffff", "#16191d", "#4a525b", "#c3c7cc", dark=False)
NIGHT: Final = Look("#181a1d", "#e6e8eb", "#a9b1ba", "#454b52", dark=True)


@dataclass(frozen=True, slots=True)
class Fill:
    """How a surface is filled: its colour, and a hatching in matplotlib's signs."""

    colour: str
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: its colours by look, its dashes and its marks in matplotlib's signs."""

    colour: str
    on_dark: str
    dashes: str
    mark: str


FILLS: Final = (
    Fill("#7fb2d9"),
    Fill("#f2c777", "////"),
    Fill("#5f9e8a", "...."),
    Fill("#e6e6e6", "xxxx"),
    Fill("#d98b62", "\\\\\\\\"),
    Fill("#b9a1cc", "----"),
    Fill("#c9d36b", "++++"),
    Fill("#8d99a6", "||||"),
)
"""The fills of groups, in their order; each lies on the paper of both looks."""

_DASHES: Final = ("-", "--", "-.", ":")
_MARKS: Final = ("o", "s", "^", "D", "v", "P", "X", "*", "<", ">")
_LINES: Final = (
    ("#0072b2", "#86bdf5"),
    ("#b85000", "#f0a268"),
    ("#00795a", "#5fd0ac"),
    ("#a3447f", "#e5a6cd"),
    ("#4a4a4a", "#c9c9c9"),
    ("#8a6a00", "#e6c229"),
    ("#332288", "#b3a7ee"),
)


def fill_of(nth: int) -> Fill:
    """The fill of the group with this place."""
    return FILLS[nth % len(FILLS)]


def stroke_of(nth: int) -> Stroke:
    """The stroke of the line with this place: 280 differ in colour, dashes or mark."""
    colour, on_dark = _LINES[nth % len(_LINES)]
    return Stroke(colour, on_dark, _DASHES[nth % len(_DASHES)], _MARKS[nth % len(_MARKS)])


_NEGATIVE: Final = ("#8c510a", "#dfc27d")
_POSITIVE: Final = ("#a6dbd2", "#01665e")
_NEUTRAL: Final = Fill("#dcdcdc")


def diverging(points: int) -> tuple[Fill, ...]:
    """The fills of a scale from its lowest to its highest point; negatives are hatched.

    An odd number of points has a neutral one in the middle.
    """
    half = points // 2
    low = [
        Fill(_between(*_NEGATIVE, nth, half), "////" if nth % 2 == 0 else "\\\\\\")
        for nth in range(half)
    ]
    high = [Fill(_between(*_POSITIVE, nth, half)) for nth in range(half)]
    return (*low, *([_NEUTRAL] if points % 2 else []), *high)


def shade(share: float) -> Fill:
    """A fill that is the darker the larger a share (0 to 1) is, in colour and in grey alike."""
    return Fill(_mixed("#f7fbff", "#2b6ca3", share))


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour."""
    return "#111111" if luminance(colour) > 0.2 else "#ffffff"


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    parts = []
    for at in (1, 3, 5):
        part = int(colour[at : at + 2], 16) / 255
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _between(first: str, last: str, nth: int, count: int) -> str:
    return _mixed(first, last, nth / (count - 1) if count > 1 else (0.5 if nth == 0 else 1.0))


def _mixed(one: str, other: str, part: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
