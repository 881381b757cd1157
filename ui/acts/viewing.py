"""The acts on what the window shows: its language, its panes, the palette, keys, the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from qda.version import VERSION

if TYPE_CHECKING:
    from ui.dialogs.palette import Palette
    from ui.main_window import MainWindow


class ViewActs(QObject):
    """What one does with the window itself; most of it needs no open study."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._palette: Palette | None = None

    def on_indonesian(self) -> None:
        """Speak Indonesian."""
        self._window.speak("id")

    def on_english(self) -> None:
        """Speak English."""
        self._window.speak("en")

    def on_search(self) -> None:
        """Go to the field that searches everything."""
        window = self._window
        window.bar.show()
        window.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        window.search.selectAll()

    def on_show_sources(self) -> None:
        """Fold or unfold the left pane."""
        self._show_panes()

    def on_show_codes(self) -> None:
        """Fold or unfold the right pane."""
        self._show_panes()

    def on_only_text(self) -> None:
        """Hide all but the tabs, or show everything again."""
        self._show_panes()

    def on_palette(self) -> None:
        """Ask for an act, a code or a source, and carry it out."""
        from ui.dialogs.palette import Palette

        window = self._window
        if self._palette is None:
            self._palette = Palette(window.actions_, window.speech, window)
        self._palette.open(window.speech, window.workspace)

    def on_keys(self) -> None:
        """Show every act with its keys."""
        from ui.dialogs.keys import KeysDialog

        dialog = KeysDialog(self._window.speech, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_about(self) -> None:
        """Say what the program is."""
        QMessageBox.about(
            self._window,
            "Runut",
            self._window.speech(
                "Runut {version}\n\nTheory-driven qualitative research in which every cell leads "
                "back to the words. Licence: Apache-2.0.",
                version=VERSION,
            ),
        )

    def _show_panes(self) -> None:
        window, space = self._window, self._window.workspace
        if space is None:
            return
        wanted = {name: act.isChecked() for name, act in window.actions_.by_name.items()}
        everything = not wanted["only_text"]
        space.sources.setVisible(everything and wanted["show_sources"])
        space.codes.setVisible(everything and wanted["show_codes"])
        window.bar.setVisible(everything)
