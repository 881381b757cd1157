"""What a correction would do, and how a source read when it was imported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import Connection, select

from models.positions import Span
from models.recording import table_of
from models.shifting import shift_of
from models.source import ImportedText
from models.splicing import Cut
from qda.language.tokens import tokens
from qda.retrieval.codes import codes
from qda.retrieval.codings import codings_in
from qda.retrieval.rows import CodeRow, CodingRow, SourceRow
from qda.retrieval.sources import source, source_text


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a correction does to codings: whose words change, which go, how many become equal."""

    changed: tuple[CodeRow, ...]
    gone: tuple[CodeRow, ...]
    merged: int


@dataclass(frozen=True, slots=True)
class TwoReadings:
    """A source as it was imported and as it reads now, and the words in which they differ."""

    row: SourceRow
    imported: str
    now: str
    cuts: tuple[Cut, ...]


def consequences(connection: Connection, source_id: int, cuts: Sequence[Cut]) -> Consequences:
    """What a correction would do to the codings that whoever reads may see."""
    shift = shift_of(cuts)
    known = {code.id: code for code in codes(connection)}
    changed: list[CodeRow] = []
    gone: list[CodeRow] = []
    places: Counter[tuple[Span, int, int]] = Counter()
    for row in codings_in(connection, source_id, quotes=False):
        span = shift.span(row.span)
        if span is None:
            gone.append(known[row.code_id])
            continue
        if shift.touches(row.span):
            changed.append(known[row.code_id])
        places[_place(row, span)] += 1
    merged = sum(count - 1 for count in places.values())
    return Consequences(tuple(changed), tuple(gone), merged)


def _place(row: CodingRow, span: Span) -> tuple[Span, int, int]:
    return span, row.code_id, row.coder_id


def two_readings(connection: Connection, source_id: int) -> TwoReadings:
    """A source as it was imported beside what it says now.

    Raises:
        NoSuchSource: there is none with this id.
    """
    row, now = source(connection, source_id), source_text(connection, source_id)
    table = table_of(ImportedText)
    kept = connection.execute(select(table.c.text).where(table.c.id == source_id)).scalar()
    imported = now if kept is None else kept
    return TwoReadings(row, imported, now, _cuts_by_line(imported, now))


def _cuts_by_line(before: str, after: str) -> tuple[Cut, ...]:
    """The words that differ, looked for in the lines that differ: corrections keep the lines."""
    made: list[Cut] = []
    here = 0
    for one, other in zip(before.split("\n"), after.split("\n"), strict=True):
        if one != other:
            made.extend(word_cuts(one, other, here))
        here += len(one) + 1
    return tuple(made)


def word_cuts(before: str, after: str, at: int = 0) -> tuple[Cut, ...]:
    """The changes between two readings of a stretch that begins at `at`, word by word.

    Whole words go and come, so that a coding that begins at a word keeps beginning at one.

    >>> word_cuts("angaran kami, kurang", "anggaran kami, sangat kurang")
    (Cut(start=0, removed='angaran', inserted='anggaran'), Cut(start=14, removed='', \
inserted='sangat '))
    """
    old, new = _pieces(before), _pieces(after)
    places = [0]
    for piece in old:
        places.append(places[-1] + len(piece))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        Cut(at + places[i1], "".join(old[i1:i2]), "".join(new[j1:j2]))
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        if kind != "equal"
    )


def word_at(text: str, position: int) -> Span | None:
    """The word that a caret stands in or at the edge of, or None."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = Span(start, len(text) if end < 0 else end) if start != end else None
    if line is None or line.start >= line.end:
        return None
    found = (each.span for each in tokens(text, line))
    return next((span for span in found if span.start <= position <= span.end), None)


def _pieces(text: str) -> list[str]:
    """Words, and each character between them by itself; together they are the text."""
    pieces, here = [], 0
    for token in tokens(text):
        pieces += [*text[here : token.start], token.of(text)]
        here = token.end
    return [*pieces, *text[here:]]


def on_one_line(words: str) -> str:
    """Words as one line can hold them: line breaks become spaces."""
    return re.sub(r"\s*[\r\n\u2028\u2029]\s*", " ", words)
