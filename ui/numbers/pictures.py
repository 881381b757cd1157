"""The picture that fits a report, and what its marks stand for."""

from __future__ import annotations

from typing import Final

from exports.figures.bars import BarPlot
from exports.figures.diverging import LikertPlot
from exports.figures.drawing import Plot
from exports.figures.heat import HeatPlot
from exports.figures.lines import LinePlot
from exports.figures.picture import Behind as Mark
from exports.figures.words import WordPlot
from qda.numbers.behind import Place, Side
from qda.numbers.crosstab import Crosstab
from qda.numbers.frequencies import Frequencies
from qda.numbers.instrument import LikertSummary
from qda.numbers.making import NumberKind
from qda.numbers.over_time import Series
from qda.numbers.words import WordCounts
from ui.numbers.asked import Told

MOST_MARKS: Final = 1_500
"""Marks beyond which a picture shows nothing any more, and takes long to draw."""


def plot_of(told: Told) -> Plot | None:
    """The picture of a report; None where there is none for its kind."""
    figures = told.made.figures
    if isinstance(figures, Frequencies):
        return BarPlot(figures)
    if isinstance(figures, Crosstab):
        return HeatPlot(figures)
    if isinstance(figures, Series):
        return LinePlot(figures)
    if isinstance(figures, LikertSummary):
        return LikertPlot(figures, told.made.report.language)
    return WordPlot(figures) if isinstance(figures, WordCounts) else None


def marks_of(told: Told) -> int:
    """How many marks the picture of a report has."""
    figures = told.made.figures
    if isinstance(figures, Frequencies):
        return len(figures.codes) * len(figures.groups)
    if isinstance(figures, Crosstab):
        return len(figures.tables) * len(figures.groups)
    if isinstance(figures, Series):
        return len(figures.lines) * len(figures.periods)
    return 0


def place_of_mark(kind: NumberKind, mark: Mark) -> Place:
    """What a mark of a picture stands for."""
    if kind is NumberKind.WORDS:
        return Place(side=Side.TEXTS, word=mark.word)
    if kind is NumberKind.LIKERT:
        value = None if mark.answer is None else float(mark.answer)
        return Place(mark.item, side=Side.ANSWERS, value=value)
    return Place(mark.code, mark.group)
