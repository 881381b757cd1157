"""Finds words in a text as the index does, and cuts out the text around each place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.errors import Refused
from models.positions import Span
from models.search_index import QueryTerm, parsed

AROUND: Final = 60
"""Characters shown on either side of what was found."""


class EmptyQuery(Refused):
    """There is no word in what is searched for."""

    en = "“{query}” holds no word to search for."
    id = "“{query}” tidak memuat kata untuk dicari."


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some text around a place: on one line, with all found words as spans of it.

    `lead` is the place itself; `cut_before` and `cut_after` tell whether more text stands there.
    """

    text: str
    marks: tuple[Span, ...]
    lead: Span
    cut_before: bool
    cut_after: bool


def spans_in(text: str, pattern: re.Pattern[str]) -> tuple[Span, ...]:
    """Every place of a pattern in a text, in its order."""
    return tuple(Span(*found.span()) for found in pattern.finditer(folded(text)) if found[0])


def snippet(text: str, spans: Sequence[Span], number: int) -> Snippet:
    """The text around one of the places found in it; each other one that fits is marked too."""
    span = spans[number]
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    while start and _hangs_on(text[start]):
        start -= 1
    while end < len(text) and _hangs_on(text[end]):
        end += 1
    first = bisect_left(spans, start, key=lambda each: each.start)
    last = bisect_right(spans, end, key=lambda each: each.end)
    marks = tuple(Span(each.start - start, each.end - start) for each in spans[first:last])
    return Snippet(
        _LINE_ENDS.sub(" ", text[start:end]),
        marks,
        Span(span.start - start, span.end - start),
        cut_before=start > 0,
        cut_after=end < len(text),
    )


def _hangs_on(character: str) -> bool:
    """Whether a character is drawn as part of the one before, so that no text begins with it."""
    return bool(unicodedata.combining(character)) or character in _JOINING


def terms_of(query: str) -> tuple[QueryTerm, ...]:
    """The terms of a query.

    Raises:
        EmptyQuery: there is no word in the query.
    """
    # A letter and its accent that were typed apart would be taken for two words.
    terms = parsed(unicodedata.normalize("NFC", query))
    if not terms:
        raise EmptyQuery(query=query)
    return terms


def pattern_of(terms: tuple[QueryTerm, ...]) -> re.Pattern[str]:
    """A regular expression that finds any of the terms in a folded text, to the end of the word.

    It takes for a word what the index does: letters and digits, with accents of their own between.
    """
    return re.compile("|".join(_spelled(term) for term in terms), re.IGNORECASE)


def _spelled(term: QueryTerm) -> str:
    rest = f"(?:{_LETTER}{_ACCENTS})*" if term.prefix else f"(?!{_LETTER})"
    written = f"{f'{_GAP}+'.join(_lettered(word) for word in term.words)}{rest}"
    others = (f"{_lettered(word)}(?!{_LETTER})" for word in term.others)
    return f"{_START}(?:{'|'.join((written, *others))})"


def _lettered(word: str) -> str:
    return "".join(re.escape(letter) + _ACCENTS for letter in folded(word))


def folded(text: str) -> str:
    """The text without accents, each character in its old place, as the index compares words."""
    return text if text.isascii() else text.translate(_BARE)


class _Bare(dict[int, int]):
    """Maps a character to the letter under its accents, found out once for each."""

    def __missing__(self, character: int) -> int:
        apart = unicodedata.normalize("NFD", chr(character))
        # A Hangul syllable falls apart too, but into letters and not into accents.
        bare = ord(apart[0]) if all(map(unicodedata.combining, apart[1:])) else character
        self[character] = bare
        return bare


_BARE: Final = _Bare()

_ACCENTS: Final = r"[\u0300-\u036f]*"
_LETTER: Final = r"[^\W_]"
_GAP: Final = r"[\W_]"
_START: Final = r"(?<![^\W_])(?<![\u0300-\u036f])"
_LINE_ENDS: Final = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_JOINING: Final = frozenset("\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
