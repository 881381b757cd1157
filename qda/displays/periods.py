"""Time as the columns of a display: dates as they are known, and periods that hold them.

Dates are ISO 8601 to the day, the month or the year. A date that is not known as exactly as the
periods are wide stands in a period of its own, before the others of its year: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from qda.displays.informants import Unit
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Option
from qda.edits.recorded import dated
from qda.i18n import Speech, mark

_YEAR: Final = 4
_MONTH: Final = 7
_DAY: Final = 10
_SHORT_GAP: Final = 2
"""Empty periods in a row up to which each stands for itself; more of them become one column."""


class Width(StrEnum):
    """How wide the periods of a display are."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


WIDTH: Final = Choice(
    "period",
    mark("Periods"),
    (
        Option(Width.MONTH, mark("Months")),
        Option(Width.QUARTER, mark("Quarters")),
        Option(Width.YEAR, mark("Years")),
    ),
    Width.YEAR,
)
"""The choice of how wide periods are."""

SINCE: Final = Choice("from", mark("From (year, month or day)"))
UNTIL: Final = Choice("until", mark("Until (year, month or day)"))


@dataclass(frozen=True, slots=True)
class Period:
    """A period: its id, its label and its place in time; `is_gap` for several empty ones."""

    id: str
    label: str
    order: tuple[int, int]
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretch of time that a display shows; both ends are included and may be open."""

    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, kind: DisplayKind, question: DisplayQuestion) -> Frame:
        """The stretch that was chosen.

        Raises:
            NoSuchDate: an end is not a date.
        """
        return cls(
            dated(kind.choice(question, SINCE.name)), dated(kind.choice(question, UNTIL.name))
        )

    def holds(self, written: str) -> bool:
        """Whether a date lies in it, as exactly as both are known.

        >>> Frame("2014", "2023").holds("2014-03"), Frame("2014-05").holds("2014")
        (True, True)
        """
        since, until = self.since[: len(written)], self.until
        return (not since or written[: len(since)] >= since) and (
            not until or written[: len(until)] <= until[: len(written)]
        )


def spoken(written: str, speech: Speech) -> str:
    """A date in words, as exactly as it is known.

    >>> spoken("2021-05", Speech("en")), spoken("2021", Speech("en"))
    ('May 2021', '2021')
    """
    if len(written) >= _DAY:
        return speech.date(date.fromisoformat(written[:_DAY]))
    if len(written) == _MONTH:
        return speech.date(date.fromisoformat(f"{written}-01")).partition(" ")[2]
    return written


def spoken_stretch(starts_on: str, ends_on: str, speech: Speech) -> str:
    """A date, or a stretch from one date to another, in words."""
    starts = spoken(starts_on, speech)
    if not ends_on or ends_on == starts_on:
        return starts
    return speech("{start} to {end}", start=starts, end=spoken(ends_on, speech))


def period_of(written: str, width: Width, speech: Speech) -> Period:
    """The period that holds a date."""
    year = int(written[:_YEAR])
    if width is Width.YEAR:
        return _numbered(year, width, speech)
    if len(written) < _MONTH:
        words = (
            mark("{year}, month not stated")
            if width is Width.MONTH
            else mark("{year}, quarter not stated")
        )
        first = _number(year, 1, width)
        return Period(written, speech(words, year=year), (first, -1))
    return _numbered(_number(year, int(written[5:_MONTH]), width), width, speech)


def stretch_of(period_id: str) -> tuple[float, float]:
    """When a period begins and ends, in years, by its id; several empty ones are one stretch.

    >>> stretch_of("2021"), stretch_of("2021-Q2"), stretch_of("2014/2018")
    ((2021.0, 2022.0), (2021.25, 2021.5), (2014.0, 2019.0))
    """
    first, _, last = period_id.partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def _bounds(period_id: str) -> tuple[float, float]:
    year, part = int(period_id[:_YEAR]), period_id[_YEAR + 1 :]
    if not part:
        return float(year), year + 1.0
    if part.startswith("Q"):
        start = int(part[1:]) - 1
        return year + start / 4, year + (start + 1) / 4
    start = int(part[:2]) - 1
    return year + start / 12, year + (start + 1) / 12


def timeline(found: Iterable[Period], width: Width, speech: Speech) -> tuple[Period, ...]:
    """Periods in their order with the empty ones between them.

    More than two empty periods in a row are one column, which says from when to when.
    """
    known = sorted(set(found), key=lambda period: period.order)
    line = known[:1]
    for before, after in pairwise(known):
        first, last = before.order[0] + 1, after.order[0] - 1
        if before.order[1] < 0:
            # A year whose months are not known says nothing of the first of them.
            first -= 1
        empty = last - first + 1
        if empty > _SHORT_GAP:
            line.append(_gap(first, last, width, speech))
        else:
            line += [_numbered(number, width, speech) for number in range(first, last + 1)]
        line.append(after)
    return tuple(line)


def date_of(unit: Unit, collected_on: str) -> str:
    """When a text was written or collected, to the day, the month or the year; empty if unknown.

    The date of a review counts before the day on which it was collected.
    """
    told = unit.attributes.get("date")
    for written in (told if isinstance(told, str) else "", collected_on):
        for length in (_DAY, _MONTH, _YEAR):
            if _is_date(written[:length], length):
                return written[:length]
    return ""


def _is_date(written: str, length: int) -> bool:
    if len(written) != length:
        return False
    try:
        date.fromisoformat(written + "-01-01"[: _DAY - length] if length < _DAY else written)
    except ValueError:
        return False
    return True


def _number(year: int, month: int, width: Width) -> int:
    if width is Width.YEAR:
        return year
    if width is Width.QUARTER:
        return year * 4 + (month - 1) // 3
    return year * 12 + month - 1


def _numbered(number: int, width: Width, speech: Speech) -> Period:
    if width is Width.YEAR:
        return Period(f"{number:04d}", f"{number:04d}", (number, 0))
    if width is Width.QUARTER:
        year, quarter = divmod(number, 4)
        words = speech("Quarter {number} of {year}", number=quarter + 1, year=year)
        return Period(f"{year:04d}-Q{quarter + 1}", words, (number, 0))
    year, month = divmod(number, 12)
    written = f"{year:04d}-{month + 1:02d}"
    return Period(written, spoken(written, speech), (number, 0))


def _gap(first: int, last: int, width: Width, speech: Speech) -> Period:
    start, end = _numbered(first, width, speech), _numbered(last, width, speech)
    words = speech("{start} to {end}", start=start.label, end=end.label)
    return Period(f"{start.id}/{end.id}", words, (first, 0), is_gap=True)
