"""Reading in the window: back and forward across sources, the look, what is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.settings import Appearance, Scheme, load_settings
from tests.ui.using import (
    CTRL,
    NONE,
    SHIFT,
    code_id,
    coded,
    dialog_of,
    open_source,
    press,
    rest,
    space,
)
from ui.appearance import looks
from ui.dialogs.appearance import AppearanceDialog
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview, open."""
    return open_source(window, "W01", qtbot)


def trigger(window: MainWindow, name: str) -> None:
    """Choose an act in the menu."""
    window.actions_.by_name[name].trigger()


def front(window: MainWindow) -> tuple[int, int]:
    """The source in front and the caret in it."""
    pane = space(window).current_reader()
    assert pane is not None
    return pane.source_id, pane.reader.view.caret()


def test_back_and_forward_go_through_places_across_sources(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    shown = pane.reader.view.shown
    first, second = shown.paragraphs[5].span.start, shown.paragraphs[30].span.start
    pane.reader.view.put_caret(first)
    pane.reader.go_to_paragraph(shown.paragraphs[30].number)
    other = open_source(window, "W02", qtbot)
    other.reader.go_to_paragraph(9)
    ninth = other.reader.view.caret()
    trigger(window, "back")
    assert front(window) == (other.source_id, 0)
    trigger(window, "back")
    assert front(window) == (pane.source_id, second)
    trigger(window, "back")
    assert front(window) == (pane.source_id, first)
    trigger(window, "back")
    assert front(window) == (pane.source_id, first)
    for expected in ((pane.source_id, second), (other.source_id, 0), (other.source_id, ninth)):
        trigger(window, "forward")
        assert front(window) == expected


def test_going_back_opens_again_a_source_that_was_closed(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    source, place = pane.source_id, pane.reader.view.shown.paragraphs[30].span
    pane.reader.go_to(place)
    open_source(window, "W02", qtbot)
    space(window).tabs.tabCloseRequested.emit(0)
    trigger(window, "back")
    rest(window, qtbot)
    assert front(window) == (source, place.start)
    again = space(window).current_reader()
    assert again is not None
    lines = again.reader.view.page().lines
    assert lines[0].start <= place.start < lines[-1].end


def test_the_keys_of_back_and_forward_work_on_the_text(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    pane.reader.go_to_paragraph(31)
    there = pane.reader.view.caret()
    press(window, Qt.Key.Key_Left, ALT)
    assert pane.reader.view.caret() == 0
    press(window, Qt.Key.Key_Right, ALT)
    assert pane.reader.view.caret() == there


def test_the_look_is_chosen_with_a_live_preview_and_kept(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    press(window, Qt.Key.Key_Comma, CTRL)
    dialog = dialog_of(window, AppearanceDialog, qtbot)
    dialog.points.setValue(18)
    dialog.measure.setCurrentIndex(dialog.measure.findData(60))
    assert pane.reader.view.points() == dialog.preview.points() == 18
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert load_settings().appearance == Appearance(points=18, measure=60)
    assert window.settings.appearance == Appearance(points=18, measure=60)


def test_cancelling_brings_back_the_look_of_before(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    before = looks().appearance
    trigger(window, "appearance")
    dialog = dialog_of(window, AppearanceDialog, qtbot)
    dialog.leading.setCurrentIndex(2)
    dialog.scheme.setCurrentIndex(2)
    assert looks().appearance != before
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert looks().appearance == before


def test_the_dialog_goes_back_to_the_look_of_the_first_run(
    window: MainWindow, qtbot: QtBot
) -> None:
    looks().choose(Appearance(points=20, measure=90, text_size=150))
    trigger(window, "appearance")
    dialog = dialog_of(window, AppearanceDialog, qtbot)
    assert dialog.points.value() == 20
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert looks().appearance == Appearance() == dialog.chosen()
    dialog.reject()


def test_the_menu_shows_which_colours_are_chosen(window: MainWindow) -> None:
    names = ("system_scheme", "light_scheme", "dark_scheme")
    for name, scheme in zip(names, Scheme, strict=True):
        for _ in range(2):
            trigger(window, name)
            assert looks().appearance.scheme is scheme
            checked = [each for each in names if window.actions_.by_name[each].isChecked()]
            assert checked == [name]


def test_the_whole_window_is_enlarged_by_keys(window: MainWindow, pane: ReadingPane) -> None:
    before = pane.reader.view.points()
    trigger(window, "window_larger")
    assert looks().appearance.text_size == 125
    assert pane.reader.view.points() == before * 1.25
    trigger(window, "window_smaller")
    assert load_settings().appearance.text_size == 100
    keys = window.actions_.by_name["window_larger"].shortcut()
    assert keys == QKeySequence("Ctrl+Alt++")


def test_every_line_of_the_menu_of_the_view_can_be_reached(window: MainWindow) -> None:
    for name in ("appearance", "window_larger", "dark_scheme", "back", "turn", "list_codings"):
        assert any(
            window.actions_.by_name[name] in menu.actions()
            for menu in window.actions_._menus.values()
        )


def test_words_of_buttons_and_labels_are_whole_at_twice_the_size(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    font = QApplication.font()
    twice = QApplication.font()
    twice.setPointSizeF(font.pointSizeF() * 2)
    QApplication.setFont(twice)
    looks().choose(Appearance(text_size=200))
    try:
        rest(window, qtbot)
        qtbot.waitUntil(lambda: pane.reader.keys.fontMetrics().height() > 20)
        reader = pane.reader
        reader.finder.open_find()
        reader.finder.find_words("yang")
        QApplication.processEvents()
        for button in reader.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width()
        count = reader.find_bar.findChild(QLabel)
        assert count is not None
        assert count.width() >= count.sizeHint().width()
        inside = reader.codes.rect().toRectF()
        assert all(inside.contains(label.place) for label in reader.codes.labels())
        assert reader.keys.width() >= reader.keys.width_wanted(reader.view.width()) - 1
    finally:
        QApplication.setFont(font)


def test_the_coding_at_the_caret_is_told_in_full(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    row = next(each for each in pane.coded if each.polarity is not None)
    pane.reader.go_to(Span(row.span.start, row.span.start + 1), flash=False)
    highlight = pane.reader.view.highlight(row.id)
    assert highlight is not None
    assert row.coder in highlight.tooltip
    assert highlight.coder == row.coder
    press(window, Qt.Key.Key_F1, SHIFT)
    assert pane.reader.line.facts.toolTip()


def test_a_pressed_letter_selects_the_turn_in_the_window(
    window: MainWindow, pane: ReadingPane
) -> None:
    mark = next(each for each in pane.reader.view.shown.paragraphs if each.words_start is not None)
    pane.reader.go_to(mark.span, flash=False)
    press(window, Qt.Key.Key_T, NONE)
    selected = pane.reader.selected_span()
    assert selected is not None
    # All that is said, without the name of who says it.
    assert mark.words_start is not None
    assert mark.span.start < mark.words_start
    assert selected.start == mark.words_start
    assert selected.contains(Span(mark.words_start, mark.span.end - 1))


def test_a_coding_that_is_refused_keeps_nothing_from_being_shown(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    span = Span(0, 9)
    code, other = code_id(window, "vmvh1975:VMH2.2"), code_id(window, "vmvh1975:VMH2.1")
    for wanted in (code, code, other):
        pane.code(span, wanted)
    rest(window, qtbot)
    given = {row.code_id for row in pane.coded if row.span == span}
    assert given == {code, other}
    window.actions_.by_name["undo"].trigger()
    rest(window, qtbot)
    assert {row.code_id for row in pane.coded if row.span == span} == {code}


def test_a_tab_may_be_closed_while_a_coding_is_on_its_way(
    window: MainWindow, qtbot: QtBot, pane: ReadingPane
) -> None:
    pane.code(Span(0, 9), code_id(window, "vmvh1975:VMH2.2"))
    space(window).tabs.tabCloseRequested.emit(0)
    rest(window, qtbot)
    assert space(window).current_reader() is None
    assert coded(window, "W01", Span(0, 9), "vmvh1975:VMH2.2")
