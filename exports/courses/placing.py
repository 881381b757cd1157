"""Finds room for small words in a drawing: figures beside their points, flags beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from exports.drawings.shapes import Point

_CLEAR: Final = 1.5
"""Points that are left free around words."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Whether two are too near to each other."""
        return (
            self.left < other.left + other.width + _CLEAR
            and other.left < self.left + self.width + _CLEAR
            and self.top < other.top + other.height + _CLEAR
            and other.top < self.top + self.height + _CLEAR
        )

    def lies_in(self, other: Box) -> bool:
        """Whether nothing of it stands out of another."""
        return (
            other.left <= self.left
            and self.left + self.width <= other.left + other.width
            and other.top <= self.top
            and self.top + self.height <= other.top + other.height
        )


@dataclass(slots=True)
class Room:
    """A field in which some rectangles are taken."""

    within: Box
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Keep others away from a rectangle."""
        self.taken.append(box)

    def beside(self, point: Point, width: float, height: float, away: float) -> Box | None:
        """A free place for words near a point, above it where possible; None where there is none.

        The place is taken then.
        """
        x, y = point
        places = (
            (x - width / 2, y - away - height),
            (x - width / 2, y + away),
            (x + away, y - height / 2),
            (x - away - width, y - height / 2),
            (x + away * 0.6, y - away * 0.6 - height),
            (x - away * 0.6 - width, y - away * 0.6 - height),
        )
        for left, top in places:
            tried = Box(left, top, width, height)
            if tried.lies_in(self.within) and not any(map(tried.touches, self.taken)):
                self.take(tried)
                return tried
        return None


def lanes(places: Iterable[tuple[float, float]]) -> list[int]:
    """The lowest lane in which each of some stretches is free, from left to right.

    >>> lanes([(0, 10), (5, 15), (12, 20), (16, 30)])
    [0, 1, 0, 1]
    """
    ends: list[float] = []
    found: list[int] = []
    for left, right in places:
        lane = next((nth for nth, end in enumerate(ends) if end < left), len(ends))
        ends[lane : lane + 1] = [right]
        found.append(lane)
    return found


def apart(stretches: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """Which of some stretches, from left to right, can be shown with a gap between them.

    >>> apart([(0, 10), (5, 15), (14, 20)], 3)
    [0, 2]
    """
    found: list[int] = []
    free = float("-inf")
    for nth, (left, right) in enumerate(stretches):
        if left >= free:
            found.append(nth)
            free = right + gap
    return found
