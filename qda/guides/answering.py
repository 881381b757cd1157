"""Tells which questions of a survey come from a guide of the study, and reads them by it.

A form that was made from the codebook comes back as columns under the names of its questions. Then
each question of the survey is known: its code, its words in both languages, its scale, and whom it
was asked; an empty cell of one who was not asked it is no silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from models.vocabulary import AnswerKind, QuestionRole, QuestionType, StakeholderGroup
from qda.guides.reading import guides
from qda.guides.returning import ColumnPart, ReturnedColumn, choice_name, returned, role_of
from qda.guides.rows import Bilingual, GuideQuestionRow, GuideRow
from qda.guides.wording import REASON_TEXT, ROLE_TEXT, in_both, role_text, scale_points
from qda.importers.surveys.answers import cells_of
from qda.importers.surveys.draft import (
    AskedWhere,
    Choice,
    QuestionDraft,
    Respondents,
    SurveyDraft,
    SurveyTable,
)
from qda.importers.surveys.drafting import with_role
from qda.importers.surveys.proposing import BY_GUIDE, BY_HAND

REASON_UP_TO: Final = 2
"""The point of the scale up to which a form asks for the reason; see `exports.guides.form`."""

_POINTS: Final = 5


def informed_by_guides(connection: Connection, draft: SurveyDraft) -> SurveyDraft:
    """The draft with what the study's guides know of its questions.

    The guide most of whose questions come back is taken; where none does, or a draft was informed
    before, it stays as it is.
    """
    if draft.guide:
        return draft
    found = [(_count(draft, guide), -nth, guide) for nth, guide in enumerate(guides(connection))]
    best = max(found, default=None, key=lambda each: each[:2])
    return draft if best is None or not best[0] else informed_by(draft, best[2])


def informed_by(draft: SurveyDraft, guide: GuideRow) -> SurveyDraft:
    """The draft with what a guide knows of its questions.

    What a researcher said by hand of the role of a question stays; code and words are the guide's.
    """
    columns = _columns(draft.questions, guide)
    by_part = {
        (each.part, each.question.name if each.question else ""): question
        for question, each in zip(draft.questions, columns, strict=True)
        if each is not None and each.part is not ColumnPart.OTHER
    }
    role = by_part.get((ColumnPart.ROLE, ""))
    made = []
    for question, column in zip(draft.questions, columns, strict=True):
        if column is None or column.part is ColumnPart.OTHER:
            made.append(question)
        elif column.question is None:
            made.append(_of_form(question, column.part, guide, draft.table))
        else:
            informed = _informed(question, column, draft.table)
            where = [] if role is None else _of_roles(column.question, guide, role, draft.table)
            if column.part is ColumnPart.REASON:
                rated = by_part.get((ColumnPart.ANSWER, column.question.name))
                where += [] if rated is None else [_where_low(rated)]
            made.append(replace(informed, asked_where=tuple(where)))
    return replace(
        draft,
        questions=tuple(made),
        guide=guide.title,
        who=None if role is None else _who(guide, role, draft.table),
    )


def _count(draft: SurveyDraft, guide: GuideRow) -> int:
    """How many questions of a guide come back in a survey."""
    found = {
        each.question.id
        for each in _columns(draft.questions, guide)
        if each is not None and each.part is ColumnPart.ANSWER and each.question is not None
    }
    return len(found)


def _columns(questions: Sequence[QuestionDraft], guide: GuideRow) -> list[ReturnedColumn | None]:
    """What each question of a survey is in a guide; None where several columns hold it."""
    single = [len(each.columns) == 1 and not each.columns[0].option for each in questions]
    named = returned(guide, [each.columns[0].heading if each.columns else "" for each in questions])
    worded = returned(guide, [each.heading for each in questions])
    return [
        (other if column.part is ColumnPart.OTHER else column) if is_single else None
        for column, other, is_single in zip(named, worded, single, strict=True)
    ]


def _informed(question: QuestionDraft, column: ReturnedColumn, table: SurveyTable) -> QuestionDraft:
    asked = column.question
    assert asked is not None
    is_reason = column.part is ColumnPart.REASON
    on_scale = asked.answer is AnswerKind.SCALE and not is_reason
    role = QuestionRole.ITEM if on_scale else QuestionRole.OPEN
    if question.reason != BY_HAND:
        kind = QuestionType.CHOICE if on_scale else QuestionType.TEXT
        question = replace(with_role(question, role, table, type=kind), reason=BY_GUIDE)
    words = _with_reason(asked.text) if is_reason else asked.text
    question = replace(
        question,
        text_en=words.en,
        text_id=words.id,
        code_id=asked.code_id,
        code=asked.code,
    )
    if question.role is not QuestionRole.ITEM or not on_scale:
        return question
    return replace(question, choices=_points(question, table), low=1, high=_POINTS)


def _with_reason(text: Bilingual) -> Bilingual:
    why = in_both(REASON_TEXT)
    return Bilingual(f"{text.en} {why.en}".strip(), f"{text.id} {why.id}".strip())


def _points(question: QuestionDraft, table: SurveyTable) -> tuple[Choice, ...]:
    """The points of the scale; a file has their numbers, or what they are called."""
    written = {cell.strip().casefold(): cell.strip() for cell in cells_of(question, table)}
    made = []
    for point, called in enumerate(scale_points(), 1):
        names = (str(point), called.id.casefold(), called.en.casefold())
        value = next((written[name] for name in names if name in written), str(point))
        made.append(Choice(value, called.en, called.id, float(point)))
    return tuple(made)


def _of_form(
    question: QuestionDraft, part: ColumnPart, guide: GuideRow, table: SurveyTable
) -> QuestionDraft:
    """The question after the role, or the consent."""
    if part is ColumnPart.CONSENT:
        role = question.role if question.reason == BY_HAND else QuestionRole.IGNORE
        return replace(question, role=role, text_en=guide.consent.en, text_id=guide.consent.id)
    words = in_both(ROLE_TEXT)
    if question.reason != BY_HAND:
        kind, wanted = QuestionType.CHOICE, QuestionRole.ATTRIBUTE
        question = replace(with_role(question, wanted, table, type=kind), reason=BY_GUIDE)
    choices = []
    for each in question.choices:
        role_key = role_of(guide, each.value)
        shown = role_text(role_key) if role_key else Bilingual(each.en, each.id)
        choices.append(replace(each, en=shown.en, id=shown.id))
    return replace(question, text_en=words.en, text_id=words.id, choices=tuple(choices))


def _who(guide: GuideRow, role: QuestionDraft, table: SurveyTable) -> Respondents:
    """Which role and group each answer to the question after the role stands for."""
    found = {}
    for cell in dict.fromkeys(cells_of(role, table)):
        key = role_of(guide, cell)
        if key:
            is_group = key in frozenset(StakeholderGroup)
            found[cell] = ("", StakeholderGroup(key)) if is_group else (key, None)
    return Respondents(role.columns[0].heading, found)


def _of_roles(
    asked: GuideQuestionRow, guide: GuideRow, role: QuestionDraft, table: SurveyTable
) -> list[AskedWhere]:
    """The condition that a question was asked of one's role; none where it is asked of all."""
    if not asked.roles or set(asked.roles) >= set(guide.roles):
        return []
    cells = dict.fromkeys((*cells_of(role, table), *(choice_name(each) for each in asked.roles)))
    # One whose role the guide does not know may have been asked: then nobody can say.
    fit = [each for each in cells if (key := role_of(guide, each)) in asked.roles or not key]
    return [AskedWhere(role.columns[0].heading, tuple(fit))]


def _where_low(rated: QuestionDraft) -> AskedWhere:
    """The condition that the form asked for a reason: a low point on the scale."""
    names = [
        name
        for point, called in enumerate(scale_points()[:REASON_UP_TO], 1)
        for name in (str(point), called.en, called.id)
    ]
    return AskedWhere(rated.columns[0].heading, tuple(dict.fromkeys(names)))
