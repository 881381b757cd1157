"""Drawing, weighing and testing conclusions in the window."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qda.concluding.values import GapKind
from qda.displays.values import Evidence, Matrix
from qda.i18n import Speech
from qda.sheets.answers import answers
from qda.sheets.items import Sheet
from tests.ui.concluding_steps import (
    ALT_SHIFT,
    choose_cell,
    conclude_here,
    drawn,
    filled_cell,
    keep_display,
    open_list,
)
from tests.ui.using import dialog_of, forget_displays, press, rest, space
from ui.dialogs.concluding import ConcludeDialog
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane
from ui.panes.displays import DisplaysPane
from ui.panes.reading import ReadingPane

STATEMENT = "Sumber daya menentukan."


@pytest.fixture(autouse=True)
def nothing_kept(window: MainWindow, qtbot: QtBot) -> None:
    """The sample study without the displays and conclusions it is shipped with."""
    forget_displays(window, qtbot)


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> DisplaysPane:
    """The list, with one conclusion that stands on a cell of a kept matrix and is chosen."""
    display = keep_display(window, "Per kelompok", qtbot)
    choose_cell(display, *filled_cell(display))
    conclude_here(window, STATEMENT, qtbot)
    made = open_list(window, qtbot)
    made.drawn.setFocus()
    made.drawn.setCurrentRow(0)
    rest(window, qtbot)
    return made


def told(window: MainWindow, uuid: str) -> dict[str, tuple[bool | None, str]]:
    """What the study keeps of the tactics of a conclusion."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        found = answers(state, Sheet.TACTICS, uuid)
    return {item: (row.is_done, row.answer) for item, row in found.items()}


def test_a_conclusion_is_drawn_from_a_cell_and_shows_what_it_stands_on(
    window: MainWindow, pane: DisplaysPane
) -> None:
    row = drawn(window)[0]
    assert (row.text, row.is_linked) == (STATEMENT, True)
    view = pane.detail
    assert view.shown is not None
    assert view.shown.behind.evidence
    assert "Per kelompok" in view.standing.row_at(0).words
    assert view.tabs.tabText(0) == "Stands on (1)"
    assert "behind it stand" in view.reasons.text()


def test_a_cell_of_a_conclusion_opens_its_display_at_that_cell(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    cell = drawn(window)[0].cells[0]
    pane.detail.standing.setFocus()
    pane.detail.standing.setCurrentRow(0)
    QTest.keyClick(pane.detail.standing, Qt.Key.Key_Return)
    rest(window, qtbot)
    front = space(window).tabs.currentWidget()
    assert isinstance(front, DisplayPane)
    matrix, index = front.matrix, front.view.table.currentIndex()
    assert isinstance(matrix, Matrix)
    assert matrix.rows[index.row()].id == cell.row
    assert matrix.columns[index.column()].id == cell.column


def test_a_cell_of_a_closed_display_is_found_once_it_is_read(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    tabs = space(window).tabs
    shown = tabs.first(DisplayPane)
    assert shown is not None
    tabs.close_pane(shown)
    pane.detail.standing.setCurrentRow(0)
    QTest.keyClick(pane.detail.standing, Qt.Key.Key_Return)
    rest(window, qtbot)
    front = tabs.currentWidget()
    assert isinstance(front, DisplayPane)
    cell, index = drawn(window)[0].cells[0], front.view.table.currentIndex()
    assert isinstance(front.matrix, Matrix)
    assert front.matrix.rows[index.row()].id == cell.row


def test_a_segment_that_speaks_against_it_opens_its_source_at_the_place(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_X, ALT_SHIFT)
    rest(window, qtbot)
    rows = pane.detail.against
    assert pane.detail.tabs.currentWidget() is rows
    number = next(n for n in range(rows.count()) if isinstance(rows.row_at(n).leads_to, Evidence))
    evidence = rows.row_at(number).leads_to
    assert isinstance(evidence, Evidence)
    rows.setCurrentRow(number)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    rest(window, qtbot)
    front = space(window).tabs.currentWidget()
    assert isinstance(front, ReadingPane)
    assert front.source_id == evidence.source_id
    assert front.reader.view.caret() == evidence.span.start


def test_each_rule_says_what_it_found_or_why_it_could_not_look(pane: DisplaysPane) -> None:
    rows = pane.detail.against
    headings = [rows.row_at(n).words for n in range(rows.count()) if rows.row_at(n).is_heading]
    assert len(headings) == 6
    assert headings[0].startswith("Behind a cell that contradicts it: not looked for, since")


def test_a_tactic_is_ticked_noted_and_taken_back_by_the_keyboard(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    uuid = drawn(window)[0].uuid
    press(window, Qt.Key.Key_Y, ALT_SHIFT)
    tactics = pane.detail.tactics
    tactics.tree.setCurrentItem(tactics.item_of("negative"))
    tactics.tree.setFocus()
    QTest.keyClick(tactics.tree, Qt.Key.Key_Space)
    rest(window, qtbot)
    assert told(window, uuid) == {"negative": (True, "")}
    assert pane.detail.tabs.tabText(2) == "Tactics (1 of 26)"
    assert tactics.current_id() == "negative"
    tactics.note.setFocus()
    QTest.keyClicks(tactics.note, "dicari di semua wawancara")
    QTest.keyClick(tactics.note, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert told(window, uuid) == {"negative": (True, "dicari di semua wawancara")}
    tactics.tree.setFocus()
    QTest.keyClick(tactics.tree, Qt.Key.Key_Space)
    rest(window, qtbot)
    assert told(window, uuid) == {"negative": (False, "dicari di semua wawancara")}
    for _ in range(3):
        space(window).desk.undo()
        rest(window, qtbot)
    assert told(window, uuid) == {}
    assert pane.detail.tabs.tabText(2) == "Tactics (0 of 26)"


@pytest.mark.parametrize(
    ("tactic", "kind"), [("triangulating", "triangulation-matrix"), ("weighting", None)]
)
def test_open_the_tool_makes_the_display_that_carries_it_out(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot, tactic: str, kind: str | None
) -> None:
    tactics = pane.detail.tactics
    pane.detail.go_to(tactics)
    tactics.tree.setCurrentItem(tactics.item_of(tactic))
    tactics.tool.click()
    rest(window, qtbot)
    front = space(window).tabs.currentWidget()
    assert isinstance(front, DisplayPane)
    assert front.asking.current_kind().id == (kind or "source-dependence")
    assert front.matrix is not None
    assert front.matrix.kind == front.asking.current_kind().id


def test_open_the_tool_carries_out_an_act(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    tactics = pane.detail.tactics
    pane.detail.go_to(tactics)
    tactics.tree.setCurrentItem(tactics.item_of("counting"))
    tactics.tool.click()
    rest(window, qtbot)
    assert space(window).tabs.currentWidget() is not pane


def test_a_gap_is_listed_and_filled_from_the_list(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    gaps = pane._read.outline.gaps
    gap = next(each for each in gaps if each.kind is GapKind.DIMENSION)
    count = sum(each.kind is GapKind.DIMENSION for each in gaps)
    assert f"{count} dimensions have no conclusion yet." in pane.told.text()
    assert pane.drawn.go_to(f"{gap.kind}:{gap.id}")
    assert not pane.change.isEnabled()
    QTest.keyClick(pane.drawn, Qt.Key.Key_Return)
    dialog = dialog_of(window, ConcludeDialog, qtbot)
    assert dialog.code_id() == gap.code_id
    QTest.keyClicks(dialog.text, "Belum ada sel.")
    dialog.accepting.click()
    rest(window, qtbot)
    assert gap not in pane._read.outline.gaps
    assert "1 conclusion stands on no cell." in pane.told.text()


def test_a_conclusion_is_changed_and_removed(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    QTest.keyClick(pane.drawn, Qt.Key.Key_Return)
    dialog = dialog_of(window, ConcludeDialog, qtbot)
    dialog.text.selectAll()
    QTest.keyClicks(dialog.text, "Dana menentukan.")
    dialog.accepting.click()
    rest(window, qtbot)
    assert [row.text for row in drawn(window)] == ["Dana menentukan."]
    pane.discard.click()
    rest(window, qtbot)
    assert drawn(window) == ()
    assert pane.detail.shown is None
    space(window).desk.undo()
    rest(window, qtbot)
    assert [row.text for row in drawn(window)] == ["Dana menentukan."]


def test_a_second_cell_is_attached_against_it(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    display = space(window).tabs.first(DisplayPane)
    assert display is not None
    assert isinstance(display.matrix, Matrix)
    space(window).tabs.setCurrentWidget(display)
    rest(window, qtbot)
    first = filled_cell(display)
    other = next(
        (r, c) for r, c, cell in display.matrix.places() if cell.evidence and (r, c) != first
    )
    choose_cell(display, *other)
    press(window, Qt.Key.Key_N, ALT_SHIFT)
    dialog = dialog_of(window, ConcludeDialog, qtbot)
    dialog.which.setCurrentIndex(1)
    dialog.which.activated.emit(1)
    dialog.stance.setCurrentIndex(1)
    dialog.accepting.click()
    rest(window, qtbot)
    row = drawn(window)[0]
    assert [cell.contradicts for cell in row.cells] == [False, True]
    space(window).tabs.setCurrentWidget(pane)
    rest(window, qtbot)
    shown = pane.detail.shown
    assert shown is not None
    assert next(each.rule for each in shown.against) == "contradicting_cell"


def test_the_words_follow_the_language(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    window.actions_.by_name["indonesian"].trigger()
    rest(window, qtbot)
    assert pane.detail.tabs.tabText(0) == "Dasar (1)"
    assert "di baliknya ada" in pane.detail.reasons.text()
    assert "dimensi belum memiliki simpulan" in pane.told.text()
    assert pane.detail.tactics.item_of("negative").text(0) == "Mencari bukti negatif"


def test_whatever_can_be_reached_has_a_name(pane: DisplaysPane) -> None:
    for field in (pane.list, pane.drawn, pane.detail.standing, pane.detail.against):
        assert field.accessibleName()
    assert pane.detail.tactics.tree.accessibleName()
    item = pane.detail.tactics.item_of("rivals")
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole).startswith("Checking out rival")
    assert pane.detail.tactics.note_label.buddy() is pane.detail.tactics.note


def test_the_list_is_at_hand_by_keys_as_soon_as_it_opens(
    window: MainWindow, pane: DisplaysPane, qtbot: QtBot
) -> None:
    space(window).tabs.setCurrentIndex(0)
    press(window, Qt.Key.Key_D, ALT_SHIFT)
    rest(window, qtbot)
    assert pane.list.hasFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Home)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    rest(window, qtbot)
    opened = space(window).tabs.currentWidget()
    assert isinstance(opened, DisplayPane)
    assert opened.kept is not None
    assert opened.kept.row.title == "Per kelompok"
    today = Speech("en").date(datetime.now(UTC).date())
    assert f"looked at on {today}" in pane.list.row_at(0).words
