"""The time-ordered matrix: what changed in each code, stage by stage (Miles et al. 2014, ch. 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from models.coding import Coding
from models.recording import table_of
from models.vocabulary import EntryKind, Missing, Polarity
from qda.displays.columns import Column
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.missing import Members
from qda.displays.on_record import source_dates
from qda.displays.periods import Period, Width, period_of, spoken_stretch, timeline
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress
from qda.retrieval.sight import seen
from qda.retrieval.stages import StageFinder, StageRow

STAGE: Final = "stage"
NONE: Final = "none"
"""The id of the column of what has no stage or no date."""

TIME: Final = Choice(
    "time",
    mark("Columns"),
    (
        Option(STAGE, mark("Stages")),
        Option(Width.YEAR, mark("Years")),
        Option(Width.QUARTER, mark("Quarters")),
        Option(Width.MONTH, mark("Months")),
    ),
    STAGE,
)

Said = tuple[int, Polarity | None]
"""What counts as the same: a code with a polarity."""


@dataclass(frozen=True, slots=True)
class _Times:
    """The columns in their order, and the column of every text; of a coding by its tags."""

    headings: tuple[Heading, ...]
    of_text: Mapping[int, str]
    of_coding: Mapping[int, str]
    is_undated: bool

    def of(self, saying: Saying) -> str:
        """The column that a saying stands in."""
        place = saying.place
        return self.of_coding.get(place.id) or self.of_text.get(place.source_id, NONE)


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Codes against stages or periods; a cell says what is new since the one before.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    return _Maker(Workbench(connection, KIND, question, progress)).made()


class _Maker:
    """Makes one matrix."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._speech = bench.speech
        self._warnings: list[str] = []
        self._told: set[str] = set()
        self._times = self._found_times()
        self._marks = bench.marks(bench.columns)
        self._members: dict[str, Members] = defaultdict(dict)
        for source in sorted(bench.scope.texts):
            for case in bench.scope.voices_of(source):
                self._members[self._times.of_text.get(source, NONE)][source, case] = None

    def made(self) -> Matrix:
        """The whole matrix."""
        bench = self._bench
        bench.take(each for column in bench.columns for each in bench.bearing(column))
        found = [self._by_time(column) for column in bench.columns]
        self._told = {heading for sayings in found for heading in sayings}
        headings = list(self._times.headings)
        if any(NONE in sayings for sayings in found):
            words = mark("Without a date") if self._times.is_undated else mark("In no stage")
            headings.append(Heading(NONE, self._speech(words)))
        rows = [column.heading(self._speech.language) for column in bench.columns]
        cells = [self._row(at, sayings, headings) for at, sayings in enumerate(found)]
        return bench.matrix(self._speech("Code"), rows, headings, cells, warnings=self._warnings)

    def _by_time(self, column: Column) -> dict[str, list[Saying]]:
        found: dict[str, list[Saying]] = defaultdict(list)
        for saying in self._bench.bearing(column):
            found[self._times.of(saying)].append(saying)
        return found

    def _row(
        self, at: int, sayings: Mapping[str, Sequence[Saying]], headings: Sequence[Heading]
    ) -> list[Cell]:
        """The cells of one code; each is compared with the last one before it that has words."""
        cells: list[Cell] = []
        before: frozenset[Said] = frozenset()
        last = ""
        for heading in headings:
            here = sayings.get(heading.id, ())
            if not here:
                cells.append(self._empty(at, heading))
                continue
            if heading.id == NONE:
                cells.append(self._bench.cell(here))
                continue
            cells.append(self._changed(here, before, last))
            before, last = frozenset(map(_said, here)), heading.label
        return cells

    def _changed(self, here: Sequence[Saying], before: frozenset[Said], last: str) -> Cell:
        bench, speech = self._bench, self._speech
        new = [saying for saying in here if _said(saying) not in before]
        old = bench.take(saying for saying in here if _said(saying) in before)
        entries = [bench.quote(index) for index in bench.best(new, bench.question.quotes)]
        if old and not new:
            words = speech("No change: as in {period}", period=last)
            entries.append(Entry(EntryKind.SUMMARY, words, tuple(sorted(old))))
        elif old:
            words = speech.many(
                "{n} coding as in {period}", "{n} codings as in {period}", len(old), period=last
            )
            entries.append(Entry(EntryKind.COUNT, words, tuple(sorted(old)), value=float(len(old))))
        if new and not bench.question.quotes:
            taken = bench.take(new)
            words = speech.many("{n} new coding", "{n} new codings", len(taken))
            entries.append(
                Entry(EntryKind.COUNT, words, tuple(sorted(taken)), value=float(len(taken)))
            )
        return bench.cell(here, quotes=0, entries=entries)

    def _empty(self, at: int, heading: Heading) -> Cell:
        members = self._members.get(heading.id)
        if not members and heading.id in self._told:
            words = self._speech("Nothing is placed in this time.")
            return self._bench.missing(Missing.NOT_APPLICABLE, words)
        if not members:
            words = self._speech("No text in scope is from this time.")
            return self._bench.missing(Missing.NOT_ASKED, words)
        return self._bench.missing(self._marks.of(self._bench.texts_of(members), at))

    # Time

    def _found_times(self) -> _Times:
        chosen = KIND.choice(self._bench.question, TIME.name)
        days = source_dates(self._bench)
        if chosen == STAGE:
            finder = StageFinder(self._bench.connection)
            if finder.stages:
                return self._by_stage(finder, days)
            self._warnings.append(
                self._speech("No stages are recorded yet; years stand in their place.")
            )
            chosen = Width.YEAR
        return self._by_period(Width(chosen), days)

    def _by_stage(self, finder: StageFinder, days: Mapping[int, str]) -> _Times:
        of_text = {}
        for source in self._bench.scope.texts:
            stage = finder.on(days.get(source, ""))
            if stage is not None:
                of_text[source] = _id(stage)
        of_coding = {}
        for coding, source, tags in self._tagged():
            found = finder.of(source, tags)
            if found is not None:
                of_coding[coding] = _id(found.stage)
        headings = [
            Heading(_id(stage), stage.name, note=_when(stage, self._speech))
            for stage in finder.stages
        ]
        return _Times(tuple(headings), of_text, of_coding, is_undated=False)

    def _tagged(self) -> list[tuple[int, int, tuple[str, ...]]]:
        """The codings that bear tags, with the id of their source."""
        coding = table_of(Coding)
        query = select(coding.c.id, coding.c.tags).where(seen(self._bench.connection))
        tags = {
            row.id: tuple(row.tags) for row in self._bench.connection.execute(query) if row.tags
        }
        if not tags:
            return []
        return [
            (each.place.id, each.place.source_id, tags[each.place.id])
            for each in self._bench.sayings
            if each.place.id in tags
        ]

    def _by_period(self, width: Width, days: Mapping[int, str]) -> _Times:
        periods: dict[int, Period] = {
            source: period_of(days[source], width, self._speech)
            for source in self._bench.scope.texts
            if source in days
        }
        line = timeline(periods.values(), width, self._speech)
        return _Times(
            tuple(Heading(period.id, period.label) for period in line),
            {source: period.id for source, period in periods.items()},
            {},
            is_undated=True,
        )


def _said(saying: Saying) -> Said:
    return saying.place.code_id, saying.place.polarity


def _id(stage: StageRow) -> str:
    return f"stage:{stage.uuid}"


def _when(stage: StageRow, speech: Speech) -> str:
    if stage.starts_on and stage.ends_on:
        return spoken_stretch(stage.starts_on, stage.ends_on, speech)
    if stage.starts_on:
        return speech("from {start}", start=spoken_stretch(stage.starts_on, "", speech))
    if stage.ends_on:
        return speech("until {end}", end=spoken_stretch(stage.ends_on, "", speech))
    return ""


KIND = DisplayKind(
    id="time-ordered-matrix",
    name=mark("Time-ordered matrix"),
    family=Family.ORDERING,
    answers=mark("What changed in each aspect, from one stage or period to the next?"),
    rule=mark(
        "A coding stands in the stage that a tag of it names, else in that of the date of its "
        "text. A cell enters what changed: codings whose code and polarity the last filled cell "
        "before it did not have, the best quotes first; what was there before is only counted. "
        "Counts are distinct informants."
    ),
    empty=mark("Give the texts dates, or record stages, and code some words first."),
    make=make,
    choices=(TIME,),
)
