"""Where a value and a moment lie in a drawing, and the marks of the axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from exports.courses.reading import Line
from qda.displays.figure_words import in_words
from qda.displays.rated import level_words
from qda.i18n import Speech

_MOST_TICKS: Final = 4
_FINE: Final = (1, 2, 2.5, 5, 10)
_MOST_LEVELS: Final = 9
_FROM_ZERO: Final = 0.5
"""A scale begins at nothing where the least value is below this share of the largest one."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """The values of a line between the lowest and the highest tick, drawn from `top` down."""

    ticks: tuple[tuple[float, str], ...]
    top: float
    height: float

    @property
    def low(self) -> float:
        """The value at its foot."""
        return self.ticks[0][0]

    @property
    def high(self) -> float:
        """The value at its top."""
        return self.ticks[-1][0]

    def y(self, value: float) -> float:
        """How far down a value lies."""
        return self.top + self.height * (self.high - value) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Moments in years from the left edge on, over a width in points."""

    start: float
    end: float
    left: float
    width: float

    def x(self, moment: float) -> float:
        """How far right a moment lies."""
        return self.left + self.width * (moment - self.start) / (self.end - self.start)


def value_ticks(line: Line, speech: Speech) -> tuple[tuple[float, str], ...]:
    """The marks of a line's axis with their words, from the lowest up; at least two.

    A rating has every level of its scale. Figures have round ones around them; they begin at
    nothing where the least is less than half of the largest.
    """
    values = [mark.value for mark in line.marks]
    course = line.course
    if course.low is not None and course.high is not None:
        return tuple(
            (level, level_words(level, course.low, course.high, speech))
            for level in _levels(course.low, course.high)
        )
    return tuple((tick, in_words(tick, speech)) for tick in _round(min(values), max(values)))


def _levels(low: float, high: float) -> Sequence[float]:
    whole = low.is_integer() and high.is_integer() and high > low
    if whole and high - low < _MOST_LEVELS:
        return [low + step for step in range(int(high - low) + 1)]
    return _round(low, high)


def _round(low: float, high: float) -> Sequence[float]:
    from matplotlib.ticker import MaxNLocator

    if 0 <= low <= high * _FROM_ZERO:
        low = 0.0
    if low == high:
        # One figure alone stands in the middle.
        reach = abs(low) * 0.1 or 1.0
        low, high = low - reach, high + reach
    found = [float(tick) for tick in MaxNLocator(_MOST_TICKS, steps=_FINE).tick_values(low, high)]
    below = [tick for tick in found if tick <= low]
    above = [tick for tick in found if tick >= high]
    first, last = (below or found)[-1 if below else 0], (above or found)[0 if above else -1]
    return [tick for tick in found if first <= tick <= last]
