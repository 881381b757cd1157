"""Counts between code points, as the store keeps them, and UTF-16 units, as Qt counts them.

A character outside the Basic Multilingual Plane (most emoji, styled letters, some scripts) is one
code point and two units. Only those characters matter, so a map keeps their sorted positions and
nothing else; a text without any is counted alike on both sides.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from models.positions import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LONE = re.compile("[\ud800-\udfff]")
# Qt ends a paragraph at these or keeps them for its own frames; each is shown as one other
# character so that every position stays what it is in the store.
_SHOWN = str.maketrans({"\r": " ", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"})


def shown_text(text: str) -> str:
    r"""The text as Qt may show it: as long as `text`, line by line the same.

    >>> shown_text("a\rb")
    'a b'
    """
    shown = text.translate(_SHOWN) if re.search("[\r\ufdd0\ufdd1]", text) else text
    return _LONE.sub("\ufffd", shown) if _LONE.search(shown) else shown


class PositionMap:
    """Counts one text both ways, in O(log n) of its astral characters.

    >>> positions = PositionMap("a😀b")
    >>> positions.to_units(2), positions.to_code_points(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self.code_points = len(text)
        self._points: array[int] = array("q")
        self._units: array[int] = array("q")
        # The length in UTF-16 tells in one fast pass whether there is anything to look for.
        if len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text):
            self._points.extend(found.start() for found in _ASTRAL.finditer(text))
            self._units.extend(point + before for before, point in enumerate(self._points))
        self.units = len(text) + len(self._points)

    @property
    def plain(self) -> bool:
        """Whether both sides count alike."""
        return not self._points

    def to_units(self, point: int) -> int:
        """The UTF-16 position of the code point position `point`."""
        return point + bisect_left(self._points, point) if self._points else point

    def to_code_points(self, unit: int) -> int:
        """The code point position of the UTF-16 position `unit`.

        A position between the two halves of a character is the position before the character.
        """
        return unit - bisect_left(self._units, unit) if self._units else unit

    def span(self, start: int, end: int) -> Span | None:
        """The span between two UTF-16 positions, whole characters only; None where it is empty."""
        first, last = self.to_code_points(start), self.to_code_points(end)
        if self.to_units(last) < end:
            last += 1
        return Span(first, last) if first < last else None

    def units_of(self, span: Span) -> tuple[int, int]:
        """The UTF-16 positions of a span's start and end."""
        return self.to_units(span.start), self.to_units(span.end)
