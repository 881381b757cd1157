"""The acts on the look of the window: letters, lines, colours. They need no open study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from qda.i18n import Speech
from qda.settings import Scheme
from ui.appearance import looks
from ui.widgets.speaking import Speaking

_SCHEMES: Final = {
    "system_scheme": Scheme.SYSTEM,
    "light_scheme": Scheme.LIGHT,
    "dark_scheme": Scheme.DARK,
}


class AppearanceActs(Speaking, QObject):
    """What is chosen in the menu of the view; `checks` are the acts that show what is chosen."""

    def __init__(self, speech: Speech, checks: Mapping[str, QAction], window: QWidget) -> None:
        super().__init__(window)
        self.speech = speech
        self._window = window
        self._checks = checks
        looks().changed.connect(self._check)
        self._check()

    def retranslate(self) -> None:
        """Override: the dialog is worded as it is opened."""

    def on_appearance(self) -> None:
        """Ask for letters, lines and colours; what is chosen shows at once."""
        # Loaded here: the window starts without it.
        from ui.dialogs.appearance import AppearanceDialog

        dialog = AppearanceDialog(self.speech, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_window_larger(self) -> None:
        """All letters of the window one step larger."""
        looks().choose(looks().appearance.with_text_size(1))

    def on_window_smaller(self) -> None:
        """All letters of the window one step smaller."""
        looks().choose(looks().appearance.with_text_size(-1))

    def on_system_scheme(self) -> None:
        """Colours as the system has them."""
        self._colour(Scheme.SYSTEM)

    def on_light_scheme(self) -> None:
        """Always light colours."""
        self._colour(Scheme.LIGHT)

    def on_dark_scheme(self) -> None:
        """Always dark colours."""
        self._colour(Scheme.DARK)

    def _colour(self, scheme: Scheme) -> None:
        looks().choose(replace(looks().appearance, scheme=scheme))
        # A press on what is chosen already has taken its check away.
        self._check()

    def _check(self) -> None:
        chosen = looks().appearance.scheme
        for name, scheme in _SCHEMES.items():
            self._checks[name].setChecked(scheme is chosen)
