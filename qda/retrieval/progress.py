"""How far the coding of each source is, and the stretches of informants' words that bear no code.

What a rule only proposed is no coding yet: it counts as waiting, not as coded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Select, case, func, select

from models.coding import Coding, Segment
from models.positions import Span
from models.recording import table_of
from models.source import Collection, Source
from models.vocabulary import CodingState, Reading, SpeakerKind, Technique
from qda.language.sentences import sentences
from qda.retrieval.sight import seen
from qda.retrieval.sources import source_text, turns

Edges = tuple[int, int]
"""A stretch as its start and its end; as bare as 250,000 of them need it."""


@dataclass(frozen=True, slots=True)
class SourceProgress:
    """How far one source is, or one collection with all its units.

    `coded` are the characters that bear a confirmed coding, each counted once; `length` all
    characters; `read` of `texts` are marked as read. A collection has `collection_id` and no
    `source_id`.
    """

    source_id: int | None
    collection_id: int | None
    key: str
    title: str
    technique: Technique
    reading: Reading
    texts: int
    read: int
    length: int
    coded: int = 0
    codings: int = 0
    waiting: int = 0

    @property
    def share(self) -> float:
        """The share of the characters that are coded, from 0 to 1."""
        return self.coded / self.length if self.length else 0.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of an informant without any coding; `speaker` is empty where none is named."""

    span: Span
    speaker: str
    words: str


def united(spans: Iterable[Edges]) -> list[Edges]:
    """The stretches that together hold exactly what the spans hold, apart and in order.

    >>> united([(5, 9), (0, 3), (2, 6), (9, 10), (20, 21)])
    [(0, 10), (20, 21)]
    """
    found: list[Edges] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def covered(spans: Iterable[Edges]) -> int:
    """How many characters the spans hold, each counted once.

    >>> covered([(0, 3), (2, 6), (20, 21)])
    7
    """
    return sum(end - start for start, end in united(spans))


def progress(connection: Connection) -> tuple[SourceProgress, ...]:
    """The progress of every source that stands alone, and of every collection, by key."""
    found = [*_sources(connection), *_collections(connection)]
    coded, counts = _coded(connection), _counts(connection)
    made = []
    for row in found:
        owner = (row.source_id, row.collection_id)
        codings, waiting = counts.get(owner, (0, 0))
        made.append(replace(row, coded=coded.get(owner, 0), codings=codings, waiting=waiting))
    return tuple(sorted(made, key=lambda row: row.key))


def next_source(connection: Connection, after: int | None = None) -> int | None:
    """The source to be coded next: the first unread one, else the one least coded and not read.

    `after` is the source one comes from, which is not meant again; None where all are read.
    """
    open_ = [
        row
        for row in progress(connection)
        if row.source_id is not None
        and row.source_id != after
        and row.reading is not Reading.READ
        and row.length
    ]
    unread = [row for row in open_ if row.reading is Reading.UNREAD]
    chosen = unread[0] if unread else min(open_, key=lambda row: row.share, default=None)
    return None if chosen is None else chosen.source_id


def uncoded(connection: Connection, source_id: int) -> tuple[Stretch, ...]:
    """The stretches of a source that informants say and nobody has coded, in reading order.

    A stretch is whole sentences of one turn that no coding touches, proposed or confirmed. Where
    a source has no turns, each of its lines is taken as one.
    """
    text = source_text(connection, source_id)
    segment, coding = table_of(Segment), table_of(Coding)
    query = (
        select(segment.c.start, segment.c.end)
        .join(coding, coding.c.segment_id == segment.c.id)
        .where(segment.c.source_id == source_id, seen(connection))
    )
    taken = united((row[0], row[1]) for row in connection.execute(query))
    found: list[Stretch] = []
    for place, speaker in _spoken(connection, source_id, text):
        free = _free(text, place, taken)
        found.extend(Stretch(span, speaker, span.of(text)) for span in free)
    return tuple(found)


def _spoken(connection: Connection, source_id: int, text: str) -> list[tuple[Span, str]]:
    """The stretches that informants say, with their names."""
    said = turns(connection, source_id)
    if said:
        return [
            (Span(turn.words_start, turn.span.end), turn.speaker)
            for turn in said
            if turn.kind is not SpeakerKind.INTERVIEWER and turn.words_start < turn.span.end
        ]
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((Span(at, at + len(line)), ""))
        at += len(line) + 1
    return found


def _free(text: str, place: Span, taken: Sequence[Edges]) -> list[Span]:
    """Runs of whole sentences of a place that touch nothing that is taken."""
    found: list[Span] = []
    begun: Span | None = None
    for sentence in sentences(text, place):
        if _touches(sentence, taken):
            if begun is not None:
                found.append(begun)
            begun = None
        else:
            begun = sentence if begun is None else begun.joined(sentence)
    return found if begun is None else [*found, begun]


def _touches(span: Span, taken: Sequence[Edges]) -> bool:
    at = bisect_left(taken, span.end, key=lambda edges: edges[0])
    return at > 0 and taken[at - 1][1] > span.start


_Owner = tuple[int | None, int | None]
_READING: Final = {True: Reading.READ, False: Reading.UNREAD}


def _sources(connection: Connection) -> Iterable[SourceProgress]:
    table = table_of(Source)
    query = select(
        table.c.id, table.c.key, table.c.title, table.c.technique, table.c.reading, table.c.length
    ).where(table.c.collection_id.is_(None))
    for row in connection.execute(query):
        yield SourceProgress(
            source_id=row.id,
            collection_id=None,
            key=row.key,
            title=row.title,
            technique=row.technique,
            reading=row.reading,
            texts=1,
            read=int(row.reading is Reading.READ),
            length=row.length,
        )


def _collections(connection: Connection) -> Iterable[SourceProgress]:
    table, units = table_of(Collection), table_of(Source)
    read = func.sum(case((units.c.reading == Reading.READ, 1), else_=0))
    begun = func.sum(case((units.c.reading != Reading.UNREAD, 1), else_=0))
    query = select(
        units.c.collection_id, func.count(), read, begun, func.sum(units.c.length)
    ).where(units.c.collection_id.is_not(None))
    sums = {row[0]: row[1:] for row in connection.execute(query.group_by(units.c.collection_id))}
    for row in connection.execute(select(table)).mappings():
        texts, behind, touched, length = sums.get(row["id"], (0, 0, 0, 0))
        reading = _READING[behind == texts] if behind in (0, texts) else Reading.READING
        yield SourceProgress(
            source_id=None,
            collection_id=row["id"],
            key=row["key"],
            title=row["title"],
            technique=row["technique"],
            reading=Reading.READING if touched and reading is Reading.UNREAD else reading,
            texts=texts,
            read=int(behind),
            length=int(length),
        )


def _placed(connection: Connection, *columns: Any) -> Select[Any]:  # noqa: ANN401 - as SQLAlchemy's
    """Codings that may be seen, with the collection or the source of its own they stand in."""
    segment, coding, source = table_of(Segment), table_of(Coding), table_of(Source)
    alone = case((source.c.collection_id.is_(None), segment.c.source_id), else_=None)
    return (
        select(alone.label("alone"), source.c.collection_id.label("collection"), *columns)
        .select_from(coding)
        .join(segment, segment.c.id == coding.c.segment_id)
        .join(source, source.c.id == segment.c.source_id)
        .where(seen(connection))
    )


def _coded(connection: Connection) -> dict[_Owner, int]:
    """How many characters are coded, each counted once.

    The database counts: of every coding what reaches beyond all that begin before it. In Python
    the same would keep a window with 250,000 codings waiting for a second.
    """
    segment, coding = table_of(Segment), table_of(Coding)
    start, end = segment.c.start, segment.c.end
    reached = func.max(end).over(
        partition_by=segment.c.source_id, order_by=(start, end, coding.c.id), rows=(None, -1)
    )
    query = _placed(connection, start, end, reached.label("reached"))
    spans = query.where(coding.c.state == CodingState.CONFIRMED).subquery()
    begins = case(
        (spans.c.reached.is_(None) | (spans.c.reached < spans.c.start), spans.c.start),
        (spans.c.reached > spans.c.end, spans.c.end),
        else_=spans.c.reached,
    )
    sums = select(spans.c.alone, spans.c.collection, func.sum(spans.c.end - begins)).group_by(
        spans.c.alone, spans.c.collection
    )
    return {(row[0], row[1]): int(row[2]) for row in connection.execute(sums)}


def _counts(connection: Connection) -> dict[_Owner, tuple[int, int]]:
    coding = table_of(Coding)
    waiting = func.sum(case((coding.c.state == CodingState.PROPOSED, 1), else_=0))
    query = _placed(connection, func.count(), waiting).group_by("alone", "collection")
    return {
        (alone, collection): (int(all_ - proposed), int(proposed))
        for alone, collection, all_, proposed in connection.execute(query)
    }
