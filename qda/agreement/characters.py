"""One code over the characters of texts: who gave it to how many, and Cohen's kappa of that.

Characters are not independent of each other: a kappa of characters says how much text two coders
code alike, and takes no test of significance. Where most of a text is uncoded, percent agreement
is high whatever the coders did; the share of what either coded (Jaccard) stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.positions import Span


@dataclass(frozen=True, slots=True)
class Table:
    """The two-by-two table of one code: characters coded by both, by one alone, by neither."""

    both: int = 0
    first_only: int = 0
    second_only: int = 0
    neither: int = 0

    def __add__(self, other: Table) -> Table:
        return Table(
            self.both + other.both,
            self.first_only + other.first_only,
            self.second_only + other.second_only,
            self.neither + other.neither,
        )

    @property
    def total(self) -> int:
        """All characters."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def jaccard(self) -> float | None:
        """What both coded, of what either coded; None where neither coded anything."""
        either = self.both + self.first_only + self.second_only
        return self.both / either if either else None

    @property
    def percent_agreed(self) -> float | None:
        """The share of characters on which both decided alike; None without characters."""
        return (self.both + self.neither) / self.total if self.total else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (1960): agreement beyond chance; None where it is not defined.

        It is not defined where chance alone would agree on everything: where both coders gave
        the code to all characters, or both to none.
        """
        total = self.total
        if not total:
            return None
        first, second = self.both + self.first_only, self.both + self.second_only
        expected = first * second + (total - first) * (total - second)
        if expected == total * total:
            return None
        observed = (self.both + self.neither) * total
        return (observed - expected) / (total * total - expected)


def table_of_spans(first: Iterable[Span], second: Iterable[Span], length: int) -> Table:
    """The table of one code in a text of `length` characters, by the spans each coder gave it to.

    Spans of one coder that overlap count once.
    """
    one, other = joined(first), joined(second)
    ones, others = sum(map(len, one)), sum(map(len, other))
    both = _shared(one, other)
    return Table(both, ones - both, others - both, length - ones - others + both)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = found[-1].joined(span)
        else:
            found.append(span)
    return found


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """The characters that two rows of spans, each in order and apart, have in common."""
    shared = here = there = 0
    while here < len(one) and there < len(other):
        common = one[here].intersection(other[there])
        shared += 0 if common is None else len(common)
        if one[here].end <= other[there].end:
            here += 1
        else:
            there += 1
    return shared
