"""Did-you-mean: the nearest known word, ready to stand in a message of either language."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence in two languages, chosen by the format specification ("en" or "id")."""

    en: str = ""
    id: str = ""

    def __format__(self, language: str) -> str:
        return self.id if language == "id" else self.en


def did_you_mean(word: str, known: Iterable[str]) -> Hint:
    """The sentence “Did you mean …?” with a blank before it; empty where nothing is near."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(word.casefold()[:200], list(by_folded), n=1, cutoff=0.6)
    if not near:
        return Hint()
    best = by_folded[near[0]]
    return Hint(en=f" Did you mean “{best}”?", id=f" Maksudnya “{best}”?")
