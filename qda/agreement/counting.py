"""Counts comparisons by kind: in all, and for each code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from qda.agreement.comparing import Comparison, Kind


@dataclass(frozen=True, slots=True)
class Counts:
    """How many comparisons there are of each kind."""

    agreed: int = 0
    boundary: int = 0
    other_code: int = 0
    missed_by_first: int = 0
    missed_by_second: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.of(kind) for kind in Kind)

    @property
    def share_agreed(self) -> float | None:
        """The share that is agreed; None where nothing was compared."""
        return self.agreed / self.total if self.total else None

    def of(self, kind: Kind) -> int:
        """How many there are of one kind."""
        return int(getattr(self, kind.value))


def counts_of(comparisons: Iterable[Comparison]) -> Counts:
    """How many comparisons there are of each kind."""
    found = dict.fromkeys(Kind, 0)
    for each in comparisons:
        found[each.kind] += 1
    return Counts(**{kind.value: number for kind, number in found.items()})


def counts_by_code(comparisons: Iterable[Comparison]) -> dict[int, Counts]:
    """The counts for each code; a comparison of two codes counts for both of them."""
    by_code: dict[int, list[Comparison]] = defaultdict(list)
    for each in comparisons:
        codes = {mark.code_id for mark in (each.first, each.second) if mark is not None}
        for code_id in codes:
            by_code[code_id].append(each)
    return {code_id: counts_of(found) for code_id, found in by_code.items()}
