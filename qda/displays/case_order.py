"""Cases in the order of a rating or an attribute, with the rule of the order in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from models.vocabulary import EntryKind, Missing
from qda.displays.actors import Actors
from qda.displays.axes import AxisKind, RowAxis, axis_label, row_of_value
from qda.displays.columns import Column, columns_for
from qda.displays.informants import Person
from qda.displays.rated import Ratings, rating_words
from qda.displays.values import Cell, Entry, Fact, Heading
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.retrieval.theories import theories

ATTRIBUTE: Final = "attribute:"
"""What an order by an attribute is written with: `attribute:age`."""

NOT_RATED: Final = mark("No value to order by")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands: its place, the level it shares with others, and what says so."""

    order: tuple[int, float, str]
    level: str
    cell: Cell


class CaseOrder:
    """The cases of a display in their order, highest first; who has no value comes last."""

    def __init__(self, bench: Workbench, chosen: str) -> None:
        self._bench = bench
        self._speech = bench.speech
        self.actors = Actors(bench)
        self.ratings = Ratings(bench)
        self.code: Column | None = None
        self.heading, self._place = self._by(chosen.strip())
        placed = [(person, self._place(person)) for person in self.actors.people]
        placed.sort(key=lambda each: (*each[1].order, each[0].name.casefold()))
        self.cases: tuple[tuple[Person, Place], ...] = tuple(placed)

    @property
    def is_ordered(self) -> bool:
        """Whether anything orders the cases but their names."""
        return any(not place.cell.missing for _, place in self.cases)

    @property
    def fact(self) -> Fact:
        """The ordering rule, to be read on the display."""
        if not self.is_ordered:
            return Fact(self._speech("Order"), self._speech("cases by their names"))
        words = self._speech(
            "cases by “{variable}”, from the highest to the lowest; cases without a value last",
            variable=self.heading.label,
        )
        return Fact(self._speech("Order"), words)

    def rows(self) -> list[Heading]:
        """The headings of the cases, grouped by their level."""
        return [
            Heading(f"case:{person.id}", person.name, note=person.role, group=place.level)
            for person, place in self.cases
        ]

    def cell(self, person: Person, column: Column, sayings: list[Saying]) -> Cell | None:
        """What stands for a case and a code: its ratings, then the best of its words."""
        rated = self.ratings.of(column.code.id, person.id)
        entries = () if rated is None else self.ratings.entries(rated)
        if not entries and not sayings:
            return None
        return self._bench.cell(sayings, entries=entries)

    def unrated(self, column: Column) -> list[str]:
        """The names of the cases that have no rating of a code."""
        return [
            person.name
            for person, _ in self.cases
            if self.ratings.of(column.code.id, person.id) is None
        ]

    def has_one_rule(self, column: Column) -> bool:
        """Whether all ratings of a code that stand follow one rule, on one scale."""
        rated = (self.ratings.of(column.code.id, person.id) for person, _ in self.cases)
        rows = [row for each in rated if each is not None for row in each.rows]
        return len({(row.rule, row.low, row.high) for row in rows}) < 2

    # What orders

    def _by(self, chosen: str) -> tuple[Heading, Callable[[Person], Place]]:
        if chosen.startswith(ATTRIBUTE):
            name = chosen.removeprefix(ATTRIBUTE).strip()
            label = axis_label(
                self._bench.connection, RowAxis(AxisKind.ATTRIBUTE, name), self._speech
            )
            return Heading("order", label), lambda person: self._of_attribute(person, name)
        column = self._named(chosen) if chosen else self._default()
        if column is None:
            return Heading("order", self._speech("Order")), lambda _: self._unplaced()
        self.code = column
        code = column.code
        heading = column.heading(self._speech.language)
        return (
            Heading("order", heading.label, note=heading.note),
            lambda person: self._of_rating(person, code.id),
        )

    def _named(self, name: str) -> Column:
        return columns_for(self._bench.connection, (name,))[0]

    def _default(self) -> Column | None:
        """The outcome of the first theory in which cases were rated, else the code rated most."""
        cases = self.ratings.cases
        by_name = {code.canonical_id: code for code in self._bench.codes.values()}
        for theory in theories(self._bench.connection):
            outcome = by_name.get(f"{theory.name}:{theory.outcome}")
            if outcome is not None and outcome.id in cases:
                return self._named(outcome.canonical_id)
        if not cases:
            return None
        most = max(self._bench.codes, key=lambda id_: len(cases.get(id_, ())))
        return self._named(self._bench.codes[most].canonical_id)

    def _of_rating(self, person: Person, code_id: int) -> Place:
        rated = self.ratings.of(code_id, person.id)
        if rated is None:
            return self._unplaced()
        entries = self.ratings.entries(rated)
        evidence = tuple(dict.fromkeys(at for entry in entries for at in entry.evidence))
        cell = Cell(entries, evidence=evidence, records=self.ratings.records(rated))
        level = rating_words(rated.first, self._speech)
        return Place((0, -rated.share, ""), level, cell)

    def _of_attribute(self, person: Person, name: str) -> Place:
        key = row_of_value(person.attributes.get(name), self._speech)
        if key.id == "none":
            return self._unplaced()
        last, number, words = key.order
        behind = (self.actors.attribute(person, name, key.label),)
        entry = Entry(EntryKind.SUMMARY, key.label, records=behind)
        return Place((last, -number, words), key.label, Cell((entry,), records=behind))

    def _unplaced(self) -> Place:
        words = self._speech(NOT_RATED)
        return Place((9, 0.0, ""), words, self._bench.missing(Missing.NOT_ASKED, words))
