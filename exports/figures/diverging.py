"""Rating items as bars that part at their middle: disagreement left, agreement right.

The neutral answers lie half on either side of nothing, or aside where that is asked for; within a
dimension the items stand by what agreement is left when disagreement is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from exports.figures.frame import GAP, closing, opening, ticks_to
from exports.figures.looks import Fill, diverging
from exports.figures.picture import Behind
from exports.figures.sheet import BODY, EDGE, LEADING, SMALL, Box, Sheet
from qda.agreement.tables import percent
from qda.i18n import Speech
from qda.numbers.instrument import ItemSummary, LikertSummary
from qda.numbers.survey_reports import Making, likert_report

_ITEMS: Final = 210.0
_TOTAL: Final = 38.0
_BAR: Final = 18.0


@dataclass(frozen=True, slots=True)
class LikertPlot:
    """Rating items as diverging bars, worded in a language.

    `neutral_aside` sets the neutral answers apart on the right; `by_net` sorts the items of each
    dimension by agreement less disagreement, the highest first, else they stand as given.
    """

    value: LikertSummary
    language: str
    neutral_aside: bool = False
    by_net: bool = True


@dataclass(frozen=True, slots=True)
class Parts:
    """The shares of an item's answers below, on and above the middle of its scale."""

    low: float
    neutral: float
    high: float

    @property
    def net(self) -> float:
        """Agreement less disagreement."""
        return self.high - self.low


def parts_of(item: ItemSummary) -> Parts:
    """The three parts of an item's answers; nothing where nobody answered.

    Counts 1 2 4 2 1 of 1 to 5: 0.3, 0.4 and 0.3.
    """
    shares = [share or 0.0 for share in item.answers.shares]
    half = len(shares) // 2
    neutral = shares[half] if len(shares) % 2 else 0.0
    return Parts(sum(shares[:half]), neutral, sum(shares[len(shares) - half :]))


def ordered(plot: LikertPlot) -> list[tuple[str, list[ItemSummary]]]:
    """The items by dimension, those of none last, each dimension in the order asked for."""
    names = list(dict.fromkeys(each.dimension for each in plot.value.items))
    names.sort(key=lambda name: not name)
    found = []
    for name in names:
        items = [each for each in plot.value.items if each.dimension == name]
        if plot.by_net:
            items.sort(key=lambda each: -parts_of(each).net)
        found.append((name, items))
    return found


@dataclass(frozen=True, slots=True)
class _Field:
    """Where bars lie: the place of nothing, how wide a share of one is, and where aside begins."""

    zero: float
    unit: float
    aside: float | None
    points: tuple[int, ...]
    fills: tuple[Fill, ...]


def lay_out(plot: LikertPlot, sheet: Sheet, speech: Speech) -> str:
    """Draw the bars; the title is returned."""
    found = plot.value
    report = likert_report(found, Making(plot.language))
    ns = [each.answers.n for each in found.items]
    counted = speech(
        "n = {n} respondents of “{source}”; beside each item those who answered it.",
        n=speech.number(found.respondents),
        source=found.source,
    )
    y = opening(sheet, report.title, counted)
    y = _legend(sheet, found.scale.points, y, speech)
    room = EDGE + _ITEMS + GAP + max(sheet.width_of(f"n = {speech.number(n)}", SMALL) for n in ns)
    field, ticks = _field(plot, sheet, room + GAP)
    top = y + SMALL * LEADING + 6
    y = top
    for dimension, items in ordered(plot):
        if dimension:
            y += 4 + sheet.words(EDGE, y + 2, dimension, room=_ITEMS + 40, bold=True)
        for item in items:
            y = _item(sheet, item, y, field, speech)
    _axis(sheet, field, ticks, (top, y), speech)
    notes = [speech("Left and right of the bars: share below and above the middle of the scale.")]
    if field.aside is not None:
        notes.append(speech("Neutral answers stand aside and on neither side."))
    elif len(field.points) % 2:
        notes.append(speech("Neutral answers lie half on either side."))
    if plot.by_net:
        notes.append(speech("Sorted by the share above less the share below the middle."))
    if any(each.is_reversed for each in found.items):
        notes.append(speech("Answers to items marked (reversed) have been turned round."))
    closing(sheet, y, report.warnings, (" ".join(notes),))
    return report.title


def _field(plot: LikertPlot, sheet: Sheet, left: float) -> tuple[_Field, tuple[float, ...]]:
    points = plot.value.scale.points
    aside = plot.neutral_aside and len(points) % 2 == 1
    half = 0.0 if aside else 0.5
    parts = [parts_of(each) for each in plot.value.items]
    most = max((max(p.low, p.high) + half * p.neutral for p in parts), default=0.0)
    ticks = ticks_to(max(most, 0.2))
    begins, ends = left + _TOTAL, sheet.width - EDGE - _TOTAL
    if not aside:
        unit = (ends - begins) / (2 * ticks[-1])
        zero = begins + unit * ticks[-1]
        return _Field(zero, unit, None, points, diverging(len(points))), ticks
    # The neutral bars have the same unit as the others, or they could not be compared.
    neutral = max((p.neutral for p in parts), default=0.0)
    unit = (ends - begins - 2 * _TOTAL - GAP) / (2 * ticks[-1] + max(neutral, 0.1))
    zero = begins + unit * ticks[-1]
    start = zero + unit * ticks[-1] + _TOTAL + GAP
    return _Field(zero, unit, start, points, diverging(len(points))), ticks


def _legend(sheet: Sheet, points: Sequence[int], y: float, speech: Speech) -> float:
    names = [str(point) for point in points]
    names[0] = speech("{point} (lowest)", point=points[0])
    names[-1] = speech("{point} (highest)", point=points[-1])
    x = EDGE
    for name, fill in zip(names, diverging(len(points)), strict=True):
        sheet.bar(Box(x, y + 1, 22, 11), fill)
        sheet.words(x + 26, y, name)
        x += 26 + sheet.width_of(name) + 16
    return y + BODY * LEADING + GAP


def _item(sheet: Sheet, item: ItemSummary, y: float, field: _Field, speech: Speech) -> float:
    name = speech("{item} (reversed)", item=item.item) if item.is_reversed else item.item
    words = sheet.height_of(name, _ITEMS, BODY)
    high = max(_BAR + 6, words + 4)
    sheet.words(EDGE, y + (high - words) / 2, name, room=_ITEMS)
    level = y + (high - SMALL * LEADING) / 2
    said = f"n = {speech.number(item.answers.n)}"
    sheet.words(EDGE + _ITEMS + GAP, level, said, size=SMALL, colour=sheet.look.muted)
    parts = parts_of(item)
    half = 0.0 if field.aside is not None else parts.neutral / 2
    start = field.zero - field.unit * (parts.low + half)
    x = start
    middle = len(field.points) // 2 if len(field.points) % 2 else -1
    for nth, share in enumerate(item.answers.shares):
        wide = field.unit * (share or 0.0)
        apart = nth == middle and field.aside is not None
        left = field.aside if apart and field.aside is not None else x
        if share:
            box = Box(left, y + (high - _BAR) / 2, wide, _BAR)
            _answer(sheet, (item, nth), box, field, speech)
        if not apart:
            x += wide
    if item.answers.n:
        sheet.figure(start - 4, level, percent(parts.low, speech), align="right", bold=True)
        sheet.figure(x + 4, level, percent(parts.high, speech), bold=True)
        if field.aside is not None:
            beside = field.aside + field.unit * parts.neutral + 4
            sheet.figure(beside, level, percent(parts.neutral, speech), bold=True)
    else:
        sheet.figure(field.zero, level, "–", align="center")
    return y + high


def _answer(
    sheet: Sheet, at: tuple[ItemSummary, int], box: Box, field: _Field, speech: Speech
) -> None:
    item, nth = at
    point, count = field.points[nth], item.answers.counts[nth]
    share = item.answers.shares[nth]
    said = speech(
        "{item}: answer {point}, {share} ({count} of {n})",
        item=item.item,
        point=point,
        share=percent(share, speech, 1),
        count=speech.number(count),
        n=speech.number(item.answers.n),
    )
    sheet.bar(box, field.fills[nth], Behind(item=item.item, answer=point), said)
    label = percent(share, speech)
    for words in (label, label.removesuffix(" %")):
        if sheet.width_of(words, SMALL) + 5 <= box.width:
            sheet.label(box, words, field.fills[nth])
            return


def _axis(
    sheet: Sheet,
    field: _Field,
    ticks: tuple[float, ...],
    span: tuple[float, float],
    speech: Speech,
) -> None:
    top, bottom = span
    apart = field.unit * ticks[1]
    every = 1 if apart > sheet.width_of(percent(1.0, speech), SMALL) + 6 else 2
    for nth, tick in enumerate(ticks):
        for side in (-1, 1) if tick else (1,):
            x = field.zero + side * tick * field.unit
            sheet.rule((x, top - 3), (x, bottom), strong=not tick)
            if nth % every == 0:
                sheet.words(x, top - SMALL * LEADING - 4, percent(tick, speech), size=SMALL,
                            align="center", colour=sheet.look.muted)  # fmt: skip
    if field.aside is not None:
        sheet.words(field.aside, top - SMALL * LEADING - 4, speech("neutral"), size=SMALL,
                    colour=sheet.look.muted)  # fmt: skip
        sheet.rule((field.aside, top - 3), (field.aside, bottom), strong=True)
