"""The list of coded segments by itself: its keys, its layouts, and that it reads page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.vocabulary import Polarity
from tests.ui.indonesian import ENGLISH, INDONESIAN
from tests.ui.samples import rows
from ui.widgets.filter_bar import FilterBar, FilterValue
from ui.widgets.segment_list import NONE_LEFT, SegmentList
from ui.widgets.segments import PAGE, Column, SegmentModel, SegmentRow
from ui.widgets.tag_field import TagField

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def many(count: int) -> list[SegmentRow]:
    """So many rows with ids from 1."""
    return [replace(rows()[0], id=number) for number in range(1, count + 1)]


@pytest.fixture
def segments(qtbot: QtBot) -> SegmentList:
    """A wide list of the sample segments."""
    made = SegmentList(ENGLISH)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.show_pages(9, {0: rows()}, empty=NONE_LEFT)
    made.table.setFocus()
    return made


def column(segments: SegmentList, which: Column) -> list[str]:
    return [segments.model.index(n, which).data() for n in range(segments.model.rowCount())]


def test_the_model_keeps_qt_s_promises() -> None:
    model = SegmentModel(ENGLISH)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, fatal, model)
    model.show(9, {0: rows()})
    model.show(450, {0: many(PAGE)})
    model.add_page(2, many(50))
    model.show(450, {1: many(PAGE)})
    model.show(0, {})


def test_a_page_is_asked_for_once_when_its_rows_come_into_view(qtbot: QtBot) -> None:
    model = SegmentModel(ENGLISH)
    asked: list[int] = []
    model.page_wanted.connect(asked.append)
    model.show(1_000, {0: many(PAGE)})
    assert model.row(3) is not None
    assert model.row(2 * PAGE + 1) is None
    assert model.row(2 * PAGE + 2) is None
    assert asked == [2]
    model.add_page(2, many(PAGE))
    shown = model.row(2 * PAGE + 1)
    assert shown is not None
    assert shown.id == 2


def test_an_empty_list_says_what_to_do(qtbot: QtBot) -> None:
    made = SegmentList(INDONESIAN)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible()
    assert made.empty.accessibleName() == "Belum ada segmen yang dikode"
    made.show_pages(0, {}, empty=NONE_LEFT)
    assert made.empty.accessibleName() == "Tidak ada yang lolos filter"


def test_a_list_says_state_in_words(segments: SegmentList) -> None:
    assert column(segments, Column.STATE).count("Proposed") == 2
    segments.set_speech(INDONESIAN)
    assert column(segments, Column.STATE).count("Usulan") == 2


def test_a_wide_list_has_columns_and_a_narrow_one_cards(segments: SegmentList) -> None:
    header = segments.table.horizontalHeader()
    assert header.isVisible()
    assert not segments.table.isColumnHidden(Column.CODE)
    segments.resize(380, 400)
    assert not header.isVisible()
    assert [c for c in Column if not segments.table.isColumnHidden(c)] == [Column.QUOTE]
    segments.resize(1000, 400)
    segments.set_hidden(frozenset({Column.CODE, Column.QUOTE}))
    assert segments.table.isColumnHidden(Column.CODE)
    assert not segments.table.isColumnHidden(Column.QUOTE)


def test_a_screen_reader_hears_the_whole_row(segments: SegmentList) -> None:
    segments.resize(380, 400)
    index = segments.model.index(4, Column.QUOTE)
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("W03:4. “Anggaran perangkat juga belum turun”. Sumber daya finansial")
    assert "Proposed" in told
    assert QAccessible.queryAccessibleInterface(segments.table).role() is QAccessible.Role.Table


def test_rows_are_chosen_by_keys_alone(segments: SegmentList, qtbot: QtBot) -> None:
    segments.select_row(0)
    QTest.keyClick(segments.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(segments.segment_chosen) as told:
        QTest.keyClick(segments.table, Qt.Key.Key_Return)
    assert told.args == [rows()[1]]


def test_stepping_with_alt_lets_the_text_follow(segments: SegmentList, qtbot: QtBot) -> None:
    segments.select_row(0)
    with qtbot.waitSignal(segments.segment_stepped) as told:
        QTest.keyClick(segments.table, Qt.Key.Key_Down, ALT)
    assert told.args == [rows()[1]]
    with qtbot.assertNotEmitted(segments.segment_stepped):
        QTest.keyClick(segments.table, Qt.Key.Key_Down)


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        (Qt.Key.Key_Plus, "polarity", Polarity.SUPPORTING),
        (Qt.Key.Key_Minus, "polarity", Polarity.INHIBITING),
        (Qt.Key.Key_Slash, "polarity", Polarity.MIXED),
        (Qt.Key.Key_O, "polarity", Polarity.NEUTRAL),
        (Qt.Key.Key_3, "strength", 3),
        (Qt.Key.Key_Y, "confirm", None),
        (Qt.Key.Key_C, "recode", None),
        (Qt.Key.Key_T, "tag", None),
        (Qt.Key.Key_I, "important", None),
        (Qt.Key.Key_Delete, "remove", None),
    ],
)
def test_single_keys_ask_for_an_act_on_the_rows(
    segments: SegmentList, qtbot: QtBot, key: Qt.Key, name: str, value: object
) -> None:
    segments.select_row(0)
    with qtbot.waitSignal(segments.act_wanted) as told:
        QTest.keyClick(segments.table, key)
    assert told.args == [name, value]


def test_a_click_in_the_row_one_stands_on_asks_to_change_the_cell(
    segments: SegmentList, qtbot: QtBot
) -> None:
    segments.select_row(2)
    index = segments.model.index(2, Column.SIGNS)
    if segments.table.isColumnHidden(Column.SIGNS):
        index = segments.model.index(2, Column.STATE)
    point = segments.table.visualRect(index).center()
    with qtbot.waitSignal(segments.edit_wanted) as told:
        QTest.mouseClick(segments.table.viewport(), LEFT, pos=point)
    assert told.args is not None
    assert told.args[0] == index.column()
    other = segments.table.visualRect(segments.model.index(0, Column.STATE)).center()
    with qtbot.assertNotEmitted(segments.edit_wanted):
        QTest.mouseClick(segments.table.viewport(), LEFT, pos=other)


def test_a_click_on_a_heading_asks_for_another_order(segments: SegmentList, qtbot: QtBot) -> None:
    header = segments.table.horizontalHeader()
    point = QPoint(header.sectionViewportPosition(Column.CODE) + 10, header.height() // 2)
    with qtbot.waitSignal(segments.model.sort_wanted) as told:
        QTest.mouseClick(header.viewport(), LEFT, pos=point)
    assert told.args is not None
    assert told.args[0] is Column.CODE


def test_all_of_a_long_list_is_chosen_without_being_read(
    segments: SegmentList, qtbot: QtBot
) -> None:
    segments.show_pages(250_000, {0: many(PAGE)}, empty=NONE_LEFT)
    segments.table.setFocus()
    asked: list[int] = []
    segments.model.page_wanted.connect(asked.append)
    QTest.keyClick(segments.table, Qt.Key.Key_A, CTRL)
    chosen = segments.chosen()
    assert (chosen.count, chosen.rows) == (250_000, None)
    assert chosen.ranges == ((0, 250_000),)
    assert len(asked) <= 1


def test_rows_chosen_one_by_one_and_in_a_row_are_joined(segments: SegmentList) -> None:
    segments.select_row(1)
    QTest.keyClick(segments.table, Qt.Key.Key_Down, SHIFT)
    flag = QItemSelectionModel.SelectionFlag
    index = segments.model.index(7, Column.QUOTE)
    segments.table.selectionModel().select(index, flag.Select | flag.Rows)
    chosen = segments.chosen()
    assert chosen.ranges == ((1, 3), (7, 8))
    assert [row.id for row in chosen.rows or ()] == [2, 3, 8]


def test_what_is_selected_stays_so_while_as_many_rows_are_shown(segments: SegmentList) -> None:
    segments.select_row(3)
    changed: Sequence[SegmentRow] = [replace(row, important=True) for row in rows()]
    segments.show_pages(9, {0: changed}, empty=NONE_LEFT)
    assert segments.chosen().ranges == ((3, 4),)
    segments.show_pages(3, {0: changed[:3]}, empty=NONE_LEFT)
    assert segments.table.currentIndex().row() == 2


def test_dragged_rows_carry_words_place_and_codings(segments: SegmentList) -> None:
    indexes = [segments.model.index(n, Column.KEY) for n in (7, 0)]
    data = segments.model.mimeData(indexes)
    assert data.text().splitlines()[1] == "“𝗕𝗮𝗴𝘂𝘀 sekali” (W03:6)"
    assert "<table>" in data.html()
    assert bytes(data.data("application/x-runut-codings").data()) == b"1,8"
    assert bytes(data.data("application/x-runut-span").data()).startswith(b"7:")


def test_a_chip_takes_its_part_of_the_filter_away(qtbot: QtBot) -> None:
    bar = FilterBar(ENGLISH)
    qtbot.addWidget(bar)
    bar.show()
    value = FilterValue("tags", "kuat", "#kuat")
    bar.set_active([value, FilterValue("tags", "lemah", "#lemah")])
    chip = next(c for c in bar.chips.findChildren(QPushButton) if c.text().startswith("#kuat"))
    with qtbot.waitSignal(bar.toggled) as told:
        QTest.mouseClick(chip, LEFT)
    assert told.args == [value]
    with qtbot.waitSignal(bar.cleared):
        QTest.mouseClick(bar.clear_button, LEFT)


def test_tags_are_typed_and_told_as_put_on_and_taken_off(
    segments: SegmentList, qtbot: QtBot
) -> None:
    field = TagField(ENGLISH, ("kuat", "baru"), ("kuat",), segments)
    field.open_at(QPoint(10, 10))
    field.field.clear()
    QTest.keyClicks(field.field, "baru, penting")
    with qtbot.waitSignal(field.kept) as told:
        QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert told.args == [("penting",), ("kuat",)]
