"""Looks for evidence against a conclusion, by rules, and tells which rule found what.

The rules, in this order; each thing is told once, by the first rule that finds it:

1. codings behind cells that a researcher called contradicting;
2. codings of the opposite polarity in the very cells the conclusion stands on;
3. codings of the opposite polarity under the same codes anywhere else;
4. findings of absence under the same codes;
5. cases and texts that were asked about these codes and bear none of them;
6. cases whose profile under these codes is unlike that of all others (`outliers`).

"The same codes" are the dimension the conclusion sums up with all beneath it; else the codes that
are rows or columns of its cells; else those of the codings behind it. The polarity of a conclusion
is the one that more distinct informants behind its cells speak of; where both are even, or nobody
judged, there is no opposite to look for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from models.vocabulary import Missing
from qda.concluding.outliers import Profile, outliers
from qda.concluding.searched import AbsenceFound, absences
from qda.concluding.standing import records_once
from qda.concluding.values import Counter, Looked, Rule, StoodCell
from qda.displays.axes import AxisKind, RowAxis, RowKey
from qda.displays.columns import Column
from qda.displays.missing import ASKING, Members
from qda.displays.values import Record, RecordKind
from qda.displays.workbench import NEGATIVE, POSITIVE, Saying, Workbench, sides
from qda.labels import label
from qda.retrieval.displays import ConclusionRow
from qda.retrieval.rows import CodeRow

Looking = tuple[tuple[Counter, ...], tuple[Looked, ...]]
"""What was found, and what each rule came to."""


class Against:
    """Looks for disconfirming evidence of conclusions; what all of them need is read once."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    @cached_property
    def by_coding(self) -> Mapping[str, list[Saying]]:
        """The sayings in scope by the UUID of their coding."""
        found: dict[str, list[Saying]] = defaultdict(list)
        for saying in self._bench.sayings:
            found[saying.place.uuid].append(saying)
        return found

    @cached_property
    def _members(self) -> Mapping[RowKey, Members]:
        return self._bench.members_on(RowAxis(AxisKind.CASE))

    @cached_property
    def _absences(self) -> tuple[AbsenceFound, ...]:
        return absences(self._bench.connection)

    @cached_property
    def _beneath(self) -> Mapping[int, tuple[CodeRow, ...]]:
        """Every code with all beneath it, the code first."""
        above = self._bench.codes
        found: dict[int, list[CodeRow]] = {code.id: [code] for code in above.values()}
        for code in above.values():
            parent = code.parent_id
            while parent is not None:
                found[parent].append(code)
                parent = above[parent].parent_id
        return {code_id: tuple(inside) for code_id, inside in found.items()}

    def sayings_of(self, cells: Iterable[StoodCell]) -> tuple[Saying, ...]:
        """The sayings behind cells, each once, in reading order as far as a cell goes."""
        found: dict[tuple[str, int | None], Saying] = {}
        for cell in cells:
            for uuid in cell.codings:
                for saying in self.by_coding.get(uuid, ()):
                    found[uuid, saying.case] = saying
        return tuple(found.values())

    def codes_of(self, row: ConclusionRow, cells: Sequence[StoodCell]) -> tuple[CodeRow, ...]:
        """The codes that a conclusion is about, those it names first."""
        if row.code_id is not None:
            return self._beneath[row.code_id]
        bearing = [cell for cell in cells if not cell.contradicts]
        by_name = {code.canonical_id: code for code in self._bench.codes.values()}
        named = [by_name[each] for cell in bearing for each in (cell.row, cell.column)
                 if each in by_name]  # fmt: skip
        if named:
            return self._all_beneath(code.id for code in named)
        return self._all_beneath(each.place.code_id for each in self.sayings_of(bearing))

    def beneath(self, code_id: int) -> frozenset[int]:
        """A code and all beneath it, by their ids."""
        return frozenset(code.id for code in self._beneath[code_id])

    def _all_beneath(self, ids: Iterable[int]) -> tuple[CodeRow, ...]:
        found = {code.id: code for each in ids for code in self._beneath[each]}
        return tuple(found.values())

    def look(self, row: ConclusionRow, cells: Sequence[StoodCell]) -> Looking:
        """What speaks against a conclusion that stands on cells."""
        bearing = [cell for cell in cells if not cell.contradicts]
        contrary = [cell for cell in cells if cell.contradicts]
        behind, codes = self.sayings_of(bearing), self.codes_of(row, cells)
        known: set[str] = set()
        found: list[Counter] = []
        looked: list[Looked] = []

        def told(rule: Rule, items: Sequence[Counter], why_not: str = "") -> None:
            found.extend(items)
            looked.append(Looked(rule, things(items), why_not))

        told(
            Rule.CONTRADICTING_CELL,
            [
                *self._segments(Rule.CONTRADICTING_CELL, self.sayings_of(contrary), known),
                *(
                    Counter(Rule.CONTRADICTING_CELL, record.text or record.key, record=record)
                    for record in records_once(contrary)
                ),
                *self._worded_cells(contrary),
            ],
            "" if contrary else self._bench.speech("no cell was called contradicting"),
        )
        opposite, why_not = self._opposite(behind)
        within = [each for each in behind if each.place.polarity in opposite]
        told(Rule.OPPOSITE_WITHIN, self._segments(Rule.OPPOSITE_WITHIN, within, known), why_not)
        stood = {each.place.uuid for each in behind}
        inside = {code.id for code in codes}
        elsewhere = [
            each
            for each in (self._bench.sayings if opposite else ())
            if each.place.code_id in inside
            and each.place.polarity in opposite
            and each.place.uuid not in stood
        ]
        told(
            Rule.OPPOSITE_ELSEWHERE,
            self._segments(Rule.OPPOSITE_ELSEWHERE, elsewhere, known),
            why_not,
        )
        nothing = "" if codes else self._bench.speech("it names no dimension and stands on no code")
        told(Rule.ABSENCE, self._absent(inside), nothing)
        told(Rule.SILENT, self._silent(codes) if codes else [], nothing)
        told(Rule.OUTLIER, self._outlying(inside), nothing)
        return tuple(found), tuple(looked)

    def _segments(self, rule: Rule, sayings: Iterable[Saying], known: set[str]) -> list[Counter]:
        """One thing for each coding that no rule has found yet."""
        new = list({s.place.uuid: s for s in sayings if s.place.uuid not in known}.values())
        known.update(each.place.uuid for each in new)
        indexes = self._bench.take(new)
        evidence = [self._bench.evidence(index) for index in indexes]
        return [Counter(rule, each.quote, evidence=each) for each in evidence]

    def _worded_cells(self, cells: Iterable[StoodCell]) -> list[Counter]:
        """Cells that contradict and rest on nothing one could list."""
        return [
            Counter(Rule.CONTRADICTING_CELL, cell.title)
            for cell in cells
            if not cell.records and not self.sayings_of([cell])
        ]

    def _opposite(self, behind: Sequence[Saying]) -> tuple[frozenset[object], str]:
        """The polarities that speak against the evidence, or why there are none."""
        positive, negative = sides(behind)
        if not positive and not negative:
            return frozenset(), self._bench.speech("no polarity was judged behind its cells")
        if len(positive) == len(negative):
            return frozenset(), self._bench.speech("as many speak of help as of hindrance")
        return frozenset(NEGATIVE if len(positive) > len(negative) else POSITIVE), ""

    def _absent(self, codes: Iterable[int]) -> list[Counter]:
        inside, speech = set(codes), self._bench.speech
        names = self._bench.codes
        made = []
        for each in self._absences:
            if each.code_id in inside and each.mark is Missing.ABSENT and self._reads(each):
                name = names[each.code_id].name(speech.language)
                words = f"{name}: {each.note}" if each.note else name
                made.append(Counter(Rule.ABSENCE, words, record=_finding(each, words)))
        return made

    def _reads(self, finding: AbsenceFound) -> bool:
        return finding.source_id in self._bench.scope.texts

    def _silent(self, codes: tuple[CodeRow, ...]) -> list[Counter]:
        """Whoever was asked, was read to the end, and bears none of the codes."""
        bench = self._bench
        inside = {code.id for code in codes}
        speaking = {
            (each.place.source_id, each.case)
            for each in bench.sayings
            if each.place.code_id in inside
        }
        marks = bench.marks([Column(codes, None, None)])
        noted = {each.source_id: each for each in self._absences
                 if each.mark is Missing.SILENT and each.code_id in inside}  # fmt: skip
        made = []
        for key, members in self._members.items():
            if any(member in speaking for member in members):
                continue
            asked: Members = {
                member: None
                for member in members
                if bench.voices.units[member[0]].technique in ASKING
            }
            if asked and marks.of(bench.texts_of(asked), 0) is Missing.SILENT:
                note = next((noted[source] for source, _ in asked if source in noted), None)
                made.append(self._silence(key, asked, note))
        return made

    def _silence(self, key: RowKey, members: Members, note: AbsenceFound | None) -> Counter:
        voices = self._bench.voices
        words = key.label if note is None or not note.note else f"{key.label}: {note.note}"
        source = note.source_id if note is not None else next(iter(members))[0]
        record = Record(
            RecordKind.FINDING if note is not None else RecordKind.SOURCE,
            note.uuid if note is not None else f"{voices.units[source].key}@{key.id}",
            voices.units[source].key,
            words,
            author="" if note is None else note.coder,
            made_at="" if note is None else note.made_at,
            source_id=source,
        )
        return Counter(Rule.SILENT, words, record=record)

    def _outlying(self, codes: Iterable[int]) -> list[Counter]:
        bench, inside = self._bench, set(codes)
        borne: dict[int, set[tuple[int, str]]] = defaultdict(set)
        for each in bench.sayings:
            case = each.case
            if each.place.code_id not in inside or case is None:
                continue
            if bench.voices.people[case].collection_id is None:
                polarity = each.place.polarity
                borne[case].add((each.place.code_id, polarity.value if polarity else ""))
        profiles: dict[int, Profile] = {case: frozenset(marks) for case, marks in borne.items()}
        return [self._outlier(each.case_id, each.distance) for each in outliers(profiles)]

    def _outlier(self, case_id: int, distance: float) -> Counter:
        bench = self._bench
        first = next(each for each in bench.sayings if each.case == case_id)
        unit = bench.voices.units[first.place.source_id]
        words = bench.speech(
            "{name}: mean distance {far} to the others",
            name=bench.voices.people[case_id].name,
            far=bench.speech.number(distance, 2),
        )
        record = Record(RecordKind.CASE, f"case:{case_id}", unit.key, words, source_id=unit.id)
        return Counter(Rule.OUTLIER, words, record=record)


def things(counters: Iterable[Counter]) -> int:
    """How many distinct things speak against: a segment that two coders coded is one."""
    found = set()
    for each in counters:
        said = each.evidence
        found.add(each.words if said is None else (said.source_id, said.span))
    return len(found)


def _finding(found: AbsenceFound, words: str) -> Record:
    return Record(
        RecordKind.FINDING,
        found.uuid,
        found.key,
        words,
        author=found.coder,
        made_at=found.made_at,
        source_id=found.source_id,
    )


def techniques_of(bench: Workbench, sayings: Iterable[Saying]) -> tuple[str, ...]:
    """The techniques by which sayings were collected, in words, each once."""
    units = bench.voices.units
    found = {units[each.place.source_id].technique: None for each in sayings}
    return tuple(label(each, bench.speech) for each in found)
