"""The data accounting log: what was planned of whom by which technique, and how far it is.

After Miles, Huberman and Saldaña (2014, ch. 6): a mark for every planned item, and no blank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from models.errors import Defect
from models.vocabulary import EntryKind, Missing, Reading, Technique
from qda.displays.axes import AxisKind, RowAxis, RowKey
from qda.displays.forms import recorded_minutes
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.periods import spoken
from qda.displays.values import Cell, Entry, Heading, Matrix, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import label
from qda.retrieval.planned import Accounted, PlannedRow, Step, accounting
from qda.retrieval.sources import collections, sources

MOST_NUMBERED: Final = 8
"""Texts of one technique beyond which a row no longer has a column for each."""


@dataclass(slots=True)
class _Row:
    """One whose data are accounted for: the items of each technique by their number."""

    key: RowKey
    group: str = ""
    items: dict[Technique, dict[int, list[Accounted]]] = field(default_factory=dict)
    sources: set[int] = field(default_factory=set)

    def put(self, technique: Technique, number: int | None, item: Accounted) -> None:
        """Add an item under its number, else under the next one that is free."""
        numbered = self.items.setdefault(technique, {})
        if number is None:
            number = next(n for n in range(1, len(numbered) + 2) if n not in numbered)
        numbered.setdefault(number, []).append(item)


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Cases, documents and tables against techniques, each with how far it is.

    Raises:
        UnknownFilter: the filter cannot be read.
    """
    bench = Workbench(connection, KIND, question, progress)
    speech = bench.speech
    facts = _Facts(bench)
    rows = _by_group(facts.rows())
    columns = _columns(rows)
    headings = [
        Heading(
            f"{technique.value}:{number}" if number else technique.value,
            f"{label(technique, speech)} {number}" if number else label(technique, speech),
            group=label(technique, speech) if number else "",
        )
        for technique, number in columns
    ]
    cells = [[facts.cell(row, *column) for column in columns] for row in rows]
    return bench.matrix(
        speech("Informants and sources"),
        [Heading(row.key.id, row.key.label, group=row.group) for row in rows],
        headings,
        cells,
        warnings=facts.late(),
    )


def _by_group(rows: Iterable[_Row]) -> list[_Row]:
    """Rows in their order, those of one group together where the first of them stands."""
    ordered = sorted(rows, key=lambda row: row.key.order)
    first: dict[str, int] = {}
    for nth, row in enumerate(ordered):
        first.setdefault(row.group, nth)
    return sorted(ordered, key=lambda row: (row.key.order[0], first[row.group]))


def technique_of(item: Accounted) -> Technique:
    """By which technique data were collected, or are to be.

    Raises:
        Defect: it is neither planned nor there.
    """
    if item.source is not None:
        return item.source.technique
    if item.plan is None:
        raise Defect(what="an account of nothing")
    return item.plan.technique


def _columns(rows: Sequence[_Row]) -> list[tuple[Technique, int | None]]:
    """Techniques with their numbers; without, where once was enough or there are too many."""
    found: list[tuple[Technique, int | None]] = []
    for technique in Technique:
        numbers = {n for row in rows for n in row.items.get(technique, ())}
        if numbers and (max(numbers) == 1 or max(numbers) > MOST_NUMBERED):
            found.append((technique, None))
        else:
            found += [(technique, number) for number in sorted(numbers)]
    return found


class _Facts:
    """The accounts of a study as a display's filter leaves them, and their words."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        connection = bench.connection
        self._sources = {row.id: row for row in sources(connection)}
        self._collections = {row.id: row for row in collections(connection)}
        in_scope = {bench.voices.units[text].collection_id for text in bench.scope.texts}
        wanted = bench.wanted.techniques
        self._items = tuple(
            item
            for item in accounting(connection)
            if (
                not wanted or technique_of(item) in wanted
                if item.source is None
                else item.source.source_id in bench.scope.texts
                or (item.source.collection_id is not None and item.source.collection_id in in_scope)
            )
        )
        self._said: dict[tuple[int | None, int | None], list[Saying]] = defaultdict(list)
        for saying in bench.sayings:
            unit = bench.voices.units[saying.place.source_id]
            owner = (None, unit.collection_id) if unit.collection_id else (unit.id, None)
            self._said[owner].append(saying)
        self._minutes = recorded_minutes(connection)
        self._axis = bench.rows_on(RowAxis(AxisKind.CASE))

    def rows(self) -> Iterable[_Row]:
        """The rows with their items; what was planned comes under its own number."""
        found: dict[str, _Row] = {}
        named = {p.name.casefold(): p.id for p in self._bench.voices.people.values()}
        for item in sorted(self._items, key=lambda each: (each.plan is None, each.collected_on)):
            for key, group in self._keys(item, named):
                row = found.setdefault(key.id, _Row(key, group))
                row.put(technique_of(item), None if item.plan is None else item.plan.number, item)
        return found.values()

    def _keys(self, item: Accounted, named: Mapping[str, int]) -> Iterable[tuple[RowKey, str]]:
        """The rows that an item stands in: of all who speak in it, else its own."""
        bench, plan, there = self._bench, item.plan, item.source
        if there is not None and there.source_id is not None:
            for case in bench.scope.voices_of(there.source_id):
                key = self._axis.of(there.source_id, case)
                yield key, self._group(case) if case is not None else self._alone(item)
        elif there is not None and there.collection_id is not None:
            row = self._collections[there.collection_id]
            key = RowKey(f"collection:{row.id}", f"{row.title} ({row.key})", (1, 0, row.key))
            yield key, self._alone(item)
        elif plan is not None:
            case = plan.case_id or named.get(plan.who.strip().casefold())
            if case is not None:
                name = bench.voices.people[case].name
                yield RowKey(f"case:{case}", name, (0, 0, name.casefold())), self._group(case)
            else:
                who = plan.who.strip()
                key = RowKey(f"planned:{who.casefold()}", who, (3, 0, who.casefold()))
                yield key, bench.speech("Not in the study yet")

    def _group(self, case: int) -> str:
        group = self._bench.voices.people[case].group
        return label(group, self._bench.speech) if group is not None else ""

    def _alone(self, item: Accounted) -> str:
        if item.source is not None and item.source.collection_id is not None:
            return self._bench.speech("Tables")
        return self._bench.speech("Sources without a case")

    def cell(self, row: _Row, technique: Technique, number: int | None) -> Cell:
        """What was planned and collected of one by a technique, the how-manieth time."""
        numbered = row.items.get(technique, {})
        items = (
            [item for n in sorted(numbered) for item in numbered[n]]
            if number is None
            else numbered.get(number, [])
        )
        if not items:
            return self._bench.missing(
                Missing.NOT_APPLICABLE, self._bench.speech("neither planned nor collected")
            )
        entries = tuple(self._entry(item) for item in items)
        if all(entry.missing for entry in entries):
            records = tuple(index for entry in entries for index in entry.records)
            return Cell(entries, missing=entries[0].missing, records=records)
        case = int(row.key.id.removeprefix("case:")) if row.key.id.startswith("case:") else None
        said = [
            saying
            for item in items
            if item.source is not None
            for saying in self._said.get((item.source.source_id, item.source.collection_id), ())
            if case is None or saying.case == case
        ]
        return self._bench.cell(said, quotes=0, entries=entries)

    def _entry(self, item: Accounted) -> Entry:
        plan, speech = item.plan, self._bench.speech
        records = tuple(self._records(item))
        if item.source is None and plan is not None and item.step is not Step.COLLECTED:
            return Entry(
                EntryKind.MISSING,
                self._planned_words(plan, item.step),
                missing=Missing.NOT_APPLICABLE
                if item.step is Step.NOT_APPLICABLE
                else Missing.NOT_ASKED,
                records=records,
            )
        parts = [speech(_step_words(item))]
        there = item.source
        if there is not None and item.step is Step.CODED and there.reading is not Reading.READ:
            parts.append(label(there.reading, speech).lower())
        if item.collected_on:
            parts.append(spoken(item.collected_on, speech))
        if there is not None:
            parts += self._size(item)
        if plan is None and any(each.plan is not None for each in self._items):
            parts.append(speech("not planned"))
        return Entry(EntryKind.SUMMARY, " · ".join(parts), records=records)

    def _size(self, item: Accounted) -> list[str]:
        """How long a source is, or how many texts of a table there are and are read."""
        speech, there = self._bench.speech, item.source
        if there is None:
            return []
        if there.source_id is None:
            words = speech.many("{n} text", "{n} texts", there.texts)
            return [words, speech("{n} of them read", n=speech.number(there.read))]
        parts = []
        if there.source_id in self._minutes:
            minutes = self._minutes[there.source_id]
            parts.append(speech.many("{n} minute", "{n} minutes", minutes))
        parts.append(speech.many("{n} character", "{n} characters", there.length))
        return [f"{there.key}: {', '.join(parts)}"]

    def _planned_words(self, plan: PlannedRow, step: Step) -> str:
        speech = self._bench.speech
        parts = [speech(_STEPS[step])]
        if step is Step.PLANNED:
            parts[0] = speech("planned, not collected")
            if plan.due_on:
                parts.append(speech("due {date}", date=spoken(plan.due_on, speech)))
        if plan.note:
            parts.append(plan.note)
        return " · ".join(parts)

    def _records(self, item: Accounted) -> Iterable[int]:
        plan, there = item.plan, item.source
        if plan is not None:
            text = f"{plan.who} · {label(plan.technique, self._bench.speech)} {plan.number}"
            words = self._bench.speech("planned: {what}", what=text)
            yield self._bench.record(Record(RecordKind.SOURCE, plan.uuid, "", words))
        if there is not None and there.source_id is not None:
            row = self._sources[there.source_id]
            yield self._bench.record(
                Record(RecordKind.SOURCE, row.uuid, row.key, row.title, source_id=row.id)
            )
        elif there is not None and there.collection_id is not None:
            table = self._collections[there.collection_id]
            yield self._bench.record(Record(RecordKind.SOURCE, table.uuid, table.key, table.title))

    def late(self) -> tuple[str, ...]:
        """A sentence on what was due before the display was made and is not there."""
        today = self._bench.question.made_at.astimezone().date().isoformat()
        late = [item.plan.who for item in self._items if item.plan and item.is_late(today)]
        if not late:
            return ()
        return (self._bench.speech("Planned, due and not collected: {who}.", who=", ".join(late)),)


def _step_words(item: Accounted) -> str:
    """How far it is; a document was never transcribed, it is there."""
    if item.step is Step.TRANSCRIBED and technique_of(item) not in _SPOKEN:
        return _STEPS[Step.COLLECTED]
    return _STEPS[item.step]


_SPOKEN: Final = frozenset({Technique.INTERVIEW, Technique.FOCUS_GROUP, Technique.OBSERVATION})
"""Techniques whose sources are written down by the researcher."""

_STEPS: Final = {
    Step.PLANNED: mark("planned"),
    Step.DECLINED: mark("declined"),
    Step.NOT_APPLICABLE: mark("no longer applicable"),
    Step.COLLECTED: mark("collected"),
    Step.TRANSCRIBED: mark("transcribed"),
    Step.READ: mark("read"),
    Step.CODED: mark("coded"),
}

KIND = DisplayKind(
    id="data-accounting",
    name=mark("Data accounting log"),
    family=Family.EXPLORING,
    answers=mark("What was planned, collected, transcribed, read and coded, of whom and by what?"),
    rule=mark(
        "A mark for every planned and every collected item: how far it is, when it was collected, "
        "how long it is. What was planned and is not there says so; what is neither planned nor "
        "collected is marked as not applicable."
    ),
    empty=mark("Plan data, or import a source first."),
    make=make,
    older_name=mark("Data accounting sheet"),
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
)
