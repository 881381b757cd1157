"""Everything that is recorded beside codings, and what it may speak of, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from models.positions import Span
from qda.i18n import Speech
from qda.retrieval.asked import AskedRow, answers
from qda.retrieval.cases import everybody
from qda.retrieval.claims import ClaimRow, claims
from qda.retrieval.codes import codes
from qda.retrieval.events import EventRow, events, happenings
from qda.retrieval.planned import Accounted, PlannedRow, accounting
from qda.retrieval.ratings import RatingRow, ratings
from qda.retrieval.relations import EndKind, RelationEnd, RelationRow, relations
from qda.retrieval.rows import CaseRow, CodeRow, SourceRow
from qda.retrieval.sources import sources
from qda.retrieval.stages import StageRow, stages
from qda.session import StudyState

Row: TypeAlias = EventRow | RelationRow | RatingRow | ClaimRow | AskedRow | PlannedRow | StageRow
"""A record of any list."""


class ListKind(StrEnum):
    """The lists, from the left."""

    EVENT = "event"
    RELATION = "relation"
    RATING = "rating"
    CLAIM = "claim"
    ASKED = "asked"
    PLANNED = "planned"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Known:
    """What records may speak of; `contradicted` are the ids of events whose dates differ.

    `accounts` say of a plan, by its id, what became of it; `claims` are those of the study, for the
    figures that are worked out from them.
    """

    codes: tuple[CodeRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    strands: tuple[str, ...] = ()
    contradicted: frozenset[int] = frozenset()
    accounts: Mapping[int, Accounted] = field(default_factory=dict, hash=False)
    _code_of: Mapping[int | None, CodeRow] = field(default_factory=dict, hash=False)
    _source_of: Mapping[int | None, SourceRow] = field(default_factory=dict, hash=False)

    def code_name(self, code_id: int | None, speech: Speech) -> str:
        """A code by its short id and its name; empty for none."""
        found = self._code_of.get(code_id)
        return "" if found is None else code_words(found, speech)

    def source_name(self, source_id: int | None) -> str:
        """A source by its key and title; empty for none, and for a row of a collection."""
        found = self._source_of.get(source_id)
        return "" if found is None else f"{found.key}  {found.title}"

    def language_of(self, source_id: int) -> str:
        """The language a source is in; Indonesian where nothing is known of it."""
        found = self._source_of.get(source_id)
        return "id" if found is None else found.language or "id"

    def end_name(self, end: RelationEnd, speech: Speech) -> str:
        """What a relation runs from or to."""
        if end.kind is EndKind.CASE:
            return end.name
        named = self.code_name(end.code_id, speech) or end.name
        return f"{named} · {end.key}" if end.key else named


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """All records by their list, and what they may speak of."""

    rows: Mapping[ListKind, tuple[Row, ...]] = field(default_factory=dict, hash=False)
    known: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a source that something is to be recorded of; `key` is their trace key."""

    source_id: int
    span: Span
    quote: str
    key: str
    language: str = "id"


def code_words(code: CodeRow, speech: Speech) -> str:
    """A code by its short id and the name in the language."""
    return f"{code.canonical_id.rpartition(':')[2]}  {code.name(speech.language)}"


def read_records(state: StudyState) -> RecordsRead:
    """Everything that is recorded."""
    known = read_known(state)
    there = events(state)
    contradicted = frozenset(
        row.id for each in happenings(there) if each.is_contradicted for row in each.events
    )
    lines = [line for line in accounting(state) if line.plan is not None]
    rows: dict[ListKind, tuple[Row, ...]] = {
        ListKind.EVENT: there,
        ListKind.RELATION: relations(state),
        ListKind.RATING: ratings(state),
        ListKind.CLAIM: known.claims,
        ListKind.ASKED: answers(state),
        ListKind.PLANNED: tuple(line.plan for line in lines if line.plan is not None),
        ListKind.STAGE: stages(state),
    }
    accounts = {line.plan.id: line for line in lines if line.plan is not None}
    known = replace(known, contradicted=contradicted, accounts=accounts)
    return RecordsRead(rows, known)


def read_known(state: StudyState) -> Known:
    """What records may speak of, without the lists."""
    tree, there = tuple(codes(state, counted=False)), sources(state)
    return Known(
        tree,
        everybody(state),
        there,
        claims(state),
        tuple(dict.fromkeys(row.strand for row in events(state) if row.strand)),
        _code_of={each.id: each for each in tree},
        _source_of={each.id: each for each in there},
    )
