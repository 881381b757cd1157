"""Who is counted: the texts in scope, whose voices speak in them, and the group of each.

A voice is a text as spoken by one informant: a case, a respondent, or a text that stands for
itself, as in `qda.displays.informants`. There may be a hundred thousand, so voices are numbers,
and what is known of them stands in columns.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
)

from models.case import Case, CaseSpan
from models.question import Question
from models.recording import BATCH, table_of
from models.source import Collection, Source
from models.vocabulary import AttributeType, QuestionType, Technique
from qda.displays.axes import AxisKind, RowKey, choices_on
from qda.i18n import Speech
from qda.numbers.grouping import Grouping, Groups, checked_attribute
from qda.retrieval.codings import CodingFilter
from qda.retrieval.samples import in_samples

if TYPE_CHECKING:
    import numpy as np

Ints: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"

_Text: TypeAlias = Sequence[Any]
"""A row of the query: text, collection, respondent, what it has on the axis, its value."""

_EMPTY: Final = frozenset(("", "null", '""'))

SELF_SELECTED: Final = frozenset({Technique.APP_REVIEW, Technique.SOCIAL_MEDIA})
"""Texts whose writers chose themselves to write: they stand for nobody else."""

_NAMED: Final = (AxisKind.CASE, AxisKind.SOURCE)


@dataclass(frozen=True, slots=True)
class Voices:
    """Voices by number: the text, the informant and the group of each, and its value (stars).

    A voice without a value has nan there.
    """

    sources: Ints
    informants: Ints
    groups: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody and everything that could have borne a code.

    The first `alone` voices are those of texts without cases; `spoken` are those of cases, by
    text and case; `unspoken` the texts with cases themselves, to which a stretch may belong that
    is none of theirs: they come last. `groups` stand in their order. Where people could make
    several choices, a voice has the number of its set of choices, and `parts` names the groups of
    each set: groups overlap.
    """

    voices: Voices
    alone: int
    spoken: Mapping[tuple[int, int], int]
    unspoken: Mapping[int, int]
    groups: tuple[RowKey, ...]
    techniques: frozenset[Technique]
    parts: tuple[tuple[int, ...], ...] = ()

    @property
    def heard(self) -> int:
        """How many voices there are in any case: those without the unspoken."""
        return self.alone + len(self.spoken)


def population(
    connection: Connection,
    wanted: CodingFilter,
    by: Grouping,
    speech: Speech,
    *,
    value: str = "",
) -> Population:
    """The texts with words that pass a filter, in their groups.

    Of the filter, what chooses texts and people counts here: source, collection, technique,
    sample, case, group and role. `value` names an attribute that is a number, such as stars.

    Raises:
        NoSuchRows: the study has no such attribute, or it is no number.
    """
    if value:
        checked_attribute(connection, value, kinds=(AttributeType.NUMBER,))
    rows = connection.execute(_texts(wanted, by, value)).all()
    if wanted.source_ids:
        rows = [row for row in rows if row[0] in wanted.source_ids]
    builder = _Builder(
        Groups(
            by,
            speech,
            _names(connection, by),
            choices_on(connection, by.axis, speech),
            several=_could_choose_several(connection, by),
        ),
        people=_people(connection, by, wanted),
        values=_values(connection, value),
        collections=_collections_that_pass(connection, wanted),
    )
    speakers = _speakers(connection)
    builder.add_alone([row for row in rows if row[0] not in speakers] if speakers else rows)
    spoken = [(row, speakers[row[0]]) for row in rows if row[0] in speakers] if speakers else []
    passing = builder.add_spoken(spoken)
    # A stretch that is nobody's passes no filter on people.
    of_people = wanted.case_ids or wanted.groups or wanted.roles
    builder.add_unspoken(() if of_people else passing)
    return builder.built(_techniques(connection, wanted))


class _Builder:
    """Turns texts into voices, numbering informants and groups as they come.

    `people` are the cases that pass, with what each has on the axis; `values` what cases have
    where a text has no value of its own; `collections` those whose
    texts pass without a case, None where every text does.
    """

    def __init__(
        self,
        groups: Groups,
        *,
        people: Mapping[int, Any],
        values: Mapping[int, str],
        collections: frozenset[int | None] | None,
    ) -> None:
        self._groups = groups
        self._people = people
        self._values = values
        self._collections = collections
        self._sources: list[int] = []
        self._voices: list[tuple[int, int, str | None]] = []
        self._informants: dict[object, int] = {}
        self._spoken: dict[tuple[int, int], int] = {}
        self._unspoken: dict[int, int] = {}
        self._alone = 0

    def add_alone(self, rows: Sequence[_Text]) -> None:
        """Take in texts in which no case speaks."""
        passing = self._collections
        if passing is not None:
            rows = [row for row in rows if row[1] in passing]
        number, group = self._informants.setdefault, self._groups.of
        known = self._informants
        self._sources = [row[0] for row in rows]
        self._voices = [
            (number((row[1], row[2]) if row[2] else row[0], len(known)), group(row[3]), row[4])
            for row in rows
        ]
        self._alone = len(rows)

    def add_spoken(self, texts: Sequence[tuple[_Text, Sequence[int]]]) -> list[_Text]:
        """Take in texts with the cases that speak there; those texts in which one passes."""
        found = []
        for row, speakers in texts:
            cases = [case_id for case_id in speakers if case_id in self._people]
            for case_id in cases:
                shown = self._people[case_id]
                of_text = shown is None or shown in _EMPTY
                self._spoken[row[0], case_id] = len(self._voices)
                bare = row[4] is None or row[4] in _EMPTY
                value = self._values.get(case_id) if bare else row[4]
                self._add(row, ("case", case_id), row[3] if of_text else shown, value)
            if cases:
                found.append(row)
        return found

    def add_unspoken(self, rows: Sequence[_Text]) -> None:
        """Take in texts with cases once more, for stretches that are nobody's."""
        for row in rows:
            self._unspoken[row[0]] = len(self._voices)
            self._add(row, (row[1], row[2]) if row[2] else row[0], row[3], row[4])

    def _add(self, row: _Text, who: object, shown: str | None, value: str | None) -> None:
        informant = self._informants.setdefault(who, len(self._informants))
        self._sources.append(row[0])
        self._voices.append((informant, self._groups.of(shown), value))

    def built(self, techniques: frozenset[Technique]) -> Population:
        """What was taken in, its groups in their order."""
        import numpy as np

        parts = self._groups.parts()
        places = range(len(parts)) if parts else self._groups.places()
        place = np.array(places, dtype=np.int64)
        numbers = {written: _number(written) for written in {each[2] for each in self._voices}}
        voices = Voices(
            sources=np.array(self._sources, dtype=np.int64),
            informants=np.array([each[0] for each in self._voices], dtype=np.int64),
            groups=place[np.array([each[1] for each in self._voices], dtype=np.int64)],
            values=np.array([numbers[each[2]] for each in self._voices], dtype=np.float64),
        )
        return Population(
            voices=voices,
            alone=self._alone,
            spoken=self._spoken,
            unspoken=self._unspoken,
            groups=self._groups.ordered(),
            techniques=techniques,
            parts=parts,
        )


def _could_choose_several(connection: Connection, by: Grouping) -> bool:
    """Whether the values of a grouping are answers to a question with several choices."""
    if by.axis is None or by.axis.kind is not AxisKind.ATTRIBUTE or by.bands:
        return False
    asked = table_of(Question)
    query = select(asked.c.id).where(
        asked.c.attribute == by.axis.attribute, asked.c.type == QuestionType.CHOICES
    )
    return connection.execute(query.limit(1)).first() is not None


def in_each_group(among: Population, groups: Ints, members: Ints) -> tuple[Ints, Ints]:
    """Groups and members beside them; where groups overlap, each member once in each of its own."""
    import numpy as np

    if not among.parts or not len(groups):
        return groups, members
    sizes = np.array([len(inside) for inside in among.parts], dtype=np.int64)
    flat = np.array([each for inside in among.parts for each in inside], dtype=np.int64)
    first = np.cumsum(sizes) - sizes
    times = sizes[groups]
    before = np.cumsum(times) - times
    steps = np.arange(int(times.sum()), dtype=np.int64) - np.repeat(before, times)
    return flat[np.repeat(first[groups], times) + steps], np.repeat(members, times)


def _number(written: str | None) -> float:
    """The number that a JSON text is; nan where it is none."""
    value = None if written is None else json.loads(written)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return nan
    return float(value)


def _texts(wanted: CodingFilter, by: Grouping, value: str) -> Select[Any]:
    source = table_of(Source)
    query: Select[Any] = select(
        source.c.id,
        source.c.collection_id,
        source.c.respondent,
        _own(by),
        json_text(source.c.attributes[value]) if value else null(),
    ).order_by(source.c.id)
    return _narrowed(query, wanted)


def _narrowed(query: Select[Any], wanted: CodingFilter) -> Select[Any]:
    source = table_of(Source)
    query = query.where(source.c.length > 0)
    # A statement takes so many ids and no more; a larger sample is sifted when it has been read.
    if 0 < len(wanted.source_ids) <= BATCH:
        query = query.where(source.c.id.in_(wanted.source_ids))
    if wanted.collection_ids:
        query = query.where(source.c.collection_id.in_(wanted.collection_ids))
    if wanted.techniques:
        query = query.where(source.c.technique.in_(wanted.techniques))
    if wanted.samples:
        query = query.where(in_samples(source.c.id, wanted.samples))
    return query


def _techniques(connection: Connection, wanted: CodingFilter) -> frozenset[Technique]:
    query = _narrowed(select(table_of(Source).c.technique).distinct(), wanted)
    return frozenset(connection.execute(query).scalars())


def _speakers(connection: Connection) -> dict[int, list[int]]:
    """The cases that speak in each text, in the order of their words."""
    spans = table_of(CaseSpan)
    query = (
        select(spans.c.source_id, spans.c.case_id)
        .group_by(spans.c.source_id, spans.c.case_id)
        .order_by(spans.c.source_id, func.min(spans.c.start))
    )
    found: dict[int, list[int]] = defaultdict(list)
    for source_id, case_id in connection.execute(query).all():
        found[source_id].append(case_id)
    return dict(found)


def _people(connection: Connection, by: Grouping, wanted: CodingFilter) -> dict[int, Any]:
    """The cases that pass a filter, with what they have on the axis."""
    people = table_of(Case)
    query = select(people.c.id, _of_case(by))
    if wanted.case_ids:
        query = query.where(people.c.id.in_(wanted.case_ids))
    if wanted.groups:
        query = query.where(people.c.stakeholder_group.in_(wanted.groups))
    if wanted.roles:
        query = query.where(people.c.role.in_(wanted.roles))
    return {row[0]: row[1] for row in connection.execute(query)}


def _values(connection: Connection, value: str) -> dict[int, str]:
    """What cases have under the attribute that is a number; of a text that has it, its own goes."""
    if not value:
        return {}
    people = table_of(Case)
    query = select(people.c.id, json_text(people.c.attributes[value]))
    return {row[0]: row[1] for row in connection.execute(query) if row[1] not in (None, *_EMPTY)}


def _collections_that_pass(
    connection: Connection, wanted: CodingFilter
) -> frozenset[int | None] | None:
    if wanted.case_ids:
        return frozenset()
    if not wanted.groups and not wanted.roles:
        return None
    table = table_of(Collection)
    query = select(table.c.id)
    if wanted.groups:
        query = query.where(table.c.stakeholder_group.in_(wanted.groups))
    if wanted.roles:
        query = query.where(table.c.role.in_(wanted.roles))
    return frozenset(connection.execute(query).scalars())


def json_text(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A member of a JSON column as the text it is written as; read once for each distinct one."""
    # A value is not parsed by the database's driver for each of a hundred thousand rows.
    return type_coerce(cast(column, String), String)


def _own(by: Grouping) -> ColumnElement[Any]:
    """What a text has on the axis by itself, or through its collection."""
    source, collection = table_of(Source), table_of(Collection)
    if by.period is not None:
        given: ColumnElement[Any] = source.c.attributes[by.named].as_string()
        if not by.attribute:
            given = func.coalesce(given, source.c.collected_on)
        return func.substr(given, 1, 10)
    if by.axis is None:
        return null()
    if by.axis.kind is AxisKind.ATTRIBUTE:
        return json_text(source.c.attributes[by.named])
    if by.axis.kind in _NAMED:
        # A collection is one row of such an axis; its texts would be thousands.
        return case(
            (source.c.collection_id.is_not(None), _named("collection", source.c.collection_id)),
            else_=_named("source", source.c.id),
        )
    if by.axis.kind is AxisKind.TECHNIQUE:
        return cast(source.c.technique, String)
    column = collection.c.role if by.axis.kind is AxisKind.ROLE else collection.c.stakeholder_group
    of_collection = select(cast(column, String)).where(collection.c.id == source.c.collection_id)
    return of_collection.scalar_subquery()


def _of_case(by: Grouping) -> ColumnElement[Any]:
    """What a case has on the axis; it goes before what its text has."""
    people = table_of(Case)
    if by.period is not None and by.attribute:
        return func.substr(people.c.attributes[by.named].as_string(), 1, 10)
    if by.axis is None:
        return null()
    if by.axis.kind is AxisKind.ATTRIBUTE:
        return json_text(people.c.attributes[by.named])
    columns: dict[AxisKind, ColumnElement[Any]] = {
        AxisKind.ROLE: cast(people.c.role, String),
        AxisKind.GROUP: cast(people.c.stakeholder_group, String),
        # A survey is one row of such an axis; its respondents would be thousands.
        AxisKind.CASE: case(
            (people.c.collection_id.is_not(None), _named("collection", people.c.collection_id)),
            else_=_named("case", people.c.id),
        ),
    }
    return columns.get(by.axis.kind, null())


def _named(kind: str, column: ColumnElement[Any]) -> ColumnElement[str]:
    return literal(f"{kind}:") + cast(column, String)


def _names(connection: Connection, by: Grouping) -> dict[str, str]:
    """What the cases, sources and collections of an axis are called."""
    if by.axis is None or by.axis.kind not in _NAMED:
        return {}
    source, people, collection = table_of(Source), table_of(Case), table_of(Collection)
    alone = select(source.c.id, source.c.key, source.c.title).where(
        source.c.collection_id.is_(None)
    )
    tables = select(collection.c.id, collection.c.key, collection.c.title)
    cases = select(people.c.id, people.c.name)
    in_brackets = by.axis.kind is AxisKind.CASE
    return (
        {
            f"source:{row[0]}": f"{row[2]} ({row[1]})" if in_brackets else f"{row[1]} · {row[2]}"
            for row in connection.execute(alone)
        }
        | {f"collection:{row[0]}": f"{row[2]} ({row[1]})" for row in connection.execute(tables)}
        | {f"case:{row[0]}": row[1] for row in connection.execute(cases)}
    )
