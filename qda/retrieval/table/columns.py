"""The columns of a table: what each holds, and what the database sorts, groups and filters by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Numeric,
    Text,
    case,
    cast,
    func,
)

from models.case import Case
from models.errors import Refused
from models.recording import table_of
from models.source import Source, SourceText
from models.vocabulary import AttributeOwner, AttributeType, QuestionRole, QuestionType
from qda.importers.surveys.draft import Choice
from qda.retrieval.questions import QuestionRow, dictionary
from qda.retrieval.sources import attributes
from qda.retrieval.table.reader import (
    ORDER,
    answer_text,
    attribute_names,
    attribute_value,
    codings_on_row,
    reader_of,
    was_not_asked,
)


class ColumnKind(StrEnum):
    """What the values of a column are, and so how they are compared and shown."""

    KEY = "key"
    TEXT = "text"
    CODES = "codes"
    LENGTH = "length"
    LANGUAGE = "language"
    STARS = "stars"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its stable name, what it holds, the attribute it shows and that one's own label.

    `owner` says whose attribute it is: of a text, or of the case that a respondent is. In the
    table of a survey `question` is the key of the question that the column answers, `question_id`
    the id of an open one; `words` are the question's in English and in Indonesian, `choices` the
    answers it could have, and `separate` says that several of them stand in one value.
    """

    name: str
    kind: ColumnKind
    attribute: str = ""
    label: str = ""
    owner: AttributeOwner = AttributeOwner.SOURCE
    question: str = ""
    question_id: int | None = None
    words: tuple[str, str] = ("", "")
    choices: tuple[Choice, ...] = field(default=(), hash=False)
    separate: bool = False


class NoSuchColumn(Refused):
    """The table has no column of that name."""

    en = "This table has no column “{name}”. It has: {known}."
    id = "Tabel ini tidak memiliki kolom “{name}”. Yang ada: {known}."


NOT_ASKED: Final = "\ue000not asked"
"""The value of a question that a respondent was not asked; nobody can have written it."""

ANSWERED: Final = "\ue000answered"
"""In a filter: any answer to a question."""

STARS: Final = "stars"
REPLY: Final = "reply"
LANGUAGE: Final = "language"
OWN: Final = (
    TableColumn("key", ColumnKind.KEY),
    TableColumn("text", ColumnKind.TEXT),
    TableColumn("codes", ColumnKind.CODES),
)
"""The columns of every table, from the left."""

BEHIND: Final = (
    TableColumn(LANGUAGE, ColumnKind.LANGUAGE),
    TableColumn("length", ColumnKind.LENGTH),
)
"""More columns of every table, behind the attributes."""

_KINDS: Final = {
    AttributeType.TEXT: ColumnKind.WORDS,
    AttributeType.NUMBER: ColumnKind.NUMBER,
    AttributeType.DATE: ColumnKind.DATE,
    AttributeType.CHOICE: ColumnKind.CHOICE,
    AttributeType.YES_NO: ColumnKind.YES_NO,
}
NATURAL: Final = frozenset({ColumnKind.WORDS, ColumnKind.CHOICE, ColumnKind.LANGUAGE})
"""Kinds whose values are put in the order people put words with numbers in."""

_MONTH: Final = 7
_BEGINNING: Final = 120


def columns_of(
    connection: Connection, collection_id: int, *, only: frozenset[str] | None = None
) -> tuple[TableColumn, ...]:
    """All columns of the table of a collection, those of every table first and last.

    A survey has one for each open question and each closed one that is kept, as its dictionary
    orders them.

    With `only` no attribute of another name is looked for, which spares looking for one that no
    row has.
    """
    if reader_of(connection, collection_id).is_survey:
        return _of_survey(connection, collection_id)
    known = {row.name: row for row in attributes(connection) if row.owner is AttributeOwner.SOURCE}
    taken = {each.name for each in (*OWN, *BEHIND)}
    known.pop(LANGUAGE, None)
    wanted = known if only is None else [name for name in known if name in only]
    made = []
    for name in attribute_names(connection, collection_id, wanted):
        kind = ColumnKind.STARS if name == STARS else _KINDS[known[name].type]
        own = f"attribute:{name}" if name in taken else name
        made.append(TableColumn(own, kind, name, known[name].label))
    return (*OWN, *made, *BEHIND)


_FIRST: Final = (TableColumn("key", ColumnKind.KEY, owner=AttributeOwner.CASE),)
_CODES: Final = TableColumn("codes", ColumnKind.CODES, owner=AttributeOwner.CASE)
_QUESTIONS: Final = {
    QuestionType.TEXT: ColumnKind.WORDS,
    QuestionType.NUMBER: ColumnKind.NUMBER,
    QuestionType.DATE: ColumnKind.DATE,
    QuestionType.CHOICE: ColumnKind.CHOICE,
    QuestionType.CHOICES: ColumnKind.CHOICE,
    QuestionType.YES_NO: ColumnKind.YES_NO,
}
_WORDED: Final = (ColumnKind.CHOICE, ColumnKind.NUMBER)
"""Kinds whose values may be called something else than what stands in the file."""

_TAKEN: Final = frozenset(
    {"key", "codes", "text", "coded", "proposed", "reply", "duplicates", "spoken", "code", "coder",
     "row"}
)  # fmt: skip
"""Names of columns and of parts of a filter that no question may take for itself."""


def _of_survey(connection: Connection, collection_id: int) -> tuple[TableColumn, ...]:
    """The respondent, the open answers, the codes on them, then what else was asked."""
    asked = dictionary(connection, collection_id)
    texts = [each for each in asked if each.role is QuestionRole.OPEN]
    kept = [each for each in asked if each.role is not QuestionRole.OPEN and each.attribute]
    return (
        *_FIRST,
        *(_of_question(each, ColumnKind.TEXT) for each in texts),
        _CODES,
        *(_of_question(each, _QUESTIONS[each.type]) for each in kept),
    )


def _of_question(question: QuestionRow, kind: ColumnKind) -> TableColumn:
    key, is_open = question.key, kind is ColumnKind.TEXT
    return TableColumn(
        name=f"question:{key}" if key.casefold() in _TAKEN else key,
        kind=kind,
        attribute="" if is_open else question.attribute,
        label=question.heading,
        owner=AttributeOwner.CASE,
        question=key,
        question_id=question.id if is_open else None,
        words=(question.text("en"), question.text("id")),
        choices=question.choices if kind in _WORDED else (),
        separate=question.type is QuestionType.CHOICES,
    )


def places_of_choices(column: TableColumn) -> dict[str, int]:
    """The choices of a question with their places on its scale, else in its form.

    None where they were only found among the answers: then nobody put them in an order.
    """
    choices = list(column.choices)
    if any(each.worth is not None for each in choices):
        choices.sort(key=lambda each: inf if each.worth is None else each.worth)
    elif not any(each.en or each.id for each in choices):
        return {}
    return {each.value: place for place, each in enumerate(choices)}


def column_named(columns: Sequence[TableColumn], name: str) -> TableColumn:
    """The column of a name, in capitals or not.

    Raises:
        NoSuchColumn: there is none.
    """
    wanted = name.strip().casefold()
    for column in columns:
        if column.name.casefold() == wanted:
            return column
    for column in columns:
        if wanted in (column.label.casefold(), column.attribute.casefold() or None):
            return column
    raise NoSuchColumn(name=name, known=", ".join(column.name for column in columns))


def ordered_value(connection: Connection, column: TableColumn) -> ColumnElement[object]:
    """What the database sorts a column by; NULL or "" where there is no value."""
    source = table_of(Source)
    if column.kind is ColumnKind.KEY:
        return table_of(Case).c.row_number if column.owner is AttributeOwner.CASE else ORDER
    if column.kind is ColumnKind.TEXT:
        return func.lower(func.substr(func.trim(_text_in(column)), 1, _BEGINNING))
    if column.kind is ColumnKind.LENGTH:
        return source.c.length
    if column.kind is ColumnKind.CODES:
        return func.nullif(codings_on_row(connection, column.owner), 0)
    value = plain_value(connection, column)
    return _as_number(connection, value) if is_numeric(column) else value


def plain_value(connection: Connection, column: TableColumn) -> ColumnElement[object]:
    """The value of a column as the database holds it."""
    dialect = connection.dialect.name
    if column.kind is ColumnKind.LANGUAGE:
        own = attribute_value(LANGUAGE, column.owner, dialect=dialect)
        return func.coalesce(own, table_of(Source).c.language)
    if column.question_id is not None:
        return _text_in(column)
    if not column.attribute:
        return ordered_value(connection, column)
    return attribute_value(column.attribute, column.owner, dialect=dialect)


def text_value(connection: Connection, column: TableColumn) -> ColumnElement[str]:
    """The value of a column as text, "" where there is none; yes is "1" and no is "0".

    A respondent who was not asked a question has `NOT_ASKED` there: "" is silence.
    """
    value = plain_value(connection, column)
    if column.kind is ColumnKind.YES_NO and connection.dialect.name != "sqlite":
        value = case((value == "true", "1"), (value == "false", "0"), else_=value)
    written = func.coalesce(cast(value, Text), "")
    if not column.question:
        return written
    missed = was_not_asked(column.question, dialect=connection.dialect.name)
    return case((written != "", written), (missed, NOT_ASKED), else_="")


def group_value(connection: Connection, column: TableColumn) -> ColumnElement[str]:
    """What rows are put under one heading by: a value, of a date its month."""
    value = text_value(connection, column)
    if column.kind is not ColumnKind.DATE:
        return value
    month = func.substr(value, 1, _MONTH)
    return case((value == NOT_ASKED, value), else_=month) if column.question else month


def is_numeric(column: TableColumn) -> bool:
    """Whether the attribute that a column shows holds numbers."""
    return column.kind in (ColumnKind.STARS, ColumnKind.NUMBER)


def is_number_like(column: TableColumn) -> bool:
    """Whether the values of a column are numbers, whether they are attributes or counted."""
    return is_numeric(column) or column.kind in (ColumnKind.LENGTH, ColumnKind.CODES)


def _as_number(connection: Connection, value: ColumnElement[object]) -> ColumnElement[object]:
    if connection.dialect.name == "sqlite":
        return value
    number = r"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"
    return case((value.op("~")(number), cast(value, Numeric)), else_=None)


def _text_in(column: TableColumn) -> ColumnElement[Any]:
    """The text that stands in a column; that of reviews must be joined to the query."""
    if column.question_id is None:
        return table_of(SourceText).c.text
    return answer_text(column.question_id)
