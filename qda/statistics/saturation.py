"""When no new codes turn up: base size, run length and threshold (Guest, Namey & Chen 2020)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil
from random import Random
from typing import Final

from qda.statistics.errors import BadSampleQuestion

MOST: Final = 1000
"""Units beyond which nobody waits for saturation."""


@dataclass(frozen=True, slots=True)
class SaturationRule:
    """How many units the base has, how many a run, and which share of new codes is too few.

    The shares of Guest, Namey and Chen (PLoS ONE 15(5): e0232076) are 0.05 and 0.
    """

    base: int = 4
    run: int = 2
    threshold: float = 0.05

    def checked(self) -> SaturationRule:
        """The rule, if it can be.

        Raises:
            BadSampleQuestion: a figure cannot be.
        """
        for what, value, low in (("base", self.base, 1), ("run", self.run, 1)):
            if not low <= value <= MOST:
                raise BadSampleQuestion(what=what, value=value, low=low, high=MOST)
        if not 0 <= self.threshold < 1:
            raise BadSampleQuestion(what="threshold", value=self.threshold, low=0, high=1)
        return self


@dataclass(frozen=True, slots=True)
class Run:
    """A run that ends with the unit `end`, from 1: its new codes, and their share of the base.

    The share is None where the base has no code.
    """

    end: int
    new: int
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Saturation:
    """What came of a sequence of units.

    `base` counts the codes of the base, `new` those that each unit after it brings, `curve` all
    codes after each unit. `reached` is the last unit of the first run that met the rule.
    """

    rule: SaturationRule
    units: int
    base: int
    new: tuple[int, ...]
    curve: tuple[int, ...]
    runs: tuple[Run, ...]
    reached: int | None

    @property
    def notation(self) -> str:
        """Where it was reached, as its authors write it: 5+2 is unit 7, by a run of two.

        Empty where it was not reached.
        """
        return "" if self.reached is None else f"{self.reached - self.rule.run}+{self.rule.run}"


@dataclass(frozen=True, slots=True)
class OrderFree:
    """Where saturation was reached in other orders of the same units: median and 90 % of them.

    A figure is None where that many orders do not reach it; `reached` counts those that do.
    """

    orders: int
    reached: int
    median: int | None
    low: int | None
    high: int | None


def saturation(units: Sequence[AbstractSet[Hashable]], rule: SaturationRule) -> Saturation:
    """The saturation of units in their order, each given by the codes it bears.

    Runs slide by one unit and begin after the base. 37 codes in a base of 4 and 3, 1, 0, 1, 0, 0
    new ones after it give 4/37, 1/37 … in runs of two: reached with unit 7, “5+2”.

    Raises:
        BadSampleQuestion: the rule cannot be.
    """
    rule.checked()
    curve = tuple(len(seen) for seen in accumulate(units, lambda one, other: one | other))
    base = curve[rule.base - 1] if len(curve) >= rule.base else 0
    after = curve[rule.base - 1 :]
    new = tuple(high - low for low, high in pairwise(after))
    runs = []
    for end in range(rule.base + rule.run, len(units) + 1):
        count = curve[end - 1] - curve[end - 1 - rule.run]
        runs.append(Run(end, count, count / base if base else None))
    reached = next((run.end for run in runs if _met(run, base, rule)), None)
    return Saturation(rule, len(units), base, new, curve, tuple(runs), reached)


def order_free(
    units: Sequence[AbstractSet[Hashable]],
    rule: SaturationRule,
    *,
    seed: int = 1,
    orders: int = 1000,
) -> OrderFree:
    """Where saturation is reached in chance orders: each is made by sorting by `Random.random()`.

    Raises:
        BadSampleQuestion: the rule cannot be.
    """
    random = Random(seed)  # noqa: S311 - chance that can be repeated, no secret
    ends = []
    for _ in range(orders):
        keys = [random.random() for _ in units]
        mixed = [units[at] for at in sorted(range(len(units)), key=keys.__getitem__)]
        ends.append(saturation(mixed, rule).reached)
    found = sorted(end for end in ends if end is not None)
    return OrderFree(
        orders=orders,
        reached=len(found),
        median=_at(found, orders, Fraction(1, 2)),
        low=_at(found, orders, Fraction(1, 20)),
        high=_at(found, orders, Fraction(19, 20)),
    )


def _met(run: Run, base: int, rule: SaturationRule) -> bool:
    # In whole numbers: 1 of 20 is not more than .05, whatever .05 is in binary.
    return base > 0 and run.new <= Fraction(str(rule.threshold)) * base


def _at(found: Sequence[int], orders: int, share: Fraction) -> int | None:
    """The smallest unit by which so large a share of the orders has reached it."""
    at = max(0, ceil(share * orders) - 1)
    return found[at] if at < len(found) else None
