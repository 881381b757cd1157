"""What one does with displays in the window: make one, choose its kind, point into its picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from exports.drawings.shapes import Place
from tests.ui.using import CTRL, press, rest, space
from ui.displays.canvas import DrawingCanvas
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane


def new_display(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    """A new display, in front."""
    press(window, Qt.Key.Key_M, CTRL)
    made = space(window).tabs.currentWidget()
    assert isinstance(made, DisplayPane)
    rest(window, qtbot)
    return made


def choose_kind(pane: DisplayPane, kind: str, window: MainWindow, qtbot: QtBot) -> None:
    """Make it one of another kind, as by hand."""
    field = pane.asking.kind
    field.setCurrentIndex(field.findData(kind))
    field.activated.emit(field.currentIndex())
    rest(window, qtbot)


def middle(canvas: DrawingCanvas, place: Place) -> QPoint:
    """The middle of a place in pixels of the canvas."""
    scale = canvas.width() / canvas.drawing_width()
    x, y = place.left + place.width / 2, place.top + place.height / 2
    return QPointF(x * scale, y * scale).toPoint()
