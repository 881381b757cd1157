"""One door to every kind of numbers, for the window and the command line alike.

Both ask here and word the answer by the report it gives, so that their figures are the same to the
last digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.numbers.answers import Answers
from qda.numbers.crosstab import crosstab
from qda.numbers.frequencies import frequencies
from qda.numbers.instrument import likert, quality, service_index
from qda.numbers.over_time import over_time
from qda.numbers.question import NumberQuestion
from qda.numbers.ratings import ratings
from qda.numbers.reports import crosstab_report, frequency_report, rating_report, series_report
from qda.numbers.survey_reports import Making, index_report, likert_report, quality_report
from qda.numbers.values import NumberReport
from qda.numbers.word_reports import word_report
from qda.numbers.words import WordQuestion, word_counts
from qda.statistics.items import MissingRule

_SILENT: Final = Silent()


class NumberKind(StrEnum):
    """What is asked of the numbers; the name is that of the verb and of the report."""

    FREQUENCIES = "frequencies"
    CROSSTAB = "crosstab"
    RATINGS = "ratings"
    SERIES = "series"
    WORDS = "words"
    LIKERT = "likert"
    ITEMS = "items"
    SKM = "skm"


OF_CODES: Final = frozenset(
    {NumberKind.FREQUENCIES, NumberKind.CROSSTAB, NumberKind.RATINGS, NumberKind.SERIES}
)
"""The kinds that count codes by a `NumberQuestion`."""

OF_ITEMS: Final = frozenset({NumberKind.LIKERT, NumberKind.ITEMS, NumberKind.SKM})
"""The kinds that summarise the closed answers of a questionnaire."""


@dataclass(frozen=True, slots=True)
class Made:
    """The figures, a frozen value of its kind, and the report that words them."""

    figures: object
    report: NumberReport


@dataclass(frozen=True, slots=True)
class ItemQuestion:
    """How answers are to be summarised: who misses an item, and whose service it is about."""

    rule: MissingRule = MissingRule.LISTWISE
    service: str = ""


def numbers_of_codes(
    connection: Connection,
    kind: NumberKind,
    question: NumberQuestion,
    *,
    progress: Progress = _SILENT,
) -> Made:
    """The numbers of codes of one kind.

    Raises:
        NoSuchRows, NothingToCompare: the study has not what is asked for.
        Cancelled: the progress said so.
    """
    if kind is NumberKind.CROSSTAB:
        crossed = crosstab(connection, question, progress=progress)
        return Made(crossed, crosstab_report(crossed))
    if kind is NumberKind.RATINGS:
        rated = ratings(connection, question, progress=progress)
        return Made(rated, rating_report(rated))
    if kind is NumberKind.SERIES:
        series = over_time(connection, question, progress=progress)
        return Made(series, series_report(series))
    counted = frequencies(connection, question, progress=progress)
    return Made(counted, frequency_report(counted))


def numbers_of_words(
    connection: Connection, question: WordQuestion, *, progress: Progress = _SILENT
) -> Made:
    """The frequencies of words or phrases.

    Raises:
        Cancelled: the progress said so.
    """
    found = word_counts(connection, question, progress=progress)
    return Made(found, word_report(found))


def numbers_of_items(
    answers: Answers,
    kind: NumberKind,
    making: Making,
    asked: ItemQuestion = ItemQuestion(),
    *,
    progress: Progress = _SILENT,
) -> Made:
    """The numbers of a questionnaire of one kind.

    Raises:
        OffScale: an answer is no whole number from 1 to 4, of the index.
        NoItems: there is no item.
        Cancelled: the progress said so.
    """
    progress.report(1, 2, Speech(making.language)("counting answers"))
    if kind is NumberKind.ITEMS:
        tested = quality(answers, rule=asked.rule)
        return Made(tested, quality_report(tested, making))
    if kind is NumberKind.SKM:
        index = service_index(answers, unit=asked.service)
        return Made(index, index_report(index, making))
    summary = likert(answers)
    return Made(summary, likert_report(summary, making))
