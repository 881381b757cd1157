"""What the researcher has chosen for the look of the window, told to all who show it.

There is one `Looks` in the program, a child of the application object. Every reader follows it,
wherever it stands, so that a choice shows at once in all of them.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from qda.settings import Appearance

SYSTEM_FONT: Final = "system"
"""Stands in `Appearance.font` for the letters of the system's own windows."""
_OWN: Final = ("Charter", "Georgia", "Source Serif 4", "Noto Serif", "DejaVu Serif")
_OFFERED: Final = (
    "Atkinson Hyperlegible",
    "OpenDyslexic",
    "Georgia",
    "Noto Serif",
    "Noto Sans",
    "Verdana",
    "DejaVu Sans",
)


class Looks(QObject):
    """The appearance that is chosen now.

    Signals:
        changed: another appearance is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.appearance = Appearance()

    def choose(self, appearance: Appearance) -> None:
        """Choose an appearance; everybody who shows it follows."""
        if appearance != self.appearance:
            self.appearance = appearance
            self.changed.emit()


def looks() -> Looks:
    """The one `Looks` of the program."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("there is no application")
    found = app.findChild(Looks)
    return Looks(app) if found is None else found


def offered_fonts() -> tuple[str, ...]:
    """The families to read in that this system has, the program's own choice and the system's."""
    present = set(QFontDatabase.families())
    return ("", SYSTEM_FONT, *(family for family in _OFFERED if family in present))


def reading_font(appearance: Appearance) -> QFont:
    """The letters that texts are read in."""
    font = QFont()
    if appearance.font != SYSTEM_FONT:
        chosen = (appearance.font,) if appearance.font else ()
        # A family that this system has not gives way to the program's own choice.
        font.setFamilies([*chosen, *_OWN])
        font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(appearance.reading_points)
    return font
