"""The reader as one widget: the text with its margins, the find and go-to bars, the place line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from models.positions import Span, trimmed
from qda.i18n import Speech, mark
from ui.reader.bars import FindBar, GoToBar
from ui.reader.finding import Findings, find
from ui.reader.keys import act_of, digit_of
from ui.reader.margins import CodeMargin, KeyMargin
from ui.reader.nudging import HeldEdge, as_nudge, hold
from ui.reader.state import Highlight, ReaderText
from ui.reader.text_view import NORMAL, ReaderTextView
from ui.reader.units import paragraph_around, sentence_around
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.speaking import Speaking

_NOTHING_OPEN = Invitation(
    mark("No source is open"),
    mark("Choose a source on the left to read and code it, or import a file to begin."),
    mark("Import files …"),
)
_ZOOM = 1.1

OWN: Final = {
    "code": "ask_for_code",
    "copy_with_reference": "copy_with_reference",
    "find": "open_find",
    "find_next": "find_next",
    "find_previous": "find_previous",
    "go_to": "open_go_to",
    "larger": "larger",
    "smaller": "smaller",
    "normal_size": "normal_size",
    "sentence": "select_sentence",
    "paragraph": "select_paragraph",
    "next_coding": "go_to_next_coding",
    "previous_coding": "go_to_previous_coding",
    "hold_start": "hold_start",
    "hold_end": "hold_end",
    "leave": "select_nothing",
}
"""The acts that a reader carries out by itself, with its method for each."""


class Reader(Speaking, QWidget):
    """Shows one source and its codings, and tells what a researcher does to it.

    Spans are in code points of the source's text.

    Signals:
        selection_changed: the selected `Span`, or None.
        code_requested: the selected words (without white space at the edges) are to be coded.
        quick_code_requested: a digit 1 to 9 was pressed on selected words: digit and `Span`.
        code_dropped: a code (id) fell on the selection: id and `Span`.
        highlight_clicked: codings were clicked: a list of ids, the shortest first.
        boundary_changed: a coding's edge was moved and kept: id and the new `Span`.
        context_requested: a menu is wanted: global point, `Span` or None, list of coding ids.
        import_requested: the button of the empty reader was pressed.
        place_changed: the caret stands at another paragraph or among other codings.
        act_requested: a key was pressed for an act that is not the reader's own (its name).
    """

    selection_changed = Signal(object)
    code_requested = Signal(object)
    quick_code_requested = Signal(int, object)
    code_dropped = Signal(int, object)
    highlight_clicked = Signal(object)
    boundary_changed = Signal(int, object)
    context_requested = Signal(QPoint, object, object)
    import_requested = Signal()
    place_changed = Signal()
    act_requested = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self._held: HeldEdge | None = None
        self._left_behind: Span | None = None
        self._open = False
        self.title = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.place = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.empty = EmptyState(_NOTHING_OPEN, speech, self)
        self.page = QWidget(self)
        self.view = ReaderTextView(self.page)
        self.keys = KeyMargin(self.view, speech)
        self.codes = CodeMargin(self.view, speech)
        self.find_bar = FindBar(speech, self.page)
        self.go_to_bar = GoToBar(speech, self.page)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        head = QHBoxLayout()
        head.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        head.addWidget(self.title, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        foot.addWidget(self.place, 1)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
        column.addWidget(self.go_to_bar)
        column.addLayout(foot)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.page)
        self.view.installEventFilter(self)
        # A long title or place must not keep the pane from being narrow.
        for label in (self.title, self.place):
            label.setMinimumWidth(1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.empty.acted.connect(self.import_requested)
        self.view.selectionChanged.connect(self._on_selection)
        self.view.cursorPositionChanged.connect(self._on_caret)
        self.view.code_dropped.connect(self._on_dropped)
        self.view.highlight_clicked.connect(self.highlight_clicked)
        self.view.context_requested.connect(self.context_requested)
        self.view.hovered.connect(self._on_hovered)
        self.view.moved.connect(self._place_margins)
        self.codes.hovered.connect(self._on_hovered)
        self.codes.clicked.connect(self._on_margin_clicked)
        self.find_bar.wanted.connect(self.find_words)
        self.find_bar.next_wanted.connect(self.find_next)
        self.find_bar.previous_wanted.connect(self.find_previous)
        self.find_bar.closed.connect(self._close_bars)
        self.go_to_bar.wanted.connect(self._on_go_to)
        self.go_to_bar.closed.connect(self._close_bars)

    # --- what is shown -------------------------------------------------------------------------

    def show_text(self, text: ReaderText, highlights: Iterable[Highlight] = ()) -> None:
        """Open a source with its codings, at its start."""
        self._open, self._held, self._left_behind = True, None, None
        self.view.show_text(text)
        self.view.set_highlights(highlights)
        self._pages.setCurrentWidget(self.page)
        self._fit_margins()
        self.view.to_start()
        self.find_bar.set_count(None, None)
        self.retranslate()

    def rename(self, title: str) -> None:
        """Show another title above the same text."""
        if title != self.view.shown.title:
            self.view.shown = replace(self.view.shown, title=title)
            self.retranslate()

    def close_text(self) -> None:
        """Show the empty state again."""
        self._open = False
        self.view.show_text(ReaderText(0, "", "", ""))
        self._pages.setCurrentWidget(self.empty)

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show these codings and no others."""
        self.view.set_highlights(highlights)
        self._say_place()

    def add_highlight(self, highlight: Highlight) -> None:
        """Show one more coding; one with the same id is replaced."""
        self.view.add_highlight(highlight)
        self._say_place()

    def remove_highlight(self, id_: int) -> None:
        """Show one coding less."""
        self.view.remove_highlight(id_)
        self._say_place()

    def shown_text(self) -> ReaderText | None:
        """The source that is open, or None."""
        return self.view.shown if self._open else None

    def retranslate(self) -> None:
        """Override: names, bars, margins and the place line."""
        shown = self.view.shown
        self.title.setText(f"{shown.key}  {shown.title}".strip())
        self.setAccessibleName(self.speech("Reader"))
        self.view.setAccessibleName(
            self.speech("Text of {source}", source=f"{shown.key} {shown.title}".strip())
        )
        for part in (self.empty, self.keys, self.codes, self.find_bar, self.go_to_bar):
            part.set_speech(self.speech)
        self._say_place()

    # --- places --------------------------------------------------------------------------------

    def selected_span(self) -> Span | None:
        """The selection exactly as it is, or None."""
        return self.view.selected_span()

    def go_to(self, span: Span, *, flash: bool = True) -> None:
        """Put the caret at a span and bring it into view; `flash` frames it for a moment."""
        checked = span.checked(len(self.view.shown.text))
        self.view.put_caret(checked.start)
        self.view.bring_into_view(checked, flash=flash)
        self.view.setFocus()

    def go_to_paragraph(self, number: int) -> bool:
        """Go to the paragraph with this number; False where there is none."""
        mark_ = self.view.shown.paragraph(number)
        if mark_ is not None:
            self.go_to(mark_.span)
        return mark_ is not None

    def copy_with_reference(self) -> None:
        """Copy the selected words with their trace key: “words” (W03:12)."""
        span = self.selected_span()
        if span is not None:
            shown = self.view.shown
            said = f"“{span.of(shown.text)}” ({shown.reference(span)})"
            QGuiApplication.clipboard().setText(said)

    # --- finding -------------------------------------------------------------------------------

    def find_words(self, words: str) -> None:
        """Mark every place that reads like these words, and go to the first from the caret on."""
        findings = find(self.view.shown.text, words)
        self._stand_on(findings, findings.from_(self.view.caret()))

    def find_next(self) -> None:
        """Go to the next finding, from the last one to the first."""
        findings, found = self.view.findings, self.view.found
        if found is not None:
            self._stand_on(findings, (found + 1) % len(findings))

    def find_previous(self) -> None:
        """Go to the finding before, from the first one to the last."""
        findings, found = self.view.findings, self.view.found
        if found is not None:
            self._stand_on(findings, (found - 1) % len(findings))

    def _stand_on(self, findings: Findings, number: int | None) -> None:
        self.view.set_findings(findings, number)
        self.find_bar.set_count(number, len(findings) if findings.wanted.strip() else None)
        if number is not None:
            span = findings.span(number)
            self.view.select(span)
            self.view.bring_into_view(span, flash=False)

    # --- keys ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override: the reader's keys on the text."""
        if watched is self.view and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._claim(event)
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
        return super().eventFilter(watched, event)

    def _claim(self, event: QKeyEvent) -> bool:
        if act_of(event.key(), event.modifiers()) is not None:
            event.accept()
            return True
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if self._held is not None and self._nudged(event):
            return True
        digit = digit_of(event.key(), event.modifiers())
        act = act_of(event.key(), event.modifiers())
        if digit is not None:
            span = self.wanted_span()
            if span is not None:
                self.quick_code_requested.emit(digit, span)
            return True
        if act is None:
            return False
        if not self.do(act):
            self.act_requested.emit(act)
        return True

    def _nudged(self, event: QKeyEvent) -> bool:
        nudge = as_nudge(event)
        if nudge is not None:
            self.view.keyPressEvent(nudge)
            return True
        held, self._held = self._held, None
        span = self.selected_span()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held and span:
            self.boundary_changed.emit(held.id, span)
            return True
        return False

    def do(self, act: str) -> bool:
        """Carry out an act of the text by its name; False where it is not the reader's own."""
        method = OWN.get(act)
        if method is not None:
            getattr(self, method)()
        return method is not None

    def open_find(self) -> None:
        """Show the find bar, with the selected words where there are a few."""
        span = self.selected_span()
        words = span.of(self.view.shown.text) if span and len(span) <= 80 else ""
        self.go_to_bar.hide()
        self.find_bar.open_with(words)

    def open_go_to(self) -> None:
        """Show the go-to bar."""
        paragraphs = self.view.shown.paragraphs
        self.find_bar.hide()
        self.go_to_bar.open_for(paragraphs[-1].number if paragraphs else 0)

    def larger(self) -> None:
        """Larger letters."""
        self._zoom(self.view.points() * _ZOOM)

    def smaller(self) -> None:
        """Smaller letters."""
        self._zoom(self.view.points() / _ZOOM)

    def normal_size(self) -> None:
        """Letters of normal size."""
        self._zoom(NORMAL)

    def select_sentence(self) -> None:
        """Select the sentence at the caret."""
        text, caret = self.view.shown.text, self.view.caret()
        paragraph = paragraph_around(text, caret)
        span = sentence_around(text, caret, paragraph) if paragraph else None
        if span is not None:
            self.view.select(span)

    def select_paragraph(self) -> None:
        """Select the paragraph at the caret."""
        span = paragraph_around(self.view.shown.text, self.view.caret())
        if span is not None:
            self.view.select(span)

    def go_to_next_coding(self) -> None:
        """Go to the first coding that starts after the caret."""
        caret = self.view.caret()
        later = [span for span, _ in self.view.codings.spans() if span.start > caret]
        if later:
            self.go_to(later[0])

    def go_to_previous_coding(self) -> None:
        """Go to the last coding that starts before the caret."""
        caret = self.view.caret()
        earlier = [span for span, _ in self.view.codings.spans() if span.start < caret]
        if earlier:
            self.go_to(earlier[-1])

    def hold_start(self) -> None:
        """Hold the start of the shortest coding at the caret; arrows move it, Enter keeps it."""
        self._hold(at_start=True)

    def hold_end(self) -> None:
        """Hold the end of the shortest coding at the caret; arrows move it, Enter keeps it."""
        self._hold(at_start=False)

    def _hold(self, *, at_start: bool) -> None:
        ids = self._ids_at_caret()
        self._held = hold(self.view, ids[0], at_start=at_start) if ids else None
        self._say_place()

    def select_nothing(self, *, keep_selection: bool = False) -> None:
        """Select nothing, and let go of an edge that is held and of words left behind."""
        self._held = self._left_behind = None
        if not keep_selection:
            self.view.put_caret(self.view.caret())

    def _zoom(self, points: float) -> None:
        self.view.set_points(points)
        self._fit_margins()

    def ask_for_code(self) -> None:
        """Tell that the selected words are to be coded."""
        span = self.wanted_span()
        if span is not None:
            self.code_requested.emit(span)

    def wanted_span(self) -> Span | None:
        """The words to be coded, or None: those selected, without white space at their edges.

        Where nothing is selected and the caret stands where `leave_behind` put it, the words it
        left behind, so that they can be given another code at once.
        """
        span = self.selected_span()
        if span is not None:
            return trimmed(self.view.shown.text, span)
        behind = self._left_behind
        return behind if behind is not None and behind.end == self.view.caret() else None

    def leave_behind(self, span: Span) -> None:
        """Put the caret behind words that were coded; nothing is selected."""
        self.view.put_caret(span.end)
        self._left_behind = span

    # --- what the parts tell -------------------------------------------------------------------

    def _on_selection(self) -> None:
        self.selection_changed.emit(self.selected_span())

    def _on_caret(self) -> None:
        self._say_place()
        self.place_changed.emit()

    def _on_dropped(self, code_id: int, span: Span) -> None:
        words = trimmed(self.view.shown.text, span)
        if words is not None:
            self.code_dropped.emit(code_id, words)

    def _on_hovered(self, ids: frozenset[int]) -> None:
        self.view.raise_highlights(ids or frozenset(self._ids_at_caret()))

    def _on_margin_clicked(self, id_: int) -> None:
        highlight = self.view.highlight(id_)
        if highlight is not None:
            self.view.put_caret(highlight.span.start)
            self.highlight_clicked.emit([id_])

    def _on_go_to(self, number: int) -> None:
        if self.go_to_paragraph(number):
            self._close_bars()
        else:
            self.go_to_bar.refuse()

    def _close_bars(self) -> None:
        self.find_bar.hide()
        self.go_to_bar.hide()
        self.view.set_findings(Findings(), None)
        self.view.setFocus()

    def _ids_at_caret(self) -> Sequence[int]:
        codings, caret = self.view.codings, self.view.caret()
        at = codings.at(caret)
        return at if at or not caret else codings.at(caret - 1)

    def _say_place(self) -> None:
        shown, ids = self.view.shown, self._ids_at_caret()
        self.view.raise_highlights(frozenset(ids))
        paragraph = shown.paragraph_at(self.view.caret())
        said = [f"{shown.key}:{paragraph.number}" if paragraph else shown.key]
        if paragraph is not None and paragraph.speaker:
            said.append(paragraph.speaker)
        names = [found.label for id_ in ids if (found := self.view.highlight(id_)) is not None]
        if names:
            said.append(self.speech("codes: {names}", names="; ".join(names)))
        if self._held is not None:
            said.append(self.speech("Arrow keys move the edge, Enter keeps it, Escape leaves it."))
        self.place.setText("   ".join(said))
        self.view.setAccessibleDescription(", ".join(said))

    # --- margins -------------------------------------------------------------------------------

    def _fit_margins(self) -> None:
        room = self.view.width()
        left = self.keys.width_wanted(room)
        # In a narrow pane names and speakers give way to the words.
        right = min(self.codes.sizeHint().width(), max(90, room // 4))
        self.view.set_margins(left, right)
        self._place_margins()

    def _place_margins(self) -> None:
        text = self.view.viewport().geometry()
        height = text.height()
        self.keys.setGeometry(0, text.top(), text.left(), height)
        bar = self.view.verticalScrollBar().width()
        right = self.view.width() - bar - text.right() - 1
        self.codes.setGeometry(text.right() + 1, text.top(), max(0, right), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the margins follow."""
        super().resizeEvent(event)
        self._fit_margins()
