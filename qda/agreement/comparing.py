"""Pairs the codings of two coders in one text: agreed, boundary, other code, missed.

A coding's place counts without the white space and punctuation at its edges, since nobody means
them. Pairs are made in three rounds, each among the codings that the one before left over:

1. *agreed*: the same code on the same place;
2. *boundary*: the same code on places that overlap;
3. *other code*: another code on places that overlap.

Whatever is left was *missed* by the other coder. Within a round, the two codings that share most
are paired first, by their Jaccard index (Jaccard 1912): the characters both hold, of those either
holds. So no two codings are left that share more with each other than with whatever they were
paired with: a stable matching (Gale and Shapley 1962), which is the same whoever is called first.
In the third round, codes of which one lies above the other come before others that share as much.
Every coding is in exactly one comparison.
"""

from __future__ import annotations

import unicodedata
from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from models.positions import Span, trimmed


class Kind(StrEnum):
    """How two codings, or one and nothing, compare."""

    AGREED = "agreed"
    BOUNDARY = "boundary"
    OTHER_CODE = "other_code"
    MISSED_BY_FIRST = "missed_by_first"
    MISSED_BY_SECOND = "missed_by_second"


class Kin(StrEnum):
    """Whether the second coder's code lies above or beneath the first one's in the tree."""

    NONE = ""
    BROADER = "broader"
    NARROWER = "narrower"


_SWAPPED_KIND: Final = {
    Kind.MISSED_BY_FIRST: Kind.MISSED_BY_SECOND,
    Kind.MISSED_BY_SECOND: Kind.MISSED_BY_FIRST,
}
_SWAPPED_KIN: Final = {Kin.BROADER: Kin.NARROWER, Kin.NARROWER: Kin.BROADER}


@dataclass(frozen=True, slots=True)
class Mark:
    """A coding as it is compared: its id, its code, its place in the text."""

    id: int
    code_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two codings that belong together, or one that has nothing beside it.

    `overlap` is the Jaccard index of their places: 1 where they are the same, 0 beside nothing.
    """

    kind: Kind
    first: Mark | None
    second: Mark | None
    overlap: float = 0.0
    kin: Kin = Kin.NONE

    @property
    def span(self) -> Span:
        """The place that both together take."""
        spans = [mark.span for mark in (self.first, self.second) if mark is not None]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def swapped(self) -> Comparison:
        """The same seen from the other coder."""
        return Comparison(
            _SWAPPED_KIND.get(self.kind, self.kind),
            self.second,
            self.first,
            self.overlap,
            _SWAPPED_KIN.get(self.kin, self.kin),
        )


class _Bare(NamedTuple):
    """A mark with its place without what stands at its edges.

    Start, end, code and the mark's own edges tell it from every other of its coder, and sort it.
    """

    start: int
    end: int
    code_id: int
    own_start: int
    own_end: int
    mark: Mark


def _share(one: _Bare, other: _Bare) -> float:
    """The characters that both hold, of those that either holds.

    Two shares that differ do so as floats, too, up to 67 million characters (2 to the 26th).
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return 0.0
    return shared / (one.end - one.start + other.end - other.start - shared)


_Pair = tuple[_Bare, _Bare]


def compare(
    first: Sequence[Mark],
    second: Sequence[Mark],
    text: str,
    *,
    parents: Mapping[int, int | None] | None = None,
) -> tuple[Comparison, ...]:
    """The comparisons of two coders' codings in one text, in the order of the text.

    `parents` gives the code above each code; without it no codes are akin. Swapping the coders
    swaps the comparisons and changes nothing else.
    """
    above = {} if parents is None else parents
    ones = [_bare(text, mark) for mark in first]
    others = [_bare(text, mark) for mark in second]
    found: list[Comparison] = []
    for kind, candidates in (
        (Kind.AGREED, _same_place),
        (Kind.BOUNDARY, _same_code),
        (Kind.OTHER_CODE, _overlapping),
    ):
        pairs = _stable(candidates(ones, others), above)
        found += [_comparison(kind, pair, above) for pair in pairs]
        ones = _without(ones, (one for one, _ in pairs))
        others = _without(others, (other for _, other in pairs))
    found += [Comparison(Kind.MISSED_BY_SECOND, one.mark, None) for one in ones]
    found += [Comparison(Kind.MISSED_BY_FIRST, None, other.mark) for other in others]
    return tuple(sorted(found, key=_order))


def meant(text: str, span: Span) -> Span:
    """The span without white space and punctuation at its edges; as it is where it has no more.

    >>> meant("Yes, “money”.", Span(4, 13))
    Span(start=6, end=11)
    """
    start, end = span.start, min(span.end, len(text))
    while start < end and _at_edge(text[start]):
        start += 1
    while start < end and _at_edge(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else trimmed(text, span) or span


def _at_edge(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter)[0] == "P"


def _bare(text: str, mark: Mark) -> _Bare:
    place = meant(text, mark.span)
    span = mark.span
    return _Bare(place.start, place.end, mark.code_id, span.start, span.end, mark)


def _same_place(ones: Sequence[_Bare], others: Sequence[_Bare]) -> Iterator[_Pair]:
    at: dict[tuple[int, int, int], list[_Bare]] = defaultdict(list)
    for other in others:
        at[other.start, other.end, other.code_id].append(other)
    for one in ones:
        for other in at.get((one.start, one.end, one.code_id), ()):
            yield one, other


def _same_code(ones: Sequence[_Bare], others: Sequence[_Bare]) -> Iterator[_Pair]:
    by_code: dict[int, tuple[list[_Bare], list[_Bare]]] = defaultdict(lambda: ([], []))
    for one in ones:
        by_code[one.code_id][0].append(one)
    for other in others:
        by_code[other.code_id][1].append(other)
    for its_ones, its_others in by_code.values():
        yield from _overlapping(its_ones, its_others)


def _overlapping(ones: Sequence[_Bare], others: Sequence[_Bare]) -> Iterator[_Pair]:
    """Every pair whose places share a character: one sweep along the text."""
    waiting = sorted(others, key=lambda each: each.start)
    # Those that have begun, by their ends, so that what is over falls off in front.
    open_: list[tuple[int, int, _Bare]] = []
    reached = 0
    for one in sorted(ones, key=lambda each: each.start):
        while reached < len(waiting) and waiting[reached].start <= one.start:
            begun = waiting[reached]
            insort(open_, (begun.end, reached, begun), key=lambda each: each[:2])
            reached += 1
        over = 0
        while over < len(open_) and open_[over][0] <= one.start:
            over += 1
        del open_[:over]
        for _, _, other in open_:
            yield one, other
        ahead = reached
        while ahead < len(waiting) and waiting[ahead].start < one.end:
            yield one, waiting[ahead]
            ahead += 1


def _stable(candidates: Iterator[_Pair], above: Mapping[int, int | None]) -> list[_Pair]:
    """The pairs that share most first, each coding once."""
    taken_ones: set[int] = set()
    taken_others: set[int] = set()
    pairs: list[_Pair] = []
    for _, _, _, _, one, other in sorted(_ranked(pair, above) for pair in candidates):
        if one.mark.id not in taken_ones and other.mark.id not in taken_others:
            taken_ones.add(one.mark.id)
            taken_others.add(other.mark.id)
            pairs.append((one, other))
    return pairs


_Ranked = tuple[float, bool, tuple[int, ...], tuple[int, ...], _Bare, _Bare]


def _ranked(pair: _Pair, above: Mapping[int, int | None]) -> _Ranked:
    """What sorts pairs: most shared, then akin, then the earliest in the text; same when swapped.

    No two pairs of a round are alike in all of that, so that codings are never put in order.
    """
    one, other = pair
    codes = one.code_id, other.code_id
    strangers = codes[0] == codes[1] or not above or _kin(*codes, above) is Kin.NONE
    here, there = one[:5], other[:5]
    if there < here:
        here, there = there, here
    return -_share(one, other), strangers, here, there, one, other


def _comparison(kind: Kind, pair: _Pair, above: Mapping[int, int | None]) -> Comparison:
    one, other = pair
    kin = _kin(one.code_id, other.code_id, above)
    return Comparison(kind, one.mark, other.mark, _share(one, other), kin)


def _kin(code: int, other: int, above: Mapping[int, int | None]) -> Kin:
    if _is_above(other, code, above):
        return Kin.BROADER
    return Kin.NARROWER if _is_above(code, other, above) else Kin.NONE


def _is_above(upper: int, lower: int, above: Mapping[int, int | None]) -> bool:
    here = above.get(lower)
    while here is not None and here != upper:
        here = above.get(here)
    return here is not None


def _without(all_: Sequence[_Bare], gone: Iterator[_Bare]) -> list[_Bare]:
    taken = {each.mark.id for each in gone}
    return [each for each in all_ if each.mark.id not in taken]


def _order(comparison: Comparison) -> tuple[object, ...]:
    marks = [mark for mark in (comparison.first, comparison.second) if mark is not None]
    places = sorted((mark.span.start, mark.span.end, mark.code_id, mark.id) for mark in marks)
    return comparison.span.start, -comparison.span.end, places
