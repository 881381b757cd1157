"""What is drawn of a display of courses: the lines with their points, and the events, by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.vocabulary import CodingState, EntryKind
from qda.displays.periods import stretch_of
from qda.displays.values import Cell, Course, Entry, Heading, Matrix


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at a time: its cell by 0-based `row` and `column`, and where the row lies in years.

    One that is not `joined` stands apart from the line: the sources of its period differ, or
    another rater's value counts.
    """

    row: int
    column: int
    at: float
    value: float
    said: str
    is_proposed: bool
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One course: its heading, and its marks in the order of time."""

    course: Course
    heading: Heading
    marks: tuple[Mark, ...]

    @property
    def joined(self) -> tuple[Mark, ...]:
        """The marks that the line leads through."""
        return tuple(mark for mark in self.marks if mark.is_joined)

    @property
    def is_rating(self) -> bool:
        """Whether it runs on a scale, and not in a unit."""
        return self.course.high is not None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event: its cell, its place in time in years, and its words."""

    row: int
    column: int
    at: float
    said: str
    is_proposed: bool


def lines_of(matrix: Matrix) -> tuple[Line, ...]:
    """The courses of a display that have a value."""
    places = {heading.id: nth for nth, heading in enumerate(matrix.columns)}
    lines = (_line(matrix, course, places[course.column]) for course in matrix.courses)
    return tuple(line for line in lines if line.marks)


def happenings_of(matrix: Matrix) -> tuple[Happening, ...]:
    """The events of a display; those of one period stand evenly in it, in their order."""
    followed = {course.column for course in matrix.courses}
    found: list[Happening] = []
    for row, heading in enumerate(matrix.rows):
        start, end = stretch_of(heading.id)
        told = [
            (column, entry)
            for column, of in enumerate(matrix.columns)
            if of.id not in followed
            for entry in matrix.cell(row, column).entries
            if entry.kind is EntryKind.EVENT
        ]
        found += [
            Happening(
                row,
                column,
                start + (end - start) * (nth + 0.5) / len(told),
                entry.text,
                entry.state is CodingState.PROPOSED,
            )
            for nth, (column, entry) in enumerate(told)
        ]
    return tuple(found)


def _line(matrix: Matrix, course: Course, column: int) -> Line:
    heading = matrix.columns[column]
    marks: list[Mark] = []
    for row, period in enumerate(matrix.rows):
        values = _values(matrix.cell(row, column))
        at = sum(stretch_of(period.id)) / 2
        joined = _joined(values, course)
        for nth, entry in enumerate(_each_once(values)):
            assert entry.value is not None
            marks.append(
                Mark(
                    row,
                    column,
                    at,
                    entry.value,
                    f"{heading.label}, {period.label}: {entry.text}",
                    entry.state is CodingState.PROPOSED,
                    joined and nth == 0,
                )
            )
    return Line(course, heading, tuple(marks))


def _values(cell: Cell) -> list[Entry]:
    return [entry for entry in cell.entries if entry.value is not None]


def _joined(values: Sequence[Entry], course: Course) -> bool:
    """Whether the line leads through a cell: figures that differ break it, raters do not."""
    return course.high is not None or len({entry.value for entry in values}) == 1


def _each_once(values: Iterable[Entry]) -> tuple[Entry, ...]:
    """The first entry of each value: what several sources say alike is one mark."""
    found: dict[float | None, Entry] = {}
    for entry in values:
        found.setdefault(entry.value, entry)
    return tuple(found.values())
