"""What is chosen on the page of numbers, and how it is computed beside the window."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Final

from qda.displays.columns import columns_for
from qda.i18n import Speech
from qda.jobs.progress import Progress
from qda.numbers.answers import Answers, ItemPlan, answers_of
from qda.numbers.behind import Behind, Place, behind, behind_answers
from qda.numbers.grouping import Grouping
from qda.numbers.making import (
    OF_CODES,
    ItemQuestion,
    Made,
    NumberKind,
    numbers_of_codes,
    numbers_of_items,
)
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.survey_reports import Making
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession, StudyState

TREE: Final = "\x00tree"
"""The choice of codes that stands for those selected in the code tree."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the numbers as the choices put it.

    `names` are frameworks by id, `code_ids` codes selected in the tree; all where there are
    neither. `by` and `bands` are written as on the command line; `collection` is the key of the
    table whose items `plan` reads.
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
    collection: str = ""
    plan: ItemPlan = field(default_factory=ItemPlan)
    item_question: ItemQuestion = field(default_factory=ItemQuestion)

    @property
    def is_of_codes(self) -> bool:
        """Whether codes are counted, and not answers."""
        return self.kind in OF_CODES


@dataclass(frozen=True, slots=True)
class Told:
    """A report that was made: for what, from which question or answers, in how many seconds."""

    asked: Asked
    basis: NumberQuestion | Answers
    made: Made
    seconds: float


def question_of(state: StudyState, asked: Asked, *, language: str, analyst: str) -> NumberQuestion:
    """The question about codes that is asked.

    Raises:
        NothingToCount: there is no code.
        NoSuchColumns, BadBands, BandsNeedNumbers: what is chosen is not there.
    """
    chosen = set(asked.code_ids)
    own = [each.canonical_id for each in codes(state, counted=False) if each.id in chosen]
    return NumberQuestion(
        codes=columns_for(state, [*asked.names, *own], level=asked.level),
        language=language,
        analyst=analyst,
        by=Grouping.parse(asked.by, asked.bands),
        wanted=asked.wanted,
        unit=asked.unit,
        value=asked.value,
    )


def told(session: StudySession, asked: Asked, *, language: str, progress: Progress) -> Told:
    """Compute what is asked, in a reading of its own.

    Raises:
        Refused: it cannot be computed, and why.
        Cancelled: the progress said so.
    """
    began, analyst = time.perf_counter(), session.coder_name
    basis: NumberQuestion | Answers
    with session.reading() as state:
        if asked.is_of_codes:
            basis = question_of(state, asked, language=language, analyst=analyst)
            made = numbers_of_codes(state, asked.kind, basis, progress=progress)
        else:
            progress.report(0, 2, Speech(language)("reading answers"))
            basis = answers_of(state, asked.collection, asked.plan)
            making, question = Making(language, analyst), asked.item_question
            made = numbers_of_items(basis, asked.kind, making, question, progress=progress)
    return Told(asked, basis, made, time.perf_counter() - began)


def rows_behind(state: StudyState, found: Told, place: Place) -> Behind:
    """The rows that a figure of a report counts."""
    if isinstance(found.basis, Answers):
        return behind_answers(state, found.basis, place)
    return behind(state, found.asked.kind, found.basis, place)
