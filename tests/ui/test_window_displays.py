"""Keeping displays in the window: stale cells, refreshing, writing into cells, the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from models.coding import Coding
from models.vocabulary import Polarity
from qda.displays.values import Cell, Matrix
from qda.edits.coding import JudgeCodings, JudgementChange
from qda.retrieval.displays import EntryRow, displays, entries, versions
from tests.ui.concluding_steps import (
    ALT_SHIFT,
    choose_cell,
    filled_cell,
    keep_display,
    new_display,
    open_list,
)
from tests.ui.using import forget_displays, press, rest, space
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def nothing_kept(window: MainWindow, qtbot: QtBot) -> None:
    """The sample study without the displays and conclusions it is shipped with."""
    forget_displays(window, qtbot)


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    """A matrix that was kept."""
    return keep_display(window, "Per kelompok", qtbot)


def judge_otherwise(window: MainWindow, pane: DisplayPane, qtbot: QtBot) -> tuple[int, int]:
    """Judge a coding behind the first filled cell otherwise; that cell's place."""
    place = filled_cell(pane)
    assert isinstance(pane.matrix, Matrix)
    first = pane.matrix.evidence[pane.matrix.cell(*place).evidence[0]]
    other = (
        Polarity.INHIBITING if first.polarity is not Polarity.INHIBITING else Polarity.SUPPORTING
    )
    assert window.desk is not None
    with window.desk.session.reading() as state:
        coding = state.execute(select(Coding.id).where(Coding.uuid == first.coding)).scalar()
    assert coding is not None
    window.desk.do(JudgeCodings((coding,), JudgementChange(polarity=other)))
    rest(window, qtbot)
    return place


def cell_at(pane: DisplayPane, place: tuple[int, int]) -> Cell:
    """A cell of the display that is shown."""
    assert isinstance(pane.matrix, Matrix)
    return pane.matrix.cell(*place)


def written(window: MainWindow, pane: DisplayPane) -> tuple[EntryRow, ...]:
    """What was written into the cells of a display, as the study keeps it."""
    assert window.desk is not None
    assert pane.display_id is not None
    with window.desk.session.reading() as state:
        return entries(state, pane.display_id)


def kept_versions(window: MainWindow, pane: DisplayPane) -> int:
    """How many versions the study keeps of a display."""
    assert window.desk is not None
    assert pane.display_id is not None
    with window.desk.session.reading() as state:
        return len(versions(state, pane.display_id))


def test_a_display_is_kept_under_its_title(window: MainWindow, pane: DisplayPane) -> None:
    tabs = space(window).tabs
    assert tabs.tabText(tabs.indexOf(pane)) == "Per kelompok"
    assert pane.stale.text() == "Nothing changed since it was looked at."
    assert not pane.keep.isVisible()
    assert kept_versions(window, pane) == 1


def test_a_changed_coding_makes_its_cell_stale_and_undoing_it_does_not(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    place = judge_otherwise(window, pane, qtbot)
    assert cell_at(pane, place).is_stale
    assert pane.refresh_all.isVisible()
    choose_cell(pane, *place)
    assert "judged otherwise" in pane.view.panel.changes.text()
    space(window).desk.undo()
    rest(window, qtbot)
    assert not cell_at(pane, place).is_stale
    assert not pane.refresh_all.isVisible()


def test_one_cell_is_refreshed_by_its_key(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    place = judge_otherwise(window, pane, qtbot)
    assert pane.kept is not None
    before = len(pane.kept.stale)
    choose_cell(pane, *place)
    press(window, Qt.Key.Key_R, ALT_SHIFT)
    rest(window, qtbot)
    assert not cell_at(pane, place).is_stale
    assert len(pane.kept.stale) == before - 1
    assert kept_versions(window, pane) == 2


def test_all_cells_are_refreshed_by_their_key(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    judge_otherwise(window, pane, qtbot)
    press(window, Qt.Key.Key_F5, ALT)
    rest(window, qtbot)
    assert pane.kept is not None
    assert pane.kept.stale == ()
    assert pane.stale.text() == "Nothing changed since it was looked at."


def test_an_entry_is_written_rewritten_and_removed(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    choose_cell(pane, *filled_cell(pane))
    press(window, Qt.Key.Key_W, ALT_SHIFT)
    panel = pane.view.panel
    assert panel.text.hasFocus()
    QTest.keyClicks(panel.text, "Dana datang terlambat.")
    panel.write.click()
    rest(window, qtbot)
    assert [row.text for row in written(window, pane)] == ["Dana datang terlambat."]
    choose_cell(pane, *filled_cell(pane))
    panel.entries.setCurrentRow(0)
    panel.text.selectAll()
    QTest.keyClicks(panel.text, "Dana terlambat.")
    panel.write.click()
    rest(window, qtbot)
    assert [row.text for row in written(window, pane)] == ["Dana terlambat."]
    choose_cell(pane, *filled_cell(pane))
    panel.entries.setCurrentRow(0)
    panel.remove.click()
    rest(window, qtbot)
    assert written(window, pane) == ()
    space(window).desk.undo()
    rest(window, qtbot)
    assert [row.text for row in written(window, pane)] == ["Dana terlambat."]


def test_a_conclusion_needs_a_kept_display_and_a_cell(window: MainWindow, qtbot: QtBot) -> None:
    new_display(window, qtbot)
    press(window, Qt.Key.Key_N, ALT_SHIFT)
    rest(window, qtbot)
    assert "Keep the display first" in space(window).notices.messages()[0]


def test_the_list_opens_and_removes_a_display_and_undo_brings_it_back(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    listed = open_list(window, qtbot)
    assert listed.list.row_at(0).words.startswith("Per kelompok\n")
    assert not listed.open.isEnabled()
    listed.list.setFocus()
    listed.list.setCurrentRow(0)
    QTest.keyClick(listed.list, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert space(window).tabs.currentWidget() is pane
    open_list(window, qtbot)
    space(window).tabs.close_pane(pane)
    listed.remove.click()
    rest(window, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        assert displays(state) == ()
    assert listed.empty.isVisible()
    space(window).desk.undo()
    rest(window, qtbot)
    assert listed.list.count() == 1


def test_an_empty_list_says_what_to_do_first(window: MainWindow, qtbot: QtBot) -> None:
    listed = open_list(window, qtbot)
    assert listed.empty.isVisible()
    assert not listed.split.isVisible()
    listed.empty.acted.emit()
    rest(window, qtbot)
    assert isinstance(space(window).tabs.currentWidget(), DisplayPane)
