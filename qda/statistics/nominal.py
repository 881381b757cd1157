"""Agreement of people who label the same things: Cohen's kappa, and Krippendorff's alpha.

Cohen (1960, Educational and Psychological Measurement 20(1), 37-46); Krippendorff (2004, Content
Analysis, 2nd ed., ch. 11), for labels without an order. All figures are exact fractions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> Fraction | None:
    """Agreement beyond chance of two people's labels of the same things, each by its own habits.

    None where nothing was labelled by both, or both used one and the same label throughout.

    >>> said = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    >>> cohen_kappa(said)
    Fraction(2, 5)
    """
    count = len(pairs)
    if not count:
        return None
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    seen = Fraction(sum(one == other for one, other in pairs), count)
    chance = Fraction(sum(ones[label] * others[label] for label in ones), count * count)
    return None if chance == 1 else (seen - chance) / (1 - chance)


def krippendorff_alpha(units: Sequence[Sequence[Hashable | None]]) -> Fraction | None:
    """Agreement of any number of people's labels; None is a label that somebody did not give.

    Each unit holds the labels it was given. None where no two labels of a unit can be compared, or
    only one label was used.

    >>> krippendorff_alpha([("a", "a"), ("a", "b"), ("b", "b"), ("b", None)])
    Fraction(4, 9)
    """
    usable = [Counter(label for label in unit if label is not None) for unit in units]
    usable = [counts for counts in usable if counts.total() > 1]
    totals: Counter[Hashable] = Counter()
    for counts in usable:
        totals.update(counts)
    count = totals.total()
    if count < 2 or len(totals) < 2:
        return None
    different = sum(
        (Fraction(_unlike(counts), counts.total() - 1) for counts in usable), Fraction(0)
    )
    expected = Fraction(_unlike(totals), count - 1)
    return 1 - different / expected


def _unlike(counts: Counter[Hashable]) -> int:
    """The ordered pairs of different labels among so many of each."""
    return counts.total() ** 2 - sum(count * count for count in counts.values())
