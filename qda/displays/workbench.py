"""What every kind of display is made with: the codings in scope, and what is made of them.

A kind reads the study through a `Workbench`, groups its `sayings` as it likes, and lets the bench
turn groups into cells: counted by informants, with the best quotes, and with all that leads back
to the words. A saying is one coding as spoken by one informant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from sqlalchemy import Connection

from models.vocabulary import CodingState, EntryKind, Missing, Polarity
from qda.displays.asked_of import asked_of_cases
from qda.displays.axes import AxisKind, RowAxis, RowKey, Rows, axis_label, choices_on
from qda.displays.columns import Column, columns_for
from qda.displays.documentation import (
    Making,
    blind_facts,
    facts_of,
    legend_of,
    sample_facts,
    warnings_of,
)
from qda.displays.evidence import evidence_of
from qda.displays.informants import Informant, Voices
from qda.displays.kind import DisplayKind, DisplayQuestion, title_of
from qda.displays.material import CodedPlace, Finding, Scope, coded_places, findings
from qda.displays.missing import Members, MissingMarks, RowTexts, symbol
from qda.displays.quoting import RULE, Candidate, best, goes_before
from qda.displays.values import Cell, Entry, Evidence, Fact, Heading, Layout, Matrix, Record
from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.labels import label
from qda.retrieval.codes import codes
from qda.retrieval.filter_language import parse_filter
from qda.retrieval.rows import CodeRow, StudyRow
from qda.retrieval.samples import sampled_ids
from qda.retrieval.studies import study_row

POSITIVE: Final = frozenset({Polarity.SUPPORTING, Polarity.MIXED})
"""Polarities that speak of help."""

PORTION: Final = 10_000
"""Codings that are worded before the work may be stopped again."""

NEGATIVE: Final = frozenset({Polarity.INHIBITING, Polarity.MIXED})
"""Polarities that speak of hindrance."""


class Saying(NamedTuple):
    """A coding as spoken by one informant; `case` is None where the words are nobody's."""

    place: CodedPlace
    case: int | None
    informant: Informant


class Workbench:
    """One state of a study, read as a question wants it, and everything a display needs of it."""

    def __init__(
        self,
        connection: Connection,
        kind: DisplayKind,
        question: DisplayQuestion,
        progress: Progress = Silent(),  # noqa: B008 - without state
    ) -> None:
        self.connection = connection
        self.kind = kind
        self.question = question
        self.progress = progress
        self.speech = Speech(question.language)
        self.wanted = parse_filter(connection, question.filter)
        self.voices = Voices(connection)
        sampled = sampled_ids(connection, self.wanted.samples)
        self.scope = Scope(self.voices, self.wanted, sampled=sampled)
        self.study: StudyRow = study_row(connection)
        self._evidence: list[Evidence] = []
        self._number: dict[int, int] = {}
        self._words: dict[int, int] = {}
        self._records: list[Record] = []
        self._record_number: dict[tuple[str, str], int] = {}

    @cached_property
    def codes(self) -> Mapping[int, CodeRow]:
        """Every code of the study by its id, in the order of the tree."""
        return {code.id: code for code in codes(self.connection, counted=False)}

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The codes asked for, each with all beneath it; the dimensions where none were."""
        return columns_for(self.connection, self.question.columns, level=self.question.level)

    @cached_property
    def sayings(self) -> tuple[Saying, ...]:
        """All codings in scope, by who speaks, in reading order."""
        self.progress.report(0, 2, self.speech("Reading the codings"))
        found = []
        for place in coded_places(self.connection, self.wanted, self.scope):
            for case in self.scope.voices_at(place.source_id, place.start, place.end):
                informant = self.voices.informant(place.source_id, case)
                found.append(Saying(place, case, informant))
        self._go_on()
        return tuple(found)

    def _go_on(self) -> None:
        """Ask whether to go on; long work asks before every cell and portion of evidence.

        Raises:
            Cancelled: the listener of the progress stopped the work.
        """
        self.progress.report(1, 2, self.speech("Filling the cells"))

    def bearing(self, column: Column) -> tuple[Saying, ...]:
        """The sayings that bear a column's code or one beneath it."""
        return tuple(each for code in column.codes for each in self._by_code.get(code.id, ()))

    @cached_property
    def _by_code(self) -> Mapping[int, list[Saying]]:
        found: dict[int, list[Saying]] = defaultdict(list)
        for saying in self.sayings:
            found[saying.place.code_id].append(saying)
        return found

    def said_at(self, codings: Iterable[str]) -> tuple[Saying, ...]:
        """The sayings of codings that are named by UUID, as far as they are in scope."""
        return tuple(each for uuid in codings for each in self._by_uuid.get(uuid, ()))

    @cached_property
    def _by_uuid(self) -> Mapping[str, list[Saying]]:
        found: dict[str, list[Saying]] = defaultdict(list)
        for saying in self.sayings:
            found[saying.place.uuid].append(saying)
        return found

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was looked for and is not there."""
        return tuple(findings(self.connection))

    # Rows

    @property
    def axis(self) -> RowAxis:
        """What the rows are: what was asked, else the kind's first axis, else cases."""
        if self.question.rows is not None:
            return self.question.rows
        return RowAxis(self.kind.rows[0] if self.kind.rows else AxisKind.CASE)

    @cached_property
    def corner(self) -> str:
        """What the rows are, in words.

        Raises:
            NoSuchRows: the study has no such attribute.
        """
        return axis_label(self.connection, self.axis, self.speech)

    def rows_on(self, axis: RowAxis) -> Rows:
        """What gives every text and case its row on an axis."""
        return Rows(axis, self.voices, self.speech, choices_on(self.connection, axis, self.speech))

    def members_on(self, axis: RowAxis) -> dict[RowKey, Members]:
        """Every row of an axis, in order, with its texts and who speaks in them."""
        rows = self.rows_on(axis)
        found: dict[RowKey, Members] = defaultdict(dict)
        for unit in self.voices.units.values():
            if unit.id in self.scope.texts:
                for case in self.scope.voices_of(unit.id):
                    found[rows.of(unit.id, case)][unit.id, case] = None
        for saying in self.sayings:
            found[rows.of(saying.place.source_id, saying.case)][
                saying.place.source_id, saying.case
            ] = None
        return {key: found[key] for key in sorted(found, key=lambda key: key.order)}

    def grouped(self, axis: RowAxis, sayings: Iterable[Saying]) -> dict[str, list[Saying]]:
        """Sayings by the id of their row on an axis."""
        rows = self.rows_on(axis)
        found: dict[str, list[Saying]] = defaultdict(list)
        for saying in sayings:
            found[rows.of(saying.place.source_id, saying.case).id].append(saying)
        return found

    def heading(self, key: RowKey, members: Members) -> Heading:
        """The heading of a row, with the number of informants in it."""
        people = {self.voices.informant(source, case) for source, case in members}
        return Heading(key.id, key.label, size=len(people))

    # Evidence and records

    def take(self, sayings: Iterable[Saying]) -> tuple[int, ...]:
        """The evidence of sayings by its index, each coding once, in their order.

        Take all sayings of a display at once before its cells are made: texts are then read once.
        """
        places = list({each.place.id: each.place for each in sayings}.values())
        new = [place for place in places if place.id not in self._number]
        for at in range(0, len(new), PORTION):
            self._go_on()
            portion = new[at : at + PORTION]
            made = evidence_of(
                self.connection, portion, self.codes, voices=self.voices, speech=self.speech
            )
            for place, evidence in zip(portion, made, strict=True):
                self._number[place.id] = len(self._evidence)
                self._evidence.append(evidence)
        return tuple(self._number[place.id] for place in places)

    def evidence(self, index: int) -> Evidence:
        """The evidence with an index that `take` gave out."""
        return self._evidence[index]

    def record(self, record: Record) -> int:
        """The index of something beside codings that a cell rests on; the same thing once."""
        key = (record.kind.value, record.id)
        if key not in self._record_number:
            self._record_number[key] = len(self._records)
            self._records.append(record)
        return self._record_number[key]

    # Cells

    def cell(
        self,
        sayings: Sequence[Saying],
        *,
        quotes: int | None = None,
        entries: Sequence[Entry] = (),
        records: Sequence[int] = (),
    ) -> Cell:
        """A cell that rests on sayings: its best quotes, after entries of the kind's own.

        `quotes` is how many; what the question asks for where it is None.
        """
        self._go_on()
        behind = tuple(sorted(self.take(sayings)))
        shown = self.question.quotes if quotes is None else quotes
        positive, negative = sides(sayings)
        known = {index: nth for nth, index in enumerate(behind)}
        return Cell(
            entries=(*entries, *(self.quote(index) for index in self.best(sayings, shown))),
            informants=len({each.informant for each in sayings}),
            segments=len({each.place.segment_id for each in sayings}),
            proposed=sum(self._evidence[at].state is CodingState.PROPOSED for at in known),
            positive=len(positive),
            negative=len(negative),
            symbol=symbol(len(positive), len(negative)),
            evidence=behind,
            records=tuple(dict.fromkeys((*records, *_records_of(entries)))),
        )

    def quote(self, index: int) -> Entry:
        """The entry that quotes a piece of evidence."""
        found = self._evidence[index]
        return Entry(EntryKind.QUOTE, found.quote, (index,), found.state)

    def best(self, sayings: Sequence[Saying], count: int) -> tuple[int, ...]:
        """The evidence of the best quotes among sayings, by the rule of `quoting`."""
        if not count:
            return ()
        self.take(sayings)
        coders: dict[int, set[str]] = defaultdict(set)
        for each in sayings:
            coders[each.place.segment_id].add(each.place.coder)
        candidates: dict[int, Candidate] = {}
        for each in sayings:
            index = self._number[each.place.id]
            item = self._evidence[index]
            made = Candidate(
                evidence=index,
                important=each.place.important,
                coders=len(coders[each.place.segment_id]),
                words=self._words_of(index),
                confirmed=item.state is CodingState.CONFIRMED,
                informant=each.informant,
                place=(item.key.partition(":")[0], each.place.start),
            )
            known = candidates.get(each.place.segment_id)
            if known is None or goes_before(made, known):
                candidates[each.place.segment_id] = made
        return tuple(each.evidence for each in best(list(candidates.values()), count))

    def _words_of(self, index: int) -> int:
        """How many words a piece of evidence has; counted once, however many cells quote it."""
        if index not in self._words:
            self._words[index] = len(self._evidence[index].quote.split())
        return self._words[index]

    def missing(self, mark: Missing, note: str = "", *, rule: str = "") -> Cell:
        """A cell without words: why, and what a researcher noted on it."""
        words = note or label(mark, self.speech)
        return Cell((Entry(EntryKind.MISSING, words, missing=mark, rule=rule),), missing=mark)

    def marks(self, columns: Sequence[Column]) -> MissingMarks:
        """What finds the mark of an empty cell in each of some columns."""
        asked = asked_of_cases(self.connection)
        return MissingMarks(columns, self.findings, self.scope.texts, asked)

    def texts_of(self, members: Members) -> RowTexts:
        """The texts of a row as `marks` wants them."""
        return RowTexts.of(members, self.voices)

    # The whole

    def matrix(
        self,
        corner: str,
        rows: Sequence[Heading],
        columns: Sequence[Heading],
        cells: Sequence[Sequence[Cell]],
        *,
        facts: Sequence[Fact] = (),
        legend: Sequence[Fact] | None = None,
        warnings: Sequence[str] = (),
        layout: Layout = Layout.TABLE,
    ) -> Matrix:
        """The display with its documentation; a kind without rows says what to do first.

        `facts` and `warnings` are added to what every display says; `legend` takes the place of
        that of symbols and marks.
        """
        said = list(warnings)
        if not rows or not columns:
            said.append(self.speech(self.kind.empty))
        title = title_of(self.kind, self.question, self.speech)
        # A form has a page for each row: it is read field by field, and never too wide.
        size = (0, 0) if layout is Layout.FORM else (len(rows), len(columns))
        return Matrix(
            kind=self.kind.id,
            title=title,
            subtitle=self.subtitle,
            language=self.question.language,
            corner=corner,
            rows=tuple(rows),
            columns=tuple(columns),
            cells=tuple(tuple(row) for row in cells),
            evidence=tuple(self._evidence),
            facts=(*self.facts(), *facts),
            legend=tuple(legend_of(self.speech, cells) if legend is None else legend),
            warnings=(
                *said,
                *warnings_of(self.speech, *size, self._evidence),
            ),
            records=tuple(self._records),
            layout=layout,
        )

    @property
    def subtitle(self) -> str:
        """What kind of display it is, in the vocabulary asked for."""
        return self.speech(self.kind.named(self.question.vocabulary))

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """Everything taken so far, by index."""
        return tuple(self._evidence)

    @property
    def all_records(self) -> tuple[Record, ...]:
        """Everything recorded so far, by index."""
        return tuple(self._records)

    def facts(self) -> tuple[Fact, ...]:
        """How the display was made: study, question, data, filters, rule, date, coder."""
        asked = self.question
        making = Making(self.wanted, asked.analyst, asked.made_at, asked.question)
        texts = len(self.scope.texts)
        return (
            *facts_of(self.study, making, texts, self._evidence, self.speech, rule=self.kind.rule),
            *self._rule_of_quotes(),
            *sample_facts(self.connection, self.wanted, self.speech),
            *blind_facts(self.connection, self.speech),
        )

    def _rule_of_quotes(self) -> tuple[Fact, ...]:
        """How quotes were chosen, where the kind's own rule does not say it."""
        if not self.kind.takes_quotes or not self.question.quotes or self.kind.rule == RULE:
            return ()
        return (Fact(self.speech("Rule of the quotes"), self.speech(RULE)),)


def sides(sayings: Iterable[Saying]) -> tuple[frozenset[Informant], frozenset[Informant]]:
    """Who speaks of help and who of hindrance; one who does both is in both."""
    positive, negative = set(), set()
    for each in sayings:
        if each.place.polarity in POSITIVE:
            positive.add(each.informant)
        if each.place.polarity in NEGATIVE:
            negative.add(each.informant)
    return frozenset(positive), frozenset(negative)


def _records_of(entries: Iterable[Entry]) -> Iterable[int]:
    return (index for entry in entries for index in entry.records)
