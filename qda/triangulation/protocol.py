"""Proposes how groups of sources stand to each other on a theme, from counts of distinct units.

Two groups are compared in two respects: *direction* (do they say the same?) and *prominence* (does
as large a part of each speak of it?). Same in both is agreement, in one partial agreement, in
neither dissonance; where one speaks and the other does not, there is silence (Farmer, Robinson,
Elliott and Eyles 2006). The thresholds are this program's own and stand on every display. All
shares are exact: two of three is not less than two thirds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import Final

from models.vocabulary import Convergence

LOW: Final = Fraction(1, 3)
"""The prominence below which it is low; also the direction from which it is for or against."""

HIGH: Final = Fraction(2, 3)
"""The prominence from which it is high."""

NEAR: Final = Fraction(1, 2)
"""Directions no farther apart than this mean the same, unless one is for and one against."""


class Standing(StrEnum):
    """What a group says on a theme, or why it says nothing.

    EXPECTED: it had no reason to speak of it; NOT_ASKED: nobody of it was asked; PENDING: texts
    of it are still to be read.
    """

    SPEAKS = "speaks"
    SILENT = "silent"
    EXPECTED = "expected"
    NOT_ASKED = "not_asked"
    PENDING = "pending"


class Band(StrEnum):
    """How prominent a theme is in a group."""

    LOW = "low"
    MID = "mid"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Voice:
    """What a group says on a theme, in distinct informants or other units.

    `asked` could have spoken of it, `speaking` do; `positive` speak of support, `negative` of
    hindrance, and one who speaks of both counts for both. `why` tells of a group in which nobody
    speaks why that is so.
    """

    asked: int
    speaking: int = 0
    positive: int = 0
    negative: int = 0
    why: Standing = Standing.SILENT

    @property
    def standing(self) -> Standing:
        """Whether the group speaks, or why not; a group nobody of which was asked is not silent."""
        if self.speaking:
            return Standing.SPEAKS
        if not self.asked and self.why is Standing.SILENT:
            return Standing.NOT_ASKED
        return self.why

    @property
    def prominence(self) -> Fraction | None:
        """The share of those asked who speak of it; None where nobody was asked.

        >>> Voice(200, 70, 6, 64).prominence
        Fraction(7, 20)
        """
        return Fraction(self.speaking, self.asked) if self.asked else None

    @property
    def band(self) -> Band | None:
        """How prominent the theme is: low below a third, high from two thirds on."""
        share = self.prominence
        if share is None:
            return None
        return Band.LOW if share < LOW else Band.MID if share < HIGH else Band.HIGH

    @property
    def direction(self) -> Fraction:
        """From -1, all against, to 1, all for; 0 where no polarity was coded.

        >>> Voice(6, 5, 1, 4).direction
        Fraction(-3, 5)
        """
        spoken = self.positive + self.negative
        return Fraction(self.positive - self.negative, spoken) if spoken else Fraction(0)

    @property
    def symbol(self) -> str:
        """`+` from a third for, `-` from a third against, `+/-` between; empty without polarity.

        >>> [Voice(6, 5, *said).symbol for said in ((4, 0), (1, 4), (3, 2), (0, 0))]
        ['+', '-', '+/-', '']
        """
        if not self.positive and not self.negative:
            return ""
        return {1: "+", -1: "-", 0: "+/-"}[_side(self.direction)]


def pair_label(one: Voice, other: Voice, *, strict: bool = False) -> Convergence:
    """How two groups stand to each other on a theme, as it is proposed.

    By default, one for and one against is dissonance however prominent the theme is in each. In
    the `strict` mode dissonance needs a difference in prominence, too. Where both are silent, or
    one of them is not read yet, there are no data.

    >>> users, documents = Voice(6, 5, 1, 4), Voice(3, 2, 2, 0)
    >>> pair_label(users, documents).value, pair_label(users, documents, strict=True).value
    ('dissonance', 'partial')
    """
    standings = {one.standing, other.standing}
    if standings != {Standing.SPEAKS}:
        return _beside_silence(standings)
    same_direction = same_meaning(one.direction, other.direction)
    same_prominence = one.band is other.band
    if same_direction and same_prominence:
        return Convergence.AGREEMENT
    if strict:
        alike = same_direction or same_prominence
        return Convergence.PARTIAL if alike else Convergence.DISSONANCE
    against = opposite(one.direction, other.direction)
    return Convergence.DISSONANCE if against else Convergence.PARTIAL


def row_label(voices: Sequence[Voice], *, strict: bool = False) -> Convergence:
    """How all groups stand to each other on a theme: the worst of what the speaking ones show.

    Where one group alone speaks, the others' reason counts: silence before an expected silence,
    this before not having been asked.
    """
    speaking = [voice for voice in voices if voice.standing is Standing.SPEAKS]
    if not speaking:
        return Convergence.NO_DATA
    if len(speaking) == 1:
        return _of_one({voice.standing for voice in voices})
    found = {pair_label(one, other, strict=strict) for one, other in combinations(speaking, 2)}
    for worst in (Convergence.DISSONANCE, Convergence.PARTIAL):
        if worst in found:
            return worst
    return Convergence.AGREEMENT


def _beside_silence(standings: set[Standing]) -> Convergence:
    """The label of two groups that do not both speak."""
    if Standing.SPEAKS not in standings:
        return Convergence.NO_DATA
    return _of_one(standings)


def _of_one(standings: set[Standing]) -> Convergence:
    for standing, said in (
        (Standing.SILENT, Convergence.SILENCE),
        (Standing.EXPECTED, Convergence.SILENCE_EXPECTED),
        (Standing.PENDING, Convergence.NO_DATA),
        (Standing.NOT_ASKED, Convergence.NOT_ASKED),
    ):
        if standing in standings:
            return said
    return Convergence.NO_DATA


def opposite(one: Fraction, other: Fraction) -> bool:
    """Whether one direction is for and the other against, each from a third on."""
    return _side(one) * _side(other) < 0


def same_meaning(one: Fraction, other: Fraction) -> bool:
    """Whether two directions mean the same: near each other, and not one for and one against."""
    return abs(one - other) <= NEAR and not opposite(one, other)


def _side(direction: Fraction) -> int:
    return 1 if direction >= LOW else -1 if direction <= -LOW else 0
