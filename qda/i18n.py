"""Speech: the program's sentences, numbers and dates in the language asked for.

English sentences stand in the code and are their own keys; `qda/locale/id` holds the Indonesian.
A `Speech` is a value handed down to whoever words something, so that an export can speak another
language than the window. Mark strings that are worded later with `mark`.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("id", "en")
_CATALOGUES = Path(__file__).parent / "locale"
_MONTHS_ID = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()
_MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()


def mark(sentence: str) -> str:
    """The sentence itself; tells the extractor that it will be worded elsewhere."""
    return sentence


@dataclass(frozen=True, slots=True)
class Speech:
    """Words sentences in one language ("id" or "en").

    >>> Speech("en")("Page {page} of {pages}", page=2, pages=7)
    'Page 2 of 7'
    >>> Speech("id").number(1234.5, 1)
    '1.234,5'
    """

    language: str

    def __call__(self, sentence: str, **facts: object) -> str:
        """The sentence in this language, its `{names}` filled from the facts."""
        if not sentence:
            # Under the empty key gettext keeps the catalogue's own header.
            return ""
        worded = _catalogue(self.language).gettext(sentence)
        return worded.format(**facts) if facts else worded

    def many(self, one: str, more: str, n: int, **facts: object) -> str:
        """`one` or `more` by the rules of the language, with `{n}` written as a number."""
        worded = _catalogue(self.language).ngettext(one, more, n)
        return worded.format(n=self.number(n), **facts)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with the separators of the language: 1.234,5 in Indonesian."""
        # "z": what rounds to nothing has no sign.
        written = f"{value:z,.{digits}f}"
        if self.language == "id":
            return written.translate(str.maketrans(",.", ".,"))
        return written

    def date(self, day: date | datetime | None) -> str:
        """A date with the month in words: 21 November 2026; empty where there is none."""
        if day is None:
            return ""
        months = _MONTHS_ID if self.language == "id" else _MONTHS_EN
        return f"{day.day} {months[day.month - 1]} {day.year}"

    def moment(self, at: datetime | None) -> str:
        """A date with the time of day in hours and minutes."""
        if at is None:
            return ""
        separator = "." if self.language == "id" else ":"
        return f"{self.date(at)}, {at:%H}{separator}{at:%M}"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("runut", _CATALOGUES, [language], fallback=language != "id")
