"""The reading pane: one source in the reader, coded by key, by double click and by dragging."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.positions import Span
from models.vocabulary import CodingState, Polarity
from qda.edits.coding import CodeSegment
from qda.events import Changed
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.codes import codes
from qda.retrieval.codings import codings_in
from qda.retrieval.rows import CodeRow, CodingRow, ParagraphRow, SourceRow, TurnRow
from qda.retrieval.sources import NoSuchSource, paragraphs, source, source_text, turns
from qda.session import StudyState
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.panes.proposals import ProposalBar
from ui.reader.reader import Reader
from ui.reader.state import Highlight, ParagraphMark, ReaderText

SYMBOLS = {
    Polarity.SUPPORTING: "+",
    Polarity.INHIBITING: "−",
    Polarity.MIXED: "±",
    Polarity.NEUTRAL: "○",
}

_WORDS: Final = frozenset({"source_text", "turn"})

FEW: Final = 50
"""Changed highlights up to which they are painted one by one."""


@dataclass(frozen=True, slots=True)
class _Opened:
    row: SourceRow
    text: ReaderText


@dataclass(frozen=True, slots=True)
class _Coded:
    row: SourceRow
    codings: tuple[CodingRow, ...]
    codes: dict[int, CodeRow]
    text: ReaderText | None = None


class ReadingPane(Pane):
    """One source, read and coded.

    Signals:
        codings_read: the codings of the source were read anew (`CodingRow`s and codes by id).
        code_wanted: the selected words are to be coded with a code yet to be chosen (`Span`).
        titled: the source's key and title are known.
        gone: the source is no longer in the study.
        code_shown: a coding that was just made is painted (its id).
    """

    shows = frozenset({"segment", "coding", "code", "source", "source_text", "turn"})

    codings_read = Signal(object, object)
    code_wanted = Signal(object)
    titled = Signal(str)
    gone = Signal()
    code_shown = Signal(int)

    def __init__(
        self, desk: Desk, speech: Speech, source_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, speech, parent)
        self.source_id = source_id
        self.row: SourceRow | None = None
        self.coded: tuple[CodingRow, ...] = ()
        self._codes: dict[int, CodeRow] = {}
        self._shown: dict[int, Highlight] = {}
        self._waiting: Span | None = None
        self._text_is_old = False
        self.reader = Reader(speech, self)
        self.proposals = ProposalBar(speech, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.proposals)
        column.addWidget(self.reader, 1)
        self.setFocusProxy(self.reader)
        self.reader.code_requested.connect(self.code_wanted)
        self.proposals.next_wanted.connect(self.go_to_next_proposal)
        desk.read(f"text {source_id}", self._read_text, self._on_text)

    def refresh(self) -> None:
        """Override: title and codings of the source, and its text where that was corrected."""
        if self.row is not None:
            read = self._read_all if self._text_is_old else self._read_codings
            self.desk.read(f"codings {self.source_id}", read, self._on_codings)

    def _on_changed(self, change: Changed) -> None:
        if change.tables & _WORDS:
            self._text_is_old = True
        super()._on_changed(change)

    def retranslate(self) -> None:
        """Override: the reader and the tooltips of its highlights."""
        self.reader.set_speech(self.speech)
        self.proposals.set_speech(self.speech)
        self._show_highlights()

    def selected(self) -> Span | None:
        """The selected words without white space at their edges, or None.

        Words that were just coded count as selected until one goes on.
        """
        return self.reader.wanted_span()

    def show_place(self, span: Span) -> None:
        """Bring a place into view, once the text is there."""
        if self.row is None:
            self._waiting = span
        else:
            self.reader.go_to(span)

    def coding(self, id_: int) -> CodingRow | None:
        """The coding of this source with an id, or None."""
        return next((row for row in self.coded if row.id == id_), None)

    def go_to_next_proposal(self) -> None:
        """Select the first proposal behind the caret, or the first of all."""
        caret = self.reader.view.caret()
        spans = sorted(row.span for row in self.coded if row.state is CodingState.PROPOSED)
        if spans:
            later = (span for span in spans if span.start > caret)
            self.reader.go_to(next(later, spans[0]))

    def _read_text(self, connection: StudyState) -> _Opened | None:
        try:
            row = source(connection, self.source_id)
        except NoSuchSource:
            return None
        return _Opened(row, _reader_text(connection, row))

    def _read_codings(self, connection: StudyState) -> _Coded | None:
        try:
            row = source(connection, self.source_id)
        except NoSuchSource:
            return None
        known = {code.id: code for code in codes(connection)}
        return _Coded(row, codings_in(connection, self.source_id), known)

    def _read_all(self, connection: StudyState) -> _Coded | None:
        coded = self._read_codings(connection)
        if coded is None:
            return None
        return replace(coded, text=_reader_text(connection, coded.row))

    def _on_text(self, opened: _Opened | None) -> None:
        if opened is None:
            self.gone.emit()
            return
        self.row = opened.row
        self.reader.show_text(opened.text)
        self.titled.emit(f"{opened.row.key}  {opened.row.title}".strip())
        if self._waiting is not None:
            self.reader.go_to(self._waiting)
            self._waiting = None
        self.refresh()

    def _on_codings(self, coded: _Coded | None) -> None:
        if coded is None:
            self.gone.emit()
            return
        if coded.text is not None:
            self._text_is_old = False
            self._show_corrected(coded.text)
        self.row, self.coded, self._codes = coded.row, coded.codings, coded.codes
        self.proposals.show_codings(coded.codings)
        self.reader.rename(coded.row.title)
        self.titled.emit(f"{coded.row.key}  {coded.row.title}".strip())
        self._show_highlights()
        self.codings_read.emit(coded.codings, coded.codes)

    def _show_corrected(self, text: ReaderText) -> None:
        """Show the text as it reads now; caret, selection and the lines in view stay."""
        shown = self.reader.shown_text()
        if shown is None or (shown.text, shown.paragraphs) == (text.text, text.paragraphs):
            return
        if shown.text != text.text:
            # Colours and a held edge stand at places of the text as it was.
            self._shown = {}
            self.reader.select_nothing(keep_selection=True)
        self.reader.view.correct_text(text)

    def code(self, span: Span, code_id: int) -> None:
        """Give a code to a span; it is painted as soon as it is kept, before all is read anew."""

        def show(coding_id: int) -> None:
            code = self._codes.get(code_id)
            if code is not None:
                name = self.desk.session.coder_name
                made = _new_highlight(coding_id, span, code, name, self.speech)
                self._shown[coding_id] = made
                self.reader.add_highlight(made)
                self.code_shown.emit(coding_id)

        shown = self.reader.shown_text()
        words = "" if shown is None else span.of(shown.text)
        # Where the text was corrected in the meantime, other words than those seen stay uncoded.
        self.desk.do(CodeSegment(self.source_id, span, code_id, words=words), show)

    def _show_highlights(self) -> None:
        """Bring the painted codings up to date; few changes are painted one by one."""
        wanted = {
            row.id: highlight(row, self._codes[row.code_id], self.speech)
            for row in self.coded
            if row.code_id in self._codes
        }
        gone = self._shown.keys() - wanted.keys()
        changed = [each for id_, each in wanted.items() if self._shown.get(id_) != each]
        self._shown = wanted
        if len(gone) + len(changed) > FEW:
            self.reader.set_highlights(wanted.values())
            return
        for id_ in gone:
            self.reader.remove_highlight(id_)
        for each in changed:
            self.reader.remove_highlight(each.id)
            self.reader.add_highlight(each)


def _new_highlight(
    coding_id: int, span: Span, code: CodeRow, coder: str, speech: Speech
) -> Highlight:
    name = code.name(speech.language)
    state = label(CodingState.CONFIRMED, speech)
    tooltip = f"{code.canonical_id}  {name}\n{coder} · {state}"
    return Highlight(id=coding_id, span=span, colour=code.colour, label=name, tooltip=tooltip)


def highlight(row: CodingRow, code: CodeRow, speech: Speech) -> Highlight:
    """A coding as the reader shows it."""
    name = code.name(speech.language)
    lines = [f"{code.canonical_id}  {name}", f"{row.coder} · {label(row.state, speech)}"]
    if row.polarity is not None:
        lines.append(label(row.polarity, speech))
    if row.terms:
        lines.append(speech("Words found: {terms}", terms=row.terms))
    return Highlight(
        id=row.id,
        span=row.span,
        colour=code.colour,
        label=name,
        proposed=row.state is CodingState.PROPOSED,
        tooltip="\n".join(lines),
        polarity="" if row.polarity is None else SYMBOLS[row.polarity],
    )


def _reader_text(connection: StudyState, row: SourceRow) -> ReaderText:
    marks = _marks(paragraphs(connection, row.id), turns(connection, row.id))
    return ReaderText(row.id, row.key, row.title, source_text(connection, row.id), marks)


def _marks(
    blocks: tuple[ParagraphRow, ...], spoken: tuple[TurnRow, ...]
) -> tuple[ParagraphMark, ...]:
    """Paragraphs with the speaker and time of the turn that begins in them."""
    begins = {turn.span.start: turn for turn in spoken}
    made = []
    for block in blocks:
        turn = begins.get(block.span.start)
        made.append(
            ParagraphMark(
                number=block.number,
                span=block.span,
                page=block.page,
                heading=block.heading,
                speaker=None if turn is None else turn.speaker,
                started_ms=None if turn is None else turn.started_ms,
            )
        )
    return tuple(made)
