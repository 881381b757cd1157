"""Words in drawings: broken into lines, set one beneath the other, in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from exports.drawings.shapes import Shape, Words
from exports.figures.letters import lines_of, shown, width_of
from exports.figures.looks import Look

TITLE: Final = 13.0
BODY: Final = 9.0
SMALL: Final = 8.0
LEADING: Final = 1.3
"""The height of a line of words, in type sizes."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on a line of their own."""

    text: str
    size: float
    bold: bool = False
    is_muted: bool = False

    @property
    def width(self) -> float:
        """How wide it is."""
        return width_of(self.text, self.size, bold=self.bold)

    @property
    def height(self) -> float:
        """How high it is."""
        return self.size * LEADING


def wrapped(
    text: str, room: float, size: float, *, bold: bool = False, muted: bool = False
) -> list[Line]:
    """Words on lines of a room; none where there are no words."""
    clean = shown(text)
    if not clean:
        return []
    return [Line(line, size, bold, muted) for line in lines_of(clean, room, size, bold=bold)]


def block(lines: Iterable[Line], look: Look, left: float, top: float) -> tuple[list[Shape], float]:
    """Lines one beneath the other from a corner on; and where they end."""
    shapes: list[Shape] = []
    y = top
    for line in lines:
        colour = look.muted if line.is_muted else look.ink
        shapes.append(Words(left, y + line.size, line.text, line.size, colour, line.bold))
        y += line.height
    return shapes, y


def notes(
    told: Sequence[tuple[str, str]], look: Look, left: float, top: float, room: float
) -> tuple[list[Shape], float]:
    """Lines of small words, each behind a sign; and where they end."""
    shapes: list[Shape] = []
    y = top
    for sign, text in told:
        indent = width_of(shown(sign), SMALL, bold=True) + 4 if sign else 0.0
        if sign:
            shapes.append(Words(left, y + SMALL, shown(sign), SMALL, look.ink, bold=True))
        for line in wrapped(text, max(60.0, room - indent), SMALL):
            shapes.append(Words(left + indent, y + SMALL, line.text, SMALL, look.ink))
            y += SMALL * LEADING
    return shapes, y
