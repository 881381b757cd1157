"""Checks claims against each other: derived figures worked out again, and contradictions.

A number means every value that its last digit allows: 10,64 million lies between 10,635,000 and
10,645,000; what is counted, people or reports, is meant to the last one. A derived figure is met
where the stated value is among those that its operands allow; two sources contradict each other
where no value is among those that both allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Final

from models.vocabulary import Formula
from qda.language.figures import PERCENT, read_figure, same_unit
from qda.retrieval.claims import ClaimRow

_TIMES: Final = {
    PERCENT: 100.0, "per 100": 100.0, "per 1000": 1000.0, "per 10000": 10_000.0,
    "per 100000": 100_000.0, "‰": 1000.0,
}  # fmt: skip
"""By how much a share or a ratio is multiplied in a unit."""


_MEASURED: Final = frozenset(
    (PERCENT, "km²", "m²", "ha", "km", "m", "ton", "kg", "jiwa/km²", "Rp", "US$")
)
"""Units in which a whole number is rounded; people and reports are counted."""


class Problem(StrEnum):
    """Why a derived figure does not hold, or cannot be worked out."""

    DIFFERS = "differs"
    OPERAND_GONE = "operand_gone"
    DIVIDED_BY_ZERO = "divided_by_zero"
    IN_A_CIRCLE = "in_a_circle"


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a number's digits allow, from `low` to `high`."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether some value lies within both; to touch is not enough: 5 is not 6."""
        return self.low < other.high and other.low < self.high


@dataclass(frozen=True, slots=True)
class DerivedCheck:
    """A derived figure and what its operands give.

    `recomputed` is worked out from the values of the operands as they are stated, and lies in
    `allowed`; both are None where it cannot be. `problem` is None where the figure is met.
    """

    claim: ClaimRow
    operands: tuple[ClaimRow, ...]
    recomputed: float | None
    allowed: Interval | None
    problem: Problem | None

    @property
    def is_met(self) -> bool:
        """Whether the stated value is among those that the operands allow."""
        return self.problem is None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One quantity, unit and year of which sources say what cannot all be true.

    `camps` are the claims that agree with each other, the most first: two claims of different
    camps contradict each other.
    """

    quantity: str
    unit: str
    year: str
    camps: tuple[tuple[ClaimRow, ...], ...]


def interval_of(claim: ClaimRow) -> Interval:
    """The values that a claim's stated digits allow; without these, those its value is written by.

    >>> from qda.language.figures import read_figure
    >>> read_figure("10,64 juta").low
    10635000.0
    """
    step = _step(claim)
    return Interval(claim.value - step / 2, claim.value + step / 2)


def checked_figures(claims: Iterable[ClaimRow]) -> tuple[DerivedCheck, ...]:
    """Every derived figure of the claims, worked out again, in their order."""
    known = {each.uuid: each for each in claims}
    return tuple(_checked(each, known) for each in known.values() if each.formula is not None)


def recomputed(formula: Formula, values: Sequence[float], unit: str = "") -> float:
    """What a formula gives for values in their order, in a unit.

    Share and ratio are the first by the second, growth the change from the first to the second by
    the first; in per cent these are times 100. Density is people by area.

    Raises:
        ZeroDivisionError: it divides by nothing.

    >>> round(recomputed(Formula.SHARE, (1_000_000, 10_640_000), "%"), 2)
    9.4
    >>> round(recomputed(Formula.GROWTH, (10_609_681, 10_679_951), "%"), 4)
    0.6623
    """
    first, second = values[0], values[1]
    times = _TIMES.get(same_unit(unit), 1.0)
    if formula is Formula.SUM:
        return sum(values)
    if formula is Formula.DIFFERENCE:
        return first - second
    if formula is Formula.GROWTH:
        return (second / first - 1) * times
    if formula is Formula.DENSITY:
        return first / second
    return first / second * times


def contradictions(claims: Iterable[ClaimRow]) -> tuple[Contradiction, ...]:
    """What sources say differently of the same quantity, unit and year, by quantity and year.

    Two claims that are worded alike in capitals and blanks measure the same; `orang` and `jiwa`
    count alike. A claim without a year is compared with others that have none.
    """
    grouped: dict[tuple[str, str, str], list[ClaimRow]] = defaultdict(list)
    for each in claims:
        quantity = " ".join(each.quantity.split()).casefold()
        grouped[quantity, each.year, same_unit(each.unit)].append(each)
    found = []
    for (_, year, _unit), told in sorted(grouped.items()):
        camps = _camps(told)
        if len(camps) > 1:
            found.append(Contradiction(told[0].quantity, told[0].unit, year, camps))
    return tuple(found)


def _checked(claim: ClaimRow, known: Mapping[str, ClaimRow]) -> DerivedCheck:
    operands = tuple(known[uuid] for uuid in claim.operands if uuid in known)
    if len(operands) < len(claim.operands):
        return DerivedCheck(claim, operands, None, None, Problem.OPERAND_GONE)
    if _leads_back(claim, known):
        return DerivedCheck(claim, operands, None, None, Problem.IN_A_CIRCLE)
    formula = claim.formula or Formula.SUM
    try:
        value = recomputed(formula, [each.value for each in operands], claim.unit)
        allowed = _allowed(formula, operands, claim.unit)
    except ZeroDivisionError:
        return DerivedCheck(claim, operands, None, None, Problem.DIVIDED_BY_ZERO)
    met = allowed.meets(interval_of(claim))
    return DerivedCheck(claim, operands, value, allowed, None if met else Problem.DIFFERS)


def _allowed(formula: Formula, operands: Sequence[ClaimRow], unit: str) -> Interval:
    """The least and the most that a formula gives within the operands' intervals.

    All formulas rise or fall evenly in each operand, so that the corners of the intervals hold the
    ends; a sum needs only two of them.
    """
    ranges = [_meant(each) for each in operands]
    if formula is Formula.SUM:
        return Interval(sum(each.low for each in ranges), sum(each.high for each in ranges))
    corners = product(*((each.low, each.high) for each in ranges))
    values = [recomputed(formula, corner, unit) for corner in corners]
    return Interval(min(values), max(values))


def _meant(claim: ClaimRow) -> Interval:
    """The values that an operand may have: what is counted to the last one is meant exactly."""
    if _step(claim) == 1 and same_unit(claim.unit) not in _MEASURED:
        return Interval(claim.value, claim.value)
    return interval_of(claim)


def _leads_back(claim: ClaimRow, known: Mapping[str, ClaimRow]) -> bool:
    waiting, seen = list(claim.operands), set[str]()
    while waiting:
        uuid = waiting.pop()
        if uuid == claim.uuid:
            return True
        if uuid in known and uuid not in seen:
            seen.add(uuid)
            waiting.extend(known[uuid].operands)
    return False


def _camps(claims: Sequence[ClaimRow]) -> tuple[tuple[ClaimRow, ...], ...]:
    """Claims parted so that in a camp all can be true together; the largest camp first."""
    camps: list[tuple[Interval, list[ClaimRow]]] = []
    for each in sorted(claims, key=_step):
        told = interval_of(each)
        for at, (common, members) in enumerate(camps):
            if common.meets(told):
                both = Interval(max(common.low, told.low), min(common.high, told.high))
                camps[at] = (both, [*members, each])
                break
        else:
            camps.append((told, [each]))
    order = {each.uuid: at for at, each in enumerate(claims)}
    made = [tuple(sorted(members, key=lambda c: order[c.uuid])) for _, members in camps]
    return tuple(sorted(made, key=lambda camp: (-len(camp), order[camp[0].uuid])))


def _step(claim: ClaimRow) -> float:
    """What one in the last digit of a claim is worth."""
    read = read_figure(claim.stated) if claim.stated else None
    if read is not None and read.value and _same(read.value, claim.value):
        return read.step
    if read is not None and read.value:
        # Written in another notation than it was read in: "1,000" for a thousand.
        other = read_figure(claim.stated, "en")
        if other is not None and _same(other.value, claim.value):
            return other.step
    _, _, decimals = f"{claim.value:.12g}".partition(".")
    return float(10.0 ** -len(decimals)) if "e" not in decimals else 1.0


def _same(first: float, second: float) -> bool:
    return abs(first - second) <= 1e-9 * max(abs(first), abs(second))
