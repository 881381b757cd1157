"""Lines over time in the window: a point leads to its cell, a cell to its point."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exports.drawings.cells import cell_at
from exports.drawings.shapes import Place
from qda.displays.values import Matrix
from tests.ui.display_steps import choose_kind, middle, new_display
from ui.main_window import MainWindow
from ui.matrix.view import MatrixView
from ui.panes.display import DisplayPane

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    """The growth gradient of the sample study's figures."""
    made = new_display(window, qtbot)
    choose_kind(made, "growth-gradient", window, qtbot)
    return made


def click(view: MatrixView, place: Place) -> None:
    canvas = view.picture.canvas
    QTest.mouseClick(canvas, LEFT, pos=middle(canvas, place))


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
    choose_kind(pane, "event-listing", window, qtbot)
    assert not pane.view.picture.isVisible()
    choose_kind(pane, "growth-gradient", window, qtbot)
    assert pane.view.picture.isVisible()
