"""The growth gradient: a figure or a rating over time, with the events beside it (M&H, ch. 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Connection

from models.vocabulary import CodingState, EntryKind
from qda.displays.event_table import NO_EVENT
from qda.displays.figure_words import in_words, signed
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family
from qda.displays.on_record import is_in_scope, record, unfilled
from qda.displays.periods import (
    SINCE,
    UNTIL,
    WIDTH,
    Frame,
    Period,
    Width,
    period_of,
    spoken,
    spoken_stretch,
    timeline,
)
from qda.displays.rated import Ratings, standing
from qda.displays.values import Cell, Course, Entry, Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.retrieval.claims import ClaimRow, claims
from qda.retrieval.events import Happening, events, happenings
from qda.retrieval.ratings import RatingRow

QUANTITY: Final = Choice("quantity", mark("Quantity (as it is recorded with the claims)"))
EVENTS: Final = "events"
"""The id of the column of events."""

NO_FIGURE: Final = mark("No figure is recorded for this time.")
_ENOUGH: Final = 2
"""Dates that a quantity needs to be a line and no point."""


@dataclass(slots=True)
class _Series:
    """What is followed over time: its heading, and what is recorded of it in each period."""

    heading: Heading
    course: Course
    claims: dict[str, list[ClaimRow]] = field(default_factory=lambda: defaultdict(list))
    ratings: dict[str, list[RatingRow]] = field(default_factory=lambda: defaultdict(list))


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Figures and ratings by period, each with its change, and the events of the time.

    Raises:
        NoSuchColumns, UnknownFilter, NoSuchDate: it cannot be shown so.
    """
    return _Maker(Workbench(connection, KIND, question, progress)).made()


class _Maker:
    """Makes one gradient."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._speech = bench.speech
        self._width = Width(KIND.choice(bench.question, WIDTH.name))
        self._frame = Frame.of(KIND, bench.question)
        self._periods: dict[str, Period] = {}
        self._warnings: list[str] = []
        self._ratings = Ratings(bench)
        self._series = [*self._of_claims(), *self._of_ratings()]

    def made(self) -> Matrix:
        """The whole gradient."""
        told = self._events()
        line = timeline(self._periods.values(), self._width, self._speech)
        columns = [series.heading for series in self._series]
        by_series = [self._cells(series, line) for series in self._series]
        rows = [
            [*(cells[at] for cells in by_series), self._event_cell(told.get(period.id, []))]
            for at, period in enumerate(line)
        ]
        if columns:
            columns.append(Heading(EVENTS, self._speech("Events")))
        matrix = self._bench.matrix(
            self._speech("Time"),
            [Heading(period.id, period.label) for period in line],
            columns,
            rows,
            warnings=self._warnings,
        )
        return replace(matrix, courses=tuple(series.course for series in self._series))

    # Series

    def _of_claims(self) -> Iterable[_Series]:
        """The quantity that was chosen, else those with two dates, else all; none beside codes."""
        chosen = KIND.choice(self._bench.question, QUANTITY.name).strip().casefold()
        if self._bench.question.columns and not chosen:
            return []
        found: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
        for row in claims(self._bench.connection):
            if row.year and self._frame.holds(row.year) and is_in_scope(self._bench, row):
                found[row.quantity.casefold(), row.unit].append(row)
        if chosen:
            wanted = {key for key in found if key[0] == chosen}
        else:
            wanted = {key for key, rows in found.items() if _dates(rows) >= _ENOUGH} or set(found)
        return [self._claimed(found[key]) for key in found if key in wanted]

    def _claimed(self, rows: Sequence[ClaimRow]) -> _Series:
        first = rows[0]
        id_ = f"quantity:{first.quantity.casefold()}:{first.unit}"
        heading = Heading(id_, first.quantity, note=first.unit)
        series = _Series(heading, Course(id_, unit=first.unit))
        for row in rows:
            series.claims[self._period(row.year)].append(row)
        return series

    def _of_ratings(self) -> Iterable[_Series]:
        """The dated ratings of the codes asked for, of the one case asked for or of the study."""
        if not self._bench.question.columns:
            return
        ids = self._bench.wanted.case_ids
        case = next(iter(ids)) if len(ids) == 1 else None
        for column in self._bench.columns:
            heading = column.heading(self._speech.language)
            rows = [
                row
                for row in self._ratings.all_of(column.code.id, case)
                if row.dated_on and self._frame.holds(row.dated_on)
            ]
            if not rows:
                continue
            low, high = min(row.low for row in rows), max(row.high for row in rows)
            series = _Series(heading, Course(heading.id, low=low, high=high))
            for row in rows:
                series.ratings[self._period(row.dated_on)].append(row)
            yield series

    def _period(self, written: str) -> str:
        period = period_of(written, self._width, self._speech)
        self._periods.setdefault(period.id, period)
        return period.id

    # Cells

    def _cells(self, series: _Series, line: Sequence[Period]) -> list[Cell]:
        """The cells of one series from the first period to the last, each with its change."""
        cells: list[Cell] = []
        before: tuple[ClaimRow, str] | None = None
        for period in line:
            rows = _standing(series.claims.get(period.id, ()))
            rated = standing(series.ratings.get(period.id, ()))
            entries = [self._figure(row) for row in rows]
            if rated is not None:
                entries += self._ratings.entries(rated)
            if not entries:
                cells.append(unfilled(self._bench, NO_FIGURE))
                continue
            values = {row.value for row in rows}
            if len(values) > 1:
                said = "; ".join(self._number(row) for row in rows)
                self._warnings.append(
                    self._speech(
                        "“{quantity}” has different figures for {time}: {figures}",
                        quantity=series.heading.label,
                        time=period.label,
                        figures=said,
                    )
                )
            if len(values) == 1:
                if before is not None:
                    entries.append(self._change(before, rows[0]))
                before = (rows[0], period.label)
            evidence = tuple(dict.fromkeys(at for entry in entries for at in entry.evidence))
            behind = tuple(dict.fromkeys(at for entry in entries for at in entry.records))
            cells.append(Cell(tuple(entries), evidence=evidence, records=behind))
        return cells

    def _figure(self, row: ClaimRow) -> Entry:
        when = f" ({spoken(row.year, self._speech)})"
        exact = len(row.year) > len("2021") or self._width is not Width.YEAR
        return Entry(
            EntryKind.COUNT,
            f"{row.stated or self._number(row)} {row.unit}".rstrip() + (when if exact else ""),
            state=row.state,
            records=(record(self._bench, row),),
            author=row.coder if row.is_confirmed else "",
            made_at=row.made_at,
            rule=row.rule,
            value=row.value,
        )

    def _number(self, row: ClaimRow) -> str:
        return in_words(row.value, self._speech)

    def _change(self, before: tuple[ClaimRow, str], now: ClaimRow) -> Entry:
        """The difference to the last figure before, and its share of that figure.

        From 10,609,681 to 10,679,951 it is +70,270, which is +0.66 %.
        """
        old, when = before
        difference = signed(now.value - old.value, self._speech)
        if old.value:
            share = signed((now.value / old.value - 1) * 100, self._speech, digits=2)
            words = self._speech(
                "{difference} ({share} %) since {time}",
                difference=difference,
                share=share,
                time=when,
            )
        else:
            words = self._speech("{difference} since {time}", difference=difference, time=when)
        return Entry(
            EntryKind.SUMMARY,
            words,
            state=_least(old.state, now.state),
            records=(record(self._bench, old), record(self._bench, now)),
            rule=self._speech("the figure less the last one before it, and per cent of that one"),
        )

    # Events

    def _events(self) -> dict[str, list[Happening]]:
        """The events between the first and the last figure, by period."""
        if not self._periods:
            return {}
        places = [period.order for period in self._periods.values()]
        rows = [row for row in events(self._bench.connection) if is_in_scope(self._bench, row)]
        found: dict[str, list[Happening]] = defaultdict(list)
        outside = 0
        for happening in happenings(rows):
            period = period_of(happening.starts_on, self._width, self._speech)
            if min(places) <= period.order <= max(places):
                self._periods.setdefault(period.id, period)
                found[period.id].append(happening)
            else:
                outside += 1
        if outside:
            self._warnings.append(
                self._speech.many(
                    "{n} event lies before the first figure or after the last.",
                    "{n} events lie before the first figure or after the last.",
                    outside,
                )
            )
        return found

    def _event_cell(self, found: Sequence[Happening]) -> Cell:
        if not found:
            return unfilled(self._bench, NO_EVENT)
        entries = []
        for each in found:
            when = spoken_stretch(each.starts_on, each.ends_on, self._speech)
            said = f"{when}: {each.title}"
            if each.is_critical:
                said = self._speech("{event} [critical]", event=said)
            behind = tuple(record(self._bench, row) for row in each.events)
            entries.append(Entry(EntryKind.EVENT, said, state=each.state, records=behind))
        return Cell(
            tuple(entries),
            records=tuple(dict.fromkeys(at for entry in entries for at in entry.records)),
        )


def _dates(rows: Iterable[ClaimRow]) -> int:
    return len({row.year for row in rows})


def _standing(rows: Iterable[ClaimRow]) -> list[ClaimRow]:
    """The claims that count: the confirmed ones, where there are any."""
    found = list(rows)
    return [row for row in found if row.is_confirmed] or found


def _least(first: CodingState, second: CodingState) -> CodingState:
    return first if first is CodingState.PROPOSED else second


KIND = DisplayKind(
    id="growth-gradient",
    name=mark("Growth gradient"),
    family=Family.ORDERING,
    answers=mark("How did a figure or a rating change over time, and what happened then?"),
    rule=mark(
        "Each row is a period. A cell shows every figure that a source states for it, confirmed "
        "ones where there are any, and the change since the last period with one figure; where "
        "figures differ, all are shown and no change is worked out. Codes that are asked for show "
        "their dated ratings, each rater's latest. Events between the first and the last figure "
        "stand beside them."
    ),
    empty=mark("Record figures with their year, or rate codes with a date."),
    make=make,
    begins_with_codes=False,
    takes_quotes=False,
    choices=(QUANTITY, WIDTH, SINCE, UNTIL),
)
