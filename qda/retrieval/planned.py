"""Accounts for the data: what was planned, what became of it, and what came unplanned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from models.record import Planned
from models.recording import table_of
from models.source import Source
from models.vocabulary import PlanState, Reading, Technique
from qda.retrieval.progress import SourceProgress, progress
from qda.retrieval.records import case_names
from qda.retrieval.sources import case_names_by_source


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """Data that are to be collected; `number` is the how-manieth time.

    `source_id` is the source that a researcher said it became, None where nobody did.
    """

    id: int
    uuid: str
    who: str
    technique: Technique
    number: int
    case_id: int | None
    case: str
    source_id: int | None
    state: PlanState
    due_on: str
    note: str


class Step(StrEnum):
    """How far data are; each step holds those before it."""

    PLANNED = "planned"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"
    COLLECTED = "collected"
    TRANSCRIBED = "transcribed"
    READ = "read"
    CODED = "coded"


@dataclass(frozen=True, slots=True)
class Accounted:
    """A line of the accounts: what was planned, and the source or collection it became.

    `plan` is None for what came unplanned, `source` for what is not there yet. `cases` are those
    who speak in it; `collected_on` is ISO 8601. `is_matched` holds where the source was found by
    case, technique and number, and nobody named it.
    """

    plan: PlannedRow | None
    source: SourceProgress | None
    cases: tuple[str, ...] = ()
    collected_on: str = ""
    is_matched: bool = False

    @property
    def is_transcribed(self) -> bool:
        """Whether there are words to read."""
        return self.source is not None and self.source.length > 0

    @property
    def step(self) -> Step:
        """How far it is: a source that is there speaks for itself, else the plan does."""
        if self.source is not None:
            if self.source.codings:
                return Step.CODED
            if self.source.reading is Reading.READ:
                return Step.READ
            return Step.TRANSCRIBED if self.is_transcribed else Step.COLLECTED
        return Step(PlanState.PLANNED if self.plan is None else self.plan.state)

    def is_late(self, today: str) -> bool:
        """Whether it was due before `today` (ISO 8601) and is only planned."""
        due = "" if self.plan is None else self.plan.due_on
        # What is due in a month is late when the month is over.
        return self.step is Step.PLANNED and bool(due) and due < today[: len(due)]


def planned(connection: Connection) -> tuple[PlannedRow, ...]:
    """The planned data, in the order in which they were planned."""
    table = table_of(Planned)
    rows = connection.execute(select(table).order_by(table.c.id)).mappings().all()
    names = case_names(connection, (row["case_id"] or 0 for row in rows))
    return tuple(
        PlannedRow(
            id=row["id"],
            uuid=row["uuid"],
            who=row["who"],
            technique=row["technique"],
            number=row["number"],
            case_id=row["case_id"],
            case=names.get(row["case_id"] or 0, ""),
            source_id=row["source_id"],
            state=row["state"],
            due_on=row["due_on"],
            note=row["note"],
        )
        for row in rows
    )


def accounting(connection: Connection) -> tuple[Accounted, ...]:
    """The plans with what became of them, then what came unplanned, by key.

    A plan without a source is met by the n-th source of its technique in which its case, or one
    called as it is, speaks, or which has its title; sources are counted by date, then by key.
    """
    plans, there = planned(connection), progress(connection)
    facts = _Facts(connection, there)
    named = {each.id: facts.holding(each.source_id) for each in plans}
    taken = {id(row) for row in named.values() if row is not None}
    made: list[Accounted] = []
    for plan in plans:
        row, is_matched = named[plan.id], False
        if plan.source_id is None:
            row = facts.matching(plan)
            is_matched = row is not None and id(row) not in taken
            row = row if is_matched else None
            taken.add(id(row))
        made.append(facts.told(plan, row, is_matched=is_matched))
    return (*made, *(facts.told(None, row) for row in there if id(row) not in taken))


class _Facts:
    """What the sources of a study are, for the accounts."""

    def __init__(self, connection: Connection, there: Sequence[SourceProgress]) -> None:
        self._by_source = {row.source_id: row for row in there if row.source_id is not None}
        self._by_collection = {row.collection_id: row for row in there if row.source_id is None}
        source = table_of(Source)
        query = select(source.c.id, source.c.collected_on).where(source.c.collection_id.is_(None))
        self._dates = {row.id: row.collected_on[:10] for row in connection.execute(query)}
        self._cases = case_names_by_source(connection)
        linked = select(source.c.id, source.c.collection_id).where(
            source.c.id.in_(select(table_of(Planned).c.source_id))
        )
        self._collections = {row.id: row.collection_id for row in connection.execute(linked)}
        self._called: dict[tuple[str, Technique], list[SourceProgress]] = defaultdict(list)
        for row in sorted(there, key=self._in_order):
            for name in {row.title.casefold(), *map(str.casefold, self._spoken_in(row))}:
                self._called[name, row.technique].append(row)

    def holding(self, source_id: int | None) -> SourceProgress | None:
        """The source that a plan names, or the collection it is a row of."""
        if source_id is None:
            return None
        return self._by_source.get(source_id) or self._by_collection.get(
            self._collections.get(source_id)
        )

    def matching(self, plan: PlannedRow) -> SourceProgress | None:
        """What meets a plan for which nothing is named."""
        fitting = self._called.get(((plan.case or plan.who).casefold(), plan.technique), [])
        return fitting[plan.number - 1] if plan.number <= len(fitting) else None

    def told(
        self, plan: PlannedRow | None, row: SourceProgress | None, *, is_matched: bool = False
    ) -> Accounted:
        """The line of a plan and what became of it."""
        if row is None or row.source_id is None:
            return Accounted(plan, row, is_matched=is_matched)
        day = self._dates.get(row.source_id, "")
        return Accounted(plan, row, self._spoken_in(row), day, is_matched)

    def _spoken_in(self, row: SourceProgress) -> tuple[str, ...]:
        return () if row.source_id is None else self._cases.get(row.source_id, ())

    def _in_order(self, row: SourceProgress) -> tuple[str, str]:
        day = "" if row.source_id is None else self._dates.get(row.source_id, "")
        return day or "9999", row.key
