"""Finds cases that are unlike all others, by the codes they bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import quantiles
from typing import Final

FEWEST: Final = 5
"""From this many cases on the rule is applied: quartiles of fewer tell nothing."""

Profile = frozenset[tuple[int, str]]
"""The codes that a case bears, each with the polarity it is spoken of."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """A case with its mean distance to all others and the fence it lies beyond, from 0 to 1."""

    case_id: int
    distance: float
    fence: float


def outliers(profiles: Mapping[int, Profile]) -> tuple[Outlier, ...]:
    """The cases whose mean distance to all others lies beyond the upper fence, the farthest first.

    The distance of two profiles is that of Jaccard, 1 - |A ∩ B| / |A ∪ B|; the fence is Tukey's
    (1977, Exploratory Data Analysis, ch. 2): Q3 + 1.5 (Q3 - Q1), quartiles by linear
    interpolation. Four cases that bear the same code and a fifth that bears another: the four have
    a mean distance of 1/4, the fifth of 1; Q1 = Q3 = 0.25, so the fence is 0.25.

    >>> alike = {n: frozenset({(1, "supporting")}) for n in range(4)}
    >>> outliers({**alike, 4: frozenset({(1, "inhibiting")})})
    (Outlier(case_id=4, distance=1.0, fence=0.25),)
    """
    if len(profiles) < FEWEST:
        return ()
    means = {
        case: sum(_distance(own, other) for which, other in profiles.items() if which != case)
        / (len(profiles) - 1)
        for case, own in profiles.items()
    }
    first, _, third = quantiles(means.values(), n=4, method="inclusive")
    fence = third + 1.5 * (third - first)
    # Sums of fractions differ in their last digit where they are the same.
    found = [Outlier(case, far, fence) for case, far in means.items() if far > fence + 1e-9]
    return tuple(sorted(found, key=lambda each: (-each.distance, each.case_id)))


def _distance(one: Profile, other: Profile) -> float:
    either = len(one | other)
    return 1 - len(one & other) / either if either else 0.0
