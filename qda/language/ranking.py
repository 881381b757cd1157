"""Ranks what a person may mean by a few typed words: no matter their order, capitals or accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

_BEGINS: Final = 0
_WITHIN: Final = 1
_STEPS: Final = 2


def folded(text: str) -> str:
    """The text without capitals and accents.

    >>> folded("Café ÁCEH")
    'cafe aceh'
    """
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in spread if not unicodedata.combining(each))


def rank(words: Sequence[str], fields: Sequence[str]) -> int | None:
    """How well folded fields answer to folded words; the smaller the better, None for not at all.

    Every word must occur somewhere. What counts is the least important field that is needed
    (`fields` begin with the most important one), then whether the words begin words of it.

    >>> rank(["dana"], ["sumber dana", "r.1"]), rank(["ana"], ["sumber dana", "r.1"])
    (0, 1)
    >>> rank(["r.1", "dana"], ["sumber dana", "r.1"]), rank(["gaji"], ["sumber dana"])
    (2, None)
    """
    worst = 0
    for word in words:
        found = next((at for at, field in enumerate(fields) if word in field), None)
        if found is None:
            return None
        within = _BEGINS if f" {word}" in f" {fields[found]}" else _WITHIN
        worst = max(worst, found * _STEPS + within)
    return worst
