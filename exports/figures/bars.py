"""Bars of codes by group: as long as the share of the people who bear a code, with every count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from exports.figures.frame import GAP, closing, made_of, opening, ticks_to
from exports.figures.looks import fill_of
from exports.figures.picture import Behind
from exports.figures.sheet import BODY, EDGE, LEADING, SMALL, Box, Sheet
from qda.agreement.tables import percent
from qda.i18n import Speech
from qda.numbers.frequencies import CodeTally, Frequencies, Group, Tally
from qda.numbers.reports import frequency_report

_CODES: Final = 170.0
_GROUPS: Final = 120.0
_ROW: Final = 17.0
_BAR: Final = 11.0
_FIGURES: Final = 235.0
_FIELD: Final = 110.0


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Codes by group as bars."""

    value: Frequencies

    @property
    def language(self) -> str:
        """The language it is worded in."""
        return self.value.question.language


@dataclass(frozen=True, slots=True)
class _Row:
    group: Group
    tally: Tally
    share: float | None
    nth: int


def width_of(plot: BarPlot) -> float:
    """The least width in which bars and figures have room, in points."""
    groups = _GROUPS if plot.value.by else 0.0
    return 2 * EDGE + _CODES + groups + 2 * GAP + _FIGURES + _FIELD


def lay_out(plot: BarPlot, sheet: Sheet, speech: Speech) -> str:
    """Draw the bars; the title is returned."""
    found, report = plot.value, frequency_report(plot.value)
    counted = speech(
        "Bars: share of respondents. n = {people} respondents with {texts} texts.",
        people=speech.number(found.total.respondents),
        texts=speech.number(found.total.units),
    )
    y = opening(sheet, report.title, counted, made_of(found.study, found.question, speech))
    ticks = ticks_to(max((r.share or 0.0 for c in found.codes for r in _rows(found, c)), default=0))
    figures = max(
        (sheet.width_of(_figures(r, speech), SMALL) for c in found.codes for r in _rows(found, c)),
        default=0.0,
    )
    groups = _GROUPS if found.by else 0.0
    left = EDGE + _CODES + groups + GAP
    field = Box(left, y, sheet.width - EDGE - figures - GAP - left, 0)
    top = _axis(sheet, field, ticks, speech)
    y = top
    for code in found.codes:
        y = _block(sheet, code, _rows(found, code), Box(left, y, field.width, ticks[-1]), speech)
    for tick in ticks:
        x = left + field.width * tick / ticks[-1]
        sheet.rule((x, top - 3), (x, y), strong=not tick)
    closing(sheet, y, report.warnings, (_sizes(found, speech),))
    return report.title


def _rows(found: Frequencies, code: CodeTally) -> list[_Row]:
    if not found.by:
        whole = found.total.respondents
        share = code.total.respondents / whole if whole else None
        return [_Row(found.total, code.total, share, 0)]
    return [
        _Row(group, tally, tally.respondents / group.respondents if group.respondents else None, n)
        for n, (group, tally) in enumerate(zip(found.groups, code.by_group, strict=True))
    ]


def _axis(sheet: Sheet, field: Box, ticks: tuple[float, ...], speech: Speech) -> float:
    for tick in ticks:
        x = field.left + field.width * tick / ticks[-1]
        sheet.words(x, field.top, percent(tick, speech), size=SMALL, align="center",
                    colour=sheet.look.muted)  # fmt: skip
    return field.top + SMALL * LEADING + 4


def _block(sheet: Sheet, code: CodeTally, rows: list[_Row], field: Box, speech: Speech) -> float:
    """Draw the rows of one code; the height of `field` is the share at its right end."""
    top = field.top + 4
    name = sheet.words(EDGE, top, code.name, room=_CODES, size=BODY, bold=True)
    name += sheet.words(EDGE, top + name, code.code, room=_CODES, size=SMALL,
                        colour=sheet.look.muted)  # fmt: skip
    y = top
    for row in rows:
        high = _ROW
        if row.group.label:
            where = EDGE + _CODES + GAP
            high = max(high, 4 + sheet.words(where, y, row.group.label, room=_GROUPS - GAP))
        wide = field.width * (row.share or 0.0) / field.height
        box = Box(field.left, y + 1, wide, _BAR)
        said = _said(code, row, speech)
        if wide:
            sheet.bar(box, fill_of(row.nth), _behind(code, row), said)
        else:
            sheet.place(Box(field.left - 2, y + 1, 4, _BAR), _behind(code, row), said)
        sheet.figure(box.right + 4, y + 1, _figures(row, speech))
        y += high
    bottom = max(y, top + name) + 5
    sheet.rule((EDGE, bottom), (sheet.width - EDGE, bottom))
    return bottom


def _behind(code: CodeTally, row: _Row) -> Behind:
    return Behind(code=code.code, group=row.group.id)


def _figures(row: _Row, speech: Speech) -> str:
    people = speech(
        "{share} · {people} of {whole}",
        share=percent(row.share, speech) if row.share is not None else "–",
        people=speech.number(row.tally.respondents),
        whole=speech.number(row.group.respondents),
    )
    texts = speech.many("{n} text", "{n} texts", row.tally.units)
    segments = speech.many("{n} segment", "{n} segments", row.tally.segments)
    told = f"{people} · {texts} · {segments}"
    if not row.tally.proposed:
        return told
    return f"{told} · {speech.many('{n} proposed', '{n} proposed', row.tally.proposed)}"


def _said(code: CodeTally, row: _Row, speech: Speech) -> str:
    place = f"{code.name}, {row.group.label}" if row.group.label else code.name
    return f"{place}: {_figures(row, speech)}"


def _sizes(found: Frequencies, speech: Speech) -> str:
    """How large each group is, where there are groups."""
    if not found.by:
        return ""
    listed = "; ".join(
        speech(
            "{group}: {people}, {texts}",
            group=each.label,
            people=speech.many("{n} respondent", "{n} respondents", each.respondents),
            texts=speech.many("{n} text", "{n} texts", each.units),
        )
        for each in found.groups
    )
    return speech("n by {attribute}: {groups}.", attribute=found.by, groups=listed)
