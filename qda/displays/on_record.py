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
            text=_words(bench, row),
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


def _words(bench: Workbench, row: RecordRow) -> str:
    """What a record says, before the words it was read from where there are any."""
    told = _told(bench, row)
    if row.quote and row.quote != told:
        return f"{told} – “{row.quote}”" if told else row.quote
    return told


def _told(bench: Workbench, row: RecordRow) -> str:
    if isinstance(row, EventRow):
        return row.title
    if isinstance(row, RatingRow):
        about = " · ".join(filter(None, (_name_of(bench, row.code_id, row.code), row.case)))
        said = f"{about}: {row.value:g} ({row.low}–{row.high})"
        return "; ".join(part for part in (said, row.reason, row.rule) if part)
    if isinstance(row, RelationRow):
        ends = (_name_of(bench, each.code_id, each.name) for each in (row.from_end, row.to_end))
        words = " → ".join(ends)
        return f"{words}: {row.note}" if row.note else words
    if isinstance(row, ClaimRow):
        about = f"{row.quantity} ({row.year})" if row.year else row.quantity
        stated = row.stated or bench.speech.number(row.value)
        unit = "" if row.unit in stated else f" {row.unit}"
        return f"{about}: {stated}{unit}"
    return ""


def _name_of(bench: Workbench, code_id: int | None, other: str) -> str:
    """The name of a code in the display's language; what it is called else where it is none."""
    code = None if code_id is None else bench.codes.get(code_id)
    return other if code is None else code.name(bench.speech.language)
