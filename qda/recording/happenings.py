"""Proposes events from codings: what coded words tell, on the date that they or the source name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from models.recording import BATCH, table_of
from models.source import Source
from qda.edits.events import EventDraft, EventFacts
from qda.language.dates import dates_in
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.rows import CodingRow

CODER: Final = "events 1"
"""In whose name events are proposed from codings."""

_TITLE: Final = 80
"""Characters of a title that is made of coded words."""


def coding_events(
    connection: Connection, wanted: CodingFilter, *, by_source: bool = False
) -> tuple[EventDraft, ...]:
    """An event for each coding whose words name a date, in reading order.

    The first date in the words counts, the most exact where two begin together. With `by_source`
    a coding without a date has that of its source, where that has one.
    """
    names = {code.id: code.canonical_id for code in codes(connection, counted=False)}
    rows = codings(connection, wanted)
    days = _days(connection, {row.source_id for row in rows}) if by_source else {}
    made = []
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        found = dates_in(row.quote)
        starts, ends = (found[0].starts_on, found[0].ends_on) if found else ("", "")
        starts = starts or days.get(row.source_id, "")
        place = (row.source_id, row.span, row.code_id)
        if not starts or place in seen:
            continue
        seen.add(place)
        made.append(_draft(row, names.get(row.code_id, ""), starts, ends))
    return tuple(made)


def _draft(row: CodingRow, code: str, starts: str, ends: str) -> EventDraft:
    facts = EventFacts(
        name=short_title(row.quote),
        starts_on=starts,
        ends_on=ends,
        strand=code,
        code_id=row.code_id,
        source_id=row.source_id,
        span=row.span,
    )
    return EventDraft(facts, rule=f"{CODER} {code}", coder=CODER)


def short_title(words: str) -> str:
    r"""Words on one line, cut at a word after eighty characters.

    >>> short_title("Rapat koordinasi\\n dimulai.")
    'Rapat koordinasi dimulai.'
    """
    plain = " ".join(words.split())
    if len(plain) <= _TITLE:
        return plain
    return plain[: _TITLE - 2].rsplit(" ", 1)[0] + " …"


def _days(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    table, wanted, found = table_of(Source), sorted(ids), dict[int, str]()
    query = select(table.c.id, table.c.collected_on)
    for at in range(0, len(wanted), BATCH):
        part = query.where(table.c.id.in_(wanted[at : at + BATCH]))
        found.update((row.id, row.collected_on[:10]) for row in connection.execute(part))
    return found
