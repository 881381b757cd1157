"""Finds words in texts and memos, with the text around each place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select

from models.errors import Refused
from models.memo import Memo
from models.positions import Span
from models.recording import table_of
from models.search_index import QueryTerm, matching_ids, parsed
from models.source import Source, SourceText
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.rows import HitRow
from qda.retrieval.sight import seen_memos

AROUND: Final = 60
"""Characters shown on either side of what was found."""

PER_SOURCE: Final = 20
"""Places shown of one source; the rest is found by searching in it."""


class EmptyQuery(Refused):
    """There is no word in what is searched for."""

    en = "“{query}” holds no word to search for."
    id = "“{query}” tidak memuat kata untuk dicari."


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: places, and how many sources hold the words in all."""

    places: tuple[HitRow, ...]
    sources: int


def search_texts(connection: Connection, query: str, *, count: int = 200) -> Hits:
    """The sources in which all words of a query occur, with places in at most `count` of them.

    Raises:
        EmptyQuery: there is no word in the query.
    """
    terms = _terms(query)
    ids = matching_ids(terms, dialect=connection.dialect.name)
    total = connection.execute(select(func.count()).select_from(ids.subquery())).scalar()
    shown = ids.order_by(ids.selected_columns[0]).limit(count)
    source, texts = table_of(Source), table_of(SourceText)
    found = connection.execute(
        select(texts.c.id, texts.c.text, source.c.key, source.c.title)
        .join(source, source.c.id == texts.c.id)
        .where(texts.c.id.in_(shown))
        .order_by(texts.c.id)
    ).all()
    finder = ParagraphFinder(connection, [row.id for row in found])
    places: list[HitRow] = []
    pattern = pattern_of(terms)
    for row in found:
        for number, match in enumerate(pattern.finditer(folded(row.text))):
            if number == PER_SOURCE:
                break
            span = Span(match.start(), match.end())
            key = finder.key(row.key, row.id, span.start)
            places.append(_hit(row.id, key, row.title, row.text, span))
    return Hits(tuple(places), int(total or 0))


def search_memos(connection: Connection, query: str) -> Hits:
    """The memos in which all words of a query occur.

    Raises:
        EmptyQuery: there is no word in the query.
    """
    terms = _terms(query)
    memo = table_of(Memo)
    each = [pattern_of((term,)) for term in terms]
    places = []
    found = select(memo.c.id, memo.c.title, memo.c.text).where(seen_memos(connection))
    for row in connection.execute(found):
        if all(part.search(folded(row.text)) for part in each):
            match = pattern_of(terms).search(folded(row.text))
            if match is not None:
                span = Span(match.start(), match.end())
                places.append(_hit(row.id, "", row.title, row.text, span))
    return Hits(tuple(places), len(places))


def _terms(query: str) -> tuple[QueryTerm, ...]:
    """The terms of a query.

    Raises:
        EmptyQuery: there is no word in the query.
    """
    # A letter and its accent that were typed apart would be taken for two words.
    terms = parsed(unicodedata.normalize("NFC", query))
    if not terms:
        raise EmptyQuery(query=query)
    return terms


def pattern_of(terms: tuple[QueryTerm, ...]) -> re.Pattern[str]:
    """A regular expression that finds any of the terms in a folded text, to the end of the word.

    It takes for a word what the index does: letters and digits, with accents of their own between.
    """
    return re.compile("|".join(_spelled(term) for term in terms), re.IGNORECASE)


def _spelled(term: QueryTerm) -> str:
    words = (
        "".join(re.escape(letter) + _ACCENTS for letter in folded(word)) for word in term.words
    )
    rest = f"(?:{_LETTER}{_ACCENTS})*" if term.prefix else f"(?!{_LETTER})"
    return f"{_START}{f'{_GAP}+'.join(words)}{rest}"


def folded(text: str) -> str:
    """The text without accents, each character in its old place, as the index compares words."""
    return text if text.isascii() else text.translate(_BARE)


class _Bare(dict[int, int]):
    """Maps a character to the letter under its accents, found out once for each."""

    def __missing__(self, character: int) -> int:
        apart = unicodedata.normalize("NFD", chr(character))
        # A Hangul syllable falls apart too, but into letters and not into accents.
        bare = ord(apart[0]) if all(map(unicodedata.combining, apart[1:])) else character
        self[character] = bare
        return bare


_BARE: Final = _Bare()

_ACCENTS: Final = r"[\u0300-\u036f]*"
_LETTER: Final = r"[^\W_]"
_GAP: Final = r"[\W_]"
_START: Final = r"(?<![^\W_])(?<![\u0300-\u036f])"


def _hit(source_id: int, key: str, title: str, text: str, span: Span) -> HitRow:
    start = max(0, span.start - AROUND)
    end = min(len(text), span.end + AROUND)
    snippet = text[start:end].replace("\n", " ")
    mark = Span(span.start - start, span.end - start)
    return HitRow(source_id, key, title, span, snippet, (mark,))
