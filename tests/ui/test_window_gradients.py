"""Lines over time in the window: a point leads to its cell, a cell to its point."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exports.drawings.cells import cell_at
from exports.drawings.shapes import Place
from qda.displays.values import Matrix
from tests.ui.using import CTRL, press, rest, space
from ui.main_window import MainWindow
from ui.matrix.view import MatrixView
from ui.panes.display import DisplayPane

LEFT = Qt.MouseButton.LeftButton


def choose(pane: DisplayPane, kind: str, window: MainWindow, qtbot: QtBot) -> None:
    field = pane.asking.kind
    field.setCurrentIndex(field.findData(kind))
    field.activated.emit(field.currentIndex())
    rest(window, qtbot)


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    """The growth gradient of the sample study's figures."""
    press(window, Qt.Key.Key_M, CTRL)
    made = space(window).tabs.currentWidget()
    assert isinstance(made, DisplayPane)
    rest(window, qtbot)
    choose(made, "growth-gradient", window, qtbot)
    return made


def click(view: MatrixView, place: Place) -> None:
    canvas = view.picture.canvas
    scale = canvas.width() / canvas.drawing_width()
    x, y = place.left + place.width / 2, place.top + place.height / 2
    QTest.mouseClick(canvas, LEFT, pos=QPointF(x * scale, y * scale).toPoint())


def places(pane: DisplayPane) -> list[Place]:
    drawing = pane.view.picture.canvas.drawing
    assert drawing is not None
    return list(drawing.places)


def test_a_click_on_a_point_shows_its_cell_and_what_it_rests_on(pane: DisplayPane) -> None:
    view = pane.view
    assert view.picture.isVisible()
    for place in places(pane):
        click(view, place)
        current = view.table.currentIndex()
        assert (current.row(), current.column()) == cell_at(place.id)
        assert view.panel.records.count()


def test_the_cell_one_stands_on_is_marked_in_the_picture(pane: DisplayPane) -> None:
    view = pane.view
    assert isinstance(pane.matrix, Matrix)
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(0, 0))
    seen = {view.picture.canvas.current}
    for _ in pane.matrix.rows[1:]:
        QTest.keyClick(view.table, Qt.Key.Key_Down)
        row = view.table.currentIndex().row()
        current = view.picture.canvas.current
        assert not current or cell_at(current) == (row, 0)
        seen.add(current)
    drawn = {place.id for place in places(pane) if cell_at(place.id)[1] == 0}
    assert drawn <= seen


def test_keys_walk_from_point_to_point_through_the_table(pane: DisplayPane) -> None:
    view = pane.view
    canvas = view.picture.canvas
    canvas.setFocus()
    for place in places(pane):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        assert canvas.current == place.id
        current = view.table.currentIndex()
        assert (current.row(), current.column()) == cell_at(place.id)
    assert "Budget of GAYUNG, 2022: 1.850 million rupiah" in canvas.accessibleDescription()


def test_a_display_without_lines_has_no_picture(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    choose(pane, "event-listing", window, qtbot)
    assert not pane.view.picture.isVisible()
    choose(pane, "growth-gradient", window, qtbot)
    assert pane.view.picture.isVisible()
