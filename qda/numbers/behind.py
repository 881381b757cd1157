"""What lies behind a figure: the very codings, or the texts without a code, that it counts.

A figure of a report is named by the ids of its table, row and column; `place_of` tells what it is
about, and `behind` gives the rows it rests on, so that every number leads back to the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, select

from models.coding import Coding, Segment
from models.positions import Span
from models.recording import BATCH, table_of
from models.source import Source, SourceText
from models.vocabulary import CodingState
from qda.displays.columns import Column
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent
from qda.numbers.answers import Answers
from qda.numbers.coded import Bearers, unique
from qda.numbers.crosstab import members_of
from qda.numbers.frequencies import Counting, counting
from qda.numbers.grouping import Grouping, Period
from qda.numbers.making import NumberKind
from qda.numbers.population import Ints
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.numbers.words import WordCounts, texts_with
from qda.retrieval.codings import CodingFilter, coding_query, reading_order
from qda.retrieval.filters import among, of_words


class Side(StrEnum):
    """Which part of what is counted a figure is about."""

    WITH = "with"
    PROPOSED = "proposed"
    WITHOUT = "without"
    TEXTS = "texts"
    ANSWERS = "answers"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Place:
    """What a figure is about: a code in a group, or everything where these are empty.

    `rated` leaves texts with a value (stars) only, `value` those with just this one. Of a
    questionnaire `code` is an item, empty for all; `value` the answer to it. `word` is a word or
    phrase.
    """

    code: str = ""
    group: str = ""
    side: Side = Side.WITH
    rated: bool = False
    value: float | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows behind a figure by their ids: codings in reading order, or else texts."""

    codings: tuple[int, ...] = ()
    texts: tuple[int, ...] = ()


_SIDES: Final = {"absent": Side.WITHOUT, "without": Side.WITHOUT, "proposed": Side.PROPOSED}
_OVER_ALL: Final = frozenset({"total", "tests", "means"})
_EVERY: Final = CodingFilter()
_SILENT: Final = Silent()


def place_of(kind: NumberKind, table: str, row: str, column: str) -> Place | None:
    """What a figure of a report is about, by the ids of its table, row and column.

    None where it rests on no rows that could be told, as the α of a dimension.
    """
    return _PLACES[kind](table, row, column)


def _of_frequencies(table: str, row: str, column: str) -> Place:
    side = Side.PROPOSED if "proposed" in (table, column) else Side.WITH
    return Place(row, "" if table in _OVER_ALL else column, side)


def _of_crosstab(table: str, row: str, column: str) -> Place:
    if table in _OVER_ALL:
        return Place(row)
    return Place(table, column, _SIDES.get(row, Side.WITH))


def _of_ratings(table: str, row: str, column: str) -> Place:
    if table not in _OVER_ALL:
        return Place(table, "", _SIDES.get(row, Side.WITH), rated=True, value=float(column))
    side = _SIDES.get(column.partition("_")[0], Side.WITH)
    return Place(row, "", side, rated=side is not Side.PROPOSED)


def _of_series(_: str, row: str, column: str) -> Place:
    code = column.rpartition(":")[0]
    return Place(code, row, Side.WITH if code else Side.TEXTS)


def _of_items(table: str, row: str, column: str) -> Place | None:
    if table in ("dimensions", "reliability") or not row:
        return None
    if table == "index":
        return Place(side=Side.ANSWERS)
    if column == "missing":
        return Place(row, side=Side.MISSING)
    point = column[1:] if table == "distribution" else ""
    return Place(row, side=Side.ANSWERS, value=float(point) if point else None)


def _of_words(_table: str, row: str, _column: str) -> Place:
    return Place(side=Side.TEXTS, word=row)


_PLACES: Final[Mapping[NumberKind, Callable[[str, str, str], Place | None]]] = {
    NumberKind.FREQUENCIES: _of_frequencies,
    NumberKind.CROSSTAB: _of_crosstab,
    NumberKind.RATINGS: _of_ratings,
    NumberKind.SERIES: _of_series,
    NumberKind.WORDS: _of_words,
    NumberKind.LIKERT: _of_items,
    NumberKind.ITEMS: _of_items,
    NumberKind.SKM: _of_items,
}


def behind(
    connection: Connection, kind: NumberKind, question: NumberQuestion, place: Place
) -> Behind:
    """The rows that a figure counts: as many distinct segments, people and texts as it says.

    Raises:
        NoSuchRows: the study has no such attribute.
    """
    columns = tuple(each for each in question.codes if each.code.canonical_id == place.code)
    asked = replace(question, codes=columns or question.codes)
    if kind is NumberKind.RATINGS:
        asked = replace(asked, by=Grouping())
    elif kind is NumberKind.SERIES and asked.by == Grouping():
        asked = replace(asked, by=Grouping(period=Period.MONTH))
    value = question.value if place.rated else ""
    read = counting(connection, asked, value=value)
    with collector_paused():
        bearers = read.coded.bearers[0]
        if place.side is Side.PROPOSED:
            inside = _inside(read, place, bearers.proposed_voices)
            return Behind(_in_reading_order(connection, unique(bearers.codings[inside]).tolist()))
        if place.side is Side.WITH:
            segments = unique(bearers.segments[_inside(read, place, bearers.voices)]).tolist()
            return Behind(_confirmed(connection, asked, asked.codes[0], segments))
        return Behind(texts=_texts(connection, _voices(read, asked, place, bearers, kind), read))


def behind_answers(connection: Connection, answers: Answers, place: Place) -> Behind:
    """The texts of those who gave the answers a figure counts; none where they are in a file."""
    if not place.code:
        wanted = [True] * len(answers.rows)
    else:
        column = answers.column(place.code)
        if place.side is Side.MISSING:
            wanted = [answer is None for answer in column]
        elif place.value is None:
            wanted = [answer is not None for answer in column]
        else:
            wanted = [answer == place.value for answer in column]
    chosen = zip(answers.texts, wanted, strict=True) if answers.texts else ()
    ids = [text for texts, is_wanted in chosen if is_wanted for text in texts]
    return Behind(texts=_by_key(connection, ids))


def behind_word(
    connection: Connection, found: WordCounts, place: Place, *, progress: Progress = _SILENT
) -> Behind:
    """The texts in which a word or phrase stands.

    Raises:
        Cancelled: the progress said so.
    """
    word = next((each for each in found.words if each.word == place.word), None)
    if word is None:
        return Behind()
    ids = texts_with(connection, found.question, word, progress=progress)
    return Behind(texts=_by_key(connection, ids))


def _inside(read: Counting, place: Place, voices: Ints) -> Ints:
    """Where, among some voices, those stand that a figure is about."""
    import numpy as np

    known = read.population.voices
    inside = np.ones(len(voices), dtype=bool)
    if place.group:
        ids = [key.id for key in read.population.groups]
        number = ids.index(place.group) if place.group in ids else -1
        parts = read.population.parts or [(nth,) for nth in range(len(ids))]
        sets = [nth for nth, within in enumerate(parts) if number in within]
        inside &= np.isin(known.groups[voices], sets)
    if place.rated:
        inside &= ~np.isnan(known.values[voices])
    if place.value is not None:
        inside &= known.values[voices] == place.value
    return np.flatnonzero(inside)


def _voices(
    read: Counting, asked: NumberQuestion, place: Place, bearers: Bearers, kind: NumberKind
) -> Ints:
    """The voices of the texts that a figure counts: all, or those that do not bear the code."""
    import numpy as np

    counted = read.coded.counted[_inside(read, place, read.coded.counted)]
    if place.side is Side.TEXTS:
        return counted
    bearing = bearers.voices[_inside(read, place, bearers.voices)]
    # A person bears a code by one text of his; the rest of his texts are not of the others.
    unit = asked.unit if kind is NumberKind.CROSSTAB else CountedUnit.UNIT
    members = members_of(read, unit)
    there: Ints = counted[~np.isin(members[counted], members[bearing])]
    return there


def _texts(connection: Connection, voices: Ints, read: Counting) -> tuple[int, ...]:
    return _by_key(connection, unique(read.population.voices.sources[voices]).tolist())


def _by_key(connection: Connection, ids: Sequence[int]) -> tuple[int, ...]:
    source = table_of(Source)
    query = select(source.c.id).where(source.c.id.in_(among(connection, ids)))
    return tuple(connection.execute(query.order_by(source.c.key)).scalars())


def _confirmed(
    connection: Connection, asked: NumberQuestion, column: Column, segments: Sequence[int]
) -> tuple[int, ...]:
    """The confirmed codings of a code on some segments that pass the question's filter."""
    coding, segment = table_of(Coding), table_of(Segment)
    ids = {code.id for code in column.codes}
    if asked.wanted.code_ids:
        ids &= asked.wanted.code_ids
    of_coding = replace(asked.wanted, code_ids=frozenset())
    query = (
        coding_query(connection, _EVERY)
        .with_only_columns(coding.c.id)
        .where(
            segment.c.id.in_(among(connection, segments)),
            coding.c.code_id.in_(ids),
            coding.c.state != CodingState.PROPOSED,
            *of_words(connection, of_coding),
        )
        .order_by(*reading_order())
    )
    return tuple(connection.execute(query).scalars())


def _in_reading_order(connection: Connection, ids: Sequence[int]) -> tuple[int, ...]:
    coding = table_of(Coding)
    query = (
        coding_query(connection, _EVERY)
        .with_only_columns(coding.c.id)
        .where(coding.c.id.in_(among(connection, ids)))
        .order_by(*reading_order())
    )
    return tuple(connection.execute(query).scalars())


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in a list: its id, its key, its title, and its first words.

    Where a word is looked for, `span` is its first place and `words` what stands around it.
    """

    id: int
    key: str
    title: str
    words: str
    span: Span | None = None


HEAD: Final = 240
"""Code points of a text that a list shows."""


BEFORE: Final = 60
"""Code points that are shown before a word that is looked for."""


def text_rows(
    connection: Connection, ids: Sequence[int], forms: Sequence[str] = ()
) -> tuple[TextRow, ...]:
    """The texts with these ids, in their order, each with its first words on one line.

    With `forms`, the forms of a word or phrase, each with what stands around the first of them.
    """
    wanted = _pattern(forms)
    source, texts = table_of(Source), table_of(SourceText)
    found: dict[int, TextRow] = {}
    for at in range(0, len(ids), BATCH):
        query = (
            select(source.c.id, source.c.key, source.c.title, texts.c.text)
            .join(texts, texts.c.id == source.c.id)
            .where(source.c.id.in_(ids[at : at + BATCH]))
        )
        for row in connection.execute(query):
            match = None if wanted is None else wanted.search(row.text)
            span = None if match is None else Span(match.start(), match.end())
            shown = _around(row.text, 0 if span is None else max(0, span.start - BEFORE))
            found[row.id] = TextRow(row.id, row.key, row.title, shown, span)
    return tuple(found[id_] for id_ in ids if id_ in found)


def _pattern(forms: Sequence[str]) -> re.Pattern[str] | None:
    """What finds the first of some forms, the longer before the shorter, as whole words."""
    if not forms:
        return None
    parts = [r"\s+".join(map(re.escape, form.split())) for form in sorted(forms, key=len)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(reversed(parts))})(?!\w)", re.IGNORECASE)


def _around(text: str, start: int) -> str:
    """A stretch of a text on one line, with dots where something is left out."""
    words = " ".join(text[start : start + 2 * HEAD].split())
    before = "… " if start else ""
    return before + (f"{words[:HEAD]} …" if len(text) - start > HEAD else words)
