"""How the share of codes changes from period to period, or from version to version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.numbers.frequencies import CodeTally, Frequencies, Group, Tally, frequencies
from qda.numbers.grouping import Grouping, Period, period_after, period_key
from qda.numbers.question import NumberQuestion
from qda.statistics.cautions import Caution

MOST: Final = 2_000
"""Periods beyond which gaps are left open: a date with a wrong year must not make millions."""

_NOTHING: Final = Tally(0, 0, 0, 0)
_SILENT: Final = Silent()


@dataclass(frozen=True, slots=True)
class Point:
    """A code in a period: its tally, and its share among the texts of the period.

    `share` is None where the period has no text.
    """

    tally: Tally
    share: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A code over all periods."""

    code: str
    name: str
    total: Tally
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Codes over time; periods without a text stand in their place, `undated` texts apart."""

    by: str
    periods: tuple[Group, ...]
    undated: Group | None
    lines: tuple[Line, ...]
    cautions: tuple[Caution, ...]
    counts: Frequencies


def over_time(
    connection: Connection, question: NumberQuestion, *, progress: Progress = _SILENT
) -> Series:
    """The series of codes by month, or by what the question says (week, year, version).

    Raises:
        NoSuchRows: the study has no such attribute.
        Cancelled: the progress said so.
    """
    if question.by == Grouping():
        question = replace(question, by=Grouping(period=Period.MONTH))
    counts = frequencies(connection, question, progress=progress)
    dated = [nth for nth, group in enumerate(counts.groups) if group.id != "none"]
    periods, places = _without_gaps(
        [counts.groups[nth] for nth in dated], question.by.period, question.language
    )
    at = [dated[place] if place is not None else None for place in places]
    return Series(
        by=counts.by,
        periods=periods,
        undated=next((group for group in counts.groups if group.id == "none"), None),
        lines=tuple(_line(code, at, periods) for code in counts.codes),
        cautions=counts.cautions,
        counts=counts,
    )


def _line(code: CodeTally, at: Sequence[int | None], periods: Sequence[Group]) -> Line:
    tallies = [_NOTHING if nth is None else code.by_group[nth] for nth in at]
    points = tuple(
        Point(tally, tally.units / period.units if period.units else None)
        for tally, period in zip(tallies, periods, strict=True)
    )
    return Line(code.code, code.name, code.total, points)


def _without_gaps(
    groups: Sequence[Group], period: Period | None, language: str
) -> tuple[tuple[Group, ...], list[int | None]]:
    """The periods from the first to the last, and where each stood; None where it was not."""
    places: list[int | None] = list(range(len(groups)))
    if period is None or len(groups) < 2:
        return tuple(groups), places
    known = {group.id: nth for nth, group in enumerate(groups)}
    speech = Speech(language)
    found: list[Group] = []
    at: list[int | None] = []
    key = period_key(_first_day(groups[0].label), period, speech)
    while len(found) < MOST:
        place = known.get(key.id)
        found.append(Group(key.id, key.label, 0, 0) if place is None else groups[place])
        at.append(place)
        if key.id == groups[-1].id:
            return tuple(found), at
        key = period_key(period_after(key.label, period), period, speech)
    return tuple(groups), places


def _first_day(name: str) -> str:
    """The first day of a period by its name; of a week, its Monday."""
    if "-W" in name:
        from datetime import date

        return date.fromisocalendar(int(name[:4]), int(name[6:]), 1).isoformat()
    return name
