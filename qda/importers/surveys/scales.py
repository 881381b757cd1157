"""Finds the scale of closed items: its ends, and what each choice is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models.vocabulary import QuestionRole, QuestionType
from qda.importers.surveys.draft import Choice, QuestionDraft
from qda.importers.surveys.proposing import NUMBERS
from qda.numbers.rating_words import usual_scales
from qda.statistics.likert import Scale

_WORDED: Final = (Scale(1, 5), Scale(1, 4))
_LEAST_LABELLED: Final = 3
_LEAST_ALIKE: Final = 3
_OTHERS: Final = 2
_LOWEST_TOP: Final = 4
_HIGHEST_TOP: Final = 10


def scaled(
    questions: Sequence[QuestionDraft], ordered: frozenset[str]
) -> tuple[QuestionDraft, ...]:
    """The questions with the scale of each item that has one.

    Words of the usual scales of four and five points are known; questions in `ordered` have
    numbers as their values, so that each is worth itself; whole numbers from 1 that stand in
    three or more items share the scale that holds them all.
    """
    made = [_by_words(each) for each in questions]
    made = [_by_codes(each) if each.key in ordered else each for each in made]
    return tuple(_by_numbers(made))


def _by_words(question: QuestionDraft) -> QuestionDraft:
    if question.type is not QuestionType.CHOICE or question.role is not QuestionRole.ITEM:
        return question
    for scale in _WORDED:
        found = _fullest(usual_scales(scale), question.choices)
        worths = {tuple(_worth(each, choice) for choice in question.choices) for each in found}
        rated = sum(1 for choice in question.choices if _is_rated(found, choice))
        if len(worths) == 1 and rated >= _LEAST_LABELLED:
            worth = worths.pop()
            choices = tuple(
                replace(choice, worth=points)
                for choice, points in zip(question.choices, worth, strict=True)
            )
            return replace(question, choices=choices, low=scale.low, high=scale.high)
    return question


def _fullest(
    scales: Sequence[dict[str, float]], choices: Sequence[Choice]
) -> list[dict[str, float]]:
    """The scales that know the most of the choices, all but two of them at least."""
    known = [(sum(_worth(each, choice) is not None for choice in choices), each) for each in scales]
    most = max((count for count, _ in known), default=0)
    if most < _LEAST_LABELLED or len(choices) - most > _OTHERS:
        return []
    return [each for count, each in known if count == most]


def _plain(words: str) -> str:
    """Words as the scales have them: without what stands in brackets behind them."""
    return " ".join(words.split("(", maxsplit=1)[0].split()).casefold()


def _spoken(choice: Choice) -> tuple[str, ...]:
    words = (choice.en, choice.id, choice.value, choice.value.replace("_", " "))
    return tuple(dict.fromkeys(_plain(each) for each in words if each))


def _worth(scale: dict[str, float], choice: Choice) -> float | None:
    return next((scale[words] for words in _spoken(choice) if words in scale), None)


def _is_rated(scales: Sequence[dict[str, float]], choice: Choice) -> bool:
    return any(_worth(each, choice) is not None for each in scales)


def _by_codes(question: QuestionDraft) -> QuestionDraft:
    """An item whose values are numbers with labels, as SPSS keeps them."""
    worths = [choice.worth for choice in question.choices if choice.worth is not None]
    whole = [int(worth) for worth in worths if worth == int(worth)]
    if question.role is not QuestionRole.ITEM or len(whole) < _LEAST_LABELLED:
        return question
    if len(whole) != len(question.choices) or question.low is not None:
        return question
    return replace(question, low=min(whole), high=max(whole))


def _by_numbers(questions: Sequence[QuestionDraft]) -> list[QuestionDraft]:
    alike = {question.key: points for question in questions if (points := _points(question))}
    if len(alike) < _LEAST_ALIKE:
        return list(questions)
    highest = max(max(points) for points in alike.values())
    high = max(highest, _LOWEST_TOP)
    if min(min(points) for points in alike.values()) < 1:
        return list(questions)
    return [replace(each, low=1, high=high) if each.key in alike else each for each in questions]


def _points(question: QuestionDraft) -> set[int]:
    """The whole numbers answered to an item that nothing but its answers tells of."""
    if question.role is not QuestionRole.ITEM or question.reason != NUMBERS:
        return set()
    values = [choice.value for choice in question.choices]
    points = {int(value) for value in values if value.isdigit() and len(value) < 3}
    return (
        points if len(points) == len(values) and points and max(points) <= _HIGHEST_TOP else set()
    )
