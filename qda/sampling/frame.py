"""The frame of a sample: the texts of a collection it may be drawn from, in one order for all.

The order is that of the rows of the table the collection came from, as in their keys. What was
left out is counted: texts without words, those that the filter does not let pass, and, where
texts with the same words stand for one, all but the first of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, null, select

from models.case import Case
from models.question import Question
from models.recording import table_of
from models.source import Collection, Source, SourceText
from models.vocabulary import CollectionKind
from qda.displays.axes import choices_on
from qda.i18n import Speech
from qda.numbers.grouping import Grouping, Groups, grouping_label
from qda.numbers.population import json_text
from qda.sampling.choosing import FrameFilter, dated_or_named, read_filter
from qda.sampling.plan import NoSuchCollection, SamplePlan


@dataclass(frozen=True, slots=True)
class FrameCounts:
    """What a frame was made of: all texts of the collection, what was left out, what is left.

    `digest` is the SHA-256 of the keys that are left, in hex: the same frame has the same.
    `questions` names the open questions of a survey whose answers the texts are, by their keys.
    """

    texts: int
    empty: int
    filtered_out: int
    repeated: int
    size: int
    digest: str
    questions: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The texts that may be drawn: ids, keys and strata in their order, and all strata by name."""

    collection_id: int
    title: str
    key: str
    ids: tuple[int, ...]
    keys: tuple[str, ...]
    strata: tuple[int, ...]
    names: tuple[str, ...]
    stratified_by: tuple[str, ...]
    counts: FrameCounts

    def sizes(self) -> list[int]:
        """How many texts each stratum has."""
        found = Counter(self.strata)
        return [found[at] for at in range(len(self.names))]


def frame_of(connection: Connection, plan: SamplePlan, speech: Speech) -> Frame:
    """The frame of a plan; the names of its strata are worded by `speech`.

    Raises:
        NoSuchCollection: there is no such collection.
        BadFrameFilter, NoSuchRows: the filter or a stratum cannot be read.
    """
    collection = _collection(connection, plan.collection_id)
    wanted = read_filter(connection, plan.filter)
    by = [dated_or_named(connection, name) for name in plan.by]
    groups = [Groups(each, speech, {}, choices_on(connection, each.axis, speech)) for each in by]
    left = _Left(plan, wanted, groups)
    for row in _rows(connection, plan.collection_id, wanted, by, survey=collection[2]):
        left.take(row)
    strata, names = left.strata()
    return Frame(
        collection_id=plan.collection_id,
        title=collection[1],
        key=collection[0],
        ids=tuple(left.ids),
        keys=tuple(left.keys),
        strata=tuple(strata),
        names=tuple(names),
        stratified_by=tuple(grouping_label(connection, each, speech) for each in by),
        counts=left.counts(),
    )


class _Left:
    """Sifts rows: what may be drawn, what is left out, and the stratum of each."""

    def __init__(self, plan: SamplePlan, wanted: FrameFilter, groups: Sequence[Groups]) -> None:
        self.ids: list[int] = []
        self.keys: list[str] = []
        self._folded = plan.folded
        self._wanted = wanted
        self._groups = groups
        self._questions: dict[str, None] = {}
        self._numbers: list[tuple[int, ...]] = []
        self._seen: set[str] = set()
        self._counts: Counter[str] = Counter()

    def take(self, row: Sequence[Any]) -> None:
        """Look at one row: id, key, words, question, then the values of filter and strata."""
        self._counts["texts"] += 1
        id_, key, words, question = row[:4]
        if not words or words.isspace():
            self._counts["empty"] += 1
            return
        values = row[4:]
        parts = self._wanted.parts
        passes = all(each.passes(value) for each, value in zip(parts, values, strict=False))
        passes = passes and self._wanted.holds_question(question)
        if not passes or not self._wanted.holds_words(words):
            self._counts["filtered_out"] += 1
            return
        if self._folded:
            same = folded(words)
            if same in self._seen:
                self._counts["repeated"] += 1
                return
            self._seen.add(same)
        if question is not None:
            self._questions[question] = None
        self.ids.append(id_)
        self.keys.append(key)
        of_strata = values[len(parts) :]
        numbers = (group.of(v) for group, v in zip(self._groups, of_strata, strict=True))
        self._numbers.append(tuple(numbers))

    def strata(self) -> tuple[list[int], list[str]]:
        """The stratum of each text, and the names of the strata that have texts, in order."""
        places = [group.places() for group in self._groups]
        labels = [[key.label for key in group.ordered()] for group in self._groups]
        own = [tuple(of[n] for of, n in zip(places, each, strict=True)) for each in self._numbers]
        there = set(own)
        order = [each for each in product(*(range(len(of)) for of in labels)) if each in there]
        at = {each: nth for nth, each in enumerate(order)}
        names = [" × ".join(of[n] for of, n in zip(labels, each, strict=True)) for each in order]
        return [at[each] for each in own], names

    def counts(self) -> FrameCounts:
        """What was left out, and what is left."""
        found = self._counts
        digest = sha256("\n".join(self.keys).encode()).hexdigest()
        return FrameCounts(
            texts=found["texts"],
            empty=found["empty"],
            filtered_out=found["filtered_out"],
            repeated=found["repeated"],
            size=len(self.ids),
            digest=digest,
            questions=", ".join(self._questions),
        )


def folded(words: str) -> str:
    """The words by which two texts are told to be the same: letters small, white space single."""
    return " ".join(words.casefold().split())


def _rows(
    connection: Connection,
    collection_id: int,
    wanted: FrameFilter,
    by: Sequence[Grouping],
    *,
    survey: bool,
) -> Iterator[Sequence[Any]]:
    """All texts of a collection; what an answer has is what its respondent has."""
    source, texts = table_of(Source), table_of(SourceText)
    asked, people = table_of(Question), table_of(Case)
    kept = people if survey else source
    columns = [_value(each.by, kept) for each in wanted.parts]
    columns += [_value(each, kept) for each in by]
    query: Select[Any] = select(source.c.id, source.c.key, texts.c.text)
    query = query.add_columns(asked.c.key if survey else null(), *columns)
    query = query.join(texts, texts.c.id == source.c.id)
    if survey:
        query = query.join(asked, asked.c.id == source.c.question_id).join(
            people,
            (people.c.collection_id == source.c.collection_id)
            & (people.c.row_number == source.c.row_number),
        )
    query = query.where(source.c.collection_id == collection_id).order_by(
        source.c.row_number, source.c.id
    )
    yield from connection.execute(query)


def _value(by: Grouping, kept: Table) -> ColumnElement[Any]:
    """The value of a grouping; `kept` is the table whose attributes are meant."""
    if by.period is None:
        return json_text(kept.c.attributes[by.named])
    given: ColumnElement[Any] = kept.c.attributes[by.named].as_string()
    if not by.attribute:
        given = func.coalesce(given, table_of(Source).c.collected_on)
    return func.substr(given, 1, 10)


def _collection(connection: Connection, collection_id: int) -> tuple[str, str, bool]:
    """The key and the title of a collection, and whether it is a survey."""
    table = table_of(Collection)
    query = select(table.c.key, table.c.title, table.c.kind).where(table.c.id == collection_id)
    found = connection.execute(query).first()
    if found is None:
        raise NoSuchCollection(which=collection_id)
    return found.key, found.title, found.kind is CollectionKind.SURVEY
