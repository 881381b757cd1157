"""Reads the day a source was collected from the many ways people write a date."""

from __future__ import annotations

import re
from typing import Final

from qda.language.dates import MONTHS, iso_date

_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[\s.-]+([A-Za-z]{3,9})\.?[\s,.-]+(\d{4})(?!\d)")
_MONTH_FIRST: Final = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_FIGURES: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


def found_date(text: str) -> str:
    """The first date in `text` as ISO 8601 (2018-09-13), or "" where there is none.

    Months may be in Indonesian or English. Figures alone are read day first, as in Indonesia,
    unless only month first makes a date.

    >>> found_date("Jumat, 13 September 2018")
    '2018-09-13'
    >>> found_date("11/25/2021 9:44:41")
    '2021-11-25'
    """
    found = [
        (match.start(), iso_date(int(match[1]), int(match[2]), int(match[3])))
        for match in _ISO.finditer(text)
    ]
    for match in _DAY_FIRST.finditer(text):
        month = MONTHS.get(match[2].lower(), 0)
        found.append((match.start(), iso_date(int(match[3]), month, int(match[1]))))
    for match in _MONTH_FIRST.finditer(text):
        month = MONTHS.get(match[1].lower(), 0)
        found.append((match.start(), iso_date(int(match[3]), month, int(match[2]))))
    for match in _FIGURES.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        day_first = iso_date(year, second, first)
        found.append((match.start(), day_first or iso_date(year, first, second)))
    return next((written for _, written in sorted(found) if written), "")
