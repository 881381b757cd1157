"""What the page of numbers offers to choose from, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget

from models.vocabulary import AttributeType
from qda.i18n import Speech, mark
from qda.labels import attribute_label, label
from qda.numbers.making import NumberKind
from qda.numbers.question import CountedUnit
from qda.numbers.words import WordForm, WordOrder
from qda.retrieval.codes import codes, frameworks
from qda.retrieval.rows import CollectionRow, FrameworkRow
from qda.retrieval.sources import AttributeRow, attributes, collections
from qda.session import StudyState
from qda.statistics.items import MissingRule

Choice = tuple[str, str]
"""What is offered: its words, and the value it stands for."""

KINDS: Final = (
    (NumberKind.FREQUENCIES, mark("Frequency of codes")),
    (NumberKind.CROSSTAB, mark("Codes against an attribute")),
    (NumberKind.RATINGS, mark("Mean rating with and without a code")),
    (NumberKind.SERIES, mark("Codes over time")),
    (NumberKind.WORDS, mark("Words and phrases")),
    (NumberKind.LIKERT, mark("Questionnaire summary")),
    (NumberKind.ITEMS, mark("Validity and reliability of items")),
    (NumberKind.SKM, mark("Index of public satisfaction (SKM)")),
)
LEVELS: Final = (
    ("1", mark("Dimensions")),
    ("2", mark("Indicators")),
    ("3", mark("Beneath the indicators")),
)
SCALES: Final = ("1-5", "1-4", "1-3", "1-6", "1-7", "1-10", "0-10")
RULES: Final = (
    (MissingRule.LISTWISE, mark("Only who answered every item")),
    (MissingRule.PAIRWISE, mark("All who answered both of a pair")),
)
UNITS: Final = (
    (CountedUnit.RESPONDENT, mark("Respondents")),
    (CountedUnit.UNIT, mark("Texts")),
)
LENGTHS: Final = (("1", mark("Single words")), ("2", mark("Phrases of two words")))
FORMS: Final = (
    (WordForm.ROOT, mark("By root")),
    (WordForm.NORMAL, mark("By usual spelling")),
    (WordForm.WRITTEN, mark("As written")),
)
ORDERS: Final[tuple[tuple[WordOrder, str], ...]] = (
    (WordOrder.TEXTS, mark("Most texts")),
    (WordOrder.TIMES, mark("Most often")),
    (WordOrder.SCORE, mark("Belonging together (G²)")),
)
MOST: Final = ("20", "30", "50", "100", "200")

_AXES: Final = (
    ("group", mark("Stakeholder group")),
    ("role", mark("Role")),
    ("case", mark("Case")),
    ("technique", mark("Technique")),
    ("source", mark("Source")),
)
_PERIODS: Final = (("week", mark("Week")), ("month", mark("Month")), ("year", mark("Year")))
_OF_ANOTHER: Final = (
    ("week", mark("Week of {date}")),
    ("month", mark("Month of {date}")),
    ("year", mark("Year of {date}")),
)
_DATE: Final = "date"
"""The attribute whose periods are those of the text itself."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a study has to choose from."""

    frameworks: tuple[FrameworkRow, ...] = ()
    attributes: tuple[AttributeRow, ...] = ()
    collections: tuple[CollectionRow, ...] = ()
    has_codes: bool = False

    def once(self) -> Iterable[AttributeRow]:
        """Every attribute once, whether texts or cases have it."""
        return {each.name: each for each in reversed(self.attributes)}.values()

    def typed(self, kind: AttributeType, speech: Speech) -> list[Choice]:
        """The attributes of a type."""
        return [
            (attribute_label(each.name, each.label, speech), each.name)
            for each in self.once()
            if each.type is kind
        ]


def read_known(state: StudyState) -> Known:
    """What the open study has to choose from."""
    has_codes = bool(codes(state, counted=False))
    return Known(frameworks(state), attributes(state), collections(state), has_codes)


def worded(choices: Iterable[tuple[str, str]], speech: Speech) -> list[Choice]:
    """Choices in the language of the window."""
    return [(speech(words), value) for value, words in choices]


def ways(kind: NumberKind, known: Known, speech: Speech) -> tuple[list[Choice], str]:
    """By what numbers of a kind can be taken, and what is likely to be wanted."""
    periods = worded(_PERIODS, speech)
    periods += [
        (speech(words, date=date), f"{period}:{name}")
        for date, name in known.typed(AttributeType.DATE, speech)
        if name != _DATE
        for period, words in _OF_ANOTHER
    ]
    axes = worded(_AXES, speech)
    typed = [
        (f"{words} ({label(each.type, speech)})", f"attribute:{each.name}")
        for each in known.once()
        for words in (attribute_label(each.name, each.label, speech),)
        if each.type is not AttributeType.DATE
    ]
    if kind is NumberKind.SERIES:
        return [*periods, *typed], "month"
    if kind is NumberKind.CROSSTAB:
        stars = "attribute:stars"
        has_stars = any(value == stars for _, value in typed)
        return [*axes, *typed, *periods], stars if has_stars else "group"
    return [(speech("All together"), ""), *axes, *typed, *periods], ""


def field_of(parent: QWidget, letters: int) -> QComboBox:
    """A field to choose in, at least so many letters wide."""
    made = QComboBox(parent)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    made.currentTextChanged.connect(made.setToolTip)
    return made


def offer(
    field: QComboBox, choices: Sequence[Choice], likely: str = "", *, anew: bool = False
) -> None:
    """Offer choices; what was chosen stays chosen under its new words, else the likely one.

    `anew` chooses the likely one in any case.
    """
    kept = None if anew else field.currentData()
    field.blockSignals(True)
    field.clear()
    for words, value in choices:
        field.addItem(words, value)
    at = field.findData(kept) if kept is not None else -1
    at = field.findData(likely) if at < 0 else at
    field.setCurrentIndex(max(at, 0) if choices else -1)
    field.blockSignals(False)
    field.setToolTip(field.currentText())
