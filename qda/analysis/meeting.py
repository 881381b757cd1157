"""How often each two codes of a study stand over the same words, counted over all its codings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.coding import Coding, Segment
from models.recording import table_of
from qda.analysis.co_occurrence import co_occurrences
from qda.retrieval.codings import CodingFilter
from qda.retrieval.filters import of_words
from qda.retrieval.sight import seen


@dataclass(frozen=True, slots=True)
class MeetingCodes:
    """Codes by their row ids, and how many pairs of overlapping places bear each two of them.

    A place stands once for each code it bears, however many coders gave it.
    """

    code_ids: tuple[int, ...]
    table: tuple[tuple[int, ...], ...]

    def of(self, one: int, other: int) -> int:
        """How often two codes meet, by their row ids; 0 for a code that bears nothing."""
        if one not in self.code_ids or other not in self.code_ids:
            return 0
        return self.table[self.code_ids.index(one)][self.code_ids.index(other)]


def meeting_codes(connection: Connection, wanted: CodingFilter = CodingFilter()) -> MeetingCodes:
    """How often each two codes meet in the codings that pass a filter and may be seen."""
    coding, segment = table_of(Coding), table_of(Segment)
    query = (
        select(segment.c.source_id, segment.c.start, segment.c.end, coding.c.code_id)
        .join(segment, segment.c.id == coding.c.segment_id)
        .where(seen(connection), *of_words(connection, wanted))
        .distinct()
    )
    rows = connection.execute(query).all()
    ids = sorted({row[3] for row in rows})
    number = {code: at for at, code in enumerate(ids)}
    sources, starts, ends, codes = zip(*rows, strict=True) if rows else ((), (), (), ())
    borne = [number[code] for code in codes]
    table = co_occurrences(sources, starts, ends, borne, len(ids))
    return MeetingCodes(tuple(ids), tuple(map(tuple, table.tolist())))
