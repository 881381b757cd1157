"""The acts of coding: by key, by choice, by digit; and what one does to a coding that is there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.positions import Span
from models.vocabulary import CodingState, Polarity
from qda.edits.coding import (
    ConfirmCodings,
    JudgeCodings,
    Judgement,
    RecodeCodings,
    RemoveCodings,
    ResizeCoding,
)
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.rows import CodeRow, CodingRow
from ui.acts.act import Acts
from ui.desk import Desk
from ui.panes.code_desk import Choice, CodeDesk
from ui.panes.reading import SYMBOLS, ReadingPane
from ui.widgets.notice_bar import Message

MOST_RECENT = 9
_MOST_IN_MENU = 6


class CodingActs(Acts):
    """Coding in the source that is in front.

    Signals:
        recent_changed: another code was used.
        memo_wanted: write a memo on a coding (`CodingRow`).
    """

    recent_changed = Signal()
    memo_wanted = Signal(object)

    def __init__(self, desk: Desk, speech: Speech, codes: CodeDesk, window: QWidget) -> None:
        super().__init__(desk, speech, window)
        self.codes = codes
        self.pane: ReadingPane | None = None
        self.recent: list[int] = []
        codes.code_applied.connect(self.code_with)

    def attach(self, pane: ReadingPane) -> None:
        """Serve a reading pane."""
        reader = pane.reader
        pane.code_wanted.connect(self.ask_for_code)
        reader.code_dropped.connect(partial(self._on_dropped, pane))
        reader.quick_code_requested.connect(self._on_digit)
        reader.highlight_clicked.connect(self._on_clicked)
        reader.boundary_changed.connect(self._on_resized)
        reader.context_requested.connect(self._on_context)
        reader.selection_changed.connect(self._on_selection)
        pane.proposals.confirm_wanted.connect(self.confirm)
        pane.proposals.throw_wanted.connect(self.remove)

    def stand_before(self, pane: ReadingPane | None) -> None:
        """Code in this pane from now on; None where no source is in front."""
        if pane is not self.pane:
            self.codes.leave_choice()
        self.pane = pane

    # --- coding --------------------------------------------------------------------------------

    def code_with(self, code_id: int) -> None:
        """Give a code to the selected words, and go on reading behind them."""
        span = None if self.pane is None else self.pane.selected()
        if self.pane is None or span is None:
            self.desk.told.emit(
                Message(lambda s: s("Select some words in a source first, then choose the code."))
            )
            return
        self._code(self.pane, span, code_id)

    def on_code_again(self) -> None:
        """Give the code used last to the selected words."""
        if self.recent:
            self.code_with(self.recent[0])
        else:
            self.desk.told.emit(Message(lambda s: s("No code has been used yet.")))

    def ask_for_code(self, span: Span) -> None:
        """Let a code be chosen by typing, for a span of the source in front."""
        pane = self.pane
        shown = None if pane is None else pane.reader.shown_text()
        if pane is None or shown is None:
            return
        words = _shortened(span.of(shown.text))
        self.codes.choose(
            Choice(
                say=lambda s: s(
                    "Choose a code for “{words}”. Enter applies it, Escape goes back.", words=words
                ),
                then=partial(self._code, pane, span),
                left=pane.reader.setFocus,
            )
        )

    def _code(self, pane: ReadingPane, span: Span, code_id: int) -> None:
        self.recent = [code_id, *(each for each in self.recent if each != code_id)][:MOST_RECENT]
        self.recent_changed.emit()
        pane.reader.leave_behind(span)
        pane.reader.setFocus()
        pane.code(span, code_id)

    def _on_dropped(self, pane: ReadingPane, code_id: int, span: Span) -> None:
        self._code(pane, span, code_id)

    def _on_digit(self, digit: int, span: Span) -> None:
        if self.pane is not None and digit <= len(self.recent):
            self._code(self.pane, span, self.recent[digit - 1])

    # --- what is coded already -----------------------------------------------------------------

    def confirm(self, ids: tuple[int, ...]) -> None:
        """Make proposals one's own."""
        self.desk.do(ConfirmCodings(ids))

    def remove(self, ids: tuple[int, ...]) -> None:
        """Take codings away."""
        self.desk.do(RemoveCodings(ids))

    def recode(self, row: CodingRow) -> None:
        """Let another code be chosen for a coding."""
        pane, words = self.pane, _shortened(row.quote or row.key)
        self.codes.choose(
            Choice(
                say=lambda s: s(
                    "Choose another code for “{words}”. Enter applies it, Escape goes back.",
                    words=words,
                ),
                then=partial(self._recode, row.id, pane),
                left=self.window_.setFocus if pane is None else pane.reader.setFocus,
            )
        )

    def _recode(self, coding_id: int, pane: ReadingPane | None, code_id: int) -> None:
        self.desk.do(RecodeCodings((coding_id,), code_id))
        if pane is not None:
            pane.reader.setFocus()

    def judge(self, row: CodingRow, judgement: Judgement) -> None:
        """Say something else of a coding."""
        self.desk.do(JudgeCodings((row.id,), judgement))

    def add_memo(self, row: CodingRow) -> None:
        """Write a memo on a coding, below the text."""
        self.memo_wanted.emit(row)

    def _on_resized(self, coding_id: int, span: Span) -> None:
        self.desk.do(ResizeCoding(coding_id, span))

    def _on_clicked(self, ids: list[int]) -> None:
        if self.pane is not None and ids:
            row = self.pane.coding(ids[0])
            if row is not None:
                self.codes.show_coding(row)

    def _on_selection(self, span: Span | None) -> None:
        if span is not None:
            self.codes.leave_choice()

    # --- the menu ------------------------------------------------------------------------------

    def _on_context(self, point: QPoint, span: Span | None, ids: list[int]) -> None:
        menu = self.menu(span, ids)
        if not menu.isEmpty():
            menu.popup(point)

    def menu(self, span: Span | None, ids: list[int]) -> QMenu:
        """What one can do to the selected words and to the codings under the pointer."""
        menu = QMenu(self.window_)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.pane is None:
            return menu
        if span is not None:
            self._add_coding(menu, span)
        rows = [row for id_ in ids[:_MOST_IN_MENU] if (row := self.pane.coding(id_)) is not None]
        for row in rows:
            code = self.codes.code(row.code_id)
            if code is None:
                continue
            menu.addSeparator()
            into = menu.addMenu(_named(row, code, self.speech)) if len(rows) > 1 else menu
            if into is menu:
                menu.addSection(_named(row, code, self.speech))
            self._add_acts(into, row)
        return menu

    def _add_coding(self, menu: QMenu, span: Span) -> None:
        menu.addAction(self.speech("Code …"), partial(self.ask_for_code, span))
        for number, code_id in enumerate(self.recent, start=1):
            code = self.codes.code(code_id)
            if code is not None:
                name = code.name(self.speech.language).replace("&", "&&")
                menu.addAction(f"&{number}  {name}", partial(self.code_with, code_id))
        if self.pane is not None:
            copy = self.pane.reader.copy_with_reference
            menu.addAction(self.speech("Copy with reference"), copy)

    def _add_acts(self, menu: QMenu, row: CodingRow) -> None:
        speech = self.speech
        if row.state is CodingState.PROPOSED:
            menu.addAction(speech("Confirm"), partial(self.confirm, (row.id,)))
        menu.addAction(speech("Recode to …"), partial(self.recode, row))
        said = Judgement(row.polarity, row.strength, row.time, row.confidence, row.important)
        polarity = menu.addMenu(speech("Polarity"))
        self._add_choice(polarity, row, said=replace(said, polarity=None), words=speech("None"))
        for each in Polarity:
            words = f"{SYMBOLS[each]}  {label(each, speech)}"
            self._add_choice(polarity, row, said=replace(said, polarity=each), words=words)
        strength = menu.addMenu(speech("Strength"))
        self._add_choice(strength, row, said=replace(said, strength=None), words=speech("None"))
        for grade, words in enumerate(
            (speech("1 weak"), speech("2 medium"), speech("3 strong")), 1
        ):
            self._add_choice(strength, row, said=replace(said, strength=grade), words=words)
        menu.addAction(speech("Add a memo …"), partial(self.add_memo, row))
        verb = speech("Throw away") if row.state is CodingState.PROPOSED else speech("Remove")
        menu.addAction(verb, partial(self.remove, (row.id,)))

    def _add_choice(self, menu: QMenu, row: CodingRow, *, said: Judgement, words: str) -> None:
        act = menu.addAction(words, partial(self.judge, row, said))
        act.setCheckable(True)
        present = Judgement(row.polarity, row.strength, row.time, row.confidence, row.important)
        act.setChecked(said == present)


def _named(row: CodingRow, code: CodeRow, speech: Speech) -> str:
    return f"{code.name(speech.language)} · {row.coder}".replace("&", "&&")


def _shortened(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= 60 else said[:59] + "…"
