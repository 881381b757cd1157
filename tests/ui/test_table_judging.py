"""What is said of the codings on many rows of a table: by signs and letters, and by one memo."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.positions import Span
from models.vocabulary import Polarity, TimeFrame
from qda.edits.coding import CodeSegment
from qda.edits.coding_rows import CodeRows
from qda.retrieval.memos import listed_memos
from qda.retrieval.rows import CodingRow
from tests.ui.table_steps import FUNDS, Key, open_table, row, select, settle, stored
from tests.ui.using import CTRL, SHIFT, code_id, press, space
from ui.main_window import MainWindow
from ui.panes.table import TablePane

OTHER = "vmvh1975:VMH1"


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> TablePane:
    """The table, twenty of its rows chosen and coded with one code."""
    found = open_table(window, qtbot)
    select(found, 10, 29)
    assert window.desk is not None
    window.desk.session.do(CodeRows(found.chosen_ids(), code_id(window, FUNDS)))
    settle(window, found, qtbot)
    return found


def own(window: MainWindow, pane: TablePane, canonical: str = FUNDS) -> list[CodingRow]:
    """The codings by a code on the chosen rows that are the coder's own."""
    assert window.desk is not None
    ids, coder = set(pane.chosen_ids()), window.desk.session.coder_name
    return [r for r in stored(window, canonical) if r.source_id in ids and r.coder == coder]


def test_a_sign_judges_all_of_them_at_once_and_again_takes_it_back(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    before = own(window, pane)
    assert len(before) > 10
    QTest.keyClicks(pane.table.right, "-")
    settle(window, pane, qtbot)
    assert {each.polarity for each in own(window, pane)} == {Polarity.INHIBITING}
    coded = row(pane, 10)
    chips = {name: pane.model.signs(coded, coding) for coding, name, _ in pane.model.chips(coded)}
    assert "−" in chips[pane.model.code_name(code_id(window, FUNDS))]
    QTest.keyClicks(pane.table.right, "+", SHIFT)
    settle(window, pane, qtbot)
    assert {each.polarity for each in own(window, pane)} == {Polarity.SUPPORTING}
    QTest.keyClicks(pane.table.right, "+")
    settle(window, pane, qtbot)
    assert {each.polarity for each in own(window, pane)} == {None}
    for _ in range(3):
        press(window, Key.Key_Z, CTRL)
        settle(window, pane, qtbot)
    assert own(window, pane) == before


def test_letters_go_through_the_steps_for_all_of_them(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    for key in ("d", "d", "w", "b", "!"):
        QTest.keyClicks(pane.table.right, key)
        settle(window, pane, qtbot)
    said = {(r.strength, r.time, r.confidence, r.important) for r in own(window, pane)}
    assert said == {(2, TimeFrame.PAST, 1, True)}
    assert "2" in pane.model.text_of(row(pane, 10), pane.model.columns[codes_at(pane)])


def codes_at(pane: TablePane) -> int:
    return next(at for at, each in enumerate(pane.model.columns) if each.name == "codes")


def test_where_the_rows_bear_several_codes_one_is_asked_which(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    first = row(pane, 12)
    window.desk.session.do(CodeSegment(first.id, Span(0, 3), code_id(window, OTHER)))
    settle(window, pane, qtbot)
    QTest.keyClicks(pane.table.right, "*")
    settle(window, pane, qtbot)
    quick = space(window).coding.quick
    assert quick.isVisible()
    assert [item.id for item in quick.model.items] == [
        code_id(window, FUNDS),
        code_id(window, OTHER),
    ]
    press(window, Key.Key_2)
    settle(window, pane, qtbot)
    assert {each.polarity for each in own(window, pane)} == {None}
    assert [each.polarity for each in own(window, pane, OTHER)] == [Polarity.MIXED]
    assert pane.table.right.hasFocus()


def test_one_memo_is_written_on_each_of_them_in_one_act(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    count = len(own(window, pane))
    QTest.keyClicks(pane.table.right, "m")
    settle(window, pane, qtbot)
    quick = space(window).coding.quick
    assert quick.memo.hasFocus()
    QTest.keyClicks(quick.memo, "Tanyakan kepada petugas loket")
    QTest.keyClick(quick.memo, Key.Key_Return)
    settle(window, pane, qtbot)
    desk = window.desk
    assert desk is not None

    def memos() -> int:
        with desk.session.reading() as state:
            found = listed_memos(state)
        return sum(each.memo.text == "Tanyakan kepada petugas loket" for each in found)

    assert memos() == count
    code = code_id(window, FUNDS)
    mine = [each for each in row(pane, 10).codings if each.code_id == code and not each.proposed]
    assert "✎" in pane.model.signs(row(pane, 10), mine[0])
    press(window, Key.Key_Z, CTRL)
    settle(window, pane, qtbot)
    assert memos() == 0


def test_rows_without_a_coding_of_ones_own_are_told_of(window: MainWindow, qtbot: QtBot) -> None:
    pane = open_table(window, qtbot)
    bare = next(n for n in range(200) if not row(pane, n).codings)
    pane.table.stand_on(bare)
    pane.table.right.setFocus()
    told: list[str] = []
    assert window.desk is not None
    window.desk.told.connect(lambda message: told.append(message.say(space(window).speech)))
    QTest.keyClicks(pane.table.right, "0")
    settle(window, pane, qtbot)
    assert told == ["None of your codings is on these rows. Give them a code first (C)."]
