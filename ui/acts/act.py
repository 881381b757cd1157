"""What every group of acts shares: the desk it works on, the language, the window it asks in."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from qda.i18n import Speech
from ui.desk import Desk
from ui.widgets.speaking import Speaking


class Acts(Speaking, QObject):
    """A group of acts on the open study; `window` is what its menus and dialogs belong to."""

    def __init__(self, desk: Desk, speech: Speech, window: QWidget) -> None:
        super().__init__(window)
        self.desk = desk
        self.speech = speech
        self.window_ = window

    def retranslate(self) -> None:
        """Override: menus and dialogs are worded as they are opened."""

    def ask(self, dialog: QDialog) -> None:
        """Open a dialog over the window; it goes when it is closed."""
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
