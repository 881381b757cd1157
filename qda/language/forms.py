"""The other forms of a word that a study holds: `lapor`, `melaporkan`, `laporannya`, `dilaporin`.

A layer for searching alone: the texts stay as they are, and what is found is shown as it stands
there. Two words are forms of one where their roots are the same, slang and hasty spellings
understood (`gak`, `nggak` and `tdk` are `tidak`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from qda.language import lexicon
from qda.language.normal_form import normal, plain, slang
from qda.language.stems import stem

MOST: Final = 200
"""Forms of one word that a search asks for; no word of a real study has as many."""

_LOST_IN_PREFIXES: Final = "ptks"
_SHORTEST: Final = 4


def other_forms(
    word: str, words_holding: Callable[[str], Iterable[str]], *, most: int = MOST
) -> tuple[str, ...]:
    """The other forms of a word, by the alphabet.

    `words_holding` gives the words of the study in which some letters stand in a row.

    >>> other_forms("sungai", lambda part: ("sungainya", "menyungai", "sungaian", "sungguh"))
    ('menyungai', 'sungaian', 'sungainya')
    """
    meaning = normal(word)
    if " " in meaning:
        return _spelt_for(meaning, word)
    root = stem(meaning)
    if root in lexicon.roots() or meaning in lexicon.roots():
        found = {each for each in words_holding(_kept_part(root)) if stem(normal(each)) == root}
        found.update(each for each, meant in _slang_roots().items() if meant == root)
    else:
        root = stem(plain(word), "en")
        # Porter's stemmer writes the y of `study` as an i, which `study` itself has not.
        part = root[:-1] if root.endswith("i") and len(root) > _SHORTEST else root
        found = {each for each in words_holding(part) if stem(plain(each), "en") == root}
    return tuple(sorted(found - {word.casefold()}))[:most]


def _kept_part(root: str) -> str:
    """The letters of a root that stand in all its forms: `menyapu` keeps no more than `apu`."""
    if len(root) >= _SHORTEST and root[0] in _LOST_IN_PREFIXES:
        return root[1:]
    return root


def _spelt_for(meaning: str, word: str) -> tuple[str, ...]:
    """The other short spellings of several words, such as `gabisa` beside `gbs`."""
    return tuple(sorted(each for each in slang() if normal(each) == meaning and each != word))


@cache
def _slang_roots() -> dict[str, str]:
    """The root that each single word of slang stands for."""
    meant = ((each, normal(each)) for each in slang())
    return {each: stem(meaning) for each, meaning in meant if " " not in meaning}
