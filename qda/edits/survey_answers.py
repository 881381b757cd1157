"""Stores what respondents answered: attributes of their cases, and open answers as sources."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from models.bulk import JsonTexts
from models.case import Attribute, Case, CaseSpan
from models.packing import Row, let_go
from models.question import Question
from models.recording import Recorder, table_of
from models.source import Collection, Source, SourceText
from models.stopping import asking
from models.study import Study
from models.vocabulary import (
    AttributeOwner,
    AttributeType,
    DataClass,
    QuestionRole,
    QuestionType,
    Reading,
    StakeholderGroup,
)
from qda.edits.survey_files import Answered
from qda.importers.draft import Value
from qda.importers.tables.people import hashes

ATTRIBUTE_TYPES: Final = {
    QuestionType.TEXT: AttributeType.TEXT,
    QuestionType.NUMBER: AttributeType.NUMBER,
    QuestionType.DATE: AttributeType.DATE,
    QuestionType.CHOICE: AttributeType.CHOICE,
    QuestionType.CHOICES: AttributeType.TEXT,
    QuestionType.YES_NO: AttributeType.YES_NO,
}
KEPT_BY_CASES: Final = (QuestionRole.IDENTIFIER, QuestionRole.ATTRIBUTE, QuestionRole.ITEM)
"""The roles whose answers are attributes of the respondent's case."""

_LONGEST_NAME: Final = 60


def define_attribute(recorder: Recorder, question: Question, collection: Collection) -> None:
    """Give a question the attribute that its answers are kept under; its type follows the question.

    The name is the id that the program gave it, or else the heading where that is short, so that
    equal short headings of two surveys (Usia) are one attribute; else the key of the question.
    Where another survey holds something else under the name, the key of the collection goes
    before it.
    """
    kind = ATTRIBUTE_TYPES[question.type]
    known = _defined(recorder)
    if question.attribute:
        held = known.get(question.attribute)
        if held is not None and held.type is not kind:
            _retyped(recorder, held, kind)
        if held is not None:
            return
    own_code = any(column["heading"] == question.key for column in question.columns)
    short = len(question.heading) <= _LONGEST_NAME and not question.group and not own_code
    name = question.attribute or (question.heading.strip() if short else question.key)
    own = _own_names(recorder, question)
    label = question.heading if name != question.heading else ""
    held = known.get(name)
    if name in own or (held is not None and (held.type is not kind or held.label != label)):
        name = f"{collection.key}.{question.key}"
        label = question.heading
    question.attribute = name
    if name not in known:
        recorder.add(Attribute(owner=AttributeOwner.CASE, name=name, type=kind, label=label))
    recorder.session.flush()


def _defined(recorder: Recorder) -> dict[str, Attribute]:
    query = select(Attribute).where(Attribute.owner == AttributeOwner.CASE)
    return {each.name: each for each in recorder.session.execute(query).scalars()}


def _retyped(recorder: Recorder, held: Attribute, kind: AttributeType) -> None:
    held.type = kind
    recorder.session.flush()


def _own_names(recorder: Recorder, question: Question) -> set[str]:
    """The names that other questions of the same survey have taken."""
    table = table_of(Question)
    query = select(table.c.attribute).where(
        table.c.collection_id == question.collection_id, table.c.id != question.id
    )
    return set(recorder.session.execute(query).scalars()) - {""}


def kept_values(
    recorder: Recorder, question: Question, values: Sequence[Value], *, keep: bool
) -> Sequence[Value]:
    """The answers as cases keep them: identifiers as tokens, unless they are to be kept."""
    if question.role is not QuestionRole.IDENTIFIER or keep:
        return values
    salt = recorder.get(Study, 1).salt.encode()
    tokens = hashes(["" if value is None else str(value) for value in values], salt)
    return [token or None for token in tokens]


def insert_cases(
    recorder: Recorder,
    collection: Collection,
    attributes: Sequence[str],
    *,
    unit_keys: Sequence[str],
    not_asked: Sequence[Sequence[str]],
    first_row: int,
    who: Sequence[tuple[str, StakeholderGroup | None]] | None = None,
) -> range:
    """Store respondents as cases and return their ids; `attributes` are written as JSON already.

    `who` gives role and group of each; where it is None, all have those of the collection.
    """
    numbers = range(first_row, first_row + len(unit_keys))
    written = JsonTexts(json.dumps(list(each), ensure_ascii=False) for each in not_asked)
    columns: dict[str, Sequence[Any]] = {
        "name": [f"{collection.key}-{number:04d}" for number in numbers],
        "attributes": JsonTexts(attributes),
        "row_number": numbers,
        "unit_key": unit_keys,
        "not_asked": written,
    }
    shared: Row = {"collection_id": collection.id, "note": ""}
    if who is None:
        shared["role"] = collection.role
        shared["stakeholder_group"] = collection.stakeholder_group
    else:
        columns["role"] = [role for role, _ in who]
        columns["stakeholder_group"] = [group for _, group in who]
    return recorder.insert_columns(Case, columns, shared=shared)


def insert_answers(
    recorder: Recorder,
    collection: Collection,
    question: Question,
    answers: Sequence[tuple[int, int, str, str]],
) -> int:
    """Store open answers, each the id and row number of its respondent, its day and its words."""
    if not answers:
        return 0
    texts = [words for _, _, _, words in answers]
    names = [f"{collection.key}-{number:04d}" for _, number, _, _ in answers]
    columns: dict[str, Sequence[Any]] = {
        "key": [f"{name}.{question.key}" for name in names],
        "title": [""] * len(texts),
        "length": list(map(len, texts)),
        "collected_on": [day for _, _, day, _ in answers],
        "row_number": [number for _, number, _, _ in answers],
        "unit_key": [""] * len(texts),
        "respondent": names,
        "attributes": JsonTexts(["{}"] * len(texts)),
    }
    shared: Row = {
        "technique": collection.technique,
        "data_class": DataClass.PRIMARY,
        "language": collection.language,
        "place": "",
        "format": collection.layout,
        "reading": Reading.UNREAD,
        "file_id": None,
        "collection_id": collection.id,
        "question_id": question.id,
        "note": "",
    }
    ids = recorder.insert_columns(Source, columns, shared=shared)
    recorder.insert_columns(SourceText, {"text": texts}, first=ids.start)
    spans: dict[str, Sequence[Any]] = {
        "case_id": [case_id for case_id, _, _, _ in answers],
        "source_id": ids,
        "start": [0] * len(texts),
        "end": list(map(len, texts)),
    }
    recorder.insert_columns(CaseSpan, spans)
    return len(texts)


def retyped_cases(
    recorder: Recorder,
    collection: Collection,
    question: Question,
    answered: Answered,
    *,
    keep: bool,
) -> None:
    """Give the respondents of a survey the answers to a question as it is now.

    What was kept under its attribute goes where the question is kept by cases no more.
    """
    table = table_of(Case)
    query = select(table.c.id, table.c.unit_key, table.c.attributes, table.c.not_asked).where(
        table.c.collection_id == collection.id
    )
    found = list(recorder.session.execute(query))
    given = [answered.values.get(row.unit_key) for row in found]
    kept = question.role in KEPT_BY_CASES
    values = kept_values(recorder, question, given, keep=keep) if kept else [None] * len(found)
    changed = []
    for row, value in asking(zip(found, values, strict=True)):
        held = {name: old for name, old in row.attributes.items() if name != question.attribute}
        if value is not None and question.attribute:
            held[question.attribute] = value
        missed = [key for key in row.not_asked if key != question.key]
        if row.unit_key in answered.not_asked:
            missed.append(question.key)
        changed.append({"id": row.id, "attributes": held, "not_asked": missed})
    recorder.update_each(Case, changed)
    let_go(changed, found)
