"""The display as a document: title block, matrix, legend, and the evidence behind each cell.

A wide matrix is set in panels of columns that each repeat the row labels; a long cell flows over
as many pages as it needs. Trace keys lead to the evidence, the evidence back to its cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from exports.documents.embedding import WRITING
from exports.documents.pages import (
    A3,
    A4,
    Box,
    Flow,
    Geometry,
    Row,
    Running,
    box_width,
    save,
)
from exports.documents.typesetting import Line, Stretch, Type, Typesetter
from exports.tables.cell_text import columns_of
from exports.tracing import Trace, TracedCell, TracedMatrix, traced
from exports.wording import (
    Band,
    EntryWords,
    bands,
    cell_entries,
    count_line,
    evidence_fact,
    heading_words,
    particulars,
    place_words,
    state_word,
)
from models.vocabulary import CodingState
from qda.displays.values import Fact, Heading, Matrix
from qda.i18n import Speech, mark

TITLE: Final = Type(16, "bold")
SUBTITLE: Final = Type(10.5, colour="#4a545e")
SECTION: Final = Type(12, "bold")
LABEL: Final = Type(8.5, "bold")
BODY: Final = Type(8.5)
SMALL: Final = Type(7, colour="#4a545e")
HEAD: Final = Type(8.5, "bold")
LINKED: Final = Type(8.5, colour="#0b5c8a")
FIGURES: Final = Type(8.5, "bold", colour="#0b5c8a")
DRAFT: Final = Type(8.5, "italic")
_HEAD_FILL, _BAND_FILL, _DRAFT_FILL = "#eef2f5", "#dfe7ec", "#fff8e5"
_LABEL_WIDTH: Final = 104.0
_NARROWEST, _WIDEST = 58.0, 118.0
_HEAD_LINES: Final = 9
_RUNNING: Final = 300
_POINTS_PER_COLUMN: Final = 4.6


@dataclass(frozen=True, slots=True)
class PdfMatrix:
    """Writes a display as a PDF on landscape A4, or A3 where it has many columns."""

    name: str = mark("document (PDF)")
    extension: str = ".pdf"

    def write(self, matrix: Matrix, path: Path, speech: Speech) -> None:
        """Lay the display out and write the document."""
        with WRITING:
            _Composition(traced(matrix), speech).save(path)


@dataclass(slots=True)
class Composer:
    """What every document is made with: its typesetter, its pages, its language."""

    flow: Flow
    speech: Speech
    setter: Typesetter = field(default_factory=Typesetter)

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.flow.geometry.inner_width

    def set(self, text: str, kind: Type, *, indent: float = 0.0) -> None:
        """Set a text on the whole width."""
        lines = self.setter.lines([Stretch(text, kind)], self.width - indent)
        self.flow.lines(lines, indent=indent)

    def section(self, title: str, anchor: str) -> None:
        """Begin a section that stands in the outline."""
        self.flow.skip(12)
        self.flow.need(150)
        self.flow.anchor(anchor, title=title)
        self.set(title, SECTION)
        self.flow.skip(4)

    def front(self, title: str, subtitle: str, facts: Sequence[Fact]) -> None:
        """The title block."""
        self.flow.anchor("top", title=title)
        self.set(title, TITLE)
        if subtitle:
            self.set(subtitle, SUBTITLE)
        self.flow.skip(6)
        self.facts(facts)

    def facts(self, facts: Sequence[Fact]) -> None:
        """Labels with their texts beside them."""
        for fact in facts:
            stretches = [Stretch(f"{fact.label}: ", LABEL), Stretch(fact.text, BODY)]
            self.flow.lines(self.setter.lines(stretches, self.width))

    def warnings(self, warnings: Sequence[str]) -> None:
        """What the reader must know before trusting the table."""
        if warnings:
            self.flow.skip(6)
            stretches = [
                Stretch(self.speech("Warnings"), LABEL),
                *(Stretch(f"\n– {warning}", BODY) for warning in warnings),
            ]
            lines = self.setter.lines(stretches, self.width - 8)
            self.flow.table([self.width], [Row((Box(lines, fill=_DRAFT_FILL),))])

    def evidence_row(self, trace: Trace, *, back: str) -> Row:
        """Key and particulars beside the quote; the key leads `back`."""
        evidence = trace.evidence
        proposed = evidence.state is CodingState.PROPOSED
        state = f" [{state_word(evidence.state, self.speech)}]" if proposed else ""
        told = [Stretch(evidence.key, FIGURES, back), Stretch(f"{state}\n", LABEL)]
        known = particulars(evidence, self.speech)
        told.append(Stretch(" · ".join(f"{fact.label}: {fact.text}" for fact in known), SMALL))
        left, right = self.evidence_widths
        return Row(
            (
                Box(
                    self.setter.lines(told, left - 8),
                    again=self.setter.lines(
                        [Stretch(f"{evidence.key} {self.speech('(continued)')}", LABEL)], left - 8
                    ),
                    anchor=f"e{trace.number}",
                ),
                Box(self.setter.lines([Stretch(evidence.quote, BODY)], right - 8)),
            )
        )

    @property
    def evidence_widths(self) -> tuple[float, float]:
        """The columns of the evidence: particulars, and the words."""
        return (self.width * 0.42, self.width * 0.58)

    def save(self, path: Path, *, title: str, subject: str) -> None:
        """Tell what no face had, and write the document."""
        unknown = self.setter.unknown
        if unknown:
            self.flow.skip(10)
            told = self.speech.many(
                "{n} character that no shipped typeface has stands as its number in a frame: "
                "{which}.",
                "{n} characters that no shipped typeface has stand as their numbers in frames: "
                "{which}.",
                unknown.total(),
                which=", ".join(sorted(unknown)[:40]),
            )
            self.set(told, SMALL)
        running = Running(
            head=self._running_head(title),
            foot=self.speech("Page {page} of {pages}", page="\x01", pages="\x02"),
            title=title,
            subject=subject,
            language=self.speech.language,
        )
        save(self.flow, running, path)

    def _running_head(self, title: str) -> Line:
        plain = " ".join(title.split())
        for length in (len(plain), *range(min(len(plain), _RUNNING), 0, -8)):
            text = plain if length == len(plain) else f"{plain[:length]}…"
            if len(text) <= _RUNNING:
                first, *others = Typesetter().lines([Stretch(text, SMALL)], self.width)
                if not others:
                    return first
        return Typesetter().lines([Stretch("", SMALL)], self.width)[0]


class _Composition:
    """One display while it becomes a document."""

    def __init__(self, numbered: TracedMatrix, speech: Speech) -> None:
        self._numbered = numbered
        self._matrix = numbered.matrix
        self._speech = speech
        self._natural = _natural_widths(numbered, speech)
        fits = sum(self._natural) + _LABEL_WIDTH <= A4.inner_width
        self._composer = Composer(Flow(A4 if fits else A3), speech)
        self._long: list[Heading] = []

    def save(self, path: Path) -> None:
        matrix, composer, speech = self._matrix, self._composer, self._speech
        facts = (*matrix.facts, evidence_fact(matrix.evidence, speech))
        composer.front(matrix.title, matrix.subtitle, facts)
        composer.warnings(matrix.warnings)
        composer.flow.skip(10)
        for nth, panel in enumerate(_panels(self._natural, composer.flow.geometry)):
            self._panel(panel, nth)
        self._headings_in_full()
        if matrix.legend:
            composer.section(speech("Legend"), "legend")
            composer.facts(matrix.legend)
        self._evidence()
        composer.save(path, title=matrix.title, subject=matrix.subtitle)

    def _panel(self, panel: range, nth: int) -> None:
        composer, matrix = self._composer, self._matrix
        if nth:
            composer.flow.skip(14)
            composer.flow.need(120)
        first, last = panel.start + 1, panel.stop
        title = self._speech("Table: columns {first} to {last}", first=first, last=last)
        composer.flow.anchor(f"panel{nth}", title=title, depth=1)
        widths = _stretched([self._natural[c] for c in panel], composer.width)
        rows: list[Row] = []
        band_of = {band.start: band.label for band in bands(matrix.rows) if band.label}
        for row in range(len(matrix.rows)):
            if row in band_of:
                rows.append(self._row_band(band_of[row], widths))
            rows.append(self._row(row, panel, widths))
        composer.flow.table(widths, rows, head=self._head(panel, widths))

    def _head(self, panel: range, widths: list[float]) -> list[Row]:
        matrix = self._matrix
        rows: list[Row] = []
        groups = bands(matrix.columns[panel.start : panel.stop])
        if groups:
            boxes = [Box((), fill=_BAND_FILL)]
            for group in groups:
                width = box_width(widths[group.start + 1 : group.stop + 1])
                boxes.append(self._band_box(group, width))
            rows.append(Row(tuple(boxes)))
        corner = Heading("", matrix.corner)
        heads = [corner, *(matrix.columns[c] for c in panel)]
        rows.append(
            Row(
                tuple(
                    Box(self._heading(head, width), fill=_HEAD_FILL)
                    for head, width in zip(heads, widths, strict=True)
                )
            )
        )
        return rows

    def _band_box(self, group: Band, width: float) -> Box:
        lines = self._shortened(Heading("", group.label), [Stretch(group.label, HEAD)], width)
        return Box(lines, fill=_BAND_FILL, span=group.stop - group.start)

    def _heading(self, heading: Heading, width: float) -> tuple[Line, ...]:
        rest = heading_words(heading, self._speech).removeprefix(heading.label)
        stretches = [Stretch(heading.label, HEAD), Stretch(rest, SMALL)]
        return self._shortened(heading, stretches, width - 8)

    def _shortened(
        self, heading: Heading, stretches: list[Stretch], width: float
    ) -> tuple[Line, ...]:
        # A heading is repeated on every page: a very long one stands in full once, below.
        lines = self._composer.setter.lines(stretches, width)
        if len(lines) <= _HEAD_LINES:
            return lines
        if heading not in self._long:
            self._long.append(heading)
        more = self._composer.setter.lines([Stretch("…", HEAD)], width)
        return (*lines[: _HEAD_LINES - 1], *more)

    def _headings_in_full(self) -> None:
        if self._long:
            self._composer.section(self._speech("Headings in full"), "headings")
            for heading in self._long:
                self._composer.set(heading_words(heading, self._speech), BODY)
                self._composer.flow.skip(4)

    def _row_band(self, label: str, widths: list[float]) -> Row:
        lines = self._composer.setter.lines([Stretch(label, HEAD)], box_width(widths))
        return Row((Box(lines, fill=_BAND_FILL, span=len(widths)),), stays=True)

    def _row(self, row: int, panel: range, widths: list[float]) -> Row:
        setter = self._composer.setter
        heading = self._matrix.rows[row]
        rest = heading_words(heading, self._speech).removeprefix(heading.label)
        stretches = [Stretch(heading.label, HEAD), Stretch(rest, SMALL)]
        short = " ".join(heading.label.split())[:40]
        again = f"{short} {self._speech('(continued)')}"
        label = Box(
            setter.lines(stretches, widths[0] - 8),
            fill=_HEAD_FILL,
            again=setter.lines([Stretch(again, SMALL)], widths[0] - 8),
        )
        cells = (
            self._cell(self._numbered.cells[row][c], width)
            for c, width in zip(panel, widths[1:], strict=True)
        )
        return Row((label, *cells))

    def _cell(self, place: TracedCell, width: float) -> Box:
        proposed = place.cell.state is CodingState.PROPOSED
        stretches: list[Stretch] = []
        link = f"b{place.row}-{place.column}" if place.traces else ""
        counts = count_line(place.cell, self._speech)
        if counts:
            stretches.append(Stretch(counts, FIGURES if link else LABEL, link))
        kind = DRAFT if proposed else BODY
        for entry in cell_entries(place.cell, self._matrix, self._speech):
            stretches += _entry(entry, place, kind, starts=not stretches)
        lines = self._composer.setter.lines(stretches, width - 8)
        fill = _DRAFT_FILL if proposed else ""
        return Box(lines, fill=fill, anchor=f"c{place.row}-{place.column}")

    def _evidence(self) -> None:
        composer, matrix, speech = self._composer, self._matrix, self._speech
        composer.section(speech("Evidence"), "evidence")
        for row, cells in enumerate(self._numbered.cells):
            is_first = True
            for place in cells:
                if place.traces:
                    title = " ".join(matrix.rows[row].label.split()) if is_first else ""
                    self._cell_evidence(place, title)
                    is_first = False
        if self._numbered.rest:
            composer.flow.need(80)
            composer.set(speech("behind no cell"), LABEL)
            rows = [composer.evidence_row(trace, back="") for trace in self._numbered.rest]
            composer.flow.table(composer.evidence_widths, rows)

    def _cell_evidence(self, place: TracedCell, title: str) -> None:
        composer, speech = self._composer, self._speech
        back = f"c{place.row}-{place.column}"
        composer.flow.skip(8)
        composer.flow.need(80)
        composer.flow.anchor(f"b{place.row}-{place.column}", title=title, depth=1)
        words = place_words(self._matrix, place.row, place.column, speech)
        lines = composer.setter.lines(
            [
                Stretch(f"{words} · ", LABEL),
                Stretch(count_line(place.cell, speech), BODY),
                Stretch(" · ", BODY),
                Stretch(speech("back to the cell"), LINKED, back),
            ],
            composer.width,
        )
        composer.flow.lines(lines)
        composer.flow.skip(2)
        rows = [composer.evidence_row(trace, back=back) for trace in place.traces]
        composer.flow.table(composer.evidence_widths, rows)


def _entry(entry: EntryWords, place: TracedCell, kind: Type, *, starts: bool) -> list[Stretch]:
    told = [Stretch(f"{'' if starts else chr(10)}{entry.before}", kind), Stretch(entry.text, kind)]
    told.append(Stretch(entry.closing, kind))
    for nth, at in enumerate(entry.keys):
        told.append(Stretch("; " if nth else " (", kind))
        told.append(Stretch(at.key, LINKED, f"e{place.number_of(at.index)}"))
    if entry.keys:
        told.append(Stretch(")", kind))
    return told


def _natural_widths(numbered: TracedMatrix, speech: Speech) -> list[float]:
    found: list[float] = []
    for c, column in enumerate(numbered.matrix.columns):
        words = max((len(word) for word in column.label.split()), default=0)
        longest = float(min(words, 18))
        for cells in numbered.cells:
            cell = cells[c]
            texts = [entry.line for entry in cell_entries(cell.cell, numbered.matrix, speech)]
            counts = count_line(cell.cell, speech)
            longest = max(longest, *(columns_of(text) for text in texts), len(counts) * 0.7)
        found.append(min(_WIDEST, max(_NARROWEST, longest * _POINTS_PER_COLUMN + 10)))
    return found


def _panels(natural: list[float], geometry: Geometry) -> list[range]:
    room = geometry.inner_width - _LABEL_WIDTH
    most = max(1.0, sum(natural) / max(1, -(-sum(natural) // room)))
    panels: list[range] = []
    start, taken = 0, 0.0
    for nth, width in enumerate(natural):
        if nth > start and (taken + width > room or taken >= most):
            panels.append(range(start, nth))
            start, taken = nth, 0.0
        taken += width
    return [*panels, range(start, len(natural))]


def _stretched(natural: list[float], width: float) -> list[float]:
    if not natural:
        return [width]
    factor = (width - _LABEL_WIDTH) / sum(natural)
    return [_LABEL_WIDTH, *(own * factor for own in natural)]
