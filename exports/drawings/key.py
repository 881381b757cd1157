"""The key to a drawing: each sign that is used with what it means, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from exports.drawings.lettering import LEADING, SMALL, wrapped
from exports.drawings.shapes import Point, Shape, Words
from exports.figures.letters import shown, width_of
from exports.figures.looks import Look

SAMPLE: Final = 40.0
"""How wide a drawn sign is, in points."""

_ROW: Final = 17.0
_APART: Final = 20.0

Draw: TypeAlias = Callable[[float, float], Iterator[Shape]]
"""Draws a sign: its left edge, and the middle of its row."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its meaning; `width` is the room it is drawn in."""

    draw: Draw
    words: str
    width: float = SAMPLE


def key(signs: Sequence[Sign], look: Look, corner: Point, room: float) -> tuple[list[Shape], float]:
    """The shapes of the key from a corner on, no wider than `room`; and where it ends."""
    shapes: list[Shape] = []
    left, top = corner
    if not signs:
        return shapes, top
    x, y = left, top
    for sign in signs:
        words = shown(sign.words)
        sample = sign.width + 6
        width = sample + width_of(words, SMALL)
        if x > left and x + width > left + room:
            x, y = left, y + _ROW
        shapes += sign.draw(x, y + _ROW / 2)
        lines = wrapped(words, room - sample, SMALL)
        for nth, line in enumerate(lines):
            foot = y + _ROW / 2 + SMALL * 0.35 + nth * SMALL * LEADING
            shapes.append(Words(x + sample, foot, line.text, SMALL, look.ink))
        y += (len(lines) - 1) * SMALL * LEADING
        x += width + _APART
    return shapes, y + _ROW
