"""Rows of a table are coded: by keys and by dragging, one or many, folded ones and their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.edits.coding_rows import CodeRows
from qda.retrieval.table.question import Alike
from tests.ui.dragging import drop, mime
from tests.ui.table_steps import (
    FUNDS,
    Key,
    open_table,
    review_lines,
    row,
    select,
    settle,
    stored,
)
from tests.ui.using import CTRL, SHIFT, choose_code, code_id, press, space
from ui.main_window import MainWindow
from ui.panes.table import TablePane
from ui.reader.state import CODE_MIME
from ui.table.model import ROWS_MIME, packed_rows
from ui.widgets.filter_bar import FilterValue


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> TablePane:
    return open_table(window, qtbot)


@pytest.fixture
def lines() -> list[dict[str, str]]:
    return review_lines()


# --- stepping and coding ---------------------------------------------------------------------


def test_j_and_k_step_and_the_text_follows(
    window: MainWindow, pane: TablePane, lines: list[dict[str, str]], qtbot: QtBot
) -> None:
    press(window, Key.Key_J)
    press(window, Key.Key_J)
    press(window, Key.Key_K)
    settle(window, pane, qtbot)
    assert pane.table.current() == 1
    assert pane.table.right.hasFocus()
    assert pane.reading is not None
    shown = pane.reading.reader.shown_text()
    assert shown is not None
    assert shown.text == lines[1]["content"]
    assert space(window).current_reader() is pane.reading


def test_a_row_is_coded_by_the_quick_list_and_shows_its_chip(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    before = stored(window)
    press(window, Key.Key_C)
    choose_code(window, FUNDS)
    settle(window, pane, qtbot)
    made = [each for each in stored(window) if each not in before]
    assert [(each.key, each.span) for each in made] == [
        ("U01-0001", Span(0, len(row(pane, 0).text)))
    ]
    assert pane.table.right.hasFocus()
    assert made[0].code_id in [coding.code_id for coding, _, _ in pane.model.chips(row(pane, 0))]
    assert pane.reading is not None
    assert any(each.id == made[0].id for each in pane.reading.coded)


def test_many_rows_get_the_last_code_in_one_edit_that_one_undo_takes_back(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    press(window, Key.Key_C)
    choose_code(window, FUNDS)
    settle(window, pane, qtbot)
    before = stored(window)
    select(pane, 10, 29)
    assert "20 selected" in pane.foot.status.text()
    QTest.keyClick(pane.table.right, Key.Key_L, CTRL)
    settle(window, pane, qtbot)
    wanted = [pane.model.id_at(n) for n in range(10, 30) if row(pane, n).text.strip()]
    made = {each.source_id for each in stored(window)} - {each.source_id for each in before}
    assert made <= set(wanted)
    assert len(stored(window)) == len(before) + len(wanted)
    press(window, Key.Key_Z, CTRL)
    settle(window, pane, qtbot)
    assert stored(window) == before


def test_all_rows_that_pass_are_coded_and_leave_where_they_pass_no_more(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    pane.filtering.choose(FilterValue("picked", ("stars", "1"), "1"))
    pane.filtering.choose(FilterValue("coded", False, "without a code"))
    pane.filtering.choose(FilterValue("empty", False, "with words"))
    settle(window, pane, qtbot)
    count = pane.model.rowCount()
    assert count > 2
    pane.enter_table()
    press(window, Key.Key_C, SHIFT)
    assert space(window).coding.quick.isVisible()
    choose_code(window, FUNDS)
    settle(window, pane, qtbot)
    assert pane.model.rowCount() == 0
    assert pane.empty.isVisible()
    press(window, Key.Key_Z, CTRL)
    settle(window, pane, qtbot)
    assert pane.model.rowCount() == count


def test_a_code_is_dragged_onto_a_row_and_onto_all_that_are_chosen_with_it(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    code = code_id(window, FUNDS)
    data = mime(CODE_MIME, str(code).encode())
    before = {each.source_id for each in stored(window)}
    view = pane.table.right
    select(pane, 0, 2)

    def onto(number: int) -> None:
        at = QPoint(30, view.rowViewportPosition(number) + 5)
        assert drop(view.viewport(), data, at)
        settle(window, pane, qtbot)

    onto(5)
    onto(1)
    wanted = {pane.model.id_at(n) for n in (0, 1, 2, 5) if row(pane, n).text.strip()}
    assert {each.source_id for each in stored(window)} == before | wanted
    assert not drop(view.viewport(), mime("text/plain", b"x"), QPoint(30, 5))


def test_rows_are_dragged_onto_a_code(window: MainWindow, pane: TablePane, qtbot: QtBot) -> None:
    code = code_id(window, FUNDS)
    tree = space(window).codes.tree
    index = tree.model.index_of(code)
    data = pane.model.mimeData([pane.model.index(n, 0) for n in (3, 4)])
    ids = [pane.model.id_at(n) for n in (3, 4)]
    assert bytes(data.data(ROWS_MIME).data()) == packed_rows([id_ for id_ in ids if id_])
    assert row(pane, 3).text in data.text()
    before = {each.source_id for each in stored(window)}
    tree.model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, index)
    settle(window, pane, qtbot)
    assert {each.source_id for each in stored(window)} == before | set(ids)


def test_n_goes_to_the_next_row_without_a_code(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    ids = tuple(pane.model.entries[:6])
    window.desk.session.do(CodeRows(ids, code_id(window, FUNDS)))
    settle(window, pane, qtbot)
    press(window, Key.Key_N)
    settle(window, pane, qtbot)
    bare = [n for n in range(1, 40) if not row(pane, n).codings]
    assert pane.table.current() == bare[0]
    press(window, Key.Key_N)
    settle(window, pane, qtbot)
    assert pane.table.current() == bare[1]
    press(window, Key.Key_N, SHIFT)
    settle(window, pane, qtbot)
    assert pane.table.current() == bare[0]


def test_words_of_a_review_are_coded_in_its_text(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    press(window, Key.Key_T)
    assert pane.reading is not None
    assert pane.reading.reader.view.hasFocus()
    pane.reading.reader.view.select(Span(0, 4))
    press(window, Key.Key_C)
    choose_code(window, FUNDS)
    settle(window, pane, qtbot)
    assert Span(0, 4) in [each.span for each in row(pane, 0).codings]
    pane.reading.reader.view.setFocus()
    space(window).table.on_table_text()
    assert pane.table.right.hasFocus()


def test_a_row_that_is_left_while_its_coding_is_kept_shows_no_other_ones(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    assert pane.reading is not None
    pane.reading.code(Span(0, 3), code_id(window, FUNDS))
    pane.step(1)
    settle(window, pane, qtbot)
    second = pane.model.id_at(1)
    assert pane.reading.source_id == second
    assert {each.source_id for each in pane.reading.coded} <= {second}
    assert Span(0, 3) in [each.span for each in row(pane, 0).codings]


def test_proposals_are_confirmed_and_thrown_away_row_by_row(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    pane.filtering.choose(FilterValue("proposed", True, "with proposals"))
    settle(window, pane, qtbot)
    count = pane.model.rowCount()
    if count < 2:
        pytest.skip("the term lists propose nothing on two reviews of the sample")
    pane.enter_table()
    first = row(pane, 0)
    assert any(each.proposed for each in first.codings)
    press(window, Key.Key_Y)
    settle(window, pane, qtbot)
    assert pane.model.rowCount() == count - 1
    press(window, Key.Key_X)
    settle(window, pane, qtbot)
    assert pane.model.rowCount() == count - 2
    press(window, Key.Key_Z, CTRL)
    settle(window, pane, qtbot)
    assert pane.model.rowCount() == count - 1


# --- folding ---------------------------------------------------------------------------------


def test_texts_written_twice_are_folded_with_their_count_and_coded_together(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    total = pane.model.rowCount()
    press(window, Key.Key_F)
    settle(window, pane, qtbot)
    press(window, Key.Key_F)
    settle(window, pane, qtbot)
    assert pane.layout_.fold is Alike.NEAR
    listing = pane.model.listing
    assert listing is not None
    if not listing.folded:
        pytest.skip("no review of the sample was written twice")
    head, rest_ = next(iter(listing.folded.items()))
    number = pane.model.number_of(head)
    assert number is not None
    pane.table.stand_on(number)
    key = pane.model.index(number, 0).data()
    assert key.endswith(f"×{len(rest_) + 1}")
    assert f"{len(rest_) + 1} texts with them" in pane.foot.status.text()
    press(window, Key.Key_O)
    assert [pane.model.id_at(number + 1 + n) for n in range(len(rest_))] == list(rest_)
    assert pane.model.is_beneath(number + 1)
    press(window, Key.Key_O)
    before = {each.source_id for each in stored(window)}
    press(window, Key.Key_C)
    choose_code(window, FUNDS)
    settle(window, pane, qtbot)
    assert {each.source_id for each in stored(window)} == before | {head, *rest_}
    press(window, Key.Key_Z, CTRL)
    settle(window, pane, qtbot)
    menu = pane.head.fold_button.menu()
    menu.aboutToShow.emit()
    words = "Coding a folded row codes only the text that is shown"
    next(act for act in menu.actions() if act.text() == words).trigger()
    press(window, Key.Key_Period)
    settle(window, pane, qtbot)
    assert {each.source_id for each in stored(window)} == before | {head}
    press(window, Key.Key_F)
    settle(window, pane, qtbot)
    assert pane.model.rowCount() == total
