"""The words of numbers: cells, cautions, classes and grades, and how a report was made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from qda.displays.documentation import filter_words
from qda.displays.values import Fact, Heading
from qda.i18n import Speech, mark
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.values import CellKind, NumberCell
from qda.retrieval.rows import StudyRow
from qda.statistics.cautions import Caution
from qda.statistics.likert import Level, Scale
from qda.statistics.satisfaction import LIMITS, ServiceClass

DASH: Final = "–"

_CAUTIONS: Final = {
    Caution.LOW_EXPECTED: mark(
        "More than a fifth of the expected counts are below 5: χ² is not to be relied on "
        "(Cochran 1954). Join groups, or use Fisher's test where there are two by two."
    ),
    Caution.EXPECTED_BELOW_ONE: mark(
        "An expected count is below 1: χ² is not to be relied on. Join groups."
    ),
    Caution.SMALL_SAMPLE: mark(
        "There are few cases: read the figures as description, not as proof."
    ),
    Caution.SMALL_GROUPS: mark(
        "Some groups hold fewer than 30 respondents: one person more or less moves their shares "
        "by several per cent."
    ),
    Caution.EMPTY_LINES: mark("Groups in which nothing was counted take no part in the test."),
    Caution.NO_VARIATION: mark("There is no variation here, so that nothing can be tested."),
    Caution.LISTWISE: mark("Respondents who did not answer every item were left out (listwise)."),
    Caution.PAIRWISE: mark(
        "Not every respondent answered every item: each pair of items rests on those who answered "
        "both (pairwise); critical r and interval use the smallest of these numbers."
    ),
    Caution.HIGHEST_UNUSED: mark(
        "Nobody gave the highest point to any item: is the scale shorter? Ideal score and class "
        "rest on it."
    ),
    Caution.MISSING_ANSWERS: mark(
        "Some answers are missing: each item rests on those who answered it."
    ),
    Caution.NEGATIVE_ITEM: mark(
        "An item goes against the others: is it unfavourable and was not reversed?"
    ),
    Caution.NORMAL_APPROXIMATION: mark(
        "The probability of U is the normal approximation, corrected for ties and continuity."
    ),
    Caution.SIMPLE_RANDOM: mark("The size holds for a simple random sample only."),
    Caution.LARGEST_VARIANCE: mark("The size supposes a share of one half, which needs the most."),
    Caution.CONFIDENCE_IMPLIED: mark(
        "Slovin's formula is about that of a share at 95 per cent; it says nothing of its own "
        "about confidence."
    ),
    Caution.SELF_SELECTED: mark(
        "Reviews and posts are written by those who chose to: they stand for their writers and "
        "not for all users, and probabilities are no proof about users."
    ),
    Caution.MANY_TESTS: mark(
        "Several codes are tested at once: at 5 per cent, one in twenty is significant by chance."
    ),
    Caution.REPEATED_RESPONDENTS: mark(
        "Some people wrote several texts, which the tests take to be independent."
    ),
    Caution.OVERLAPPING_GROUPS: mark(
        "Several choices could be made: a respondent is in the group of each of his choices. The "
        "groups overlap and do not add up, so no test is made across them; each choice is tested "
        "by itself, made or not made."
    ),
    Caution.SEVERAL_GROUPS: mark(
        "Some people or texts are in several groups and are counted in each; the tests take "
        "groups to be separate."
    ),
    Caution.WITHOUT_VALUE: mark(
        "Texts without a value stand apart and take no part in tests."
    ),
    Caution.PROPOSED_APART: mark(
        "Codings that are only proposed are counted apart and in no share, mean or test."
    ),
    Caution.NOTHING_CONFIRMED: mark("No coding of these codes is confirmed yet."),
}  # fmt: skip

_LEVELS: Final = {
    Level.VERY_LOW: mark("Very poor"),
    Level.LOW: mark("Poor"),
    Level.MIDDLE: mark("Fair"),
    Level.HIGH: mark("Good"),
    Level.VERY_HIGH: mark("Very good"),
}

_GRADES: Final = {
    ServiceClass.A: mark("A (very good)"),
    ServiceClass.B: mark("B (good)"),
    ServiceClass.C: mark("C (less good)"),
    ServiceClass.D: mark("D (not good)"),
}

_UNITS: Final = {
    CountedUnit.RESPONDENT: mark("respondents"),
    CountedUnit.UNIT: mark("texts"),
}


def text(words: str) -> NumberCell:
    """A cell of words."""
    return NumberCell(CellKind.TEXT, words)


def count(n: int, speech: Speech) -> NumberCell:
    """A cell with a count."""
    return NumberCell(CellKind.COUNT, speech.number(n), count=n)


def number(value: float | None, speech: Speech, digits: int = 2) -> NumberCell:
    """A cell with a number; a dash where it cannot be computed."""
    if value is None:
        return NumberCell(CellKind.NOTHING, DASH)
    return NumberCell(CellKind.NUMBER, speech.number(value, digits), number=value, digits=digits)


def share(value: float | None, speech: Speech) -> NumberCell:
    """A cell with a share, in per cent to one decimal."""
    if value is None:
        return NumberCell(CellKind.NOTHING, DASH)
    return NumberCell(CellKind.SHARE, f"{speech.number(value * 100, 1)} %", number=value, digits=1)


def probability(value: float | None, speech: Speech) -> NumberCell:
    """A cell with a probability to four decimals; `< 0.0001` where it is smaller."""
    if value is not None and value < 0.0001:
        words = f"< {speech.number(0.0001, 4)}"
        return NumberCell(CellKind.PROBABILITY, words, number=value, digits=4)
    if value is None:
        return number(None, speech)
    words = speech.number(value, 4)
    return NumberCell(CellKind.PROBABILITY, words, number=value, digits=4)


def caution_words(cautions: Iterable[Caution], speech: Speech) -> tuple[str, ...]:
    """The cautions as sentences, each once."""
    return tuple(speech(_CAUTIONS[each]) for each in dict.fromkeys(cautions))


def level_word(level: Level | None, speech: Speech) -> str:
    """What a class of means is called."""
    return DASH if level is None else speech(_LEVELS[level])


def grade_word(grade: ServiceClass | None, speech: Speech) -> str:
    """A grade of the regulation with its meaning."""
    return DASH if grade is None else speech(_GRADES[grade])


def unit_word(unit: CountedUnit, speech: Speech) -> str:
    """What is counted, within a sentence."""
    return speech(_UNITS[unit])


def class_facts(scale: Scale, speech: Speech) -> tuple[Fact, ...]:
    """The class intervals of a scale, as a legend."""
    return tuple(
        Fact(level_word(each.level, speech), _between(each.low, each.high, speech))
        for each in scale.intervals
    )


def grade_facts(speech: Speech) -> tuple[Fact, ...]:
    """The limits of the grades of a service, as a legend."""
    return tuple(
        Fact(grade_word(grade, speech), _between(float(low), float(high), speech))
        for grade, low, high in LIMITS
    )


def _between(low: float, high: float, speech: Speech) -> str:
    return f"{speech.number(low, 2)}–{speech.number(high, 2)}"


def heading(which: str, label: str, note: str = "", *, size: int | None = None) -> Heading:
    """The heading of a row or column."""
    return Heading(which, label, note, size=size)


def study_facts(
    study: StudyRow, question: NumberQuestion, data: str, rule: str
) -> tuple[Fact, ...]:
    """Study, question, data, filters, rule, date and coder, in the report's language."""
    speech = Speech(question.language)
    return (
        Fact(speech("Study"), study.title),
        Fact(speech("Research question"), study.question or speech("not stated")),
        Fact(speech("Data"), data),
        Fact(speech("Filters"), filter_words(question.wanted, speech)),
        Fact(speech("Rule"), rule),
        *making_facts(question.made_at, question.analyst, speech),
        Fact(speech("Study version"), speech("edit {number}", number=study.version)),
    )


def making_facts(made_at: datetime, analyst: str, speech: Speech) -> tuple[Fact, ...]:
    """When and by whom a report was made."""
    made = Fact(speech("Made on"), speech.moment(made_at.astimezone()))
    return (made, Fact(speech("Made by"), analyst)) if analyst else (made,)
