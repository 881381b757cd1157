"""Codings are judged by single keys; and every act is done by mouse from the menu of the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models.positions import Span
from models.vocabulary import Polarity, TimeFrame
from qda.retrieval.rows import CodingRow
from tests.ui.coding_steps import (
    FUNDS,
    WORDS,
    Hit,
    by_id,
    code_words,
    context,
    hitting,
    item,
)
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import (
    CTRL,
    NONE,
    SHIFT,
    code_id,
    coded,
    open_source,
    press,
    rest,
    select,
    space,
)
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

Key = Qt.Key


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview, open."""
    return open_source(window, "W01", qtbot)


@pytest.fixture
def hit(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> Hit:
    """Press a key on the text, and wait until all is at rest."""
    return hitting(window, pane, qtbot)


@pytest.fixture
def coding(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> CodingRow:
    """Some words that are coded with one code; the caret stands behind them."""
    return code_words(window, pane, qtbot)


# --- judging -----------------------------------------------------------------------------------

FIELDS = ("polarity", "strength", "time", "confidence", "important")


@pytest.mark.parametrize(
    "said",
    [
        (Key.Key_Plus, SHIFT, "polarity", [Polarity.SUPPORTING, None]),
        (Key.Key_Plus, NONE, "polarity", [Polarity.SUPPORTING, None]),
        (Key.Key_Minus, NONE, "polarity", [Polarity.INHIBITING, None]),
        (Key.Key_Asterisk, SHIFT, "polarity", [Polarity.MIXED, None]),
        (Key.Key_0, NONE, "polarity", [Polarity.NEUTRAL, None]),
        (Key.Key_D, NONE, "strength", [1, 2, 3, None]),
        (Key.Key_W, NONE, "time", [*TimeFrame, None]),
        (Key.Key_K, NONE, "confidence", [1, 2, 3, None]),
        (Key.Key_Exclam, SHIFT, "important", [True, False]),
    ],
)
def test_a_key_says_one_part_and_said_again_goes_on_or_back(
    window: MainWindow,
    coding: CodingRow,
    hit: Hit,
    said: tuple[Qt.Key, Qt.KeyboardModifier, str, list[object]],
) -> None:
    key, modifiers, name, values = said
    for value in values:
        hit(key, modifiers)
        row = coded(window, "W01", coding.span, FUNDS)[0]
        assert getattr(row, name) == value
        others = [each for each in FIELDS if each != name]
        assert [getattr(row, each) for each in others] == [getattr(coding, each) for each in others]


def test_judging_is_seen_at_once_however_fast_the_keys_come(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    hit: Hit,
    qtbot: QtBot,
) -> None:
    for key in (Key.Key_D, Key.Key_D, Key.Key_Minus, Key.Key_D, Key.Key_W):
        QTest.keyClick(pane.reader.view, key)
    shown = pane.reader.view.highlight(coding.id)
    assert shown is not None
    assert shown.polarity == "−"
    assert "− Inhibiting" in space(window).place.text()
    assert "3 strong" in space(window).place.text()
    rest(window, qtbot)
    row = coded(window, "W01", coding.span, FUNDS)[0]
    assert (row.strength, row.polarity, row.time) == (3, Polarity.INHIBITING, TimeFrame.PAST)
    for _ in range(5):
        press(window, Key.Key_Z, CTRL)
        rest(window, qtbot)
    row = coded(window, "W01", coding.span, FUNDS)[0]
    assert [getattr(row, each) for each in FIELDS] == [None, None, None, None, False]


def test_what_was_just_coded_is_judged_by_the_next_key(
    window: MainWindow, pane: ReadingPane, hit: Hit, qtbot: QtBot
) -> None:
    space(window).coding.known.use([code_id(window, FUNDS)])
    span = select(pane, WORDS)
    with qtbot.waitSignal(pane.code_shown, timeout=PATIENCE_MS):
        QTest.keyClick(pane.reader.view, Key.Key_1)
    hit(Key.Key_Plus, SHIFT)
    assert coded(window, "W01", span, FUNDS)[0].polarity is Polarity.SUPPORTING


def test_the_menu_shows_what_is_said_and_greys_what_cannot_be_done(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, hit: Hit
) -> None:
    act = window.actions_.by_name
    hit(Key.Key_Minus)
    hit(Key.Key_D)
    assert act["inhibiting"].isChecked()
    assert not act["supporting"].isChecked()
    assert "1 weak" in act["strength"].text()
    act["supporting"].trigger()
    assert act["supporting"].isChecked()
    assert by_id(pane, coding).polarity is Polarity.SUPPORTING
    pane.reader.view.put_caret(0)
    for name in ("supporting", "recode", "uncode", "split_coding", "merge_codings"):
        assert not act[name].isEnabled(), name
    assert act["code"].isEnabled()
    assert not act["supporting"].isChecked()


def test_where_no_coding_is_a_key_says_so(window: MainWindow, pane: ReadingPane, hit: Hit) -> None:
    pane.reader.view.put_caret(0)
    for key in (Key.Key_Minus, Key.Key_R, Key.Key_U, Key.Key_G):
        hit(key)
    assert set(space(window).notices.messages()) == {
        "No coding is at the caret. Put the caret into coded words first."
    }


# --- by mouse ----------------------------------------------------------------------------------


def test_the_menu_of_the_text_offers_every_act_with_its_key(
    window: MainWindow, pane: ReadingPane, coding: CodingRow
) -> None:
    menu = context(window, coding, span=coding.span)
    keys = {
        each.text().partition("\t")[0]: each.text().partition("\t")[2] for each in menu.actions()
    }
    assert keys["Code …"] == "C"
    assert keys["Code in vivo"] == "V"
    assert keys["Recode to …"] == "R"
    assert keys["Split here"] == "X"
    assert keys["Merge with what touches it"] == "M"
    assert keys["Remove"] == "U"
    assert keys["Add a memo …"] == "Y"
    assert "&1  Financial resources" in keys
    menu.deleteLater()


@pytest.mark.parametrize(
    "said",
    [
        ("Polarity", "±  Mixed", "polarity", Polarity.MIXED),
        ("Strength", "2 medium", "strength", 2),
        ("Time", "Potential", "time", TimeFrame.POTENTIAL),
        ("Confidence", "1 unsure", "confidence", 1),
    ],
)
def test_a_coding_is_judged_by_mouse(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    said: tuple[str, str, str, object],
) -> None:
    part, value, name, expected = said
    values = item(context(window, coding), part).menu()
    assert isinstance(values, QMenu)
    assert item(values, "None").isChecked()
    item(values, value).trigger()
    assert getattr(by_id(pane, coding), name) == expected
    values = item(context(window, coding), part).menu()
    assert isinstance(values, QMenu)
    assert item(values, value).isChecked()


def test_a_right_click_means_the_place_under_the_pointer(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, qtbot: QtBot
) -> None:
    view = pane.reader.view
    view.bring_into_view(coding.span, flash=False)
    at = coding.span.start + len("Kalau soal ")
    strip = view.page().strips(*view.positions.units_of(Span(at, at + 1)))[0]
    pane.reader.context_requested.emit(
        view.viewport().mapToGlobal(strip.center().toPoint()), None, [coding.id]
    )
    assert view.caret() == at
    for menu in space(window).findChildren(QMenu):
        menu.close()
    item(context(window, coding), "Split here").trigger()
    rest(window, qtbot)
    assert len(coded(window, "W01", Span(at, coding.span.end), FUNDS)) == 1


def test_the_quick_list_is_used_by_mouse_alone(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    item(context(window, span=span), "Code …").trigger()
    quick = space(window).coding.quick
    names = [each.name for each in quick.model.items]
    index = quick.model.index(names.index("Financial resources"))
    quick.list.scrollTo(index)
    place: QPoint = quick.list.visualRect(index).center()
    QTest.mouseClick(quick.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    rest(window, qtbot)
    assert len(coded(window, "W01", span, FUNDS)) == 1


def test_a_merge_by_mouse_takes_the_whole_chain(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, qtbot: QtBot
) -> None:
    longer = Span(coding.span.start + 5, coding.span.end + 10)
    pane.reader.view.select(longer)
    space(window).coding.code_with(code_id(window, FUNDS))
    rest(window, qtbot)
    item(context(window, coding), "Merge with what touches it").trigger()
    rest(window, qtbot)
    mine = [row for row in pane.coded if row.coder == "Sari"]
    assert [(row.id, row.span.start) for row in mine] == [(coding.id, coding.span.start)]
    assert mine[0].span.end > coding.span.end
