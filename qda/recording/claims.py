"""Proposes claims: the numbers of a text with unit, year and what they seem to measure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from models.positions import Span
from models.recording import table_of
from models.source import Source
from qda.edits.claims import ClaimDraft, ClaimFacts
from qda.jobs.progress import Progress, Silent
from qda.language.dates import FoundDate, dates_in
from qda.language.figures import Figure, figures_in
from qda.language.regulations import regulations_in
from qda.language.sentences import sentences
from qda.retrieval.sources import source_texts

CODER: Final = "figures 1"
"""In whose name claims are proposed; the number counts up when the rule changes."""

LARGE: Final = 1000
"""From here on a number is proposed without a unit, too."""

NEAR: Final = 300
"""Characters around a number in which its year and what it measures are looked for."""

_WORDS: Final = 8
"""Words before a number that are taken for what it measures."""

_FILLERS: Final = frozenset(
    (
        "adalah yaitu yakni sebanyak sebesar mencapai sekitar kurang lebih hampir dengan atau dan "
        "seluas sejumlah berjumlah menjadi hingga sampai tercatat terdapat dari ke di pada total "
        "memiliki ada yang sudah telah hanya para setiap per tahun sebuah serta dalam oleh untuk "
        "is was are were about around almost nearly of to at with and or reached reaching total "
        "some only the a an in by from year has have had as for ini itu tersebut this that these"
    ).split()
)
_NUMBERED: Final = re.compile(
    r"\b(?:tabel|gambar|bagan|grafik|lampiran|pasal|ayat|bab|halaman|hal|hlm|vol|no|nomor|table"
    r"|figure|chapter|article|page|volume|pp?|versi|version)\b\.?\s*$",
    re.IGNORECASE,
)
_CUT: Final = re.compile(r"[,;:()\[\]“”\"]")
_WORD: Final = re.compile(r"[^\W\d_][\w/&’'-]*")


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A number of a text, what it seems to measure, and the year of its sentence ("" without)."""

    figure: Figure
    quantity: str
    year: str


def claims_in(text: str, language: str = "id") -> tuple[FoundClaim, ...]:
    """The numbers of a text that state something, in order.

    Those with a unit do, and large ones. Dates, numbers of regulations and of pages do not, nor
    does what stands in a table: its sums are checked as they are. `quantity` are the words before
    the number; a researcher says better what it measures.
    """
    figures = [each for each in figures_in(text, language) if _states(each)]
    if not figures:
        return ()
    dates = dates_in(text)
    taken = sorted([each.span for each in dates] + [each.span for each in regulations_in(text)])
    starts = [each.start for each in taken]
    parts = sentences(text)
    begins = [each.start for each in parts]
    made = []
    for figure in figures:
        at = figure.span.start
        if _overlaps(figure.span, taken, starts) or _is_numbered(text, at) or _in_table(text, at):
            continue
        sentence = parts[bisect_right(begins, at) - 1]
        quantity = _quantity(text, sentence, figure)
        made.append(FoundClaim(figure, quantity, _year(sentence, figure, dates)))
    return tuple(made)


def claim_drafts(
    connection: Connection,
    source_ids: frozenset[int],
    progress: Progress = Silent(),  # noqa: B008 - it holds nothing
) -> tuple[ClaimDraft, ...]:
    """The claims of some sources, to be proposed.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    table = table_of(Source)
    query = select(table.c.id, table.c.language).where(table.c.id.in_(source_ids))
    rows = connection.execute(query.order_by(table.c.key)).all()
    made: list[ClaimDraft] = []
    for done, row in enumerate(rows):
        progress.report(done, len(rows))
        text = source_texts(connection, [row.id]).get(row.id, "")
        made += _drafts(row.id, text, row.language or "id")
    progress.report(len(rows), len(rows))
    return tuple(made)


def _drafts(source_id: int, text: str, language: str) -> Iterator[ClaimDraft]:
    for each in claims_in(text, language):
        facts = ClaimFacts(
            quantity=each.quantity,
            value=each.figure.value,
            stated=each.figure.stated,
            unit=each.figure.unit,
            year=each.year,
            source_id=source_id,
            span=each.figure.span,
        )
        yield ClaimDraft(facts, rule=f"{CODER} {each.figure.unit or '#'}", coder=CODER)


def _states(figure: Figure) -> bool:
    return bool(figure.unit) or (
        abs(figure.value) >= LARGE and bool(re.search(r"\D", figure.stated))
    )


def _overlaps(span: Span, taken: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.end - 1)
    return any(span.overlaps(each) for each in taken[max(0, at - 2) : at])


def _is_numbered(text: str, start: int) -> bool:
    return _NUMBERED.search(text[max(0, start - 20) : start]) is not None


def _in_table(text: str, start: int) -> bool:
    end = text.find("\n", start)
    return text.count("\t", text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end) > 1


def _quantity(text: str, sentence: Span, figure: Figure) -> str:
    """The last words before a number that say something, else its unit or the number itself."""
    start = figure.span.start
    before = text[max(sentence.start, start - NEAR) : start]
    part = _CUT.split(before)[-1]
    if not any(word.casefold() not in _FILLERS for word in _WORD.findall(part)):
        part = before
    words = _WORD.findall(part)[-_WORDS:]
    while words and words[-1].casefold() in _FILLERS:
        words.pop()
    while words and words[0].casefold() in _FILLERS:
        words.pop(0)
    return " ".join(words) or figure.unit or figure.stated


def _year(sentence: Span, figure: Figure, dates: Sequence[FoundDate]) -> str:
    """The year that stands nearest in the sentence; of two as near, the one before."""
    place = figure.span.start
    first = bisect_left(dates, place - NEAR, key=lambda each: each.span.start)
    last = bisect_left(dates, place + NEAR, key=lambda each: each.span.start)
    near = [
        (abs(each.span.start - place), each.span.start, each.starts_on[:4])
        for each in dates[first:last]
        if sentence.contains(each.span) and not each.ends_on
    ]
    return min(near)[2] if near else ""
