"""The reader as one widget: the text with its margins, the find and go-to bars, the place line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from models.positions import Span, trimmed
from qda.i18n import Speech, mark
from qda.settings import Appearance
from ui.appearance import looks
from ui.reader.coding_list import open_list
from ui.reader.dropping import Dropping
from ui.reader.edges import EdgeDragging
from ui.reader.finder import Finder
from ui.reader.holding import Holding
from ui.reader.keys import act_of, digit_of
from ui.reader.page import Layer
from ui.reader.place_line import PlaceLine
from ui.reader.selecting import Selecting
from ui.reader.sides import Sides
from ui.reader.state import Highlight, ReaderText
from ui.reader.text_view import ReaderTextView
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.speaking import Speaking

_NOTHING_OPEN = Invitation(
    mark("No source is open"),
    mark("Choose a source on the left to read and code it, or import a file to begin."),
    mark("Import files …"),
)
_ZOOM: Final = 1.1

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
    "turn": "select_turn",
    "one_sentence_more": "one_sentence_more",
    "one_paragraph_more": "one_paragraph_more",
    "one_turn_more": "one_turn_more",
    "list_codings": "list_codings",
    "tell_coding": "tell_coding",
    "next_coding": "go_to_next_coding",
    "previous_coding": "go_to_previous_coding",
    "hold_start": "hold_start",
    "hold_end": "hold_end",
    "leave": "select_nothing",
}
"""The acts that a reader carries out by itself, with the method for each, its own or a part's."""


class Reader(Speaking, QWidget):
    """Shows one source and its codings, and tells what a researcher does to it.

    Spans are in code points of the source's text.

    Signals:
        selection_changed: the selected `Span`, or None.
        code_requested: the selected words (without white space at the edges) are to be coded.
        quick_code_requested: a digit 1 to 9 was pressed on selected words: digit and `Span`.
        code_dropped: a code (id) fell on words: id and `Span`.
        highlight_clicked: codings were clicked: a list of ids, the shortest first.
        boundary_changed: a coding's edge was moved and kept: id and the new `Span`.
        context_requested: a menu is wanted: global point, `Span` or None, list of coding ids.
        import_requested: the button of the empty reader was pressed.
        place_changed: the caret stands at another paragraph or among other codings.
        act_requested: a key was pressed for an act that is not the reader's own (its name).
        departed: a place was left for another that was gone to (the position that was left).
        announced: what a screen reader is told: the codes at the caret, once they are others.
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
    departed = Signal(int)
    announced = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self._left_behind: Span | None = None
        self._open = False
        self._said: tuple[int, ...] = ()
        self.title = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.empty = EmptyState(_NOTHING_OPEN, speech, self)
        self.page = QWidget(self)
        self.view = ReaderTextView(self.page)
        self.sides = Sides(self.view, speech)
        self.keys, self.codes, self.overview = (
            self.sides.keys,
            self.sides.codes,
            self.sides.overview,
        )
        self.edges, self.holding = EdgeDragging(self.view), Holding(self.view)
        self.dropping = Dropping(self.view)
        self.line = PlaceLine(self.page)
        self.place = self.line.place
        self.finder = Finder(self.view, speech, self.page)
        self.find_bar, self.go_to_bar = self.finder.find_bar, self.finder.go_to_bar
        self.selecting = Selecting(self.view)
        self._parts = self, self.finder, self.selecting, self.holding
        self._lay_out()
        self._connect()
        self.view.set_look(looks().appearance)
        self.set_speech(speech)

    def _lay_out(self) -> None:
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        head = QHBoxLayout()
        head.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
        column.addWidget(self.go_to_bar)
        column.addWidget(self.line)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.page)
        self.view.installEventFilter(self)
        # A long title must not keep the pane from being narrow.
        self.title.setMinimumWidth(1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.empty.acted.connect(self.import_requested)
        self.view.selectionChanged.connect(self._on_selection)
        self.view.cursorPositionChanged.connect(self._on_caret)
        self.view.zoomed.connect(self._on_zoomed)
        self.dropping.code_dropped.connect(self._on_dropped)
        self.edges.kept.connect(self.boundary_changed)
        self.holding.kept.connect(self.boundary_changed)
        self.holding.changed.connect(self._say_place)
        self.view.highlight_clicked.connect(self.highlight_clicked)
        self.view.context_requested.connect(self.context_requested)
        self.view.hovered.connect(self._on_hovered)
        self.view.moved.connect(self.sides.place)
        self.codes.hovered.connect(self._on_hovered)
        self.codes.clicked.connect(self._on_margin_clicked)
        self.codes.more_wanted.connect(self._open_list)
        self.overview.wanted.connect(self._on_overview)
        self.overview.passed.connect(self.return_to)
        looks().changed.connect(self._on_looks)
        self.finder.paragraph_wanted.connect(self._on_go_to)
        self.finder.departed.connect(self.departed)

    # --- what is shown -------------------------------------------------------------------------

    def show_text(self, text: ReaderText, highlights: Iterable[Highlight] = ()) -> None:
        """Open a source with its codings, at its start."""
        self._open, self._left_behind = True, None
        self.holding.leave()
        self.view.show_text(text)
        self.view.set_highlights(highlights)
        self._said = ()
        self._pages.setCurrentWidget(self.page)
        self.sides.fit()
        self.view.to_start()
        self.finder.forget()
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

    def set_highlights(self, highlights: Iterable[Highlight] | Layer) -> None:
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
        self.empty.set_speech(self.speech)
        self.finder.set_speech(self.speech)
        self.sides.set_speech(self.speech)
        self._say_place()

    # --- places --------------------------------------------------------------------------------

    def selected_span(self) -> Span | None:
        """The selection exactly as it is, or None."""
        return self.view.selected_span()

    def go_to(self, span: Span, *, flash: bool = True) -> None:
        """Put the caret at a span and bring it into view; `flash` frames it for a moment."""
        checked = span.checked(len(self.view.shown.text))
        if checked.start != self.view.caret():
            self.departed.emit(self.view.caret())
        self.view.put_caret(checked.start)
        self.view.bring_into_view(checked, flash=flash)
        self.view.setFocus()

    def return_to(self, position: int) -> None:
        """Put the caret back at a position, as far as the text still reaches, and show it."""
        last = len(self.view.shown.text)
        if last:
            start = min(position, last - 1)
            self.view.put_caret(min(position, last))
            self.view.bring_into_view(Span(start, start + 1), flash=False)
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
        else:
            self.act_requested.emit("copy_coding")

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
        # An edge that is held is moved by keys that mean something else otherwise.
        if self.holding.held is not None or act_of(event.key(), event.modifiers()) is not None:
            event.accept()
            return True
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if self.holding.pressed(event):
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

    def do(self, act: str) -> bool:
        """Carry out an act of the text by its name; False where it is not the reader's own."""
        name = OWN.get(act)
        if name is None:
            return False
        part = next(each for each in self._parts if hasattr(each, name))
        getattr(part, name)()
        return True

    def larger(self) -> None:
        """Larger letters."""
        self._zoom(looks().appearance.points * _ZOOM)

    def smaller(self) -> None:
        """Smaller letters."""
        self._zoom(looks().appearance.points / _ZOOM)

    def normal_size(self) -> None:
        """Letters of normal size."""
        self._zoom(Appearance().points)

    def go_to_next_coding(self) -> None:
        """Go to the first coding that starts after the caret."""
        later = self.view.codings.after(self.view.caret())
        if later is not None:
            self.go_to(later)

    def go_to_previous_coding(self) -> None:
        """Go to the last coding that starts before the caret."""
        earlier = self.view.codings.before(self.view.caret())
        if earlier is not None:
            self.go_to(earlier)

    def list_codings(self) -> None:
        """List the codings in view, to go to one of them."""
        place = self.codes.mapToGlobal(self.codes.rect().topLeft())
        self._open_list(list(self.view.page().extents), place)

    def tell_coding(self) -> None:
        """Show beside the caret all that is known of the codings there."""
        self.view.tell(self.view.ids_at_caret())

    def _open_list(self, ids: Sequence[int], place: QPoint) -> None:
        open_list(
            self.view.highlights_of(ids),
            self.view.shown.text,
            over=self,
            at=place,
            speech=self.speech,
            go=self._on_margin_clicked,
        )

    def select_nothing(self, *, keep_selection: bool = False) -> None:
        """Select nothing, and let go of an edge that is held and of words left behind."""
        self.holding.leave()
        if not self.edges.leave() and not keep_selection:
            self.view.put_caret(self.view.caret())

    def _zoom(self, points: float) -> None:
        looks().choose(looks().appearance.with_points(points))

    def ask_for_code(self) -> None:
        """Tell that the selected words are to be coded."""
        span = self.wanted_span()
        if span is not None:
            self.code_requested.emit(span)
        else:
            self.act_requested.emit("code_here")

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

    def _on_zoomed(self, steps: int) -> None:
        (self.larger if steps > 0 else self.smaller)()

    def _on_looks(self) -> None:
        self.view.set_look(looks().appearance)
        self.sides.fit()

    def _on_overview(self, position: int) -> None:
        self.departed.emit(self.view.caret())
        self.return_to(position)

    def _on_hovered(self, ids: frozenset[int]) -> None:
        # Of those at the caret the shortest stands out: it is the one that keys act on.
        self.view.raise_highlights(ids or frozenset(self.view.ids_at_caret()[:1]))

    def _on_margin_clicked(self, id_: int) -> None:
        highlight = self.view.highlight(id_)
        if highlight is not None:
            self.go_to(highlight.span, flash=False)
            self.highlight_clicked.emit([id_])

    def _on_go_to(self, number: int) -> None:
        if self.go_to_paragraph(number):
            self.finder.close_bars()
        else:
            self.go_to_bar.refuse()

    def _say_place(self) -> None:
        shown, ids = self.view.shown, self.view.ids_at_caret()
        self.view.raise_highlights(frozenset(ids[:1]))
        mark_ = shown.paragraph_at(self.view.caret())
        said = [f"{shown.key}:{mark_.number}" if mark_ else shown.key]
        if mark_ is not None and mark_.speaker:
            said.append(mark_.speaker)
        found = self.view.highlights_of(ids)
        names = "; ".join(each.label for each in found)
        if names:
            said.append(self.speech("codes: {names}", names=names))
        if self.holding.held is not None:
            said.append(
                self.speech(
                    "Arrow keys move the edge by words, with Shift by letters; "
                    "Enter keeps it, Escape leaves it."
                )
            )
        self.line.say("   ".join(said), found[0].tooltip if found else "")
        self.view.setAccessibleDescription(", ".join(said))
        self._announce(tuple(ids), names)

    def _announce(self, ids: tuple[int, ...], names: str) -> None:
        """Tell a screen reader the codes at the caret when they are not those told last."""
        if ids == self._said:
            return
        self._said = ids
        words = self.speech("codes: {names}", names=names) if names else self.speech("No code")
        self.announced.emit(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the margins follow."""
        super().resizeEvent(event)
        self.sides.fit()
