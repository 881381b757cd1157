"""Dates of tables as ISO 8601 text: day or month first, months in two languages, zones, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Final


class DayOrder(StrEnum):
    """Whether 06/01/2024 is the sixth of January or the first of June.

    `OPEN` says that the values do not tell; it is read as day first, as Indonesians write.
    """

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    OPEN = "open"


_TIME = (
    r"(?:[ ,T]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?(?:\s*(?P<zone>WIB|WITA|WIT|Z|(?:UTC|GMT)"
    r"(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}))?"
)
_YEAR_FIRST: Final = re.compile(r"(?P<y>\d{4})[/.\-](?P<a>\d{1,2})[/.\-](?P<b>\d{1,2})" + _TIME)
_YEAR_LAST: Final = re.compile(
    r"(?P<a>\d{1,2})(?P<sign>[/.\-])(?P<b>\d{1,2})(?P=sign)(?P<y>\d{4}|\d{2})" + _TIME
)
_DAY_WORD: Final = re.compile(
    r"(?:[^\W\d]+,? )?(?P<a>\d{1,2})[ \-](?P<m>[^\W\d]{3,9})\.?[ ,\-]+(?P<y>\d{4})" + _TIME
)
_WORD_DAY: Final = re.compile(
    r"(?:[^\W\d]+, )?(?P<m>[^\W\d]{3,9})\.? (?P<a>\d{1,2}),? (?P<y>\d{4})" + _TIME
)
_COUNT: Final = re.compile(r"\d{10}|\d{13}|\d{5}(?:\.\d+)?")
_ZONES: Final = {"WIB": 7, "WITA": 8, "WIT": 9, "UTC": 0, "GMT": 0, "Z": 0}
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari pebruari",
            "mar march maret",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august agustus agu agt ags",
            "sep sept september",
            "oct october oktober okt",
            "nov november nopember nop",
            "dec december desember des",
        ),
        start=1,
    )
    for name in names.split()
}
_TOO_LATE: Final = 2100
_FIRST_EXCEL_DAY: Final = datetime.fromisoformat("1899-12-30")


def day_order(values: Iterable[str]) -> DayOrder | None:
    """What all values of a column together say of the order; None where none has the form d/m/y.

    Where some values speak for either order, the more frequent speech wins.

    >>> day_order(["06/01/2024 02.59", "13/01/2024 14.50"])
    <DayOrder.DAY_FIRST: 'day_first'>
    """
    day = month = seen = 0
    for value in values:
        found = _YEAR_LAST.fullmatch(value.strip())
        if found is None:
            continue
        seen += 1
        day += int(found["a"]) > 12
        month += int(found["b"]) > 12
    if not seen:
        return None
    if day == month:
        return DayOrder.OPEN
    return DayOrder.DAY_FIRST if day > month else DayOrder.MONTH_FIRST


def iso_moment(text: str, order: DayOrder = DayOrder.OPEN) -> str | None:
    """The date in `text` as ISO 8601, with the time and the zone where it has them; else None.

    Counts are read too: ten digits are seconds and thirteen are milliseconds since 1970 (UTC),
    five digits are the day number of a spreadsheet.

    >>> iso_moment("06/01/2024 02.59", DayOrder.DAY_FIRST)
    '2024-01-06T02:59:00'
    >>> iso_moment("1704420672000")
    '2024-01-05T02:11:12+00:00'
    """
    text = text.strip()
    if not 5 <= len(text) <= 60:
        return None
    try:
        return _plain_iso(text) or _counted(text) or _written(text, order)
    except (ValueError, OverflowError):
        return None


def is_moment(text: str) -> bool:
    """Whether the text is a date in one order of day and month or the other."""
    return iso_moment(text) is not None or iso_moment(text, DayOrder.MONTH_FIRST) is not None


def _plain_iso(text: str) -> str | None:
    if text[4:5] != "-" or text[7:8] != "-" or not (len(text) == 10 or len(text) >= 16):
        return None
    if len(text) == 10:
        return datetime.fromisoformat(text).date().isoformat()
    if text[10] not in " T" or text[13] != ":":
        return None
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return _written(text, DayOrder.OPEN)


def _counted(text: str) -> str | None:
    if not (text.isascii() and _COUNT.fullmatch(text)):
        return None
    if "." not in text and len(text) >= 10:
        seconds, thousandths = divmod(int(text), 1000) if len(text) == 13 else (int(text), 0)
        moment = datetime.fromtimestamp(seconds, UTC) + timedelta(milliseconds=thousandths)
        return moment.isoformat() if moment.year < _TOO_LATE else None
    number = float(text)
    if not 20000 <= number < 80000:
        return None
    return (_FIRST_EXCEL_DAY + timedelta(seconds=round(number * 86400))).isoformat()


def _written(text: str, order: DayOrder) -> str | None:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _assembled(found, int(found["a"]), int(found["b"]))
    found = _YEAR_LAST.fullmatch(text)
    if found:
        first, second = int(found["a"]), int(found["b"])
        if order is DayOrder.MONTH_FIRST:
            return _assembled(found, first, second)
        return _assembled(found, second, first)
    found = _DAY_WORD.fullmatch(text) or _WORD_DAY.fullmatch(text)
    if found:
        month = _MONTHS.get(found["m"].casefold())
        return _assembled(found, month, int(found["a"])) if month else None
    return None


def _assembled(found: re.Match[str], month: int, day: int) -> str:
    year = int(found["y"])
    year += 2000 if year < 100 else 0
    moment = datetime(year, month, day, tzinfo=_zone(found["zone"]))
    if found["hour"] is None:
        return moment.date().isoformat()
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    second = int(found["second"] or 0)
    return moment.replace(hour=hour, minute=int(found["minute"]), second=second).isoformat()


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    if written in _ZONES:
        return timezone(timedelta(hours=_ZONES[written]))
    sign, digits = re.sub(r"[A-Z:]", "", written)[0], re.sub(r"\D", "", written)
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)
