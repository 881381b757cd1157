"""What a display tells beside its evidence: records, how entries came about, changes, conclusions.

It stands in the appendix of every export, so that the cells stay short.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from exports.tracing import TracedMatrix
from exports.wording import moment_words, place_words
from models.vocabulary import CodingState
from qda.displays.values import Cell, DrawnConclusion, Entry, Fact, Matrix, Record, RecordKind
from qda.i18n import Speech, mark

_KINDS: Final[Mapping[RecordKind, str]] = {
    RecordKind.MEMO: mark("Memo"),
    RecordKind.ATTRIBUTE: mark("Attribute"),
    RecordKind.ANSWER: mark("Answer"),
    RecordKind.CLAIM: mark("Claim"),
    RecordKind.EVENT: mark("Event"),
    RecordKind.RATING: mark("Rating"),
    RecordKind.RELATION: mark("Relation"),
    RecordKind.FINDING: mark("Finding"),
    RecordKind.SOURCE: mark("Source"),
    RecordKind.CASE: mark("Case"),
    RecordKind.THEORY: mark("Theory"),
    RecordKind.LABEL: mark("Label"),
}
_CONFIDENCE: Final = {1: mark("low"), 2: mark("medium"), 3: mark("high")}
_SHORTEST: Final = 60


@dataclass(frozen=True, slots=True)
class EntryNote:
    """How an entry of a cell came about; `nth` is its place in the cell, from 1."""

    row: int
    column: int
    nth: int
    entry: Entry
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class CellChanges:
    """What changed in the study under a cell."""

    row: int
    column: int
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A cell that a conclusion stands on; without `row` and `column` where it is gone."""

    words: str
    contradicts: bool
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class ConclusionTold:
    """A conclusion with its particulars and its cells."""

    number: int
    text: str
    facts: tuple[Fact, ...]
    places: tuple[PlaceTold, ...]


def record_word(kind: RecordKind, speech: Speech) -> str:
    """What a record is."""
    return speech(_KINDS[kind])


def printed_record(record: Record, speech: Speech) -> tuple[Fact, ...]:
    """What a reader on paper is told of a record; identifiers are left to the tables."""
    told = (
        Fact(speech("Kind"), record_word(record.kind, speech)),
        Fact(speech("Key"), record.key),
        Fact(speech("Written by"), record.author),
        Fact(speech("Written at"), moment_words(record.made_at, speech)),
    )
    return tuple(fact for fact in told if fact.text)


def entry_particulars(entry: Entry, speech: Speech) -> tuple[Fact, ...]:
    """How an entry came about; nothing where all there is to tell stands in the cell."""
    if not (entry.rule or entry.author or entry.made_at or entry.generated):
        return ()
    value = "" if entry.value is None else speech.number(entry.value, _digits(entry.value))
    told = (
        Fact(speech("Value"), value),
        Fact(speech("Rule"), entry.rule),
        Fact(speech("Written by"), entry.author),
        Fact(speech("Written at"), moment_words(entry.made_at, speech)),
        Fact(speech("The program had said"), entry.generated),
    )
    return tuple(fact for fact in told if fact.text)


def _digits(value: float) -> int:
    return 0 if value == int(value) else 2


def entry_notes(numbered: TracedMatrix, speech: Speech) -> tuple[EntryNote, ...]:
    """The entries of which more is to be told than the cell shows, in the order of the cells."""
    return tuple(
        EntryNote(place.row, place.column, nth, entry, facts)
        for place in numbered.places()
        for nth, entry in enumerate(place.cell.entries, start=1)
        if (facts := entry_particulars(entry, speech))
    )


def stale_cells(numbered: TracedMatrix) -> tuple[CellChanges, ...]:
    """The cells under which the study changed."""
    return tuple(
        CellChanges(place.row, place.column, place.cell.changes)
        for place in numbered.places()
        if place.cell.is_stale
    )


def conclusions_told(matrix: Matrix, speech: Speech) -> tuple[ConclusionTold, ...]:
    """The conclusions in their order, with the cells they stand on in words."""
    rows = {heading.id: nth for nth, heading in enumerate(matrix.rows)}
    columns = {heading.id: nth for nth, heading in enumerate(matrix.columns)}
    return tuple(
        ConclusionTold(
            number,
            each.text,
            _conclusion_facts(each, speech),
            _places(each, matrix, (rows, columns), speech),
        )
        for number, each in enumerate(matrix.conclusions, start=1)
    )


def _conclusion_facts(conclusion: DrawnConclusion, speech: Speech) -> tuple[Fact, ...]:
    level = conclusion.confidence
    confidence = "" if level is None else speech(_CONFIDENCE.get(level, str(level)))
    told = (
        Fact(speech("Confidence"), confidence),
        Fact(speech("Written by"), conclusion.author),
        Fact(speech("Written at"), conclusion.made_at),
    )
    return tuple(fact for fact in told if fact.text)


def _places(
    conclusion: DrawnConclusion,
    matrix: Matrix,
    known: tuple[Mapping[str, int], Mapping[str, int]],
    speech: Speech,
) -> tuple[PlaceTold, ...]:
    rows, columns = known
    told: list[PlaceTold] = []
    for cell in conclusion.cells:
        row, column = rows.get(cell.row), columns.get(cell.column)
        if row is None or column is None:
            gone = speech("a cell that this display no longer has")
            told.append(PlaceTold(gone, cell.contradicts))
        else:
            words = " ".join(place_words(matrix, row, column, speech).split())
            told.append(PlaceTold(words, cell.contradicts, row, column))
    return tuple(told)


def place_role(place: PlaceTold, speech: Speech) -> str:
    """Whether a cell carries its conclusion or speaks against it."""
    return speech("speaks against it") if place.contradicts else speech("stands on it")


def shortened(text: str, most: int = _SHORTEST) -> str:
    """The text on one line, ended where it is long: to name an entry, never to quote it."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def has_proposed(cell: Cell) -> bool:
    """Whether a cell holds what no researcher has confirmed."""
    return cell.state is CodingState.PROPOSED or any(
        entry.state is CodingState.PROPOSED for entry in cell.entries
    )
