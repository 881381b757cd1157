"""The usual spelling of a word: how it would stand in a dictionary's language, not its root.

The original text is never touched; a normal form is what a word is searched and counted by. It is
reached in this order: compatibility forms and case (`𝗕𝗮𝗴𝘂𝘀` is `bagus`), letters typed too often
(`lamaaaa` is `lama`), the digit that doubles a word (`teman2` is `teman-teman`), and slang, in as
many steps as the map needs (`gak` is `enggak` is `tidak`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product
from typing import Final

from qda.language import lexicon

_CACHED: Final = 1 << 16
_LONG_RUN: Final = re.compile(r"([^\W\d_])\1{2,}")
_ANY_RUN: Final = re.compile(r"([^\W\d_])\1+")
_DOUBLED: Final = re.compile(r"([^\W\d_]{2,}?)[-\s]?2(nya|ku|mu|an|in)?")
_INVISIBLE: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff\ufe0e\ufe0f")
_EMOJI_DRESS: Final = re.compile("[\U0001f3fb-\U0001f3ff]")
_SLANG_STEPS: Final = 4
_MOST_RUNS: Final = 4


@lru_cache(maxsize=_CACHED)
def plain(word: str) -> str:
    """The word in small letters and plain characters, letters typed too often shortened.

    Knows no slang, so it fits any language. An emoji loses its skin tone and presentation mark.

    >>> plain("𝗕𝗮𝗴𝘂𝘀"), plain("Soooo"), plain("👍🏽")
    ('bagus', 'so', '👍')
    """
    folded = _folded(word)
    return _shortened(folded, lexicon.double_letters()) if _LONG_RUN.search(folded) else folded


@lru_cache(maxsize=_CACHED)
def normal(word: str) -> str:
    """The usual Indonesian spelling of a word as it was typed.

    Several words where it is short for several (`gbs` is `tidak bisa`).

    >>> normal("Bangeeet"), normal("gaaak"), normal("teman2nya"), normal("apknya")
    ('banget', 'tidak', 'teman-temannya', 'aplikasinya')
    """
    folded = _folded(word)
    if not folded or folded.isdecimal():
        return folded
    spelt = _spelt(folded)
    doubled = _DOUBLED.fullmatch(spelt)
    if doubled and spelt not in slang():
        base = _standard(doubled[1])
        if " " in base:
            return base
        return f"{base}-{base}{doubled[2] or ''}"
    return _standard(spelt)


@cache
def slang() -> dict[str, str]:
    """What slang stands for, one step at a time, in small letters.

    Raises:
        ValueError: the program's own list explains a word twice, or by itself.
    """
    meaning: dict[str, str] = {}
    for line in lexicon.lines("slang_id.tsv"):
        standard, _, spellings = line.partition("\t")
        for spelling in spellings.split():
            if spelling in meaning or spelling == standard:
                raise ValueError(f"the slang list explains {spelling!r} twice")
            meaning[spelling] = standard
    return meaning


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    wide = unicodedata.normalize("NFKC", word.translate(_INVISIBLE)).casefold()
    bare = _EMOJI_DRESS.sub("", wide) or wide
    return unicodedata.normalize("NFKC", bare).replace("’", "'").replace("\u2010", "-")


@cache
def _known() -> frozenset[str]:
    return lexicon.roots() | lexicon.double_letters() | frozenset(slang())


def _spelt(word: str) -> str:
    """The word without letters typed too often; one that is known is left alone."""
    if word in _known() or not _ANY_RUN.search(word):
        return word
    if _LONG_RUN.search(word):
        return _shortened(word, _known())
    single = _ANY_RUN.sub(r"\1", word)
    return single if single in _known() else word


def _shortened(word: str, known: frozenset[str]) -> str:
    """The word with each run of three or more letters cut to two or one, whichever is known.

    Two is tried before one (`maaaf` is `maaf`, `gooood` is `good`); an unknown word keeps one.
    """
    runs = list(_LONG_RUN.finditer(word))
    single = _LONG_RUN.sub(r"\1", word)
    if len(runs) > _MOST_RUNS:
        return single
    for lengths in product((2, 1), repeat=len(runs)):
        steps = iter(lengths)
        candidate = _LONG_RUN.sub(lambda run, steps=steps: run[1] * next(steps), word)  # type: ignore[misc]
        if candidate in known:
            return candidate
    return _ANY_RUN.sub(r"\1", word) if _ANY_RUN.sub(r"\1", word) in known else single


def _standard(word: str) -> str:
    """The word that slang stands for, its clitic kept (`apknya` is `aplikasinya`)."""
    meaning = slang()
    for _ in range(_SLANG_STEPS):
        if word in meaning:
            word = meaning[word]
            continue
        base = word.removesuffix("nya")
        if base == word or len(base) < 3 or " " in meaning.get(base, " "):
            break
        word = meaning[base] + "nya"
    return word
