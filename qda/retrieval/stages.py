"""Reads the stages of a study, and tells which a coding belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from models.record import Stage
from models.recording import table_of
from models.source import Source


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stretch of time with a name; dates are ISO 8601, both included, either may be open."""

    id: int
    uuid: str
    name: str
    starts_on: str
    ends_on: str
    position: int
    note: str

    @property
    def is_dated(self) -> bool:
        """Whether any date can lie in it."""
        return bool(self.starts_on or self.ends_on)

    def holds(self, day: str) -> bool:
        """Whether a date lies wholly in the stage; a year or a month does where all of it does.

        >>> StageRow(1, "", "Planning", "2020-03", "2021", 0, "").holds("2021-05-17")
        True
        """
        if not day or not self.is_dated:
            return False
        # A start to the month is its first day; an end to the year is its last one.
        after = not self.starts_on or first_day(day) >= first_day(self.starts_on)
        return after and (not self.ends_on or last_day(day) <= last_day(self.ends_on))


class StageBy(StrEnum):
    """By what a coding belongs to a stage."""

    TAG = "tag"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class StageFound:
    """The stage of a coding, and by what it belongs to it."""

    stage: StageRow
    by: StageBy


def first_day(day: str) -> str:
    """The first day of a year or a month, else the day itself."""
    return day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day


def last_day(day: str) -> str:
    """A text that sorts as the last day of a year or a month, else the day itself."""
    return day + "-12-31"[len(day) - 4 :] if len(day) < 10 else day


def stages(connection: Connection) -> tuple[StageRow, ...]:
    """The stages in their order."""
    table = table_of(Stage)
    query = select(table).order_by(table.c.position, table.c.id)
    return tuple(
        StageRow(
            row["id"],
            row["uuid"],
            row["name"],
            row["starts_on"],
            row["ends_on"],
            row["position"],
            row["note"],
        )
        for row in connection.execute(query).mappings()
    )


class StageFinder:
    """Tells the stage of a coding: by a tag of its name, else by the date of its source.

    Where several stages hold the date, the first in their order is meant; of several tags the
    first that names a stage.
    """

    def __init__(self, connection: Connection) -> None:
        self.stages = stages(connection)
        self._by_name = {each.name.casefold(): each for each in self.stages}
        table = table_of(Source)
        query = select(table.c.id, table.c.collected_on)
        self._dates = {row.id: row.collected_on[:10] for row in connection.execute(query)}
        self._by_date: dict[str, StageRow | None] = {}

    def of(self, source_id: int, tags: Iterable[str] = ()) -> StageFound | None:
        """The stage of a coding in a source with some tags; None where none is known."""
        for tag in tags:
            named = self._by_name.get(tag.casefold())
            if named is not None:
                return StageFound(named, StageBy.TAG)
        found = self.on(self._dates.get(source_id, ""))
        return None if found is None else StageFound(found, StageBy.DATE)

    def on(self, day: str) -> StageRow | None:
        """The first stage that holds a date (ISO 8601 to the year, the month or the day)."""
        if day not in self._by_date:
            holding = (each for each in self.stages if each.holds(day))
            self._by_date[day] = next(holding, None)
        return self._by_date[day]
