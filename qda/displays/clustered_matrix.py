"""Builds the conceptually clustered matrix: informants or groups against a theory's dimensions.

After Miles, Huberman and Saldaña (2014), chapter 7: columns that belong together stand together,
cells hold words and not only counts, and what is missing is marked and never blank. Counts are of
distinct informants first, with segments beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection

from models.errors import Refused
from models.positions import Span
from models.vocabulary import CodingState, Missing, Polarity, Technique
from qda.displays.axes import RowAxis, RowKey, Rows
from qda.displays.columns import Column
from qda.displays.documentation import facts_of, legend_of, warnings_of
from qda.displays.informants import Informant, Voices
from qda.displays.material import CodedPlace, Finding, coded_places, findings, scope_of
from qda.displays.quoting import Candidate, best
from qda.displays.values import Cell, Entry, EntryKind, Evidence, Heading, Matrix
from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.labels import label
from qda.retrieval.codings import CodingFilter, ParagraphFinder
from qda.retrieval.rows import StudyRow
from qda.retrieval.sources import source_texts
from qda.retrieval.studies import study_row

KIND: Final = "clustered-matrix"

ASKING: Final = frozenset({Technique.INTERVIEW, Technique.FOCUS_GROUP, Technique.SURVEY})
"""Techniques in which silence means something only where there was a question."""


class NothingToShow(Refused):
    """A matrix without columns has no cells."""

    en = "Choose at least one code for the columns."
    id = "Pilih paling sedikit satu kode untuk kolom."


@dataclass(frozen=True, slots=True)
class MatrixQuestion:
    """What a matrix is to show: rows, columns, which codings, how many quotes a cell.

    `analyst` is the coder in whose name it is made; `made_at` the moment, for which a test or a
    repeat may give a fixed one.
    """

    rows: RowAxis
    columns: tuple[Column, ...]
    language: str
    analyst: str
    wanted: CodingFilter = CodingFilter()
    quotes: int = 2
    title: str = ""
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
        Cancelled: the listener of the progress stopped the work.
    """
    if not question.columns:
        raise NothingToShow
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
        self._scope = scope_of(self._voices, question.wanted)
        self._rows = Rows(question.rows, self._voices, self._speech)
        self._columns_by_code = _columns_by_code(question.columns)
        self._study: StudyRow = study_row(connection)
        self._cases: dict[int, tuple[int, ...]] = {}

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
        evidence = self._evidence(places)
        self._progress.report(3, 4, self._speech("Filling the cells"))
        missing = _MissingMarks(self._voices, findings(self._connection), self._scope)
        cells = tuple(
            tuple(
                self._cell(heaps.get((row.id, at)), evidence, (used, numbers))
                or self._empty_cell(missing.of(rows[row], column))
                for at, column in enumerate(self._question.columns)
            )
            for row in keys
        )
        return self._worded(keys, rows, cells, evidence)

    def _row_members(self) -> dict[RowKey, list[tuple[int, int | None]]]:
        """Every row with the texts in it and who speaks there, by reading order."""
        members: dict[RowKey, list[tuple[int, int | None]]] = defaultdict(list)
        for unit in self._voices.units.values():
            if unit.id not in self._scope:
                continue
            for case in self._voices.cases_of(unit.id) or (None,):
                members[self._rows.of(unit.id, case)].append((unit.id, case))
        return members

    def _gathered(
        self, places: Sequence[CodedPlace], rows: dict[RowKey, list[tuple[int, int | None]]]
    ) -> dict[tuple[str, int], _Heap]:
        heaps: dict[tuple[str, int], _Heap] = defaultdict(_Heap)
        for number, place in enumerate(places):
            if number % 10_000 == 0:
                self._progress.report(1, 4, self._speech("Gathering the cells"))
            source_id = place.source_id
            cases = self._voices.cases_at(source_id, place.start, place.end)
            self._cases[place.id] = cases
            for case in cases or (None,):
                row = self._rows.of(source_id, case)
                if row not in rows:
                    rows[row] = [(source_id, case)]
                informant = Informant("case", str(case)) if case else self._voices.alone(source_id)
                for column in self._columns_by_code[place.code_id]:
                    _note(heaps[row.id, column], place, informant)
        return heaps

    def _evidence(self, places: Sequence[CodedPlace]) -> tuple[Evidence, ...]:
        sources = sorted({place.source_id for place in places})
        texts = source_texts(self._connection, sources)
        finder = ParagraphFinder(self._connection, sources)
        language = self._question.language
        names = {
            code.id: (code.canonical_id, code.name(language))
            for column in self._question.columns
            for code in column.codes
        }
        names_of_cases = {
            cases: "; ".join(self._voices.people[case].name for case in cases)
            for cases in set(self._cases.values())
        }
        techniques = {each: label(each, self._speech) for each in Technique}
        titles = {source: self._title_of(source) for source in sources}
        made = []
        for place in places:
            unit = self._voices.units[place.source_id]
            code_id, code_name = names[place.code_id]
            span = Span(place.start, place.end)
            made.append(
                Evidence(
                    coding=place.uuid,
                    key=finder.key(unit.key, unit.id, place.start),
                    source_id=unit.id,
                    source_title=titles[unit.id],
                    span=span,
                    quote=span.of(texts[unit.id]),
                    code=code_id,
                    code_name=code_name,
                    case=names_of_cases[self._cases[place.id]],
                    coder=place.coder,
                    rule=place.rule,
                    polarity=place.polarity,
                    strength=place.strength,
                    state=place.state,
                    made_at=place.made_at,
                    technique=techniques[unit.technique],
                    page=finder.page(unit.id, place.start),
                )
            )
        return tuple(made)

    def _title_of(self, source_id: int) -> str:
        unit = self._voices.units[source_id]
        if unit.collection_id is None:
            return unit.title
        return unit.title or self._voices.groups[unit.collection_id].title

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
        rows: dict[RowKey, list[tuple[int, int | None]]],
        cells: tuple[tuple[Cell, ...], ...],
        evidence: tuple[Evidence, ...],
    ) -> Matrix:
        question, speech = self._question, self._speech
        title = question.title or speech(
            "{rows} × {columns}",
            rows=self._rows.corner,
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
            corner=self._rows.corner,
            rows=headings,
            columns=tuple(column.heading(question.language) for column in question.columns),
            cells=cells,
            evidence=evidence,
            facts=facts_of(self._study, question, len(self._scope), evidence),
            legend=legend_of(speech),
            warnings=warnings_of(speech, len(keys), len(question.columns), evidence),
        )

    def _informants_in(self, members: Iterable[tuple[int, int | None]]) -> int:
        return len(
            {
                Informant("case", str(case)) if case else self._voices.alone(source)
                for source, case in members
            }
        )


class _MissingMarks:
    """Finds the missing-data mark of an empty cell."""

    def __init__(self, voices: Voices, recorded: Sequence[Finding], scope: frozenset[int]) -> None:
        self._voices = voices
        self._recorded: dict[int, list[Finding]] = defaultdict(list)
        for finding in recorded:
            if finding.source_id in scope:
                self._recorded[finding.source_id].append(finding)

    def of(self, members: Sequence[tuple[int, int | None]], column: Column) -> Missing:
        """The mark, by what was recorded, read and asked, in this order.

        Evidence of absence in one text is enough; "not applicable" and "not asked" must hold for
        every text of the row; as long as one text is unread, the cell is pending; silence is a
        finding only where there was a question or where the text could have spoken unasked.
        """
        codes = {code.id for code in column.codes}
        texts = dict.fromkeys(source for source, _ in members)
        found = {
            source: {f.mark for f in self._recorded.get(source, ()) if f.code_id in codes}
            for source in texts
        }
        if any(Missing.ABSENT in marks for marks in found.values()):
            return Missing.ABSENT
        for mark in (Missing.NOT_APPLICABLE, Missing.NOT_ASKED):
            if all(mark in marks for marks in found.values()):
                return mark
        units = [self._voices.units[source] for source in texts if not found[source]]
        if any(not unit.read for unit in units):
            return Missing.PENDING
        asked = column.has_questions or any(unit.technique not in ASKING for unit in units)
        silent = any(Missing.SILENT in marks for marks in found.values())
        return Missing.SILENT if asked or silent else Missing.NOT_ASKED


def symbol(positive: int, negative: int) -> str:
    """The polarity of a cell from distinct informants: `+`, `-`, `+/-`, or nothing.

    >>> symbol(3, 0), symbol(0, 2), symbol(5, 1), symbol(0, 0)
    ('+', '-', '+/-', '')
    """
    if positive and negative:
        return "+/-"
    return "+" if positive else "-" if negative else ""


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
        if known is None or (candidate.confirmed and not known.confirmed):
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
