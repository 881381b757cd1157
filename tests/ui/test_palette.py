"""The palette finds acts, codes and sources by a few letters; the list of keys shows every act."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qda.i18n import Speech
from tests.ui.using import (
    CTRL,
    code_id,
    coded,
    dialog_of,
    open_source,
    press,
    rest,
    select,
    space,
)
from ui.actions import ACTS, MENUS, bare_words, native_key
from ui.dialogs.keys import KeysDialog, key_rows
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane
from ui.widgets.quick_list import QuickList

Key = Qt.Key


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> Callable[[str], QuickList]:
    """Open the palette and type."""

    def opened(words: str) -> QuickList:
        press(window, Key.Key_P, CTRL)
        rest(window, qtbot)
        found = next(each for each in window.findChildren(QuickList) if each.isVisible())
        assert window.focusWidget() is found.field
        QTest.keyClicks(found.field, words)
        return found

    return opened


def first(quick: QuickList) -> str:
    """The name of the first row."""
    return quick.model.items[0].name


def test_an_act_is_found_by_words_in_any_order_and_carried_out(
    window: MainWindow, palette: Callable[[str], QuickList], qtbot: QtBot
) -> None:
    quick = palette("matrix new")
    assert first(quick) == "New display: matrix or network"
    assert quick.model.items[0].origin == "Display · Ctrl+M"
    QTest.keyClick(quick.field, Key.Key_Return)
    rest(window, qtbot)
    assert not quick.isVisible()
    assert isinstance(space(window).tabs.currentWidget(), DisplayPane)


def test_in_indonesian_an_act_is_found_in_both_languages(
    window: MainWindow, palette: Callable[[str], QuickList], qtbot: QtBot
) -> None:
    window.speak("id")
    rest(window, qtbot)
    for words, act in (("urung", "Urungkan"), ("undo", "Urungkan"), ("history", "Riwayat")):
        quick = palette(words)
        assert first(quick) == act
        QTest.keyClick(quick.field, Key.Key_Escape)


def test_what_cannot_be_done_now_is_not_offered(
    window: MainWindow, palette: Callable[[str], QuickList], qtbot: QtBot
) -> None:
    names = {item.name for item in palette("").model.items}
    assert "Find in this source" not in names
    assert "Recode" not in names
    assert "Back up" in names
    press(window, Key.Key_Escape)
    open_source(window, "W01", qtbot)
    names = {item.name for item in palette("").model.items}
    assert "Find in this source" in names
    assert "Recode" not in names


def test_a_code_is_given_to_the_selected_words(
    window: MainWindow, palette: Callable[[str], QuickList], qtbot: QtBot
) -> None:
    pane = open_source(window, "W01", qtbot)
    span = select(pane, "Kalau soal anggaran, apakah cukup?")
    quick = palette("financial res")
    assert first(quick) == "Financial resources"
    assert "gives it to the selected words" in quick.model.items[0].origin
    QTest.keyClick(quick.field, Key.Key_Return)
    rest(window, qtbot)
    assert len(coded(window, "W01", span, "vmvh1975:VMH2.2")) == 1


def test_a_code_is_shown_where_nothing_is_selected(
    window: MainWindow, palette: Callable[[str], QuickList], qtbot: QtBot
) -> None:
    quick = palette("vmh2.2")
    assert "shows the code" in quick.model.items[0].origin
    QTest.keyClick(quick.field, Key.Key_Return)
    rest(window, qtbot)
    assert space(window).codes.tree.current_id() == code_id(window, "vmvh1975:VMH2.2")
    assert space(window).codes.card.isVisible()


@pytest.mark.parametrize(("words", "title"), [("W03", "W03"), ("ulasan gayung", "U01")])
def test_a_source_or_collection_is_opened(
    window: MainWindow, palette: Callable[[str], QuickList], qtbot: QtBot, words: str, title: str
) -> None:
    quick = palette(words)
    assert first(quick).startswith(title)
    assert quick.model.items[0].origin == "Source · opens it"
    QTest.keyClick(quick.field, Key.Key_Return)
    rest(window, qtbot)
    assert space(window).tabs.tabText(space(window).tabs.currentIndex()).startswith(title)


def test_escape_gives_the_focus_back(
    window: MainWindow, palette: Callable[[str], QuickList], qtbot: QtBot
) -> None:
    pane = open_source(window, "W01", qtbot)
    span = select(pane, "Kalau soal anggaran")
    quick = palette("x")
    QTest.keyClick(quick.field, Key.Key_Escape)
    assert window.focusWidget() is pane.reader.view
    assert pane.reader.selected_span() == span


def test_without_a_study_the_acts_of_the_start_page_are_there(empty_window: MainWindow) -> None:
    press(empty_window, Key.Key_P, CTRL)
    quick = next(each for each in empty_window.findChildren(QuickList) if each.isVisible())
    names = {item.name for item in quick.model.items}
    assert {"New study", "Open a study", "List of keys"} <= names
    assert "Import files" not in names
    assert quick.field.accessibleName() == "Type an act, a code or a source"
    QTest.keyClick(quick.field, Key.Key_Escape)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_list_of_keys_holds_every_act_with_every_key(language: str) -> None:
    speech = Speech(language)
    rows = key_rows(speech)
    assert len(rows) == len(ACTS)
    by_act = {(menu, act): keys for menu, act, keys in rows}
    for act in ACTS:
        keys = by_act[bare_words(speech(act.menu)), bare_words(speech(act.words))]
        for key in (act.key, *act.text_keys[:1]):
            assert native_key(key) in keys
    assert {menu for menu, _, _ in rows} == {bare_words(speech(menu)) for menu in MENUS}
    assert any("1 … 9" in keys for _, _, keys in rows)


def test_the_list_of_keys_is_shown_copied_and_made_for_print(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(window, Key.Key_F1)
    dialog = dialog_of(window, KeysDialog, qtbot)
    assert dialog.table.rowCount() == len(ACTS)
    dialog.copying.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Menu\tAct\tKeys"
    assert "Judge\tSupporting\t+" in lines
    printed = dialog.document().toPlainText()
    assert "Keys" in printed
    assert "Code the selected words" in printed
    dialog.reject()


def test_menus_grey_what_cannot_be_done_now(empty_window: MainWindow) -> None:
    act = empty_window.actions_.by_name
    for name in ("undo", "redo", "code", "recode", "supporting", "find", "export", "close"):
        assert not act[name].isEnabled(), name
    for name in ("new", "open", "palette", "keys"):
        assert act[name].isEnabled(), name
