"""The card at hand: it follows the caret, the tree and the lists, or stays where it is pinned."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from qda.edits.anchors import RemoveAnchor
from qda.edits.codes import WordCode
from qda.edits.indicators import IndicateCodings
from qda.i18n import Speech
from qda.retrieval.anchors import anchors
from qda.retrieval.coverage import coverage, plain
from qda.retrieval.rows import CodingRow
from qda.session import StudyState
from ui.code_tree.card import CodeCardPanel
from ui.code_tree.state import CardAnchor
from ui.desk import Desk
from ui.panes.card_words import Evidence, Known, card_of, spoken
from ui.panes.pane import Pane
from ui.widgets.notice_bar import Message

MOST_BACK = 50
"""So many codes one can go back to."""


class TheoryCard(Pane):
    """Shows the card of the code one is at.

    Signals:
        jumped: a button of the card leads to another code (its id).
        place_opened: an anchor example is to be shown (source id, `Span`).
        edit_wanted: names and rules of a code are to be changed (its id).
        rate_wanted: a code is to be rated (its id).
    """

    shows = frozenset({"anchor"})

    jumped = Signal(int)
    place_opened = Signal(int, object)
    edit_wanted = Signal(int)
    rate_wanted = Signal(int)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.card = CodeCardPanel(speech, self)
        self.code_id: int | None = None
        self.source_id: int | None = None
        self.at_caret: CodingRow | None = None
        self.pinned = False
        self._known = Known()
        self._found: Evidence | None = None
        self._before: list[int] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.setFocusProxy(self.card)
        self._connect()
        self.set_speech(speech)

    def _connect(self) -> None:
        self.card.see_instead.connect(self._on_see_instead)
        self.card.back_wanted.connect(self.go_back)
        self.card.pinned.connect(self._on_pinned)
        self.card.anchor_opened.connect(self._on_anchor_opened)
        self.card.anchor_removed.connect(self._on_anchor_removed)
        self.card.evidence_wanted.connect(self._on_evidence_wanted)
        self.card.note_changed.connect(self._on_note)
        self.card.edit_wanted.connect(self.edit_wanted)
        self.card.rate_wanted.connect(self.rate_wanted)

    def refresh(self) -> None:
        """Override: evidence and examples of the code that is shown."""
        if self.code_id is not None:
            code_id, source_id = self.code_id, self.source_id
            asking = self._asking_id(code_id)

            def read(connection: StudyState) -> Evidence:
                found = coverage(connection, source_id=source_id, code_ids=frozenset({asking}))
                examples = anchors(connection, code_id)
                return Evidence(code_id, source_id, examples, found[0] if found else None)

            self.desk.read("card", read, self._on_found)

    def retranslate(self) -> None:
        """Override: the card."""
        self._show()

    def set_known(self, known: Known) -> None:
        """Take up the codes as they are now, and read their evidence anew."""
        self._known = known
        if known.by_id(self.code_id) is None:
            self.code_id, self._found = None, None
        self._before = [each for each in self._before if known.by_id(each) is not None]
        self._show()
        self.refresh()

    def set_source(self, source_id: int | None) -> None:
        """Count evidence in this source from now on; None where none is in front."""
        if source_id != self.source_id:
            self.source_id = source_id
            self.refresh()

    def follow(self, row: CodingRow | None) -> None:
        """The caret stands in a coding, or in none, where the card stays as it is."""
        self.at_caret = row
        if row is not None:
            self.show_code(row.code_id)

    def show_code(self, code_id: int | None) -> None:
        """Show the card of a code, unless one is pinned."""
        if not self.pinned:
            self._go(code_id)

    def go_back(self) -> None:
        """Show the code that was shown before, in the tree, too."""
        if self._before:
            code_id = self._before.pop()
            self._go(code_id, remember=False)
            self.jumped.emit(code_id)

    def toggle_pin(self) -> None:
        """Pin the card, or let it follow again."""
        self.card.pin.toggle()

    def _go(self, code_id: int | None, *, remember: bool = True) -> None:
        if code_id == self.code_id:
            return
        if remember and self.code_id is not None:
            self._before = [*self._before, self.code_id][-MOST_BACK:]
        self.code_id, self._found = code_id, None
        self._show()
        self.refresh()

    def _show(self) -> None:
        code = self._known.by_id(self.code_id)
        self.card.set_back(possible=bool(self._before))
        if code is None:
            self.card.show_card(None, self.speech)
            return
        in_source = self.source_id is not None
        self.card.show_card(
            card_of(code, self._known, self._found, speech=self.speech, in_source=in_source),
            self.speech,
        )

    def _asking_id(self, code_id: int) -> int:
        code = self._known.by_id(code_id)
        return code_id if code is None else self._known.asking(code).id

    def _on_found(self, found: Evidence) -> None:
        if found.code_id == self.code_id and found.source_id == self.source_id:
            self._found = found
            self._show()

    def _on_see_instead(self, canonical_id: str) -> None:
        code = self._known.codes.get(canonical_id)
        if code is not None:
            self._go(code.id)
            self.jumped.emit(code.id)

    def _on_pinned(self, pinned: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.pinned = pinned

    def _on_anchor_opened(self, anchor: CardAnchor) -> None:
        self.place_opened.emit(anchor.source_id, anchor.span)

    def _on_anchor_removed(self, anchor_id: int) -> None:
        self.desk.do(RemoveAnchor(anchor_id))

    def _on_note(self, code_id: int, note: str) -> None:
        self.desk.do(WordCode(code_id, note=note))

    # --- evidence for an indicator -------------------------------------------------------------

    def _on_evidence_wanted(self, button: QWidget) -> None:
        menu = self.evidence_menu()
        if menu is not None:
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def evidence_menu(self) -> QMenu | None:
        """The indicators that the coding at the caret may be evidence for; None without one."""
        row = self.at_caret
        code = None if row is None else self._known.by_id(row.code_id)
        if row is None or code is None:
            self._say_no_coding()
            return None
        asking = self._known.asking(code)
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        name = code.name(self.speech.language)
        heading = self.speech("“{code}” at {key} is evidence for", code=name, key=row.key)
        menu.addSection(heading.replace("&", "&&"))
        texts = spoken(asking.indicators, self.speech.language)
        for pair, words in zip(asking.indicators, texts, strict=True):
            act = menu.addAction(words.replace("&", "&&"))
            act.setCheckable(True)
            act.setChecked(plain(row.indicator) in {plain(each) for each in pair if each})
            act.triggered.connect(partial(self._indicate, row.id, words))
        menu.addSeparator()
        none = menu.addAction(self.speech("No indicator"))
        none.setCheckable(True)
        none.setChecked(not row.indicator)
        none.triggered.connect(partial(self._indicate, row.id, ""))
        return menu

    def _say_no_coding(self) -> None:
        self.desk.told.emit(
            Message(lambda s: s("Put the caret into a coded passage first, then say for what."))
        )

    def _indicate(self, coding_id: int, indicator: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.desk.do(IndicateCodings((coding_id,), indicator))
