"""Reads what a few rows of a table say, and what there is to filter by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Connection, func, select

from models.case import Case
from models.coding import Coding, Segment
from models.memo import Memo
from models.positions import Span
from models.question import Question
from models.recording import table_of
from models.source import Source, SourceText
from models.study import Coder
from models.vocabulary import CodingState, Polarity
from qda.importers.surveys.answers import JOINT
from qda.retrieval.rows import AttributeValue
from qda.retrieval.sight import seen
from qda.retrieval.table.columns import (
    LANGUAGE,
    NOT_ASKED,
    ColumnKind,
    TableColumn,
    ordered_value,
    places_of_choices,
    text_value,
)
from qda.retrieval.table.natural import natural
from qda.retrieval.table.reader import (
    RESPONDENTS,
    RowReader,
    answers_of_rows,
    in_parts,
    is_respondent,
    reader_of,
)

MOST_CHOICES: Final = 60
"""Of a column with more different values none is offered to be picked."""


@dataclass(frozen=True, slots=True)
class RowCoding:
    """A coding on a row: who gave which code to what of its text, confirmed or only proposed.

    `polarity` and `strength` (1 to 3) are what is said of it, `memos` counts the memos on it.
    `question` is the key of the open question of a survey in whose answer it stands.
    """

    id: int
    code_id: int
    coder: str
    proposed: bool
    span: Span
    question: str = ""
    polarity: Polarity | None = None
    strength: int | None = None
    memos: int = 0


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """A respondent's answer to an open question, which is a source with its own key."""

    question_id: int
    question: str
    source_id: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a row says: its key, text, attributes, and its codings in the order of the text.

    A respondent has `answers` to open questions, which are together the text of the row, a line
    each; `not_asked` are the keys of the questions that he was not asked.
    """

    id: int
    key: str
    number: int
    text: str
    language: str
    attributes: dict[str, AttributeValue] = field(hash=False)
    codings: tuple[RowCoding, ...] = ()
    answers: tuple[RowAnswer, ...] = ()
    not_asked: frozenset[str] = frozenset()

    def answer(self, question_id: int | None) -> RowAnswer | None:
        """The answer to an open question, or None where there is none."""
        return next((each for each in self.answers if each.question_id == question_id), None)

    def source_of(self, question_id: int | None) -> int | None:
        """The source of the answer to an open question, else of the first answer there is."""
        answer = self.answer(question_id) or next(iter(self.answers), None)
        return None if answer is None else answer.source_id

    def text_in(self, column: TableColumn) -> str:
        """The text in a column that holds texts."""
        if column.question_id is None:
            return self.text
        answer = self.answer(column.question_id)
        return "" if answer is None else answer.text

    def quoted(self) -> str:
        """What the row says between quotation marks with its key; each answer on a line."""
        said = [(each.text, each.key) for each in self.answers] or [(self.text, self.key)]
        return "\n".join(f"“{text}” ({key})" for text, key in said)

    def is_unasked(self, column: TableColumn) -> bool:
        """Whether nobody asked what stands in a column."""
        return bool(column.question) and column.question in self.not_asked

    def value(self, column: TableColumn) -> AttributeValue:
        """What stands in a column; of the codes their number."""
        if column.kind is ColumnKind.KEY:
            return self.key
        if column.kind is ColumnKind.TEXT:
            return self.text_in(column)
        if column.kind is ColumnKind.LENGTH:
            return len(self.text)
        if column.kind is ColumnKind.CODES:
            return len(self.codings)
        if column.kind is ColumnKind.LANGUAGE:
            return self.language
        return self.attributes.get(column.attribute)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a column as text ("" for none), and how many rows have it."""

    value: str
    rows: int


@dataclass(frozen=True, slots=True)
class ColumnChoices:
    """What a column can be filtered by: its values where they are few, else its first and last."""

    column: TableColumn
    choices: tuple[Choice, ...] = ()
    low: str = ""
    high: str = ""


def table_rows(connection: Connection, ids: Sequence[int]) -> tuple[TableRow, ...]:
    """The rows with these ids in the order of the ids; one that is gone is left out."""
    people = [id_ for id_ in ids if is_respondent(id_)]
    found = _respondents(connection, people) if people else {}
    if len(people) < len(ids):
        found |= _units(connection, [id_ for id_ in ids if not is_respondent(id_)])
    return tuple(found[id_] for id_ in ids if id_ in found)


def _units(connection: Connection, wanted: list[int]) -> dict[int, TableRow]:
    source, texts = table_of(Source), table_of(SourceText)
    codings = row_codings(connection, wanted)
    found: dict[int, TableRow] = {}
    for part in in_parts(wanted):
        query = (
            select(
                source.c.id,
                source.c.key,
                source.c.row_number,
                source.c.language,
                source.c.attributes,
                texts.c.text,
            )
            .join(texts, texts.c.id == source.c.id)
            .where(source.c.id.in_(part))
        )
        for row in connection.execute(query):
            spoken = row.attributes.get(LANGUAGE)
            found[row.id] = TableRow(
                id=row.id,
                key=row.key,
                number=row.row_number or 0,
                text=row.text,
                language=str(spoken) if spoken else row.language,
                attributes=row.attributes,
                codings=codings.get(row.id, ()),
            )
    return found


def _respondents(connection: Connection, wanted: list[int]) -> dict[int, TableRow]:
    cases = table_of(Case)
    answers = _answers(connection, wanted)
    texts = [each.source_id for said in answers.values() for each in said]
    codings = row_codings(connection, texts)
    found: dict[int, TableRow] = {}
    for part in in_parts([id_ - RESPONDENTS for id_ in wanted]):
        columns = (cases.c.name, cases.c.row_number, cases.c.attributes, cases.c.not_asked)
        for row in connection.execute(select(cases.c.id, *columns).where(cases.c.id.in_(part))):
            id_ = row.id + RESPONDENTS
            said = answers.get(id_, ())
            found[id_] = TableRow(
                id=id_,
                key=row.name,
                number=row.row_number or 0,
                text="\n".join(each.text for each in said),
                language="",
                attributes=row.attributes,
                codings=tuple(
                    replace(coding, question=each.question)
                    for each in said
                    for coding in codings.get(each.source_id, ())
                ),
                answers=said,
                not_asked=frozenset(row.not_asked),
            )
    return found


def _answers(connection: Connection, wanted: list[int]) -> dict[int, tuple[RowAnswer, ...]]:
    """The open answers of respondents by their rows, in the order of the questions."""
    source, texts, asked = table_of(Source), table_of(SourceText), table_of(Question)
    of_row = answers_of_rows(connection, wanted)
    rows = {source_id: id_ for id_, sources in of_row.items() for source_id in sources}
    found: defaultdict[int, list[tuple[int, RowAnswer]]] = defaultdict(list)
    for part in in_parts(list(rows)):
        query = (
            select(source.c.question_id, asked.c.key, source.c.id, source.c.key, texts.c.text)
            .add_columns(asked.c.position)
            .join(texts, texts.c.id == source.c.id)
            .join(asked, asked.c.id == source.c.question_id)
            .where(source.c.id.in_(part))
        )
        for *said, place in connection.execute(query):
            answer = RowAnswer(*said)
            found[rows[answer.source_id]].append((place, answer))
    return {
        id_: tuple(answer for _, answer in sorted(said, key=lambda each: each[0]))
        for id_, said in found.items()
    }


def row_codings(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[RowCoding, ...]]:
    """The codings on rows that may be seen, by the row's id, in the order of the text."""
    coding, segment, coder = table_of(Coding), table_of(Segment), table_of(Coder)
    memo = table_of(Memo)
    noted = (
        select(func.count())
        .where(memo.c.target == coding.name, memo.c.target_uuid == coding.c.uuid)
        .scalar_subquery()
    )
    found: defaultdict[int, list[RowCoding]] = defaultdict(list)
    for part in in_parts(list(ids)):
        query = (
            select(
                segment.c.source_id,
                coding.c.id,
                coding.c.code_id,
                coder.c.name,
                coding.c.state,
                segment.c.start,
                segment.c.end,
                coding.c.polarity,
                coding.c.strength,
                noted,
            )
            .join(segment, segment.c.id == coding.c.segment_id)
            .join(coder, coder.c.id == coding.c.coder_id)
            .where(segment.c.source_id.in_(part), seen(connection))
            .order_by(segment.c.source_id, segment.c.start, segment.c.end.desc(), coding.c.id)
        )
        for source_id, id_, code_id, name, state, start, end, *said in connection.execute(query):
            waits = state is CodingState.PROPOSED
            found[source_id].append(
                RowCoding(id_, code_id, name, waits, Span(start, end), "", *said)
            )
    return {id_: tuple(rows) for id_, rows in found.items()}


def proposals_on(
    connection: Connection, ids: Sequence[int], question_id: int | None = None
) -> tuple[int, ...]:
    """The ids of the proposals on rows that wait to be confirmed and may be seen.

    Of respondents those on their answers to a question, where one is given.
    """
    coding, segment = table_of(Coding), table_of(Segment)
    answers = answers_of_rows(connection, ids, question_id)
    found: list[int] = []
    for part in in_parts([text for texts in answers.values() for text in texts]):
        query = (
            select(coding.c.id)
            .join(segment, segment.c.id == coding.c.segment_id)
            .where(
                segment.c.source_id.in_(part),
                coding.c.state == CodingState.PROPOSED,
                seen(connection),
            )
        )
        found.extend(connection.execute(query).scalars())
    return tuple(found)


def column_choices(
    connection: Connection, collection_id: int, columns: Sequence[TableColumn]
) -> tuple[ColumnChoices, ...]:
    """What each column can be filtered by; the key, the text and the codes are left out."""
    apart = (ColumnKind.KEY, ColumnKind.TEXT, ColumnKind.CODES)
    reader = reader_of(connection, collection_id)
    found = []
    for column in columns:
        if column.kind is ColumnKind.TEXT and column.question:
            found.append(ColumnChoices(column))
        if column.kind in apart:
            continue
        ranged = column.kind in (ColumnKind.DATE, ColumnKind.NUMBER, ColumnKind.LENGTH)
        choices = () if ranged else _choices(connection, reader, column)
        low, high = _ends(connection, reader, column) if ranged else ("", "")
        found.append(ColumnChoices(column, choices, low, high))
    return tuple(found)


def _choices(connection: Connection, reader: RowReader, column: TableColumn) -> tuple[Choice, ...]:
    value = text_value(connection, column).label("value")
    counted = reader.query().with_only_columns(value, func.count())
    query = counted.group_by(value).limit(MOST_CHOICES + 1)
    found = [Choice(row[0], row[1]) for row in connection.execute(query)]
    if len(found) > MOST_CHOICES:
        return ()
    if column.separate:
        found = _parted(found)
    given = places_of_choices(column)
    last = len(given)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.value in ("", NOT_ASKED),
                given.get(each.value, last),
                natural(each.value),
            ),
        )
    )


def _parted(found: Sequence[Choice]) -> list[Choice]:
    """Values that hold several choices as those choices; a row counts with each of its own."""
    counted: defaultdict[str, int] = defaultdict(int)
    for each in found:
        for value in dict.fromkeys(each.value.split(JOINT)):
            counted[value] += each.rows
    return [Choice(value, rows) for value, rows in counted.items()]


def _ends(connection: Connection, reader: RowReader, column: TableColumn) -> tuple[str, str]:
    value = ordered_value(connection, column)
    query = reader.query().with_only_columns(func.min(value), func.max(value))
    low, high = connection.execute(query).one()
    return ("" if low is None else str(low)), ("" if high is None else str(high))
