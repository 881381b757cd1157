"""The coded segments in the window: filtered, changed by keys and mouse, taken elsewhere."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models.vocabulary import CodingState, MemoKind, Polarity, Technique
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.listing import SortBy, count_codings
from qda.retrieval.memos import memos
from qda.retrieval.rows import CodingRow
from tests.ui.conftest import PATIENCE_MS
from tests.ui.dragging import drop
from tests.ui.using import (
    CTRL,
    SHIFT,
    choose_code,
    code_id,
    open_source,
    press,
    rest,
    source_id,
    space,
)
from ui.main_window import MainWindow
from ui.panes.segment_reading import Scope
from ui.panes.segments import SegmentsPane
from ui.widgets.filter_bar import FilterValue
from ui.widgets.segments import Column, SegmentRow
from ui.widgets.tag_field import TagField

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> SegmentsPane:
    """The list of the whole study's segments, in front beside an interview."""
    open_source(window, "W01", qtbot)
    press(window, Qt.Key.Key_F6)
    found = space(window).codes.segments
    found.set_scope(Scope.STUDY)
    rest(window, qtbot)
    return found


def stored(window: MainWindow, wanted: CodingFilter = CodingFilter()) -> tuple[CodingRow, ...]:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return codings(state, wanted)


def by_id(window: MainWindow, id_: int) -> CodingRow:
    return next(row for row in stored(window) if row.id == id_)


def stand_on(pane: SegmentsPane, number: int) -> SegmentRow:
    pane.list.select_row(number)
    pane.list.table.setFocus()
    row = pane.current()
    assert row is not None
    return row


def choose(pane: SegmentsPane, part: str, value: object) -> None:
    pane.filtering.choose(FilterValue(part, value, str(value)))


def test_each_scope_lists_what_the_study_holds(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    assert pane.count == len(stored(window))
    pane.set_scope(Scope.SOURCE)
    rest(window, qtbot)
    here = CodingFilter(source_ids=frozenset({source_id(window, "W01")}))
    assert pane.count == len(stored(window, here))
    space(window).codes.tree.select(code_id(window, "vmvh1975:VMH2"))
    pane.set_scope(Scope.CODE)
    rest(window, qtbot)
    beneath = [row for row in stored(window) if row.code_id in _beneath(window)]
    assert pane.count == len(beneath) > 0


def test_a_list_without_rows_says_what_would_fill_it(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    said = pane.list.empty.accessibleName
    pane.set_scope(Scope.SOURCE)
    pane.stand_before(None)
    rest(window, qtbot)
    assert pane.list.empty.isVisible()
    assert said() == "No source is in front"
    pane.set_scope(Scope.CODE)
    pane.stand_on_code(None)
    rest(window, qtbot)
    assert said() == "No code is chosen"
    bare = next(
        code.id for code in space(window).codes.all_codes() if code.id not in _bearing(window)
    )
    pane.stand_on_code(bare)
    rest(window, qtbot)
    assert said() == "Nothing is coded with this code yet"


def _bearing(window: MainWindow) -> set[int]:
    """Codes that bear something, and those above them."""
    above = {code.id: code.parent_id for code in space(window).codes.all_codes()}
    found: set[int] = set()
    for row in stored(window):
        at: int | None = row.code_id
        while at is not None:
            found.add(at)
            at = above[at]
    return found


def _beneath(window: MainWindow) -> set[int]:
    nodes = space(window).codes.tree.model.branches.nodes.values()
    found = {code_id(window, "vmvh1975:VMH2")}
    for node in nodes:
        if node.parent_id in found:
            found.add(node.id)
    return found


def test_filters_combine_as_chips_and_one_button_clears_them(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    total = pane.count
    told: list[CodingFilter] = []
    pane.filter_changed.connect(told.append)
    choose(pane, "states", CodingState.PROPOSED)
    choose(pane, "techniques", Technique.INTERVIEW)
    rest(window, qtbot)
    wanted = CodingFilter(
        states=frozenset({CodingState.PROPOSED}), techniques=frozenset({Technique.INTERVIEW})
    )
    assert told[-1] == wanted
    assert pane.count == len(stored(window, wanted))
    assert pane.bar.chip_words() == ["proposed", "interview"]
    assert pane.bar.count.text() == f"{pane.count} of {total}"
    QTest.mouseClick(pane.bar.clear_button, LEFT)
    rest(window, qtbot)
    assert pane.count == total
    assert pane.bar.chip_words() == []


def test_typed_words_leave_the_segments_that_hold_them(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    pane.bar.field.setFocus()
    QTest.keyClicks(pane.bar.field, "ANGGAR")
    QTest.keyClick(pane.bar.field, Qt.Key.Key_Return)
    rest(window, qtbot)
    held = [row for row in stored(window) if "anggar" in row.quote.casefold()]
    assert pane.count == len(held) > 0
    QTest.keyClick(pane.bar.field, Qt.Key.Key_Down)
    assert pane.list.table.hasFocus()


def test_what_was_selected_is_not_kept_for_other_rows(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    stand_on(pane, 1)
    # As many rows as before, in another order.
    pane.sort_by(SortBy.LENGTH)
    rest(window, qtbot)
    assert pane.chosen().count == 0
    assert not pane.buttons["remove"].isEnabled()


def test_a_filter_that_leaves_nothing_says_so_and_is_taken_away(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.bar.field, "tidak ada kata ini")
    QTest.keyClick(pane.bar.field, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert pane.list.empty.accessibleName() == "Nothing passes the filter"
    pane.list.empty.acted.emit()
    rest(window, qtbot)
    assert pane.count == len(stored(window))


@pytest.mark.parametrize("by", list(SortBy))
def test_the_study_sorts_by_any_column(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot, by: SortBy
) -> None:
    pane.sort_by(by)
    rest(window, qtbot)
    rising = [pane.list.model.row(n) for n in range(20)]
    pane.sort_by(by, falling=True)
    rest(window, qtbot)
    falling = [pane.list.model.row(n) for n in range(20)]
    assert all(rising)
    assert all(falling)
    key = _KEYS.get(by)
    if key is not None:
        for rows in (rising, falling[::-1]):
            said = [key(row) for row in rows if row is not None]
            assert said == sorted(said)


_KEYS: dict[SortBy, Callable[[SegmentRow], int | str]] = {
    SortBy.LENGTH: lambda row: len(row.quote),
    SortBy.CODE: lambda row: row.code.lower(),
    SortBy.INFORMANT: lambda row: row.informant.split(", ")[0],
    SortBy.CODER: lambda row: row.coder.lower(),
    SortBy.STATE: lambda row: row.state.value,
}


def test_signs_are_set_and_taken_back_by_single_keys(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    choose(pane, "states", CodingState.PROPOSED)
    rest(window, qtbot)
    row = stand_on(pane, 1)
    for key in (Qt.Key.Key_Slash, Qt.Key.Key_3, Qt.Key.Key_I):
        QTest.keyClick(pane.list.table, key)
        rest(window, qtbot)
    now = by_id(window, row.id)
    assert (now.polarity, now.strength, now.important) == (Polarity.MIXED, 3, True)
    shown = pane.current()
    assert shown is not None
    assert (shown.id, shown.polarity) == (row.id, Polarity.MIXED)
    QTest.keyClick(pane.list.table, Qt.Key.Key_Slash)
    rest(window, qtbot)
    assert by_id(window, row.id).polarity is None
    for _ in range(4):
        press(window, Qt.Key.Key_Z, CTRL)
        rest(window, qtbot)
    back = by_id(window, row.id)
    assert (back.polarity, back.strength, back.important) == (
        row.polarity, row.strength, row.important,
    )  # fmt: skip


def test_many_rows_are_confirmed_at_once_and_one_undo_takes_it_back(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    proposed = CodingFilter(states=frozenset({CodingState.PROPOSED}))
    choose(pane, "states", CodingState.PROPOSED)
    rest(window, qtbot)
    before = pane.count
    assert before > 200
    stand_on(pane, 0)
    QTest.keyClick(pane.list.table, Qt.Key.Key_A, CTRL)
    assert pane.chosen().count == before
    assert pane.chosen().rows is None
    QTest.keyClick(pane.list.table, Qt.Key.Key_Y)
    rest(window, qtbot)
    assert not stored(window, proposed)
    assert pane.count == 0
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert len(stored(window, proposed)) == before == pane.count


def test_rows_chosen_with_shift_are_recoded_to_a_code_found_by_typing(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    first = stand_on(pane, 0)
    QTest.keyClick(pane.list.table, Qt.Key.Key_Down, SHIFT)
    assert pane.chosen().count == 2
    QTest.keyClick(pane.list.table, Qt.Key.Key_C)
    choose_code(window, "Incentives and time")
    rest(window, qtbot)
    recoded = space(window).codes.code(by_id(window, first.id).code_id)
    assert recoded is not None
    assert recoded.name_en == "Incentives and time"
    assert pane.list.table.hasFocus()


def test_tags_are_typed_over_the_row_and_found_by_their_filter(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    row = stand_on(pane, 2)
    QTest.keyClick(pane.list.table, Qt.Key.Key_T)
    field = pane.list.table.findChildren(TagField)[0]
    QTest.keyClicks(field.field, "kuat, tindak lanjut")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert by_id(window, row.id).tags == ("kuat", "tindak lanjut")
    choose(pane, "tags", "kuat")
    rest(window, qtbot)
    assert [each.id for each in stored(window, pane.filtering.wanted)] == [row.id]
    assert pane.count == 1


def test_the_buttons_and_the_menu_do_by_mouse_what_keys_do(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    row = stand_on(pane, 0)
    QTest.mouseClick(pane.buttons["important"], LEFT)
    rest(window, qtbot)
    assert by_id(window, row.id).important
    menu = space(window).segments.menu()
    strength = next(each for each in menu.findChildren(QMenu) if each.title() == "Strength")
    strength.actions()[2].trigger()
    menu.deleteLater()
    rest(window, qtbot)
    assert by_id(window, row.id).strength == 2
    before = pane.count
    QTest.mouseClick(pane.buttons["remove"], LEFT)
    rest(window, qtbot)
    assert pane.count == before - 1
    assert row.id not in {each.id for each in stored(window)}


def test_enter_goes_to_the_place_and_alt_with_arrows_keeps_the_focus_in_the_list(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    stand_on(pane, 0)
    QTest.keyClick(pane.list.table, Qt.Key.Key_Down, ALT)
    row = pane.current()
    assert row is not None
    qtbot.waitUntil(lambda: _in_front(window) == row.source_id, timeout=PATIENCE_MS)
    rest(window, qtbot)
    reading = space(window).current_reader()
    assert reading is not None
    assert reading.reader.view.caret() == row.span.start
    assert pane.list.table.hasFocus()
    QTest.keyClick(pane.list.table, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert reading.reader.view.hasFocus()


def _in_front(window: MainWindow) -> int | None:
    reading = space(window).current_reader()
    return None if reading is None or reading.row is None else reading.source_id


def test_rows_dragged_onto_a_code_are_recoded(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    row = stand_on(pane, 3)
    tree = space(window).codes.tree
    wanted = next(n.id for n in tree.model.branches.nodes.values() if n.id != row.code_id)
    tree.select(wanted)
    point = tree.tree.visualRect(tree.tree.currentIndex()).center()
    data = pane.list.model.mimeData([pane.list.model.index(3, Column.QUOTE)])
    drop(tree.tree.viewport(), data, point)
    rest(window, qtbot)
    assert by_id(window, row.id).code_id == wanted


def test_chosen_segments_become_a_memo_that_cites_them(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    row = stand_on(pane, 0)
    press(window, Qt.Key.Key_F6, CTRL)
    rest(window, qtbot)
    editor = space(window).memos.editor
    assert editor.text.toPlainText().startswith(f"“{row.quote}” ({row.key})")
    editor.insert("Bandingkan.")
    press(window, Qt.Key.Key_Return, CTRL)
    rest(window, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        memo = memos(state)[0]
    assert memo.kind is MemoKind.ANALYTIC
    assert row.key in memo.text
    assert memo.text.endswith("Bandingkan.")


def test_chosen_segments_are_copied_with_references_and_as_a_table(
    window: MainWindow, pane: SegmentsPane
) -> None:
    row = stand_on(pane, 0)
    QTest.keyClick(pane.list.table, Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == f"“{row.quote}” ({row.key})"
    assert "<table>" in data.html()


def test_all_of_the_list_is_written_to_a_file_where_nothing_is_chosen(
    window: MainWindow, pane: SegmentsPane, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(pane, "polarities", Polarity.INHIBITING)
    rest(window, qtbot)
    pane.list.table.clearSelection()
    place = tmp_path / "segmen.csv"
    space(window).segments.write_to(place)
    rest(window, qtbot)
    with place.open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) > pane.count > 0


def test_the_list_moves_beneath_the_text_and_stays_there(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    narrow = pane.list.wide
    press(window, Qt.Key.Key_F6, SHIFT)
    rest(window, qtbot)
    workspace = space(window)
    assert workspace.middle.indexOf(pane) == 1
    assert (narrow, pane.list.wide) == (False, True)
    written = workspace.layout_text()
    press(window, Qt.Key.Key_F6, SHIFT)
    assert workspace.middle.indexOf(pane) == -1
    assert workspace.codes.lists.currentWidget() is pane
    workspace.restore_layout(written)
    assert workspace.segments_below


def test_the_list_follows_the_source_and_what_is_coded_in_it(
    window: MainWindow, pane: SegmentsPane, qtbot: QtBot
) -> None:
    pane.set_scope(Scope.SOURCE)
    rest(window, qtbot)
    first = pane.count
    open_source(window, "W02", qtbot)
    assert window.desk is not None
    here = CodingFilter(source_ids=frozenset({source_id(window, "W02")}))
    with window.desk.session.reading() as state:
        assert pane.count == count_codings(state, here) != first


def test_every_button_has_a_name_and_tab_reaches_the_list(
    window: MainWindow, pane: SegmentsPane
) -> None:
    for widget in (
        pane.scope,
        pane.sort,
        pane.columns,
        pane.aside,
        pane.bar.field,
        pane.bar.button,
    ):
        assert widget.accessibleName()
    pane.scope.setFocus()
    reached = set()
    for _ in range(12):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.add(window.focusWidget())
    assert pane.list.table in reached
    assert pane.buttons["confirm"] in reached or not pane.buttons["confirm"].isEnabled()


def test_the_words_are_shown_whole_where_one_points_at_them(
    window: MainWindow, pane: SegmentsPane
) -> None:
    row = stand_on(pane, 0)
    index = pane.list.model.index(0, Column.QUOTE)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == row.quote
