"""Tells which respondents of a newer export answered otherwise than what is stored of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from models.case import Case
from models.question import Question
from models.recording import Recorder, table_of
from models.source import Collection, ImportedText, Source, SourceText
from models.vocabulary import QuestionRole
from qda.importers.draft import Value
from qda.importers.surveys.answers import Answers

_COMPARED = (QuestionRole.ATTRIBUTE, QuestionRole.ITEM)


def changed_respondents(
    recorder: Recorder,
    collection: Collection,
    read: Sequence[tuple[Question, Answers]],
    unit_keys: Sequence[str],
) -> int:
    """How many respondents who are stored already have other answers in a newer export.

    Their first answers stay, whose words may be coded. A text that was corrected here is compared
    as it was imported; an answer that a respondent had not given before counts as another.
    """
    cases = table_of(Case)
    query = select(cases.c.unit_key, cases.c.row_number, cases.c.attributes)
    people = {
        row.unit_key: row
        for row in recorder.session.execute(query.where(cases.c.collection_id == collection.id))
    }
    words = _words(recorder, collection.id)
    changed = 0
    for row, key in enumerate(unit_keys):
        person = people.get(key)
        if person is None:
            continue
        changed += any(
            _differs(question, answers.values[row], person.attributes, words, person.row_number)
            for question, answers in read
        )
    return changed


def _differs(
    question: Question,
    value: Value,
    held: dict[str, Value],
    words: dict[tuple[int | None, int | None], str],
    row_number: int,
) -> bool:
    if question.role is QuestionRole.OPEN:
        return words.get((question.id, row_number)) != value
    return question.role in _COMPARED and held.get(question.attribute) != value


def _words(recorder: Recorder, collection_id: int) -> dict[tuple[int | None, int | None], str]:
    """The open answers as they were imported, by question and row."""
    sources, texts, imported = table_of(Source), table_of(SourceText), table_of(ImportedText)
    query = (
        select(
            sources.c.question_id,
            sources.c.row_number,
            func.coalesce(imported.c.text, texts.c.text),
        )
        .join(texts, texts.c.id == sources.c.id)
        .outerjoin(imported, imported.c.id == sources.c.id)
        .where(sources.c.collection_id == collection_id)
    )
    return {(row[0], row[1]): row[2] for row in recorder.session.execute(query)}
