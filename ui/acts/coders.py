"""The acts on coders: who codes, blind coding, the comparison of two and what they agree on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.vocabulary import CoderKind, Outcome
from qda.agreement.reading import Place
from qda.edits.coders import ReleaseBlind, RenameCoder, StartBlind
from qda.i18n import Speech
from qda.retrieval.rows import CoderRow, SourceRow
from qda.retrieval.sources import sources
from qda.retrieval.studies import coders
from qda.session import StudyState
from ui.acts.act import Acts
from ui.acts.choosing import CodeChooser
from ui.desk import Desk
from ui.dialogs.coders import BlindDialog, ChangeCoderDialog, CodersDialog, RenameCoderDialog
from ui.panes.comparing import ComparePane
from ui.panes.reading import ReadingPane
from ui.tabs import Tabs
from ui.widgets.notice_bar import Message


class CodersActs(Acts):
    """What one does about who codes.

    Signals:
        coder_changed: somebody else codes now, or under another name.
    """

    coder_changed = Signal()

    def __init__(
        self, desk: Desk, speech: Speech, tabs: Tabs, *, chooser: CodeChooser, window: QWidget
    ) -> None:
        super().__init__(desk, speech, window)
        self.tabs = tabs
        self.chooser = chooser

    # --- who codes -----------------------------------------------------------------------------

    def on_change_coder(self) -> None:
        """Ask who codes from now on."""
        self.desk.read("people", _people, self._ask_coder)

    def on_coders(self) -> None:
        """Show the coders and what each has done."""
        dialog = CodersDialog(self.desk, self.speech, self.window_)
        dialog.rename_wanted.connect(self._ask_name)
        dialog.release_wanted.connect(self._release)
        self.ask(dialog)

    def work_as(self, name: str) -> None:
        """Go on as another coder; everything is read anew."""
        session = self.desk.session
        self.desk.jobs.write(
            lambda _: session.work_as(name), then=self._on_coder, otherwise=self.desk.refuse
        )

    def _ask_coder(self, names: tuple[str, ...]) -> None:
        present = self.desk.session.coder_name
        dialog = ChangeCoderDialog(self.speech, names, present, self.window_)
        dialog.accepted.connect(partial(self._on_chosen, dialog))
        self.ask(dialog)

    def _on_chosen(self, dialog: ChangeCoderDialog) -> None:
        if dialog.name() != self.desk.session.coder_name:
            self.work_as(dialog.name())

    def _on_coder(self, _: CoderRow | None) -> None:
        name = self.desk.session.coder_name
        self.coder_changed.emit()
        self.desk.told.emit(Message(lambda s: s("{name} codes now.", name=name)))

    def _ask_name(self, coder_id: int, present: str) -> None:
        dialog = RenameCoderDialog(self.speech, present, self.window_)
        dialog.accepted.connect(partial(self._rename, coder_id, dialog))
        self.ask(dialog)

    def _rename(self, coder_id: int, dialog: RenameCoderDialog) -> None:
        self.desk.do(RenameCoder(coder_id, dialog.name()))

    # --- blind ---------------------------------------------------------------------------------

    def on_code_blind(self) -> None:
        """Ask in which sources to code blind."""
        self.desk.read("sources to hide", sources, self._ask_blind)

    def on_release_blind(self) -> None:
        """Show the codings of others again."""
        self.desk.do(ReleaseBlind())

    def _ask_blind(self, found: tuple[SourceRow, ...]) -> None:
        pane = self.tabs.front(ReadingPane)
        chosen = None if pane is None else pane.source_id
        dialog = BlindDialog(self.speech, found, chosen, self.window_)
        dialog.accepted.connect(partial(self._blind, dialog))
        self.ask(dialog)

    def _blind(self, dialog: BlindDialog) -> None:
        self.desk.do(StartBlind(dialog.source_ids()))

    def _release(self, coder_id: int) -> None:
        self.desk.do(ReleaseBlind(coder_id=coder_id))

    # --- two coders ----------------------------------------------------------------------------

    def attach(self, pane: ComparePane) -> None:
        """Serve a comparison."""
        pane.coder_wanted.connect(self.on_change_coder)
        pane.release_wanted.connect(self.on_release_blind)
        pane.other_wanted.connect(partial(self._ask_other, pane))

    def on_next_difference(self) -> None:
        """Go to the next difference."""
        self._with_comparison(lambda pane: pane.go_to_difference(1))

    def on_previous_difference(self) -> None:
        """Go to the difference before."""
        self._with_comparison(lambda pane: pane.go_to_difference(-1))

    def on_settle_first(self) -> None:
        """Agree on what the first coder has."""
        self._answer(Outcome.FIRST)

    def on_settle_second(self) -> None:
        """Agree on what the second coder has."""
        self._answer(Outcome.SECOND)

    def on_settle_both(self) -> None:
        """Agree on both codings."""
        self._answer(Outcome.BOTH)

    def on_settle_neither(self) -> None:
        """Agree on neither coding."""
        self._answer(Outcome.NEITHER)

    def on_settle_other(self) -> None:
        """Agree on another code."""
        self._with_comparison(ComparePane.want_other)

    def on_settle_agreed(self) -> None:
        """Settle everything that both coded alike."""
        self._with_comparison(ComparePane.settle_agreed)

    def on_reopen(self) -> None:
        """Take back what is settled."""
        self._with_comparison(ComparePane.reopen)

    def _answer(self, outcome: Outcome) -> None:
        def answer(pane: ComparePane) -> None:
            # A key gives no answer that the buttons do not offer.
            pane.bar.answers[outcome].click()

        self._with_comparison(answer)

    def _with_comparison(self, act: Callable[[ComparePane], None]) -> None:
        pane = self.tabs.front(ComparePane)
        if pane is None:
            said = Message(lambda s: s("Open a comparison of two coders first."))
            self.desk.told.emit(said)
        else:
            act(pane)

    def _ask_other(self, pane: ComparePane, place: Place) -> None:
        title = self.speech("The code you both agree on for {key}", key=place.key)
        self.chooser.choose_beside(pane.table, title, partial(pane.settle_otherwise, place))


def _people(state: StudyState) -> tuple[str, ...]:
    return tuple(each.name for each in coders(state) if each.kind is CoderKind.PERSON)
