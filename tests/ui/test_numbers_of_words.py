"""Words on the page of numbers: each leads to its texts, and to every place where it is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qda.numbers.making import NumberKind
from qda.numbers.words import WordCounts
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import rest, space
from ui.main_window import MainWindow
from ui.panes.numbers import NumbersPane
from ui.panes.searching import SearchPane

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> NumbersPane:
    """The words of the sample study."""
    window.actions_.by_name["numbers_words"].trigger()
    rest(window, qtbot)
    made = space(window).tabs.currentWidget()
    assert isinstance(made, NumbersPane)
    assert made.told is not None
    return made


def stand(pane: NumbersPane, row: str, column: str) -> None:
    """Stand on the figure of a word."""
    pane.tables.show_table("words")
    pane.tables.stand_on(row, column)
    assert pane.tables.current() == (row, column)


def test_words_are_counted_and_lead_to_their_texts(
    window: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    assert pane.told is not None
    (table,) = pane.told.made.report.tables
    first = table.rows[0].heading.id
    stand(pane, first, "texts")
    QTest.keyClick(pane.tables.view, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert len(pane.rows.found.texts) == table.cell(first, "texts").count
    row = pane.rows.texts.row(pane.rows.texts.index(0, 0))
    assert row is not None
    assert row.span is not None
    pane.choices.choose(pane.choices.length, "2")
    rest(window, qtbot)
    assert pane.choices.order.findData("score") >= 0


def test_a_word_leads_to_every_place_where_it_is_written(
    window: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    assert pane.told is not None
    counted = pane.told.basis
    assert isinstance(counted, WordCounts)
    word = next(each for each in counted.words if each.forms[0].form != each.word)
    stand(pane, word.word, "times")
    window.actions_.by_name["numbers_search"].trigger()
    rest(window, qtbot)
    found = space(window).tabs.currentWidget()
    assert isinstance(found, SearchPane)
    assert found.words == f'"{word.forms[0].form}"'


def test_a_bar_of_a_word_leads_to_its_places_too(
    window: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pane.figure.shown, timeout=PATIENCE_MS):
        window.actions_.by_name["numbers_picture"].trigger()
    canvas, picture = pane.figure.canvas, pane.figure.picture
    assert picture is not None
    assert pane.told is not None
    assert isinstance(pane.told.basis, WordCounts)
    assert not pane.rows.search_button.isVisible()
    region = picture.regions[0]
    QTest.mouseClick(canvas, LEFT, pos=canvas.place_of(region).center().toPoint())
    rest(window, qtbot)
    word = next(each for each in pane.told.basis.words if each.word == region.behind.word)
    assert len(pane.rows.found.texts) == word.texts
    pane.rows.search_button.click()
    rest(window, qtbot)
    found = space(window).tabs.currentWidget()
    assert isinstance(found, SearchPane)
    assert found.words == f'"{word.forms[0].form}"'


def test_where_no_word_is_counted_none_is_searched(
    window: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    pane.show_kind(NumberKind.FREQUENCIES)
    rest(window, qtbot)
    window.actions_.by_name["numbers_search"].trigger()
    rest(window, qtbot)
    assert space(window).tabs.currentWidget() is pane
    assert "Stand on a word or phrase first." in space(window).notices.messages()
