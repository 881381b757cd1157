"""How a term is written: short enough to type into a cell, plain enough to read.

    anggaran            in its usual spelling; also finds `anggarannya`
    ~koordinasi         in all forms of the word: `berkoordinasi`, `koordinasinya`
    "dana hibah"        exactly these letters, whatever the case
    pembiaya*           any word that begins so
    respon ... lambat   both words in this order, at most five words between them
    respon ...2 lambat  at most two words between them
    tidak/kurang jelas  either of the words at this place

Several terms are separated by commas, semicolons or line ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final

from qda.autocoding.term_list import Term, TermMode
from qda.i18n import mark
from qda.language.tokens import surfaces

WITHIN: Final = 5
_LONGEST_TERM: Final = 200
_MOST_WORDS: Final = 12
_MOST_WAYS: Final = 64
_SHORTEST_BEGINNING: Final = 3
_GAP: Final = re.compile(r"(?:\.\.\.|\u2026)(\d{0,2})")
_SLASH: Final = re.compile(r"(?<=[^\W\d_]|\*)/(?=[^\W\d_])")
_QUOTED: Final = re.compile(r"[\"\u201c\u201d](.+)[\"\u201c\u201d]", re.DOTALL)
_PIECES: Final = re.compile(r"(?:\"[^\"\n]*\"|\u201c[^\u201d\n]*\u201d|[^,;\n])+")

EMPTY: Final = mark("it holds no word")
TOO_LONG: Final = mark("it is longer than a phrase")
LOOSE_GAP: Final = mark("“...” must stand between two words")
SHORT_BEGINNING: Final = mark("at least three letters must stand before “*”")
STAR_INSIDE: Final = mark("“*” may only end a word")
TOO_MANY_WAYS: Final = mark("it has too many alternatives; write several terms")


class UnusableTerm(ValueError):
    """A term that cannot be searched for; `why` is one of the sentences above."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a phrase: the words that may stand there, and how many words may come before.

    A word that ends in `*` stands for all words that begin so.
    """

    words: tuple[str, ...]
    skipped: int = 0


def parsed(written: str, like: Term | None = None) -> Term:
    """The term that `written` stands for; language, polarity and limit are those of `like`.

    >>> parsed('"dana hibah"').mode, parsed("~biaya").text
    (<TermMode.EXACT: 'exact'>, 'biaya')

    Raises:
        UnusableTerm: it holds no word, is too long, or is not written by the rules above.
    """
    model = like or Term("")
    text = " ".join(written.split())
    if len(text) > _LONGEST_TERM:
        raise UnusableTerm(TOO_LONG)
    mode = TermMode.NORMALISED
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        text, mode = quoted[1].strip(), TermMode.EXACT
    elif text.startswith("~"):
        text, mode = text[1:].strip(), TermMode.STEM
    term = Term(text, model.language, mode, model.polarity, model.limited)
    places(term)
    return term


def written(term: Term) -> str:
    """The term as a researcher would type it; `parsed` reads it back."""
    if term.mode is TermMode.EXACT:
        return f'"{term.text}"'
    return f"~{term.text}" if term.mode is TermMode.STEM else term.text


def separated(terms: str) -> list[str]:
    """The terms of one cell: `a, "b, c"; d` are three."""
    return [piece.strip() for piece in _PIECES.findall(terms) if piece.strip()]


def places(term: Term) -> tuple[tuple[Place, ...], ...]:
    """The ways in which a term can be met: each a row of places.

    Several, where an alternative is more than one word (`tdk/tidak-lagi jelas`).

    Raises:
        UnusableTerm: see `parsed`.
    """
    chunks: list[tuple[tuple[Place, ...], ...]] = []
    skipped = 0
    for chunk in term.text.split():
        gap = None if term.mode is TermMode.EXACT else _GAP.fullmatch(chunk)
        if gap:
            if not chunks or skipped:
                raise UnusableTerm(LOOSE_GAP)
            skipped = int(gap[1] or WITHIN)
            continue
        alternatives = _alternatives(chunk, term.mode, skipped)
        if alternatives:
            chunks.append(alternatives)
            skipped = 0
    if not chunks:
        raise UnusableTerm(EMPTY)
    if skipped:
        raise UnusableTerm(LOOSE_GAP)
    if len(chunks) > _MOST_WORDS:
        raise UnusableTerm(TOO_LONG)
    if prod(len(ways) for ways in chunks) > _MOST_WAYS:
        raise UnusableTerm(TOO_MANY_WAYS)
    return tuple(tuple(place for part in way for place in part) for way in product(*chunks))


def _alternatives(chunk: str, mode: TermMode, skipped: int) -> tuple[tuple[Place, ...], ...]:
    """The ways to meet one blank-separated part of a term."""
    if mode is TermMode.EXACT:
        words = surfaces(chunk)
        return (tuple(Place((word,)) for word in words),) if words else ()
    single: list[str] = []
    longer: list[tuple[Place, ...]] = []
    for alternative in _SLASH.split(chunk):
        words = _words(alternative)
        if len(words) == 1:
            single.append(words[0])
        elif words:
            first, *rest = words
            longer.append((Place((first,), skipped), *(Place((word,)) for word in rest)))
    if single:
        return ((Place(tuple(single), skipped),), *longer)
    return tuple(longer)


def _words(alternative: str) -> list[str]:
    bare = alternative.rstrip(",.;:!?")
    beginning = bare.removesuffix("*")
    if "*" in beginning:
        raise UnusableTerm(STAR_INSIDE)
    words = surfaces(beginning)
    if beginning != bare:
        if not words or len(words[-1]) < _SHORTEST_BEGINNING:
            raise UnusableTerm(SHORT_BEGINNING)
        words[-1] += "*"
    return words
