"""Reads dated events, and joins what several places tell of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from models.record import Event
from models.recording import table_of
from models.vocabulary import CodingState
from qda.retrieval.records import RecordRow, code_names, read_records


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(RecordRow):
    """What one place, or a researcher, tells of an event.

    `starts_on` and `ends_on` are ISO 8601 to the day, the month or the year; `ends_on` is empty
    for what happened at once. `code` is the canonical id of the code it belongs to, empty without.
    """

    title: str
    starts_on: str
    ends_on: str
    strand: str
    code_id: int | None
    code: str
    is_critical: bool
    reason: str
    rule: str
    note: str


@dataclass(frozen=True, slots=True)
class Dates:
    """When something happened, as somebody says; `ends_on` is empty for what happened at once."""

    starts_on: str
    ends_on: str = ""

    def agrees_with(self, other: Dates) -> bool:
        """Whether one says the same as the other, only more exactly."""
        return _agree(self.starts_on, other.starts_on) and (
            not self.ends_on or not other.ends_on or _agree(self.ends_on, other.ends_on)
        )

    @property
    def exactness(self) -> tuple[int, int]:
        """How much is said; of two that agree, the greater says more."""
        return len(self.starts_on), len(self.ends_on)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with every place that tells of it, in the order of sources and places.

    `dates` are those that do not agree with each other, the earliest first: more than one is a
    contradiction, and all are shown.
    """

    title: str
    strand: str
    dates: tuple[Dates, ...]
    events: tuple[EventRow, ...]

    @property
    def starts_on(self) -> str:
        """The earliest date that is stated."""
        return self.dates[0].starts_on

    @property
    def ends_on(self) -> str:
        """Its end by the same statement."""
        return self.dates[0].ends_on

    @property
    def is_contradicted(self) -> bool:
        """Whether its dates contradict each other."""
        return len(self.dates) > 1

    @property
    def is_critical(self) -> bool:
        """Whether a researcher marked it as critical."""
        return any(each.is_critical for each in self.events)

    @property
    def state(self) -> CodingState:
        """Confirmed as soon as one place of it is."""
        confirmed = any(each.is_confirmed for each in self.events)
        return CodingState.CONFIRMED if confirmed else CodingState.PROPOSED


def events(
    connection: Connection, *, states: frozenset[CodingState] = frozenset()
) -> tuple[EventRow, ...]:
    """The events that may be seen, by date, then by source and place; by state where one is asked.

    One event told of at three places is three rows; `happenings` joins them.
    """
    names = code_names(connection)
    table = table_of(Event)
    wanted = [table.c.state.in_(states)] if states else []
    rows = [
        EventRow(
            **each.shared,
            title=each.found["title"],
            starts_on=each.found["starts_on"],
            ends_on=each.found["ends_on"],
            strand=each.found["strand"],
            code_id=each.found["code_id"],
            code=names.get(each.found["code_id"], ""),
            is_critical=each.found["is_critical"],
            reason=each.found["reason"],
            rule=each.found["rule"],
            note=each.found["note"],
        )
        for each in read_records(connection, Event, *wanted)
    ]
    return tuple(sorted(rows, key=lambda row: (row.starts_on, *_in_order(row))))


def happenings(rows: Iterable[EventRow]) -> tuple[Happening, ...]:
    """The events behind rows: those with one title and strand are one event; earliest first.

    Of dates that agree the most exact one counts; those that do not are all kept.
    """
    grouped: dict[tuple[str, str], list[EventRow]] = defaultdict(list)
    for row in rows:
        grouped[_plain(row.title), _plain(row.strand)].append(row)
    made = []
    for told in grouped.values():
        told.sort(key=_in_order)
        made.append(Happening(told[0].title, told[0].strand, _distinct(told), tuple(told)))
    return tuple(sorted(made, key=lambda each: (each.starts_on, *_in_order(each.events[0]))))


def _distinct(rows: Iterable[EventRow]) -> tuple[Dates, ...]:
    said = {Dates(row.starts_on, row.ends_on) for row in rows}
    kept: list[Dates] = []
    for each in sorted(said, key=lambda dates: (*dates.exactness, dates.starts_on), reverse=True):
        if not any(each.agrees_with(other) for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda dates: (dates.starts_on, dates.ends_on)))


def _agree(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)


def _in_order(row: EventRow) -> tuple[str, int, int]:
    return row.source_key, -1 if row.span is None else row.span.start, row.id


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
