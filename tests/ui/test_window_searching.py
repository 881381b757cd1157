"""Searching all texts from the bar: the places, and the way to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qda.retrieval.finding import FoundKind
from tests.ui.using import CTRL, SHIFT, press, rest, space
from ui.main_window import MainWindow
from ui.panes.searching import SearchPane


def searched(window: MainWindow, words: str, qtbot: QtBot) -> SearchPane:
    """The findings of a search, typed into the field."""
    press(window, Qt.Key.Key_K, CTRL | SHIFT)
    window.search.selectAll()
    QTest.keyClicks(window.search, words)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    rest(window, qtbot)
    pane = space(window).tabs.currentWidget()
    assert isinstance(pane, SearchPane)
    return pane


def test_a_finding_leads_to_its_place_by_enter(window: MainWindow, qtbot: QtBot) -> None:
    pane = searched(window, "anggaran", qtbot)
    assert pane.list.isVisible()
    for hit in pane.model.places():
        for span in hit.marks:
            assert span.of(hit.snippet).casefold() == "anggaran"
    hit = pane.model.places()[1]
    assert hit.span is not None
    pane.list.setCurrentIndex(pane.model.index_of(hit))
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    rest(window, qtbot)
    reader = space(window).current_reader()
    assert reader is not None
    assert reader.source_id == hit.id
    assert reader.reader.view.caret() == hit.span.start


def test_the_same_tab_shows_the_next_search(window: MainWindow, qtbot: QtBot) -> None:
    first = searched(window, "anggaran", qtbot)
    second = searched(window, "lapor*", qtbot)
    assert first is second
    assert space(window).tabs.count() == 1
    assert "lapor*" in space(window).tabs.tabText(0)
    assert "lapor*" in second.head.text()


def test_where_nothing_is_found_one_is_told_how_to_go_on(window: MainWindow, qtbot: QtBot) -> None:
    pane = searched(window, "qwertyuiop", qtbot)
    assert pane.empty.isVisible()


def test_a_search_without_words_is_refused_in_words(window: MainWindow, qtbot: QtBot) -> None:
    searched(window, "!!!", qtbot)
    assert "no word" in space(window).notices.messages()[0]


def test_the_findings_change_their_language(window: MainWindow, qtbot: QtBot) -> None:
    pane = searched(window, "anggaran", qtbot)
    assert "Texts" in pane.filters.kinds[FoundKind.TEXT].text()
    window.actions_.by_name["indonesian"].trigger()
    rest(window, qtbot)
    assert pane.filters.kinds[FoundKind.TEXT].text() == "Teks"
