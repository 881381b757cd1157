"""The closed answers of a survey with its dictionary: what each item is called, and its scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from models.case import Case
from models.code import Code
from models.recording import table_of
from models.source import Source
from models.vocabulary import QuestionRole, QuestionType
from qda.retrieval.questions import QuestionRow
from qda.retrieval.rows import AttributeValue

_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """What the respondents of a survey answered to its closed questions.

    `columns` hold the answers by the name of the question: its words where they are short and
    nobody else's, else its key. Choices stand as what they are worth where the dictionary says
    so; one without a worth beside others that have one is no answer ("Tidak tahu"). `numbers` are
    the rows of the respondents, `texts` the ids of what each wrote. `names` gives
    the name for every key, heading and attribute; `scales` the ends of an item's scale.
    """

    columns: Mapping[str, Sequence[AttributeValue]]
    numbers: Sequence[int]
    texts: tuple[tuple[int, ...], ...]
    names: Mapping[str, str]
    scales: Mapping[str, tuple[int, int]]
    items: tuple[str, ...]
    reversed: frozenset[str]
    dimensions: Mapping[str, str]

    def scales_of(self, items: Sequence[str]) -> list[tuple[int, int]]:
        """The scales of some items, or of all; the most frequent first."""
        wanted = items or self.items
        counts = Counter(self.scales[item] for item in wanted if item in self.scales)
        return [ends for ends, _ in counts.most_common()]

    def items_of(self, low: int, high: int) -> tuple[str, ...]:
        """The items on a scale; none where the dictionary gives it to nobody."""
        return tuple(item for item in self.items if self.scales.get(item) == (low, high))

    def dimensions_of(self, items: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
        """The dimensions of some items, in the order in which they come."""
        found: dict[str, list[str]] = {}
        for item in items:
            if item in self.dimensions:
                found.setdefault(self.dimensions[item], []).append(item)
        return [(name, tuple(inside)) for name, inside in found.items()]


def asked_of(
    connection: Connection, collection_id: int, questions: Sequence[QuestionRow], language: str
) -> Asked:
    """The closed answers of a survey, items named in a language."""
    closed = [each for each in questions if each.attribute and each.role in _CLOSED]
    named = _names(closed, language)
    table = table_of(Case)
    query = select(table.c.row_number, table.c.attributes).where(
        table.c.collection_id == collection_id
    )
    rows = connection.execute(query.order_by(table.c.row_number)).all()
    numbers = [row.row_number for row in rows]
    words = _dimension_names(connection, closed, language)
    items = [each for each in closed if each.role is QuestionRole.ITEM]
    return Asked(
        columns={
            named[each.key]: _worths(each, [row.attributes.get(each.attribute) for row in rows])
            for each in closed
        },
        numbers=numbers,
        texts=_texts(connection, collection_id, numbers),
        names={
            alias: named[each.key]
            for each in reversed(closed)
            for alias in (each.heading, each.attribute, each.key)
        },
        scales={
            named[each.key]: (each.low, each.high)
            for each in items
            if each.low is not None and each.high is not None
        },
        items=tuple(named[each.key] for each in items),
        reversed=frozenset(named[each.key] for each in items if each.is_reversed),
        dimensions={
            named[each.key]: words[each.code_id] for each in items if each.code_id is not None
        },
    )


def _texts(
    connection: Connection, collection_id: int, numbers: Sequence[int]
) -> tuple[tuple[int, ...], ...]:
    """The ids of the open answers in each row."""
    source = table_of(Source)
    query = select(source.c.row_number, source.c.id).where(source.c.collection_id == collection_id)
    found: dict[int, list[int]] = {}
    for number, id_ in connection.execute(query.order_by(source.c.row_number, source.c.id)):
        found.setdefault(number, []).append(id_)
    return tuple(tuple(found.get(number, ())) for number in numbers)


_CLOSED: Final = (QuestionRole.ITEM, QuestionRole.ATTRIBUTE)


def _names(questions: Sequence[QuestionRow], language: str) -> dict[str, str]:
    """What each question is called, by its key."""
    texts = {each.key: each.text(language) for each in questions}
    often = Counter(texts.values())
    return {
        key: text if len(text) <= _LONGEST and often[text] == 1 else key
        for key, text in texts.items()
    }


def _worths(question: QuestionRow, cells: list[AttributeValue]) -> list[AttributeValue]:
    if question.type is not QuestionType.CHOICE:
        return cells
    worth = {choice.value: choice.worth for choice in question.choices}
    if question.low is None or all(each is None for each in worth.values()):
        return cells
    return [worth.get(str(cell)) if cell is not None else None for cell in cells]


def _dimension_names(
    connection: Connection, questions: Sequence[QuestionRow], language: str
) -> dict[int, str]:
    """What the dimensions of questions are called, by the id of the code."""
    ids = {each.code_id for each in questions if each.code_id is not None}
    if not ids:
        return {}
    code = table_of(Code)
    query = select(code.c.id, code.c.label, code.c.name_en, code.c.name_id, code.c.canonical_id)
    found = {}
    for row in connection.execute(query.where(code.c.id.in_(ids))):
        both = (row.name_id, row.name_en) if language == "id" else (row.name_en, row.name_id)
        found[row.id] = row.label or both[0] or both[1] or row.canonical_id
    return found
