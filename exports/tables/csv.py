"""The display in long form: a record a line, for spreadsheets, R and pandas.

The first column says what a line is: `title`, `subtitle`, `fact`, `legend`, `warning` and `note`
document the display; a `cell` line stands for each cell, followed by its `entry` lines and its
`evidence` lines, which repeat the cell's place and figures so that filtering needs no joins. Then
come its `ground` lines (a record it rests on), and its `change` lines (what changed under it); at
the end a `conclusion` line for each cell that a conclusion stands on.
Column names and values such as `proposed` are the same in every language.

A field that a spreadsheet could take for a formula gets an apostrophe in front, as does a field
that has one already. To get the very words back, take one leading apostrophe off where there is
one (`unguarded`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from exports.tracing import RecordTrace, Trace, TracedCell, TracedMatrix, traced
from exports.wording import evidence_fact
from qda.displays.values import (
    Cell,
    DrawnConclusion,
    Entry,
    Evidence,
    Fact,
    Heading,
    Matrix,
)
from qda.i18n import Speech, mark

_GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_NOTE: Final = mark(
    "A field that starts with an apostrophe has had one put in front so that no spreadsheet takes "
    "it for a formula; take the first apostrophe off to get the very words."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the long form; every field is text, empty where it does not apply."""

    record: str
    label: str = ""
    text: str = ""
    row_id: str = ""
    row: str = ""
    row_note: str = ""
    row_group: str = ""
    row_size: str = ""
    column_id: str = ""
    column: str = ""
    column_note: str = ""
    column_group: str = ""
    column_size: str = ""
    informants: str = ""
    segments: str = ""
    proposed: str = ""
    positive: str = ""
    negative: str = ""
    symbol: str = ""
    missing: str = ""
    kind: str = ""
    state: str = ""
    number: str = ""
    key: str = ""
    source_id: str = ""
    source: str = ""
    page: str = ""
    start: str = ""
    end: str = ""
    case: str = ""
    technique: str = ""
    code: str = ""
    code_name: str = ""
    coder: str = ""
    rule: str = ""
    polarity: str = ""
    strength: str = ""
    made_at: str = ""
    coding: str = ""
    author: str = ""
    value: str = ""
    generated: str = ""
    id: str = ""
    stands: str = ""


COLUMNS: Final = tuple(field.name for field in fields(Line))


@dataclass(frozen=True, slots=True)
class CsvMatrix:
    """Writes a display in long form as UTF-8 with a byte order mark, comma-separated."""

    name: str = mark("long form (CSV)")
    extension: str = ".csv"

    def write(self, matrix: Matrix, path: Path, speech: Speech) -> None:
        """Write the documentation of the display, then cell by cell."""
        write_lines(matrix_lines(traced(matrix), speech), path)


def write_lines(lines: Iterable[Line], path: Path) -> None:
    """Write lines of the long form under their column names, guarded against formulas."""
    # Half a surrogate pair has no UTF-8; its escape is visible, and stops nobody's reader.
    with path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for line in lines:
            writer.writerow([guarded(getattr(line, name)) for name in COLUMNS])


def guarded(text: str) -> str:
    """The text so that no spreadsheet calculates it; `unguarded` gives it back."""
    return f"'{text}" if text.startswith(_GUARDED) else text


def unguarded(text: str) -> str:
    """The very words behind a guarded field."""
    return text.removeprefix("'")


def about_lines(title: str, facts: Iterable[Fact], speech: Speech) -> Iterator[Line]:
    """The lines that say what the file shows and how to read it."""
    yield Line("title", text=title)
    for fact in facts:
        yield Line("fact", label=fact.label, text=fact.text)
    yield Line("note", text=speech(_NOTE))


def evidence_line(evidence: Evidence, number: int, place: Line) -> Line:
    """A line for one piece of evidence, at the row and column of `place`."""
    told = {name: getattr(place, name) for name in COLUMNS}
    span = evidence.span
    told |= {
        "record": "evidence",
        "label": "",
        "text": evidence.quote,
        "kind": "quote",
        "state": evidence.state.value,
        "number": str(number),
        "key": evidence.key,
        "source_id": str(evidence.source_id),
        "source": evidence.source_title,
        "page": "" if evidence.page is None else str(evidence.page),
        "start": str(span.start),
        "end": str(span.end),
        "polarity": "" if evidence.polarity is None else evidence.polarity.value,
        "strength": "" if evidence.strength is None else str(evidence.strength),
    }
    same = ("case", "technique", "code", "code_name", "coder", "rule", "made_at", "coding")
    return Line(**(told | {name: getattr(evidence, name) for name in same}))


def matrix_lines(numbered: TracedMatrix, speech: Speech) -> Iterator[Line]:
    """All lines of a display."""
    matrix = numbered.matrix
    facts = (*matrix.facts, evidence_fact(matrix.evidence, speech))
    about = about_lines(matrix.title, facts, speech)
    yield next(about)
    yield Line("subtitle", text=matrix.subtitle)
    yield from about
    yield from (Line("legend", label=fact.label, text=fact.text) for fact in matrix.legend)
    yield from (Line("warning", text=warning) for warning in matrix.warnings)
    for row in numbered.cells:
        for cell in row:
            yield from _cell_lines(cell, matrix)
    yield from _evidence_lines(numbered.rest, Line("evidence"))
    yield from (_ground_line(trace, Line("ground")) for trace in numbered.spare)
    for nth, conclusion in enumerate(matrix.conclusions, start=1):
        yield from _conclusion_lines(conclusion, nth, matrix)


def _cell_lines(place: TracedCell, matrix: Matrix) -> Iterator[Line]:
    row, column = matrix.rows[place.row], matrix.columns[place.column]
    yield _cell_line(place.cell, row, column)
    for entry in place.cell.entries:
        yield _entry_line(entry, _cell_line(place.cell, row, column), place, matrix)
    yield from _evidence_lines(place.traces, _cell_line(place.cell, row, column))
    for trace in place.records:
        yield _ground_line(trace, _cell_line(place.cell, row, column))
    for change in place.cell.changes:
        yield replace(_cell_line(place.cell, row, column), record="change", text=change)


def _cell_line(cell: Cell, row: Heading, column: Heading) -> Line:
    return Line(
        "cell",
        row_id=row.id,
        row=row.label,
        row_note=row.note,
        row_group=row.group,
        row_size="" if row.size is None else str(row.size),
        column_id=column.id,
        column=column.label,
        column_note=column.note,
        column_group=column.group,
        column_size="" if column.size is None else str(column.size),
        informants=str(cell.informants),
        segments=str(cell.segments),
        proposed=str(cell.proposed),
        positive=str(cell.positive),
        negative=str(cell.negative),
        symbol=cell.symbol,
        missing="" if cell.missing is None else cell.missing.value,
        state=cell.state.value,
    )


def _entry_line(entry: Entry, place: Line, cell: TracedCell, matrix: Matrix) -> Line:
    marks = {trace.index: trace.mark for trace in cell.records}
    keys = dict.fromkeys(matrix.evidence[index].key for index in entry.evidence)
    grounds = dict.fromkeys(marks[index] for index in entry.records)
    return replace(
        place,
        record="entry",
        text=entry.text,
        kind=entry.kind.value,
        state=entry.state.value,
        key="; ".join((*keys, *grounds)),
        missing=place.missing if entry.missing is None else entry.missing.value,
        rule=entry.rule,
        author=entry.author,
        made_at=entry.made_at,
        generated=entry.generated,
        value="" if entry.value is None else repr(entry.value),
        id=entry.id,
    )


def _ground_line(trace: RecordTrace, place: Line) -> Line:
    record = trace.record
    return replace(
        place,
        record="ground",
        label=trace.mark,
        text=record.text,
        kind=record.kind.value,
        state="",
        number=str(trace.number),
        key=record.key,
        source_id="" if record.source_id is None else str(record.source_id),
        start="" if record.span is None else str(record.span.start),
        end="" if record.span is None else str(record.span.end),
        author=record.author,
        made_at=record.made_at,
        id=record.id,
    )


def _conclusion_lines(conclusion: DrawnConclusion, nth: int, matrix: Matrix) -> Iterator[Line]:
    rows = {heading.id: heading.label for heading in matrix.rows}
    columns = {heading.id: heading.label for heading in matrix.columns}
    plain = Line(
        "conclusion",
        text=conclusion.text,
        number=str(nth),
        author=conclusion.author,
        made_at=conclusion.made_at,
        value="" if conclusion.confidence is None else str(conclusion.confidence),
        id=conclusion.id,
    )
    if not conclusion.cells:
        yield plain
    for cell in conclusion.cells:
        yield replace(
            plain,
            row_id=cell.row,
            row=rows.get(cell.row, ""),
            column_id=cell.column,
            column=columns.get(cell.column, ""),
            stands="against" if cell.contradicts else "for",
        )


def _evidence_lines(traces: Iterable[Trace], place: Line) -> Iterator[Line]:
    return (evidence_line(trace.evidence, trace.number, place) for trace in traces)
