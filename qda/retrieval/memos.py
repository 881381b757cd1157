"""Reads memos with what they are on, and the memos that are on a thing or speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, or_, select

from models.base import Entity
from models.case import Case
from models.code import Code, Framework
from models.coding import Coding, Segment
from models.entities import BY_TABLE
from models.memo import Memo
from models.positions import Span
from models.recording import BATCH, table_of
from models.source import Collection, Source
from models.study import Coder
from models.vocabulary import MemoKind
from qda.memos.links import LinkForm, WrittenLink, comparable, written_links
from qda.retrieval.claims import claims
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.events import events
from qda.retrieval.ratings import ratings
from qda.retrieval.records import RecordRow
from qda.retrieval.relations import relations
from qda.retrieval.rows import MemoRow
from qda.retrieval.sight import seen, seen_memos

Kept = TypeVar("Kept", bound=RecordRow)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a memo is on, as people name it.

    `key` is the trace key of a place, or the id of a code; `source_id` and `span` say where it
    stands, where it stands in a text.
    """

    table: str
    id: int
    key: str = ""
    title_en: str = ""
    title_id: str = ""
    source_id: int | None = None
    span: Span | None = None

    def title(self, language: str) -> str:
        """The name in the language asked for."""
        first, second = self.title_en, self.title_id
        return (second or first) if language == "id" else first or second


@dataclass(frozen=True, slots=True)
class PlacedMemo:
    """A memo with what it is on (None where it is on the study as a whole).

    `mentions` tells that it is listed because it speaks of the thing, without being on it.
    """

    memo: MemoRow
    subject: Subject | None
    mentions: bool = False


@dataclass(frozen=True, slots=True)
class MemoFilter:
    """Which memos are meant; an empty part does not narrow. Days are ISO 8601, both included."""

    kinds: frozenset[MemoKind] = frozenset()
    coders: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""


def memos(connection: Connection, *, target_uuid: str | None = None) -> tuple[MemoRow, ...]:
    """All memos, or those attached to one thing, newest first."""
    query = _query(connection)
    if target_uuid is not None:
        query = query.where(table_of(Memo).c.target_uuid == target_uuid)
    return tuple(_memo_row(row) for row in connection.execute(query).mappings())


def memo(connection: Connection, memo_id: int) -> PlacedMemo | None:
    """One memo with what it is on; None where it is gone or may not be seen."""
    query = _query(connection).where(table_of(Memo).c.id == memo_id)
    found = connection.execute(query).mappings().first()
    return None if found is None else placed(connection, (_memo_row(found),))[0]


def listed_memos(
    connection: Connection, wanted: MemoFilter = MemoFilter()
) -> tuple[PlacedMemo, ...]:
    """The memos that pass a filter with what they are on, by the day they tell of, newest first."""
    table, coder = table_of(Memo), table_of(Coder)
    query = _query(connection)
    if wanted.kinds:
        query = query.where(table.c.kind.in_(wanted.kinds))
    if wanted.coders:
        query = query.where(coder.c.name.in_(wanted.coders))
    rows = (_memo_row(row) for row in connection.execute(query).mappings())
    # `2026` as a last day means all of 2026.
    kept = [
        row
        for row in rows
        if row.day >= wanted.since
        and (not wanted.until or row.day[: len(wanted.until)] <= wanted.until)
    ]
    kept.sort(key=lambda row: row.day, reverse=True)
    return placed(connection, kept)


def memos_of(connection: Connection, table: str, uuid: str) -> tuple[PlacedMemo, ...]:
    """The memos on a thing and on what is part of it, then those that speak of it; newest first.

    Part of a source are its words and its codings, part of a code the codings by it.
    """
    entity = _NAMED.get(table)
    if entity is None:
        return placed(connection, memos(connection, target_uuid=uuid))
    within = _query(connection).where(_on_or_within(table, uuid))
    on = [_memo_row(row) for row in connection.execute(within).mappings()]
    taken = {row.id for row in on}
    spoken = [row for row in _mentioning(connection, table, uuid) if row.id not in taken]
    return (
        *placed(connection, on),
        *(
            PlacedMemo(each.memo, each.subject, mentions=True)
            for each in placed(connection, spoken)
        ),
    )


def memo_counts(connection: Connection) -> dict[str, int]:
    """How many memos are attached to each thing, by its UUID."""
    table = table_of(Memo)
    query = (
        select(table.c.target_uuid, func.count())
        .where(table.c.target != "", seen_memos(connection))
        .group_by(table.c.target_uuid)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def thing(connection: Connection, table: str, id_: int) -> tuple[Subject, str] | None:
    """A thing that memos can be on, with its UUID; None where there is none of this id."""
    entity = BY_TABLE[table]
    column = table_of(entity).c
    uuid = connection.execute(select(column.uuid).where(column.id == id_)).scalar()
    if uuid is None or table not in _SUBJECTS:
        return None
    found = next(iter(_SUBJECTS[table](connection, [uuid])), None)
    return None if found is None else (found[1], found[0])


def placed(connection: Connection, rows: Iterable[MemoRow]) -> tuple[PlacedMemo, ...]:
    """Memos with what each is on; what is no longer there is left out of sight."""
    found = tuple(rows)
    subjects: dict[tuple[str, str], Subject] = {}
    for table, read in _SUBJECTS.items():
        uuids = sorted({row.target_uuid for row in found if row.target == table})
        for at in range(0, len(uuids), BATCH):
            for uuid, subject in read(connection, uuids[at : at + BATCH]):
                subjects[table, uuid] = subject
    finder = ParagraphFinder(connection, _sources_of(found, subjects))
    return tuple(
        PlacedMemo(row, _at_words(row, subjects.get((row.target, row.target_uuid)), finder))
        for row in found
    )


def _sources_of(
    rows: tuple[MemoRow, ...], subjects: dict[tuple[str, str], Subject]
) -> Iterator[int]:
    for row in rows:
        subject = subjects.get((row.target, row.target_uuid))
        if subject is not None and subject.source_id is not None:
            yield subject.source_id


def _at_words(row: MemoRow, subject: Subject | None, finder: ParagraphFinder) -> Subject | None:
    """The subject with the trace key of the very words."""
    if subject is None or subject.source_id is None:
        return subject
    span = row.span if row.target == "source" else subject.span
    if span is None:
        return subject
    return Subject(
        table=subject.table,
        id=subject.id,
        key=finder.key(subject.key, subject.source_id, span.start),
        title_en=subject.title_en,
        title_id=subject.title_id,
        source_id=subject.source_id,
        span=span,
    )


def _query(connection: Connection) -> Select[tuple[object, ...]]:
    table, coder = table_of(Memo), table_of(Coder)
    query: Select[tuple[object, ...]] = (
        select(table, coder.c.name.label("coder"))
        .join(coder, coder.c.id == table.c.coder_id)
        .where(seen_memos(connection))
        .order_by(table.c.made_at.desc(), table.c.id.desc())
    )
    return query


def _memo_row(found: RowMapping) -> MemoRow:
    start, end = found["start"], found["end"]
    return MemoRow(
        id=found["id"],
        uuid=found["uuid"],
        title=found["title"],
        text=found["text"],
        kind=found["kind"],
        coder=found["coder"],
        target=found["target"],
        target_uuid=found["target_uuid"],
        made_at=found["made_at"],
        span=None if start is None or end is None else Span(start, end),
        dated_on=found["dated_on"],
        changed_at=found["changed_at"],
    )


# --- what a memo is on -------------------------------------------------------------------------


def _source_subjects(connection: Connection, uuids: list[str]) -> Iterator[tuple[str, Subject]]:
    table = table_of(Source)
    query = select(table.c.uuid, table.c.id, table.c.key, table.c.title)
    for row in connection.execute(query.where(table.c.uuid.in_(uuids))):
        yield row.uuid, Subject("source", row.id, row.key, row.title, row.title, source_id=row.id)


def _collection_subjects(connection: Connection, uuids: list[str]) -> Iterator[tuple[str, Subject]]:
    table = table_of(Collection)
    query = select(table.c.uuid, table.c.id, table.c.key, table.c.title)
    for row in connection.execute(query.where(table.c.uuid.in_(uuids))):
        yield row.uuid, Subject("collection", row.id, row.key, row.title, row.title)


def _case_subjects(connection: Connection, uuids: list[str]) -> Iterator[tuple[str, Subject]]:
    table = table_of(Case)
    query = select(table.c.uuid, table.c.id, table.c.name).where(table.c.uuid.in_(uuids))
    for row in connection.execute(query):
        yield row.uuid, Subject("case", row.id, "", row.name, row.name)


def _code_subjects(connection: Connection, uuids: list[str]) -> Iterator[tuple[str, Subject]]:
    table = table_of(Code)
    for row in connection.execute(select(table).where(table.c.uuid.in_(uuids))):
        name_en, name_id = row.label or row.name_en, row.label or row.name_id
        yield row.uuid, Subject("code", row.id, row.canonical_id, name_en, name_id)


def _framework_subjects(connection: Connection, uuids: list[str]) -> Iterator[tuple[str, Subject]]:
    table = table_of(Framework)
    for row in connection.execute(select(table).where(table.c.uuid.in_(uuids))):
        yield row.uuid, Subject("framework", row.id, row.name, row.title_en, row.title_id)


def _coding_subjects(connection: Connection, uuids: list[str]) -> Iterator[tuple[str, Subject]]:
    coding, segment = table_of(Coding), table_of(Segment)
    source, code = table_of(Source), table_of(Code)
    query = (
        select(
            coding.c.uuid, coding.c.id, segment.c.source_id, segment.c.start, segment.c.end,
            source.c.key, code.c.label, code.c.name_en, code.c.name_id,
        )
        .join(segment, segment.c.id == coding.c.segment_id)
        .join(source, source.c.id == segment.c.source_id)
        .join(code, code.c.id == coding.c.code_id)
        .where(coding.c.uuid.in_(uuids), seen(connection))
    )  # fmt: skip
    for row in connection.execute(query):
        yield (
            row.uuid,
            Subject(
                "coding",
                row.id,
                row.key,
                row.label or row.name_en,
                row.label or row.name_id,
                source_id=row.source_id,
                span=Span(row.start, row.end),
            ),
        )


def _named_records(
    read: Callable[[Connection], Iterable[Kept]], title: Callable[[Kept], str], table: str
) -> Callable[[Connection, list[str]], Iterator[tuple[str, Subject]]]:
    """Reads records of a kind as subjects, each called as `title` says, at its own words."""

    def subjects(connection: Connection, uuids: list[str]) -> Iterator[tuple[str, Subject]]:
        wanted = set(uuids)
        for row in read(connection):
            if row.uuid in wanted:
                words = title(row)
                place = (row.source_id, row.span)
                yield row.uuid, Subject(table, row.id, row.source_key, words, words, *place)

    return subjects


_SUBJECTS: Final[dict[str, Callable[[Connection, list[str]], Iterator[tuple[str, Subject]]]]] = {
    "source": _source_subjects,
    "collection": _collection_subjects,
    "case": _case_subjects,
    "code": _code_subjects,
    "framework": _framework_subjects,
    "coding": _coding_subjects,
    "event": _named_records(events, lambda row: row.title, "event"),
    "rating": _named_records(ratings, lambda row: f"{row.code}: {row.value:g}", "rating"),
    "relation": _named_records(
        relations, lambda row: f"{row.from_end.name} → {row.to_end.name}", "relation"
    ),
    "claim": _named_records(
        claims, lambda row: f"{row.quantity}: {row.stated or f'{row.value:g}'}", "claim"
    ),
}


# --- what a memo speaks of ---------------------------------------------------------------------


def _on_or_within(table: str, uuid: str) -> ColumnElement[bool]:
    memo_ = table_of(Memo)
    on = memo_.c.target_uuid == uuid
    if table not in ("source", "code"):
        return on
    coding, segment = table_of(Coding), table_of(Segment)
    source, code = table_of(Source), table_of(Code)
    codings = select(coding.c.uuid).join(segment, segment.c.id == coding.c.segment_id)
    if table == "source":
        ids = select(source.c.id).where(source.c.uuid == uuid)
        codings = codings.where(segment.c.source_id == ids.scalar_subquery())
    else:
        ids = select(code.c.id).where(code.c.uuid == uuid)
        codings = codings.where(coding.c.code_id == ids.scalar_subquery())
    return or_(on, (memo_.c.target == "coding") & memo_.c.target_uuid.in_(codings))


def _mentioning(connection: Connection, table: str, uuid: str) -> Iterator[MemoRow]:
    names = _NAMED[table](connection, uuid)
    if not names:
        return
    text = table_of(Memo).c.text
    # The database narrows roughly; what a link is, only the parser knows.
    words = (max(comparable(name).split(), key=len, default="") for name in names)
    likely = or_(*(text.icontains(word, autoescape=True) for word in words))
    wanted = {comparable(name) for name in names}
    for row in connection.execute(_query(connection).where(likely)).mappings():
        if any(_names(link) & wanted for link in written_links(row["text"])):
            yield _memo_row(row)


def _names(link: WrittenLink) -> set[str]:
    """Every name that a link may be looked for by: a place by its source and by itself."""
    said = {comparable(link.name)}
    if link.form is LinkForm.PLACE and link.first is not None:
        numbers = range(link.first, min(link.last or link.first, link.first + 50) + 1)
        said |= {f"{link.name}:{number}".casefold() for number in numbers}
    return said


def _names_in(kind: type[Entity], *columns: str) -> Callable[[Connection, str], list[str]]:
    """Reads the columns that name a row of a table."""
    table = table_of(kind)

    def read(connection: Connection, uuid: str) -> list[str]:
        query = select(*(table.c[name] for name in columns)).where(table.c.uuid == uuid)
        return [name for row in connection.execute(query) for name in row if name]

    return read


def _places_of_coding(connection: Connection, uuid: str) -> list[str]:
    found = [subject for _, subject in _coding_subjects(connection, [uuid])]
    finder = ParagraphFinder(connection, [each.source_id for each in found if each.source_id])
    return [
        finder.key(each.key, each.source_id, each.span.start)
        for each in found
        if each.source_id is not None and each.span is not None
    ]


_NAMED: Final[dict[str, Callable[[Connection, str], list[str]]]] = {
    "source": _names_in(Source, "key"),
    "case": _names_in(Case, "name"),
    "code": _names_in(Code, "canonical_id", "label", "name_en", "name_id"),
    "memo": _names_in(Memo, "title"),
    "coding": _places_of_coding,
}
