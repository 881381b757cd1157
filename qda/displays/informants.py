"""Says whose words a coded segment is, so that people are counted and not segments.

A segment belongs to every case whose span it touches. A unit of a collection without a case
belongs to its respondent, or, where the author is not known, to itself alone: two anonymous
reviews are two informants. Any other text without a case stands for itself, as a document does.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from models.case import Case
from models.recording import table_of
from models.source import Collection, Source
from models.vocabulary import StakeholderGroup, Technique
from qda.retrieval.cases import case_spans
from qda.retrieval.rows import AttributeValue


class Informant(NamedTuple):
    """Who is counted once: a case, a respondent, or a text that stands for itself."""

    kind: str
    which: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A source or a unit of a collection as the displays see it."""

    id: int
    key: str
    title: str
    technique: Technique
    language: str
    collection_id: int | None
    respondent: str
    attributes: dict[str, AttributeValue]
    read: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A case as the displays see it; `collection_id` is the survey whose respondent it is."""

    id: int
    name: str
    role: str
    group: StakeholderGroup | None
    attributes: dict[str, AttributeValue]
    collection_id: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A collection as the displays see it."""

    id: int
    key: str
    title: str
    role: str
    group: StakeholderGroup | None


class Voices:
    """All units, people and collections of a study, and whose words stand where."""

    def __init__(self, connection: Connection) -> None:
        self.units = _units(connection)
        self.people = _people(connection)
        self.groups = _groups(connection)
        self._spans = case_spans(connection)
        self._starts = {key: [span[0] for span in spans] for key, spans in self._spans.items()}
        self._longest = {
            key: max(end - start for start, end, _ in spans) for key, spans in self._spans.items()
        }
        self._cases_at: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._names: dict[tuple[int, ...], str] = {}
        # By the ids of the cases, or by a source without one as a negative id.
        self._marks: dict[tuple[int, ...], tuple[str, ...]] = {}

    def cases_at(self, source_id: int, start: int, end: int) -> tuple[int, ...]:
        """The ids of the cases whose words the span touches, each once, in order."""
        place = (source_id, start, end)
        known = self._cases_at.get(place)
        if known is None:
            # A matrix asks twice for every coding: whose row it is, and whose name it bears.
            known = self._cases_at[place] = self._found_at(source_id, start, end)
        return known

    def _found_at(self, source_id: int, start: int, end: int) -> tuple[int, ...]:
        spans = self._spans.get(source_id)
        if spans is None:
            return ()
        starts = self._starts[source_id]
        first = bisect_left(starts, start - self._longest[source_id])
        last = bisect_left(starts, end)
        found = {case: None for s, e, case in spans[first:last] if s < end and start < e}
        return tuple(found)

    def cases_of(self, source_id: int) -> tuple[int, ...]:
        """The ids of all cases that have words in a source."""
        return tuple({case: None for _, _, case in self._spans.get(source_id, ())})

    def described(self, source_id: int, case_id: int | None) -> Person | Group | None:
        """Who lends role and group to a text as spoken by a case.

        The case does, else the text's collection; None where there is neither.
        """
        if case_id is not None:
            return self.people[case_id]
        collection_id = self.units[source_id].collection_id
        return None if collection_id is None else self.groups[collection_id]

    def names_at(self, source_id: int, start: int, end: int) -> str:
        """The names of the cases whose words the span touches; empty where there are none."""
        cases = self.cases_at(source_id, start, end)
        if cases not in self._names:
            self._names[cases] = "; ".join(self.people[case].name for case in cases)
        return self._names[cases]

    def title_of(self, source_id: int) -> str:
        """The title of a text; that of its collection where it has none of its own."""
        unit = self.units[source_id]
        if unit.title or unit.collection_id is None:
            return unit.title
        return self.groups[unit.collection_id].title

    def informants_at(self, source_id: int, start: int, end: int) -> tuple[Informant, ...]:
        """Who is to be counted for a segment; never nobody."""
        cases = self.cases_at(source_id, start, end) or (None,)
        return tuple(self.informant(source_id, case) for case in cases)

    def marks_at(self, source_id: int, start: int, end: int) -> tuple[str, ...]:
        """The informants of a segment as marks that tell them apart and say no more."""
        cases = self.cases_at(source_id, start, end)
        which = cases or (-source_id,)
        known = self._marks.get(which)
        if known is None:
            found = self.informants_at(source_id, start, end)
            known = self._marks[which] = tuple(f"{each.kind}:{each.which}" for each in found)
        return known

    def informant(self, source_id: int, case_id: int | None) -> Informant:
        """Who is counted for a text as spoken by a case, or by nobody in particular."""
        return self.alone(source_id) if case_id is None else Informant("case", str(case_id))

    def alone(self, source_id: int) -> Informant:
        """Who is counted for a text that belongs to no case."""
        unit = self.units[source_id]
        if unit.respondent:
            return Informant("respondent", f"{unit.collection_id}:{unit.respondent}")
        return Informant("source", str(source_id))


def _units(connection: Connection) -> dict[int, Unit]:
    table = table_of(Source)
    query = select(
        table.c.id,
        table.c.key,
        table.c.title,
        table.c.technique,
        table.c.language,
        table.c.collection_id,
        table.c.respondent,
        table.c.attributes,
        table.c.reading == "read",
    ).order_by(table.c.key)
    return {row[0]: Unit(*row) for row in connection.execute(query)}


def _people(connection: Connection) -> dict[int, Person]:
    table = table_of(Case)
    query = select(
        table.c.id,
        table.c.name,
        table.c.role,
        table.c.stakeholder_group,
        table.c.attributes,
        table.c.collection_id,
    ).order_by(table.c.name)
    return {row[0]: Person(*row) for row in connection.execute(query)}


def _groups(connection: Connection) -> dict[int, Group]:
    table = table_of(Collection)
    query = select(
        table.c.id, table.c.key, table.c.title, table.c.role, table.c.stakeholder_group
    ).order_by(table.c.key)
    return {row[0]: Group(*row) for row in connection.execute(query)}
