"""Lines of codes over time: the share of the texts of each period, named where the lines end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from exports.figures.frame import GAP, closing, made_of, opening, ticks_to
from exports.figures.looks import stroke_of
from exports.figures.picture import Behind
from exports.figures.sheet import BODY, EDGE, LEADING, SMALL, Box, Sheet
from qda.agreement.tables import percent
from qda.i18n import Speech
from qda.numbers.over_time import Line, Point, Series
from qda.numbers.reports import series_report

_NAMES: Final = 165.0
_SCALE: Final = 42.0
_HIGH: Final = 250.0
_LOW: Final = 44.0
_TOGETHER: Final = 7
"""More lines than this in one field cannot be followed, and stand each in a field of its own."""

_TOUCH: Final = 12.0
"""The side of the square around a point that answers to a click, in points."""


@dataclass(frozen=True, slots=True)
class LinePlot:
    """Codes over time as lines."""

    value: Series

    @property
    def language(self) -> str:
        """The language it is worded in."""
        return self.value.counts.question.language


def lay_out(plot: LinePlot, sheet: Sheet, speech: Speech) -> str:
    """Draw the lines; the title is returned."""
    found, report = plot.value, series_report(plot.value)
    total = found.counts.total
    counted = speech(
        "Lines: share of the texts of each period. n = {texts} texts of {people} respondents; "
        "beneath each period its texts.",
        texts=speech.number(total.units),
        people=speech.number(total.respondents),
    )
    made = made_of(found.counts.study, found.counts.question, speech)
    y = opening(sheet, report.title, counted, made)
    shares = [p.share or 0.0 for line in found.lines for p in line.points]
    ticks = ticks_to(max(shares, default=0.0))
    apart = len(found.lines) > _TOGETHER
    field = (_apart if apart else _together)(sheet, found, ticks, y + 6, speech)
    bottom = _periods(sheet, found, field, speech)
    notes = (speech("Each code has a field of its own; all have the same scale."),) if apart else ()
    closing(sheet, max(bottom, field.bottom), report.warnings, notes)
    return report.title


def _together(
    sheet: Sheet, found: Series, ticks: Sequence[float], top: float, speech: Speech
) -> Box:
    """Draw all lines in one field, each named where it ends; the field is returned."""
    names = [sheet.height_of(each.name, _NAMES - 34, BODY) for each in found.lines]
    high = max(_HIGH, sum(names) + 4 * len(names))
    field = _field(sheet, top, high)
    _levels(sheet, field, ticks, ticks[-1], speech)
    ends = [
        _line(sheet, found, line, _Scale(field, ticks[-1], nth), speech)
        for nth, line in enumerate(found.lines)
    ]
    _names(sheet, found.lines, field, _spread(ends, names, field))
    return field


def _apart(sheet: Sheet, found: Series, ticks: Sequence[float], top: float, speech: Speech) -> Box:
    """Draw each line in a low field of its own; the lowest field is returned."""
    field = _field(sheet, top, 0)
    for nth, line in enumerate(found.lines):
        named = sheet.height_of(line.name, _NAMES - 34, BODY)
        field = _field(sheet, top, max(_LOW, named))
        _levels(sheet, field, (0.0, ticks[-1]), ticks[-1], speech)
        _line(sheet, found, line, _Scale(field, ticks[-1], nth), speech)
        _names(sheet, (line,), field, [field.top + (field.height - named) / 2], first=nth)
        top = field.bottom + 16
    return field


def _field(sheet: Sheet, top: float, high: float) -> Box:
    return Box(EDGE + _SCALE, top, sheet.width - 2 * EDGE - _SCALE - _NAMES, high)


def _levels(sheet: Sheet, field: Box, ticks: Sequence[float], most: float, speech: Speech) -> None:
    for tick in ticks:
        level = field.bottom - field.height * tick / most
        sheet.rule((field.left, level), (field.right, level), strong=not tick)
        sheet.words(field.left - 5, level - 6, percent(tick, speech), size=SMALL, align="right",
                    colour=sheet.look.muted)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a share of a period lies: the field, the share at its top, and the line's place."""

    field: Box
    most: float
    nth: int

    def at(self, period: int, periods: int, share: float) -> tuple[float, float]:
        x = _x(self.field, period, periods)
        return x, self.field.bottom - self.field.height * share / self.most


def _x(field: Box, period: int, periods: int) -> float:
    return field.left + field.width * (period + 0.5) / max(1, periods)


def _line(sheet: Sheet, found: Series, line: Line, scale: _Scale, speech: Speech) -> float:
    """Draw one line, in pieces where periods have no text; where its name would best stand."""
    last = scale.field.bottom
    for piece in _pieces(line.points):
        places = [scale.at(nth, len(line.points), line.points[nth].share or 0.0) for nth in piece]
        sheet.curve(places, stroke_of(scale.nth))
        last = places[-1][1]
        for nth, (x, y) in zip(piece, places, strict=True):
            period, point = found.periods[nth], line.points[nth]
            said = speech(
                "{code}, {period}: {share}, {texts} of {whole} texts",
                code=line.name,
                period=period.label,
                share=percent(point.share, speech),
                texts=speech.number(point.tally.units),
                whole=speech.number(period.units),
            )
            around = Box(x - _TOUCH / 2, y - _TOUCH / 2, _TOUCH, _TOUCH)
            sheet.place(around, Behind(code=line.code, group=period.id), said)
    return last


def _pieces(points: Sequence[Point]) -> list[list[int]]:
    pieces: list[list[int]] = []
    for nth, point in enumerate(points):
        if point.share is None:
            continue
        if pieces and pieces[-1][-1] == nth - 1:
            pieces[-1].append(nth)
        else:
            pieces.append([nth])
    return pieces


def _periods(sheet: Sheet, found: Series, field: Box, speech: Speech) -> float:
    """Write the periods beneath the lines, as many as there is room for."""
    count = len(found.periods)
    widest = max((sheet.width_of(each.label, SMALL) for each in found.periods), default=0.0)
    every = max(1, ceil((widest + 10) * count / field.width)) if count else 1
    top = field.bottom + 4
    for nth, period in enumerate(found.periods):
        x = _x(field, nth, count)
        sheet.rule((x, field.bottom), (x, field.bottom + (4 if nth % every == 0 else 2)))
        if nth % every:
            continue
        sheet.words(x, top, period.label, size=SMALL, align="center")
        sheet.words(x, top + SMALL * LEADING, f"n = {speech.number(period.units)}", size=SMALL,
                    align="center", colour=sheet.look.muted)  # fmt: skip
    top += 2 * SMALL * LEADING + 2
    sheet.words(field.left + field.width / 2, top, found.by, align="center", bold=True)
    return top + BODY * LEADING


def _spread(ends: Sequence[float], heights: Sequence[float], field: Box) -> list[float]:
    """The upper edge of each name, near the end of its line and clear of the other names."""
    order = sorted(range(len(ends)), key=lambda nth: ends[nth])
    tops = [0.0] * len(ends)
    free = field.top - 6
    for nth in order:
        tops[nth] = max(free, ends[nth] - heights[nth] / 2)
        free = tops[nth] + heights[nth] + 4
    limit = field.bottom + 6
    for nth in reversed(order):
        tops[nth] = min(tops[nth], limit - heights[nth])
        limit = tops[nth] - 4
    return tops


def _names(
    sheet: Sheet, lines: Sequence[Line], field: Box, tops: Sequence[float], *, first: int = 0
) -> None:
    """Write the names beside the lines, each with a piece of its line."""
    left = field.right + GAP
    for nth, (line, top) in enumerate(zip(lines, tops, strict=True), first):
        level = top + BODY * LEADING / 2
        sheet.curve([(left, level), (left + 20, level)], stroke_of(nth))
        sheet.words(left + 26, top, line.name, room=_NAMES - 34, size=BODY)
