"""Tells what the links in a memo lead to, and which lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from models.case import Case
from models.code import Code, Framework
from models.memo import Memo
from models.positions import Span
from models.recording import BATCH, table_of
from models.source import Collection, Paragraph, Source
from qda.memos.links import LinkForm, WrittenLink, comparable, written_links
from qda.retrieval.memos import Subject
from qda.retrieval.sight import seen_memos


@dataclass(frozen=True, slots=True)
class MemoLink:
    """A link of a memo with what it leads to; `subject` is None where it leads nowhere."""

    written: WrittenLink
    subject: Subject | None


def memo_links(connection: Connection, text: str) -> tuple[MemoLink, ...]:
    """The links of a text in its order.

    What only looks like a link, as `D10` in a formula may, is none unless a thing of that name
    exists; with a paragraph, an adopted framework or brackets it was meant as one all the same.
    """
    written = written_links(text)
    if not written:
        return ()
    places = _Places(connection, [each for each in written if each.form is LinkForm.PLACE])
    codes = _codes(connection, [each.name for each in written if each.form is LinkForm.CODE])
    meant = _frameworks(connection)
    names = _names(connection) if any(e.form is LinkForm.NAME for e in written) else {}
    found = []
    for each in written:
        if each.form is LinkForm.PLACE:
            link = MemoLink(each, places.subject(each))
            is_meant = each.first is not None or text[each.span.start] == "["
        elif each.form is LinkForm.CODE:
            link = MemoLink(each, codes.get(each.name))
            is_meant = each.name.partition(":")[0] in meant
        else:
            link, is_meant = MemoLink(each, names.get(comparable(each.name))), True
        if link.subject is not None or is_meant:
            found.append(link)
    return tuple(found)


class _Places:
    """The sources, collections and paragraphs that the places of a text name."""

    def __init__(self, connection: Connection, written: list[WrittenLink]) -> None:
        keys = sorted({each.name for each in written})
        self._sources = _rows_by_key(connection, table_of(Source), keys)
        self._collections = _rows_by_key(connection, table_of(Collection), keys)
        table = table_of(Paragraph)
        ids = [row.id for row in self._sources.values()]
        numbers = {n for each in written for n in (each.first, each.last) if n is not None}
        self._paragraphs: dict[tuple[int, int], Span] = {}
        if ids and numbers:
            query = select(table.c.source_id, table.c.number, table.c.start, table.c.end).where(
                table.c.source_id.in_(ids), table.c.number.in_(numbers)
            )
            for row in connection.execute(query):
                self._paragraphs[row.source_id, row.number] = Span(row.start, row.end)

    def subject(self, link: WrittenLink) -> Subject | None:
        """What a place leads to: words of a source, a source, or a collection."""
        source = self._sources.get(link.name)
        if source is None:
            found = self._collections.get(link.name)
            if found is None or link.first is not None:
                return None
            return Subject("collection", found.id, found.key, found.title, found.title)
        subject = Subject("source", source.id, source.key, source.title, source.title, source.id)
        if link.first is None or link.last is None:
            return subject
        first = self._paragraphs.get((source.id, link.first))
        last = self._paragraphs.get((source.id, link.last), first)
        if first is None or last is None:
            return None
        key = f"{source.key}:{link.first}"
        span = first.joined(last)
        return Subject("source", source.id, key, source.title, source.title, source.id, span)


@dataclass(frozen=True, slots=True)
class _Keyed:
    id: int
    key: str
    title: str


def _rows_by_key(connection: Connection, table: Table, keys: list[str]) -> dict[str, _Keyed]:
    found: dict[str, _Keyed] = {}
    for at in range(0, len(keys), BATCH):
        query = select(table.c.id, table.c.key, table.c.title)
        for row in connection.execute(query.where(table.c.key.in_(keys[at : at + BATCH]))):
            found[row.key] = _Keyed(row.id, row.key, row.title)
    return found


def _codes(connection: Connection, ids: Iterable[str]) -> dict[str, Subject]:
    wanted = set(ids)
    if not wanted:
        return {}
    table = table_of(Code)
    query = select(
        table.c.id, table.c.canonical_id, table.c.label, table.c.name_en, table.c.name_id
    ).where(table.c.canonical_id.in_(wanted))
    return {
        row.canonical_id: Subject(
            "code", row.id, row.canonical_id, row.label or row.name_en, row.label or row.name_id
        )
        for row in connection.execute(query)
    }


def _frameworks(connection: Connection) -> frozenset[str]:
    return frozenset(connection.execute(select(table_of(Framework).c.name)).scalars())


def _names(connection: Connection) -> dict[str, Subject]:
    """Everything that may stand in brackets, by its name in small letters.

    Where two things share a name a case comes before a memo, a memo before a code, a code before
    a source; the older of two memos before the newer.
    """
    found: dict[str, Subject] = {}
    for names, subject in _nameable(connection):
        for name in names:
            if name:
                found.setdefault(comparable(name), subject)
    return found


def _nameable(connection: Connection) -> Iterable[tuple[tuple[str, ...], Subject]]:
    case, memo, code, source = (table_of(each) for each in (Case, Memo, Code, Source))
    for id_, name in connection.execute(select(case.c.id, case.c.name).order_by(case.c.id)):
        yield (name,), Subject("case", id_, "", name, name)
    titled = select(memo.c.id, memo.c.title).where(memo.c.title != "", seen_memos(connection))
    for id_, title in connection.execute(titled.order_by(memo.c.id)):
        yield (title,), Subject("memo", id_, "", title, title)
    query = select(
        code.c.id, code.c.canonical_id, code.c.label, code.c.name_en, code.c.name_id
    ).order_by(code.c.id)
    for id_, canonical, label, english, indonesian in connection.execute(query):
        subject = Subject("code", id_, canonical, label or english, label or indonesian)
        yield (canonical, label, english, indonesian), subject
    alone = select(source.c.id, source.c.key, source.c.title).where(
        source.c.collection_id.is_(None)
    )
    for id_, key, title in connection.execute(alone.order_by(source.c.id)):
        yield (title,), Subject("source", id_, key, title, title, id_)
