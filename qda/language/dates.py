"""Finds dates in Indonesian and English texts, with their places, to the day, month or year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.positions import Span

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""The months by their names and short names in both languages."""

EARLIEST: Final = 1900
LATEST: Final = 2200
"""Years between which a number of four figures may be one."""

_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR: Final = r"(?<![\w.,/])(?P<year>(?:19|20|21)\d\d)(?![\d/]|[.,]\d)"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.-])(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        (
            rf"(?<![\d.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:bulan\s+|of\s+)?"
            rf"(?P<month>{_MONTH})\b\.?[\s,.-]+(?:tahun\s+)?(?P<year>\d{{4}})(?!\d)"
        ),
        (
            rf"\b(?P<month>{_MONTH})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
            r"(?P<year>\d{4})(?!\d)"
        ),
        (
            r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<between>[/.-])(?P<number>\d{1,2})(?P=between)"
            r"(?P<year>\d{4})(?!\d)"
        ),
        rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?:tahun\s+|of\s+)?(?P<year>\d{{4}})(?!\d)",
        rf"\b(?:tahun|thn\.?|th\.|year)\s+{_YEAR}",
        _YEAR,
    )
)
_STRETCH: Final = re.compile(
    r"(?<![\d.,/])(?P<first>(?:19|20|21)\d\d)\s*(?:[-–—]|s/d|s\.d\.|sampai(?:\s+dengan)?|hingga|to)"
    r"\s*(?:tahun\s+)?(?P<last>(?:19|20|21)\d\d)(?![\d/-]|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands (code points, half-open).

    `starts_on` is ISO 8601 to the year, the month or the day; `ends_on` is empty where no stretch
    of time is meant.
    """

    span: Span
    starts_on: str
    ends_on: str = ""


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Every date in a text, in order; of two readings of one place the more exact.

    Months may be in Indonesian or English. Figures alone are read day first, as in Indonesia,
    unless only month first makes a date. A number of four figures alone is a year from 1900 on.

    >>> [each.starts_on for each in dates_in("Pada 5 Mei 2021, sejak Desember 2014, tahun 2010")]
    ['2021-05-05', '2014-12', '2010']
    """
    taken: list[FoundDate] = []
    for found in _candidates(text):
        at = bisect_left(taken, found.span, key=lambda each: each.span)
        # What is taken lies apart and in order, so that only the neighbours can be in the way.
        if not any(found.span.overlaps(other.span) for other in taken[max(0, at - 1) : at + 1]):
            taken.insert(at, found)
    return tuple(taken)


def iso_date(year: int, month: int, day: int) -> str:
    """A day of the calendar as ISO 8601, or "" where there is none, or not in these times.

    >>> iso_date(2021, 2, 30)
    ''
    """
    if not EARLIEST <= year <= LATEST:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _candidates(text: str) -> Iterator[FoundDate]:
    """Readings of all places, the more exact first."""
    days, others = _PATTERNS[:4], _PATTERNS[4:]
    for pattern in days:
        for match in pattern.finditer(text):
            written = _day(match)
            if written:
                yield FoundDate(Span(*match.span()), written)
    for match in _STRETCH.finditer(text):
        if match["first"] < match["last"]:
            yield FoundDate(Span(*match.span()), match["first"], match["last"])
    for pattern in others:
        for match in pattern.finditer(text):
            year = int(match["year"])
            if EARLIEST <= year <= LATEST:
                yield FoundDate(Span(*match.span()), _month_or_year(match))


def _day(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    if parts.get("month"):
        return iso_date(year, MONTHS[parts["month"].lower()], day)
    number = int(parts["number"])
    if parts.get("between"):
        return iso_date(year, number, day) or iso_date(year, day, number)
    return iso_date(year, number, day)


def _month_or_year(match: re.Match[str]) -> str:
    month = match.groupdict().get("month")
    return f"{match['year']}-{MONTHS[month.lower()]:02}" if month else match["year"]
