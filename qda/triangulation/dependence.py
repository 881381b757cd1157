"""How far a theme rests on one source: the share of the largest, and Herfindahl's index."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

MOST: Final = Fraction(3, 5)
"""The largest share beyond which a theme depends on one source."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """How segments are spread over sources.

    `largest` is the source that bears most of them, the first by its name where several do;
    `share` its part of them, `index` the sum of the squared shares: 1 where all stand in one
    source, 1/k where k sources bear as many each (Herfindahl).
    """

    sources: int
    segments: int
    largest: Hashable | None
    share: Fraction | None
    index: Fraction | None

    @property
    def is_dependent(self) -> bool:
        """Whether the theme rests on one source alone, or for more than 0.6 on one."""
        return self.sources == 1 or (self.share is not None and self.share > MOST)


def dependence(segments: Mapping[str, int]) -> Dependence:
    """How segments, counted by their source, are spread.

    >>> found = dependence({"D01": 6, "D02": 3, "W01": 1})
    >>> found.largest, found.share, found.index, found.is_dependent
    ('D01', Fraction(3, 5), Fraction(23, 50), False)
    """
    counts = {source: count for source, count in segments.items() if count}
    total = sum(counts.values())
    if not total:
        return Dependence(0, 0, None, None, None)
    largest = min(counts, key=lambda source: (-counts[source], source))
    index = sum((Fraction(count, total) ** 2 for count in counts.values()), Fraction(0))
    return Dependence(len(counts), total, largest, Fraction(counts[largest], total), index)
