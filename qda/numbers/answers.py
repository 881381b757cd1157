"""Closed answers of a questionnaire as numbers: from a file, or from a collection of a study.

A cell is a number, one of the words of a scale (`Sangat setuju`), or missing. What is none of
these is refused by its column and row, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan, nan
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
from qda.numbers.asked import Asked, asked_of
from qda.numbers.rating_words import usual_scales
from qda.retrieval.questions import dictionary
from qda.retrieval.rows import AttributeValue, CollectionRow
from qda.retrieval.sources import collections
from qda.statistics.likert import Answer, Scale

_SILENT: Final = Silent()


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


class ScalesDiffer(Refused):
    """Items are asked for that the dictionary gives different scales."""

    en = (
        "The items have different scales ({scales}). Name items of one scale (--items), or say "
        "--scale."
    )
    id = (
        "Skala butir-butir itu berbeda ({scales}). Sebutkan butir dengan satu skala (--items), "
        "atau nyatakan --scale."
    )


@dataclass(frozen=True, slots=True)
class Dimension:
    """Items that belong together under a name."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """How the cells of items are to be read.

    Words of the usual scales of four and five points are known where only one can be meant.
    Without `items` (and dimensions) every column is one that holds answers of the scale only, and
    not all the same.
    `reversed` items are unfavourable; `words` say what an answer in words is worth; cells that
    are one of `missing` hold no answer. Where a survey has a dictionary of its items, scale,
    direction, words and dimensions come from there; what is given here goes before it, the scale
    where `scale_given` says that it was named.
    """

    scale: Scale = field(default_factory=Scale)
    items: tuple[str, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    reversed: frozenset[str] = frozenset()
    words: Mapping[str, int] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    scale_given: bool = False

    @property
    def wanted(self) -> tuple[str, ...]:
        """The items named, those of dimensions too, each once."""
        return tuple(dict.fromkeys((*self.items, *(i for d in self.dimensions for i in d.items))))


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of respondents (rows) to items (columns), reversed items turned round.

    `source` is what they were read from, `plan` how; `texts` are, for each row, the ids of the
    sources of the study it was read from, of which a file has none.
    """

    source: str
    items: tuple[str, ...]
    rows: tuple[tuple[Answer, ...], ...]
    plan: ItemPlan
    texts: tuple[tuple[int, ...], ...] = ()

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


def answers_of(
    connection: Connection, key: str, plan: ItemPlan, *, language: str = "id"
) -> Answers:
    """The answers in the attributes of a collection's rows; the only one where none is named.

    A respondent of a survey is one row, however many open answers he gave; what is kept with his
    case counts as kept with his rows. The dictionary of a survey says what its items are; they
    and their dimensions are named in `language`.

    Raises:
        NoSuchSurvey: which collection is meant is not clear.
        NoSuchItem, NoItemsFound, NotAnAnswer: it does not hold what was asked for.
        ScalesDiffer: the items have different scales and none was named.
    """
    chosen = _chosen(connection, key)
    source = f"{chosen.title} ({chosen.key})"
    listed = dictionary(connection, chosen.id)
    if listed:
        asked = asked_of(connection, chosen.id, listed, language)
        if not asked.columns:
            raise NoItemsFound(source=source, low=plan.scale.low, high=plan.scale.high)
        plan = _by_dictionary(asked, plan)
        found = _answers(source, asked.columns, plan, numbers=asked.numbers)
        return replace(found, texts=asked.texts)
    rows = _rows_of(connection, chosen.id)
    names = dict.fromkeys(name for row in rows for name in row.held)
    columns = {name: [row.held.get(name) for row in rows] for name in names}
    found = _answers(source, columns, plan, numbers=[row.number for row in rows])
    found = replace(found, texts=tuple((row.id,) for row in rows))
    return _by_respondent(found, rows) if chosen.kind is CollectionKind.SURVEY else found


def columns_of(connection: Connection, key: str, *, language: str = "id") -> tuple[str, ...]:
    """The names of the attributes that rows of a collection have, in which items may stand.

    Those of a survey with a dictionary are named by it, in `language`.

    Raises:
        NoSuchSurvey: which collection is meant is not clear.
    """
    chosen = _chosen(connection, key)
    listed = dictionary(connection, chosen.id)
    if listed:
        return tuple(asked_of(connection, chosen.id, listed, language).columns)
    rows = _rows_of(connection, chosen.id)
    return tuple(dict.fromkeys(name for row in rows for name in row.held))


def _chosen(connection: Connection, key: str) -> CollectionRow:
    known = {each.key: each for each in collections(connection)}
    chosen = known.get(key) if key else next(iter(known.values()), None)
    if chosen is None or (not key and len(known) > 1):
        raise NoSuchSurvey(known=", ".join(known) or "–")
    return chosen


def _by_dictionary(asked: Asked, plan: ItemPlan) -> ItemPlan:
    """The plan with all that it leaves open filled in from the dictionary."""
    plan = _named(asked, plan)
    wanted = plan.wanted
    scale = plan.scale
    if not plan.scale_given:
        ends = asked.scales_of(wanted)
        if wanted and len(ends) > 1:
            raise ScalesDiffer(scales=", ".join(f"{low}-{high}" for low, high in ends))
        if ends:
            scale = replace(scale, low=ends[0][0], high=ends[0][1])
    items = wanted or asked.items_of(scale.low, scale.high)
    dimensions = plan.dimensions or tuple(
        Dimension(name, inside) for name, inside in asked.dimensions_of(items)
    )
    turned = plan.reversed or frozenset(item for item in items if item in asked.reversed)
    return replace(plan, scale=scale, items=items, dimensions=dimensions, reversed=turned)


def _named(asked: Asked, plan: ItemPlan) -> ItemPlan:
    """The plan with each item named as the answers are; its key in the dictionary will do."""

    def name(item: str) -> str:
        return asked.names.get(item, item)

    named = replace(
        plan,
        items=tuple(map(name, plan.items)),
        dimensions=tuple(Dimension(d.name, tuple(map(name, d.items))) for d in plan.dimensions),
        reversed=frozenset(map(name, plan.reversed)),
    )
    return _resolved(named, tuple(asked.columns))


class _Row(NamedTuple):
    """A row of a collection: its id and number, whose it is, and the attributes of both."""

    id: int
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
        found.append(_Row(source_id, number, who, {**cases.get(case_id, {}), **held}))
    return found


def _by_respondent(answers: Answers, rows: Sequence[_Row]) -> Answers:
    """One row for each respondent whose rows (one for each open answer) do not contradict."""
    together: dict[tuple[str, object], list[int]] = {}
    for at, row in enumerate(rows):
        together.setdefault(row.who, []).append(at)
    found: list[tuple[Answer, ...]] = []
    texts: list[tuple[int, ...]] = []
    for own in together.values():
        answered = [answers.rows[at] for at in own]
        given = [
            {answer for answer in column if answer is not None}
            for column in zip(*answered, strict=True)
        ]
        if all(len(each) < 2 for each in given):
            found.append(tuple(next(iter(each), None) for each in given))
            texts.append(tuple(rows[at].id for at in own))
        else:
            found += answered
            texts += [(rows[at].id,) for at in own]
    return replace(answers, rows=tuple(found), texts=tuple(texts))


def _answers(source: str, columns: Columns, plan: ItemPlan, *, numbers: Sequence[int]) -> Answers:
    plan = _resolved(plan, tuple(columns))
    reader = _Reader(plan)
    wanted = plan.wanted
    reader.learn(columns[item] for item in wanted or columns)
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
    """Reads columns by a plan; equal cells are looked at once."""

    def __init__(self, plan: ItemPlan) -> None:
        self._plan = plan
        self._worth = {_plain(word): float(worth) for word, worth in plan.words.items()}
        self._missing = {_plain(word) for word in plan.missing} | {""}
        self._scales = usual_scales(plan.scale)
        self._decided: list[dict[str, float]] = []

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
            NotAnAnswer: a cell is none, or its words fit several scales.
        """
        scale, worth = self._plan.scale, self._answers(cells)
        for cell, number in zip(cells, numbers, strict=True):
            if not self._fits(worth[_plain(cell)]):
                raise NotAnAnswer(item=item[:60], row=number, answer=str(cell)[:60])
        if is_reversed:
            worth = {cell: scale.reversed(answer) for cell, answer in worth.items()}
        return [worth[_plain(cell)] for cell in cells]

    def is_item(self, cells: Sequence[AttributeValue]) -> bool:
        """Whether a column holds answers of the scale only, and at least two different ones.

        A column of one word, such as a last question to which all wrote “baik”, is no item.
        """
        answers = self._answers(cells).values()
        return all(map(self._fits, answers)) and len(set(answers) - {None}) > 1

    def _fits(self, answer: Answer) -> bool:
        scale = self._plan.scale
        return answer is None or (scale.low <= answer <= scale.high and answer == int(answer))

    def _answers(self, cells: Sequence[AttributeValue]) -> dict[str, Answer]:
        """What each different cell stands for; nan where it stands for nothing known."""
        found: dict[str, Answer] = {}
        words = []
        for cell in dict.fromkeys(map(_plain, dict.fromkeys(cells))):
            if cell in self._missing:
                found[cell] = None
            elif cell in self._worth:
                found[cell] = self._worth[cell]
            else:
                number = _number(cell)
                found[cell] = number
                if isnan(number):
                    words.append(cell)
        meant = self._meant(words, self._scales)
        if len(meant) > 1:
            meant = self._meant(words, self._decided)
        if len(meant) == 1:
            found |= dict(zip(words, meant.pop(), strict=True))
        return found

    def learn(self, columns: Iterable[Sequence[AttributeValue]]) -> None:
        """Note the scales of columns whose words can mean one thing only; they tell the others.

        Words are taken together: “tidak baik” is the lowest beside “kurang baik”, the second
        beside “sangat tidak baik”.
        """
        for cells in columns:
            words = [word for word in map(_plain, dict.fromkeys(cells)) if isnan(_number(word))]
            words = [w for w in words if w not in self._missing and w not in self._worth]
            if words and len(self._meant(words, self._scales)) == 1:
                self._decided += [each for each in self._scales if set(words) <= each.keys()]

    def _meant(
        self, words: Sequence[str], scales: Iterable[dict[str, float]]
    ) -> set[tuple[float, ...]]:
        fitting = (each for each in scales if all(word in each for word in words))
        return {tuple(each[word] for word in words) for each in fitting}


def _number(word: str) -> float:
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return nan


def _plain(cell: AttributeValue) -> str:
    return "" if cell is None else " ".join(str(cell).split()).casefold()
