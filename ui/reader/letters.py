"""Where letters and words begin and end, so that an edge never falls within one.

A letter is what a reader takes for one (a grapheme cluster of Unicode's annex 29): a family of
emoji, a flag, a letter with its marks. Positions are code points of the text. Only the
neighbourhood of a position is looked at, so that the length of the text does not matter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QTextBoundaryFinder

from models.positions import Span
from ui.text_positions import PositionMap, shown_text

_REACH: Final = 512
"""No word is longer; what is, is cut between letters."""
_FLAG_HALVES: Final = ("\U0001f1e6", "\U0001f1ff")
_JOINING: Final = "\u200d\ufe0f\u20e3"
_LETTERS: Final = QTextBoundaryFinder.BoundaryType.Grapheme
_WORDS: Final = QTextBoundaryFinder.BoundaryType.Word


def letter_start(text: str, position: int) -> int:
    """`position`, or the start of the letter that it would cut.

    >>> letter_start("a\u0301b", 1)
    0
    """
    edges = _edges(text, position, _LETTERS)
    return edges[bisect_right(edges, position) - 1]


def letter_end(text: str, position: int) -> int:
    """`position`, or the end of the letter that it would cut."""
    edges = _edges(text, position, _LETTERS)
    return edges[min(bisect_left(edges, position), len(edges) - 1)]


def whole_letters(text: str, span: Span) -> Span:
    """The span, widened to the letters that it would cut."""
    return Span(letter_start(text, span.start), letter_end(text, span.end))


def next_letter(text: str, position: int) -> int:
    """The end of the letter at `position`; the end of the text stays."""
    edges = _edges(text, position, _LETTERS)
    return edges[min(bisect_right(edges, position), len(edges) - 1)]


def previous_letter(text: str, position: int) -> int:
    """The start of the letter before `position`; the start of the text stays."""
    edges = _edges(text, position, _LETTERS)
    return edges[max(0, bisect_left(edges, position) - 1)]


def word_ends(text: str, position: int) -> list[int]:
    """Where words end in the neighbourhood of a position; a mark of punctuation is a word."""
    return [end for start, end in _words(text, position) if end > start]


def word_starts(text: str, position: int) -> list[int]:
    """Where words start in the neighbourhood of a position."""
    return [start for start, _ in _words(text, position)]


def next_of(edges: list[int], position: int, otherwise: int) -> int:
    """The first of the ordered `edges` behind a position, or `otherwise`."""
    at = bisect_right(edges, position)
    return edges[at] if at < len(edges) else otherwise


def previous_of(edges: list[int], position: int, otherwise: int) -> int:
    """The last of the ordered `edges` before a position, or `otherwise`."""
    at = bisect_left(edges, position)
    return edges[at - 1] if at else otherwise


def nearest_of(edges: list[int], position: int, otherwise: int) -> int:
    """The nearest of the ordered `edges`, or `otherwise` where there are none."""
    return min(edges, key=lambda edge: abs(edge - position), default=otherwise)


def _words(text: str, position: int) -> list[tuple[int, int]]:
    edges = _edges(text, position, _WORDS)
    return [(start, end) for start, end in pairwise(edges) if not text[start:end].isspace()]


def _edges(text: str, position: int, kind: QTextBoundaryFinder.BoundaryType) -> list[int]:
    first, last = _neighbourhood(text, position)
    piece = shown_text(text[first:last])
    positions = PositionMap(piece)
    finder = QTextBoundaryFinder(kind, piece)
    edges = [first]
    unit = finder.toNextBoundary()
    while unit >= 0:
        edges.append(first + positions.to_code_points(unit))
        unit = finder.toNextBoundary()
    return edges


def _neighbourhood(text: str, position: int) -> tuple[int, int]:
    first = _calm(text, max(0, position - _REACH))
    last = min(len(text), position + _REACH)
    while last < len(text) and not _parts(text, last):
        last += 1
    return first, last


def _calm(text: str, position: int) -> int:
    while position > 0 and not _parts(text, position):
        position -= 1
    return position


def _parts(text: str, position: int) -> bool:
    """Whether the characters around a position surely belong to two letters."""
    before, after = text[position - 1], text[position]
    return before == "\n" or after in "\n " or (_alone(before) and _alone(after))


def _alone(character: str) -> bool:
    # Letters of European scripts, of Chinese and the like; flags, marks and joiners are not.
    if character in _JOINING or _FLAG_HALVES[0] <= character <= _FLAG_HALVES[1]:
        return False
    return character < "\u0300" or "\u3041" <= character <= "\u9fff"
