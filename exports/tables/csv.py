"""The display in long form: a record a line, for spreadsheets, R and pandas.

The first column says what a line is: `title`, `subtitle`, `fact`, `legend`, `warning` and `note`
document the display; a `cell` line stands for each cell, followed by its `entry` lines and its
`evidence` lines, which repeat the cell's place and figures so that filtering needs no joins.
Column names and values such as `proposed` are the same in every language.

A field that a spreadsheet could take for a formula gets an apostrophe in front, as does a field
that has one already. To get the very words back, take one leading apostrophe off where there is
one (`unguarded`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from exports.tracing import Trace, TracedCell, TracedMatrix, traced
from exports.wording import evidence_fact
from qda.displays.values import Cell, Entry, Evidence, Fact, Heading, Matrix
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


def _cell_lines(place: TracedCell, matrix: Matrix) -> Iterator[Line]:
    row, column = matrix.rows[place.row], matrix.columns[place.column]
    yield _cell_line(place.cell, row, column)
    for entry in place.cell.entries:
        yield _entry_line(entry, _cell_line(place.cell, row, column), matrix)
    yield from _evidence_lines(place.traces, _cell_line(place.cell, row, column))


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


def _entry_line(entry: Entry, place: Line, matrix: Matrix) -> Line:
    told = {name: getattr(place, name) for name in COLUMNS}
    told |= {
        "record": "entry",
        "text": entry.text,
        "kind": entry.kind.value,
        "state": entry.state.value,
        "key": "; ".join(dict.fromkeys(matrix.evidence[i].key for i in entry.evidence)),
        "missing": place.missing if entry.missing is None else entry.missing.value,
    }
    return Line(**told)


def _evidence_lines(traces: Iterable[Trace], place: Line) -> Iterator[Line]:
    return (evidence_line(trace.evidence, trace.number, place) for trace in traces)
