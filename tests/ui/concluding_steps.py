"""Steps of one who keeps displays and draws conclusions in the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qda.displays.values import Matrix
from qda.retrieval.displays import ConclusionRow, conclusions
from tests.ui.using import CTRL, dialog_of, press, rest, space
from ui.dialogs.concluding import ConcludeDialog
from ui.dialogs.keeping import KeepDialog
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane
from ui.panes.displays import DisplaysPane

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def new_display(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    """A new matrix, opened by its key."""
    press(window, Qt.Key.Key_M, CTRL)
    rest(window, qtbot)
    pane = space(window).tabs.currentWidget()
    assert isinstance(pane, DisplayPane)
    return pane


def keep_display(window: MainWindow, title: str, qtbot: QtBot) -> DisplayPane:
    """Make a matrix and keep it under a title, by keys alone."""
    pane = new_display(window, qtbot)
    press(window, Qt.Key.Key_K, ALT_SHIFT)
    dialog = dialog_of(window, KeepDialog, qtbot)
    dialog.title_field.selectAll()
    QTest.keyClicks(dialog.title_field, title)
    dialog.accepting.click()
    rest(window, qtbot)
    assert pane.kept is not None
    return pane


def choose_cell(pane: DisplayPane, row: int, column: int) -> None:
    """Click a cell in its upper left."""
    table = pane.view.table
    index = pane.view.model.index(row, column)
    table.scrollTo(index)
    place = table.visualRect(index).topLeft() + QPoint(8, 8)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def filled_cell(pane: DisplayPane) -> tuple[int, int]:
    """The first cell with codings."""
    assert isinstance(pane.matrix, Matrix)
    return next((r, c) for r, c, cell in pane.matrix.places() if cell.evidence)


def conclude_here(window: MainWindow, words: str, qtbot: QtBot) -> ConclusionRow:
    """Draw a conclusion from the current cell."""
    press(window, Qt.Key.Key_N, ALT_SHIFT)
    dialog = dialog_of(window, ConcludeDialog, qtbot)
    QTest.keyClicks(dialog.text, words)
    dialog.accepting.click()
    rest(window, qtbot)
    return drawn(window)[-1]


def drawn(window: MainWindow) -> tuple[ConclusionRow, ...]:
    """The conclusions as the study keeps them."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return conclusions(state)


def open_list(window: MainWindow, qtbot: QtBot) -> DisplaysPane:
    """The list of displays and conclusions, opened by its key."""
    press(window, Qt.Key.Key_D, ALT_SHIFT)
    rest(window, qtbot)
    pane = space(window).tabs.currentWidget()
    assert isinstance(pane, DisplaysPane)
    return pane
