"""The reading pane: one source in the reader, coded by key, by double click and by dragging."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from models.positions import Span
from models.vocabulary import CodingState
from qda.edits.coding import CodeMany, CodeSegment
from qda.edits.edit import EditRequest
from qda.events import Changed
from qda.i18n import Speech
from qda.retrieval.codes import codes
from qda.retrieval.coding_memos import coding_memos
from qda.retrieval.codings import codings_in
from qda.retrieval.rows import CodeRow, CodingRow, ParagraphRow, SourceRow, TurnRow
from qda.retrieval.sources import NoSuchSource, paragraphs, source, source_text, turns
from qda.session import StudyState
from ui.desk import Desk
from ui.panes.ahead import Ahead
from ui.panes.highlights import as_shown, highlight, highlights, is_new, new_row
from ui.panes.layers import LayerBar
from ui.panes.pane import Pane
from ui.panes.proposals import ProposalBar
from ui.reader.page import Layer
from ui.reader.reader import Reader
from ui.reader.state import Highlight, ParagraphMark, ReaderText

Result = TypeVar("Result")
_WORDS: Final = frozenset({"source_text", "turn"})
FEW: Final = 50
"""Changed highlights up to which they are painted one by one."""


@dataclass(frozen=True, slots=True)
class _Opened:
    row: SourceRow
    text: ReaderText


@dataclass(frozen=True, slots=True)
class _Coded:
    number: int
    row: SourceRow
    codings: tuple[CodingRow, ...]
    codes: dict[int, CodeRow]
    memos: dict[int, str]
    painted: dict[int, Highlight]
    layer: Layer
    text: ReaderText | None = None


class ReadingPane(Pane):
    """One source, read and coded.

    Signals:
        codings_read: the codings of the source were read anew (`CodingRow`s and codes by id).
        code_wanted: the selected words are to be coded with a code yet to be chosen (`Span`).
        titled: the source's key and title are known.
        gone: the source is no longer in the study.
        code_shown: a coding that was just made is painted (its id).
        painted: codings are shown otherwise than before, kept or about to be.
    """

    shows = frozenset({"segment", "coding", "code", "source", "source_text", "turn", "memo"})
    rests = True
    alert = frozenset({"source"})

    codings_read = Signal(object, object)
    code_wanted = Signal(object)
    titled = Signal(str)
    gone = Signal()
    code_shown = Signal(int)
    painted = Signal()

    def __init__(
        self, desk: Desk, speech: Speech, source_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, speech, parent)
        self.source_id = source_id
        self.row: SourceRow | None = None
        self.coded: tuple[CodingRow, ...] = ()
        self._ahead = Ahead()
        self._by_id: dict[int, CodingRow] = {}
        self._all: tuple[CodingRow, ...] = ()
        self._painted: dict[int, Highlight] = {}
        self._layer: Layer | None = None
        self._codes: dict[int, CodeRow] = {}
        self._memos: dict[int, str] = {}
        self._shown: dict[int, Highlight] = {}
        self._on_the_way = 0
        self._stale = False
        self._waiting: Span | None = None
        self._returning: int | None = None
        self._text_is_old = False
        self.reader = Reader(speech, self)
        self.proposals = ProposalBar(speech, self)
        self.layers = LayerBar(speech, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.layers)
        column.addWidget(self.proposals)
        column.addWidget(self.reader, 1)
        self.setFocusProxy(self.reader)
        self.reader.code_requested.connect(self.code_wanted)
        self.proposals.next_wanted.connect(self.go_to_next_proposal)
        self.layers.layer_chosen.connect(self._show_layer)
        desk.read(f"text {id(self)}", self._read_text, self._on_text)

    def refresh(self) -> None:
        """Override: title and codings of the source, and its text where that was corrected.

        While a coding of one's own is on its way it is painted first: reading beside the window
        would take the time from it.
        """
        if self._on_the_way:
            self._stale = True
        elif self.row is not None:
            wanted = self._read_all if self._text_is_old else self._read_codings
            read = partial(wanted, self._ahead.ask(), self.speech, self._shown)
            self.desk.read(f"codings {id(self)}", read, self._on_codings)

    def _on_changed(self, change: Changed) -> None:
        if change.tables & _WORDS:
            self._text_is_old = True
        super()._on_changed(change)

    def retranslate(self) -> None:
        """Override: the reader, and beside the window the words of its highlights."""
        self.reader.set_speech(self.speech)
        self.proposals.set_speech(self.speech)
        self.layers.set_speech(self.speech)
        self.refresh()

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

    def return_to(self, position: int) -> None:
        """Show a place one was at before, once the text is there."""
        if self.row is None:
            self._returning = position
        else:
            self.reader.return_to(position)

    def coding(self, id_: int) -> CodingRow | None:
        """The coding of this source with an id, or None."""
        return self._by_id.get(id_)

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

    def _read_codings(
        self,
        number: int,
        speech: Speech,
        shown: Mapping[int, Highlight],
        connection: StudyState,
    ) -> _Coded | None:
        try:
            row = source(connection, self.source_id)
        except NoSuchSource:
            return None
        known = {code.id: code for code in codes(connection, counted=False)}
        memos = coding_memos(connection, self.source_id)
        rows = codings_in(connection, self.source_id)
        # Thousands of highlights are worded and laid out here, beside the window.
        painted = {
            id_: as_shown(each, shown)
            for id_, each in highlights(rows, known, memos, speech=speech).items()
        }
        layer = Layer.of(painted.values())
        return _Coded(number, row, rows, known, memos, painted, layer)

    def _read_all(
        self,
        number: int,
        speech: Speech,
        shown: Mapping[int, Highlight],
        connection: StudyState,
    ) -> _Coded | None:
        coded = self._read_codings(number, speech, shown, connection)
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
            # One comes from another source, not from the start of this one.
            self.reader.return_to(self._waiting.start)
            self.reader.go_to(self._waiting)
            self._waiting = None
        elif self._returning is not None:
            self.reader.return_to(self._returning)
            self._returning = None
        self.refresh()

    def _on_codings(self, coded: _Coded | None) -> None:
        if coded is None:
            self.gone.emit()
            return
        self._ahead.arrived(coded.number)
        if coded.text is not None:
            self._text_is_old = False
            self._show_corrected(coded.text)
        self.row, self._codes, self._memos = coded.row, coded.codes, coded.memos
        self._all, self._painted, self._layer = coded.codings, coded.painted, coded.layer
        self.reader.rename(coded.row.title)
        self.titled.emit(f"{coded.row.key}  {coded.row.title}".strip())
        self._show_layer()

    def _show_layer(self) -> None:
        """Show the codings of the layer chosen, in the text and in the lists beside it."""
        self._set_coded(self._ahead.over(self.layers.chosen(self._all)))
        self.proposals.show_codings(self.coded)
        self._show_highlights()
        self.codings_read.emit(self.coded, self._codes)
        self.painted.emit()

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

    def code(self, span: Span, code_id: int, memo: str = "") -> None:
        """Give a code to a span; it is painted as soon as it is kept, before all is read anew."""
        shown = self.reader.shown_text()
        # Where the text was corrected in the meantime, other words than those seen stay uncoded.
        words = "" if shown is None else span.of(shown.text)
        edit = CodeSegment(self.source_id, span, code_id, memo=memo, words=words)
        self._send(edit, partial(self._show_made, span, code_id))

    def code_many(self, edit: CodeMany) -> None:
        """Give several codes in one act; they are painted as soon as they are kept."""
        self._send(edit, partial(self._show_many, edit))

    def _send(self, edit: EditRequest[Result], show: Callable[[Result], None]) -> None:
        """Carry out an edit whose codings are painted before anything is read anew."""

        def made(result: Result) -> None:
            # The tab may have been closed while the study kept the coding.
            if isValid(self):
                show(result)
                # Exactly what asked to be painted, now.
                paint = QEvent.Type.UpdateRequest.value
                QCoreApplication.sendPostedEvents(self.window(), paint)
                self._arrived()

        self._on_the_way += 1
        job = self.desk.do(edit, made)
        job.failed.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def _arrived(self) -> None:
        self._on_the_way -= 1
        if self._stale and not self._on_the_way:
            self._stale = False
            self.refresh()

    def do(
        self,
        edit: EditRequest[Result],
        changed: Mapping[int, CodingRow | None],
        then: Callable[[Result], None] | None = None,
    ) -> None:
        """Carry out an edit and show at once what it leaves; where it is refused, what was there.

        `changed` are the codings as they will be, by id; None stands for one that goes.
        """
        kept = self._show_ahead(changed)

        def done(result: Result) -> None:
            kept()
            if then is not None:
                then(result)

        def refused(error: Exception) -> None:
            kept()
            self.desk.refuse(error)
            if isValid(self):
                self.refresh()

        session = self.desk.session
        self.desk.jobs.write(
            lambda job: session.do(edit, job.is_stopped), then=done, otherwise=refused
        )

    def _show_many(self, edit: CodeMany, ids: tuple[int, ...]) -> None:
        for each, coding_id in zip(edit.codings, ids, strict=True):
            self._show_made(each.span, each.code_id, coding_id)

    def _show_made(self, span: Span, code_id: int, coding_id: int) -> None:
        shown = self.reader.shown_text()
        if shown is None:
            return
        made = new_row(coding_id, span, code_id)
        coder = self.desk.session.coder
        placed = replace(
            made,
            source_id=self.source_id,
            key=shown.reference(span),
            quote=span.of(shown.text),
            coder_id=coder.id,
            coder=coder.name,
        )
        self._show_ahead({coding_id: placed})()
        self.code_shown.emit(coding_id)

    def _show_ahead(self, changed: Mapping[int, CodingRow | None]) -> Callable[[], None]:
        kept = self._ahead.put(changed)
        self._set_coded(self._ahead.over(self.coded))
        for id_, row in changed.items():
            self._shown.pop(id_, None)
            self.reader.remove_highlight(id_)
            code = None if row is None else self._codes.get(row.code_id)
            if row is not None and code is not None:
                memo = self._memos.get(id_, "")
                made = highlight(row, code, self.speech, memo=memo)
                self._shown[id_] = made
                self.reader.add_highlight(made)
        self.painted.emit()
        return kept

    def _set_coded(self, rows: tuple[CodingRow, ...]) -> None:
        self.coded = rows
        self._by_id = {row.id: row for row in rows}

    def _worded(self, rows: Iterable[CodingRow]) -> dict[int, Highlight]:
        return highlights(rows, self._codes, self._memos, speech=self.speech)

    def _show_highlights(self) -> None:
        """Bring the painted codings up to date; few changes are painted one by one."""
        layer, self._layer = self._layer, None
        wanted = {id_: self._painted[id_] for id_ in self._by_id if id_ in self._painted}
        for id_ in self._ahead.ids():
            wanted.pop(id_, None)
            row = self._by_id.get(id_)
            wanted |= self._worded((row,) if row else ())
        gone = self._shown.keys() - wanted.keys()
        changed = [each for each in wanted.values() if is_new(each, self._shown)]
        self._shown = wanted
        if len(gone) + len(changed) > FEW:
            whole = layer is not None and layer.highlights == wanted
            self.reader.set_highlights(layer if layer is not None and whole else wanted.values())
            return
        for id_ in gone:
            self.reader.remove_highlight(id_)
        for each in changed:
            self.reader.remove_highlight(each.id)
            self.reader.add_highlight(each)


def _reader_text(connection: StudyState, row: SourceRow) -> ReaderText:
    marks = paragraph_marks(paragraphs(connection, row.id), turns(connection, row.id))
    return ReaderText(row.id, row.key, row.title, source_text(connection, row.id), marks)


def paragraph_marks(
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
                words_start=None if turn is None else turn.words_start,
            )
        )
    return tuple(made)
