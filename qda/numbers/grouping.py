"""What texts and people are put into groups by: an attribute, a month, a role, a technique.

A group is told from a value that the database gives for each voice; equal values are looked at
once. Nothing falls out: what has no value on an axis stands in a group that says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import isfinite
from typing import Final

from sqlalchemy import Connection

from models.errors import Refused
from models.vocabulary import AttributeType, StakeholderGroup, Technique
from qda.displays.axes import (
    NO_CHOICES,
    AxisKind,
    NoSuchRows,
    RowAxis,
    RowKey,
    axis_label,
    row_of_choice,
    row_of_value,
)
from qda.i18n import Speech, mark
from qda.importers.surveys.answers import JOINT
from qda.labels import label
from qda.retrieval.questions import ChoicePlace
from qda.retrieval.rows import AttributeValue
from qda.retrieval.sources import attributes


class Period(StrEnum):
    """How long a period of a time series is."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class BadBands(Refused):
    """Bands must be numbers from low to high, apart from each other."""

    en = "“{given}” are no bands. Write them in order, such as 1-2,3,4-5."
    id = "“{given}” bukan rentang nilai. Tulis berurutan, misalnya 1-2,3,4-5."


class BandsNeedNumbers(Refused):
    """Only the values of an attribute can be joined into bands."""

    en = "Bands join the numbers of an attribute, such as --by stars. “{by}” is none."
    id = "Rentang nilai menggabungkan angka suatu atribut, misalnya --by stars. “{by}” bukan itu."


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring values taken together, `low` and `high` among them."""

    low: float
    high: float

    @property
    def label(self) -> str:
        """The band as it is written: 1–2, or 3."""
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}–{self.high:g}"


@dataclass(frozen=True, slots=True)
class Grouping:
    """What groups are made by: everything together, an axis, or the periods of a date.

    `attribute` of a period names the date; where it is empty, the date of the text itself (its
    attribute `date`, else the day it was collected). `bands` join the numbers of an attribute; a
    number in none of them is as no value.
    """

    axis: RowAxis | None = None
    period: Period | None = None
    attribute: str = ""
    bands: tuple[Band, ...] = ()

    @classmethod
    def parse(cls, written: str, bands: str = "") -> Grouping:
        """The grouping written as on the command line.

        `group`, `role`, `technique`, `case` and `source` are axes; `week`, `month` and `year`
        periods (`month:reply_date` of another date); anything else is the name of an attribute,
        whose numbers `bands` such as `1-2,3,4-5` join.

        Raises:
            BadBands, BandsNeedNumbers: bands are none, or belong to no attribute.
        """
        found = cls._parsed(written)
        if not bands.strip():
            return found
        if found.axis is None or found.axis.kind is not AxisKind.ATTRIBUTE:
            raise BandsNeedNumbers(by=written)
        return replace(found, bands=_bands(bands))

    @classmethod
    def _parsed(cls, written: str) -> Grouping:
        name, _, rest = written.strip().partition(":")
        key = name.strip().casefold()
        if not key:
            return cls()
        if key in _PERIODS:
            return cls(period=Period(key), attribute=rest.strip())
        if key in _AXES and not rest:
            return cls(axis=RowAxis(AxisKind(key)))
        wanted = rest.strip() if key == AxisKind.ATTRIBUTE else written.strip()
        return cls(axis=RowAxis(AxisKind.ATTRIBUTE, wanted))

    @property
    def named(self) -> str:
        """The attribute whose values are needed; empty where none is."""
        if self.period is not None:
            return self.attribute or "date"
        return self.axis.attribute if self.axis is not None else ""


_BAND: Final = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)(?:-(-?[0-9]{1,9}(?:\.[0-9]{1,6})?))?")
_DIGITS: Final = re.compile(r"(\d+)")
_PERIODS: Final = frozenset(Period)
_AXES: Final = frozenset(AxisKind) - {AxisKind.ATTRIBUTE}

_WORDS: Final = {Period.WEEK: mark("Week"), Period.MONTH: mark("Month"), Period.YEAR: mark("Year")}


def grouping_label(connection: Connection, by: Grouping, speech: Speech) -> str:
    """What the groups are, in words; empty where all stand together.

    Raises:
        NoSuchRows: the study has no such attribute.
    """
    if by.period is not None:
        if by.attribute:
            checked_attribute(connection, by.attribute)
        return speech(_WORDS[by.period])
    return axis_label(connection, by.axis, speech) if by.axis is not None else ""


def checked_attribute(
    connection: Connection, name: str, *, kinds: Sequence[AttributeType] = tuple(AttributeType)
) -> None:
    """Make sure that the study has an attribute of one of these types.

    Raises:
        NoSuchRows: it has none; the message names those there are.
    """
    known = list(dict.fromkeys(each.name for each in attributes(connection) if each.type in kinds))
    if name not in known:
        raise NoSuchRows(attribute=name, known=", ".join(known) or "–")


class Groups:
    """Gives each value of a grouping its group; the groups are numbered as they come.

    A value is a text: that of a date, a key of a closed list, an id, or the JSON of an attribute.
    Where `several` choices could be made, a value is a set of them: then `of` numbers the sets,
    and `parts` tells the groups in each.
    """

    def __init__(
        self,
        by: Grouping,
        speech: Speech,
        names: Mapping[str, str],
        choices: Mapping[str, ChoicePlace] = NO_CHOICES,
        *,
        several: bool = False,
    ) -> None:
        self._choices = choices
        self._several = several
        self._sets: dict[tuple[int, ...], int] = {}
        self._by = by
        self._speech = speech
        self._names = names
        self._by_value: dict[str | None, int] = {}
        self._by_id: dict[str, int] = {}
        self._keys: list[RowKey] = []

    def of(self, value: str | None) -> int:
        """The number of the group of a value, or of its set of groups."""
        number = self._by_value.get(value)
        if number is None:
            if self._several:
                inside = tuple(dict.fromkeys(self._numbered(key) for key in self._chosen(value)))
                number = self._sets.setdefault(inside, len(self._sets))
            else:
                number = self._numbered(self._key(value))
            self._by_value[value] = number
        return number

    def _numbered(self, key: RowKey) -> int:
        number = self._by_id.setdefault(key.id, len(self._keys))
        if number == len(self._keys):
            self._keys.append(key)
        return number

    def _chosen(self, value: str | None) -> list[RowKey]:
        """The group of each choice in a value."""
        read = None if value is None else json.loads(value)
        if not isinstance(read, str) or not read:
            return [self._key(value)]
        return [self._key(json.dumps(part)) for part in read.split(JOINT) if part]

    def parts(self) -> tuple[tuple[int, ...], ...]:
        """For each set of groups, by number, their places in the order; none without sets."""
        places = self.places()
        return tuple(tuple(places[number] for number in inside) for inside in self._sets)

    def ordered(self) -> tuple[RowKey, ...]:
        """The groups in their order."""
        # Among words what looks like a number is one: 10.1 is a version like 4.0.22.
        words = any(key.order[0] == 1 for key in self._keys)
        return tuple(sorted(self._keys, key=lambda key: _order(key, by_words=words)))

    def places(self) -> list[int]:
        """For each number the place of its group in the order."""
        at = {key.id: nth for nth, key in enumerate(self.ordered())}
        return [at[key.id] for key in self._keys]

    def _key(self, value: str | None) -> RowKey:
        if self._by.period is not None:
            return period_key(value or "", self._by.period, self._speech)
        if self._by.axis is None:
            return RowKey("all", self._speech("All"), (0, 0, ""))
        if self._by.axis.kind is AxisKind.ATTRIBUTE:
            read = None if value is None else json.loads(value)
            if self._by.bands:
                return self._in_band(read)
            return row_of_choice(read, self._choices, self._speech)
        if not value:
            return row_of_value(None, self._speech)
        return self._on_axis(self._by.axis.kind, value)

    def _in_band(self, value: AttributeValue) -> RowKey:
        for nth, band in enumerate(self._by.bands):
            if is_number(value) and band.low <= float(value or 0) <= band.high:
                return RowKey(f"band:{band.low:g}-{band.high:g}", band.label, (0, nth, ""))
        return row_of_value(None, self._speech)

    def _on_axis(self, kind: AxisKind, value: str) -> RowKey:
        if kind in (AxisKind.GROUP, AxisKind.TECHNIQUE):
            closed = StakeholderGroup if kind is AxisKind.GROUP else Technique
            member = closed(value)
            order = list(closed).index(member)
            return RowKey(f"{kind.value}:{value}", label(member, self._speech), (0, order, ""))
        if kind is AxisKind.ROLE:
            return RowKey(f"role:{value}", value, (0, 0, value.casefold()))
        name = self._names[value]
        # Among cases stand what has none, collections before texts; among texts, collections last.
        ranks = ("case", "collection", "source") if kind is AxisKind.CASE else ("source",)
        of = value.partition(":")[0]
        rank = ranks.index(of) if of in ranks else len(ranks)
        return RowKey(value, name, (0, rank, name.casefold()))


def is_number(value: AttributeValue) -> bool:
    """Whether a value is a number, also one stored as text; yes and no are none."""
    if value is None or isinstance(value, bool):
        return False
    try:
        return isfinite(float(value))
    except ValueError:
        return False


def _bands(written: str) -> tuple[Band, ...]:
    found = []
    for part in written.split(","):
        match = _BAND.fullmatch(part.strip())
        if match is None:
            raise BadBands(given=written[:60])
        found.append(Band(float(match[1]), float(match[2] or match[1])))
    ends = [end for band in found for end in (band.low, band.high)]
    apart = all(one.high < other.low for one, other in pairwise(found))
    if ends != sorted(ends) or not apart:
        raise BadBands(given=written[:60])
    return tuple(found)


def _order(key: RowKey, *, by_words: bool) -> tuple[int, float, list[tuple[int, str]]]:
    rank, number, written = key.order
    if by_words and rank == 0:
        rank, number = 1, 0
    # Versions are numbers between dots: 4.0.9 comes before 4.0.22.
    parts = _DIGITS.split(written)
    natural = [(int(part), "") if nth % 2 else (-1, part) for nth, part in enumerate(parts)]
    return rank, number, natural


def period_key(written: str, period: Period, speech: Speech) -> RowKey:
    """The period in which an ISO 8601 date or moment lies; weeks are those of ISO 8601.

    A date known to the month only has no week, one known to the year only no month.
    """
    if period is Period.YEAR and _is_number(written[:4], 4):
        return _period(written[:4], int(written[:4]) * 366)
    if period is Period.MONTH and _is_number(written[:4] + written[5:7], 6) and written[4:5] == "-":
        year, month = int(written[:4]), int(written[5:7])
        if 1 <= month <= 12:
            return _period(f"{year:04d}-{month:02d}", year * 12 + month)
    if period is Period.WEEK:
        try:
            day = date.fromisoformat(written[:10])
        except ValueError:
            return row_of_value(None, speech)
        year, week, _ = day.isocalendar()
        return _period(f"{year:04d}-W{week:02d}", date.fromisocalendar(year, week, 1).toordinal())
    return row_of_value(None, speech)


def period_after(key: str, period: Period) -> str:
    """The date with which the period after another one begins: `2024-12` gives `2025-01`."""
    if period is Period.YEAR:
        return f"{int(key) + 1:04d}"
    if period is Period.MONTH:
        year, month = int(key[:4]), int(key[5:])
        return f"{year + month // 12:04d}-{month % 12 + 1:02d}"
    monday = date.fromisocalendar(int(key[:4]), int(key[6:]), 1)
    return (monday + timedelta(days=7)).isoformat()


def _period(name: str, order: int) -> RowKey:
    return RowKey(f"period:{name}", name, (0, order, ""))


def _is_number(text: str, digits: int) -> bool:
    return len(text) == digits and text.isascii() and text.isdecimal()
