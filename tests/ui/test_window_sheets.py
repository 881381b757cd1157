"""Items of a report sheet are answered in the window, seen in the sheet, and undone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qda.displays.values import Matrix
from qda.sheets.answers import AnswerRow, answers
from qda.sheets.items import Sheet
from tests.ui.concluding_steps import ALT_SHIFT, choose_cell, new_display
from tests.ui.using import CTRL, dialog_of, press, rest, space
from ui.dialogs.answering import AnswerDialog
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane


def open_sheet(window: MainWindow, kind: str, qtbot: QtBot) -> DisplayPane:
    pane = new_display(window, qtbot)
    pane.ask_kind(kind)
    rest(window, qtbot)
    return pane


def answered(window: MainWindow, sheet: Sheet, item: str) -> AnswerRow | None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return answers(state, sheet).get(item)


def ask(window: MainWindow, qtbot: QtBot) -> AnswerDialog:
    press(window, Qt.Key.Key_O, ALT_SHIFT)
    return dialog_of(window, AnswerDialog, qtbot)


def test_an_item_is_answered_by_keys_shown_in_the_sheet_and_undone(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = open_sheet(window, "coreq", qtbot)
    choose_cell(pane, 1, 1)
    dialog = ask(window, qtbot)
    assert "credentials" in dialog.item.text()
    for words in (dialog.item, dialog.told):
        assert words.height() >= words.heightForWidth(words.width()), "no word is cut off"
    assert dialog.answer.hasFocus()
    QTest.keyClicks(dialog.answer, "Magister administrasi publik")
    QTest.keyClicks(dialog.page, "34")
    dialog.accepting.click()
    rest(window, qtbot)
    row = answered(window, Sheet.COREQ, "2")
    assert row is not None
    assert (row.answer, row.page, row.is_done) == ("Magister administrasi publik", "34", None)
    assert isinstance(pane.matrix, Matrix)
    said = [entry.text for cell in pane.matrix.cells[1] for entry in cell.entries]
    assert "Magister administrasi publik" in said
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert answered(window, Sheet.COREQ, "2") is None


def test_what_was_said_stands_in_the_dialog_and_is_taken_back_when_emptied(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = open_sheet(window, "trustworthiness", qtbot)
    choose_cell(pane, 0, 1)
    dialog = ask(window, qtbot)
    dialog.carried_out.setCurrentIndex(dialog.carried_out.findData(True))
    dialog.answer.setPlainText("dua bulan di lapangan")
    dialog.accepting.click()
    rest(window, qtbot)
    assert isinstance(pane.matrix, Matrix)
    item = pane.matrix.rows[0].id
    row = answered(window, Sheet.TRUST, item)
    assert row is not None
    assert row.is_done is True
    again = ask(window, qtbot)
    assert (again.answer.toPlainText(), again.carried_out.currentData()) == (
        "dua bulan di lapangan",
        True,
    )
    again.carried_out.setCurrentIndex(again.carried_out.findData(None))
    again.accepting.click()
    rest(window, qtbot)
    row = answered(window, Sheet.TRUST, item)
    assert row is not None
    assert row.is_done is None
    last = ask(window, qtbot)
    last.answer.clear()
    last.accepting.click()
    rest(window, qtbot)
    assert answered(window, Sheet.TRUST, item) is None


def test_a_click_on_the_name_of_an_item_chooses_it(window: MainWindow, qtbot: QtBot) -> None:
    pane = open_sheet(window, "srqr", qtbot)
    rows = pane.view.rows
    place = QPoint(8, rows.sectionViewportPosition(2) + 8)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert isinstance(pane.matrix, Matrix)
    assert pane.place() == (pane.matrix.rows[2].id, pane.matrix.columns[0].id)


def test_another_display_says_that_a_sheet_is_needed(window: MainWindow, qtbot: QtBot) -> None:
    new_display(window, qtbot)
    press(window, Qt.Key.Key_O, ALT_SHIFT)
    rest(window, qtbot)
    assert "Open a sheet first" in space(window).notices.messages()[0]
