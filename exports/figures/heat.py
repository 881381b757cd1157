"""A map of codes by groups: shares in figures and shades, with signs where a cell stands out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from exports.figures.frame import GAP, closing, made_of, opening
from exports.figures.looks import ink_on, shade
from exports.figures.picture import Behind
from exports.figures.sheet import BODY, EDGE, LEADING, SMALL, Box, Sheet
from qda.agreement.tables import percent
from qda.i18n import Speech
from qda.numbers.crosstab import CodeTable, Crosstab
from qda.numbers.reports import crosstab_report
from qda.numbers.wording import caution_words, number, probability, unit_word
from qda.statistics.cautions import Caution

_CODES: Final = 180.0
_TESTS: Final = 92.0
_NARROWEST: Final = 62.0
_CELL: Final = 34.0
_SIGNS: Final = ((3.29, 3), (2.58, 2), (1.96, 1))
"""Residuals beyond which a cell departs from independence at 0.1, 1 and 5 per cent."""


@dataclass(frozen=True, slots=True)
class HeatPlot:
    """Codes by groups as a map."""

    value: Crosstab

    @property
    def language(self) -> str:
        """The language it is worded in."""
        return self.value.question.language


def width_of(plot: HeatPlot) -> float:
    """The width that as many groups need, in points."""
    return 2 * EDGE + _CODES + GAP + _TESTS + _NARROWEST * len(plot.value.groups)


def lay_out(plot: HeatPlot, sheet: Sheet, speech: Speech) -> str:
    """Draw the map; the title is returned."""
    found, report = plot.value, crosstab_report(plot.value)
    counted = speech(
        "Cells: share of the {unit} of each column that bear the code, and how many. "
        "n = {people} respondents with {texts} texts.",
        unit=unit_word(found.question.unit, speech),
        people=speech.number(found.total.respondents),
        texts=speech.number(found.total.units),
    )
    y = opening(sheet, report.title, counted, made_of(found.study, found.question, speech))
    left = EDGE + _CODES + GAP
    wide = (sheet.width - EDGE - _TESTS - left) / max(1, len(found.groups))
    y = _heads(sheet, found, Box(left, y, wide, 0), speech)
    for table in found.tables:
        y = _row(sheet, found, table, Box(left, y, wide, _CELL), speech)
    sign = speech(
        "▲ more, ▼ less than if code and group were independent: one sign from 1.96 adjusted "
        "residuals on (5 %), two from 2.58 (1 %), three from 3.29 (0.1 %); z is the residual."
    )
    without = ""
    if found.without_value is not None:
        without = speech(
            "Without a value and not in the map: {people} respondents with {texts} texts.",
            people=speech.number(found.without_value.respondents),
            texts=speech.number(found.without_value.units),
        )
    darkest = speech("The darker, the larger the share: the darkest is {share}.",
                     share=percent(_darkest(found), speech))  # fmt: skip
    closing(sheet, y, (*report.warnings, *_cautions(found, speech)), (sign, darkest, without))
    return report.title


def _cautions(found: Crosstab, speech: Speech) -> list[str]:
    """What to beware of in the tests of some codes, each said once with the codes it is about."""
    about: dict[Caution, list[str]] = defaultdict(list)
    for table in found.tables:
        for caution in table.test.cautions:
            about[caution].append(table.code)
    return [
        f"{''.join(caution_words((caution,), speech))} ({', '.join(codes)})"
        for caution, codes in about.items()
    ]


def _heads(sheet: Sheet, found: Crosstab, field: Box, speech: Speech) -> float:
    room = field.width - 6
    high = max(
        (sheet.height_of(each.label, room, BODY, bold=True) for each in found.groups), default=0.0
    )
    for nth, group in enumerate(found.groups):
        x = field.left + field.width * (nth + 0.5)
        own = sheet.height_of(group.label, room, BODY, bold=True)
        sheet.words(x, field.top + high - own, group.label, room=room, align="center", bold=True)
        size = speech.number(_size(found, nth))
        sheet.words(x, field.top + high, f"n = {size}", size=SMALL, align="center",
                    colour=sheet.look.muted)  # fmt: skip
    x = sheet.width - EDGE
    sheet.words(x, field.top + high, "V · p", size=SMALL, align="right", colour=sheet.look.muted)
    return field.top + high + SMALL * LEADING + 4


def _size(found: Crosstab, nth: int) -> int:
    table = found.tables[0]
    return table.present[nth] + table.absent[nth]


def _row(sheet: Sheet, found: Crosstab, table: CodeTable, field: Box, speech: Speech) -> float:
    name = sheet.height_of(table.name, _CODES, BODY, bold=True)
    high = max(field.height, name + SMALL * LEADING + 4)
    top = field.top + (high - name - SMALL * LEADING) / 2
    sheet.words(EDGE, top, table.name, room=_CODES, bold=True)
    sheet.words(EDGE, top + name, table.code, size=SMALL, colour=sheet.look.muted)
    for nth in range(len(found.groups)):
        box = Box(field.left + field.width * nth, field.top, field.width - 2, high - 2)
        _cell(sheet, found, (table, nth), box, speech)
    strength, p = number(table.test.cramers_v, speech, 3), probability(table.test.p, speech)
    told = f"{strength.text} · {p.text}"
    sheet.words(sheet.width - EDGE, field.top + high / 2 - 6, told, size=SMALL, align="right")
    return field.top + high


def _cell(
    sheet: Sheet, found: Crosstab, at: tuple[CodeTable, int], box: Box, speech: Speech
) -> None:
    table, nth = at
    share, present = table.shares[nth], table.present[nth]
    whole = present + table.absent[nth]
    residual = table.test.residuals[0][nth]
    sign = sign_of(residual)
    words = percent(share, speech) if share is not None else "–"
    few = f"{speech.number(present)}/{speech.number(whole)}"
    code = f"{table.name}, {found.groups[nth].label}"
    said = f"{code}: {words} ({few}), z = {number(residual, speech).text}"
    fill = shade((share or 0.0) / (_darkest(found) or 1.0))
    sheet.bar(box, fill, Behind(code=table.code, group=found.groups[nth].id), said)
    x, y = box.middle
    ink = ink_on(fill.colour)
    sheet.words(x, y - BODY * LEADING, f"{sign} {words}".strip(), align="center", bold=bool(sign),
                colour=ink)  # fmt: skip
    sheet.words(x, y, few, size=SMALL, align="center", colour=ink)


def _darkest(found: Crosstab) -> float:
    """The largest share of the map, which is drawn darkest."""
    return max((share or 0.0 for table in found.tables for share in table.shares), default=0.0)


def sign_of(residual: float | None) -> str:
    """The sign of an adjusted residual: none, or one to three triangles.

    >>> sign_of(-2.7), sign_of(1.2), sign_of(2.0)
    ('▼▼', '', '▲')
    """
    if residual is None:
        return ""
    count = next((count for limit, count in _SIGNS if abs(residual) >= limit), 0)
    return ("▲" if residual > 0 else "▼") * count
