"""Reads sources, their texts and structure, and collections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, Select, Table, func, select

from models.case import Attribute, Case, CaseSpan
from models.coding import Segment
from models.positions import Span
from models.recording import BATCH, NotThere, table_of
from models.source import (
    Collection,
    OriginalChunk,
    OriginalFile,
    Paragraph,
    Source,
    SourceText,
    Turn,
)
from models.vocabulary import AttributeOwner, AttributeType, Technique
from qda.retrieval.rows import (
    CollectionRow,
    ParagraphRow,
    SourceRow,
    TurnRow,
    UnitRow,
)
from qda.retrieval.sight import seen_segments


class NoSuchSource(NotThere):
    """No source of the study has the key or id asked for."""

    en = "There is no source “{which}” in this study. `runut sources STUDY` lists them."
    id = (
        "Tidak ada sumber data “{which}” dalam studi ini. `runut sources STUDI` menampilkan "
        "daftarnya."
    )


class NoOriginalFile(NotThere):
    """The source was not read from a file of its own."""

    en = "No file of its own is kept for the source “{which}”."
    id = "Tidak ada berkas asli tersendiri untuk sumber data “{which}”."


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute that sources or cases of the study may have."""

    owner: AttributeOwner
    name: str
    type: AttributeType
    label: str


def sources(connection: Connection, *, technique: Technique | None = None) -> tuple[SourceRow, ...]:
    """The sources that stand alone (not the units of collections), by key."""
    table = table_of(Source)
    query = _source_query().where(table.c.collection_id.is_(None)).order_by(table.c.key)
    if technique is not None:
        query = query.where(table.c.technique == technique)
    found = connection.execute(query).mappings().all()
    counts = _segment_counts(connection, [row["id"] for row in found])
    names = case_names_by_source(connection)
    return tuple(_source_row(row, counts, names) for row in found)


def source(connection: Connection, source_id: int) -> SourceRow:
    """One source, or one unit of a collection.

    Raises:
        NoSuchSource: there is none with this id.
    """
    table = table_of(Source)
    found = connection.execute(_source_query().where(table.c.id == source_id)).mappings().first()
    if found is None:
        raise NoSuchSource(which=source_id)
    counts = _segment_counts(connection, [source_id])
    return _source_row(found, counts, case_names_by_source(connection, source_id))


def source_by_key(connection: Connection, key: str) -> SourceRow:
    """The source with a trace key such as `W03` or `U01-0042`.

    Raises:
        NoSuchSource: there is none.
    """
    table = table_of(Source)
    found = connection.execute(select(table.c.id).where(table.c.key == key)).scalar()
    if found is None:
        raise NoSuchSource(which=key)
    return source(connection, found)


def source_text(connection: Connection, source_id: int) -> str:
    """The text of a source.

    Raises:
        NoSuchSource: there is none with this id.
    """
    texts = table_of(SourceText)
    found = connection.execute(select(texts.c.text).where(texts.c.id == source_id)).scalar()
    if found is None:
        raise NoSuchSource(which=source_id)
    return str(found)


def source_texts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The texts of many sources by id."""
    texts = table_of(SourceText)
    found: dict[int, str] = {}
    for at in range(0, len(ids), BATCH):
        query = select(texts.c.id, texts.c.text).where(texts.c.id.in_(ids[at : at + BATCH]))
        found.update((row.id, row.text) for row in connection.execute(query))
    return found


def paragraphs(connection: Connection, source_id: int) -> tuple[ParagraphRow, ...]:
    """The paragraphs of a source in order; a unit of a collection has none of its own."""
    table = table_of(Paragraph)
    query = select(table).where(table.c.source_id == source_id).order_by(table.c.number)
    return tuple(
        ParagraphRow(row["number"], Span(row["start"], row["end"]), row["page"], row["heading"])
        for row in connection.execute(query).mappings()
    )


def turns(connection: Connection, source_id: int) -> tuple[TurnRow, ...]:
    """The speaker's turns of a source in order."""
    table = table_of(Turn)
    query = select(table).where(table.c.source_id == source_id).order_by(table.c.number)
    return tuple(
        TurnRow(
            row["number"],
            Span(row["start"], row["end"]),
            row["words_start"],
            row["speaker"],
            row["kind"],
            row["started_ms"],
        )
        for row in connection.execute(query).mappings()
    )


def original_bytes(connection: Connection, source_id: int) -> bytes:
    """The bytes of the file a source was read from, as they were.

    Raises:
        NoOriginalFile: the source has no file of its own.
    """
    table, files, chunks = table_of(Source), table_of(OriginalFile), table_of(OriginalChunk)
    query = (
        select(chunks.c.content)
        .join(files, files.c.id == chunks.c.file_id)
        .join(table, table.c.file_id == files.c.id)
        .where(table.c.id == source_id)
        .order_by(chunks.c.number)
    )
    found = list(connection.execute(query).scalars())
    if not found:
        raise NoOriginalFile(which=source_id)
    return b"".join(found)


def collections(connection: Connection) -> tuple[CollectionRow, ...]:
    """The collections with how many units each has and how many of them are coded."""
    table, units, segments = table_of(Collection), table_of(Source), table_of(Segment)
    count = select(units.c.collection_id, func.count().label("n")).group_by(units.c.collection_id)
    coded = (
        select(units.c.collection_id, func.count(units.c.id.distinct()).label("n"))
        .join(segments, segments.c.source_id == units.c.id)
        .where(seen_segments(connection))
        .group_by(units.c.collection_id)
    )
    people = table_of(Case)
    asked = select(people.c.collection_id, func.count()).group_by(people.c.collection_id)
    asked_by_id = {row[0]: row[1] for row in connection.execute(asked)}
    units_by_id = {row[0]: row[1] for row in connection.execute(count)}
    coded_by_id = {row[0]: row[1] for row in connection.execute(coded)}
    return tuple(
        CollectionRow(
            id=row["id"],
            uuid=row["uuid"],
            key=row["key"],
            title=row["title"],
            kind=row["kind"],
            technique=row["technique"],
            layout=row["layout"],
            app=row["app"],
            language=row["language"],
            role=row["role"],
            stakeholder_group=row["stakeholder_group"],
            units=units_by_id.get(row["id"], 0),
            coded_units=coded_by_id.get(row["id"], 0),
            respondents=asked_by_id.get(row["id"], 0),
        )
        for row in connection.execute(select(table).order_by(table.c.key)).mappings()
    )


def units(
    connection: Connection, collection_id: int, *, first: int = 0, count: int = 200
) -> tuple[UnitRow, ...]:
    """A window of a collection: `count` rows from the 0-based `first`, in file order."""
    table, texts, people = table_of(Source), table_of(SourceText), table_of(Case)
    query = (
        select(
            table.c.id,
            table.c.key,
            table.c.row_number,
            texts.c.text,
            table.c.respondent,
            table.c.attributes,
            table.c.question_id,
            people.c.attributes.label("own"),
        )
        .join(texts, texts.c.id == table.c.id)
        .outerjoin(
            people,
            (people.c.collection_id == table.c.collection_id)
            & (people.c.row_number == table.c.row_number),
        )
        .where(table.c.collection_id == collection_id)
        .order_by(table.c.row_number, table.c.id)
        .offset(first)
        .limit(count)
    )
    return tuple(
        UnitRow(*row[:5], {**(row.own or {}), **row.attributes}, row.question_id)
        for row in connection.execute(query)
    )


def attributes(connection: Connection) -> tuple[AttributeRow, ...]:
    """All attributes of the study, in the order in which they were defined."""
    table = table_of(Attribute)
    query = select(table.c.owner, table.c.name, table.c.type, table.c.label).order_by(table.c.id)
    return tuple(AttributeRow(*row) for row in connection.execute(query))


def case_names_by_source(
    connection: Connection, source_id: int | None = None
) -> dict[int, tuple[str, ...]]:
    """The names of the cases whose words stand in each source."""
    spans, cases = table_of(CaseSpan), table_of(Case)
    query = (
        select(spans.c.source_id, cases.c.name)
        .join(cases, cases.c.id == spans.c.case_id)
        .distinct()
        .order_by(spans.c.source_id, cases.c.name)
    )
    if source_id is not None:
        query = query.where(spans.c.source_id == source_id)
    found: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.source_id].append(row.name)
    return {key: tuple(names) for key, names in found.items()}


def _source_query() -> Select[tuple[object, ...]]:
    return select(table_of(Source))


def _segment_counts(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    table: Table = table_of(Segment)
    query = select(table.c.source_id, func.count()).group_by(table.c.source_id)
    query = query.where(seen_segments(connection))
    if len(ids) == 1:
        query = query.where(table.c.source_id == ids[0])
    return {row[0]: row[1] for row in connection.execute(query)}


def _source_row(
    row: RowMapping, counts: dict[int, int], names: dict[int, tuple[str, ...]]
) -> SourceRow:
    return SourceRow(
        id=row["id"],
        uuid=row["uuid"],
        key=row["key"],
        title=row["title"],
        technique=row["technique"],
        data_class=row["data_class"],
        language=row["language"],
        collected_on=row["collected_on"],
        length=row["length"],
        format=row["format"],
        reading=row["reading"],
        collection_id=row["collection_id"],
        attributes=row["attributes"],
        segments=counts.get(row["id"], 0),
        cases=names.get(row["id"], ()),
    )
