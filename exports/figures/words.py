"""Bars of words and phrases: as long as the number of texts that hold them, forms beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from exports.figures.frame import GAP, closing, made_of, opening
from exports.figures.looks import fill_of
from exports.figures.picture import Behind
from exports.figures.sheet import BODY, EDGE, LEADING, SMALL, Box, Sheet
from qda.i18n import Speech
from qda.numbers.word_reports import figures_words, forms_words, word_report
from qda.numbers.words import WordCount, WordCounts

_WORDS: Final = 250.0
_BAR: Final = 12.0


@dataclass(frozen=True, slots=True)
class WordPlot:
    """Words or phrases as bars."""

    value: WordCounts

    @property
    def language(self) -> str:
        """The language it is worded in."""
        return self.value.question.language


def lay_out(plot: WordPlot, sheet: Sheet, speech: Speech) -> str:
    """Draw the bars; the title is returned."""
    found, report = plot.value, word_report(plot.value)
    made = made_of(found.study, found.question, speech)
    y = opening(sheet, report.title, report.subtitle, _counted(found, speech), made)
    if not found.words:
        y += sheet.words(EDGE, y, speech("No word stands in as many texts as were asked for."))
    figures = max(
        (sheet.width_of(figures_words(each, speech), SMALL) for each in found.words), default=0.0
    )
    left = EDGE + _WORDS + GAP
    most = max((each.texts for each in found.words), default=1)
    unit = (sheet.width - EDGE - figures - GAP - left) / most
    top = y
    for each in found.words:
        y = _row(sheet, each, Box(left, y, unit, 0), speech)
    sheet.rule((left, top), (left, y), strong=True)
    closing(sheet, y, report.warnings, tuple(f"{f.label}: {f.text}" for f in report.legend))
    return report.title


def _counted(found: WordCounts, speech: Speech) -> str:
    return speech(
        "Bars: texts that hold the word. n = {texts} texts with {tokens} words.",
        texts=speech.number(found.texts),
        tokens=speech.number(found.tokens),
    )


def _row(sheet: Sheet, each: WordCount, field: Box, speech: Speech) -> float:
    y = field.top + 2
    high = sheet.words(EDGE, y, each.shown, room=_WORDS, bold=True)
    forms = forms_words(each, speech)
    if forms:
        high += sheet.words(EDGE, y + high, forms, room=_WORDS, size=SMALL,
                            colour=sheet.look.muted)  # fmt: skip
    said = f"{each.shown}: {figures_words(each, speech)}"
    box = Box(field.left, y + (high - _BAR) / 2, field.width * each.texts, _BAR)
    sheet.bar(box, fill_of(0), Behind(word=each.word), said)
    level = y + (high - SMALL * LEADING) / 2
    sheet.words(box.right + 4, level, figures_words(each, speech), size=SMALL)
    return y + max(high, BODY * LEADING) + 3
