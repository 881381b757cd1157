"""The acts on guides: showing them, making one, adding questions, writing and removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.acts.act import Acts
from ui.panes.guides import GuidesPane

if TYPE_CHECKING:
    from ui.workspace import Workspace


class GuideActs(Acts):
    """What one does with guides; they have one tab."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space.desk, space.speech, space)
        self.space = space

    def on_guides(self) -> None:
        """Show the guides."""
        self._pane().setFocus()

    def on_new_guide(self) -> None:
        """Ask what a new guide is to be."""
        self._pane().ask_new()

    def on_describe_guide(self) -> None:
        """Ask for title, roles, languages and consent of the guide in front."""
        self._pane().ask_facts()

    def on_add_guide_question(self) -> None:
        """Add a question to the guide in front."""
        self._pane().add_question()

    def on_export_guide(self) -> None:
        """Write the guide in front to a file."""
        self._pane().choose_export()

    def on_remove_guide(self) -> None:
        """Take the guide in front away."""
        pane = self.space.tabs.front(GuidesPane)
        if pane is not None:
            pane.remove_guide()

    def _pane(self) -> GuidesPane:
        tabs = self.space.tabs
        pane = tabs.first(GuidesPane)
        if pane is None:
            pane = GuidesPane(self.desk, self.speech, self.space)
            tabs.add(pane, self.speech("Guides"))
        tabs.setCurrentWidget(pane)
        return pane
