"""The acts on what a search found: go from one to the next, code many places at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from qda.edits.coding_places import CodePlaces, Place, PlacesCoded
from qda.i18n import Speech
from qda.retrieval.units_of_places import PlacesToCode, all_places, some_places, with_borne
from ui.acts.act import Acts
from ui.acts.choosing import CodeChooser
from ui.desk import Desk
from ui.jobs import Job
from ui.panes.searching import SearchPane
from ui.tabs import Tabs
from ui.widgets.notice_bar import Message


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What is coded once it is confirmed."""

    found: PlacesToCode
    code_id: int
    code: str


class SearchActs(Acts):
    """What one does with the places found in the search tab."""

    def __init__(
        self, desk: Desk, speech: Speech, tabs: Tabs, *, chooser: CodeChooser, window: QWidget
    ) -> None:
        super().__init__(desk, speech, window)
        self.tabs = tabs
        self.chooser = chooser
        self._waiting: _Waiting | None = None

    def attach(self, pane: SearchPane) -> None:
        """Serve a search tab."""
        pane.code_wanted.connect(partial(self._on_code_wanted, pane))
        pane.code_confirmed.connect(partial(self._on_confirmed, pane))

    def on_next_result(self) -> None:
        """Open the next thing or place found."""
        self._step(1)

    def on_previous_result(self) -> None:
        """Open the thing or place found before."""
        self._step(-1)

    def on_code_results(self) -> None:
        """Code the places found."""
        pane = self.tabs.first(SearchPane)
        if pane is None or not pane.model.places():
            self._say_nothing_found()
        else:
            pane.code_found()

    def _step(self, by: int) -> None:
        pane = self.tabs.first(SearchPane)
        if pane is None or not pane.model.rows:
            self._say_nothing_found()
        else:
            pane.step(by)

    def _say_nothing_found(self) -> None:
        self.desk.told.emit(Message(lambda s: s("Search for something first, with Ctrl+Shift+K.")))

    def _on_code_wanted(self, pane: SearchPane, places: tuple[Place, ...] | None) -> None:
        if places is None:
            title = self.speech("A code for all places found")
        else:
            title = self.speech.many("A code for {n} place", "A code for {n} places", len(places))
        self.chooser.choose_beside(pane.coding, title, partial(self._gather, pane, places))

    def _gather(self, pane: SearchPane, places: tuple[Place, ...] | None, code_id: int) -> None:
        """Look for all places beside the window, with a button that stops it."""
        question, unit, session = pane.asked, pane.coding.chosen_unit(), self.desk.session
        if question is None:
            return

        def gather(job: Job) -> PlacesToCode:
            with session.reading() as state:
                if places is None:
                    found = all_places(state, question, unit, job)
                else:
                    found = some_places(state, places, unit)
                return with_borne(state, found, code_id, session.coder_name)

        self.desk.show_work(
            self.speech("Looking for the places"), gather, partial(self._on_found, pane, code_id)
        )

    def _on_found(self, pane: SearchPane, code_id: int, found: PlacesToCode) -> None:
        code = self.chooser.known.code(code_id)
        if code is None or not isValid(pane):
            return
        self._waiting = _Waiting(found, code_id, code.name(self.speech.language))
        pane.coding.ask(self._waiting.code, found)

    def _on_confirmed(self, pane: SearchPane) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        session = self.desk.session
        edit = CodePlaces(waiting.found.places, waiting.code_id)
        self.desk.work(
            self.speech("Coding the places"),
            lambda _: session.do(edit),
            partial(self._on_coded, waiting.code),
        )
        pane.setFocus()

    def _on_coded(self, code: str, done: PlacesCoded) -> None:
        self.desk.told.emit(Message(lambda s: _told(code, done, s)))


def _told(code: str, done: PlacesCoded, speech: Speech) -> str:
    said = speech.many(
        "Coded {n} place with “{code}”.", "Coded {n} places with “{code}”.", done.coded, code=code
    )
    if not done.borne:
        return said
    borne = speech.many("{n} bore the code already.", "{n} bore the code already.", done.borne)
    return f"{said} {borne}"
