"""Pictures in a window: drawn beside it, gone through by keys, opened by a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exports.figures.diverging import LikertPlot
from exports.figures.picture import Behind, Picture
from qda.numbers.answers import Answers, ItemPlan
from qda.numbers.instrument import likert
from tests.ui.indonesian import ENGLISH
from ui.jobs import Jobs
from ui.theme import DARK, palette
from ui.widgets.figure import FigureView

LEFT = Qt.MouseButton.LeftButton


def plot() -> LikertPlot:
    """Two items of four answers each."""
    rows = ((1.0, 5.0), (2.0, 4.0), (4.0, 4.0), (5.0, 3.0))
    return LikertPlot(likert(Answers("uji.csv", ("A", "B"), rows, ItemPlan())), "id")


@pytest.fixture
def view(qtbot: QtBot) -> FigureView:
    """A view with the two items drawn."""
    jobs = Jobs()

    def beside(work: Callable[[], Picture], then: Callable[[Picture], None]) -> object:
        return jobs.read(
            lambda _: work(), then=then, otherwise=lambda error: pytest.fail(str(error))
        )

    made = FigureView(beside, ENGLISH)
    jobs.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 500)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(made.shown):
        made.show_plot(plot())
    qtbot.waitUntil(lambda: jobs.idle)
    return made


def test_a_click_opens_what_is_behind_a_mark(view: FigureView, qtbot: QtBot) -> None:
    assert view.picture is not None
    region = next(
        each for each in view.picture.regions if each.behind == Behind(item="B", answer=4)
    )
    middle = view.canvas.place_of(region).center().toPoint()
    with qtbot.waitSignal(view.chosen) as told:
        QTest.mouseClick(view.canvas, LEFT, pos=middle)
    assert told.args == [Behind(item="B", answer=4)]


def test_a_click_beside_all_marks_opens_nothing(view: FigureView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.chosen):
        QTest.mouseClick(view.canvas, LEFT, pos=QPoint(3, 3))


def test_arrows_go_through_a_row_and_enter_opens(view: FigureView, qtbot: QtBot) -> None:
    view.setFocus()
    QTest.keyClick(view.canvas, Qt.Key.Key_Home)
    first = view.canvas.current
    assert first is not None
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    second = view.canvas.current
    assert second is not None
    assert second.behind.item == first.behind.item
    assert (second.behind.answer or 0) > (first.behind.answer or 0)
    QTest.keyClick(view.canvas, Qt.Key.Key_Down)
    below = view.canvas.current
    assert below is not None
    assert below.behind.item != first.behind.item
    with qtbot.waitSignal(view.chosen) as told:
        QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    assert told.args == [below.behind]


def test_it_is_sharp_and_says_what_is_to_be_seen(view: FigureView) -> None:
    picture = view.picture
    assert picture is not None
    dots = view.devicePixelRatioF()
    size = view.canvas.size()
    assert abs(size.width() * dots - picture.width) <= dots
    assert view.viewport().width() - 30 < size.width() <= view.viewport().width()
    assert not view.horizontalScrollBar().isVisible()
    assert view.canvas.accessibleName() == "Ringkasan butir skala penilaian"
    for region in picture.regions:
        assert region.text in view.canvas.accessibleDescription()


def test_a_dark_window_gets_a_dark_picture_and_the_mark_stays(
    view: FigureView, qtbot: QtBot
) -> None:
    QTest.keyClick(view.canvas, Qt.Key.Key_End)
    before = view.canvas.current
    with qtbot.waitSignal(view.shown):
        view.setPalette(palette(DARK))
    corner = view.canvas.grab().toImage().pixelColor(2, 2)
    assert corner.lightness() < 60
    assert view.canvas.current is not None
    assert before is not None
    assert view.canvas.current.behind == before.behind


def test_what_was_cleared_comes_not_back(view: FigureView, qtbot: QtBot) -> None:
    view.show_plot(plot())
    view.clear()
    jobs = view.findChild(Jobs)
    assert jobs is not None
    qtbot.waitUntil(lambda: jobs.idle)
    assert view.picture is None
    assert view.plot is None
