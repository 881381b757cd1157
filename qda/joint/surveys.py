"""The mean of a survey's items that belong to a dimension, as a figure of a joint display."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import sqrt
from statistics import fmean, stdev

from sqlalchemy import Connection

from models.vocabulary import CollectionKind, QuestionRole
from qda.numbers.answers import ItemPlan, answers_of
from qda.retrieval.questions import QuestionRow, questions
from qda.retrieval.sources import collections
from qda.statistics.likert import Distribution, Scale, distribution
from qda.triangulation.fit import direction_of_mean


@dataclass(frozen=True, slots=True)
class SurveyMean:
    """The answers to all items of a dimension in one survey and on one scale.

    `questions` are the items; `answers` tell how they are spread, unfavourable items turned
    round; `respondents` count those who answered one of them at least. `interval` is that of 95 %
    for the mean of the respondents' own means, by Student's t; None below two respondents.
    """

    collection: str
    title: str
    questions: tuple[QuestionRow, ...]
    scale: Scale
    answers: Distribution
    respondents: int
    interval: tuple[float, float] | None

    @property
    def direction(self) -> Fraction | None:
        """Where the mean lies, from -1 to 1; None without answers."""
        if not self.answers.n:
            return None
        mean = Fraction(self.answers.actual, self.answers.n)
        return direction_of_mean(mean, self.scale.low, self.scale.high)


def survey_means(connection: Connection, language: str) -> Mapping[int, tuple[SurveyMean, ...]]:
    """The means of every survey, by the id of the code that its items belong to.

    Items of one dimension on different scales give a mean each.

    Raises:
        NotAnAnswer: an item's answer is no point of its scale.
    """
    keys = {
        each.id: (each.key, each.title)
        for each in collections(connection)
        if each.kind is CollectionKind.SURVEY
    }
    by_place: dict[tuple[int, int, int, int], list[QuestionRow]] = defaultdict(list)
    for each in questions(connection):
        is_item = each.role is QuestionRole.ITEM and each.attribute and each.collection_id in keys
        if is_item and each.code_id is not None and each.low is not None and each.high is not None:
            by_place[each.code_id, each.collection_id, each.low, each.high].append(each)
    found: dict[int, list[SurveyMean]] = defaultdict(list)
    for (code_id, collection_id, low, high), asked in by_place.items():
        key, title = keys[collection_id]
        found[code_id].append(_mean(connection, (key, title), asked, Scale(low, high), language))
    return {code_id: tuple(means) for code_id, means in found.items()}


def _mean(
    connection: Connection,
    survey: tuple[str, str],
    asked: Sequence[QuestionRow],
    scale: Scale,
    language: str,
) -> SurveyMean:
    plan = ItemPlan(scale=scale, items=tuple(each.key for each in asked), scale_given=True)
    given = answers_of(connection, survey[0], plan, language=language)
    rows = given.only(given.items)
    own = [[answer for answer in row if answer is not None] for row in rows]
    each_mean = [sum(answers) / len(answers) for answers in own if answers]
    return SurveyMean(
        *survey,
        questions=tuple(asked),
        scale=scale,
        answers=distribution(chain.from_iterable(rows), scale),
        respondents=len(each_mean),
        interval=interval_of(each_mean),
    )


def interval_of(values: Sequence[float]) -> tuple[float, float] | None:
    """The interval of 95 % for the mean of a sample, by Student's t; None below two values.

    >>> low, high = interval_of([3.4, 2.8, 4.0, 3.0, 3.8]) or (0, 0)
    >>> f"{low:.4f} {high:.4f}"
    '2.7669 4.0331'
    """
    if len(values) < 2:
        return None
    from scipy.special import stdtrit

    wide = float(stdtrit(len(values) - 1, 0.975)) * stdev(values) / sqrt(len(values))
    centre = fmean(values)
    return centre - wide, centre + wide


def direction_of(means: Sequence[SurveyMean]) -> Fraction | None:
    """The direction of several means, each weighed by its answers; None without any."""
    known = [(each.direction, each.answers.n) for each in means]
    weighed = [(direction, n) for direction, n in known if direction is not None]
    total = sum(n for _, n in weighed)
    if not total:
        return None
    return sum((direction * n for direction, n in weighed), Fraction(0)) / total
