"""Where the rows of a table come from, and what a row is.

A row of reviews is a unit of the collection with its one text. A row of a survey is a respondent:
his case, with the answers to the open questions as texts of their own. All other modules of the
table ask here, so that none of them needs to know how either is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    cast,
    func,
    literal,
    select,
)

from models.case import Case
from models.coding import Coding, Segment
from models.question import Question
from models.recording import BATCH, table_of
from models.source import Collection, Source, SourceText
from models.vocabulary import AttributeOwner, CollectionKind, QuestionRole
from qda.retrieval.sight import seen

_SOURCE = table_of(Source)
_TEXT = table_of(SourceText)
_CASE = table_of(Case)

RESPONDENTS: Final = 1 << 40
"""The row of a respondent has the id of his case and this much more; no source has such an id."""

ROW = _SOURCE.c.id
"""The id of a row of reviews: that of its source."""

ORDER = _SOURCE.c.row_number
"""The order of the file."""

_RESPONDENT = cast(_CASE.c.id, BigInteger) + literal(RESPONDENTS, BigInteger)
"""The id of a respondent's row; it is too large for the integers of a server's ids."""

_ANSWERED_BY = and_(
    _SOURCE.c.collection_id == _CASE.c.collection_id, _SOURCE.c.row_number == _CASE.c.row_number
)
"""What joins a respondent with his open answers."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Says for one collection what its rows are; the parts are expressions of the database.

    `open_ids` are the open questions of a survey in their order. `question_id` is the one whose
    answers are meant; None where all are.
    """

    collection_id: int
    is_survey: bool = False
    open_ids: tuple[int, ...] = ()
    question_id: int | None = None

    @property
    def row(self) -> ColumnElement[int]:
        """The id of a row."""
        return _RESPONDENT if self.is_survey else ROW

    @property
    def order(self) -> ColumnElement[Any]:
        """The order of the file."""
        return _CASE.c.row_number if self.is_survey else ORDER

    @property
    def key(self) -> ColumnElement[str]:
        """What a row is called: the key of its source, or the name of the respondent."""
        return _CASE.c.name if self.is_survey else _SOURCE.c.key

    def query(self) -> Select[Any]:
        """The ids of all rows, unordered."""
        table = _CASE if self.is_survey else _SOURCE
        return select(self.row).where(table.c.collection_id == self.collection_id)

    def bearing(self, connection: Connection, *asked: ColumnElement[bool]) -> Select[Any]:
        """The ids of the rows that bear a coding that may be seen, and is as it is asked for."""
        coding, segment = table_of(Coding), table_of(Segment)
        if not self.is_survey:
            query = select(segment.c.source_id).join(coding, coding.c.segment_id == segment.c.id)
            return query.where(seen(connection), *asked).correlate(None)
        coded = select(segment.c.source_id).join(coding, coding.c.segment_id == segment.c.id)
        return self.answering(_SOURCE.c.id.in_(coded.where(seen(connection), *asked)))

    def answering(self, *asked: ColumnElement[bool]) -> Select[Any]:
        """The ids of the respondents of whom an answer that is meant is as it is asked for."""
        # By row numbers, not by a join: without statistics SQLite joins these the long way round.
        numbers = select(_SOURCE.c.row_number)
        numbers = numbers.where(_SOURCE.c.collection_id == self.collection_id, *asked)
        if self.question_id is not None:
            numbers = numbers.where(_SOURCE.c.question_id == self.question_id)
        query = select(_RESPONDENT).where(
            _CASE.c.collection_id == self.collection_id,
            _CASE.c.row_number.in_(numbers.correlate(None)),
        )
        return query.correlate(None)

    def texts(self) -> Select[Any]:
        """The ids and texts of all rows in the order of the file; a respondent with each answer."""
        if not self.is_survey:
            units = self.query().join(_TEXT, _TEXT.c.id == ROW)
            return units.add_columns(_TEXT.c.text).order_by(ORDER)
        query: Select[Any] = select(_RESPONDENT, _TEXT.c.text)
        query = query.join(_SOURCE, _ANSWERED_BY).join(_TEXT, _TEXT.c.id == _SOURCE.c.id)
        query = query.where(_CASE.c.collection_id == self.collection_id)
        if self.question_id is not None:
            query = query.where(_SOURCE.c.question_id == self.question_id)
        return query.order_by(_CASE.c.row_number, _SOURCE.c.id)


def reader_of(
    connection: Connection, collection_id: int, question_id: int | None = None
) -> RowReader:
    """What the rows of a collection are; of a survey with a question, whose answers are meant."""
    collections, questions = table_of(Collection), table_of(Question)
    kind = connection.execute(
        select(collections.c.kind).where(collections.c.id == collection_id)
    ).scalar()
    if kind is not CollectionKind.SURVEY:
        return RowReader(collection_id)
    query = select(questions.c.id).where(
        questions.c.collection_id == collection_id, questions.c.role == QuestionRole.OPEN
    )
    found = tuple(connection.execute(query.order_by(questions.c.position)).scalars())
    return RowReader(collection_id, is_survey=True, open_ids=found, question_id=question_id)


def count_rows(connection: Connection, collection_id: int) -> int:
    """How many rows the table has."""
    query = reader_of(connection, collection_id).query().with_only_columns(func.count())
    return int(connection.execute(query).scalar() or 0)


def texts_of_rows(
    connection: Connection, collection_id: int, question_id: int | None = None
) -> Iterator[tuple[int, str]]:
    """The ids and texts of the rows in the order of the file.

    Of a respondent that is his answer to the question, or all of them, a line each; who gave none
    is left out.
    """
    reader = reader_of(connection, collection_id, question_id)
    rows = ((row[0], row[1]) for row in connection.execute(reader.texts()))
    yield from _joined(rows) if reader.is_survey else rows


def _joined(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Neighbouring texts of one row as one text."""
    held: int | None = None
    said: list[str] = []
    for id_, text in rows:
        if held is not None and id_ != held:
            yield held, "\n".join(said)
            said = []
        held = id_
        said.append(text)
    if held is not None:
        yield held, "\n".join(said)


def attribute_value(name: str, owner: AttributeOwner, *, dialect: str) -> ColumnElement[object]:
    """The value of an attribute as the database holds it; NULL where there is none."""
    table = _CASE if owner is AttributeOwner.CASE else _SOURCE
    if dialect == "sqlite":
        # SQLite ends a quoted key at the next quotation mark, whatever stands before it.
        return func.json_extract(table.c.attributes, f"$.{json.dumps(name, ensure_ascii=False)}")
    return func.jsonb_extract_path_text(table.c.attributes, name)


def attribute_names(connection: Connection, collection_id: int, names: Iterable[str]) -> list[str]:
    """Those of the attributes that any row of reviews has, in the order given."""
    found = []
    for name in names:
        value = attribute_value(name, AttributeOwner.SOURCE, dialect=connection.dialect.name)
        query = RowReader(collection_id).query().where(value.is_not(None)).limit(1)
        if connection.execute(query).first() is not None:
            found.append(name)
    return found


def answer_text(question_id: int) -> ColumnElement[Any]:
    """A respondent's answer to an open question; NULL where there is none."""
    answer, text = _SOURCE.alias(), _TEXT.alias()
    return (
        select(text.c.text)
        .join(answer, answer.c.id == text.c.id)
        .where(
            answer.c.collection_id == _CASE.c.collection_id,
            answer.c.row_number == _CASE.c.row_number,
            answer.c.question_id == question_id,
        )
        .limit(1)
        .correlate(_CASE)
        .scalar_subquery()
    )


def was_not_asked(key: str, *, dialect: str) -> ColumnElement[bool]:
    """Whether a respondent was not asked the question with this key."""
    if dialect == "sqlite":
        each = func.json_each(_CASE.c.not_asked).table_valued("value")
        return select(each.c.value).where(each.c.value == key).correlate(_CASE).exists()
    return func.jsonb_exists(_CASE.c.not_asked, key)


def codings_on_row(connection: Connection, owner: AttributeOwner) -> ColumnElement[Any]:
    """How many codings that may be seen a row bears; of a respondent those of all answers."""
    coding, segment = table_of(Coding), table_of(Segment)
    query = (
        select(func.count())
        .select_from(coding)
        .join(segment, segment.c.id == coding.c.segment_id)
        .where(seen(connection))
    )
    if owner is not AttributeOwner.CASE:
        return query.where(segment.c.source_id == ROW).correlate(_SOURCE).scalar_subquery()
    answer = _SOURCE.alias()
    query = query.join(answer, answer.c.id == segment.c.source_id).where(
        answer.c.collection_id == _CASE.c.collection_id, answer.c.row_number == _CASE.c.row_number
    )
    return query.correlate(_CASE).scalar_subquery()


def is_respondent(row_id: int) -> bool:
    """Whether a row is a respondent."""
    return row_id > RESPONDENTS


def answers_of_rows(
    connection: Connection, ids: Iterable[int], question_id: int | None = None
) -> dict[int, tuple[int, ...]]:
    """The ids of the texts of rows, by row: of reviews the row itself, of a respondent his answers.

    With a question only the answer to it; a respondent without one has no texts.
    """
    wanted = list(ids)
    found: dict[int, list[int]] = {id_: [] if is_respondent(id_) else [id_] for id_ in wanted}
    cases = [id_ - RESPONDENTS for id_ in wanted if is_respondent(id_)]
    for part in in_parts(cases):
        people = select(_CASE.c.collection_id, _CASE.c.row_number, _CASE.c.id)
        by_survey: dict[int, dict[int, int]] = {}
        for survey, number, case_id in connection.execute(people.where(_CASE.c.id.in_(part))):
            by_survey.setdefault(survey, {})[number] = case_id
        # Two statements, as a join of these is taken the long way round by SQLite.
        for survey, of_number in by_survey.items():
            query = select(_SOURCE.c.row_number, _SOURCE.c.id).where(
                _SOURCE.c.collection_id == survey, _SOURCE.c.row_number.in_(of_number)
            )
            if question_id is not None:
                query = query.where(_SOURCE.c.question_id == question_id)
            for number, source_id in connection.execute(query.order_by(_SOURCE.c.id)):
                found[of_number[number] + RESPONDENTS].append(source_id)
    return {id_: tuple(sources) for id_, sources in found.items()}


def in_parts(ids: list[int]) -> Iterator[list[int]]:
    """The ids in parts that one statement may name."""
    for at in range(0, len(ids), BATCH):
        yield ids[at : at + BATCH]
