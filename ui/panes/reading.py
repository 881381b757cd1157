"""The reading pane: one source in the reader, coded by key, by double click and by dragging."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from models.positions import Span
from models.vocabulary import CodingState, Polarity
from qda.edits.coding import CodeSegment
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.codes import codes
from qda.retrieval.coding_memos import coding_memos
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

_MEMO: Final = 300
"""So many letters of a memo are shown on hovering."""

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
    memos: dict[int, str]


class ReadingPane(Pane):
    """One source, read and coded.

    Signals:
        codings_read: the codings of the source were read anew (`CodingRow`s and codes by id).
        code_wanted: the selected words are to be coded with a code yet to be chosen (`Span`).
        titled: the source's key and title are known.
        gone: the source is no longer in the study.
        code_shown: a coding that was just made is painted (its id).
    """

    shows = frozenset({"segment", "coding", "code", "source", "turn", "memo"})

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
        self._memos: dict[int, str] = {}
        self._shown: dict[int, Highlight] = {}
        self._on_the_way = 0
        self._stale = False
        self._waiting: Span | None = None
        self._returning: int | None = None
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
        """Override: title, speakers and codings of the source; its text never changes.

        While a coding of one's own is on its way it is painted first: reading beside the window
        would take the time from it.
        """
        if self._on_the_way:
            self._stale = True
        elif self.row is not None:
            self.desk.read(f"codings {self.source_id}", self._read_codings, self._on_codings)

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

    def return_to(self, position: int) -> None:
        """Show a place one was at before, once the text is there."""
        if self.row is None:
            self._returning = position
        else:
            self.reader.return_to(position)

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
        text = source_text(connection, self.source_id)
        marks = _marks(paragraphs(connection, row.id), turns(connection, row.id))
        return _Opened(row, ReaderText(row.id, row.key, row.title, text, marks))

    def _read_codings(self, connection: StudyState) -> _Coded | None:
        try:
            row = source(connection, self.source_id)
        except NoSuchSource:
            return None
        known = {code.id: code for code in codes(connection)}
        memos = coding_memos(connection, self.source_id)
        return _Coded(row, codings_in(connection, self.source_id), known, memos)

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
        self.row, self.coded, self._codes = coded.row, coded.codings, coded.codes
        self._memos = coded.memos
        self.proposals.show_codings(coded.codings)
        self.reader.rename(coded.row.title)
        self.titled.emit(f"{coded.row.key}  {coded.row.title}".strip())
        self._show_highlights()
        self.codings_read.emit(coded.codings, coded.codes)

    def code(self, span: Span, code_id: int) -> None:
        """Give a code to a span; it is painted as soon as it is kept, before all is read anew."""

        def show(coding_id: int) -> None:
            if not isValid(self):
                # The tab was closed while the coding was on its way.
                return
            code = self._codes.get(code_id)
            if code is not None:
                name = self.desk.session.coder_name
                made = _new_highlight(coding_id, span, code, name, self.speech)
                self._shown[coding_id] = made
                self.reader.add_highlight(made)
                # Exactly what asked to be painted, now.
                paint = QEvent.Type.UpdateRequest.value
                QCoreApplication.sendPostedEvents(self.window(), paint)
                self.code_shown.emit(coding_id)
            self._arrived()

        self._on_the_way += 1
        job = self.desk.do(CodeSegment(self.source_id, span, code_id), show)
        job.failed.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def _arrived(self) -> None:
        self._on_the_way -= 1
        if self._stale and not self._on_the_way:
            self._stale = False
            self.refresh()

    def _show_highlights(self) -> None:
        """Bring the painted codings up to date; few changes are painted one by one."""
        wanted = {
            row.id: highlight(
                row, self._codes[row.code_id], self.speech, memo=self._memos.get(row.id, "")
            )
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
    return Highlight(
        id=coding_id, span=span, colour=code.colour, label=name, tooltip=tooltip, coder=coder
    )


def highlight(row: CodingRow, code: CodeRow, speech: Speech, *, memo: str = "") -> Highlight:
    """A coding as the reader shows it, with the memo on it."""
    name = code.name(speech.language)
    return Highlight(
        id=row.id,
        span=row.span,
        colour=code.colour,
        label=name,
        proposed=row.state is CodingState.PROPOSED,
        tooltip="\n".join([f"{code.canonical_id}  {name}".strip(), *_facts(row, memo, speech)]),
        polarity="" if row.polarity is None else SYMBOLS[row.polarity],
        coder=row.coder,
        memo=memo,
        important=row.important,
        strength=row.strength,
    )


def _facts(row: CodingRow, memo: str, speech: Speech) -> list[str]:
    """What is known of a coding, line by line: who, how sure, which way, how strong, its memo."""
    lines = [f"{row.coder} · {label(row.state, speech)}"]
    if row.important:
        lines.append(speech("★ important"))
    if row.polarity is not None:
        lines.append(label(row.polarity, speech))
    if row.strength is not None:
        lines.append(speech("Strength {n} of 3", n=row.strength))
    if row.time is not None:
        lines.append(label(row.time, speech))
    if row.tags:
        lines.append(", ".join(row.tags))
    if row.terms:
        lines.append(speech("Words found: {terms}", terms=row.terms))
    if memo:
        short = memo if len(memo) <= _MEMO else memo[: _MEMO - 1] + "…"
        lines.append(f"✎ {short}")
    return lines


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
