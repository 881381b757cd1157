"""What is chosen on the page of numbers, and how it is computed beside the window."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Final

from qda.displays.columns import columns_for
from qda.i18n import Speech
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent
from qda.numbers.answers import Answers, ItemPlan, answers_of
from qda.numbers.behind import Behind, Place, behind, behind_answers, behind_word
from qda.numbers.grouping import Grouping
from qda.numbers.making import (
    OF_ITEMS,
    ItemQuestion,
    Made,
    NumberKind,
    numbers_of_codes,
    numbers_of_items,
)
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.survey_reports import Making
from qda.numbers.word_reports import word_report
from qda.numbers.words import WordCounts, WordForm, WordOrder, WordQuestion, word_counts
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession, StudyState

TREE: Final = "\x00tree"
"""The choice of codes that stands for those selected in the code tree."""

_SILENT: Final = Silent()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the numbers as the choices put it.

    `names` are frameworks by id, `code_ids` codes selected in the tree; all where there are
    neither. `by` and `bands` are written as on the command line; `collection` is the key of the
    table whose items `plan` reads. `length`, `form`, `order` and `most` are those of words.
    """

    kind: NumberKind = NumberKind.FREQUENCIES
    names: tuple[str, ...] = ()
    code_ids: tuple[int, ...] = ()
    level: int = 1
    by: str = ""
    bands: str = ""
    unit: CountedUnit = CountedUnit.RESPONDENT
    value: str = "stars"
    wanted: CodingFilter = CodingFilter()
    length: int = 1
    form: WordForm = WordForm.ROOT
    order: WordOrder = WordOrder.TEXTS
    most: int = 30
    collection: str = ""
    plan: ItemPlan = field(default_factory=ItemPlan)
    item_question: ItemQuestion = field(default_factory=ItemQuestion)

    @property
    def is_of_items(self) -> bool:
        """Whether answers are summarised, and neither codes nor words counted."""
        return self.kind in OF_ITEMS


@dataclass(frozen=True, slots=True)
class Told:
    """A report that was made: for what, from which question or answers, in how many seconds."""

    asked: Asked
    basis: NumberQuestion | WordCounts | Answers
    made: Made
    seconds: float


def question_of(state: StudyState, asked: Asked, *, language: str, analyst: str) -> NumberQuestion:
    """The question about codes that is asked.

    Raises:
        NothingToCount: there is no code.
        NoSuchColumns, BadBands, BandsNeedNumbers: what is chosen is not there.
    """
    return NumberQuestion(
        codes=columns_for(state, _names(state, asked), level=asked.level),
        language=language,
        analyst=analyst,
        by=Grouping.parse(asked.by, asked.bands),
        wanted=asked.wanted,
        unit=asked.unit,
        value=asked.value,
    )


def word_question(state: StudyState, asked: Asked, *, language: str, analyst: str) -> WordQuestion:
    """The question about words that is asked; without codes all words of the texts count.

    Raises:
        NoSuchColumns: what is chosen is not there.
    """
    names = _names(state, asked)
    return WordQuestion(
        language=language,
        analyst=analyst,
        codes=columns_for(state, names, level=asked.level) if names else (),
        wanted=asked.wanted,
        length=asked.length,
        form=asked.form,
        order=asked.order,
        most=asked.most,
    )


def _names(state: StudyState, asked: Asked) -> list[str]:
    """The frameworks and codes that are chosen, by id."""
    chosen = set(asked.code_ids)
    own = [each.canonical_id for each in codes(state, counted=False) if each.id in chosen]
    return [*asked.names, *own]


def told(session: StudySession, asked: Asked, *, language: str, progress: Progress) -> Told:
    """Compute what is asked, in a reading of its own.

    Raises:
        Refused: it cannot be computed, and why.
        Cancelled: the progress said so.
    """
    began, analyst = time.perf_counter(), session.coder_name
    basis: NumberQuestion | WordCounts | Answers
    # A look for cycles among so many values would hold the window up, too.
    with collector_paused(), session.reading() as state:
        if asked.kind is NumberKind.WORDS:
            words = word_question(state, asked, language=language, analyst=analyst)
            counted = word_counts(state, words, progress=progress)
            basis, made = counted, Made(counted, word_report(counted))
        elif not asked.is_of_items:
            basis = question_of(state, asked, language=language, analyst=analyst)
            made = numbers_of_codes(state, asked.kind, basis, progress=progress)
        else:
            progress.report(0, 2, Speech(language)("reading answers"))
            basis = answers_of(state, asked.collection, asked.plan, language=language)
            making, question = Making(language, analyst), asked.item_question
            made = numbers_of_items(basis, asked.kind, making, question, progress=progress)
    return Told(asked, basis, made, time.perf_counter() - began)


def forms_of(found: Told, place: Place) -> tuple[str, ...]:
    """The forms in which the word of a figure stands in the texts; none where it is no word."""
    if not isinstance(found.basis, WordCounts):
        return ()
    word = next((each for each in found.basis.words if each.word == place.word), None)
    return () if word is None else tuple(form.form for form in word.forms)


def commonest_form(found: Told, word: str) -> str | None:
    """The form in which a counted word stands most often; None where it is none.

    What is looked for must stand in a text; a root may stand in none.
    """
    return next(iter(forms_of(found, Place(word=word))), None)


def rows_behind(
    state: StudyState, found: Told, place: Place, *, progress: Progress = _SILENT
) -> Behind:
    """The rows that a figure of a report counts.

    Raises:
        Cancelled: the progress said so.
    """
    if isinstance(found.basis, WordCounts):
        return behind_word(state, found.basis, place, progress=progress)
    if isinstance(found.basis, Answers):
        return behind_answers(state, found.basis, place)
    return behind(state, found.asked.kind, found.basis, place)
