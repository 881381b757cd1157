"""Coding in the window by key, by double click, by drag; and what one does to codings after."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models.positions import Span
from models.vocabulary import CodingState, Polarity
from qda.retrieval.memos import memos
from tests.ui.dragging import drop, mime
from tests.ui.using import (
    CTRL,
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
from ui.reader.state import CODE_MIME, SPAN_MIME, packed_span

WORDS = "Kalau soal anggaran, apakah cukup?"
CODE = "vmvh1975:VMH2.2"
OTHER = "vmvh1975:VMH2.1"


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview, open."""
    return open_source(window, "W01", qtbot)


def act(menu: QMenu, *path: str) -> QAction:
    """The act of a menu under these words."""
    for step in path[:-1]:
        found = next(each.menu() for each in menu.actions() if _words(each) == step)
        assert isinstance(found, QMenu)
        menu = found
    return next(each for each in menu.actions() if _words(each) == path[-1])


def _words(each: QAction) -> str:
    """The words of an act without its key."""
    return each.text().partition("\t")[0]


def test_words_are_coded_by_key_name_and_enter(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    QTest.keyClick(pane.reader.view, Qt.Key.Key_C)
    quick = space(window).coding.quick
    assert window.focusWidget() is quick.field
    assert WORDS in quick.title.text()
    QTest.keyClicks(quick.field, "financial")
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert [row.coder for row in coded(window, "W01", span, CODE)] == ["Sari"]
    assert window.focusWidget() is pane.reader.view
    assert pane.reader.view.caret() == span.end
    assert pane.reader.selected_span() is None
    assert not quick.isVisible()


def test_escape_leaves_the_choice_of_a_code(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    QTest.keyClick(pane.reader.view, Qt.Key.Key_Return)
    QTest.keyClick(space(window).coding.quick.field, Qt.Key.Key_Escape)
    rest(window, qtbot)
    assert window.focusWidget() is pane.reader.view
    assert pane.reader.selected_span() == span
    assert not coded(window, "W01", span, CODE)


def test_a_double_click_on_a_code_applies_it(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    tree = space(window).codes.tree
    span = select(pane, WORDS)
    tree.select(code_id(window, CODE))
    place = tree.tree.visualRect(tree.tree.currentIndex()).center()
    QTest.mouseClick(tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    rest(window, qtbot)
    assert len(coded(window, "W01", span, CODE)) == 1


def test_a_code_dropped_on_the_words_codes_them(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    pane.reader.view.bring_into_view(span, flash=False)
    strips = pane.reader.view.page().strips(*pane.reader.view.positions.units_of(span))
    payload = mime(CODE_MIME, str(code_id(window, CODE)).encode())
    assert drop(pane.reader.view.viewport(), payload, strips[0].center().toPoint())
    rest(window, qtbot)
    assert len(coded(window, "W01", span, CODE)) == 1


def test_words_dropped_on_a_code_are_coded(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    tree = space(window).codes.tree
    span = select(pane, WORDS)
    tree.select(code_id(window, CODE))
    place = tree.tree.visualRect(tree.tree.currentIndex()).center()
    drop(tree.tree.viewport(), mime(SPAN_MIME, packed_span(pane.source_id, span)), place)
    rest(window, qtbot)
    assert len(coded(window, "W01", span, CODE)) == 1


def test_the_last_code_and_the_digits_code_again(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    space(window).coding.code_with(code_id(window, OTHER))
    select(pane, "Maaf, Bu")
    space(window).coding.code_with(code_id(window, CODE))
    rest(window, qtbot)
    again = select(pane, "Tenaga pengelolanya bagaimana?")
    press(window, Qt.Key.Key_L, CTRL)
    QTest.keyClick(pane.reader.view, Qt.Key.Key_2)
    rest(window, qtbot)
    assert len(coded(window, "W01", again, CODE)) == 1
    assert len(coded(window, "W01", again, OTHER)) == 1


def test_undo_and_redo_by_keys_are_followed_everywhere(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    before = len(pane.coded)
    space(window).coding.code_with(code_id(window, CODE))
    rest(window, qtbot)
    assert len(pane.coded) == before + 1
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert len(pane.coded) == before
    assert space(window).codes.segments.count == before
    assert not coded(window, "W01", span, CODE)
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    rest(window, qtbot)
    assert len(pane.coded) == before + 1
    assert coded(window, "W01", span, CODE)


def test_the_bar_says_undo_and_the_menu_says_what(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    space(window).coding.code_with(code_id(window, CODE))
    rest(window, qtbot)
    undo = window.actions_.by_name["undo"]
    assert undo.iconText() == "Undo"
    assert "W01" in undo.text()
    assert "W01" in undo.toolTip()


def test_without_selected_words_one_is_told_what_to_do(
    window: MainWindow, pane: ReadingPane
) -> None:
    pane.reader.view.put_caret(0)
    space(window).coding.code_with(code_id(window, CODE))
    assert "Select some words" in space(window).notices.messages()[0]


def test_the_same_coding_twice_is_refused_in_the_notice_bar(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    for _ in range(2):
        select(pane, WORDS)
        space(window).coding.code_with(code_id(window, CODE))
        rest(window, qtbot)
    assert "already" in space(window).notices.messages()[0]


def test_a_click_on_a_coding_shows_its_code_and_its_row(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    codes = space(window).codes
    row = pane.coded[3]
    pane.reader.highlight_clicked.emit([row.id])
    rest(window, qtbot)
    assert codes.tree.current_id() == row.code_id
    assert [each.id for each in codes.segments.chosen().rows or ()] == [row.id]
    assert codes.card.card is not None
    assert codes.card.card.id == row.code_id


def test_the_edge_of_a_coding_is_moved_by_keys(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    space(window).coding.code_with(code_id(window, CODE))
    rest(window, qtbot)
    QTest.keyClick(pane.reader.view, Qt.Key.Key_BracketRight)
    for _ in range(3):
        QTest.keyClick(pane.reader.view, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(pane.reader.view, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert len(coded(window, "W01", Span(span.start, span.end - 3), CODE)) == 1


def test_a_coding_is_judged_from_its_menu_and_keeps_the_rest(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    space(window).coding.code_with(code_id(window, CODE))
    rest(window, qtbot)
    id_ = coded(window, "W01", span, CODE)[0].id
    act(space(window).coding.menu(None, [id_]), "Strength", "3 strong").trigger()
    rest(window, qtbot)
    act(space(window).coding.menu(None, [id_]), "Polarity", "−  Inhibiting").trigger()
    rest(window, qtbot)
    row = coded(window, "W01", span, CODE)[0]
    assert (row.polarity, row.strength) == (Polarity.INHIBITING, 3)


def test_a_coding_gets_another_code(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> None:
    span = select(pane, WORDS)
    space(window).coding.code_with(code_id(window, CODE))
    rest(window, qtbot)
    id_ = coded(window, "W01", span, CODE)[0].id
    act(space(window).coding.menu(None, [id_]), "Recode to …").trigger()
    field = space(window).coding.quick.field
    QTest.keyClicks(field, "VMH2.1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert not coded(window, "W01", span, CODE)
    assert [row.id for row in coded(window, "W01", span, OTHER)] == [id_]


def test_a_memo_is_added_to_a_coding(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> None:
    row = pane.coded[0]
    act(space(window).coding.menu(None, [row.id]), "Add a memo …").trigger()
    editor = space(window).memos.editor
    QTest.keyClicks(editor.text, "Bandingkan dengan W03")
    QTest.keyClick(editor.text, Qt.Key.Key_Return, CTRL)
    rest(window, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        assert [memo.text for memo in memos(state, target_uuid=row.uuid)] == [
            "Bandingkan dengan W03"
        ]
    assert pane.reader.view.hasFocus()


def test_all_proposals_of_a_source_are_confirmed_at_once(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    proposed = [row for row in pane.coded if row.state is CodingState.PROPOSED]
    assert proposed
    assert pane.proposals.isVisible()
    assert str(len(proposed)) in pane.proposals.label.text()
    pane.proposals.confirm_button.click()
    rest(window, qtbot)
    assert not [row for row in pane.coded if row.state is CodingState.PROPOSED]
    assert not pane.proposals.isVisible()
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert pane.proposals.isVisible()


def test_the_next_proposal_is_gone_to(window: MainWindow, pane: ReadingPane) -> None:
    spans = sorted(row.span for row in pane.coded if row.state is CodingState.PROPOSED)
    pane.proposals.next_button.click()
    assert pane.reader.view.caret() == spans[0].start


def test_the_status_line_says_what_is_selected_and_what_waits(
    window: MainWindow, pane: ReadingPane
) -> None:
    select(pane, WORDS)
    assert space(window).place.text() == f"W01:17: {len(WORDS)} characters selected"
    assert "await confirmation" in space(window).waiting.text()
    assert space(window).coder.text() == "Coder: Sari"
