"""The acts of the theory at hand: anchor examples, evidence for indicators, the card, coverage."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QCursor

from models.positions import Span
from qda.edits.anchors import SetAnchor
from qda.i18n import Speech
from qda.retrieval.rows import CodingRow
from ui.acts.act import Acts
from ui.acts.choosing import CodeChooser
from ui.acts.recoding import named, place_of
from ui.acts.standing import Standing
from ui.desk import Desk
from ui.panes.code_desk import CodeDesk
from ui.panes.reading import ReadingPane
from ui.widgets.notice_bar import Message


class TheoryActs(Acts):
    """What one does with the meaning of codes while one reads."""

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        codes: CodeDesk,
        *,
        chooser: CodeChooser,
        standing: Standing,
    ) -> None:
        super().__init__(desk, speech, chooser.window_)
        self.codes = codes
        self.chooser = chooser
        self.standing = standing
        standing.changed.connect(self._on_standing)
        self.pane: ReadingPane | None = None

    def attach(self, pane: ReadingPane) -> None:
        """Let the card follow the caret of a reading pane."""
        pane.reader.place_changed.connect(partial(self._on_place, pane))

    def stand_before(self, pane: ReadingPane | None) -> None:
        """This source is in front from now on; None where none is.

        The source that was in front last stays the one whose evidence is counted.
        """
        self.pane = pane
        if pane is not None:
            self.codes.theory.set_source(pane.source_id)
            self.codes.theory.at_caret = self.standing.row()

    # --- acts ----------------------------------------------------------------------------------

    def on_anchor(self) -> None:
        """Make the selected words, or the coding at the caret, an anchor example."""
        pane = self.pane
        if pane is None:
            return
        row, span = self.standing.row(), pane.reader.selected_span()
        wanted = None if span is None else pane.selected()
        if wanted is None and row is not None:
            self._set_anchor(pane, row.span, row.code_id)
        elif wanted is None:
            self.desk.told.emit(
                Message(lambda s: s("Select words, or put the caret into a coding, then set them."))
            )
        else:
            same = [each.code_id for each in pane.coded if each.span == wanted]
            if len(set(same)) == 1:
                self._set_anchor(pane, wanted, same[0])
            else:
                self._ask_code(pane, wanted)

    def _ask_code(self, pane: ReadingPane, span: Span) -> None:
        shown = pane.reader.shown_text()
        words = "" if shown is None else named(span.of(shown.text))
        title = self.speech("Which code is “{words}” an example of?", words=words)
        place = place_of(pane, span, self.window_)
        self.chooser.choose(place, title, partial(self._set_anchor, pane, span))

    def _set_anchor(self, pane: ReadingPane, span: Span, code_id: int) -> None:
        code = self.codes.code(code_id)
        name = "" if code is None else code.name(self.speech.language)

        def tell(_: int) -> None:
            self.desk.told.emit(
                Message(lambda s: s("Set as an anchor example of “{code}”.", code=name))
            )

        self.codes.theory.show_code(code_id)
        self.desk.do(SetAnchor(pane.source_id, span, code_id), tell)
        pane.reader.setFocus()

    def on_indicate(self) -> None:
        """Ask which indicator the coding at the caret is evidence for."""
        menu = self.codes.theory.evidence_menu()
        if menu is not None:
            menu.popup(QCursor.pos())

    def on_show_card(self) -> None:
        """Go to the card, to read and select in it by the keyboard."""
        self.codes.lists.setCurrentWidget(self.codes.theory)
        self.codes.card.pin.setFocus()

    def on_pin_card(self) -> None:
        """Pin the card, or let it follow again."""
        self.codes.theory.toggle_pin()

    def on_card_back(self) -> None:
        """Show the code that was shown before."""
        self.codes.theory.go_back()

    # --- following the caret -------------------------------------------------------------------

    def _on_place(self, pane: ReadingPane) -> None:
        if pane is self.pane:
            self.codes.theory.follow(self.standing.row())

    def _on_standing(self, row: CodingRow | None) -> None:
        self.codes.theory.at_caret = row
