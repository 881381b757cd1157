"""Tells who could have spoken of a theme: who was asked, and which texts need no question.

In this order: what a researcher recorded on a text; a tick that says whether those who speak in it
were asked; documents, reviews and observations could speak of anything; interviews, group
discussions and surveys only of what was asked, as guides and surveys tell; and where these tell
nothing of a person, a question of the code itself was put to everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select

from models.record import Asked
from models.recording import table_of
from models.vocabulary import Missing
from qda.displays.asked_of import asked_of_cases
from qda.displays.columns import Column
from qda.displays.informants import Informant
from qda.displays.missing import ASKING, Members
from qda.displays.workbench import Workbench
from qda.retrieval.sight import seen_records
from qda.triangulation.protocol import Standing

_RECORDED: Final = {
    Missing.ABSENT: Standing.SILENT,
    Missing.SILENT: Standing.SILENT,
    Missing.NOT_ASKED: Standing.NOT_ASKED,
    Missing.NOT_APPLICABLE: Standing.EXPECTED,
    Missing.PENDING: Standing.PENDING,
}


@dataclass(slots=True)
class AskedIn:
    """Who of a group could have spoken of a theme.

    `asked` are the informants that could; `why` says why nobody speaks, where nobody does.
    `unknown` are informants of whom nobody knows whether they were asked, `unread` those of the
    asked whose text is not read to the end; `absent` texts in which its absence was recorded.
    """

    asked: set[Informant] = field(default_factory=set)
    unknown: set[Informant] = field(default_factory=set)
    unread: set[Informant] = field(default_factory=set)
    expected: set[Informant] = field(default_factory=set)
    pending: set[Informant] = field(default_factory=set)
    absent: set[int] = field(default_factory=set)

    @property
    def why(self) -> Standing:
        """Why nobody of the group speaks of the theme, where nobody does."""
        if self.absent:
            return Standing.SILENT
        if self.pending or self.unread:
            return Standing.PENDING
        if self.asked:
            return Standing.SILENT
        return Standing.EXPECTED if self.expected else Standing.NOT_ASKED


@dataclass(frozen=True, slots=True)
class _Alike:
    """Informants that are asked of everything alike, and those of them with an unread text."""

    people: frozenset[Informant]
    unread: frozenset[Informant]


@dataclass(frozen=True, slots=True)
class _Parted:
    """The members of a group, parted by what decides whether they were asked.

    `free` needed no question; of `reached` a guide or a survey tells the codes that were asked
    about (None where nothing does); something was recorded of the texts of `single` ones.
    """

    members: Members
    free: _Alike
    reached: Mapping[frozenset[int] | None, _Alike]
    single: tuple[tuple[int, int | None], ...]


class Asking:
    """Who was asked about what, in one state of a study."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._asked = asked_of_cases(bench.connection)
        self._ticks = ticks(bench.connection)
        self._above = {code.id: code.parent_id for code in bench.codes.values()}
        self._told: dict[int, dict[int, Missing]] = defaultdict(dict)
        for finding in bench.findings:
            self._told[finding.source_id][finding.code_id] = finding.mark
        self._groups: dict[int, _Parted] = {}

    def of(self, members: Members, column: Column) -> AskedIn:
        """Who of a group's members could have spoken of a column's code."""
        inside = [code.id for code in column.codes]
        wanted, upward = frozenset(inside), self._upward(column.code.id)
        parted = self._parted(members)
        found = AskedIn()
        _note(found, Standing.SPEAKS, parted.free)
        for reached, alike in parted.reached.items():
            _note(found, self._reached(reached, inside, column), alike)
        for source_id, case_id in parted.single:
            told = self._told_of(source_id, wanted, upward)
            if told is None:
                told = self._unrecorded(source_id, case_id, inside, column)
            _note(found, told, self._alike([(source_id, case_id)], is_recorded=told is not None))
            if self._is_absent(source_id, wanted):
                found.absent.add(source_id)
        found.unknown -= found.asked
        return found

    def _parted(self, members: Members) -> _Parted:
        """The members parted, once for all columns."""
        known = self._groups.get(id(members))
        if known is None:
            free, single = [], []
            reached: dict[frozenset[int] | None, list[tuple[int, int | None]]] = defaultdict(list)
            for source_id, case_id in members:
                if source_id in self._told or source_id in self._ticks:
                    single.append((source_id, case_id))
                elif self._bench.voices.units[source_id].technique in ASKING:
                    reached[self._codes_put_to(case_id)].append((source_id, case_id))
                else:
                    free.append((source_id, case_id))
            alike = {codes: self._alike(inside) for codes, inside in reached.items()}
            known = _Parted(members, self._alike(free), alike, tuple(single))
            self._groups[id(members)] = known
        return known

    def _alike(
        self, members: Iterable[tuple[int, int | None]], *, is_recorded: bool = False
    ) -> _Alike:
        """Members as informants; what was recorded of a text needs no reading of it."""
        voices = self._bench.voices
        people, unread = set(), set()
        for source_id, case_id in members:
            informant = voices.informant(source_id, case_id)
            people.add(informant)
            if not is_recorded and not voices.units[source_id].read:
                unread.add(informant)
        return _Alike(frozenset(people), frozenset(unread))

    def _codes_put_to(self, case_id: int | None) -> frozenset[int] | None:
        return None if case_id is None else self._asked.by_case.get(case_id)

    def _unrecorded(
        self, source_id: int, case_id: int | None, inside: list[int], column: Column
    ) -> Standing | None:
        if self._bench.voices.units[source_id].technique not in ASKING:
            return Standing.SPEAKS
        return self._reached(self._codes_put_to(case_id), inside, column)

    def _reached(
        self, reached: frozenset[int] | None, inside: list[int], column: Column
    ) -> Standing | None:
        """Whether those were asked whom questions on some codes reached; None where unknown."""
        if reached is None:
            return Standing.SPEAKS if column.has_questions else None
        asked = any(each in reached for each in (*inside, *self._upward(column.code.id)))
        return Standing.SPEAKS if asked else Standing.NOT_ASKED

    def _told_of(
        self, source_id: int, wanted: Collection[int], upward: Collection[int]
    ) -> Standing | None:
        """What was recorded of a text: a finding on it, else a tick; None where nothing was."""
        marks = self._told.get(source_id)
        if marks:
            found = {mark for code_id, mark in marks.items() if code_id in wanted}
            for mark, standing in _RECORDED.items():
                if mark in found:
                    return standing
        ticked = self._ticks.get(source_id)
        if ticked:
            said = {ticked[each] for each in (*wanted, *upward) if each in ticked}
            if said:
                return Standing.SPEAKS if True in said else Standing.NOT_ASKED
        return None

    def _is_absent(self, source_id: int, wanted: Collection[int]) -> bool:
        marks = self._told.get(source_id, {})
        return any(marks.get(each) is Missing.ABSENT for each in wanted if each in marks)

    def _upward(self, code_id: int) -> list[int]:
        found: list[int] = []
        above = self._above.get(code_id)
        while above is not None and above not in found:
            found.append(above)
            above = self._above.get(above)
        return found


def ticks(connection: Connection) -> Mapping[int, Mapping[int, bool]]:
    """Whether those who speak in a text were asked about a code, where it may be seen."""
    asked = table_of(Asked)
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    query = select(asked.c.source_id, asked.c.code_id, asked.c.is_asked)
    query = query.where(seen_records(connection, Asked))
    for source_id, code_id, is_asked in connection.execute(query):
        found[source_id][code_id] = bool(is_asked)
    return found


def _note(found: AskedIn, told: Standing | None, alike: _Alike) -> None:
    """Add informants where they belong."""
    if told is None:
        found.unknown |= alike.people
    elif told is Standing.EXPECTED:
        found.expected |= alike.people
    elif told is Standing.PENDING:
        found.pending |= alike.people
    elif told in (Standing.SPEAKS, Standing.SILENT):
        found.asked |= alike.people
        found.unread |= alike.unread
