"""Moves positions along when a text is corrected: one map for codings, turns, memos and carets.

What lies outside a change keeps its very words. A span takes in the whole replacement where the
changed stretch lies within it, and also where the span begins or ends inside that stretch: nobody
can tell which half of the new words was meant, and too much is seen where too little is lost.
Words inserted at the very edge of a span do not enlarge it, since the coder did not choose them;
paragraphs, turns and the words of a case `grow`, since whatever is said in a line is part of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from models.positions import Span
from models.splicing import Cut, in_order


@dataclass(frozen=True, slots=True)
class Shift:
    """Where the positions of a text are after its cuts; use `shift_of` to make one."""

    cuts: tuple[Cut, ...]
    starts: tuple[int, ...]
    grown: tuple[int, ...]

    def start(self, point: int, *, grows: bool = False) -> int:
        """Where a span that starts at `point` starts now; `grows` takes in what is inserted."""
        at = bisect_left(self.starts, point)
        if at and self.cuts[at - 1].end > point:
            return self.cuts[at - 1].start + self.grown[at - 1]
        return point + self.grown[at] + (0 if grows else self._inserted(at, point))

    def end(self, point: int, *, grows: bool = False) -> int:
        """Where a span that ends at `point` ends now; `grows` takes in what is inserted."""
        at = bisect_left(self.starts, point)
        if at and self.cuts[at - 1].end > point:
            cut = self.cuts[at - 1]
            return cut.start + self.grown[at - 1] + len(cut.inserted)
        return point + self.grown[at] + (self._inserted(at, point) if grows else 0)

    def span(self, span: Span, *, grows: bool = False) -> Span | None:
        """Where a span is now, or None where all its words went."""
        start, end = self.start(span.start, grows=grows), self.end(span.end, grows=grows)
        return Span(start, end) if start < end else None

    def touches(self, span: Span) -> bool:
        """Whether the words of a span are changed."""
        at = bisect_left(self.starts, span.start)
        before = at > 0 and self.cuts[at - 1].end > span.start
        if at < len(self.cuts) and self._inserted(at, span.start):
            at += 1
        return before or (at < len(self.cuts) and self.starts[at] < span.end)

    def _inserted(self, at: int, point: int) -> int:
        """How many code points are inserted at just this point, where nothing is taken out."""
        if at < len(self.cuts) and self.starts[at] == point and not self.cuts[at].removed:
            return len(self.cuts[at].inserted)
        return 0


def shift_of(cuts: Sequence[Cut]) -> Shift:
    """The map of positions for some cuts.

    >>> shift = shift_of([Cut(3, "Sri", "Informan 1")])
    >>> shift.span(Span(7, 12)), shift.span(Span(0, 5)), shift.span(Span(3, 6))
    (Span(start=14, end=19), Span(start=0, end=13), Span(start=3, end=13))

    Raises:
        Defect: two cuts share a character.
    """
    ordered = in_order(cut for cut in cuts if cut.removed or cut.inserted)
    grown = tuple(accumulate((cut.growth for cut in ordered), initial=0))
    return Shift(ordered, tuple(cut.start for cut in ordered), grown)


def cuts_between(before: str, after: str) -> tuple[Cut, ...]:
    r"""The changes that lead from one text to another, at most one a line.

    Corrections never move line breaks, so a text and its corrected self have the same lines; any
    two texts are taken all the same.

    >>> cuts_between("satu\ndua", "satu\ntiga")
    (Cut(start=5, removed='du', inserted='tig'),)
    """
    old, new = before.split("\n"), after.split("\n")
    if len(old) != len(new):
        return tuple(_narrowed(0, before, after))
    made: list[Cut] = []
    here = 0
    for one, other in zip(old, new, strict=True):
        if one != other:
            made.extend(_narrowed(here, one, other))
        here += len(one) + 1
    return tuple(made)


def _narrowed(place: int, before: str, after: str) -> list[Cut]:
    """The one cut between two texts, without what they share at their edges."""
    if before == after:
        return []
    most = min(len(before), len(after))
    head = _shared(before, after, most)
    tail = _shared(before[::-1], after[::-1], most - head)
    removed, inserted = before[head : len(before) - tail], after[head : len(after) - tail]
    return [Cut(place + head, removed, inserted)]


def _shared(one: str, other: str, most: int) -> int:
    """How many characters, at most `most`, two texts share at their start."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
