"""Relations between what is coded, as entries of cells: efforts, effects, consequences, reasons.

A relation runs between two codes or between two codings. That between codings is the more exact
one: it begins and ends at words. One that was read by others stays hidden from those who code
blind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from models.record import Relation
from models.recording import table_of
from models.study import Coder
from models.vocabulary import CodingState, EntryKind, RelationType
from qda.displays.values import Entry, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.retrieval.sight import is_blind, viewer_of


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation: from a code or a coding (by UUID) to a code or a coding."""

    uuid: str
    type: RelationType
    coder: str
    from_code: int | None
    to_code: int | None
    from_coding: str
    to_coding: str
    source_id: int | None
    start: int | None
    end: int | None
    sign: str
    contradicts: bool
    order: int | None
    actor: str
    note: str
    state: CodingState
    made_at: str


class Ties:
    """The relations of a study by where they begin, and the entries made of them."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    @cached_property
    def all(self) -> tuple[Tie, ...]:
        """Every relation between codes or codings that may be seen, in the order of chains."""
        found = _ties(self._bench.connection)
        return tuple(sorted(found, key=lambda tie: (tie.order is None, tie.order or 0)))

    @cached_property
    def _by_code(self) -> dict[int, list[Tie]]:
        found: dict[int, list[Tie]] = defaultdict(list)
        for tie in self.all:
            if tie.from_code is not None and not tie.from_coding:
                found[tie.from_code].append(tie)
        return found

    @cached_property
    def _by_coding(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.all:
            if tie.from_coding:
                found[tie.from_coding].append(tie)
        return found

    @cached_property
    def _sayings(self) -> dict[str, list[Saying]]:
        ends = {uuid for tie in self.all for uuid in (tie.from_coding, tie.to_coding)} - {""}
        found: dict[str, list[Saying]] = defaultdict(list)
        for saying in self._bench.sayings if ends else ():
            if saying.place.uuid in ends:
                found[saying.place.uuid].append(saying)
        return found

    def leading_from(
        self, code_ids: Iterable[int], sayings: Iterable[Saying], types: Sequence[RelationType]
    ) -> tuple[Tie, ...]:
        """The relations of some types that begin at some codes, or at the codings of sayings."""
        if not self.all:
            return ()
        begun = [tie for code in code_ids for tie in self._by_code.get(code, ())]
        for uuid in dict.fromkeys(each.place.uuid for each in sayings):
            begun += self._by_coding.get(uuid, ())
        return tuple({tie.uuid: tie for tie in begun if tie.type in types}.values())

    def going_on(self, ties: Iterable[Tie], types: Sequence[RelationType]) -> tuple[Tie, ...]:
        """The relations of some types that begin where others end; none of those themselves."""
        given = tuple(ties)
        codes = [tie.to_code for tie in given if tie.to_code is not None and not tie.to_coding]
        begun = [tie for code in codes for tie in self._by_code.get(code, ())]
        for tie in given:
            if tie.to_coding:
                begun += self._by_coding.get(tie.to_coding, ())
        taken = {tie.uuid for tie in given}
        fresh = {tie.uuid: tie for tie in begun if tie.type in types and tie.uuid not in taken}
        return tuple(fresh.values())

    def codes_at_begin(self, types: Sequence[RelationType]) -> frozenset[int]:
        """The codes that relations of some types begin at, themselves or with a coding."""
        known = {uuid: found[0].place.code_id for uuid, found in self._sayings.items()}
        begun = {
            known.get(tie.from_coding) if tie.from_coding else tie.from_code
            for tie in self.all
            if tie.type in types
        }
        return frozenset(code for code in begun if code is not None)

    def sayings_at_end(self, ties: Iterable[Tie]) -> tuple[Saying, ...]:
        """The sayings of the codings that relations end at."""
        return tuple(each for tie in ties for each in self._sayings.get(tie.to_coding, ()))

    def record(self, tie: Tie) -> int:
        """The index of a relation among the display's records."""
        words = " → ".join(
            (self._end_words(tie.from_code, tie.from_coding),
             self._end_words(tie.to_code, tie.to_coding))
        )  # fmt: skip
        text = f"{words}: {tie.note}" if tie.note else words
        return self._bench.record(
            Record(
                RecordKind.RELATION,
                tie.uuid,
                "",
                text,
                author=tie.coder,
                made_at=tie.made_at,
                source_id=tie.source_id,
            )
        )

    def ends(self, ties: Iterable[Tie]) -> tuple[Entry, ...]:
        """What relations end at, an entry each: the words of a coding, or the name of a code."""
        return tuple(self._end(tie) for tie in ties)

    def actors(self, ties: Iterable[Tie]) -> tuple[Entry, ...]:
        """Who brings relations about, each actor once, with the relations behind the name."""
        by_actor: dict[str, list[Tie]] = defaultdict(list)
        for tie in ties:
            if tie.actor.strip():
                by_actor[tie.actor.strip()].append(tie)
        return tuple(
            Entry(
                EntryKind.SUMMARY,
                actor,
                state=_state(found),
                records=tuple(self.record(tie) for tie in found),
                author=found[0].coder,
                made_at=found[0].made_at,
            )
            for actor, found in by_actor.items()
        )

    def notes(self, ties: Iterable[Tie]) -> tuple[Entry, ...]:
        """What researchers noted on relations: their own reading, not the informants'."""
        return tuple(
            Entry(
                EntryKind.JUDGEMENT,
                tie.note,
                state=tie.state,
                records=(self.record(tie),),
                author=tie.coder,
                made_at=tie.made_at,
            )
            for tie in ties
            if tie.note.strip()
        )

    def _end(self, tie: Tie) -> Entry:
        sayings = self._sayings.get(tie.to_coding, ()) if tie.to_coding else ()
        against = self._bench.speech("speaks against it") if tie.contradicts else ""
        facts = ", ".join(part for part in (tie.sign, against) if part)
        record = (self.record(tie),)
        if sayings:
            behind = self._bench.take(sayings)
            found = self._bench.evidence(behind[0])
            if not facts:
                return Entry(
                    EntryKind.QUOTE, found.quote, behind, tie.state, records=record,
                    author=tie.coder, made_at=tie.made_at,
                )  # fmt: skip
            words = f"{facts}: {found.code_name} – “{found.quote}”"
        else:
            behind, words = (), self._end_words(tie.to_code, tie.to_coding)
            words = f"{words} ({facts})" if facts else words
        return Entry(
            EntryKind.SUMMARY, words, behind, tie.state, records=record,
            author=tie.coder, made_at=tie.made_at,
        )  # fmt: skip

    def _end_words(self, code_id: int | None, coding: str) -> str:
        sayings = self._sayings.get(coding, ())
        if sayings:
            code_id = sayings[0].place.code_id
        elif coding:
            return self._bench.speech("words outside the filter")
        code = None if code_id is None else self._bench.codes.get(code_id)
        return "–" if code is None else code.name(self._bench.question.language)


def _state(ties: Sequence[Tie]) -> CodingState:
    confirmed = any(tie.state is CodingState.CONFIRMED for tie in ties)
    return CodingState.CONFIRMED if confirmed else CodingState.PROPOSED


def _ties(connection: Connection) -> list[Tie]:
    table, coder = table_of(Relation), table_of(Coder)
    query = (
        select(
            table.c.uuid, table.c.type, coder.c.name, table.c.from_code_id, table.c.to_code_id,
            table.c.from_coding, table.c.to_coding, table.c.source_id, table.c.start, table.c.end,
            table.c.sign, table.c.contradicts, table.c.order, table.c.actor, table.c.note,
            table.c.state, table.c.made_at,
        )
        .join(coder, coder.c.id == table.c.coder_id)
        .where(table.c.from_case_id.is_(None), table.c.to_case_id.is_(None))
        .order_by(table.c.id)
    )  # fmt: skip
    if is_blind(connection):
        query = query.where(table.c.coder_id == viewer_of(connection))
    return [Tie(*tuple(row)) for row in connection.execute(query)]
