"""Events by strand and period: what the event listing and the chart of critical ones share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from models.vocabulary import CodingState, EntryKind, Missing
from qda.displays.columns import Column
from qda.displays.on_record import (
    is_in_scope,
    record,
    source_dates,
    unfilled,
)
from qda.displays.periods import (
    WIDTH,
    Frame,
    Period,
    Width,
    period_of,
    spoken,
    spoken_stretch,
    timeline,
)
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.recording.regulations import strand_label
from qda.retrieval.events import Dates, EventRow, Happening, events, happenings

NONE: Final = "none"
"""The id of the strand of events that belong to none."""

NO_EVENT: Final = mark("No event is recorded here.")


@dataclass(frozen=True, slots=True)
class Strand:
    """A row of the listing; `order` puts named strands first, then codes, then what has none."""

    id: str
    label: str
    order: tuple[int, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Dated:
    """One date of a happening, as it stands in one cell, with the places that say so."""

    happening: Happening
    dates: Dates
    told: tuple[EventRow, ...]


class EventTable:
    """Gathers events, and codings with a date, into strands and periods."""

    def __init__(self, bench: Workbench, *, only_critical: bool = False) -> None:
        self._bench = bench
        self._speech = bench.speech
        self._critical = only_critical
        self._width = Width(bench.kind.choice(bench.question, WIDTH.name))
        self._frame = Frame.of(bench.kind, bench.question)
        self._columns = bench.columns if bench.question.columns else ()
        self._strands: dict[str, Strand] = {}
        self._periods: dict[str, Period] = {}
        self._events: dict[tuple[str, str], list[_Dated]] = defaultdict(list)
        self._sayings: dict[tuple[str, str], list[Saying]] = defaultdict(list)
        self._left_out = 0
        self._undated = 0

    def made(self) -> Matrix:
        """The whole display."""
        self._gather_events()
        if not self._critical:
            self._gather_codings()
        self._bench.take(each for found in self._sayings.values() for each in found)
        strands = sorted(self._strands.values(), key=lambda strand: strand.order)
        line = timeline(self._periods.values(), self._width, self._speech)
        return self._bench.matrix(
            self._speech("Strand"),
            [Heading(strand.id, strand.label, note=strand.note) for strand in strands],
            [Heading(period.id, period.label) for period in line],
            [[self._cell(strand, period) for period in line] for strand in strands],
            warnings=self._warnings(),
        )

    def _gather_events(self) -> None:
        rows = [row for row in events(self._bench.connection) if is_in_scope(self._bench, row)]
        for happening in happenings(rows):
            if self._critical and not happening.is_critical:
                continue
            shown = False
            for dates in happening.dates:
                if not self._frame.holds(dates.starts_on):
                    continue
                shown = True
                told = tuple(
                    row
                    for row in happening.events
                    if dates.agrees_with(Dates(row.starts_on, row.ends_on))
                )
                place = self._place(self._strand_of(happening), dates.starts_on)
                self._events[place].append(_Dated(happening, dates, told))
            self._left_out += not shown

    def _gather_codings(self) -> None:
        """Codings of the codes that were asked for stand at the date of their text."""
        if not self._columns:
            return
        days = source_dates(self._bench)
        for column in self._columns:
            strand = self._code_strand(column)
            for saying in self._bench.bearing(column):
                day = days.get(saying.place.source_id, "")
                if day and self._frame.holds(day):
                    self._sayings[self._place(strand, day)].append(saying)
                else:
                    self._undated += not day

    def _place(self, strand: Strand, written: str) -> tuple[str, str]:
        period = period_of(written, self._width, self._speech)
        self._strands.setdefault(strand.id, strand)
        self._periods.setdefault(period.id, period)
        return strand.id, period.id

    def _strand_of(self, happening: Happening) -> Strand:
        if happening.strand:
            plain = " ".join(happening.strand.split()).casefold()
            label = strand_label(happening.strand, self._speech)
            return Strand(f"strand:{plain}", label, (0, plain))
        code_id = next((row.code_id for row in happening.events if row.code_id is not None), None)
        code = None if code_id is None else self._bench.codes.get(code_id)
        if code is None:
            return Strand(NONE, self._speech("Without a strand"), (2, ""))
        for column in self._columns:
            if code in column.codes:
                return self._code_strand(column)
        return Strand(code.canonical_id, code.name(self._speech.language), (1, code.canonical_id))

    def _code_strand(self, column: Column) -> Strand:
        heading = column.heading(self._speech.language)
        return Strand(heading.id, heading.label, (1, heading.id), heading.note)

    def _cell(self, strand: Strand, period: Period) -> Cell:
        found = self._events.get((strand.id, period.id), [])
        sayings = self._sayings.get((strand.id, period.id), [])
        if not found and not sayings:
            return unfilled(self._bench, NO_EVENT)
        entries = [entry for each in found for entry in self._entries(each)]
        return self._bench.cell(sayings, entries=entries)

    def _entries(self, dated: _Dated) -> Iterable[Entry]:
        happening, bench = dated.happening, self._bench
        behind = tuple(record(bench, row) for row in dated.told)
        author = next((row.coder for row in dated.told if row.is_confirmed), "")
        yield Entry(
            EntryKind.EVENT,
            self._said(dated),
            state=happening.state,
            records=behind,
            author=author,
            made_at=dated.told[0].made_at,
        )
        if happening.is_critical:
            yield from self._why(happening)

    def _said(self, dated: _Dated) -> str:
        happening, speech = dated.happening, self._speech
        when = spoken_stretch(dated.dates.starts_on, dated.dates.ends_on, speech)
        said = f"{when}: {happening.title}"
        if happening.is_critical and not self._critical:
            said = speech("{event} [critical]", event=said)
        if happening.is_contradicted:
            others = "; ".join(
                f"{spoken(row.starts_on, speech)} ({row.key or row.coder})"
                for row in happening.events
                if row not in dated.told
            )
            said = speech("{event} – elsewhere dated {others}", event=said, others=others)
        return said

    def _why(self, happening: Happening) -> Iterable[Entry]:
        """The reasons why an event is critical; that there is none is said, too."""
        critical = [row for row in happening.events if row.is_critical]
        given = [row for row in critical if row.reason]
        for row in given:
            yield Entry(
                EntryKind.JUDGEMENT,
                self._speech("Critical because: {reason}", reason=row.reason),
                state=row.state,
                records=(record(self._bench, row),),
                author=row.coder,
                made_at=row.made_at,
            )
        if not given:
            yield Entry(
                EntryKind.MISSING,
                self._speech("Why it is critical has not been written yet."),
                missing=Missing.PENDING,
                records=tuple(record(self._bench, row) for row in critical),
            )

    def _warnings(self) -> Sequence[str]:
        found = []
        shown = {id(each.happening): each.happening for f in self._events.values() for each in f}
        apart = [happening for happening in shown.values() if happening.is_contradicted]
        if apart:
            names = "; ".join(happening.title for happening in apart)
            found.append(
                self._speech(
                    "Dates contradict each other for: {events}. All are shown.", events=names
                )
            )
        waiting = sum(each.state is CodingState.PROPOSED for each in shown.values())
        if waiting:
            found.append(
                self._speech(
                    "{proposed} of {events} events were proposed by a rule and not yet confirmed.",
                    proposed=self._speech.number(waiting),
                    events=self._speech.number(len(shown)),
                )
            )
        bare = [each for each in shown.values() if not any(row.key for row in each.events)]
        if bare:
            found.append(
                self._speech(
                    "Recorded without a source: {events}",
                    events="; ".join(happening.title for happening in bare),
                )
            )
        if self._left_out:
            found.append(
                self._speech.many(
                    "{n} event lies outside the chosen time.",
                    "{n} events lie outside the chosen time.",
                    self._left_out,
                )
            )
        if self._undated:
            found.append(
                self._speech.many(
                    "{n} coding is left out: its text has no date.",
                    "{n} codings are left out: their texts have no date.",
                    self._undated,
                )
            )
        return found
