"""A network in the window: chosen by mouse and keys, moved by hand, told in words, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exports.drawings.shapes import Place
from qda.displays.network import Network
from qda.retrieval.displays import displays, entries
from tests.ui.display_steps import choose_kind, middle, new_display
from tests.ui.using import CTRL, forget_displays, press, rest
from ui.displays.canvas import DrawingCanvas
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
KIND = "causal-network"


@pytest.fixture(autouse=True)
def nothing_kept(window: MainWindow, qtbot: QtBot) -> None:
    """The sample study without the displays and conclusions it is shipped with."""
    forget_displays(window, qtbot)


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    """A causal network, kept under a title."""
    made = new_display(window, qtbot)
    choose_kind(made, KIND, window, qtbot)
    assert isinstance(made.matrix, Network)
    made.keep_as("Jejaring")
    rest(window, qtbot)
    return made


def first_node(canvas: DrawingCanvas) -> Place:
    drawing = canvas.drawing
    assert drawing is not None
    return next(place for place in drawing.places if place.is_movable)


def places_kept(window: MainWindow) -> dict[str, object]:
    desk = window.desk
    assert desk is not None
    with desk.session.reading() as connection:
        return displays(connection)[0].places


def test_a_press_on_a_node_shows_the_words_behind_it(pane: DisplayPane) -> None:
    canvas = pane.network.canvas
    node = first_node(canvas)
    QTest.mouseClick(canvas, LEFT, pos=middle(canvas, node))
    assert canvas.current == node.id
    assert isinstance(pane.matrix, Network)
    behind = pane.matrix.node(node.id).evidence
    assert len(pane.network.evidence.model.evidence) == len(behind)
    assert pane.network.parts.currentItem().text() == node.said


def test_a_node_that_is_dragged_stays_there_and_goes_back_with_undo(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    canvas = pane.network.canvas
    node = first_node(canvas)
    start = middle(canvas, node)
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseMove(canvas, start + QPoint(30, 25))
    QTest.mouseRelease(canvas, LEFT, pos=start + QPoint(60, 50))
    rest(window, qtbot)
    assert set(places_kept(window)) == {node.id}
    moved = canvas.place_of(node.id)
    assert moved is not None
    assert (moved.left, moved.top) != (node.left, node.top)
    assert pane.kept is not None
    assert pane.kept.stale == ()
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert places_kept(window) == {}
    assert canvas.place_of(node.id) == node


def test_keys_walk_through_all_parts_and_move_a_node(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    canvas = pane.network.canvas
    drawing = canvas.drawing
    assert drawing is not None
    seen = []
    for _ in drawing.places:
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        seen.append(canvas.current)
    assert set(seen) == {place.id for place in drawing.places}
    canvas.set_current(first_node(canvas).id)
    QTest.keyClick(canvas, Qt.Key.Key_Down, ALT)
    rest(window, qtbot)
    assert set(places_kept(window)) == {canvas.current}
    pane.network.lay_out.click()
    rest(window, qtbot)
    assert places_kept(window) == {}


def test_the_narrative_is_written_by_hand_and_rewritten(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    desk = window.desk
    assert desk is not None
    assert pane.display_id is not None
    for words in ("Dana menentukan segalanya.", "Dana dan staf menentukan segalanya."):
        pane.network.narrative.setPlainText(words)
        pane.network.tell.click()
        rest(window, qtbot)
        with desk.session.reading() as connection:
            assert [each.text for each in entries(connection, pane.display_id)] == [words]
        assert isinstance(pane.matrix, Network)
        assert pane.matrix.narrative == words


def test_a_screen_reader_hears_the_whole_network(pane: DisplayPane) -> None:
    assert isinstance(pane.matrix, Network)
    told = pane.network.canvas.accessibleDescription()
    for node in pane.matrix.nodes:
        assert node.label in told
    assert pane.network.parts.count() == len(pane.matrix.nodes) + len(pane.matrix.arrows)
