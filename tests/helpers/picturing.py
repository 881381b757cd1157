"""How the pictures of the documentation are taken and kept: of a window at rest, in 256 colours."""

from __future__ import annotations

from typing import Final

from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.helpers.running import ROOT
from ui.app import wait
from ui.main_window import MainWindow
from ui.theme import LIGHT

PICTURES: Final = ROOT / "docs" / "pictures"
_AWHILE_MS: Final = 300


def with_dialog(window: MainWindow, dialog: QWidget) -> QPixmap:
    """The window with a dialog over its middle, as a screen shows them."""
    picture, over = window.grab(), dialog.grab()
    painter = QPainter(picture)
    place = QRect(QPoint(), over.size())
    place.moveCenter(window.rect().center())
    painter.drawPixmap(place.topLeft(), over)
    painter.setPen(QColor(LIGHT.muted))
    painter.drawRect(place.adjusted(-1, -1, 0, 0))
    painter.end()
    return picture


def dialogs(window: MainWindow) -> list[QDialog]:
    """The dialogs in view."""
    return [each for each in window.findChildren(QDialog) if each.isVisible()]


def rest(window: MainWindow) -> None:
    """Wait until all is done and shown."""
    wait(lambda: window.idle)
    wait(lambda: False, _AWHILE_MS)
    QApplication.processEvents()


def save(picture: QPixmap, name: str, language: str) -> None:
    """Keep a picture under its name and language."""
    place = PICTURES / f"{name}.{language}.png"
    if not picture.save(str(place)):
        raise OSError(place)
    with Image.open(place) as drawn:
        few = drawn.convert("RGB").quantize(
            256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    few.save(place, optimize=True)
