"""The pattern-match table: what a theory expects beside what was found (Trochim 1989; Yin 2018)."""

from __future__ import annotations

from enum import StrEnum
from itertools import zip_longest
from typing import Final

from sqlalchemy import Connection

from codebooks.framework import RelationKind, Wording
from models.errors import Defect
from models.vocabulary import CodingState, EntryKind, Missing
from qda.displays.causal_map import CausalMap, MapArrow
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.linked import STATE_WORDS, Bundle, said_by, speaks_against
from qda.displays.network import ArrowState
from qda.displays.on_record import record
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix, Record, RecordKind
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.retrieval.relations import RelationRow
from qda.retrieval.theories import TheoryRow

LEAST: Final = Choice(
    "least",
    mark("Informants needed for a match"),
    (
        Option("1", mark("One informant")),
        Option("2", mark("Two informants")),
        Option("3", mark("Three informants")),
    ),
    "2",
)


class Match(StrEnum):
    """How what was found stands to what the theory expects."""

    MATCH = "match"
    WEAK = "weak"
    PARTIAL = "partial"
    NO_MATCH = "no_match"


MATCHES: Final = {
    Match.MATCH: mark("Matches"),
    Match.WEAK: mark("Matches weakly: too few informants"),
    Match.PARTIAL: mark("Matches in part: spoken for and against"),
    Match.NO_MATCH: mark("Does not match: spoken against"),
}
"""What the verdicts are called, English keys of the catalogue."""

_COLUMNS: Final = (
    ("expected", mark("Expected by the theory")),
    ("found", mark("Found")),
    ("evidence", mark("Evidence")),
    ("verdict", mark("Verdict")),
)


def verdict(bundle: Bundle, least: int) -> Match | None:
    """The verdict that the rule proposes; None where nothing was found.

    A match needs `least` distinct informants for it and none against it.
    """
    if bundle.state is ArrowState.MIXED:
        return Match.PARTIAL
    if bundle.state is ArrowState.CONTRADICTED:
        return Match.NO_MATCH
    if bundle.state is ArrowState.NO_DATA:
        return None
    return Match.MATCH if len(bundle.supporting) >= least else Match.WEAK


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Each relation and each proposition of a theory with what was found, and a verdict.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    return _Maker(Workbench(connection, KIND, question, progress)).made()


class _Maker:
    """Makes one table."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._speech = bench.speech
        self._map = CausalMap(bench, with_own=False)
        self._least = int(KIND.choice(bench.question, LEAST.name))

    def made(self) -> Matrix:
        """The whole table."""
        arrows = self._map.arrows
        sentences = [
            (theory, number, self._said(pair))
            for theory in self._map.theories
            for number, pair in enumerate(theory.propositions, 1)
        ]
        rows = [
            *(
                Heading(each.id, self._between(each), group=self._title(each.theory))
                for each in arrows
            ),
            *(
                Heading(
                    f"proposition:{theory.name}:{number}",
                    self._speech("Proposition {number}", number=number),
                    group=self._title(theory),
                )
                for theory, number, _ in sentences
            ),
        ]
        cells = [
            *(self._of_arrow(each) for each in arrows),
            *(self._of_sentence(theory, number, said) for theory, number, said in sentences),
        ]
        titles = "; ".join(self._title(each) for each in self._map.theories)
        return self._bench.matrix(
            self._speech("Relation or proposition"),
            rows,
            [Heading(id_, self._speech(words)) for id_, words in _COLUMNS],
            cells,
            facts=[Fact(self._speech("Theory"), titles)] if titles else [],
        )

    def _title(self, theory: TheoryRow | None) -> str:
        return "" if theory is None else theory.title(self._speech.language)

    def _said(self, pair: tuple[str, str]) -> str:
        """A proposition of a theory, speaking of the study's own programme and agency."""
        study = self._bench.study
        # As the codes of a theory are filled when it is adopted.
        programme = Wording(study.programme_en or "the programme", study.programme_id or "program")
        agency = Wording(study.agency_en or "the agency", study.agency_id or "instansi pelaksana")
        return Wording(*pair).filled(programme, agency).in_(self._speech.language)

    def _between(self, arrow: MapArrow) -> str:
        line = "↔" if arrow.is_mutual else "→"
        start, end = (each.code.name(self._speech.language) for each in (arrow.start, arrow.end))
        return f"{start} {line} {end}"

    # Relations

    def _of_arrow(self, arrow: MapArrow) -> list[Cell]:
        bundle = arrow.bundle
        if bundle.state is ArrowState.NO_DATA:
            words = mark("No recorded relation bears this out or speaks against it.")
            empty = self._bench.missing(Missing.NOT_ASKED, self._speech(words))
            return [self._expected(arrow), empty, empty, self._verdict(bundle)]
        return [
            self._expected(arrow),
            self._found(bundle),
            self._evidence(arrow),
            self._verdict(bundle),
        ]

    def _expected(self, arrow: MapArrow) -> Cell:
        speech, expected, theory = self._speech, arrow.expected, arrow.theory
        if expected is None or theory is None:
            raise Defect(what=f"{arrow.id} is no arrow of a theory")
        words = speech(_EXPECTED.get(expected.sign, _BEARS))
        if expected.kind == RelationKind.INDIRECT and expected.via:
            via = next(
                (
                    c.name(speech.language)
                    for c in self._bench.codes.values()
                    if c.canonical_id == expected.via
                ),
                expected.via,
            )
            words = speech("{expected}, only through {code}", expected=words, code=via)
        if expected.to_check:
            words = speech("{expected} – to be checked on the printed source", expected=words)
        return self._of_theory(theory, arrow.id, words, expected.note)

    def _of_theory(self, theory: TheoryRow, id_: str, words: str, note: str = "") -> Cell:
        behind = self._bench.record(
            Record(
                RecordKind.THEORY,
                f"{theory.name}@{id_}",
                "",
                f"{words} – {theory.citation}" + (f" ({note})" if note else ""),
            )
        )
        entry = Entry(EntryKind.SUMMARY, words, records=(behind,))
        return Cell((entry,), records=(behind,))

    def _found(self, bundle: Bundle) -> Cell:
        state = CodingState.PROPOSED if bundle.is_proposed else CodingState.CONFIRMED
        words = f"{self._speech(STATE_WORDS[bundle.state])}: {said_by(bundle, self._speech)}"
        behind = tuple(bundle.records)
        entry = Entry(
            EntryKind.COUNT,
            words[:1].upper() + words[1:],
            tuple(bundle.evidence),
            state,
            records=behind,
            value=float(len(bundle.supporting)),
        )
        return self._cell(bundle, (entry,))

    def _evidence(self, arrow: MapArrow) -> Cell:
        """The words for and against, in turn, so that none of the two sides is left out."""
        bundle, shown = arrow.bundle, self._bench.question.quotes
        sign = "" if arrow.expected is None else arrow.expected.sign
        sides: tuple[list[RelationRow], list[RelationRow]] = [], []
        for row in bundle.rows:
            sides[speaks_against(row, sign)].append(row)
        in_turn = [row for pair in zip_longest(*sides) for row in pair if row is not None]
        entries = [
            entry
            for row in in_turn[:shown]
            for entry in self._quotes(row, against=speaks_against(row, sign))
        ]
        left = len(in_turn) - shown
        if left > 0:
            words = self._speech.many("{n} more relation", "{n} more relations", left)
            entries.append(
                Entry(
                    EntryKind.COUNT,
                    words,
                    tuple(bundle.evidence),
                    records=tuple(bundle.records),
                    value=float(left),
                )
            )
        return self._cell(bundle, tuple(entries))

    def _quotes(self, row: RelationRow, *, against: bool) -> list[Entry]:
        """The words that a relation was read from, and those of the codings it runs between."""
        behind = (record(self._bench, row),)
        made = []
        if row.quote:
            said = f"“{row.quote}”"
            made.append(Entry(EntryKind.SUMMARY, said, state=row.state, records=behind))
        for end in (row.from_end, row.to_end):
            made += [
                Entry(EntryKind.QUOTE, end.quote, (at,), row.state, records=behind)
                for at in self._bench.take(self._bench.said_at((end.coding,)))
            ]
        if not made:
            said = row.note or self._speech("Recorded without words.")
            made.append(Entry(EntryKind.SUMMARY, said, state=row.state, records=behind))
        if against:
            words = self._speech("The words before speak against it.")
            made.append(Entry(EntryKind.SYMBOL, words, state=row.state, records=behind))
        return made

    def _verdict(self, bundle: Bundle) -> Cell:
        found = verdict(bundle, self._least)
        if found is None:
            words = mark("No verdict without evidence.")
            return self._bench.missing(Missing.PENDING, self._speech(words))
        rule = self._speech(_RULE, least=self._least)
        entry = Entry(
            EntryKind.JUDGEMENT,
            self._speech(MATCHES[found]),
            tuple(bundle.evidence),
            CodingState.PROPOSED,
            records=tuple(bundle.records),
            rule=rule,
        )
        return self._cell(bundle, (entry,))

    def _cell(self, bundle: Bundle, entries: tuple[Entry, ...]) -> Cell:
        """A cell that rests on relations; who says so is said in words, not counted beside."""
        evidence = tuple(sorted(bundle.evidence))
        behind = [self._bench.evidence(at) for at in evidence]
        return Cell(
            entries,
            proposed=sum(each.state is CodingState.PROPOSED for each in behind),
            evidence=evidence,
            records=tuple(bundle.records),
        )

    # Propositions

    def _of_sentence(self, theory: TheoryRow, number: int, said: str) -> list[Cell]:
        by_hand = self._bench.missing(
            Missing.PENDING,
            self._speech("A proposition is compared by hand: write what was found."),
        )
        return [
            self._of_theory(theory, f"proposition:{number}", said),
            by_hand,
            by_hand,
            by_hand,
        ]


_BEARS: Final = mark("The first bears on the second")
_EXPECTED: Final = {
    "+": mark("More of the first, more of the second (+)"),
    "-": mark("More of the first, less of the second (-)"),
}
_RULE: Final = mark(
    "Match: at least {least} distinct informants for it and none against; weak: fewer; in part: "
    "some for and some against; no match: only against."
)

KIND = DisplayKind(
    id="pattern-match",
    name=mark("Pattern-match table"),
    family=Family.PREDICTING,
    answers=mark("Does what was found match what the theory predicts?"),
    rule=mark(
        "One row for each relation and proposition of the theory. Found is what recorded relations "
        "say, counted in distinct informants. The verdict follows a rule that is stated beside it "
        "and stays a proposal until a researcher confirms it; propositions are judged by hand."
    ),
    empty=mark("Adopt a theory that has relations or propositions first."),
    make=make,
    choices=(LEAST,),
)
