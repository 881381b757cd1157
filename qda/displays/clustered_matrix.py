"""Builds the conceptually clustered matrix: informants or groups against a theory's dimensions.

After Miles, Huberman and Saldaña (2014), chapter 7: columns that belong together stand together,
cells hold words and not only counts, and what is missing is marked and never blank. Counts are of
distinct informants first, with segments beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection

from models.errors import Refused
from models.vocabulary import CodingState, EntryKind, Missing, Polarity
from qda.displays.asked_of import asked_of_cases
from qda.displays.axes import RowAxis, RowKey, Rows, axis_label, choices_on
from qda.displays.columns import Column
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
from qda.displays.material import CodedPlace, Scope, coded_places, findings
from qda.displays.missing import Members, MissingMarks, RowTexts, symbol
from qda.displays.quoting import Candidate, best, goes_before
from qda.displays.values import Cell, Entry, Evidence, Heading, Matrix
from qda.i18n import Speech
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent
from qda.labels import label
from qda.retrieval.codings import CodingFilter
from qda.retrieval.rows import StudyRow
from qda.retrieval.samples import sampled_ids
from qda.retrieval.studies import study_row

KIND: Final = "clustered-matrix"


class NothingToShow(Refused):
    """A matrix without columns has no cells."""

    en = "Choose at least one code for the columns."
    id = "Pilih paling sedikit satu kode untuk kolom."


@dataclass(frozen=True, slots=True)
class MatrixQuestion:
    """What a matrix is to show: rows, columns, which codings, how many quotes a cell.

    `analyst` is the coder in whose name it is made, `asked` the research question it is to answer
    (that of the study where it is empty); `made_at` the moment, for which a test or a
    repeat may give a fixed one.
    """

    rows: RowAxis
    columns: tuple[Column, ...]
    language: str
    analyst: str
    wanted: CodingFilter = CodingFilter()
    quotes: int = 2
    title: str = ""
    asked: str = ""
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(slots=True)
class _Heap:
    """What gathers in one cell while the codings are read."""

    informants: set[Informant] = field(default_factory=set)
    positive: set[Informant] = field(default_factory=set)
    negative: set[Informant] = field(default_factory=set)
    places: dict[int, Informant] = field(default_factory=dict)


def clustered_matrix(
    connection: Connection,
    question: MatrixQuestion,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> Matrix:
    """The matrix that answers a question.

    Raises:
        NothingToShow: there are no columns.
        NoSuchRows: the rows are to be the values of an attribute that the study does not have.
        Cancelled: the listener of the progress stopped the work.
    """
    if not question.columns:
        raise NothingToShow
    with collector_paused():
        return _Builder(connection, question, progress).built()


class _Builder:
    """Builds one matrix from one state of a study."""

    def __init__(
        self, connection: Connection, question: MatrixQuestion, progress: Progress
    ) -> None:
        self._question = question
        self._progress = progress
        self._speech = Speech(question.language)
        self._connection = connection
        self._voices = Voices(connection)
        self._scope = Scope(
            self._voices, question.wanted, sampled=sampled_ids(connection, question.wanted.samples)
        )
        self._corner = axis_label(connection, question.rows, self._speech)
        choices = choices_on(connection, question.rows, self._speech)
        self._rows = Rows(question.rows, self._voices, self._speech, choices)
        self._columns_by_code = _columns_by_code(question.columns)
        self._study: StudyRow = study_row(connection)

    def built(self) -> Matrix:
        """Read the codings, gather them into cells, and word the result."""
        self._progress.report(0, 4, self._speech("Reading the codings"))
        places = [
            place
            for place in coded_places(self._connection, self._question.wanted, self._scope)
            if place.code_id in self._columns_by_code
        ]
        rows = self._row_members()
        self._progress.report(1, 4, self._speech("Gathering the cells"))
        heaps = self._gathered(places, rows)
        keys = sorted(rows, key=lambda row: row.order)
        used = {place.id: place for place in places}
        self._progress.report(2, 4, self._speech("Collecting the quotes"))
        numbers = {coding_id: number for number, coding_id in enumerate(used)}
        codes = {code.id: code for column in self._question.columns for code in column.codes}
        evidence = evidence_of(
            self._connection, places, codes, voices=self._voices, speech=self._speech
        )
        self._progress.report(3, 4, self._speech("Filling the cells"))
        marks = MissingMarks(
            self._question.columns,
            findings(self._connection),
            self._scope.texts,
            asked_of_cases(self._connection),
        )
        texts = {row: RowTexts.of(rows[row], self._voices) for row in keys}
        cells = tuple(
            tuple(
                self._cell(heaps.get((row.id, at)), evidence, (used, numbers))
                or self._empty_cell(marks.of(texts[row], at))
                for at in range(len(self._question.columns))
            )
            for row in keys
        )
        return self._worded(keys, rows, cells, evidence)

    def _row_members(self) -> dict[RowKey, Members]:
        """Every row with its texts and who of those asked about speaks there."""
        rows: dict[RowKey, Members] = defaultdict(dict)
        for unit in self._voices.units.values():
            if unit.id in self._scope.texts:
                for case in self._scope.voices_of(unit.id):
                    rows[self._rows.of(unit.id, case)][unit.id, case] = None
        return rows

    def _gathered(
        self, places: Sequence[CodedPlace], rows: dict[RowKey, Members]
    ) -> dict[tuple[str, int], _Heap]:
        """What stands in each cell; words of nobody join the members of their row."""
        heaps: dict[tuple[str, int], _Heap] = defaultdict(_Heap)
        for number, place in enumerate(places):
            if number % 10_000 == 0:
                self._progress.report(1, 4, self._speech("Gathering the cells"))
            source_id = place.source_id
            for case in self._scope.voices_at(source_id, place.start, place.end):
                row = self._rows.of(source_id, case)
                rows[row][source_id, case] = None
                informant = self._voices.informant(source_id, case)
                for column in self._columns_by_code[place.code_id]:
                    _note(heaps[row.id, column], place, informant)
        return heaps

    def _cell(
        self,
        heap: _Heap | None,
        evidence: Sequence[Evidence],
        known: tuple[dict[int, CodedPlace], dict[int, int]],
    ) -> Cell | None:
        if heap is None:
            return None
        places, numbers = known
        behind = tuple(sorted(numbers[coding] for coding in heap.places))
        proposed = sum(evidence[at].state is CodingState.PROPOSED for at in behind)
        chosen = best(_candidates(heap, places, numbers, evidence), self._question.quotes)
        entries = tuple(
            Entry(
                kind=EntryKind.QUOTE,
                text=evidence[each.evidence].quote,
                evidence=(each.evidence,),
                state=evidence[each.evidence].state,
            )
            for each in chosen
        )
        return Cell(
            entries=entries,
            informants=len(heap.informants),
            segments=len({places[coding].segment_id for coding in heap.places}),
            proposed=proposed,
            positive=len(heap.positive),
            negative=len(heap.negative),
            symbol=symbol(len(heap.positive), len(heap.negative)),
            evidence=behind,
        )

    def _empty_cell(self, mark: Missing) -> Cell:
        words = label(mark, self._speech)
        entry = Entry(kind=EntryKind.MISSING, text=words, missing=mark)
        return Cell(entries=(entry,), missing=mark)

    def _worded(
        self,
        keys: Sequence[RowKey],
        rows: Mapping[RowKey, Members],
        cells: tuple[tuple[Cell, ...], ...],
        evidence: tuple[Evidence, ...],
    ) -> Matrix:
        question, speech = self._question, self._speech
        title = question.title or speech(
            "{rows} × {columns}",
            rows=self._corner,
            columns=_column_words(question.columns, speech),
        )
        headings = tuple(
            Heading(row.id, row.label, size=self._informants_in(rows[row])) for row in keys
        )
        return Matrix(
            kind=KIND,
            title=title,
            subtitle=speech("Conceptually clustered matrix"),
            language=question.language,
            corner=self._corner,
            rows=headings,
            columns=tuple(column.heading(question.language) for column in question.columns),
            cells=cells,
            evidence=evidence,
            facts=(
                *facts_of(
                    self._study,
                    Making(question.wanted, question.analyst, question.made_at, question.asked),
                    len(self._scope.texts),
                    evidence,
                    speech,
                ),
                *sample_facts(self._connection, question.wanted, self._speech),
                *blind_facts(self._connection, self._speech),
            ),
            legend=legend_of(speech, cells),
            warnings=warnings_of(speech, len(keys), len(question.columns), evidence),
        )

    def _informants_in(self, members: Iterable[tuple[int, int | None]]) -> int:
        return len({self._voices.informant(source, case) for source, case in members})


def _note(heap: _Heap, place: CodedPlace, informant: Informant) -> None:
    heap.informants.add(informant)
    heap.places.setdefault(place.id, informant)
    if place.polarity in (Polarity.SUPPORTING, Polarity.MIXED):
        heap.positive.add(informant)
    if place.polarity in (Polarity.INHIBITING, Polarity.MIXED):
        heap.negative.add(informant)


def _candidates(
    heap: _Heap,
    places: dict[int, CodedPlace],
    numbers: dict[int, int],
    evidence: Sequence[Evidence],
) -> list[Candidate]:
    coders: dict[int, set[str]] = defaultdict(set)
    for coding in heap.places:
        coders[places[coding].segment_id].add(places[coding].coder)
    made: dict[int, Candidate] = {}
    for coding, informant in heap.places.items():
        place, item = places[coding], evidence[numbers[coding]]
        candidate = Candidate(
            evidence=numbers[coding],
            important=place.important,
            coders=len(coders[place.segment_id]),
            words=len(item.quote.split()),
            confirmed=item.state is CodingState.CONFIRMED,
            informant=informant,
            place=(item.key.partition(":")[0], place.start),
        )
        known = made.get(place.segment_id)
        if known is None or goes_before(candidate, known):
            made[place.segment_id] = candidate
    return list(made.values())


def _columns_by_code(columns: Sequence[Column]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for at, column in enumerate(columns):
        for code in column.codes:
            found[code.id].append(at)
    return found


def _column_words(columns: Sequence[Column], speech: Speech) -> str:
    themes = {column.theme(speech.language) for column in columns}
    return themes.pop() if len(themes) == 1 else speech("codes")
