"""A matrix in a Word document: its table, what explains it, and all that stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from exports.documents.panels import natural_widths, panels, stretched
from exports.documents.word import WordDocument
from exports.documents.word_markup import Field, Paragraph, Run, TableCell, TableRow
from exports.documents.word_styles import (
    BAND_FILL,
    BODY,
    CAPTION,
    CELL,
    CELL_HEAD,
    DRAFT_FILL,
    FORM_HEAD,
    HEAD_FILL,
    KEY,
    PROPOSED,
    SMALL,
)
from exports.forms import is_form, laid_out
from exports.grounds import (
    conclusions_told,
    entry_notes,
    place_role,
    printed_record,
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
    printed_particulars,
    state_word,
)
from models.vocabulary import CodingState
from qda.displays.values import Fact, Heading
from qda.i18n import Speech, mark

_LABEL: Final = 92.0
_NARROWEST: Final = 66.0
_PER_LETTER: Final = 4.9
_HEAD_LIMIT: Final = 220
_LABEL_LIMIT: Final = 900
_PARTICULARS: Final = 0.36
_WHOLE: Final = 1200
_WHOLE_ROW: Final = 700
"""How many letters a quote, and a cell, may have to be kept on one page."""

_SQUEEZE: Final = 1.25


class WordMatrix:
    """A display while it is put into a Word document."""

    def __init__(self, numbered: TracedMatrix, document: WordDocument, targets: Targets) -> None:
        self._numbered = numbered
        self._matrix = numbered.matrix
        self._view = laid_out(numbered, document.speech)
        self._document = document
        self._speech: Speech = document.speech
        self._targets = targets
        self._natural = natural_widths(
            self._view, self._speech, narrowest=_NARROWEST, per_letter=_PER_LETTER
        )
        self._long: list[Heading] = []
        # The number under which each piece stands in full, by its index.
        self._told: dict[int, int] = {}
        self._told_records: dict[int, int] = {}
        self._at = 0

    def table(self, number: str, *, anchor: str = "", at: int = 0) -> None:
        """Add the table under a caption that counts it behind `number`, such as `4.`."""
        self._at = at
        if is_form(self._matrix):
            self._forms(number, anchor)
        else:
            found = panels(self._natural, self._document.width, _LABEL, _SQUEEZE)
            for nth, panel in enumerate(found):
                self._caption(number, anchor, found, nth)
                widths = stretched([self._natural[c] for c in panel], self._document.width, _LABEL)
                self._document.table(widths, self._rows(panel))
        if self._long:
            self.section(mark("Headings in full"), "headings", level=3)
            for heading in self._long:
                self._document.add(Run(heading_words(heading, self._speech)), style=SMALL)

    def _caption(self, number: str, anchor: str, found: Sequence[range], nth: int) -> None:
        speech, title = self._speech, " ".join(self._matrix.title.split())
        if not nth:
            self._document.put(captioned(speech("Table"), number, title, anchor, at=self._at))
        if len(found) > 1:
            panel = found[nth]
            told = speech(
                "Table: columns {first} to {last}", first=panel.start + 1, last=panel.stop
            )
            again = "" if not nth else f" {speech('(continued)')}"
            self._document.put(Paragraph((Run(told + again),), SMALL, keeps_next=True))

    def _forms(self, number: str, anchor: str) -> None:
        widths = stretched(self._natural, self._document.width, _LABEL * 1.4)
        title = " ".join(self._matrix.title.split())
        self._document.put(captioned(self._speech("Table"), number, title, anchor, at=self._at))
        for band in bands(self._view.matrix.rows):
            name = Paragraph(
                (Run(band.label),), FORM_HEAD, keeps_next=True, breaks_page=bool(band.start)
            )
            self._document.put(name)
            rows = [self._row(row, range(1)) for row in range(band.start, band.stop)]
            self._document.table(widths, rows)

    def _rows(self, panel: range) -> Iterator[TableRow]:
        matrix = self._view.matrix
        yield from self._head(panel)
        band_of = {band.start: band.label for band in bands(matrix.rows) if band.label}
        for row in range(len(matrix.rows)):
            if row in band_of:
                words = Paragraph((Run(band_of[row]),), CELL_HEAD, keeps_next=True)
                yield TableRow((TableCell((words,), len(panel) + 1, BAND_FILL),), whole=True)
            yield self._row(row, panel)

    def _head(self, panel: range) -> Iterator[TableRow]:
        matrix = self._view.matrix
        groups = bands(matrix.columns[panel.start : panel.stop])
        if groups:
            cells = [TableCell((Paragraph((), CELL_HEAD),), fill=BAND_FILL)]
            cells += [self._band(group) for group in groups]
            yield TableRow(tuple(cells), head=True)
        heads = (Heading("", matrix.corner), *(matrix.columns[c] for c in panel))
        yield TableRow(tuple(self._heading(each, _HEAD_LIMIT) for each in heads), head=True)

    def _band(self, group: Band) -> TableCell:
        words = self._short(Heading("", group.label), group.label, _HEAD_LIMIT)
        return TableCell(
            (Paragraph((Run(words),), CELL_HEAD),), group.stop - group.start, BAND_FILL
        )

    def _heading(self, heading: Heading, limit: int) -> TableCell:
        rest = heading_words(heading, self._speech).removeprefix(heading.label).strip("\n")
        paragraphs = [Paragraph((Run(self._short(heading, heading.label, limit)),), CELL_HEAD)]
        if rest:
            paragraphs.append(Paragraph((Run(self._short(heading, rest, limit)),), SMALL))
        return TableCell(tuple(paragraphs), fill=HEAD_FILL)

    def _short(self, heading: Heading, words: str, limit: int) -> str:
        # What is repeated on every page, and may not be parted, must leave room for the rest.
        if len(words) <= limit:
            return words
        if heading not in self._long:
            self._long.append(heading)
        return f"{words[: limit - 1]}…"

    def _row(self, row: int, panel: range) -> TableRow:
        label = self._heading(self._view.matrix.rows[row], _LABEL_LIMIT)
        places = [self._view.cells[row][c] for c in panel]
        longest = max((_letters(place) for place in places), default=0)
        return TableRow(
            (label, *(self._cell(place) for place in places)), whole=longest < _WHOLE_ROW
        )

    def _cell(self, place: TracedCell) -> TableCell:
        proposed = place.cell.state is CodingState.PROPOSED
        style = PROPOSED if proposed else CELL
        paragraphs: list[Paragraph] = []
        anchor = self._targets.cell(place.row, place.column)
        link = self._targets.behind(place)
        counts = count_line(place.cell, self._speech)
        if counts:
            run = Run(counts, bold=True, style=KEY if link else "", link=link)
            paragraphs.append(Paragraph((run,), CELL, anchor))
        for entry in placed_entries(place, self._matrix, self._speech):
            own = "" if paragraphs else anchor
            paragraphs.append(Paragraph(tuple(self._entry(entry, place)), style, own))
        return TableCell(tuple(paragraphs), fill=DRAFT_FILL if proposed else "")

    def _entry(self, entry: EntryWords, place: TracedCell) -> Iterator[Run]:
        yield Run(f"{entry.before}{entry.text}{entry.closing}")
        links = [(at.key, self._targets.evidence(place, at.index)) for at in entry.keys]
        links += [(at.key, self._targets.record(place, at.index)) for at in entry.records]
        for nth, (key, target) in enumerate(links):
            yield Run("; " if nth else " (")
            yield Run(key, style=KEY, link=target)
        if links:
            yield Run(")")

    def section(self, title: str, name: str, level: int = 2) -> None:
        """Begin a part of the display; `title` is a key for `Speech`."""
        self._document.heading(self._speech(title), level, anchor=self._targets.named(name))

    def legend(self) -> None:
        """Add what signs and marks mean, as notes below the table."""
        if self._matrix.legend:
            self._document.add(Run(f"{self._speech('Legend')}:", bold=True), style=SMALL)
        for fact in self._matrix.legend:
            self._document.add(Run(f"{fact.label}: ", bold=True), Run(fact.text), style=SMALL)

    def findings(self, level: int = 2) -> None:
        """Add the conclusions drawn, and what changed under the cells."""
        told = conclusions_told(self._matrix, self._speech)
        if told:
            self.section(mark("Conclusions"), "conclusions", level)
        for each in told:
            self._document.add(Run(f"{each.number}. {each.text}"), style=BODY)
            runs: list[Run] = []
            for at in each.places:
                link = ""
                if at.row is not None and at.column is not None:
                    link = self._targets.cell(at.row, at.column)
                runs.append(Run("; " if runs else ""))
                runs.append(Run(at.words, style=KEY if link else "", link=link))
                runs.append(Run(f" ({place_role(at, self._speech)})"))
            self._document.add(*runs, style=SMALL)
            self._facts(each.facts)
        stale = stale_cells(self._numbered)
        if stale:
            self.section(mark("Changed since it was last looked at"), "changes", level)
        for changed in stale:
            self._document.add(self._place(changed.row, changed.column), style=CELL)
            for change in changed.changes:
                self._document.add(Run(f"– {change}"), style=CELL)

    def entries(self, level: int = 2) -> None:
        """Add how the entries came about."""
        notes = entry_notes(self._numbered, self._speech)
        if notes:
            self.section(mark("How the entries came about"), "entries", level)
        for note in notes:
            said = Run(f" · {note.nth}: {shortened(note.entry.text)}")
            self._document.add(self._place(note.row, note.column), said, style=CELL)
            self._facts(note.facts)

    def _facts(self, facts: Sequence[Fact]) -> None:
        if facts:
            told = " · ".join(f"{fact.label}: {fact.text}" for fact in facts)
            self._document.add(Run(told), style=SMALL)

    def _place(self, row: int, column: int) -> Run:
        words = " ".join(place_words(self._matrix, row, column, self._speech).split())
        return Run(words, style=KEY, link=self._targets.cell(row, column))

    def appendix(self, level: int = 2) -> None:
        """Add the evidence and the records behind each cell."""
        self.section(mark("Evidence"), "evidence", level)
        for place in self._numbered.places():
            if place.is_backed:
                self._behind(place)
        rest, spare = self._numbered.rest, self._numbered.spare
        if rest or spare:
            words = Paragraph((Run(self._speech("behind no cell")),), CELL_HEAD, keeps_next=True)
            self._document.put(words)
            rows = [evidence_row(each, "", self._speech) for each in rest]
            rows += [record_row(each, "", self._speech) for each in spare]
            self._document.table(backing_widths(self._document), rows)

    def _behind(self, place: TracedCell) -> None:
        back = self._targets.cell(place.row, place.column)
        words = " ".join(place_words(self._matrix, place.row, place.column, self._speech).split())
        runs = [Run(words)]
        counts = count_line(place.cell, self._speech)
        if counts:
            runs.append(Run(f" · {counts}"))
        runs += [Run(" · "), Run(self._speech("back to the cell"), style=KEY, link=back)]
        anchor = self._targets.behind(place)
        self._document.put(Paragraph(tuple(runs), CELL_HEAD, anchor, keeps_next=True))
        rows = [self._evidence_row(each, back) for each in place.traces]
        rows += [self._record_row(each, back) for each in place.records]
        self._document.table(backing_widths(self._document), rows)

    def _evidence_row(self, trace: Trace, back: str) -> TableRow:
        """A piece in full where it stands first, else its beginning and the way there."""
        first = self._told.setdefault(trace.index, trace.number)
        if first == trace.number:
            return evidence_row(trace, back, self._speech)
        again = shortened(trace.evidence.quote)
        return again_row(
            trace.evidence.key, again, back, (f"e{trace.number}", f"e{first}"), self._speech
        )

    def _record_row(self, trace: RecordTrace, back: str) -> TableRow:
        first = self._told_records.setdefault(trace.index, trace.number)
        if first == trace.number:
            return record_row(trace, back, self._speech)
        again = shortened(trace.record.text)
        return again_row(trace.mark, again, back, (f"r{trace.number}", f"r{first}"), self._speech)


def _letters(place: TracedCell) -> int:
    return sum(len(entry.text) for entry in place.cell.entries)


def captioned(
    kind: str, number: str, title: str, anchor: str = "", *, above: bool = True, at: int = 0
) -> Paragraph:
    """A caption that Word counts: `Tabel 4.1. Title`; lists of tables find it by its kind.

    `number` is that of the chapter with its full stop, in which `at` is counted anew.
    """
    again = " \\s 1" if number else ""
    code = f"SEQ {kind.replace(' ', '_')} \\* ARABIC{again}"
    counted = Field(code, str(at or 1), bold=True)
    runs = (Run(f"{kind} {number}"), counted, Run(f". {title}"))
    return Paragraph(runs, CAPTION, anchor, keeps_next=above)


def evidence_row(trace: Trace, back: str, speech: Speech, *, anchor: str = "") -> TableRow:
    """Key and particulars beside the quote; the key leads `back`."""
    evidence = trace.evidence
    state = ""
    if evidence.state is CodingState.PROPOSED:
        state = f" [{state_word(evidence.state, speech)}]"
    head = (evidence.key, state, back)
    known = printed_particulars(evidence, speech)
    return backing_row(head, known, evidence.quote, anchor or f"e{trace.number}")


def record_row(trace: RecordTrace, back: str, speech: Speech, *, anchor: str = "") -> TableRow:
    """Number and particulars beside the words of a record; the number leads `back`."""
    known = printed_record(trace.record, speech)
    head = (trace.mark, "", back)
    return backing_row(head, known, trace.record.text, anchor or f"r{trace.number}")


def again_row(
    key: str, words: str, back: str, anchors: tuple[str, str], speech: Speech
) -> TableRow:
    """A piece that stands in full further up: how it begins, and the way to it.

    `anchors` are that of this row and that of the piece in full.
    """
    own, full = anchors
    left = (Paragraph((Run(key, bold=True, style=KEY, link=back),), CELL, own),)
    there = Run(speech("in full above"), style=KEY, link=full)
    right = (Paragraph((Run(f"{words} "), there), SMALL),)
    return TableRow((TableCell(left), TableCell(right)))


def backing_row(
    head: tuple[str, str, str], known: Sequence[Fact], words: str, anchor: str
) -> TableRow:
    """What leads to words, beside the words themselves."""
    key, state, back = head
    name = Run(key, bold=True, style=KEY if back else "", link=back)
    told = " · ".join(f"{fact.label}: {fact.text}" for fact in known)
    left = (
        Paragraph((name, Run(state)), CELL, anchor),
        Paragraph((Run(told),), SMALL),
    )
    right = (Paragraph((Run(words),), CELL),)
    return TableRow((TableCell(left), TableCell(right)), whole=len(words) < _WHOLE)


def backing_widths(document: WordDocument) -> tuple[float, float]:
    """The columns of the evidence: particulars, and the words."""
    return document.width * _PARTICULARS, document.width * (1 - _PARTICULARS)


def lies_across(numbered: TracedMatrix, speech: Speech, upright: float) -> bool:
    """Whether a display needs pages that lie across: it is wider than an upright one allows."""
    view = laid_out(numbered, speech)
    if is_form(numbered.matrix):
        return False
    widths = natural_widths(view, speech, narrowest=_NARROWEST, per_letter=_PER_LETTER)
    return sum(widths) > (upright - _LABEL) * _SQUEEZE
