"""Finds the works that a passage cites by author and year, as in-text citations write them.

A document that says the same in six places may rest on one work in all of them; the works it
cites, not the document, are then what the findings depend on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NAME: Final = r"[A-ZÀ-Þ][\w’'\-]+"
_AND: Final = r"\s*(?:,\s*(?:&|dan|and)?|&|dan|and)\s+"
_OTHERS: Final = r"(?:,?\s+(?:et\s+al\.?|dkk\.?))?"
_ONE: Final = rf"{_NAME}(?:\s+{_NAME}){{0,2}}"
_AUTHORS: Final = rf"(?:{_ONE}(?:{_AND}{_ONE})*{_OTHERS})"
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
_PARENTHESIS: Final = re.compile(r"\(([^()]{3,300})\)")
_INSIDE: Final = re.compile(rf"({_AUTHORS}),?\s+({_YEAR})[a-z]?(?![\w-])")
_BEFORE: Final = re.compile(
    rf"({_AUTHORS})\s+\(({_YEAR})[a-z]?(?::[^()]{{1,20}}|,[^()]{{1,20}})?\)"
)
_LINK: Final = re.compile(r"\s*(?:,\s*(?:&|dan\b|and\b)|&|\bdan\b|\band\b|,)\s*")
_NO_AUTHORS: Final = frozenset(
    {"Menurut", "Dalam", "Oleh", "According", "Tahun", "Pada", "In", "By"}
)


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A work as it is cited: its authors' last names, joined by " & ", and its year."""

    authors: str
    year: str

    @property
    def words(self) -> str:
        """The citation as it is written in a list."""
        return f"{self.authors}, {self.year}"


def citations(text: str) -> tuple[Citation, ...]:
    """The works that a text cites, each once, in the order of their first place.

    >>> [found.words for found in citations("Menurut Kitchin (2014), kota (Ani dkk., 2020)")]
    ['Kitchin, 2014', 'Ani et al., 2020']
    """
    found: dict[Citation, int] = {}
    for inside in _PARENTHESIS.finditer(text):
        for each in _INSIDE.finditer(inside[1]):
            _note(found, each[1], each[2], inside.start(1) + each.start())
    for each in _BEFORE.finditer(text):
        _note(found, each[1], each[2], each.start())
    return tuple(sorted(found, key=found.__getitem__))


def _note(found: dict[Citation, int], authors: str, year: str, at: int) -> None:
    words = " ".join(authors.split())
    others = re.search(r",?\s+(?:et al|dkk)\.?$", words)
    names = _LINK.split(words[: others.start()] if others else words)
    while names and names[0].split()[0] in _NO_AUTHORS:
        rest = names[0].split()[1:]
        names = [" ".join(rest), *names[1:]] if rest else names[1:]
    names = [name for name in names if name]
    if names:
        said = " & ".join(names) + (" et al." if others else "")
        citation = Citation(said, year)
        found[citation] = min(at, found.get(citation, at))
