"""Numbers the people whose words a segment is, so that they can be counted fast.

Who is counted is what `qda.displays.informants` says: every case that a segment touches, else the
respondent of a unit, else the text itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import Connection, select

from models.case import CaseSpan
from models.recording import BATCH, table_of
from models.source import Source
from qda.retrieval.in_parts import in_parts

_FEW: Final = 4 * BATCH
"""Up to so many sources are asked for by id."""


class Heads:
    """Whose words stand where, in all sources or in some, each person by a number."""

    def __init__(self, connection: Connection, source_ids: Iterable[int] | None = None) -> None:
        wanted = None if source_ids is None else sorted(set(source_ids))
        if wanted is not None and len(wanted) > _FEW:
            wanted = None
        self._numbers: dict[object, int] = {}
        self._spans: dict[int, list[tuple[int, int, int]]] = {}
        self._respondents: dict[int, object] = {}
        spans, source = table_of(CaseSpan), table_of(Source)
        for part in _parts(wanted):
            query = select(spans.c.source_id, spans.c.start, spans.c.end, spans.c.case_id)
            query = query.order_by(spans.c.source_id, spans.c.start)
            named = select(source.c.id, source.c.collection_id, source.c.respondent)
            named = named.where(source.c.respondent != "")
            if part is not None:
                query = query.where(spans.c.source_id.in_(part))
                named = named.where(source.c.id.in_(part))
            for source_id, start, end, case_id in in_parts(connection, query):
                self._spans.setdefault(source_id, []).append((start, end, case_id))
            for source_id, collection_id, respondent in in_parts(connection, named):
                self._respondents[source_id] = (collection_id, respondent)
        self._starts = {key: [span[0] for span in found] for key, found in self._spans.items()}
        self._longest = {
            key: max(end - start for start, end, _ in found) for key, found in self._spans.items()
        }

    def add_to(self, found: set[int], source_id: int, start: int, end: int) -> None:
        """Add the numbers of those who are counted for a segment; never nobody."""
        numbers = self._numbers
        spans = self._spans.get(source_id)
        if spans is not None:
            starts = self._starts[source_id]
            first = bisect_left(starts, start - self._longest[source_id])
            spoken = False
            for s, e, case_id in spans[first : bisect_left(starts, end)]:
                if s < end and start < e:
                    found.add(numbers.setdefault(case_id, len(numbers)))
                    spoken = True
            if spoken:
                return
        who = self._respondents.get(source_id) or ("source", source_id)
        found.add(numbers.setdefault(who, len(numbers)))


def _parts(wanted: list[int] | None) -> Iterator[list[int] | None]:
    if wanted is None:
        yield None
        return
    for at in range(0, len(wanted), BATCH):
        yield wanted[at : at + BATCH]
