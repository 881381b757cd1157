"""The words the program knows: Indonesian roots, and words whose double letters are right.

The roots are the word list that PySastrawi brings along, with the compounds and loanwords that
it lacks and that writing on public administration is full of.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).parent / "data"


def lines(name: str) -> tuple[str, ...]:
    """The lines of one of the program's own word lists, without comments (`#`) and blanks."""
    written = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in written if line.strip() and not line.startswith("#"))


def words(name: str) -> frozenset[str]:
    """The words of one of the program's own word lists, separated by white space."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def roots() -> frozenset[str]:
    """The Indonesian roots, in small letters (about 30,000)."""
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    found = frozenset(word for word in StemmerFactory().get_words() if word)
    return found | words("roots_id.txt")


@cache
def double_letters() -> frozenset[str]:
    """Usual English words that are spelt with a double letter, such as `good` and `app`."""
    return words("double_letters_en.txt")
