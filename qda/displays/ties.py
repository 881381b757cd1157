"""Relations between what is coded, as entries of cells: efforts, effects, consequences, reasons.

A relation runs between two codes or between two codings. That between codings is the more exact
one: it begins and ends at words. One that was read by others stays hidden from those who code
blind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from models.vocabulary import CodingState, EntryKind, RelationType
from qda.displays.filling import filled
from qda.displays.on_record import is_in_scope
from qda.displays.values import Cell, Entry, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.retrieval.relations import EndKind, RelationEnd, RelationRow, relations


class Ties:
    """The relations of a study by where they begin, and the entries made of them."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    @cached_property
    def all(self) -> tuple[RelationRow, ...]:
        """Every relation between codes or codings that counts here, in the order of chains.

        One that was read from words outside the display's filter does not; one between codings
        does as long as the coding it begins at, or ends at, is inside.
        """
        return tuple(row for row in relations(self._bench.connection) if self._counts(row))

    def _counts(self, row: RelationRow) -> bool:
        ends, wanted = (row.from_end, row.to_end), self._bench.wanted
        if any(end.kind is EndKind.CASE for end in ends):
            return False
        if row.from_end.kind is EndKind.CODE:
            return is_in_scope(self._bench, row)
        if wanted.states and row.state not in wanted.states:
            return False
        return bool(self._bench.said_at(end.coding for end in ends))

    @cached_property
    def _by_code(self) -> dict[int, list[RelationRow]]:
        found: dict[int, list[RelationRow]] = defaultdict(list)
        for tie in self.all:
            if tie.from_end.kind is EndKind.CODE and tie.from_end.code_id is not None:
                found[tie.from_end.code_id].append(tie)
        return found

    @cached_property
    def _by_coding(self) -> dict[str, list[RelationRow]]:
        found: dict[str, list[RelationRow]] = defaultdict(list)
        for tie in self.all:
            if tie.from_end.kind is EndKind.CODING:
                found[tie.from_end.coding].append(tie)
        return found

    def leading_from(
        self, code_ids: Iterable[int], sayings: Iterable[Saying], types: Sequence[RelationType]
    ) -> tuple[RelationRow, ...]:
        """The relations of some types that begin at some codes, or at the codings of sayings."""
        if not self.all:
            return ()
        begun = [tie for code in code_ids for tie in self._by_code.get(code, ())]
        for uuid in dict.fromkeys(each.place.uuid for each in sayings):
            begun += self._by_coding.get(uuid, ())
        return tuple({tie.uuid: tie for tie in begun if tie.type in types}.values())

    def going_on(
        self, ties: Iterable[RelationRow], types: Sequence[RelationType]
    ) -> tuple[RelationRow, ...]:
        """The relations of some types that begin where others end; none of those themselves."""
        given = tuple(ties)
        begun: list[RelationRow] = []
        for end in (tie.to_end for tie in given):
            if end.kind is EndKind.CODING:
                begun += self._by_coding.get(end.coding, ())
            elif end.code_id is not None:
                begun += self._by_code.get(end.code_id, ())
        taken = {tie.uuid for tie in given}
        fresh = {tie.uuid: tie for tie in begun if tie.type in types and tie.uuid not in taken}
        return tuple(fresh.values())

    def arriving_at(
        self, code_ids: Iterable[int], sayings: Iterable[Saying], types: Sequence[RelationType]
    ) -> tuple[RelationRow, ...]:
        """The relations of some types that end at some codes, or at the codings of sayings."""
        if not self.all:
            return ()
        codes, codings = set(code_ids), {each.place.uuid for each in sayings}
        return tuple(
            tie
            for tie in self.all
            if tie.type in types
            and (
                tie.to_end.coding in codings
                if tie.to_end.kind is EndKind.CODING
                else tie.to_end.code_id in codes
            )
        )

    def codes_at_begin(self, types: Sequence[RelationType]) -> frozenset[int]:
        """The codes that relations of some types begin at, themselves or with a coding."""
        begun = {tie.from_end.code_id for tie in self.all if tie.type in types}
        return frozenset(code for code in begun if code is not None)

    def sayings_at_begin(self, ties: Iterable[RelationRow]) -> tuple[Saying, ...]:
        """The sayings of the codings that relations begin at."""
        return self._bench.said_at(tie.from_end.coding for tie in ties)

    def sayings_at_end(self, ties: Iterable[RelationRow]) -> tuple[Saying, ...]:
        """The sayings of the codings that relations end at."""
        return self._bench.said_at(tie.to_end.coding for tie in ties)

    def end_cell(self, ties: Sequence[RelationRow]) -> Cell:
        """A cell of what relations end at, with the sayings behind it.

        These are counted only where every relation ends at a coding: else the count would leave out
        those that are told by the words of the relation alone.
        """
        sayings, entries = self.sayings_at_end(ties), self.ends(ties)
        if all(tie.to_end.coding for tie in ties):
            return self._bench.cell(sayings, quotes=0, entries=entries)
        return filled(self._bench, sayings, entries)

    def record(self, tie: RelationRow) -> int:
        """The index of a relation among the display's records."""
        words = f"{self._name(tie.from_end)} → {self._name(tie.to_end)}"
        text = f"{words}: {tie.note}" if tie.note else words
        return self._bench.record(
            Record(
                RecordKind.RELATION,
                tie.uuid,
                tie.key,
                text,
                author=tie.coder,
                made_at=tie.made_at,
                source_id=tie.source_id,
                span=tie.span,
            )
        )

    def ends(self, ties: Iterable[RelationRow]) -> tuple[Entry, ...]:
        """What relations end at, an entry each: the words of a coding, or the name of a code."""
        return tuple(self._at(tie, tie.to_end) for tie in ties)

    def begins(self, ties: Iterable[RelationRow]) -> tuple[Entry, ...]:
        """What relations begin at, an entry each."""
        return tuple(self._at(tie, tie.from_end) for tie in ties)

    def actors(self, ties: Iterable[RelationRow]) -> tuple[Entry, ...]:
        """Who brings relations about, each actor once, with the relations behind the name."""
        by_actor: dict[str, list[RelationRow]] = defaultdict(list)
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

    def notes(self, ties: Iterable[RelationRow]) -> tuple[Entry, ...]:
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

    def _at(self, tie: RelationRow, end: RelationEnd) -> Entry:
        """An end in words: the coding's, else the code's name with the words that say so."""
        sayings = self._bench.said_at([end.coding]) if end.coding else ()
        against = self._bench.speech("speaks against it") if tie.contradicts else ""
        facts = ", ".join(part for part in (tie.sign, against) if part)
        behind, state, kind = self._bench.take(sayings), tie.state, EntryKind.SUMMARY
        if sayings:
            found = self._bench.evidence(behind[0])
            if found.state is CodingState.PROPOSED:
                state = found.state
            words = f"{found.code_name} – “{found.quote}”"
            if not facts:
                words, kind = found.quote, EntryKind.QUOTE
        else:
            words = self._name(end)
            quote, key = (end.quote, end.key) if end.quote else (tie.quote, tie.key)
            if end.quote:
                # The relation counts, but the filter leaves out the words at this end of it.
                key = self._bench.speech("{key}, outside the filter", key=key)
            words = f"{words} – “{quote}” ({key})" if quote else words
        return Entry(
            kind,
            f"{facts}: {words}" if facts else words,
            behind,
            state,
            records=(self.record(tie),),
            author=tie.coder,
            made_at=tie.made_at,
        )

    def _name(self, end: RelationEnd) -> str:
        """The name of the code at an end; of a coding, that of its code."""
        code = None if end.code_id is None else self._bench.codes.get(end.code_id)
        return "–" if code is None else code.name(self._bench.question.language)


def _state(ties: Sequence[RelationRow]) -> CodingState:
    confirmed = any(tie.state is CodingState.CONFIRMED for tie in ties)
    return CodingState.CONFIRMED if confirmed else CodingState.PROPOSED
