"""Words and phrases in the window: counted beside it, and a bar leads to its places."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exports.figures.words import WordPlot
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import rest, space
from ui.main_window import MainWindow
from ui.panes.searching import SearchPane
from ui.panes.words import WordsPane


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> WordsPane:
    """The words of the sample study."""
    window.actions_.by_name["words"].trigger()
    made = space(window).tabs.currentWidget()
    assert isinstance(made, WordsPane)
    qtbot.waitUntil(lambda: made.figure.picture is not None, timeout=PATIENCE_MS)
    rest(window, qtbot)
    return made


def shown(pane: WordsPane) -> WordPlot:
    plot = pane.figure.plot
    assert isinstance(plot, WordPlot)
    return plot


def test_a_bar_leads_to_the_places_of_its_word(
    window: MainWindow, pane: WordsPane, qtbot: QtBot
) -> None:
    first = shown(pane).value.words[0]
    pane.figure.setFocus()
    QTest.keyClick(pane.figure.canvas, Qt.Key.Key_Home)
    QTest.keyClick(pane.figure.canvas, Qt.Key.Key_Return)
    rest(window, qtbot)
    search = space(window).tabs.currentWidget()
    assert isinstance(search, SearchPane)
    assert search.words == f'"{first.forms[0].form}"'


def test_phrases_of_one_collection_and_one_code_are_chosen(
    window: MainWindow, pane: WordsPane, qtbot: QtBot
) -> None:
    everything = shown(pane).value
    with qtbot.waitSignal(pane.figure.shown, timeout=PATIENCE_MS):
        pane.length.setCurrentIndex(1)
        pane.texts.setCurrentIndex(2)
        pane.code.setCurrentIndex(1)
        pane.code.activated.emit(1)
    rest(window, qtbot)
    found = shown(pane).value
    assert found.question.length == 2
    assert found.texts < everything.texts
    assert found.question.codes[0].code.canonical_id == "vmvh1975:VMH1"


def test_the_picture_is_saved(
    window: MainWindow, pane: WordsPane, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "kata.svg"
    pane.save_to(place)
    qtbot.waitUntil(place.exists, timeout=PATIENCE_MS)
    rest(window, qtbot)
    assert "Frequency of words" in place.read_text(encoding="utf-8")
