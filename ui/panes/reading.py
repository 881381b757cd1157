"""The reading pane: one source in the reader, coded by key, by double click and by dragging."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.positions import Span, trimmed
from models.vocabulary import CodingState, Polarity
from qda.edits.coding import CodeSegment
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.codes import codes
from qda.retrieval.codings import codings_in
from qda.retrieval.rows import CodeRow, CodingRow, ParagraphRow, SourceRow, TurnRow
from qda.retrieval.sources import paragraphs, source, source_text, turns
from qda.session import StudyState
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.reader.reader import Reader
from ui.reader.state import Highlight, ParagraphMark, ReaderText

SYMBOLS = {
    Polarity.SUPPORTING: "+",
    Polarity.INHIBITING: "−",
    Polarity.MIXED: "±",
    Polarity.NEUTRAL: "○",
}


@dataclass(frozen=True, slots=True)
class _Opened:
    row: SourceRow
    text: ReaderText


@dataclass(frozen=True, slots=True)
class _Coded:
    codings: tuple[CodingRow, ...]
    codes: dict[int, CodeRow]


class ReadingPane(Pane):
    """One source, read and coded.

    Signals:
        codings_read: the codings of the source were read anew (`CodingRow`s and codes by id).
        code_wanted: the selected words are to be coded with a code yet to be chosen (`Span`).
        titled: the source's key and title are known.
    """

    shows = frozenset({"segment", "coding", "code", "source_text"})

    codings_read = Signal(object, object)
    code_wanted = Signal(object)
    titled = Signal(str)

    def __init__(
        self, desk: Desk, speech: Speech, source_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, speech, parent)
        self.source_id = source_id
        self.row: SourceRow | None = None
        self.coded: tuple[CodingRow, ...] = ()
        self._codes: dict[int, CodeRow] = {}
        self._waiting: Span | None = None
        self.reader = Reader(speech, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reader)
        self.setFocusProxy(self.reader)
        self.reader.code_requested.connect(self.code_wanted)
        self.reader.code_dropped.connect(self._on_dropped)
        desk.read(f"text {source_id}", self._read_text, self._on_text)

    def refresh(self) -> None:
        """Override: the codings of the source; its text never changes."""
        if self.row is not None:
            self.desk.read(f"codings {self.source_id}", self._read_codings, self._on_codings)

    def retranslate(self) -> None:
        """Override: the reader and the tooltips of its highlights."""
        self.reader.set_speech(self.speech)
        self._show_highlights()

    def selected(self) -> Span | None:
        """The selected words without white space at their edges, or None."""
        span, shown = self.reader.selected_span(), self.reader.shown_text()
        return None if span is None or shown is None else trimmed(shown.text, span)

    def show_place(self, span: Span) -> None:
        """Bring a place into view, once the text is there."""
        if self.row is None:
            self._waiting = span
        else:
            self.reader.go_to(span)

    def _read_text(self, connection: StudyState) -> _Opened:
        row = source(connection, self.source_id)
        text = source_text(connection, self.source_id)
        marks = _marks(paragraphs(connection, row.id), turns(connection, row.id))
        return _Opened(row, ReaderText(row.id, row.key, row.title, text, marks))

    def _read_codings(self, connection: StudyState) -> _Coded:
        return _Coded(
            codings_in(connection, self.source_id), {code.id: code for code in codes(connection)}
        )

    def _on_text(self, opened: _Opened) -> None:
        self.row = opened.row
        self.reader.show_text(opened.text)
        self.titled.emit(f"{opened.row.key}  {opened.row.title}".strip())
        if self._waiting is not None:
            self.reader.go_to(self._waiting)
            self._waiting = None
        self.refresh()

    def _on_codings(self, coded: _Coded) -> None:
        self.coded, self._codes = coded.codings, coded.codes
        self._show_highlights()
        self.codings_read.emit(coded.codings, coded.codes)

    def _show_highlights(self) -> None:
        self.reader.set_highlights(
            highlight(row, self._codes[row.code_id], self.speech)
            for row in self.coded
            if row.code_id in self._codes
        )

    def _on_dropped(self, code_id: int, span: Span) -> None:
        self.code_with(code_id, span)

    def code_with(self, code_id: int, span: Span | None = None) -> None:
        """Give a code to a span, or to the selected words."""
        wanted = span or self.selected()
        if wanted is not None:
            self.desk.do(CodeSegment(self.source_id, wanted, code_id))


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
