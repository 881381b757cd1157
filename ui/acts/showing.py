"""The acts that show something of the whole study in a tab: coverage, queue, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.acts.act import Acts
from ui.panes.comparing import ComparePane
from ui.panes.coverage import CoveragePane
from ui.panes.queue import QueuePane
from ui.panes.searching import SearchPane

if TYPE_CHECKING:
    from ui.workspace import Workspace


class ShowingActs(Acts):
    """Opens what looks at many sources at once; each kind has one tab."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space.desk, space.speech, space)
        self.space = space
        self.tabs = space.tabs

    def on_queue(self) -> None:
        """Work through what waits to be confirmed."""
        self.open_queue()

    def on_coverage(self) -> None:
        """Show which indicators of the theories have evidence."""
        space, source_id = self.space, self.space.codes.theory.source_id
        pane = self.tabs.first(CoveragePane)
        if pane is None:
            pane = CoveragePane(self.desk, self.speech, source_id, space)
            pane.place_opened.connect(space.open_source)
            pane.framework_wanted.connect(space.codebook.add_framework)
            self.tabs.add(pane, self.speech("Coverage"))
        pane.set_source(source_id)
        self.tabs.setCurrentWidget(pane)
        pane.setFocus()

    def on_compare(self) -> None:
        """Show two coders side by side."""
        pane = self.tabs.first(ComparePane)
        if pane is None:
            pane = ComparePane(self.desk, self.speech, self.space)
            self.space.coders.attach(pane)
            self.tabs.add(pane)
        self.tabs.setCurrentWidget(pane)
        pane.setFocus()

    def open_queue(self) -> QueuePane:
        """Show the proposals that wait, at the place where one left them."""
        pane = self.tabs.first(QueuePane)
        if pane is None:
            pane = QueuePane(self.desk, self.speech, self.space.queue.place, self.space)
            pane.place_opened.connect(self.space.open_source)
            pane.proposals_wanted.connect(self.space.codebook.on_autocode)
            self.space.queue.attach(pane)
            self.tabs.add(pane, self.speech("Work queue"))
        self.tabs.setCurrentWidget(pane)
        pane.setFocus()
        return pane

    def search(self, words: str, *, quietly: bool = False) -> SearchPane | None:
        """Show what holds some words; None where no word is wanted.

        `quietly` while one still types: the focus stays where it is.
        """
        if not words.strip():
            return None
        pane = self.tabs.first(SearchPane)
        if pane is None:
            pane = SearchPane(self.desk, self.speech, self.space)
            pane.place_opened.connect(self.space.open_source)
            pane.subject_opened.connect(self.space.open_subject)
            self.space.searching.attach(pane)
            self.tabs.add(pane)
        self.tabs.setCurrentWidget(pane)
        pane.search(words, quietly=quietly)
        if not quietly:
            pane.setFocus()
        return pane
