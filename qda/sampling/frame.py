"""The frame of a sample: the texts of a collection it may be drawn from, in one order for all.

The order is that of the rows of the table the collection came from, as in their keys. What was
left out is counted: texts without words, those that the filter does not let pass, and, where
texts with the same words stand for one, all but the first of these. Where respondents are drawn,
each stands in the frame once, with all the answers that are left of his.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, select

from models.case import Case, CaseSpan
from models.question import Question
from models.recording import table_of
from models.source import Collection, Source, SourceText
from models.vocabulary import AttributeOwner
from qda.displays.axes import choices_on
from qda.i18n import Speech
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent
from qda.numbers.grouping import Grouping, Groups, grouping_label
from qda.numbers.population import json_text
from qda.retrieval.questions import ChoicePlace
from qda.retrieval.sources import attributes
from qda.sampling.choosing import FrameFilter, dated_or_named, read_filter
from qda.sampling.plan import NoSuchCollection, NotRespondents, SamplePlan

_SILENT: Final = Silent()
_AT_ONCE: Final = 2_000
"""Texts that are looked at between two reports of progress."""


@dataclass(frozen=True, slots=True)
class FrameCounts:
    """What a frame was made of: all texts of the collection, what was left out, what is left.

    `digest` is the SHA-256 of the keys that are left, in hex: the same frame has the same.
    `questions` names the open questions of a survey whose answers the texts are, by their keys.
    Where respondents are drawn, `size` counts those who are left, `respondents` all there are, and
    `answers` the texts that are left.
    """

    texts: int
    empty: int
    filtered_out: int
    repeated: int
    size: int
    digest: str
    questions: str = ""
    respondents: int = 0
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What may be drawn: ids, keys and strata in their order, and all strata by name.

    `name_ids` are the ids of the values that each name is made of. Texts are drawn by their own
    ids and keys; where `members` are given, each is one respondent, by the key of his row, with
    the ids and keys of his answers.
    """

    collection_id: int
    title: str
    key: str
    ids: tuple[int, ...]
    keys: tuple[str, ...]
    strata: tuple[int, ...]
    names: tuple[str, ...]
    stratified_by: tuple[str, ...]
    counts: FrameCounts
    name_ids: tuple[tuple[str, ...], ...] = ()
    members: tuple[tuple[tuple[int, str], ...], ...] = ()

    def texts_at(self, at: int) -> tuple[tuple[int, str], ...]:
        """The ids and keys of the texts that come with what stands at a place."""
        return self.members[at] if self.members else ((self.ids[at], self.keys[at]),)

    def ids_of(self, stratum: int) -> tuple[str, ...]:
        """The ids of the values of a stratum; none where there are no strata."""
        return self.name_ids[stratum] if self.name_ids else ()

    def sizes(self) -> list[int]:
        """How many texts, or respondents, each stratum has."""
        found = Counter(self.strata)
        return [found[at] for at in range(len(self.names))]


def frame_of(
    connection: Connection, plan: SamplePlan, speech: Speech, progress: Progress = _SILENT
) -> Frame:
    """The frame of a plan; the names of its strata are worded by `speech`.

    Raises:
        NoSuchCollection: there is no such collection.
        NotRespondents: respondents are to be drawn, and it has none.
        BadFrameFilter, NoSuchRows: the filter or a stratum cannot be read.
        Cancelled: the progress said so.
    """
    collection = _collection(connection, plan.collection_id)
    people = _respondents(connection, plan.collection_id) if plan.of_respondents else 0
    if plan.of_respondents and not people:
        raise NotRespondents(key=collection[0])
    wanted = read_filter(connection, plan.filter)
    by = [dated_or_named(connection, name) for name in plan.by]
    choices = [choices_on(connection, each.axis, speech) for each in by]
    left = _Left(plan, wanted, by, choices, speech)
    total, said = _size(connection, plan.collection_id), speech("Reading the texts of the frame")
    # A look for cycles among so many values would hold the window up, too.
    with collector_paused():
        for nth, row in enumerate(_rows(connection, plan.collection_id, wanted, by)):
            if nth % _AT_ONCE == 0:
                progress.report(nth, total, said)
            left.take(row)
        progress.report(total, total, said)
        strata, names, ids = left.strata()
    return Frame(
        collection_id=plan.collection_id,
        title=collection[1],
        key=collection[0],
        ids=tuple(left.ids),
        keys=tuple(left.keys),
        strata=tuple(strata),
        names=tuple(names),
        stratified_by=tuple(grouping_label(connection, each, speech) for each in by),
        counts=left.counts(people),
        name_ids=tuple(ids),
        members=tuple(map(tuple, left.members)),
    )


class _Left:
    """Sifts rows: what may be drawn, what is left out, and the stratum of each."""

    def __init__(
        self,
        plan: SamplePlan,
        wanted: FrameFilter,
        by: Sequence[Grouping],
        choices: Sequence[Mapping[str, ChoicePlace]],
        speech: Speech,
    ) -> None:
        self.ids: list[int] = []
        self.members: list[list[tuple[int, str]]] = []
        self._of_respondents = plan.of_respondents
        self._last: int | None = None
        self._questions: dict[str, None] = {}
        self.keys: list[str] = []
        self._folded = plan.folded
        self._wanted = wanted
        self._groups = [
            Groups(each, speech, {}, known) for each, known in zip(by, choices, strict=True)
        ]
        self._numbers: list[tuple[int, ...]] = []
        self._seen: set[str] = set()
        self._counts: Counter[str] = Counter()

    def take(self, row: Sequence[Any]) -> None:
        """Look at one row: id, key, words, question, number, respondent, then further values.

        These are the values of the filter and of the strata.
        """
        self._counts["texts"] += 1
        id_, key, words, question, number, respondent = row[:6]
        if not words or words.isspace():
            self._counts["empty"] += 1
            return
        values = row[6:]
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
        self._counts["left"] += 1
        if self._of_respondents:
            if self.members and number == self._last:
                self.members[-1].append((id_, key))
                return
            self.members.append([(id_, key)])
            self._last, key = number, respondent
        self.ids.append(id_)
        self.keys.append(key)
        of_strata = values[len(parts) :]
        places = (group.of(v) for group, v in zip(self._groups, of_strata, strict=True))
        self._numbers.append(tuple(places))

    def strata(self) -> tuple[list[int], list[str], list[tuple[str, ...]]]:
        """The stratum of each text; of the strata with texts, in order, names and ids of values."""
        places = [group.places() for group in self._groups]
        keys = [group.ordered() for group in self._groups]
        own = [tuple(of[n] for of, n in zip(places, each, strict=True)) for each in self._numbers]
        there = set(own)
        order = [each for each in product(*(range(len(of)) for of in keys)) if each in there]
        at = {each: nth for nth, each in enumerate(order)}
        found = [[of[n] for of, n in zip(keys, each, strict=True)] for each in order]
        names = [" × ".join(key.label for key in each) for each in found]
        return [at[each] for each in own], names, [tuple(k.id for k in each) for each in found]

    def counts(self, people: int) -> FrameCounts:
        """What was left out, and what is left; of `people` respondents where these are drawn."""
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
            respondents=people,
            answers=found["left"] if people else 0,
        )


def folded(words: str) -> str:
    """The words by which two texts are told to be the same: letters small, white space single."""
    return " ".join(words.casefold().split())


def _rows(
    connection: Connection, collection_id: int, wanted: FrameFilter, by: Sequence[Grouping]
) -> Iterator[Sequence[Any]]:
    source, texts, asked = table_of(Source), table_of(SourceText), table_of(Question)
    groupings = [*(each.by for each in wanted.parts), *by]
    of_cases = _of_cases(connection) if groupings else frozenset()
    columns = [_value(each, of_cases) for each in groupings]
    query = (
        select(source.c.id, source.c.key, texts.c.text, asked.c.key)
        .add_columns(source.c.row_number, source.c.respondent, *columns)
        .join(texts, texts.c.id == source.c.id)
        .outerjoin(asked, asked.c.id == source.c.question_id)
        .where(source.c.collection_id == collection_id)
        .order_by(source.c.row_number, source.c.id)
    )
    yield from connection.execute(query)


def _value(by: Grouping, of_cases: frozenset[str]) -> ColumnElement[Any]:
    """What a text has, or else the person who speaks in it: respondents have their answers."""
    source = table_of(Source)
    given = _own(source.c.attributes, by)
    if by.named in of_cases:
        given = func.coalesce(given, _of_speaker(by))
    if by.period is None:
        return given
    if not by.attribute:
        given = func.coalesce(given, source.c.collected_on)
    return func.substr(given, 1, 10)


def _own(bag: ColumnElement[Any], by: Grouping) -> ColumnElement[Any]:
    if by.period is not None:
        written: ColumnElement[Any] = bag[by.named].as_string()
        return written
    # What is not there is null to the one database, and the word to the other.
    return func.nullif(json_text(bag[by.named]), "null")


def _of_speaker(by: Grouping) -> ColumnElement[Any]:
    """What the first case of a text has, in the order in which cases were made."""
    source, people, spans = table_of(Source), table_of(Case), table_of(CaseSpan)
    query = (
        select(_own(people.c.attributes, by))
        .join(spans, spans.c.case_id == people.c.id)
        .where(spans.c.source_id == source.c.id)
        .order_by(people.c.id)
        .limit(1)
    )
    return query.correlate(source).scalar_subquery()


def _of_cases(connection: Connection) -> frozenset[str]:
    """The attributes that cases have."""
    return frozenset(
        each.name for each in attributes(connection) if each.owner is AttributeOwner.CASE
    )


def _size(connection: Connection, collection_id: int) -> int:
    source = table_of(Source)
    query = select(func.count()).where(source.c.collection_id == collection_id)
    return int(connection.execute(query).scalar_one())


def _respondents(connection: Connection, collection_id: int) -> int:
    people = table_of(Case)
    query = select(func.count()).where(people.c.collection_id == collection_id)
    return int(connection.execute(query).scalar_one())


def _collection(connection: Connection, collection_id: int) -> tuple[str, str]:
    table = table_of(Collection)
    query = select(table.c.key, table.c.title).where(table.c.id == collection_id)
    found = connection.execute(query).first()
    if found is None:
        raise NoSuchCollection(which=collection_id)
    return found.key, found.title
