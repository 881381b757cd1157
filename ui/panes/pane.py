"""What every pane is: a widget on the desk that reads anew when what it shows has changed."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from qda.events import Changed
from qda.i18n import Speech
from ui.desk import Desk
from ui.widgets.speaking import Speaking


class Pane(Speaking, QWidget):
    """A part of the open study; `shows` names the tables whose change concerns it."""

    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.speech = speech
        desk.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read what the pane shows once more."""
        raise NotImplementedError

    def _on_changed(self, change: Changed) -> None:
        if change.tables & self.shows:
            self.refresh()
