"""The acts of coding: by the quick list, by digit, by the last code, in vivo, by dragging."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from models.positions import Span
from qda.edits.coding import CodeMany, CodeSegment
from qda.edits.coining import CodeInVivo, CoinCode
from qda.i18n import Speech
from qda.retrieval.rows import CodingRow
from ui.acts.act import Acts
from ui.acts.choosing import CodeChooser
from ui.acts.coding_menu import CodingMenu
from ui.acts.judging import JudgingActs, said_parts
from ui.acts.known_codes import KnownCodes
from ui.acts.recoding import RecodingActs, named, place_of
from ui.acts.standing import Standing
from ui.desk import Desk
from ui.panes.code_desk import CodeDesk
from ui.panes.reading import ReadingPane
from ui.reader.units import Unit, paragraph, sentence, turn
from ui.widgets.notice_bar import Message
from ui.widgets.quick_list import Picked, QuickAsk, QuickList
from ui.widgets.quick_rows import QuickItem


class CodingActs(Acts):
    """Coding in the source that is in front.

    `known` are the codes with those used last, `standing` is the coding at the caret, `quick` the
    list in which codes are chosen.

    Signals:
        recent_changed: another code was used.
        memo_wanted: write a memo on a coding (`CodingRow`).
        act_wanted: the menu of the text asks for another act of the window, by its name.
    """

    recent_changed = Signal()
    memo_wanted = Signal(object)
    act_wanted = Signal(str)

    def __init__(self, desk: Desk, speech: Speech, codes: CodeDesk, window: QWidget) -> None:
        super().__init__(desk, speech, window)
        self.codes = codes
        self.pane: ReadingPane | None = None
        self.known = KnownCodes(desk, self)
        self.standing = Standing(self)
        self.quick = QuickList(speech, window)
        self.chooser = CodeChooser(desk, speech, self.known, self.quick, window=window)
        self.judging = JudgingActs(desk, speech, self.standing, window)
        self.recoding = RecodingActs(self, self.known, self.standing, self.quick)
        self.menu_ = CodingMenu(self)
        self.known.changed.connect(self.recent_changed)
        codes.code_applied.connect(self.code_with)
        codes.tree.span_dropped.connect(self._on_words_dropped)

    @property
    def recent(self) -> list[int]:
        """The ids of the codes used last, the newest first."""
        return self.known.recent

    def retranslate(self) -> None:
        """Override: the quick list and the other groups speak the same language."""
        for part in (self.quick, self.chooser, self.judging, self.recoding):
            part.set_speech(self.speech)

    def attach(self, pane: ReadingPane) -> None:
        """Serve a reading pane."""
        reader = pane.reader
        self.standing.attach(pane)
        pane.code_wanted.connect(self.ask_for_code)
        reader.code_dropped.connect(partial(self._on_dropped, pane))
        reader.quick_code_requested.connect(self._on_digit)
        reader.highlight_clicked.connect(self._on_clicked)
        reader.boundary_changed.connect(self.recoding.resize)
        reader.context_requested.connect(self._on_context)
        pane.proposals.confirm_wanted.connect(self.recoding.confirm)
        pane.proposals.throw_wanted.connect(self.recoding.remove)

    def stand_before(self, pane: ReadingPane | None) -> None:
        """Code in this pane from now on; None where no source is in front."""
        if pane is not self.pane:
            self.quick.leave()
        self.pane = pane
        self.standing.stand_before(pane)

    def said_here(self) -> str:
        """What the coding at the caret says, for the status line; empty where there is none."""
        row, speech = self.standing.row(), self.speech
        code = None if row is None else self.known.code(row.code_id)
        if row is None or code is None:
            return ""
        parts = [code.name(speech.language), *said_parts(row, speech)]
        rows = self.standing.rows()
        if len(rows) > 1:
            at = [each.id for each in rows].index(row.id) + 1
            parts.append(speech("{at} of {count} here, G for the next", at=at, count=len(rows)))
        return "  ·  ".join(parts)

    # --- with a code that is known -------------------------------------------------------------

    def code_with(self, code_id: int) -> None:
        """Give a code to the selected words, and go on reading behind them."""
        span = None if self.pane is None else self.pane.selected()
        if self.pane is None or span is None:
            self._tell(lambda s: s("Select some words in a source first, then choose the code."))
            return
        self._code(self.pane, span, code_id)

    def on_code_again(self) -> None:
        """Give the code used last to the selected words."""
        if self.recent:
            self.code_with(self.recent[0])
        else:
            self._tell_no_code()

    def on_code_recent(self) -> None:
        """Choose among the codes used last: the list begins with them, digits pick."""
        span = None if self.pane is None else self.pane.selected()
        if span is None:
            self.on_code_here()
        else:
            self.ask_for_code(span)

    def on_again_sentence(self) -> None:
        """Give the code used last to the sentence at the caret."""
        self._code_unit(sentence)

    def on_again_turn(self) -> None:
        """Give the code used last to all that the speaker says at the caret."""
        self._code_unit(turn)

    def on_again_paragraph(self) -> None:
        """Give the code used last to the paragraph at the caret."""
        self._code_unit(paragraph)

    def on_in_vivo(self) -> None:
        """Code the selected words with a code that they name themselves."""
        pane = self.pane
        span = None if pane is None else pane.selected()
        if pane is None or span is None:
            self._tell(lambda s: s("Select the words that shall name the code."))
            return
        pane.reader.leave_behind(span)
        self.desk.do(CodeInVivo(pane.source_id, span), partial(self._on_coined, pane))

    # --- with a code to be chosen --------------------------------------------------------------

    def on_code_here(self) -> None:
        """Choose a code for the selected words, or for the sentence at the caret."""
        pane = self.pane
        if pane is None:
            return
        span = pane.selected() or _at_caret(pane, sentence)
        if span is None:
            self._tell(lambda s: s("No words stand at the caret."))
        else:
            self.ask_for_code(span)

    def ask_for_code(self, span: Span) -> None:
        """Let codes be chosen by typing, for a span of the source in front."""
        pane = self.pane
        shown = None if pane is None else pane.reader.shown_text()
        if pane is None or shown is None:
            return
        before = pane.reader.selected_span(), pane.reader.view.caret()
        # What will be coded is seen selected, also where it is the sentence at the caret.
        pane.reader.view.select(span)
        speech = self.speech
        ask = QuickAsk(
            title=speech(
                "Code “{words}” ({key})",
                words=named(span.of(shown.text)),
                key=shown.reference(span),
            ),
            prompt=speech("Find a code by its name, id or meaning"),
            hint=speech("Enter gives the code, Ctrl+Enter collects several, Escape leaves."),
            find=self.find,
            collected=speech("Enter gives: {names}"),
            new=speech("New code “{name}”"),
            memo=speech("Memo on the coding (Tab comes here)"),
        )
        self.quick.open_at(
            place_of(pane, span, self.window_),
            ask,
            then=partial(self._on_picked, pane, span),
            left=partial(_put_back, pane, *before),
        )

    def find(self, words: str) -> list[QuickItem]:
        """The codes that answer to typed words, in the language of the window."""
        return self.known.find(words, self.speech)

    def _on_picked(self, pane: ReadingPane, span: Span, picked: Picked) -> None:
        pane.reader.leave_behind(span)
        pane.reader.setFocus()
        self.known.use(picked.ids)
        if picked.new:
            coined = CoinCode(
                picked.new,
                ((pane.source_id, span),),
                self.speech.language,
                code_ids=picked.ids,
                memo=picked.memo,
            )
            self.desk.do(coined, lambda ids: self._on_coined(pane, ids[-1]))
        elif len(picked.ids) == 1:
            pane.code(span, picked.ids[0], picked.memo)
        else:
            first, *others = picked.ids
            codings = (
                CodeSegment(pane.source_id, span, first, memo=picked.memo),
                *(CodeSegment(pane.source_id, span, each) for each in others),
            )
            pane.code_many(CodeMany(codings))

    def _on_coined(self, pane: ReadingPane, coding_id: int) -> None:
        self.known.use_newest()
        if pane is self.pane:
            self.standing.choose(coding_id)

    # --- what all of them do -------------------------------------------------------------------

    def _code(self, pane: ReadingPane, span: Span, code_id: int) -> None:
        self.known.use((code_id,))
        pane.reader.leave_behind(span)
        pane.reader.setFocus()
        pane.code(span, code_id)

    def _code_unit(self, unit: Unit) -> None:
        pane = self.pane
        span = None if pane is None else _at_caret(pane, unit)
        if pane is None or span is None:
            self._tell(lambda s: s("No such stretch of words stands at the caret."))
        elif not self.recent:
            self._tell_no_code()
        else:
            self._code(pane, span, self.recent[0])

    def _on_dropped(self, pane: ReadingPane, code_id: int, span: Span) -> None:
        self._code(pane, span, code_id)

    def _on_words_dropped(self, code_id: int, _source_id: int, _span: Span) -> None:
        self.known.use((code_id,))

    def _on_digit(self, digit: int, span: Span) -> None:
        if self.pane is None:
            return
        if digit <= len(self.recent):
            self._code(self.pane, span, self.recent[digit - 1])
        else:
            self._tell_no_code()

    def _tell_no_code(self) -> None:
        self._tell(lambda s: s("No code has been used so often yet. Press Enter to choose one."))

    def _tell(self, say: Callable[[Speech], str]) -> None:
        self.desk.told.emit(Message(say))

    # --- what the reader tells -----------------------------------------------------------------

    def _on_clicked(self, ids: list[int]) -> None:
        row: CodingRow | None = None
        if self.pane is not None and ids:
            row = self.pane.coding(ids[0])
        if row is not None:
            self.codes.show_coding(row)
            self.standing.choose(row.id)

    def _on_context(self, point: QPoint, span: Span | None, ids: list[int]) -> None:
        view = None if self.pane is None else self.pane.reader.view
        here = (
            None
            if view is None
            else view.position_at(QPointF(view.viewport().mapFromGlobal(point)))
        )
        if view is not None and here is not None and span is None:
            # What the menu does to the sentence, or where it splits, is meant of this place.
            view.put_caret(here)
        menu = self.menu(span, ids)
        if not menu.isEmpty():
            menu.popup(point)

    def menu(self, span: Span | None, ids: list[int]) -> QMenu:
        """What one can do to the selected words and to the codings under the pointer."""
        return self.menu_.made(span, ids)


def _at_caret(pane: ReadingPane, unit: Unit) -> Span | None:
    shown = pane.reader.shown_text()
    return None if shown is None else unit(shown, pane.reader.view.caret())


def _put_back(pane: ReadingPane, selected: Span | None, caret: int) -> None:
    """Nothing was coded: what was selected before is so again."""
    if selected is None and isValid(pane):
        pane.reader.view.put_caret(caret)
