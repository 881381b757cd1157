"""What displays make of records: events, ratings, relations and claims as things cells rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select

from models.recording import table_of
from models.source import Source
from models.vocabulary import Missing
from qda.displays.informants import Informant
from qda.displays.periods import date_of
from qda.displays.values import Cell, Record, RecordKind
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.retrieval.claims import ClaimRow
from qda.retrieval.events import EventRow
from qda.retrieval.ratings import RatingRow
from qda.retrieval.records import RecordRow
from qda.retrieval.relations import RelationRow

UNREAD: Final = mark("Not every text has been read to the end.")
"""Why nothing can be said yet of a cell that no record fills."""


def is_in_scope(bench: Workbench, row: RecordRow) -> bool:
    """Whether a record passes the display's filter: its state, its author, its place.

    What a researcher recorded without naming a source speaks of the study as a whole and passes.
    """
    wanted = bench.wanted
    if wanted.states and row.state not in wanted.states:
        return False
    if wanted.coder_ids and row.coder_id not in wanted.coder_ids:
        return False
    if row.source_id is None:
        return True
    if row.source_id not in bench.scope.texts:
        return False
    if row.span is None:
        return bool(bench.scope.voices_of(row.source_id))
    return bool(bench.scope.voices_at(row.source_id, row.span.start, row.span.end))


def informants_of(bench: Workbench, row: RecordRow) -> frozenset[Informant]:
    """Who speaks in the words of a record; nobody where it names no source."""
    if row.source_id is None:
        return frozenset()
    if row.span is None:
        return frozenset((bench.voices.alone(row.source_id),))
    cases = bench.scope.voices_at(row.source_id, row.span.start, row.span.end)
    return frozenset(bench.voices.informant(row.source_id, case) for case in cases)


def record(bench: Workbench, row: RecordRow) -> int:
    """The index of a record among those of the display."""
    return bench.record(
        Record(
            kind=_KINDS[type(row)],
            id=row.uuid,
            key=row.key,
            text=row.quote or _words(row),
            author=row.coder,
            made_at=row.made_at,
            source_id=row.source_id,
            span=row.span,
        )
    )


def source_dates(bench: Workbench) -> dict[int, str]:
    """When each text was written or collected; texts without a date are left out."""
    table = table_of(Source)
    query = select(table.c.id, table.c.collected_on)
    found = {
        row.id: date_of(bench.voices.units[row.id], row.collected_on)
        for row in bench.connection.execute(query)
    }
    return {source: written for source, written in found.items() if written}


def unfilled(bench: Workbench, words: str, *, texts: Iterable[int] | None = None) -> Cell:
    """A cell that no record fills: pending while a text is unread, else said to hold nothing.

    `words` is an English sentence of the catalogue; `texts` are those that could speak, all of
    the scope where none are named.
    """
    could = bench.scope.texts if texts is None else texts
    if any(not bench.voices.units[source].read for source in could):
        return bench.missing(Missing.PENDING, bench.speech(words) + " " + bench.speech(UNREAD))
    return bench.missing(Missing.SILENT, bench.speech(words))


_KINDS: Final[dict[type[RecordRow], RecordKind]] = {
    EventRow: RecordKind.EVENT,
    RatingRow: RecordKind.RATING,
    RelationRow: RecordKind.RELATION,
    ClaimRow: RecordKind.CLAIM,
}


def _words(row: RecordRow) -> str:
    """What a record says where it was read from no words."""
    if isinstance(row, EventRow):
        return row.title
    if isinstance(row, RatingRow):
        said = f"{row.code} {row.case}".strip() + f": {row.value:g} ({row.low}–{row.high})"
        return "; ".join(part for part in (said, row.reason, row.rule) if part)
    if isinstance(row, RelationRow):
        return row.note or f"{row.from_end.name} → {row.to_end.name}"
    if isinstance(row, ClaimRow):
        return row.stated or f"{row.quantity}: {row.value:g} {row.unit}".rstrip()
    return ""
