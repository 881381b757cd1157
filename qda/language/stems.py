"""The root of a word, so that one search finds all its forms.

Indonesian: PySastrawi (Nazief and Adriani with confix stripping) over the program's own lexicon,
which keeps words whose derived form has a meaning of its own (`kebijakan` is not `bijak`), then
rules for what it leaves alone: the prefix `ketidak-`, the prefixes of speech (`ngelapor`, `nyapu`),
the suffix `-in`, and clitics on words that no dictionary has (`pointernya`). English: Porter's
second stemmer. A stem is a handle for searching and counting; show the surface forms behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Final, Protocol

from qda.language import lexicon

_CACHED: Final = 1 << 17
_SHORTEST_ROOT: Final = 3
_LONGEST_WORD: Final = 40
_PLAIN_LETTERS: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_CLITICS: Final = ("nya", "ku", "mu", "lah", "kah", "pun")
_SPOKEN_SUFFIXES: Final = ("in", "an", "kan")
# What a spoken prefix replaced (`nyapu` was `sapu`, `mikir` was `pikir`, `ngirim` was `kirim`) and
# how many letters must follow it, so that short English words (`mail`) are left alone.
_SPOKEN_PREFIXES: Final = (
    ("nge", ("",), 3),
    ("ng", ("", "k"), 3),
    ("ny", ("c", "s"), 3),
    ("n", ("t",), 4),
    ("m", ("p",), 4),
    ("ke", ("",), 4),
)


class _Stemmer(Protocol):
    def stem(self, word: str) -> str: ...


@lru_cache(maxsize=_CACHED)
def stem(word: str, language: str = "id") -> str:
    """The root of one word in `language` ("id" or "en"), in small letters.

    Give a normal form where slang should be understood. A word that no rule applies to is its own
    stem, and so are numbers, emoji and words in other scripts.

    >>> stem("keterlambatan"), stem("ngelaporin"), stem("pointernya"), stem("kebijakannya")
    ('lambat', 'lapor', 'pointer', 'kebijakan')
    >>> stem("services", "en")
    'servic'
    """
    word = word.lower()
    if len(word) > _LONGEST_WORD or not _PLAIN_LETTERS.fullmatch(word):
        return word
    if language == "en":
        return _english().stem(word)
    return _indonesian_stem(word)


@lru_cache(maxsize=_CACHED)
def without_clitic(word: str) -> str:
    """An Indonesian word without -nya, -ku, -mu, -lah, -kah or -pun; itself where it has none.

    A word is left alone where the ending belongs to it (`masalah`, `perilaku`, `hanya`).

    >>> without_clitic("anggarannya"), without_clitic("masalah"), without_clitic("bermasalah")
    ('anggaran', 'masalah', 'bermasalah')
    """
    if word in lexicon.roots():
        return word
    for clitic in _CLITICS:
        base = word.removesuffix(clitic)
        if base != word and len(base) >= _SHORTEST_ROOT:
            return base if clitic == "nya" or _stands_alone(word, base, clitic) else word
    return word


def _stands_alone(word: str, base: str, clitic: str) -> bool:
    """Whether `base` is a word and the ending no part of the root of `word`."""
    return stem(base) in lexicon.roots() and not stem(word).endswith(clitic)


def _indonesian_stem(word: str) -> str:
    exception = _exceptions().get(word)
    if exception:
        return exception
    found = _sastrawi()(word)
    if found != word or word in lexicon.roots():
        return found
    halves = word.split("-")
    if len(halves) == 2 and (stem(halves[0]) == stem(halves[1]) or halves[0] == halves[1]):
        return stem(halves[0])
    for candidate in _candidates(word):
        if candidate in lexicon.roots():
            return candidate
    base = word.removesuffix("nya")
    return base if base != word and len(base) >= _SHORTEST_ROOT else word


def _candidates(word: str) -> Iterator[str]:
    """What the root may be, likeliest first, for a word that PySastrawi leaves alone."""
    if word.startswith("ketidak") and word.endswith("an"):
        yield _sastrawi()(word[len("ketidak") :])
        yield _sastrawi()(word[len("ketidak") : -len("an")])
    bare = (word.removesuffix(clitic) for clitic in _CLITICS if word.endswith(clitic))
    for base in (word, *bare):
        yield base
        shorter = [base.removesuffix(end) for end in _SPOKEN_SUFFIXES if base.endswith(end)]
        yield from (one for one in shorter if len(one) > _SHORTEST_ROOT)
        for one in (base, *shorter):
            yield from _without_spoken_prefix(one)
    if word.startswith("di") and len(word) > _SHORTEST_ROOT + 4:
        yield word.removeprefix("di").removesuffix("in")


def _without_spoken_prefix(word: str) -> Iterator[str]:
    for prefix, replaced, shortest in _SPOKEN_PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= shortest:
            yield from (letter + rest for letter in replaced)


@cache
def _exceptions() -> dict[str, str]:
    """Words whose stem the rules get wrong; a line holds the stem, a tab and the words."""
    rows = (line.split("\t") for line in lexicon.lines("stems_id.tsv"))
    return {word: root for root, words in rows for word in words.split()}


class _Roots:
    """The lexicon in the shape that PySastrawi asks for."""

    def contains(self, word: str) -> bool:
        return word in lexicon.roots()


@cache
def _sastrawi() -> Callable[[str], str]:
    from Sastrawi.Stemmer.Stemmer import Stemmer

    # The factory's stemmer keeps a cache without bounds; ours is bounded and counts both steps.
    stem_word: Callable[[str], str] = Stemmer(_Roots()).stem_word
    return stem_word


@cache
def _english() -> _Stemmer:
    from nltk.stem.snowball import SnowballStemmer

    stemmer: _Stemmer = SnowballStemmer("english")
    return stemmer
