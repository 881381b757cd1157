"""Reads codings: those of a source for the reader, and any others by a filter."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, select

from models.coding import Coding, Segment
from models.positions import Span
from models.recording import BATCH, table_of
from models.source import Paragraph, Source
from models.study import Coder
from models.vocabulary import CodingState, Polarity, StakeholderGroup, Technique
from qda.retrieval.filters import conditions
from qda.retrieval.rows import CodingRow
from qda.retrieval.sight import seen
from qda.retrieval.sources import source_texts


@dataclass(frozen=True, slots=True)
class CodingFilter:
    """Which codings are meant; an empty part does not narrow.

    `code_ids` are exact: give a code's subtree where its children count too. `groups` and `roles`
    are those of cases and collections. `words` stand in the coded text: of one value all must
    occur, letters large or small, as words or as parts of words. `important` and `memo` hold the
    answers that are wanted: whether a coding is marked, whether a memo is attached to it.
    `samples` are names: of the samples in one of which the text stands.
    """

    code_ids: frozenset[int] = frozenset()
    source_ids: frozenset[int] = frozenset()
    collection_ids: frozenset[int] = frozenset()
    case_ids: frozenset[int] = frozenset()
    coder_ids: frozenset[int] = frozenset()
    states: frozenset[CodingState] = frozenset()
    polarities: frozenset[Polarity] = frozenset()
    techniques: frozenset[Technique] = frozenset()
    groups: frozenset[StakeholderGroup] = frozenset()
    rules: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    important: frozenset[bool] = frozenset()
    memo: frozenset[bool] = frozenset()
    words: frozenset[str] = frozenset()
    samples: frozenset[str] = frozenset()


class ParagraphFinder:
    """Tells paragraph and page at a position of a source; reads each source's once."""

    def __init__(self, connection: Connection, source_ids: Iterable[int]) -> None:
        self._starts: dict[int, list[int]] = defaultdict(list)
        self._pages: dict[int, list[int | None]] = defaultdict(list)
        table = table_of(Paragraph)
        ids = sorted(set(source_ids))
        for at in range(0, len(ids), BATCH):
            query = (
                select(table.c.source_id, table.c.start, table.c.page)
                .where(table.c.source_id.in_(ids[at : at + BATCH]))
                .order_by(table.c.source_id, table.c.number)
            )
            for row in connection.execute(query):
                self._starts[row.source_id].append(row.start)
                self._pages[row.source_id].append(row.page)

    def number(self, source_id: int, position: int) -> int | None:
        """The number of the paragraph at or before a position; None where a source has none."""
        starts = self._starts.get(source_id)
        if not starts:
            return None
        return max(1, bisect_right(starts, position))

    def page(self, source_id: int, position: int) -> int | None:
        """The page of the paragraph at or before a position; None where there are no pages."""
        number = self.number(source_id, position)
        return None if number is None else self._pages[source_id][number - 1]

    def key(self, source_key: str, source_id: int, position: int) -> str:
        """The trace key of a position: `W03:12`, or `U01-0042` for a unit of a collection."""
        return self.key_and_page(source_key, source_id, position)[0]

    def key_and_page(
        self, source_key: str, source_id: int, position: int
    ) -> tuple[str, int | None]:
        """The trace key of a position, and the page of its paragraph where there are pages."""
        number = self.number(source_id, position)
        if number is None:
            return source_key, None
        return f"{source_key}:{number}", self._pages[source_id][number - 1]


def codings_in(
    connection: Connection, source_id: int, *, quotes: bool = True
) -> tuple[CodingRow, ...]:
    """The codings of one source in reading order, the longer first where two begin together."""
    return codings(connection, CodingFilter(source_ids=frozenset({source_id})), quotes=quotes)


def codings(
    connection: Connection,
    wanted: CodingFilter = CodingFilter(),
    *,
    quotes: bool = True,
    first: int = 0,
    count: int | None = None,
) -> tuple[CodingRow, ...]:
    """The codings that pass a filter, by source key and position.

    With `quotes` each row carries its words; `first` and `count` cut a window out of the whole.
    """
    query = coding_query(connection, wanted).order_by(*reading_order()).offset(first)
    if count is not None:
        query = query.limit(count)
    return coding_rows(connection, query, quotes=quotes)


def coding_rows(
    connection: Connection, query: Select[tuple[object, ...]], *, quotes: bool = True
) -> tuple[CodingRow, ...]:
    """The rows that a query made by `coding_query` gives, in its order."""
    rows = connection.execute(query).mappings().all()
    used = sorted({row["source_id"] for row in rows})
    finder = ParagraphFinder(connection, used)
    texts = source_texts(connection, used) if quotes else {}
    made = []
    for row in rows:
        span = Span(row["start"], row["end"])
        made.append(
            CodingRow(
                id=row["id"],
                uuid=row["uuid"],
                segment_id=row["segment_id"],
                source_id=row["source_id"],
                key=finder.key(row["source_key"], row["source_id"], span.start),
                span=span,
                code_id=row["code_id"],
                coder_id=row["coder_id"],
                coder=row["coder"],
                state=row["state"],
                polarity=row["polarity"],
                strength=row["strength"],
                time=row["time"],
                confidence=row["confidence"],
                important=row["important"],
                rule=row["rule"],
                indicator=row["indicator"],
                terms=row["terms"],
                made_at=row["made_at"],
                quote=span.of(texts[row["source_id"]]) if quotes else "",
                tags=tuple(row["tags"]),
                probability=row["probability"],
            )
        )
    return tuple(made)


def coding_ids(connection: Connection, wanted: CodingFilter) -> tuple[int, ...]:
    """The ids of the codings that pass a filter."""
    query = coding_query(connection, wanted).with_only_columns(table_of(Coding).c.id)
    return tuple(connection.execute(query).scalars())


def coding_query(connection: Connection, wanted: CodingFilter) -> Select[tuple[object, ...]]:
    """The codings that pass a filter and may be seen, with segment, source and coder, unordered."""
    coding, segment = table_of(Coding), table_of(Segment)
    source, coder = table_of(Source), table_of(Coder)
    return (
        select(
            coding,
            segment.c.source_id,
            segment.c.start,
            segment.c.end,
            source.c.key.label("source_key"),
            coder.c.name.label("coder"),
        )
        .join(segment, segment.c.id == coding.c.segment_id)
        .join(source, source.c.id == segment.c.source_id)
        .join(coder, coder.c.id == coding.c.coder_id)
        .where(seen(connection), *conditions(connection, wanted))
    )


def reading_order() -> tuple[ColumnElement[object], ...]:
    """By source key and position, the longer first where two begin together."""
    coding, segment, source = table_of(Coding), table_of(Segment), table_of(Source)
    return (source.c.key, segment.c.start, segment.c.end.desc(), coding.c.id)
