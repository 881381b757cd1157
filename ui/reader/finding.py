"""Finds words in a text: upper or lower case alike, any white space for a space."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from models.positions import Span

_QUOTES: Final = dict.fromkeys('"“”„', '["“”„]') | dict.fromkeys("'‘’", "['‘’]")


@dataclass(frozen=True, slots=True)
class Findings:
    """Where the wanted words stand, in the order of the text."""

    wanted: str = ""
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, number: int) -> Span:
        """The finding with this 0-based number."""
        return Span(self.starts[number], self.ends[number])

    def from_(self, position: int) -> int | None:
        """The number of the first finding at or after `position`, or the first of all."""
        if not self.starts:
            return None
        return bisect_left(self.starts, position) % len(self.starts)

    def before(self, position: int) -> int | None:
        """The number of the last finding that begins before `position`, or the last of all."""
        if not self.starts:
            return None
        return (bisect_left(self.starts, position) - 1) % len(self.starts)

    def touching(self, start: int, end: int) -> range:
        """The numbers of the findings that touch [start, end)."""
        first, last = bisect_left(self.ends, start + 1), bisect_left(self.starts, end)
        return range(first, max(first, last))


def find(text: str, wanted: str) -> Findings:
    """Every place of `text` that reads like `wanted`; none where nothing is wanted.

    A quote copied out of a line-broken document is found as well: white space matches any white
    space, straight quotation marks match curled ones.
    """
    words = wanted.split()
    if not words:
        return Findings(wanted)
    pattern = r"\s+".join("".join(_QUOTES.get(c, re.escape(c)) for c in word) for word in words)
    places = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]
    return Findings(wanted, tuple(s for s, _ in places), tuple(e for _, e in places))
