"""The partially ordered meta-matrix: all cases against all variables, not yet reduced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from models.case import Case
from models.recording import table_of
from models.vocabulary import AttributeOwner, EntryKind, Missing
from qda.displays.axes import AxisKind, RowAxis, choices_on, row_of_choice
from qda.displays.filling import filled
from qda.displays.informants import Person
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.missing import Members
from qda.displays.noted import Notes
from qda.displays.values import Cell, Entry, Heading, Matrix, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import attribute_label, label
from qda.retrieval.sources import attributes


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Cases as rows; what is known of them and what they say of every code as columns.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    columns, members = bench.columns, bench.members_on(bench.axis)
    marks, notes = bench.marks(columns), Notes(bench)
    bench.take([saying for column in columns for saying in bench.bearing(column)])
    heaps = [bench.grouped(bench.axis, bench.bearing(column)) for column in columns]
    known = _Known(bench, members.values())
    rows, cells = [], []
    for key, found in members.items():
        texts = bench.texts_of(found)
        said = [
            _cell(bench, notes, sayings)
            if (sayings := heaps[at].get(key.id))
            else bench.missing(marks.of(texts, at))
            for at in range(len(columns))
        ]
        rows.append(bench.heading(key, found))
        cells.append([*known.cells(found), *said])
    headings = [*known.headings, *(column.heading(question.language) for column in columns)]
    return bench.matrix(bench.corner, rows, headings, cells)


def _cell(bench: Workbench, notes: Notes, sayings: Sequence[Saying]) -> Cell:
    """Counts and one line: what a researcher wrote on the words, else the best quote."""
    written = notes.paraphrases(sayings)[:1]
    quotes = 0 if written else min(1, bench.question.quotes)
    symbol = bench.cell(sayings, quotes=quotes, entries=written)
    if symbol.entries:
        return symbol
    people = len({each.informant for each in sayings})
    words = bench.speech.many("{n} informant", "{n} informants", people)
    counted = Entry(EntryKind.COUNT, words, value=float(people))
    return bench.cell(sayings, quotes=0, entries=[counted])


class _Known:
    """What is known of the people of each row: role, group, and the attributes they have."""

    def __init__(self, bench: Workbench, rows: Iterable[Members]) -> None:
        self._bench = bench
        people = bench.voices.people
        ids = {case for found in rows for case in self._named(found)}
        self._uuids = _uuids(bench.connection, ids)
        self._shown: list[tuple[str, str]] = []
        if any(people[case].role for case in ids):
            self._shown.append(("role", bench.speech("Role")))
        if any(people[case].group is not None for case in ids):
            self._shown.append(("group", bench.speech("Stakeholder group")))
        for each in attributes(bench.connection):
            name = f"attribute:{each.name}"
            given = (people[case].attributes.get(each.name) for case in ids)
            if each.owner is AttributeOwner.CASE and any(
                value not in (None, "") for value in given
            ):
                self._shown.append((name, attribute_label(each.name, each.label, bench.speech)))
        self._choices = {
            name: choices_on(bench.connection, RowAxis.parse(name), bench.speech)
            for name, _ in self._shown
            if name.startswith("attribute:")
        }

    @property
    def headings(self) -> list[Heading]:
        """The columns of what is known."""
        group = self._bench.speech("What is known of the cases")
        return [Heading(f"@{name}", words, group=group) for name, words in self._shown]

    def cells(self, members: Members) -> list[Cell]:
        """What is known of those of one row, every value once with how many have it."""
        cases = self._named(members)
        return [self._cell(name, cases) for name, _ in self._shown]

    def _named(self, members: Members) -> list[int]:
        """The cases of a row that are named one by one: the many of a survey have numbers."""
        people = self._bench.voices.people
        cases = dict.fromkeys(case for _, case in members if case is not None)
        return [case for case in cases if people[case].collection_id is None]

    def _cell(self, name: str, cases: Sequence[int]) -> Cell:
        bench, people = self._bench, self._bench.voices.people
        if not cases:
            return bench.missing(
                Missing.NOT_APPLICABLE, bench.speech("no case with a name speaks here")
            )
        having: dict[str, list[int]] = {}
        for case in cases:
            value = self._value(name, people[case])
            if value:
                having.setdefault(value, []).append(case)
        if not having:
            return bench.missing(Missing.NOT_ASKED, bench.speech("not recorded"))
        entries = []
        for value, owners in having.items():
            words = value if len(cases) == 1 else f"{value} ({bench.speech.number(len(owners))})"
            records = tuple(self._record(name, value, case) for case in owners)
            entries.append(Entry(EntryKind.SUMMARY, words, records=records))
        return filled(bench, (), entries)

    def _value(self, name: str, person: Person) -> str:
        if name == "role":
            return person.role
        if name == "group":
            return "" if person.group is None else label(person.group, self._bench.speech)
        value = person.attributes.get(name.removeprefix("attribute:"))
        if value is None or value == "":
            return ""
        return row_of_choice(value, self._choices[name], self._bench.speech).label

    def _record(self, name: str, value: str, case: int) -> int:
        owner = f"{name.removeprefix('attribute:')}@{self._uuids.get(case, '')}"
        words = f"{self._bench.voices.people[case].name}: {value}"
        return self._bench.record(Record(RecordKind.ATTRIBUTE, owner, "", words))


def _uuids(connection: Connection, ids: set[int]) -> Mapping[int, str]:
    table = table_of(Case)
    query = select(table.c.id, table.c.uuid).where(table.c.collection_id.is_(None))
    return {row.id: row.uuid for row in connection.execute(query) if row.id in ids}


KIND = DisplayKind(
    id="meta-matrix",
    name=mark("Partially ordered meta-matrix"),
    family=Family.EXPLORING,
    answers=mark("What is known and said of everything, case by case, before it is reduced?"),
    rule=mark(
        "First everything is stacked, then it is reduced: every case against what is known of it "
        "and against every code, each cell with its counts and one line, what a researcher wrote "
        "on the words or the best quote."
    ),
    empty=mark("Name the cases whose words the texts are, and code some of them first."),
    make=make,
    rows=(AxisKind.CASE, AxisKind.ROLE, AxisKind.GROUP, AxisKind.SOURCE),
)
