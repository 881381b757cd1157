"""The variable-by-variable matrix: the cases, counts and words where two variables meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from models.recording import table_of
from models.source import Source
from models.vocabulary import Missing
from qda.displays.filling import count_entry, filled
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family
from qda.displays.missing import Members
from qda.displays.tellers import teller_words
from qda.displays.values import Cell, Entry, Matrix, Record, RecordKind
from qda.displays.variables import AxisVariable, Together, Value, Variable, variable
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress

MOST_NAMED = 12
"""How many cases a cell names where nothing of theirs is coded."""


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """One variable against another.

    Raises:
        UnknownVariable, NoSuchColumns, NoSuchRows, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    first = variable(bench, KIND.choice(question, "row"))
    second = variable(bench, KIND.choice(question, "column"))
    cross = _Cross(bench, first, second)
    rows, columns = first.values(), second.values()
    cells = [[cross.cell(row, column) for column in columns] for row in rows]
    return bench.matrix(
        f"{first.label} × {second.label}",
        [value.heading for value in rows],
        [value.heading for value in columns],
        cells,
    )


class _Cross:
    """Where the values of two variables meet."""

    def __init__(self, bench: Workbench, first: Variable, second: Variable) -> None:
        self._bench, self._first, self._second = bench, first, second
        self._people: dict[tuple[str, str], Members] = {}
        self._found = self._by_words() if first.is_code and second.is_code else self._by_saying()
        if isinstance(first, AxisVariable) and isinstance(second, AxisVariable):
            self._people = _members(first, second)
        columns = [
            value.column
            for one in (first, second)
            if one.is_code
            for value in one.values()
            if value.column is not None
        ]
        self._place = {column.code.canonical_id: at for at, column in enumerate(columns)}
        self._marks = bench.marks(columns)
        self._bearing = {column.code.canonical_id: bench.bearing(column) for column in columns}
        everyone: Members = {
            (text, case): None for text in bench.scope.texts for case in bench.scope.voices_of(text)
        }
        self._whole = bench.texts_of(everyone)
        bench.take([each for found in self._found.values() for each in found])

    def _by_saying(self) -> dict[tuple[str, str], list[Saying]]:
        """Each saying where its own two values meet; with no code named, all that are coded."""
        found: dict[tuple[str, str], list[Saying]] = defaultdict(list)
        for saying in self._sayings():
            for row in self._first.of(saying):
                for column in self._second.of(saying):
                    found[row, column].append(saying)
        return found

    def _sayings(self) -> Sequence[Saying]:
        if self._first.is_code or self._second.is_code:
            return self._bench.sayings
        chosen = {code.id for column in self._bench.columns for code in column.codes}
        return [each for each in self._bench.sayings if each.place.code_id in chosen]

    def _by_words(self) -> dict[tuple[str, str], list[Saying]]:
        """Two codes meet where a passage of one shares words with a passage of the other."""
        found: dict[tuple[str, str], dict[tuple[int, int | None], Saying]] = defaultdict(dict)
        others = [each for each in self._bench.sayings if any(True for _ in self._second.of(each))]
        together = Together(others)
        for saying in self._bench.sayings:
            rows = tuple(self._first.of(saying))
            if not rows:
                continue
            for other in together.overlapping(saying):
                for column in self._second.of(other):
                    for row in rows:
                        cell = found[row, column]
                        cell[saying.place.id, saying.case] = saying
                        cell[other.place.id, other.case] = other
        return {place: list(cell.values()) for place, cell in found.items()}

    def cell(self, row: Value, column: Value) -> Cell:
        """The cases, the counts and the best words of two values."""
        place = (row.heading.id, column.heading.id)
        found = self._found.get(place, [])
        people = self._people.get(place)
        if people:
            return self._of_people(people, found)
        if not found:
            return self._missing(row, column)
        told = len({each.informant for each in found})
        entry = count_entry(self._bench, told, teller_words(self._bench, found))
        return self._bench.cell(found, entries=[entry])

    def _of_people(self, members: Members, found: Sequence[Saying]) -> Cell:
        """Those who have both values, whether anything of theirs is coded or not."""
        bench = self._bench
        informants = {bench.voices.informant(source, case) for source, case in members}
        cases = {case: None for _, case in members if case is not None}
        names = sorted(bench.voices.people[case].name for case in cases)
        shown = names[:MOST_NAMED]
        words = ", ".join(shown)
        if len(names) > len(shown):
            words += bench.speech(" and {n} more", n=bench.speech.number(len(names) - len(shown)))
        texts = {source: None for source, case in members if case is None}
        keys = [bench.voices.units[source].key for source in texts][:MOST_NAMED]
        entry = count_entry(bench, len(informants), words or ", ".join(keys))
        if found:
            return bench.cell(found, entries=[entry])
        return filled(bench, (), [self._backed(entry, list(members)[:MOST_NAMED])])

    def _backed(self, entry: Entry, members: Sequence[tuple[int, int | None]]) -> Entry:
        """A count of people with the texts they speak in behind it."""
        voices, records = self._bench.voices, []
        ids = list(dict.fromkeys(source for source, _ in members))
        table = table_of(Source)
        query = select(table.c.id, table.c.uuid).where(table.c.id.in_(ids)).order_by(table.c.key)
        for source, uuid in self._bench.connection.execute(query):
            key, title = voices.units[source].key, voices.title_of(source)
            record = Record(RecordKind.SOURCE, uuid, key, title, source_id=source)
            records.append(self._bench.record(record))
        return Entry(entry.kind, entry.text, records=tuple(records), value=entry.value)

    def _missing(self, row: Value, column: Value) -> Cell:
        """Why two values do not meet: the code itself is missing, or only here."""
        bench, speech = self._bench, self._bench.speech
        for value in (row, column):
            code = value.heading.id
            if value.column is not None and not self._bearing[code]:
                return bench.missing(self._marks.of(self._whole, self._place[code]))
        if isinstance(self._first, AxisVariable) and isinstance(self._second, AxisVariable):
            return bench.missing(Missing.NOT_APPLICABLE, speech("nobody has both"))
        if self._whole.unread:
            return bench.missing(Missing.PENDING)
        return bench.missing(Missing.SILENT, speech("nothing of this kind is said"))


def _members(first: AxisVariable, second: AxisVariable) -> dict[tuple[str, str], Members]:
    """Who has which two values."""
    other = {each: key.id for key, found in second.members.items() for each in found}
    made: dict[tuple[str, str], Members] = defaultdict(dict)
    for key, found in first.members.items():
        for each in found:
            if each in other:
                made[key.id, other[each]][each] = None
    return made


KIND = DisplayKind(
    id="variable-by-variable",
    name=mark("Variable-by-variable matrix"),
    family=Family.EXPLAINING,
    answers=mark("How do two variables go together, and in which cases?"),
    rule=mark(
        "A saying stands where its two values meet. Two codes meet where passages of the same "
        "speaker share words; two properties of people meet in those who have both. Cells count "
        "distinct informants and name them, then quote the best words."
    ),
    empty=mark("Code some words first."),
    make=make,
    choices=(
        Choice("row", mark("Row variable"), default="codes"),
        Choice("column", mark("Column variable"), default="polarity"),
    ),
)
