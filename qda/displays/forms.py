"""What the summary forms of contacts and documents share: their sources, issues and open ends.

After Miles and Huberman (1994, ch. 4) and Miles, Huberman and Saldaña (2014, ch. 6): one page a
contact or document, filled from what is coded and noted, and left to the researcher to condense.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select

from models.recording import table_of
from models.source import Source, Turn
from models.vocabulary import DataClass, EntryKind, Reading, Technique
from qda.displays.filling import filled
from qda.displays.noted import Notes
from qda.displays.on_record import unfilled
from qda.displays.values import Cell, Entry, Heading, Record, RecordKind
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.labels import attribute_label
from qda.retrieval.rows import AttributeValue
from qda.retrieval.sources import attributes

CONTACTS: Final = frozenset({Technique.INTERVIEW, Technique.FOCUS_GROUP, Technique.OBSERVATION})
"""Techniques by which a researcher meets people; all others collect documents."""

MOST_ISSUES: Final = 5
"""How many main issues a form names."""

MOST_SALIENT: Final = 5
"""How many important passages a form quotes."""

MINUTE_MS: Final = 60_000

ISSUES_RULE: Final = mark("The five codes with the most segments; equal ones in tree order.")


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a source that stands alone, beside its words."""

    id: int
    uuid: str
    key: str
    title: str
    technique: Technique
    data_class: DataClass
    collected_on: str
    place: str
    note: str
    format: str
    length: int
    reading: Reading
    attributes: Mapping[str, AttributeValue]


def source_facts(connection: Connection) -> dict[int, SourceFacts]:
    """The facts of every source that stands alone, by its id."""
    table = table_of(Source)
    query = select(
        table.c.id, table.c.uuid, table.c.key, table.c.title, table.c.technique,
        table.c.data_class, table.c.collected_on, table.c.place, table.c.note, table.c.format,
        table.c.length, table.c.reading, table.c.attributes,
    ).where(table.c.collection_id.is_(None)).order_by(table.c.key)  # fmt: skip
    return {row.id: SourceFacts(*tuple(row)) for row in connection.execute(query)}


def recorded_minutes(connection: Connection) -> dict[int, int]:
    """How long the recordings last, in minutes, by the source's id; only where turns are timed."""
    table = table_of(Turn)
    last = func.max(func.coalesce(table.c.ended_ms, table.c.started_ms))
    query = select(table.c.source_id, last).group_by(table.c.source_id)
    found = connection.execute(query.having(last.is_not(None)))
    return {row[0]: max(1, round(row[1] / MINUTE_MS)) for row in found}


class Form:
    """Makes the fields that the forms of contacts and documents share."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.notes = Notes(bench)
        self.marks = bench.marks(bench.columns)
        self._labels = {
            each.name: attribute_label(each.name, each.label, bench.speech)
            for each in attributes(bench.connection)
        }
        self._order = {code: nth for nth, code in enumerate(bench.codes)}
        self._bearing: dict[int, list[int]] = defaultdict(list)
        for nth, column in enumerate(bench.columns):
            for code in column.codes:
                self._bearing[code.id].append(nth)

    @property
    def dimensions(self) -> tuple[Heading, ...]:
        """The headings of what is said on each dimension."""
        language = self.bench.question.language
        return tuple(column.heading(language) for column in self.bench.columns)

    def shown(self, sayings: Iterable[Saying]) -> list[Saying]:
        """Those of some sayings that stand in a field: of a dimension, or marked as important."""
        return [
            each for each in sayings if each.place.important or each.place.code_id in self._bearing
        ]

    def by_dimension(self, sayings: Iterable[Saying]) -> list[list[Saying]]:
        """Sayings by the columns that bear them."""
        found: list[list[Saying]] = [[] for _ in self.bench.columns]
        for saying in sayings:
            for nth in self._bearing.get(saying.place.code_id, ()):
                found[nth].append(saying)
        return found

    def on_dimensions(
        self, members: Iterable[tuple[int, int | None]], sayings: Iterable[Saying]
    ) -> list[Cell]:
        """What is said on each dimension: what researchers wrote on the words, then the words."""
        texts = self.bench.texts_of(dict.fromkeys(members))
        cells = []
        for nth, found in enumerate(self.by_dimension(sayings)):
            if found:
                cells.append(self.bench.cell(found, entries=self.notes.paraphrases(found)))
            else:
                cells.append(self.bench.missing(self.marks.of(texts, nth)))
        return cells

    def issues(self, sayings: Sequence[Saying], texts: Iterable[int]) -> Cell:
        """The codes with the most segments."""
        if not sayings:
            return unfilled(self.bench, mark("Nothing is coded here."), texts=texts)
        segments: dict[int, set[int]] = defaultdict(set)
        for saying in sayings:
            segments[saying.place.code_id].add(saying.place.segment_id)
        most = sorted(segments, key=lambda code: (-len(segments[code]), self._order[code]))
        speech, language = self.bench.speech, self.bench.question.language
        entries = [
            Entry(
                EntryKind.COUNT,
                f"{self.bench.codes[code].name(language)}: "
                + speech.many("{n} segment", "{n} segments", len(segments[code])),
                rule=speech(ISSUES_RULE),
                value=float(len(segments[code])),
            )
            for code in most[:MOST_ISSUES]
        ]
        shown = [each for each in sayings if each.place.code_id in most[:MOST_ISSUES]]
        return filled(self.bench, shown, entries)

    def salient(self, sayings: Sequence[Saying], texts: Iterable[int]) -> Cell:
        """The passages that a researcher marked as important."""
        found = [each for each in sayings if each.place.important]
        if not found:
            return unfilled(self.bench, mark("No passage is marked as important."), texts=texts)
        return self.bench.cell(found, quotes=MOST_SALIENT)

    def written(self, entries: Sequence[Entry], sentence: str, texts: Iterable[int]) -> Cell:
        """A field of what researchers wrote; `sentence` says that nobody did."""
        if not entries:
            return unfilled(self.bench, sentence, texts=texts)
        return filled(self.bench, (), entries)

    def described(self, facts: SourceFacts) -> list[str]:
        """The attributes of a source in words: `Year: 2022`."""
        return [
            f"{self._labels.get(name, name)}: {self._value(value)}"
            for name, value in facts.attributes.items()
            if value is not None and value != ""
        ]

    def _value(self, value: AttributeValue) -> str:
        speech = self.bench.speech
        if isinstance(value, bool):
            return speech("Yes") if value else speech("No")
        if isinstance(value, float) and not value.is_integer():
            return speech.number(value, 2)
        return str(int(value) if isinstance(value, float) else value)

    def source(self, facts: SourceFacts) -> int:
        """The record of a source."""
        return self.bench.record(
            Record(RecordKind.SOURCE, facts.uuid, facts.key, facts.title, source_id=facts.id)
        )

    def fact(self, facts: SourceFacts, *words: str) -> Cell:
        """A field that only names what is known of the source."""
        record = self.source(facts)
        entries = [Entry(EntryKind.SUMMARY, line, records=(record,)) for line in words if line]
        return filled(self.bench, (), entries)
