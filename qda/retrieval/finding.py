"""One search over everything: codes, cases, sources, memos, and the words of all texts.

Names come first, since whoever types a name wants the thing. The texts follow in the order of
import, a page at a time: a page ends at a `Cursor`, from which the next one goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Final

from sqlalchemy import Connection, Select, func, select

from models.case import Case
from models.positions import Span
from models.recording import table_of
from models.search_index import QueryTerm, matching_ids, words_holding
from models.source import Collection, Source, SourceText
from qda.language.forms import other_forms
from qda.retrieval.codes import codes
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.memos import listed_memos
from qda.retrieval.rows import CodeRow
from qda.retrieval.search_filters import PlaceFilter, SearchFilter, text_conditions
from qda.retrieval.searching import (
    AROUND,
    folded,
    pattern_of,
    snippet,
    spans_in,
    terms_of,
)

PAGE: Final = 100
"""Places on one page of what was found in the texts."""

PER_SOURCE: Final = 20
"""Places that the command line shows of one text; the rest is found by searching in it."""

MOST_NAMED: Final = 200
"""Codes, cases, sources or memos shown of each kind; one who wants more types another word."""

_PORTION: Final = 100
_BEGINNING: Final = 2 * AROUND


class FoundKind(StrEnum):
    """What kind of thing was found, in the order in which they are shown."""

    CODE = "code"
    CASE = "case"
    SOURCE = "source"
    MEMO = "memo"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for: words, in which kinds of things, narrowed how, in which language.

    With `forms` the other forms of the words count, too.
    """

    words: str
    kinds: frozenset[FoundKind] = frozenset(FoundKind)
    wanted: SearchFilter = SearchFilter()
    forms: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing or place that was found.

    `id` is the thing's, of a place its source's; `table` is `collection` where a source is one.
    `marks` are the found words as spans of `snippet`, `title_marks` those of `title`.
    """

    kind: FoundKind
    id: int
    key: str
    title: str
    title_marks: tuple[Span, ...] = ()
    snippet: str = ""
    marks: tuple[Span, ...] = ()
    cut_before: bool = False
    cut_after: bool = False
    span: Span | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of places begins: at a text, behind some places of it."""

    source_id: int = 0
    behind: int = 0


_START: Final = Cursor()


@dataclass(frozen=True, slots=True)
class Page:
    """Some places in texts, and where the next ones begin; None where there are no more."""

    rows: tuple[FoundRow, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found by its name or its definition, by kind, and the first page of the texts.

    `terms` are what was looked for, the other forms of the words among them; they spare the next
    page and the count to look for these forms again.
    """

    named: dict[FoundKind, tuple[FoundRow, ...]]
    page: Page
    terms: tuple[QueryTerm, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The other forms of the words that were looked for."""
        return tuple(form for term in self.terms for form in term.others)


def find_everything(connection: Connection, question: Question, *, count: int = PAGE) -> Findings:
    """What a question finds, with at most `count` places in texts.

    Raises:
        EmptyQuery: there is no word in it.
    """
    terms = terms_for(connection, question)
    named = {
        kind: tuple(rows)[:MOST_NAMED]
        for kind, rows in _named(connection, question, terms)
        if kind in question.kinds
    }
    page = Page((), None)
    if FoundKind.TEXT in question.kinds:
        page = find_places(connection, question, count=count, terms=terms)
    return Findings({kind: rows for kind, rows in named.items() if rows}, page, terms)


def terms_for(connection: Connection, question: Question) -> tuple[QueryTerm, ...]:
    """The terms of a question, with the other forms of its single words where it wants them.

    Raises:
        EmptyQuery: there is no word in it.
    """
    terms = terms_of(question.words)
    if not question.forms:
        return terms

    def holding(part: str) -> Iterable[str]:
        return words_holding(connection, part)

    return tuple(
        QueryTerm(term.words, term.prefix, other_forms(term.words[0], holding))
        if len(term.words) == 1 and not term.prefix
        else term
        for term in terms
    )


# --- places in texts ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text with all places in it that count; `paragraphs` tells the keys of the places."""

    id: int
    key: str
    title: str
    text: str
    places: tuple[Span, ...]
    paragraphs: ParagraphFinder


def find_places(
    connection: Connection,
    question: Question,
    start: Cursor = _START,
    *,
    count: int = PAGE,
    terms: tuple[QueryTerm, ...] | None = None,
) -> Page:
    """The places in texts from a cursor on, `count` at most.

    `terms` are those of the question where they are known already.

    Raises:
        EmptyQuery: there is no word in the question.
    """
    rows: list[FoundRow] = []
    for found in found_texts(connection, question, first=start.source_id, terms=terms):
        behind = start.behind if found.id == start.source_id else 0
        for number in range(behind, len(found.places)):
            if len(rows) == count:
                return Page(tuple(rows), Cursor(found.id, number))
            rows.append(_place(found, number))
    return Page(tuple(rows), None)


def find_texts(
    connection: Connection, question: Question, *, texts: int, per_text: int = PER_SOURCE
) -> tuple[FoundRow, ...]:
    """Places in the first `texts` texts, `per_text` of each at most.

    Raises:
        EmptyQuery: there is no word in the question.
    """
    rows: list[FoundRow] = []
    for found in islice(found_texts(connection, question), texts):
        rows += [_place(found, n) for n in range(min(per_text, len(found.places)))]
    return tuple(rows)


def count_texts(
    connection: Connection,
    question: Question,
    *,
    terms: tuple[QueryTerm, ...] | None = None,
) -> int:
    """In how many texts there are places that count.

    `terms` are those of the question where they are known already.

    Raises:
        EmptyQuery: there is no word in the question.
    """
    if question.wanted.narrows_places:
        return sum(1 for _ in found_texts(connection, question, terms=terms))
    terms = terms or terms_for(connection, question)
    ids = matching_ids(terms, dialect=connection.dialect.name)
    conditions = text_conditions(connection, question.wanted)
    if not conditions:
        counted = select(func.count()).select_from(ids.subquery())
    else:
        source = table_of(Source)
        counted = select(func.count()).where(source.c.id.in_(ids), *conditions)
    return int(connection.execute(counted).scalar() or 0)


def found_texts(
    connection: Connection,
    question: Question,
    *,
    first: int = 0,
    terms: tuple[QueryTerm, ...] | None = None,
) -> Iterator[FoundText]:
    """The texts with places that count, from the source with the id `first` on.

    `terms` are those of the question where they are known already.

    Raises:
        EmptyQuery: there is no word in the question.
    """
    terms = terms or terms_for(connection, question)
    pattern = pattern_of(terms)
    query = _texts(connection, question, terms)
    id_ = query.selected_columns[0]
    while True:
        rows = connection.execute(query.where(id_ >= first).limit(_PORTION)).all()
        ids = [row.id for row in rows]
        allowed = PlaceFilter(connection, question.wanted, ids)
        finder = ParagraphFinder(connection, ids)
        for row in rows:
            spans = spans_in(row.text, pattern)
            places = tuple(each for each in spans if allowed.holds(row.id, each))
            if places:
                yield FoundText(row.id, row.key, row.title, row.text, places, finder)
        if len(rows) < _PORTION:
            return
        first = ids[-1] + 1


def _texts(
    connection: Connection, question: Question, terms: tuple[QueryTerm, ...]
) -> Select[tuple[int, str, str, str]]:
    source, texts = table_of(Source), table_of(SourceText)
    ids = matching_ids(terms, dialect=connection.dialect.name)
    return (
        select(source.c.id, source.c.key, source.c.title, texts.c.text)
        .join(texts, texts.c.id == source.c.id)
        .where(source.c.id.in_(ids), *text_conditions(connection, question.wanted))
        .order_by(source.c.id)
    )


def _place(found: FoundText, number: int) -> FoundRow:
    span = found.places[number]
    shown = snippet(found.text, found.places, number)
    return FoundRow(
        FoundKind.TEXT,
        found.id,
        found.paragraphs.key(found.key, found.id, span.start),
        found.title,
        snippet=shown.text,
        marks=shown.marks,
        cut_before=shown.cut_before,
        cut_after=shown.cut_after,
        span=span,
    )


# --- things that have a name -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words of a question as they are looked for in names, where a beginning is enough."""

    each: tuple[re.Pattern[str], ...]
    every: re.Pattern[str]

    def rank(self, *parts: str) -> int | None:
        """How early the parts, from the most telling on, hold all words; None where they do not.

        0 where the first begins with them, else 1 and up.
        """
        whole = folded(parts[0])
        if self.every.match(whole) and all(each.search(whole) for each in self.each):
            return 0
        for number in range(len(parts)):
            joined = folded("\n".join(parts[: number + 1]))
            if all(each.search(joined) for each in self.each):
                return number + 1
        return None

    def marks(self, text: str) -> tuple[Span, ...]:
        """Where the words stand in a text."""
        return spans_in(text, self.every)


def _named(
    connection: Connection, question: Question, terms: tuple[QueryTerm, ...]
) -> Iterator[tuple[FoundKind, list[FoundRow]]]:
    begun = tuple(QueryTerm(term.words, prefix=True, others=term.others) for term in terms)
    wanted = _Wanted(tuple(pattern_of((term,)) for term in begun), pattern_of(begun))
    readers = {
        FoundKind.CODE: _found_codes,
        FoundKind.CASE: _found_cases,
        FoundKind.SOURCE: _found_sources,
        FoundKind.MEMO: _found_memos,
    }
    for kind, read in readers.items():
        if kind in question.kinds:
            ranked = sorted(read(connection, question, wanted), key=lambda each: each[0])
            yield kind, [row for _, row in ranked]


_Ranked = Iterator[tuple[int, FoundRow]]


def _found_codes(connection: Connection, question: Question, wanted: _Wanted) -> _Ranked:
    language = question.language
    for code in codes(connection):
        if question.wanted.code_ids and code.id not in question.wanted.code_ids:
            continue
        name = code.name(language)
        names = "\n".join(dict.fromkeys((name, code.name_en, code.name_id)))
        aliases = "\n".join(alias for pair in code.aliases for alias in pair if alias)
        about = _about(code, language)
        rank = wanted.rank(names, code.canonical_id, aliases, about)
        if rank is not None:
            # Found by a name that is not shown, that name is shown beneath.
            texts = (about, names.removeprefix(name).strip(), aliases)
            shown = about if wanted.marks(name) else next(filter(wanted.marks, texts), about)
            row = _row(
                FoundKind.CODE, code.id, code.canonical_id, title=name, text=shown, wanted=wanted
            )
            yield rank, row


def _about(code: CodeRow, language: str) -> str:
    parts = (code.text(part, language) for part in ("definition", "include", "exclude"))
    at = 1 if language == "id" else 0
    indicators = (pair[at] or pair[1 - at] for pair in code.indicators)
    return "\n".join(part for part in (*parts, *indicators, code.note) if part)


def _found_cases(connection: Connection, question: Question, wanted: _Wanted) -> _Ranked:
    case = table_of(Case)
    query = select(case.c.id, case.c.name, case.c.role).order_by(case.c.name)
    if question.wanted.groups:
        query = query.where(case.c.stakeholder_group.in_(question.wanted.groups))
    if question.wanted.case_ids:
        query = query.where(case.c.id.in_(question.wanted.case_ids))
    for row in connection.execute(query):
        rank = wanted.rank(row.name, row.role)
        if rank is not None:
            yield (
                rank,
                _row(FoundKind.CASE, row.id, "", title=row.name, text=row.role, wanted=wanted),
            )


def _found_sources(connection: Connection, question: Question, wanted: _Wanted) -> _Ranked:
    source, collection = table_of(Source), table_of(Collection)
    alone = select(source.c.id, source.c.key, source.c.title, source.c.note).where(
        source.c.collection_id.is_(None), *text_conditions(connection, question.wanted)
    )
    for row in connection.execute(alone.order_by(source.c.key)):
        rank = wanted.rank(row.title, row.key, row.note)
        if rank is not None:
            yield (
                rank,
                _row(
                    FoundKind.SOURCE, row.id, row.key, title=row.title, text=row.note, wanted=wanted
                ),
            )
    if question.wanted != SearchFilter():
        # What a collection holds is narrowed among the texts; itself it is all or nothing.
        return
    many = select(collection.c.id, collection.c.key, collection.c.title, collection.c.note)
    for row in connection.execute(many.order_by(collection.c.key)):
        rank = wanted.rank(row.title, row.key, row.note)
        if rank is not None:
            found = _row(
                FoundKind.SOURCE, row.id, row.key, title=row.title, text=row.note, wanted=wanted
            )
            yield rank, replace(found, table="collection")


def _found_memos(connection: Connection, question: Question, wanted: _Wanted) -> _Ranked:
    kinds = question.wanted.memo_kinds
    for each in listed_memos(connection):
        row, subject = each.memo, each.subject
        if (kinds and row.kind not in kinds) or not question.wanted.holds_day(row.day):
            continue
        rank = wanted.rank(row.title, row.text)
        if rank is not None:
            key = "" if subject is None else subject.key or subject.title(question.language)
            yield (
                rank,
                _row(FoundKind.MEMO, row.id, key, title=row.name, text=row.text, wanted=wanted),
            )


def _row(
    kind: FoundKind, id_: int, key: str, *, title: str, text: str, wanted: _Wanted
) -> FoundRow:
    marks = wanted.marks(text)
    made = FoundRow(kind, id_, key, title, wanted.marks(title))
    if marks:
        shown = snippet(text, marks, 0)
        return replace(
            made,
            snippet=shown.text,
            marks=shown.marks,
            cut_before=shown.cut_before,
            cut_after=shown.cut_after,
        )
    whole = " ".join(text.split())
    return replace(made, snippet=whole[:_BEGINNING], cut_after=len(whole) > _BEGINNING)
