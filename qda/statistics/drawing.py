"""Draws samples by chance that anyone can repeat: chance numbers, shares of strata, intervals.

Every item of the frame, in its order, is given one number of `random.Random(seed).random()`, the
Mersenne Twister, whose sequence Python promises for a whole number as seed. What has the smallest
numbers is drawn. So a larger sample of the same seed holds the smaller one, and a stratum's draw
does not hang on the other strata.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from random import Random
from typing import Final

from models.vocabulary import Allocation
from qda.statistics.errors import BadSampleQuestion

_FEW: Final = 8
"""Where no more than the eighth part is drawn, looking for it is quicker than sorting."""


_PART: Final = 1_000
"""About so many items are sorted at once."""


def chances(count: int, seed: int) -> list[float]:
    """The chance numbers of so many items, from 0 to below 1."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated, no secret
    return [random.random() for _ in range(count)]


def smallest(items: Sequence[int], size: int, numbers: Sequence[float]) -> list[int]:
    """The `size` items with the smallest chance numbers (from 0 to below 1), smallest first."""

    def order(item: int) -> tuple[float, int]:
        return numbers[item], item

    if size * _FEW < len(items):
        return nsmallest(size, items, key=order)
    # To sort a hundred thousand at once would hold other threads up in one stretch.
    parts: list[list[int]] = [[] for _ in range(1 + len(items) // _PART)]
    for item in items:
        parts[int(numbers[item] * len(parts))].append(item)
    return [item for part in parts for item in sorted(part, key=order)][:size]


def shared_out(sizes: Sequence[int], size: int, allocation: Allocation) -> list[int]:
    """How many items each stratum gives.

    Proportional: by largest remainders (Hamilton), ties to the stratum that comes first; 100 of
    70, 20, 7 and 3 give 70, 20, 7 and 3, and 10 of them 7, 2, 1 and 0. Equal: the same from each;
    a stratum that is too small gives all it has, and the others share what is lacking; the first
    ones give one more where it does not come out even.

    Raises:
        BadSampleQuestion: there are not so many items.
    """
    whole = sum(sizes)
    if not 1 <= size <= whole:
        raise BadSampleQuestion(what="n", value=size, low=1, high=whole)
    if allocation is Allocation.EQUAL:
        return _equal(sizes, size)
    given = [size * each // whole for each in sizes]
    rests = sorted(range(len(sizes)), key=lambda at: (-(size * sizes[at] % whole), at))
    for at in rests[: size - sum(given)]:
        given[at] += 1
    return given


def _equal(sizes: Sequence[int], size: int) -> list[int]:
    # The level to which all are filled, as far as they reach; what is left goes one to each.
    low, high = 0, max(sizes)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(each, middle) for each in sizes) <= size:
            low = middle
        else:
            high = middle - 1
    given = [min(each, low) for each in sizes]
    able = [at for at, each in enumerate(sizes) if each > low]
    for at in able[: size - sum(given)]:
        given[at] += 1
    return given


def by_interval(count: int, every: int, seed: int) -> tuple[int, list[int]]:
    """Every `every`-th of `count` items from a start by chance: start, from 1, and places.

    Places are counted from 0. The start is 1 + ⌊u · every⌋, u the first chance number.

    Raises:
        BadSampleQuestion: the interval is longer than the list.
    """
    if not 1 <= every <= count:
        raise BadSampleQuestion(what="k", value=every, low=1, high=count)
    start = 1 + int(chances(1, seed)[0] * every)
    return start, list(range(start - 1, count, every))


def by_steps(count: int, size: int, seed: int) -> tuple[float, list[int]]:
    """Exactly `size` of `count` items at equal steps, which need not be whole: the start u, places.

    Place i, from 0, is ⌊(i + u) · count / size⌋, u the first chance number (fractional interval;
    Kish 1965, ch. 4).

    Raises:
        BadSampleQuestion: there are not so many items.
    """
    if not 1 <= size <= count:
        raise BadSampleQuestion(what="n", value=size, low=1, high=count)
    start = chances(1, seed)[0]
    # In whole numbers: a chance number is a multiple of 2⁻⁵³, and no place may come twice.
    parts = int(start * (1 << 53))
    return start, [((at << 53) + parts) * count // (size << 53) for at in range(size)]
