"""Summaries of answers on a rating scale: distribution, centre, share of the ideal score, class.

Means and deviations are computed from the counts as exact fractions and turned into floating
point once, so they do not depend on the order of the answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from typing import Final

from qda.statistics.cautions import Caution
from qda.statistics.errors import BadClasses, BadScale, OffScale

Answer = float | None
"""An answer as a point of its scale; None where there is none."""

FEW: Final = 30
"""Answers below which a mean is told with a caution; the usual least size of a try-out."""


_TOP_TWO_FROM: Final = 4
"""Points from which the two highest are a part of the scale worth telling."""


class Level(StrEnum):
    """The class in which a mean lies; a key, worded elsewhere."""

    VERY_LOW = "very_low"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    VERY_HIGH = "very_high"


_LEVELS: Final = {
    3: (Level.LOW, Level.MIDDLE, Level.HIGH),
    4: (Level.VERY_LOW, Level.LOW, Level.HIGH, Level.VERY_HIGH),
    5: (Level.VERY_LOW, Level.LOW, Level.MIDDLE, Level.HIGH, Level.VERY_HIGH),
}


@dataclass(frozen=True, slots=True)
class ClassInterval:
    """One class of means: from `low` up to and with `high`, both to two decimals."""

    level: Level
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale of whole numbers from `low` to `high`, its means put into `classes`.

    Without `classes` there are as many as points, and five where these are more than five or
    fewer than three.

    Raises:
        BadScale: `high` is not above `low`.
        BadClasses: there are no names for so many classes.
    """

    low: int = 1
    high: int = 5
    classes: int = 0

    def __post_init__(self) -> None:
        if self.high <= self.low:
            raise BadScale(low=self.low, high=self.high)
        if self.classes and self.classes not in _LEVELS:
            raise BadClasses(classes=self.classes)

    @property
    def points(self) -> tuple[int, ...]:
        """Every answer there can be, the lowest first."""
        return tuple(range(self.low, self.high + 1))

    @property
    def levels(self) -> tuple[Level, ...]:
        """The classes of a mean, the lowest first."""
        count = self.classes or (len(self.points) if len(self.points) in _LEVELS else 5)
        return _LEVELS[count]

    @property
    def intervals(self) -> tuple[ClassInterval, ...]:
        """The classes with their limits: (high − low) / classes wide (Sugiyono 2019).

        1 to 5 in five classes: 1.00–1.80, 1.81–2.60, 2.61–3.40, 3.41–4.20, 4.21–5.00.
        """
        width = Fraction(self.high - self.low, len(self.levels))
        ends = [two_decimals(self.low + width * nth) for nth in range(len(self.levels) + 1)]
        starts = [ends[0], *(end + Decimal("0.01") for end in ends[1:-1])]
        return tuple(
            ClassInterval(level, float(start), float(end))
            for level, start, end in zip(self.levels, starts, ends[1:], strict=True)
        )

    def reversed(self, answer: Answer) -> Answer:
        """The answer of an unfavourable item turned round: low + high − answer; 2 of 1–5 is 4."""
        return None if answer is None else self.low + self.high - answer

    def level_of(self, mean: Fraction | float) -> Level:
        """The class of a mean, which is rounded to two decimals as the limits are: 1.804 is 1.80.

        A half is rounded up: 1.805 on 1–5 is 1.81 and so in the second class.
        """
        rounded = two_decimals(mean)
        for each in self.intervals:
            if rounded <= Decimal(str(each.high)):
                return each.level
        return self.levels[-1]

    def checked(self, answers: Iterable[Answer]) -> list[int | None]:
        """The answers as whole numbers.

        Raises:
            OffScale: one is no point of the scale.
        """
        return [None if each is None else self._point(each) for each in answers]

    def _point(self, answer: float) -> int:
        if not self.low <= answer <= self.high or answer != int(answer):
            raise OffScale(answer=f"{answer:g}", low=self.low, high=self.high)
        return int(answer)


def two_decimals(value: Fraction | float) -> Decimal:
    """The value rounded to two decimals, a half upwards: 64.995 is 65.00."""
    # In binary 64.995 is a little less; what is written is meant.
    exact = value if isinstance(value, Fraction) else Fraction(str(value))
    hundredfold = exact * 100
    whole = Decimal(hundredfold.numerator) / Decimal(hundredfold.denominator)
    return whole.quantize(Decimal(1), rounding=ROUND_HALF_UP) / Decimal(100)


@dataclass(frozen=True, slots=True)
class Distribution:
    """How answers are spread over a scale, and where their centre lies.

    `counts` follow the points of the scale; `top_two` is the share of the two highest, where there
    are four points or more. `actual` is the sum of the answers (skor aktual),
    `ideal` the sum there would be if all had given the highest (skor ideal).
    """

    n: int
    missing: int
    counts: tuple[int, ...]
    modes: tuple[int, ...]
    median: float | None
    mean: float | None
    deviation: float | None
    top_two: float | None
    actual: int
    ideal: int
    level: Level | None
    cautions: tuple[Caution, ...] = ()

    @property
    def shares(self) -> tuple[float | None, ...]:
        """The counts as shares of those who answered."""
        return tuple(count / self.n if self.n else None for count in self.counts)

    @property
    def ideal_share(self) -> float | None:
        """Skor aktual / skor ideal, which equals mean / highest point (TCR).

        Answers 4 5 4 3 on 1–5: 16 / 20 = 0.8.
        """
        return self.actual / self.ideal if self.ideal else None


def distribution(answers: Iterable[Answer], scale: Scale) -> Distribution:
    """The summary of an item's answers, or of those to all items of a dimension together.

    The deviation is that of a sample, with n − 1. Fixture SV1, first item (4 3 5 2 4 3 5 1 4 3):
    mean 3.4, deviation 1.264911, top-two-box 5/10, skor aktual 34 of 50.

    Raises:
        OffScale: an answer is no point of the scale.
    """
    counted = Counter(scale.checked(answers))
    missing = counted.pop(None, 0)
    counts = tuple(counted[point] for point in scale.points)
    n = sum(counts)
    actual = sum(point * count for point, count in zip(scale.points, counts, strict=True))
    mean = Fraction(actual, n) if n else None
    highest = max(counts)
    cautions = [Caution.SMALL_SAMPLE] if n < FEW else []
    if missing:
        cautions.append(Caution.MISSING_ANSWERS)
    return Distribution(
        n=n,
        missing=missing,
        counts=counts,
        modes=tuple(p for p, c in zip(scale.points, counts, strict=True) if n and c == highest),
        median=_median(scale.points, counts),
        mean=None if mean is None else float(mean),
        deviation=_deviation(scale.points, counts),
        top_two=sum(counts[-2:]) / n if n and len(counts) >= _TOP_TWO_FROM else None,
        actual=actual,
        ideal=n * scale.high,
        level=None if mean is None else scale.level_of(mean),
        cautions=tuple(cautions),
    )


def _median(points: Sequence[int], counts: Sequence[int]) -> float | None:
    n = sum(counts)
    if not n:
        return None
    return (_nth(points, counts, (n - 1) // 2) + _nth(points, counts, n // 2)) / 2


def _nth(points: Sequence[int], counts: Sequence[int], place: int) -> int:
    passed = 0
    for point, count in zip(points, counts, strict=True):
        passed += count
        if place < passed:
            return point
    raise IndexError(place)


def _deviation(points: Sequence[int], counts: Sequence[int]) -> float | None:
    n = sum(counts)
    if n < 2:
        return None
    total = sum(p * c for p, c in zip(points, counts, strict=True))
    squares = sum(p * p * c for p, c in zip(points, counts, strict=True))
    return sqrt((squares - Fraction(total * total, n)) / (n - 1))
