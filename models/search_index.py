"""Finds words in the texts of a study: FTS5 on SQLite, regular expressions on PostgreSQL.

The index follows the texts by triggers, so that no edit can forget it. Triggers index row by row,
which is thirteen times slower than indexing thousands at once; bulk inserts and deletes therefore
switch them off, for the length of one statement, and index the rows together.

A query is a list of words, all of which must occur; `word*` finds what begins with it,
`"two words"` a phrase. Case and accents make no difference on SQLite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, and_, column, func, select, table, text

from models.source import SourceText

_TABLE: Final = """
CREATE VIRTUAL TABLE source_words USING fts5(
    text, content='source_text', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2"
)"""

_ON_ADDED: Final = """
CREATE TRIGGER source_text_added AFTER INSERT ON source_text
WHEN (SELECT is_on FROM search_switch) BEGIN
    INSERT INTO source_words(rowid, text) VALUES (new.id, new.text);
END"""

_ON_REMOVED: Final = """
CREATE TRIGGER source_text_removed AFTER DELETE ON source_text
WHEN (SELECT is_on FROM search_switch) BEGIN
    INSERT INTO source_words(source_words, rowid, text) VALUES ('delete', old.id, old.text);
END"""

_ON_CHANGED: Final = """
CREATE TRIGGER source_text_changed AFTER UPDATE ON source_text
WHEN (SELECT is_on FROM search_switch) BEGIN
    INSERT INTO source_words(source_words, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO source_words(rowid, text) VALUES (new.id, new.text);
END"""

_SWITCH: Final = "CREATE TABLE search_switch (is_on INTEGER NOT NULL)"

_SWITCHED_ON: Final = "INSERT INTO search_switch VALUES (1)"

_CREATE: Final = (_TABLE, _SWITCH, _SWITCHED_ON, _ON_ADDED, _ON_REMOVED, _ON_CHANGED)

_TEXTS: Final = SourceText.metadata.tables[SourceText.__tablename__]

_WORDS: Final = table("source_words", column("rowid"), column("source_words"))

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One thing that must occur: words in a row, the last of which may be only a beginning.

    `others` are single words each of which counts for it as well.
    """

    words: tuple[str, ...]
    prefix: bool = False
    others: tuple[str, ...] = ()


def parsed(query: str) -> tuple[QueryTerm, ...]:
    """The terms of a query; punctuation, `_` too, separates words and is otherwise ignored.

    >>> [t.words for t in parsed('anggaran "tindak lanjut" lapor*')]
    [('anggaran',), ('tindak', 'lanjut'), ('lapor',)]
    """
    terms = []
    for phrase, single in _TERM.findall(query):
        words = tuple(_WORD.findall(phrase or single))
        if words:
            terms.append(QueryTerm(words, prefix=not phrase and single.endswith("*")))
    return tuple(terms)


def create(connection: Connection) -> None:
    """Make the index and its triggers in a new study; nothing is needed on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        for statement in _CREATE:
            connection.execute(text(statement))


def add_between(connection: Connection, first: int, last: int) -> None:
    """Index the texts with ids from `first` to `last`, which were inserted while switched off."""
    connection.execute(
        text(
            "INSERT INTO source_words(rowid, text) "
            "SELECT id, text FROM source_text WHERE id BETWEEN :first AND :last"
        ),
        {"first": first, "last": last},
    )


def remove_between(connection: Connection, first: int, last: int) -> None:
    """Forget the texts with ids from `first` to `last`, which are to be deleted switched off."""
    connection.execute(
        text(
            "INSERT INTO source_words(source_words, rowid, text) "
            "SELECT 'delete', id, text FROM source_text WHERE id BETWEEN :first AND :last"
        ),
        {"first": first, "last": last},
    )


@contextmanager
def switched_off(connection: Connection) -> Iterator[None]:
    """Let texts be inserted or deleted without the triggers; within one transaction only."""
    connection.execute(text("UPDATE search_switch SET is_on = 0"))
    yield
    connection.execute(text("UPDATE search_switch SET is_on = 1"))


def matching(terms: tuple[QueryTerm, ...], *, dialect: str) -> ColumnElement[bool]:
    """The condition that a row of `source_text` holds all the terms."""
    if dialect == "sqlite":
        return _TEXTS.c.id.in_(matching_ids(terms, dialect=dialect))
    return and_(*(_TEXTS.c.text.op("~*")(_server_pattern(term)) for term in terms))


def matching_ids(terms: tuple[QueryTerm, ...], *, dialect: str) -> Select[tuple[int]]:
    """The ids of the texts that hold all the terms, without looking at the texts on SQLite."""
    if dialect == "sqlite":
        return select(_WORDS.c.rowid).where(_WORDS.c.source_words.op("MATCH")(_fts_query(terms)))
    return select(_TEXTS.c.id).where(matching(terms, dialect=dialect))


def is_whole(connection: Connection) -> bool:
    """Whether the index holds exactly the words of the texts."""
    if connection.dialect.name != "sqlite":
        return True
    indexed = connection.execute(text("SELECT count(*) FROM source_words_docsize")).scalar()
    texts = _TEXTS
    return indexed == connection.execute(select(func.count()).select_from(texts)).scalar()


def words_holding(connection: Connection, part: str) -> tuple[str, ...]:
    """The words of all texts in which some letters stand in a row, in small letters.

    On SQLite they come from the index, without their accents.
    """
    if connection.dialect.name == "sqlite":
        _lay_out_words(connection)
        query = text("SELECT term FROM temp.study_words WHERE instr(term, :part)")
        return tuple(connection.execute(query, {"part": part}).scalars())
    letters = "[[:alnum:]]*"
    found = func.regexp_matches(
        func.lower(_TEXTS.c.text), f"{letters}{re.escape(part)}{letters}", "g"
    )
    words = select(found.label("found")).subquery()
    each = select(func.array_to_string(words.c.found, "")).distinct()
    return tuple(connection.execute(each).scalars())


def _lay_out_words(connection: Connection) -> None:
    """Let this connection see the words of the index as a table, for as long as it lasts."""
    there = "SELECT 1 FROM temp.sqlite_master WHERE name = 'study_words'"
    if connection.execute(text(there)).first() is not None:
        return
    reads_only = connection.execute(text("PRAGMA query_only")).scalar()
    # The table is temporary and touches nothing of the study, yet counts as a change.
    connection.execute(text("PRAGMA query_only = OFF"))
    try:
        made = "CREATE VIRTUAL TABLE temp.study_words USING fts5vocab(main, source_words, row)"
        connection.execute(text(made))
    finally:
        connection.execute(text(f"PRAGMA query_only = {reads_only}"))


def _fts_query(terms: tuple[QueryTerm, ...]) -> str:
    return " AND ".join(_fts_term(term) for term in terms)


def _fts_term(term: QueryTerm) -> str:
    written = '"{}"{}'.format(" ".join(term.words), "*" if term.prefix else "")
    others = (f'"{word}"' for word in term.others)
    return f"({' OR '.join((written, *others))})" if term.others else written


def _server_pattern(term: QueryTerm) -> str:
    end = "" if term.prefix else "(?![[:alnum:]])"
    written = "[^[:alnum:]]+".join(re.escape(word) for word in term.words) + end
    others = (f"{re.escape(word)}(?![[:alnum:]])" for word in term.others)
    return f"(?<![[:alnum:]])(?:{'|'.join((written, *others))})"
