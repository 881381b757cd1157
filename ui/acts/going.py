"""The acts of going back to the places one came from, and forward again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.positions import Span
from qda.i18n import Speech
from ui.acts.act import Acts
from ui.desk import Desk
from ui.panes.reading import ReadingPane
from ui.tabs import Tabs
from ui.trail import Place, Trail


class GoingActs(Acts):
    """Remembers every place that is left; `show` opens a source."""

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        tabs: Tabs,
        *,
        show: Callable[[int], ReadingPane],
        window: QWidget,
    ) -> None:
        super().__init__(desk, speech, window)
        self.tabs = tabs
        self.trail = Trail()
        self._show = show
        self._retracing = False

    def on_back(self) -> None:
        """Go back to the place one came from."""
        self._retrace(*self.trail.back(self._here()))

    def on_forward(self) -> None:
        """Go forward again to the place one went back from."""
        self._retrace(*self.trail.forward(self._here()))

    def leave_for(self, source_id: int) -> bool:
        """Remember the place in another source that is left; whether there was any."""
        here = self._here()
        if here is None or here.source_id == source_id:
            return False
        self.left(here.source_id, here.position)
        return True

    def left(self, source_id: int, position: int) -> None:
        """Remember a place that is left."""
        if not self._retracing:
            self.trail = self.trail.left(Place(source_id, position))

    def arrive(self, pane: ReadingPane, span: Span, *, gone_on: bool) -> None:
        """Show a place in a source; where one has `gone_on` from another, that is remembered."""
        self._retracing = gone_on
        pane.show_place(span)
        self._retracing = False

    def forget(self, source_id: int) -> None:
        """A source is no more."""
        self.trail = self.trail.without(source_id)

    def _here(self) -> Place | None:
        pane = self.tabs.front(ReadingPane)
        return None if pane is None else Place(pane.source_id, pane.reader.view.caret())

    def _retrace(self, trail: Trail, place: Place | None) -> None:
        self.trail = trail
        if place is None:
            return
        self._retracing = True
        self._show(place.source_id).return_to(place.position)
        self._retracing = False
