"""Proves that a study is whole: the file, the references, and every position in every text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Table, select, text

from models import search_index
from models.case import CaseSpan
from models.code import Anchor
from models.coding import Coding, Segment
from models.record import Asked, Claim, Event, Relation
from models.recording import table_of
from models.source import OriginalChunk, OriginalFile, Paragraph, Source, SourceText, Turn

_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it must be, worded in both languages."""

    en: str
    id: str

    def say(self, language: str) -> str:
        """What is wrong, in the language asked for."""
        return self.id if language == "id" else self.en


def flaws(connection: Connection) -> tuple[Flaw, ...]:
    """Everything that is wrong with a study; nothing in a whole one."""
    return tuple(
        flaw
        for check in (_file, _references, _index, _lengths, _positions, _bare, _originals)
        for flaw in check(connection)
    )


def _file(connection: Connection) -> Iterator[Flaw]:
    if connection.dialect.name != "sqlite":
        return
    for row in connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield Flaw(f"The file is damaged: {row[0]}.", f"Berkas rusak: {row[0]}.")


def _references(connection: Connection) -> Iterator[Flaw]:
    if connection.dialect.name != "sqlite":
        return
    for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_SHOWN):
        yield Flaw(
            f"Row {row[1]} of “{row[0]}” refers to a row of “{row[2]}” that is not there.",
            f"Baris {row[1]} pada “{row[0]}” merujuk baris “{row[2]}” yang tidak ada.",
        )


def _index(connection: Connection) -> Iterator[Flaw]:
    if not search_index.is_whole(connection):
        yield Flaw(
            "The index of words does not hold every text.",
            "Indeks kata tidak memuat semua teks.",
        )


def _lengths(connection: Connection) -> Iterator[Flaw]:
    sources, texts = table_of(Source), table_of(SourceText)
    query = select(sources.c.key, sources.c.length, texts.c.text).outerjoin(
        texts, texts.c.id == sources.c.id
    )
    for row in connection.execute(query):
        if row.text is None:
            yield Flaw(f"{row.key} has lost its text.", f"{row.key} kehilangan teksnya.")
        elif len(row.text) != row.length:
            yield Flaw(
                f"{row.key} has {len(row.text)} characters, not {row.length}.",
                f"{row.key} berisi {len(row.text)} karakter, bukan {row.length}.",
            )


def _positions(connection: Connection) -> Iterator[Flaw]:
    for kind in (Segment, Paragraph, Turn, CaseSpan, Anchor, Event, Claim, Relation, Asked):
        yield from _beyond(connection, table_of(kind))


def _beyond(connection: Connection, table: Table) -> Iterator[Flaw]:
    sources = table_of(Source)
    wrong = (table.c.start < 0) | (table.c.end <= table.c.start) | (table.c.end > sources.c.length)
    query = (
        select(sources.c.key, table.c.start, table.c.end)
        .join(sources, sources.c.id == table.c.source_id)
        .where(wrong)
        .limit(_SHOWN)
    )
    for row in connection.execute(query):
        yield Flaw(
            f"“{table.name}” {row.start}:{row.end} does not lie in {row.key}.",
            f"“{table.name}” {row.start}:{row.end} tidak terletak dalam {row.key}.",
        )


def _bare(connection: Connection) -> Iterator[Flaw]:
    segment, coding = table_of(Segment), table_of(Coding)
    query = select(segment.c.id).where(segment.c.id.not_in(select(coding.c.segment_id)))
    for row in connection.execute(query.limit(_SHOWN)):
        yield Flaw(f"Segment {row.id} bears no code.", f"Segmen {row.id} tidak berkode.")


def _originals(connection: Connection) -> Iterator[Flaw]:
    files, chunks = table_of(OriginalFile), table_of(OriginalChunk)
    for file in connection.execute(select(files.c.id, files.c.name, files.c.sha256)):
        digest = hashlib.sha256()
        query = select(chunks.c.content).where(chunks.c.file_id == file.id)
        for content in connection.execute(query.order_by(chunks.c.number)).scalars():
            digest.update(content)
        if digest.hexdigest() != file.sha256:
            yield Flaw(
                f"The original file “{file.name}” is no longer what was imported.",
                f"Berkas asli “{file.name}” tidak lagi sama dengan yang diimpor.",
            )
