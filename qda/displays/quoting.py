"""Chooses the quotes that stand for a cell, by a rule that is stated on every display.

Best first: quotes a researcher marked as important; then those that more coders coded; then those
of 15 to 60 words; then confirmed before proposed; then those whose informant has fewest quotes in
the cell so far, so that the chosen ones speak for different people; then reading order.
(After the rule for cell candidates in Miles, Huberman and Saldaña 2014, ch. 5, made exact.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final, NamedTuple

from qda.i18n import mark

SHORTEST: Final = 15
"""Words below which a quote is too short to speak for itself."""

LONGEST: Final = 60
"""Words above which a quote is too long for a cell."""

RULE: Final = mark(
    "Quotes: important ones first, then those coded by more coders, then 15–60 words long, then "
    "confirmed ones, then of different informants, then in reading order. Counts are distinct "
    "informants; a reviewer whose name is not known counts once per review."
)


class Candidate(NamedTuple):
    """A quote that could stand in a cell; `place` orders it as it is read."""

    evidence: int
    important: bool
    coders: int
    words: int
    confirmed: bool
    informant: Hashable
    place: tuple[str, int]

    @property
    def fits(self) -> bool:
        """Whether it is long enough to be understood and short enough to be read."""
        return SHORTEST <= self.words <= LONGEST


def best(candidates: Sequence[Candidate], count: int) -> tuple[Candidate, ...]:
    """The `count` best of the candidates, by the rule of this module."""
    waiting = list(candidates)
    chosen: list[Candidate] = []
    spoken: Counter[Hashable] = Counter()
    while waiting and len(chosen) < count:
        taken = min(waiting, key=lambda each: (*_rank(each), spoken[each.informant], each.place))
        waiting.remove(taken)
        spoken[taken.informant] += 1
        chosen.append(taken)
    return tuple(chosen)


def goes_before(candidate: Candidate, other: Candidate) -> bool:
    """Whether one of two codings of the same segment shows it in a better light than the other."""
    return _rank(candidate) < _rank(other)


def _rank(candidate: Candidate) -> tuple[bool, int, bool, bool]:
    return (
        not candidate.important,
        -candidate.coders,
        not candidate.fits,
        not candidate.confirmed,
    )
