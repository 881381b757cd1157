"""Counts for the code tree: distinct informants first, then segments and proposals.

A `CodeCounter` keeps what it counted, so that after an edit only the codes are counted anew that
the history says were touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from sqlalchemy import Connection, case, select

from models.code import Code, CodeGroupMember
from models.coding import Coding, Segment
from models.recording import table_of
from models.vocabulary import CodingState
from qda.retrieval.codings import CodingFilter, coding_query
from qda.retrieval.heads import Heads
from qda.retrieval.in_parts import in_parts
from qda.retrieval.sight import VIEWER, seen
from qda.retrieval.touched import EVERYTHING, newest_act, touched_codes

ALL: Final = CodingFilter()
"""Every coding."""


@dataclass(frozen=True, slots=True)
class CodeCount:
    """What is coded with a code or with one beneath it, or with any code of a group."""

    informants: int
    segments: int
    proposed: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of every code that bears something, and of every group of codes, by id."""

    codes: Mapping[int, CodeCount]
    groups: Mapping[int, CodeCount]


def code_counts(connection: Connection, wanted: CodingFilter = ALL) -> dict[int, CodeCount]:
    """The counts of every code that bears something, its children's included, by code id.

    Only codings that pass the filter count.
    """
    return dict(CodeCounter().read(connection, wanted).codes)


@dataclass(slots=True)
class _Own:
    """What is coded with one code itself: segments, the numbers of informants, proposals."""

    segments: set[int] = field(default_factory=set)
    informants: set[int] = field(default_factory=set)
    proposed: int = 0


class CodeCounter:
    """Counts codings for one window; may be asked from several threads.

    The whole is counted where more changed than codings of a few codes: texts, cases, the filter.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._key: tuple[object, ...] | None = None
        self._act = 0
        self._own: dict[int, _Own] = {}
        self._counts: dict[int, CodeCount] = {}
        self._above: dict[int, int | None] = {}
        self._heads: Heads | None = None

    def read(self, connection: Connection, wanted: CodingFilter = ALL) -> Counts:
        """The counts of what passes the filter in this state of the study."""
        with self._lock:
            key = wanted, connection.get_execution_options().get(VIEWER)
            act = newest_act(connection)
            touched = EVERYTHING
            # Where the reading is stopped midway, the next one counts everything.
            known, self._key = self._key, None
            if key == known and act >= self._act:
                touched = touched_codes(connection, self._act, filtered=wanted != ALL)
            above = _parents(connection)
            if touched is EVERYTHING or self._heads is None:
                self._heads = Heads(connection)
                self._own = _counted(connection, wanted, heads=self._heads)
                self._counts, changed = {}, frozenset(self._own)
            else:
                for code_id in touched:
                    self._own.pop(code_id, None)
                if touched:
                    part = _counted(connection, wanted, heads=self._heads, code_ids=touched)
                    self._own.update(part)
                changed = touched
            self._sum_up(above, changed)
            self._key, self._act = key, act
            return Counts(dict(self._counts), self._groups(connection))

    def _sum_up(self, above: dict[int, int | None], changed: frozenset[int]) -> None:
        """Count the changed codes and those above them; all where the tree has changed."""
        if above != self._above:
            self._above, changed = above, frozenset(above)
            self._counts = {}
        stale = {each for code_id in changed for each in _line(above, code_id)}
        beneath: dict[int, list[_Own]] = defaultdict(list)
        for code_id, own in self._own.items():
            for each in _line(above, code_id):
                if each in stale:
                    beneath[each].append(own)
        for code_id in stale:
            self._counts.pop(code_id, None)
            if beneath[code_id]:
                self._counts[code_id] = _together(beneath[code_id])

    def _groups(self, connection: Connection) -> dict[int, CodeCount]:
        member = table_of(CodeGroupMember)
        held: dict[int, set[int]] = defaultdict(set)
        for group_id, code_id in connection.execute(select(member.c.group_id, member.c.code_id)):
            held[group_id].add(code_id)
        made = {}
        for group_id, code_ids in held.items():
            own = [
                each
                for code_id, each in self._own.items()
                if not code_ids.isdisjoint(_line(self._above, code_id))
            ]
            made[group_id] = _together(own)
        return made


def _counted(
    connection: Connection,
    wanted: CodingFilter,
    *,
    heads: Heads,
    code_ids: frozenset[int] | None = None,
) -> dict[int, _Own]:
    """What is coded with each code itself; of these codes alone, where some are named."""
    coding, segment = table_of(Coding), table_of(Segment)
    columns = (
        coding.c.code_id,
        # As a number: a word of the vocabulary for each of 250,000 rows would take a second.
        case((coding.c.state == CodingState.PROPOSED, 1), else_=0),
        coding.c.segment_id,
        segment.c.source_id,
        segment.c.start,
        segment.c.end,
    )
    if wanted == ALL:
        query = select(*columns).join(segment, segment.c.id == coding.c.segment_id)
        query = query.where(seen(connection))
    else:
        query = coding_query(connection, wanted).with_only_columns(*columns)
    if code_ids is not None:
        query = query.where(coding.c.code_id.in_(code_ids))
    found: dict[int, _Own] = defaultdict(_Own)
    for code_id, proposed, segment_id, source_id, start, end in in_parts(connection, query):
        own = found[code_id]
        own.proposed += proposed
        if segment_id not in own.segments:
            own.segments.add(segment_id)
            heads.add_to(own.informants, source_id, start, end)
    return dict(found)


def _together(parts: Sequence[_Own]) -> CodeCount:
    informants: set[int] = set().union(*(part.informants for part in parts))
    segments: set[int] = set().union(*(part.segments for part in parts))
    return CodeCount(len(informants), len(segments), sum(part.proposed for part in parts))


def _parents(connection: Connection) -> dict[int, int | None]:
    code = table_of(Code)
    return {row[0]: row[1] for row in connection.execute(select(code.c.id, code.c.parent_id))}


def _line(above: Mapping[int, int | None], code_id: int) -> Iterable[int]:
    """A code and every code above it."""
    here: int | None = code_id
    while here is not None:
        yield here
        here = above.get(here)
