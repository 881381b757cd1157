"""Compares two groups by ranks (Mann and Whitney 1947), with ties, exactly where they are small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import comb, fsum, sqrt
from statistics import median
from typing import Final

from qda.statistics.cautions import Caution

EXACT_UP_TO: Final = 30
"""How many values in both groups together are compared by every way of dividing them."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One group: how many values, their mean, median and deviation (of a sample, n − 1)."""

    n: int
    mean: float | None
    median: float | None
    deviation: float | None


@dataclass(frozen=True, slots=True)
class RankTest:
    """Two groups compared: U of the first, its probability, and the effect.

    `rank_biserial` runs from −1 (every value of the first lies below those of the second) to 1;
    `z` is None where the test is exact.
    """

    first: Sample
    second: Sample
    u: float | None
    z: float | None
    p: float | None
    is_exact: bool
    rank_biserial: float | None
    cautions: tuple[Caution, ...]


def compared(first: Iterable[float], second: Iterable[float]) -> RankTest:
    """The Mann–Whitney test of two groups, two-sided.

    U = R − n(n + 1) / 2, R the ranks of the first, equal values sharing their mean rank. Up to 30
    values the probability is that of all ways to divide them, ties included; beyond that normal,
    with σ² = n m / 12 · (N + 1 − Σ(t³ − t) / (N (N − 1))) and half a rank of continuity. Effect
    2U / (n m) − 1 (Wendt 1972). 1 2 3 against 4 5 6: U 0, p .1, effect −1.
    """
    return compared_counts(Counter(first), Counter(second))


def compared_counts(one: Counter[float], two: Counter[float]) -> RankTest:
    """The same test of two groups of which it is known how often each value occurs."""
    one, two = +one, +two
    n, m = one.total(), two.total()
    samples = _sample(one), _sample(two)
    if not n or not m:
        return RankTest(*samples, None, None, None, False, None, (Caution.NO_VARIATION,))
    doubled = _doubled_ranks(one + two)
    rank_sum = sum(doubled[value] * count for value, count in one.items())
    u = rank_sum / 2 - n * (n + 1) / 2
    effect = 2 * u / (n * m) - 1
    if len(doubled) == 1:
        return RankTest(*samples, u, None, 1.0, True, effect, (Caution.NO_VARIATION,))
    if n + m <= EXACT_UP_TO:
        p = _exact(one + two, doubled, n, rank_sum)
        return RankTest(*samples, u, None, p, True, effect, (Caution.SMALL_SAMPLE,))
    z = _z(one + two, u, n, m)
    cautions = (Caution.NORMAL_APPROXIMATION,)
    return RankTest(*samples, u, z, _two_sided(z), False, effect, cautions)


def sample(values: Iterable[float]) -> Sample:
    """The size, mean, median and deviation of values."""
    return _sample(Counter(values))


def _sample(counts: Counter[float]) -> Sample:
    n = counts.total()
    if not n:
        return Sample(0, None, None, None)
    mean = fsum(value * count for value, count in counts.items()) / n
    squares = fsum((value - mean) ** 2 * count for value, count in counts.items())
    deviation = sqrt(squares / (n - 1)) if n > 1 else None
    return Sample(n, mean, _median(counts, n), deviation)


def _median(counts: Counter[float], n: int) -> float:
    middle, passed = [], 0
    for value in sorted(counts):
        before, passed = passed, passed + counts[value]
        middle += [value for place in ((n - 1) // 2, n // 2) if before <= place < passed]
    return float(median(middle))


def _doubled_ranks(counts: Counter[float]) -> dict[float, int]:
    """Twice the mean rank of each value: whole numbers, so that sums are exact."""
    found, passed = {}, 0
    for value in sorted(counts):
        found[value] = 2 * passed + counts[value] + 1
        passed += counts[value]
    return found


def _exact(counts: Counter[float], ranks: dict[float, int], n: int, rank_sum: int) -> float:
    # How many ways there are to take k values with a given sum of ranks, value by value.
    ways: list[Counter[int]] = [Counter({0: 1}), *(Counter[int]() for _ in range(n))]
    for value, count in counts.items():
        rank = ranks[value]
        for k in range(n, 0, -1):
            for taken in range(1, min(count, k) + 1):
                for total, number in ways[k - taken].items():
                    ways[k][total + taken * rank] += number * comb(count, taken)
    size = counts.total()
    centre = n * (size + 1)
    apart = abs(rank_sum - centre)
    as_far = sum(number for total, number in ways[n].items() if abs(total - centre) >= apart)
    return as_far / comb(size, n)


def _z(counts: Counter[float], u: float, n: int, m: int) -> float:
    size = n + m
    ties = sum(count**3 - count for count in counts.values())
    variance = n * m / 12 * (size + 1 - ties / (size * (size - 1)))
    apart = u - n * m / 2
    shrunk = max(0.0, abs(apart) - 0.5)
    return (shrunk if apart >= 0 else -shrunk) / sqrt(variance)


def _two_sided(z: float) -> float:
    from scipy.special import ndtr

    return float(2 * ndtr(-abs(z)))
