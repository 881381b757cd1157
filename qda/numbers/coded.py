"""Which texts, people and segments bear which code; what is only proposed is kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Integer, Select, cast, func, select

from models.case import CaseSpan
from models.code import Code
from models.coding import Coding, Segment
from models.recording import BATCH, table_of
from models.vocabulary import CodingState
from qda.displays.columns import Column
from qda.numbers.population import Ints, Population
from qda.retrieval.codings import CodingFilter
from qda.retrieval.filters import of_words
from qda.retrieval.sight import seen

_MANY: Final = 8
"""From an eighth of all codes on, codings are read in the order in which they are kept."""


@dataclass(frozen=True, slots=True)
class Bearers:
    """What bears one code: voices by number, and beside each the segment or coding by which.

    `segments` belong to `voices`, which are confirmed; `codings` to `proposed_voices`, which a
    researcher has not confirmed. A voice may stand several times.
    """

    voices: Ints
    segments: Ints
    proposed_voices: Ints
    codings: Ints


@dataclass(frozen=True, slots=True)
class Coded:
    """The bearers of each code of a question, in its order.

    `counted` are all voices that are counted over: those of the population, and such stretches of
    texts with cases that are nobody's and bear a code: who is counted above is counted below too.
    """

    bearers: tuple[Bearers, ...]
    counted: Ints


def coded(
    connection: Connection, columns: Sequence[Column], wanted: CodingFilter, among: Population
) -> Coded:
    """What of a population bears the codes, or codes beneath them, by codings that pass."""
    import numpy as np

    ids = {code.id for column in columns for code in column.codes}
    if wanted.code_ids:
        ids &= wanted.code_ids
    voices, codings = _heard(connection, _codings(connection, wanted, ids), among)
    bearers = []
    for column in columns:
        own = np.isin(codings[:, 2], [code.id for code in column.codes])
        proposed = codings[:, 3] > 0
        confirmed, waiting = own & ~proposed, own & proposed
        bearers.append(
            Bearers(
                voices[confirmed],
                codings[confirmed, 1],
                voices[waiting],
                codings[waiting, 3],
            )
        )
    late = unique(voices[voices >= among.heard])
    return Coded(tuple(bearers), np.concatenate([np.arange(among.heard), late]))


def _heard(connection: Connection, codings: Ints, among: Population) -> tuple[Ints, Ints]:
    """The voice of each coding, and the codings, those with several voices once for each."""
    import numpy as np

    sources = codings[:, 0]
    size = max(int(sources.max(initial=0)), int(among.voices.sources[: among.alone].max(initial=0)))
    voice_of = np.full(size + 1, -1, dtype=np.int64)
    voice_of[among.voices.sources[: among.alone]] = np.arange(among.alone)
    voices = voice_of[sources]
    there = voices >= 0
    if there.all() or not among.spoken:
        return voices[there], codings[there]
    speakers = _speakers_of_segments(connection)
    found: list[int] = []
    rows: list[int] = []
    for nth in np.flatnonzero(~there).tolist():
        source, segment = int(codings[nth, 0]), int(codings[nth, 1])
        for voice in _voices_at(source, speakers.get(segment, ()), among):
            found.append(voice)
            rows.append(nth)
    late = np.array(rows, dtype=np.int64)
    return (
        np.concatenate([voices[there], np.array(found, dtype=np.int64)]),
        np.concatenate([codings[there], codings[late]]),
    )


def _voices_at(source: int, cases: Sequence[int], among: Population) -> Iterable[int]:
    if not cases:
        return (among.unspoken[source],) if source in among.unspoken else ()
    places = ((source, case) for case in cases)
    return [among.spoken[place] for place in places if place in among.spoken]


def spread(groups: Ints, members: Ints, count: int) -> list[int]:
    """How many distinct members each of `count` groups has; both stand side by side."""
    import numpy as np

    if not len(groups):
        return [0] * count
    span = int(members.max()) + 1
    pairs = unique(groups * span + members)
    found: list[int] = np.bincount(pairs // span, minlength=count).tolist()
    return found


def distinct(members: Ints) -> int:
    """How many distinct members there are."""
    return len(unique(members))


def unique(members: Ints) -> Ints:
    """Every member once, in order."""
    import numpy as np

    # numpy's own goes through a table of hashes, which takes several times as long.
    found = np.sort(members)
    return found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found


def _codings(connection: Connection, wanted: CodingFilter, code_ids: Iterable[int]) -> Ints:
    """A row each: text, segment, code, and the coding's id where it is only proposed, else 0."""
    import numpy as np

    coding, segment = table_of(Coding), table_of(Segment)
    # As a number the state needs no turning into a member of a list, a quarter million times.
    proposed = coding.c.id * cast(coding.c.state == CodingState.PROPOSED, Integer)
    query: Select[Any] = (
        select(segment.c.source_id, coding.c.segment_id, coding.c.code_id, proposed)
        .select_from(coding)
        .join(segment, segment.c.id == coding.c.segment_id)
        .where(_of_codes(connection, coding.c.code_id, set(code_ids)), seen(connection))
    )
    # More ids than a statement takes need none: only texts of the population are counted.
    if 0 < len(wanted.source_ids) <= BATCH:
        query = query.where(segment.c.source_id.in_(wanted.source_ids))
    # Codes are chosen by `code_ids` already; people and texts, by the population.
    asked = of_words(connection, replace(wanted, code_ids=frozenset()))
    query = query.where(*asked)
    rows = connection.execute(query).all()
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=4 * len(rows))
    return flat.reshape(-1, 4)


def _of_codes(
    connection: Connection, column: ColumnElement[int], code_ids: set[int]
) -> ColumnElement[bool]:
    """The condition that a coding bears one of the codes; `column` is its code."""
    whole = connection.execute(select(func.count()).select_from(table_of(Code))).scalar_one()
    # Where a good part of all codes is asked for, the index by code leads through the whole table
    # in disorder, which takes six times as long as reading it from end to end.
    return (column + 0 if len(code_ids) * _MANY > whole else column).in_(code_ids)


def _speakers_of_segments(connection: Connection) -> dict[int, list[int]]:
    """The cases whose words each segment touches."""
    segment, spans = table_of(Segment), table_of(CaseSpan)
    query = select(segment.c.id, spans.c.case_id).join(
        spans,
        (spans.c.source_id == segment.c.source_id)
        & (spans.c.start < segment.c.end)
        & (segment.c.start < spans.c.end),
    )
    found: dict[int, list[int]] = defaultdict(list)
    for segment_id, case_id in connection.execute(query).all():
        # Several turns of a case may lie in one segment.
        if case_id not in found[segment_id]:
            found[segment_id].append(case_id)
    return dict(found)
