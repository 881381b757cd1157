"""A matrix set on pages: its table in panels, what explains it, and all that stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from exports.documents.composer import (
    BAND_FILL,
    BODY,
    DRAFT,
    DRAFT_FILL,
    FIGURES,
    HEAD,
    HEAD_FILL,
    LABEL,
    LINKED,
    SMALL,
    Composer,
)
from exports.documents.pages import Box, Row, box_width
from exports.documents.panels import LABEL_WIDTH, natural_widths, panels, stretched
from exports.documents.typesetting import Line, Stretch, Type
from exports.forms import is_form, laid_out
from exports.grounds import (
    conclusions_told,
    entry_notes,
    place_role,
    shortened,
    stale_cells,
)
from exports.targets import Targets
from exports.tracing import RecordTrace, Trace, TracedCell, TracedMatrix
from exports.wording import (
    Band,
    EntryWords,
    bands,
    count_line,
    heading_words,
    place_words,
    placed_entries,
)
from models.vocabulary import CodingState
from qda.displays.values import Heading
from qda.i18n import Speech

_HEAD_LINES: Final = 9


class MatrixPages:
    """A display while it is set into a document by a composer."""

    def __init__(
        self,
        numbered: TracedMatrix,
        composer: Composer,
        targets: Targets,
        *,
        squeeze: float = 1.0,
    ) -> None:
        self._squeeze = squeeze
        self._numbered = numbered
        self._matrix = numbered.matrix
        self._view = laid_out(numbered, composer.speech)
        self._composer = composer
        self._speech = composer.speech
        self._targets = targets
        self._natural = natural_widths(self._view, composer.speech)
        self._long: list[Heading] = []
        # The number under which each piece stands in full, by its index.
        self._told: dict[int, int] = {}
        self._told_records: dict[int, int] = {}

    def table(self) -> None:
        """Set the table, and the headings that were too long for it."""
        if is_form(self._matrix):
            self._forms()
        else:
            width = self._composer.width
            for nth, panel in enumerate(panels(self._natural, width, squeeze=self._squeeze)):
                self._panel(panel, nth)
        if self._long:
            self._composer.section(
                self._speech("Headings in full"), self._targets.named("headings")
            )
            for heading in self._long:
                self._composer.set(heading_words(heading, self._speech), BODY)
                self._composer.flow.skip(4)

    def _forms(self) -> None:
        widths = stretched(self._natural, self._composer.width)
        panel = range(1)
        for band in bands(self._view.matrix.rows):
            if band.start:
                self._composer.flow.new_page()
            rows = [self._row_band(band.label, widths)]
            rows += [self._row(row, panel, widths) for row in range(band.start, band.stop)]
            self._composer.flow.table(widths, rows)

    def _panel(self, panel: range, nth: int) -> None:
        composer, matrix = self._composer, self._view.matrix
        if nth:
            composer.flow.skip(14)
            composer.flow.need(120)
        first, last = panel.start + 1, panel.stop
        title = self._speech("Table: columns {first} to {last}", first=first, last=last)
        composer.flow.anchor(
            self._targets.named(f"panel{nth}"), title=title, depth=composer.depth + 1
        )
        widths = stretched([self._natural[c] for c in panel], composer.width)
        rows: list[Row] = []
        band_of = {band.start: band.label for band in bands(matrix.rows) if band.label}
        for row in range(len(matrix.rows)):
            if row in band_of:
                rows.append(self._row_band(band_of[row], widths))
            rows.append(self._row(row, panel, widths))
        composer.flow.table(widths, rows, head=self._head(panel, widths))

    def _head(self, panel: range, widths: list[float]) -> list[Row]:
        matrix = self._view.matrix
        rows: list[Row] = []
        groups = bands(matrix.columns[panel.start : panel.stop])
        if groups:
            boxes = [Box((), fill=BAND_FILL)]
            for group in groups:
                width = box_width(widths[group.start + 1 : group.stop + 1])
                boxes.append(self._band_box(group, width))
            rows.append(Row(tuple(boxes)))
        corner = Heading("", matrix.corner)
        heads = [corner, *(matrix.columns[c] for c in panel)]
        rows.append(
            Row(
                tuple(
                    Box(self._heading(head, width), fill=HEAD_FILL)
                    for head, width in zip(heads, widths, strict=True)
                )
            )
        )
        return rows

    def _band_box(self, group: Band, width: float) -> Box:
        lines = self._shortened(Heading("", group.label), [Stretch(group.label, HEAD)], width)
        return Box(lines, fill=BAND_FILL, span=group.stop - group.start)

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

    def _row_band(self, label: str, widths: list[float]) -> Row:
        lines = self._composer.setter.lines([Stretch(label, HEAD)], box_width(widths))
        return Row((Box(lines, fill=BAND_FILL, span=len(widths)),), stays=True)

    def _row(self, row: int, panel: range, widths: list[float]) -> Row:
        setter = self._composer.setter
        heading = self._view.matrix.rows[row]
        rest = heading_words(heading, self._speech).removeprefix(heading.label)
        stretches = [Stretch(heading.label, HEAD), Stretch(rest, SMALL)]
        short = " ".join(heading.label.split())[:40]
        again = f"{short} {self._speech('(continued)')}"
        label = Box(
            setter.lines(stretches, widths[0] - 8),
            fill=HEAD_FILL,
            again=setter.lines([Stretch(again, SMALL)], widths[0] - 8),
        )
        cells = (
            self._cell(self._view.cells[row][c], width)
            for c, width in zip(panel, widths[1:], strict=True)
        )
        return Row((label, *cells))

    def _cell(self, place: TracedCell, width: float) -> Box:
        proposed = place.cell.state is CodingState.PROPOSED
        stretches: list[Stretch] = []
        link = self._targets.behind(place)
        counts = count_line(place.cell, self._speech)
        if counts:
            stretches.append(Stretch(counts, FIGURES if link else LABEL, link))
        kind = DRAFT if proposed else BODY
        for entry in placed_entries(place, self._matrix, self._speech):
            stretches += self._entry(entry, place, kind, starts=not stretches)
        lines = self._composer.setter.lines(stretches, width - 8)
        fill = DRAFT_FILL if proposed else ""
        return Box(lines, fill=fill, anchor=self._targets.cell(place.row, place.column))

    def _entry(
        self, entry: EntryWords, place: TracedCell, kind: Type, *, starts: bool
    ) -> list[Stretch]:
        before = "" if starts else "\n"
        told = [Stretch(f"{before}{entry.before}", kind), Stretch(entry.text, kind)]
        told.append(Stretch(entry.closing, kind))
        links = [(at.key, self._targets.evidence(place, at.index)) for at in entry.keys]
        links += [(at.key, self._targets.record(place, at.index)) for at in entry.records]
        for nth, (key, target) in enumerate(links):
            told.append(Stretch("; " if nth else " (", kind))
            told.append(Stretch(key, LINKED, target))
        if links:
            told.append(Stretch(")", kind))
        return told

    def legend(self) -> None:
        """Set what signs and marks mean."""
        if self._matrix.legend:
            self._composer.section(self._speech("Legend"), self._targets.named("legend"))
            self._composer.facts(self._matrix.legend)

    def findings(self) -> None:
        """Set the conclusions drawn, and what changed under the cells."""
        told = conclusions_told(self._matrix, self._speech)
        if told:
            self._section("Conclusions", "conclusions")
        for each in told:
            self._composer.set(f"{each.number}. {each.text}", BODY)
            self._facts([f"{fact.label}: {fact.text}" for fact in each.facts])
            stretches: list[Stretch] = []
            for at in each.places:
                link = "" if at.row is None else self._link_to(at.row, at.column)
                stretches.append(Stretch("; " if stretches else "", BODY))
                stretches.append(Stretch(at.words, LINKED if link else BODY, link))
                stretches.append(Stretch(f" ({place_role(at, self._speech)})", BODY))
            self._lines(stretches)
            self._composer.flow.skip(6)
        stale = stale_cells(self._numbered)
        if stale:
            self._section("Changed since it was last looked at", "changes")
        for changed in stale:
            self._place_line(changed.row, changed.column)
            for change in changed.changes:
                self._composer.set(f"– {change}", BODY, indent=10)

    def entries(self) -> None:
        """Set how the entries came about."""
        notes = entry_notes(self._numbered, self._speech)
        if notes:
            self._section("How the entries came about", "entries")
        for note in notes:
            self._place_line(note.row, note.column, f" · {note.nth}: {shortened(note.entry.text)}")
            self._facts([f"{fact.label}: {fact.text}" for fact in note.facts])
            self._composer.flow.skip(3)

    def _section(self, title: str, name: str) -> None:
        self._composer.section(self._speech(title), self._targets.named(name))

    def _link_to(self, row: int | None, column: int | None) -> str:
        return "" if row is None or column is None else self._targets.cell(row, column)

    def _place_line(self, row: int, column: int, more: str = "") -> None:
        words = " ".join(place_words(self._matrix, row, column, self._speech).split())
        link = self._targets.cell(row, column)
        self._lines([Stretch(words, LINKED, link), Stretch(more, BODY)])

    def _facts(self, told: Sequence[str]) -> None:
        if told:
            self._composer.set(" · ".join(told), SMALL, indent=10)

    def _lines(self, stretches: list[Stretch]) -> None:
        if stretches:
            self._composer.flow.lines(self._composer.setter.lines(stretches, self._composer.width))

    def appendix(self) -> None:
        """Set the evidence and the records behind each cell."""
        composer, speech = self._composer, self._speech
        composer.section(speech("Evidence"), self._targets.named("evidence"))
        for row, cells in enumerate(self._numbered.cells):
            is_first = True
            for place in cells:
                if place.is_backed:
                    title = " ".join(self._matrix.rows[row].label.split()) if is_first else ""
                    self._behind(place, title)
                    is_first = False
        rest, spare = self._numbered.rest, self._numbered.spare
        if rest or spare:
            composer.flow.skip(8)
            composer.flow.need(80)
            composer.set(speech("behind no cell"), LABEL)
            rows = [composer.evidence_row(trace, back="") for trace in rest]
            rows += [composer.record_row(trace, back="") for trace in spare]
            composer.flow.table(composer.evidence_widths, rows)

    def _behind(self, place: TracedCell, title: str) -> None:
        composer, speech = self._composer, self._speech
        back = self._targets.cell(place.row, place.column)
        composer.flow.skip(8)
        composer.flow.need(80)
        composer.flow.anchor(self._targets.behind(place), title=title, depth=1)
        words = place_words(self._matrix, place.row, place.column, speech)
        counts = count_line(place.cell, speech)
        told = [Stretch(f"{words} · ", LABEL)]
        told += [Stretch(f"{counts} · ", BODY)] if counts else []
        told.append(Stretch(speech("back to the cell"), LINKED, back))
        composer.flow.lines(composer.setter.lines(told, composer.width))
        composer.flow.skip(2)
        rows = [self._evidence_row(trace, back) for trace in place.traces]
        rows += [self._record_row(trace, back) for trace in place.records]
        composer.flow.table(composer.evidence_widths, rows)

    def _evidence_row(self, trace: Trace, back: str) -> Row:
        """A piece in full where it stands first, else its beginning and the way there."""
        first = self._told.setdefault(trace.index, trace.number)
        if first == trace.number:
            return self._composer.evidence_row(trace, back=back)
        again = shortened(trace.evidence.quote)
        anchors = f"e{trace.number}", f"e{first}"
        return self._composer.again_row(trace.evidence.key, again, back, anchors)

    def _record_row(self, trace: RecordTrace, back: str) -> Row:
        first = self._told_records.setdefault(trace.index, trace.number)
        if first == trace.number:
            return self._composer.record_row(trace, back=back)
        again = shortened(trace.record.text)
        anchors = f"r{trace.number}", f"r{first}"
        return self._composer.again_row(trace.mark, again, back, anchors)


def is_broad(numbered: TracedMatrix, speech: Speech, width: float) -> bool:
    """Whether a display has more columns than a page of this inner width takes well."""
    view = laid_out(numbered, speech)
    return sum(natural_widths(view, speech)) + LABEL_WIDTH > width
