"""Closed answers of a questionnaire as numbers: from a file, or from a collection of a study.

A cell is a number, one of the words of a scale (`Sangat setuju`), or missing. What is none of
these is refused by its column and row, and never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from models.case import Case, CaseSpan
from models.errors import Refused
from models.recording import table_of
from models.source import Source
from models.vocabulary import CollectionKind
from qda.importers.tables.registry import read_raw
from qda.jobs.progress import Progress, Silent
from qda.retrieval.rows import AttributeValue
from qda.retrieval.sources import collections
from qda.statistics.likert import Answer, Scale

_SILENT: Final = Silent()

_FIVE: Final = {
    "sangat tidak {}": 1, "tidak {}": 2, "netral": 3, "ragu-ragu": 3, "cukup {}": 3, "{}": 4,
    "sangat {}": 5,
}  # fmt: skip
_FOUR: Final = {"sangat tidak {}": 1, "tidak {}": 2, "{}": 3, "sangat {}": 4}
_FIVE_EN: Final = {
    "strongly disagree": 1, "disagree": 2, "neutral": 3, "neither agree nor disagree": 3,
    "agree": 4, "strongly agree": 5, "very dissatisfied": 1, "dissatisfied": 2, "satisfied": 4,
    "very satisfied": 5,
}  # fmt: skip
_FOUR_EN: Final = {
    "strongly disagree": 1, "disagree": 2, "agree": 3, "strongly agree": 4,
    "very dissatisfied": 1, "dissatisfied": 2, "satisfied": 3, "very satisfied": 4,
}  # fmt: skip
_STEMS: Final = ("setuju", "puas", "baik")


class NotAnAnswer(Refused):
    """A cell of an item is neither a number nor a word of the scale."""

    en = (
        "Column “{item}”, row {row}: “{answer}” is no answer of this scale. Say what it is worth "
        "(--words “{answer}=4”), or that it is missing (--missing “{answer}”)."
    )
    id = (
        "Kolom “{item}”, baris {row}: “{answer}” bukan jawaban pada skala ini. Nyatakan nilainya "
        "(--words “{answer}=4”), atau bahwa jawabannya kosong (--missing “{answer}”)."
    )


class NoSuchItem(Refused):
    """An item asked for is no column."""

    en = "“{item}” is no column, and not how one single column begins. Columns: {known}."
    id = "“{item}” bukan kolom, dan bukan awal satu kolom tertentu. Kolom yang ada: {known}."


class NoItemsFound(Refused):
    """No column holds answers of the scale only."""

    en = (
        "No column of “{source}” holds answers from {low} to {high} only. Name the items "
        "(--items) and what their words are worth (--words)."
    )
    id = (
        "Tidak ada kolom “{source}” yang hanya berisi jawaban {low} sampai {high}. Sebutkan butir "
        "(--items) dan nilai kata-katanya (--words)."
    )


class NoSuchSurvey(Refused):
    """The study has no such collection, or several and none was named."""

    en = "Which table is meant? Name it with --collection. Known: {known}."
    id = "Tabel mana yang dimaksud? Sebutkan dengan --collection. Yang ada: {known}."


@dataclass(frozen=True, slots=True)
class Dimension:
    """Items that belong together under a name."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """How the cells of items are to be read.

    Without `items` (and dimensions) every column is one that holds answers of the scale only, and
    not all the same.
    `reversed` items are unfavourable; `words` say what an answer in words is worth, beside the
    usual scales of agreement; cells that are one of `missing` hold no answer.
    """

    scale: Scale = field(default_factory=Scale)
    items: tuple[str, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    reversed: frozenset[str] = frozenset()
    words: Mapping[str, int] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The items named, those of dimensions too, each once."""
        return tuple(dict.fromkeys((*self.items, *(i for d in self.dimensions for i in d.items))))


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of respondents (rows) to items (columns), reversed items turned round.

    `source` is what they were read from, `plan` how.
    """

    source: str
    items: tuple[str, ...]
    rows: tuple[tuple[Answer, ...], ...]
    plan: ItemPlan

    def column(self, item: str) -> list[Answer]:
        """All answers to one item."""
        at = self.items.index(item)
        return [row[at] for row in self.rows]

    def only(self, items: Sequence[str]) -> list[tuple[Answer, ...]]:
        """The rows with some of the items only, in their order."""
        at = [self.items.index(item) for item in items]
        return [tuple(row[nth] for nth in at) for row in self.rows]


Columns = Mapping[str, Sequence[AttributeValue]]


def answers_in(path: Path, plan: ItemPlan, *, progress: Progress = _SILENT) -> Answers:
    """The answers in a table of a file, a respondent a row.

    Raises:
        FileMissing, NotATable and other refusals of the importers: there is no table.
        NoSuchItem, NoItemsFound, NotAnAnswer: the table does not hold what was asked for.
    """
    raw = read_raw(path, progress=progress)
    columns = dict(zip(raw.headings, raw.columns, strict=True))
    return _answers(path.name, columns, plan, numbers=raw.numbers)


def answers_of(connection: Connection, key: str, plan: ItemPlan) -> Answers:
    """The answers in the attributes of a collection's rows; the only one where none is named.

    A respondent of a survey is one row, however many open answers he gave; what is kept with his
    case counts as kept with his rows.

    Raises:
        NoSuchSurvey: which collection is meant is not clear.
        NoSuchItem, NoItemsFound, NotAnAnswer: it does not hold what was asked for.
    """
    known = {each.key: each for each in collections(connection)}
    chosen = known.get(key) if key else next(iter(known.values()), None)
    if chosen is None or (not key and len(known) > 1):
        raise NoSuchSurvey(known=", ".join(known) or "–")
    rows = _rows_of(connection, chosen.id)
    names = dict.fromkeys(name for row in rows for name in row.held)
    columns = {name: [row.held.get(name) for row in rows] for name in names}
    source = f"{chosen.title} ({chosen.key})"
    found = _answers(source, columns, plan, numbers=[row.number for row in rows])
    if chosen.kind is CollectionKind.SURVEY:
        return replace(found, rows=_by_respondent(found.rows, [row.who for row in rows]))
    return found


class _Row(NamedTuple):
    """A row of a collection: its number, whose it is, and the attributes of both."""

    number: int
    who: tuple[str, object]
    held: dict[str, AttributeValue]


def _rows_of(connection: Connection, collection_id: int) -> list[_Row]:
    source, spans, people = table_of(Source), table_of(CaseSpan), table_of(Case)
    query = (
        select(
            source.c.id,
            source.c.row_number,
            source.c.respondent,
            source.c.attributes,
            func.min(spans.c.case_id).label("case_id"),
        )
        .outerjoin(spans, spans.c.source_id == source.c.id)
        .where(source.c.collection_id == collection_id)
        .group_by(source.c.id)
        .order_by(source.c.row_number)
    )
    cases: dict[int, dict[str, AttributeValue]] = {
        row[0]: row[1] for row in connection.execute(select(people.c.id, people.c.attributes))
    }
    found = []
    for source_id, number, respondent, held, case_id in connection.execute(query):
        who: tuple[str, object] = ("source", source_id)
        if case_id is not None:
            who = ("case", case_id)
        elif respondent:
            who = ("respondent", respondent)
        found.append(_Row(number, who, {**cases.get(case_id, {}), **held}))
    return found


def _by_respondent(
    rows: Sequence[tuple[Answer, ...]], whose: Sequence[tuple[str, object]]
) -> tuple[tuple[Answer, ...], ...]:
    """One row for each respondent whose rows (one for each open answer) do not contradict."""
    together: dict[tuple[str, object], list[tuple[Answer, ...]]] = {}
    for who, row in zip(whose, rows, strict=True):
        together.setdefault(who, []).append(row)
    found: list[tuple[Answer, ...]] = []
    for own in together.values():
        given = [
            {answer for answer in column if answer is not None} for column in zip(*own, strict=True)
        ]
        if all(len(each) < 2 for each in given):
            found.append(tuple(next(iter(each), None) for each in given))
        else:
            found += own
    return tuple(found)


def _answers(source: str, columns: Columns, plan: ItemPlan, *, numbers: Sequence[int]) -> Answers:
    plan = _resolved(plan, tuple(columns))
    reader = _Reader(plan)
    wanted = plan.wanted
    if not wanted:
        wanted = tuple(name for name, cells in columns.items() if reader.is_item(cells))
    if not wanted:
        raise NoItemsFound(source=source, low=plan.scale.low, high=plan.scale.high)
    stray = next((item for item in plan.reversed if item not in wanted), None)
    if stray is not None:
        raise NoSuchItem(item=stray, known=", ".join(wanted))
    read = [
        reader.column(item, columns[item], numbers, is_reversed=item in plan.reversed)
        for item in wanted
    ]
    return Answers(source, wanted, tuple(zip(*read, strict=True)), plan)


def _resolved(plan: ItemPlan, headings: Sequence[str]) -> ItemPlan:
    """The plan with the full heading of each item, of which the beginning is enough."""

    def full(item: str) -> str:
        if item in headings:
            return item
        beginning = item.casefold()
        found = [each for each in headings if each.casefold().startswith(beginning)]
        if len(found) != 1:
            raise NoSuchItem(item=item, known=", ".join(headings) or "–")
        return found[0]

    return replace(
        plan,
        items=tuple(map(full, plan.items)),
        dimensions=tuple(
            Dimension(each.name, tuple(map(full, each.items))) for each in plan.dimensions
        ),
        reversed=frozenset(map(full, plan.reversed)),
    )


class _Reader:
    """Reads cells by a plan; equal cells are looked at once."""

    def __init__(self, plan: ItemPlan) -> None:
        self._plan = plan
        self._words = usual_words(plan.scale) | {
            _plain(word): float(worth) for word, worth in plan.words.items()
        }
        self._missing = {_plain(word) for word in plan.missing} | {""}

    def column(
        self,
        item: str,
        cells: Sequence[AttributeValue],
        numbers: Sequence[int],
        *,
        is_reversed: bool,
    ) -> list[Answer]:
        """The answers of an item.

        Raises:
            NotAnAnswer: a cell is none.
        """
        scale, found = self._plan.scale, dict[AttributeValue, Answer]()
        for cell, number in zip(cells, numbers, strict=True):
            if cell not in found:
                answer = self._answer(cell)
                if not self._fits(answer):
                    raise NotAnAnswer(item=item[:60], row=number, answer=str(cell)[:60])
                found[cell] = scale.reversed(answer) if is_reversed else answer
        return [found[cell] for cell in cells]

    def is_item(self, cells: Sequence[AttributeValue]) -> bool:
        """Whether a column holds answers of the scale only, and at least two different ones.

        A column of one word, such as a last question to which all wrote “baik”, is no item.
        """
        kinds = set(cells)
        if any(isinstance(each, bool) for each in kinds):
            return False
        answers = [self._answer(each) for each in kinds]
        return all(map(self._fits, answers)) and len(set(answers) - {None}) > 1

    def _fits(self, answer: Answer) -> bool:
        scale = self._plan.scale
        return answer is None or (scale.low <= answer <= scale.high and answer == int(answer))

    def _answer(self, cell: AttributeValue) -> Answer:
        """The number a cell stands for; nan where it stands for none."""
        plain = _plain("" if cell is None else str(cell))
        if plain in self._missing:
            return None
        if plain in self._words:
            return self._words[plain]
        try:
            return float(plain.replace(",", "."))
        except ValueError:
            return float("nan")


def usual_words(scale: Scale) -> dict[str, float]:
    """What the words of agreement, satisfaction and quality are worth on four or five points."""
    patterns, english = {5: (_FIVE, _FIVE_EN), 4: (_FOUR, _FOUR_EN)}.get(
        len(scale.points), ({}, {})
    )
    found = {pattern.format(stem): worth for stem in _STEMS for pattern, worth in patterns.items()}
    return {word: float(worth + scale.low - 1) for word, worth in (found | english).items()}


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()
