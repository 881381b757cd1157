"""Reads the dictionary of a survey's items, and who answered, was silent, or was not asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import inf

from sqlalchemy import Connection, RowMapping, func, select

from models.case import Case
from models.code import Code
from models.question import Question
from models.recording import NotThere, table_of
from models.source import Collection, Source
from models.vocabulary import QuestionRole, QuestionType
from qda.importers.surveys.draft import Choice


class NoSuchQuestion(NotThere):
    """The survey has no question of that key."""

    en = "There is no question “{which}”. `runut questions STUDY` lists them."
    id = "Tidak ada pertanyaan “{which}”. `runut questions STUDI` menampilkan daftarnya."


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of a survey with what became of it.

    `attribute` is the name under which cases hold its answers, empty where they do not;
    `dimension` the canonical id of the code it belongs to. Of the respondents, `answered` gave an
    answer, `not_asked` were not reached by the question, `silent` were and gave none. `sources`
    counts the texts that are answers to it.
    """

    id: int
    uuid: str
    collection_id: int
    collection: str
    key: str
    heading: str
    position: int
    role: QuestionRole
    type: QuestionType
    text_en: str
    text_id: str
    group: str
    choices: tuple[Choice, ...]
    low: int | None
    high: int | None
    is_reversed: bool
    missing: tuple[str, ...]
    attribute: str
    code_id: int | None
    dimension: str
    columns: tuple[str, ...] = field(default=())
    answered: int = 0
    silent: int = 0
    not_asked: int = 0
    sources: int = 0

    def text(self, language: str) -> str:
        """Its words in a language, else in the other one, else as in the file."""
        both = (self.text_id, self.text_en) if language == "id" else (self.text_en, self.text_id)
        return both[0] or both[1] or self.heading


def questions(connection: Connection, collection_id: int | None = None) -> tuple[QuestionRow, ...]:
    """The questions of a survey, or of all surveys, in their order, with their counts."""
    rows = _rows(connection, collection_id)
    counts = _Counts(connection, {row["collection_id"] for row in rows})
    return tuple(_row(row, counts) for row in rows)


def dictionary(connection: Connection, collection_id: int) -> tuple[QuestionRow, ...]:
    """The questions of a survey in their order, without counts; quick."""
    return tuple(_row(row, None) for row in _rows(connection, collection_id))


def question_by_key(
    connection: Connection, key: str, collection_id: int | None = None
) -> QuestionRow:
    """The question with a key; of the surveys, the one that has it.

    Raises:
        NoSuchQuestion: there is none, or several surveys have one.
    """
    rows = [row for row in _rows(connection, collection_id) if row["key"] == key]
    if len(rows) != 1:
        raise NoSuchQuestion(which=key)
    counts = _Counts(connection, {rows[0]["collection_id"]})
    return _row(rows[0], counts)


def _rows(connection: Connection, collection_id: int | None) -> list[RowMapping]:
    table, collection, code = table_of(Question), table_of(Collection), table_of(Code)
    query = (
        select(table, collection.c.key.label("collection_key"), code.c.canonical_id)
        .join(collection, collection.c.id == table.c.collection_id)
        .outerjoin(code, code.c.id == table.c.code_id)
        .order_by(collection.c.key, table.c.position)
    )
    if collection_id is not None:
        query = query.where(table.c.collection_id == collection_id)
    return list(connection.execute(query).mappings())


@dataclass(frozen=True, slots=True)
class ChoicePlace:
    """What a choice is called, and its place among the choices of its question."""

    label: str
    place: int


def choice_places(connection: Connection, attribute: str, language: str) -> dict[str, ChoicePlace]:
    """The choices whose answers cases keep under an attribute, by value.

    Those of the questions of all surveys together, the first question first; none where no
    question has the attribute. Choices with a worth stand in the order of it.
    """
    table = table_of(Question)
    query = select(table.c.choices).where(table.c.attribute == attribute).order_by(table.c.id)
    found: dict[str, ChoicePlace] = {}
    for stored in connection.execute(query).scalars():
        choices = [Choice(**each) for each in stored]
        choices.sort(key=lambda choice: inf if choice.worth is None else choice.worth)
        for choice in choices:
            place = ChoicePlace(choice.label(language), len(found))
            found.setdefault(choice.value, place)
    return found


class _Counts:
    """How many respondents of each survey there are, and how they met each question."""

    def __init__(self, connection: Connection, collection_ids: set[int]) -> None:
        self._held: Counter[tuple[int, str]] = Counter()
        self._missed: Counter[tuple[int, str]] = Counter()
        self.people: Counter[int] = Counter()
        cases, sources = table_of(Case), table_of(Source)
        query = select(cases.c.collection_id, cases.c.attributes, cases.c.not_asked)
        for survey, held, missed in connection.execute(
            query.where(cases.c.collection_id.in_(collection_ids))
        ):
            self.people[survey] += 1
            self._held.update((survey, name) for name in held)
            self._missed.update((survey, key) for key in missed)
        texts = (
            select(sources.c.question_id, func.count())
            .where(sources.c.question_id.is_not(None))
            .group_by(sources.c.question_id)
        )
        self._texts = {row[0]: row[1] for row in connection.execute(texts)}

    def of(self, row: RowMapping) -> dict[str, int]:
        """Answered, silent, not asked, and the number of texts."""
        survey = row["collection_id"]
        texts = self._texts.get(row["id"], 0)
        if row["role"] is QuestionRole.IGNORE:
            return {"sources": texts}
        is_open = row["role"] is QuestionRole.OPEN
        answered = texts if is_open else self._held[survey, row["attribute"]]
        missed = self._missed[survey, row["key"]]
        silent = max(0, self.people[survey] - answered - missed)
        return {"answered": answered, "silent": silent, "not_asked": missed, "sources": texts}


def _row(row: RowMapping, counts: _Counts | None) -> QuestionRow:
    return QuestionRow(
        id=row["id"],
        uuid=row["uuid"],
        collection_id=row["collection_id"],
        collection=row["collection_key"],
        key=row["key"],
        heading=row["heading"],
        position=row["position"],
        role=row["role"],
        type=row["type"],
        text_en=row["text_en"],
        text_id=row["text_id"],
        group=row["group"],
        choices=tuple(Choice(**each) for each in row["choices"]),
        low=row["low"],
        high=row["high"],
        is_reversed=row["is_reversed"],
        missing=tuple(row["missing"]),
        attribute=row["attribute"],
        code_id=row["code_id"],
        dimension=row["canonical_id"] or "",
        columns=tuple(each["heading"] for each in row["columns"]),
        **(counts.of(row) if counts is not None else {}),
    )
