"""Words that carry no content of their own, in Indonesian and in English.

Negators and quantifiers (`tidak`, `bukan`, `belum`, `jangan`, `kurang`, `tanpa`, `sangat`,
`paling`, `not`, `never`, `very`) are not among them: they turn the meaning of what they stand by.
"""

from __future__ import annotations

from functools import cache

from qda.language import lexicon


@cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words of `language` ("id" or "en") in their usual spelling; none for another.

    >>> "yang" in stop_words("id"), "tidak" in stop_words("id")
    (True, False)
    """
    if language not in ("id", "en"):
        return frozenset()
    return lexicon.words(f"stop_words_{language}.txt")


@cache
def negators(language: str) -> frozenset[str]:
    """The negators and quantifiers of `language` in their usual spelling; none for another.

    >>> sorted(negators("id") & {"tidak", "kurang", "yang"})
    ['kurang', 'tidak']
    """
    if language not in ("id", "en"):
        return frozenset()
    return lexicon.words(f"negators_{language}.txt")
