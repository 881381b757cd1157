"""Checks the numbers of a study: derived figures, what sources contradict, and sums of tables."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.recording import table_of
from models.source import Source
from models.vocabulary import CodingState
from qda.jobs.progress import Progress, Silent
from qda.recording.checking import (
    Contradiction,
    DerivedCheck,
    checked_figures,
    contradictions,
)
from qda.recording.sums import SumChecked, sums_in
from qda.retrieval.claims import claims
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.sources import source_texts


@dataclass(frozen=True, slots=True)
class TableSum:
    """A total or a growth that a table of a source states, with the trace key of its place."""

    source_id: int
    key: str
    found: SumChecked


@dataclass(frozen=True, slots=True)
class NumbersChecked:
    """All that was checked: derived figures, contradictions, and sums of tables, met or not."""

    figures: tuple[DerivedCheck, ...]
    contradictions: tuple[Contradiction, ...]
    sums: tuple[TableSum, ...]

    @property
    def problems(self) -> int:
        """How many of them do not hold."""
        return (
            sum(not each.is_met for each in self.figures)
            + len(self.contradictions)
            + sum(not each.found.is_met for each in self.sums)
        )


def checked_numbers(
    connection: Connection,
    source_ids: frozenset[int] = frozenset(),
    progress: Progress = Silent(),  # noqa: B008 - it holds nothing
    *,
    proposed: bool = False,
) -> NumbersChecked:
    """The numbers of a study, checked; tables in some sources, or in all that stand alone.

    Claims that nobody has confirmed are left out, unless `proposed` asks for them, too.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    states = frozenset[CodingState]() if proposed else frozenset({CodingState.CONFIRMED})
    found = claims(connection, states=states)
    return NumbersChecked(
        checked_figures(found),
        contradictions(found),
        table_sums(connection, source_ids, progress),
    )


def table_sums(
    connection: Connection,
    source_ids: frozenset[int] = frozenset(),
    progress: Progress = Silent(),  # noqa: B008 - it holds nothing
) -> tuple[TableSum, ...]:
    """The totals and growths that tables in texts state, checked, by source and place.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    table = table_of(Source)
    query = select(table.c.id, table.c.key, table.c.language).order_by(table.c.key)
    if source_ids:
        query = query.where(table.c.id.in_(source_ids))
    else:
        query = query.where(table.c.collection_id.is_(None))
    rows = connection.execute(query).all()
    finder = ParagraphFinder(connection, [row.id for row in rows])
    made: list[TableSum] = []
    for done, row in enumerate(rows):
        progress.report(done, len(rows))
        text = source_texts(connection, [row.id]).get(row.id, "")
        made += [
            TableSum(row.id, finder.key(row.key, row.id, each.span.start), each)
            for each in sums_in(text, row.language or "id")
        ]
    progress.report(len(rows), len(rows))
    return tuple(made)
