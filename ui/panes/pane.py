"""What every pane is: a widget on the desk that reads anew when what it shows has changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from qda.events import Changed
from qda.i18n import Speech
from ui.desk import Desk
from ui.widgets.speaking import Speaking


class Pane(Speaking, QWidget):
    """A part of the open study; `shows` names the tables whose change concerns it.

    One that `rests` reads and words nothing anew while it is hidden, but once it is in view again;
    a change of the tables in `alert` it reads at once all the same.
    """

    shows: ClassVar[frozenset[str]] = frozenset()
    rests: ClassVar[bool] = False
    alert: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.speech = speech
        self._old = False
        self._is_worded: bool | None = None
        desk.changed.connect(self._on_changed)

    def rewording(self, speech: Speech) -> Iterator[None]:
        """Override: one that rests is worded once it is in view."""
        never = self._is_worded is None
        self.speech, self._is_worded = speech, never or self._is_awake()
        if self._is_worded:
            yield from super().rewording(speech)
        else:
            self.retitle()
            yield

    def retitle(self) -> None:
        """Tell the title of the tab in another language; where it has words of the program."""

    def refresh(self) -> None:
        """Read what the pane shows once more."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Override: what changed while the pane was hidden shows now."""
        super().showEvent(event)
        if self._is_worded is False:
            self.set_speech(self.speech)
        if self._old:
            self.refresh_in_view()

    def refresh_in_view(self) -> None:
        """Read anew what is shown; one that rests does once it is in view."""
        self._old = not self._is_awake()
        if not self._old:
            self.refresh()

    def _is_awake(self) -> bool:
        return not self.rests or self.isVisible()

    def _on_changed(self, change: Changed) -> None:
        if not change.tables & self.shows:
            return
        if change.tables & self.alert:
            self._old = False
            self.refresh()
        else:
            self.refresh_in_view()
