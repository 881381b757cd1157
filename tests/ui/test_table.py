"""A collection as a table, used as a researcher does: typed in, clicked, stepped through, coded."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.edits.coding import CodeSegment
from qda.importers.language_guess import guessed_language
from qda.retrieval.table.question import Alike, SortKey
from tests.ui.conftest import PATIENCE_MS
from tests.ui.table_steps import (
    FUNDS,
    Key,
    click_heading,
    open_table,
    review_lines,
    row,
    section,
    select,
    settle,
    shown_keys,
    type_words,
)
from tests.ui.using import CTRL, SHIFT, code_id, press, rest, space
from ui.main_window import MainWindow
from ui.panes.table import TablePane
from ui.theme import DARK, palette
from ui.widgets.filter_bar import FilterValue


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> TablePane:
    return open_table(window, qtbot)


@pytest.fixture
def lines() -> list[dict[str, str]]:
    return review_lines()


# --- looking ---------------------------------------------------------------------------------


def test_each_review_is_a_row_with_its_whole_text_beneath(
    pane: TablePane, lines: list[dict[str, str]]
) -> None:
    assert pane.model.rowCount() == len(lines)
    assert pane.foot.status.text().startswith(f"{len(lines)} rows")
    assert pane.reading is not None
    shown = pane.reading.reader.shown_text()
    assert shown is not None
    assert shown.text == lines[0]["content"]
    stars = pane.model.index(0, section(pane, "stars"))
    score = int(lines[0]["score"])
    assert stars.data() == "★" * score + "☆" * (5 - score) + f" {score}"
    said = stars.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"{lines[0]['score']} of 5 stars"


def test_a_click_on_a_heading_sorts_and_with_shift_by_one_more(
    window: MainWindow, pane: TablePane, lines: list[dict[str, str]], qtbot: QtBot
) -> None:
    click_heading(pane, "stars")
    settle(window, pane, qtbot)
    assert row(pane, 0).attributes["stars"] == 1
    click_heading(pane, "stars")
    settle(window, pane, qtbot)
    click_heading(pane, "thumbs_up", SHIFT)
    settle(window, pane, qtbot)
    assert pane.layout_.sort == (SortKey("stars", falling=True), SortKey("thumbs_up"))
    wanted = sorted(
        range(len(lines)),
        key=lambda n: (-int(lines[n]["score"]), int(lines[n]["thumbsUpCount"]), n),
    )
    assert [row(pane, n).number - 1 for n in range(50)] == wanted[:50]
    heads = [
        pane.model.headerData(section(pane, name), Qt.Orientation.Horizontal)
        for name in ("stars", "thumbs_up")
    ]
    assert heads == ["Stars ↓1", "Thumbs up ↑2"]
    click_heading(pane, "key")
    pane.take_layout(pane.layout_.unsorted())
    settle(window, pane, qtbot)
    assert [row(pane, n).number for n in range(3)] == [1, 2, 3]


def test_rows_are_left_while_one_types(
    window: MainWindow, pane: TablePane, lines: list[dict[str, str]], qtbot: QtBot
) -> None:
    press(window, Key.Key_Slash)
    assert pane.bar.field.hasFocus()
    QTest.keyClicks(pane.bar.field, "lapor")
    qtbot.waitUntil(lambda: pane.filtering.wanted.words == "lapor", timeout=PATIENCE_MS)
    settle(window, pane, qtbot)
    count = pane.model.rowCount()
    assert 0 < count < len(lines)
    assert f"{count} of {len(lines)} rows" in pane.foot.status.text()
    assert all("lapor" in row(pane, n).text.casefold() for n in range(min(count, 50)))
    QTest.keyClick(pane.bar.field, Key.Key_Down)
    assert pane.table.right.hasFocus()


def test_a_search_that_finds_nothing_says_so_and_leads_back(
    window: MainWindow, pane: TablePane, lines: list[dict[str, str]], qtbot: QtBot
) -> None:
    type_words(pane, "zzzz")
    qtbot.waitUntil(lambda: pane.filtering.wanted.words == "zzzz", timeout=PATIENCE_MS)
    settle(window, pane, qtbot)
    assert pane.empty.isVisible()
    assert not pane.detail.isVisible()
    assert space(window).current_reader() is None
    pane.empty.acted.emit()
    settle(window, pane, qtbot)
    assert pane.model.rowCount() == len(lines)
    assert pane.table.isVisible()


def test_chips_filter_by_values_and_answers(
    window: MainWindow, pane: TablePane, lines: list[dict[str, str]], qtbot: QtBot
) -> None:
    for value in ("1", "2"):
        pane.filtering.choose(FilterValue("picked", ("stars", value), value))
    settle(window, pane, qtbot)
    low = sum(line["score"] in ("1", "2") for line in lines)
    assert pane.model.rowCount() == low
    pane.filtering.choose(FilterValue("replied", True, "with a reply"))
    settle(window, pane, qtbot)
    answered = sum(
        line["score"] in ("1", "2") and bool(line["replyContent"].strip()) for line in lines
    )
    assert pane.model.rowCount() == answered
    assert pane.bar.chip_words() == ["1", "2", "with a reply"]
    parts = {part.heading for part in pane.filtering.parts()}
    assert {"Codes on the row", "Stars", "Date", "Version", "Text", "Code", "Coder"} <= parts


def test_the_ends_of_a_stretch_are_typed_in_a_line_beneath_the_filter(
    window: MainWindow, pane: TablePane, lines: list[dict[str, str]], qtbot: QtBot
) -> None:
    days = sorted(line["at"][:10] for line in lines)
    column = pane.model.columns[section(pane, "date")]
    pane.filtering.ask(column)
    assert pane.asking.isVisible()
    assert pane.asking.low.hasFocus()
    QTest.keyClicks(pane.asking.low, days[50])
    QTest.keyClicks(pane.asking.high, days[100])
    QTest.keyClick(pane.asking.high, Key.Key_Return)
    settle(window, pane, qtbot)
    assert not pane.asking.isVisible()
    inside = sum(days[50] <= line["at"][:10] <= days[100] for line in lines)
    assert pane.model.rowCount() == inside
    window.speak("id")
    rest(window, qtbot)
    assert pane.bar.chip_words() == [f"Tanggal dari {days[50]} sampai {days[100]}"]
    pane.filtering.ask(column)
    QTest.keyClick(pane.asking.low, Key.Key_Escape)
    assert not pane.asking.isVisible()


def test_rows_stand_under_headings_that_fold(
    window: MainWindow, pane: TablePane, lines: list[dict[str, str]], qtbot: QtBot
) -> None:
    pane.table.right.setCurrentIndex(pane.model.index(0, section(pane, "stars")))
    press(window, Key.Key_G)
    settle(window, pane, qtbot)
    ones = sum(line["score"] == "1" for line in lines)
    group = pane.model.group_at(0)
    assert group is not None
    assert pane.model.group_words(group) == f"Stars: ★☆☆☆☆ 1 · {ones} rows"
    assert pane.model.rowCount() == len(lines) + len({line["score"] for line in lines})
    # One stands on the first row, not on its heading; the heading folds by its key.
    assert pane.table.current() == 1
    QTest.keyClick(pane.table.right, Key.Key_Up)
    press(window, Key.Key_O)
    said = pane.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("folded")
    assert pane.model.group_at(1) is not None
    press(window, Key.Key_Right)
    assert pane.model.group_at(1) is None
    pane.head.closing_wanted.emit(True)
    assert pane.model.rowCount() == len({line["score"] for line in lines})
    press(window, Key.Key_G)
    settle(window, pane, qtbot)
    assert pane.model.rowCount() == len(lines)


def test_columns_are_left_out_pinned_and_remembered(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    menu = pane.head.columns_button.menu()
    menu.aboutToShow.emit()
    act = next(each for each in menu.actions() if each.text() == "Stars")
    assert act.isChecked()
    act.trigger()
    assert pane.table.right.isColumnHidden(section(pane, "stars"))
    menu.aboutToShow.emit()
    pinning = next(each.menu() for each in menu.actions() if each.text() == "Pinned at the left")
    assert isinstance(pinning, QMenu)
    next(each for each in pinning.actions() if each.text() == "Version").trigger()
    version = section(pane, "version")
    assert not pane.table.left.isColumnHidden(version)
    assert pane.table.right.isColumnHidden(version)
    pane.table.right.setColumnWidth(section(pane, "text"), 333)
    rest(window, qtbot)
    space(window).tabs.close_pane(pane)
    again = space(window).open_collection(1)
    settle(window, again, qtbot)
    assert again.layout_.hidden == pane.layout_.hidden
    assert again.layout_.pinned == ("key", "version")
    assert again.table.right.columnWidth(section(again, "text")) == 333


def test_a_heading_has_a_menu_of_its_own(window: MainWindow, pane: TablePane, qtbot: QtBot) -> None:
    header = pane.table.right.horizontalHeader()
    at = section(pane, "stars")
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(at) + 5, 5))
    menu = next(each for each in pane.findChildren(QMenu) if each.isVisible())
    acts = {act.text(): act for act in menu.actions()}
    acts["Sort, falling"].trigger()
    menu.close()
    settle(window, pane, qtbot)
    assert row(pane, 0).attributes["stars"] == 5


# --- around ----------------------------------------------------------------------------------


def test_what_changes_in_the_study_shows_in_the_rows(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    id_ = pane.model.id_at(0)
    assert id_ is not None
    window.desk.session.do(CodeSegment(id_, Span(0, 2), code_id(window, FUNDS)))
    settle(window, pane, qtbot)
    assert Span(0, 2) in [each.span for each in row(pane, 0).codings]


def test_the_rows_that_are_shown_are_written_to_a_file(
    window: MainWindow,
    pane: TablePane,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    to = tmp_path / "baris.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(to), ""))
    pane.filtering.choose(FilterValue("picked", ("stars", "5"), "5"))
    pane.take_layout(pane.layout_.sorted_by("date", falling=True))
    settle(window, pane, qtbot)
    window.actions_.by_name["table_file"].trigger()
    rest(window, qtbot)
    with to.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert [line["key"] for line in written] == shown_keys(pane, pane.model.rowCount())
    assert {line["stars"] for line in written} == {"5"}


def test_chosen_rows_are_copied_with_their_keys(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    select(pane, 0, 1)
    QTest.keyClick(pane.table.right, Key.Key_C, CTRL)
    rest(window, qtbot)
    copied = QGuiApplication.clipboard().text()
    assert copied == "\n".join(f"“{row(pane, n).text}” ({row(pane, n).key})" for n in (0, 1))


def test_acts_of_the_table_ask_for_a_table_where_none_is_in_front(
    window: MainWindow, qtbot: QtBot
) -> None:
    for name in ("table_code", "table_next", "table_fold", "table_confirm"):
        window.actions_.by_name[name].trigger()
    rest(window, qtbot)
    messages = space(window).notices.messages()
    assert any("Open a collection" in message for message in messages)


def test_the_table_speaks_indonesian_and_is_painted_in_the_dark(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    window.speak("id")
    settle(window, pane, qtbot)
    assert pane.head.columns_button.text() == "Kolom"
    assert "baris" in pane.foot.status.text()
    heads = [
        pane.model.headerData(at, Qt.Orientation.Horizontal)
        for at in range(pane.model.columnCount())
    ]
    assert {"Kunci", "Teks", "Kode", "Bintang", "Tanggal"} <= set(heads)
    pane.setPalette(palette(DARK))
    view = pane.table.right
    ground = view.viewport().grab().toImage().pixelColor(2, view.rowHeight(0) // 2)
    # The first row is chosen; whatever is painted there is dark on dark.
    assert ground.lightness() < 128


def test_a_table_closed_while_it_looks_for_duplicates_is_gone_without_a_word(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    pane.filtering.choose(FilterValue("spoken", "en", "English"))
    pane.take_layout(pane.layout_.folding(Alike.NEAR))
    space(window).tabs.close_pane(pane)
    rest(window, qtbot)
    assert space(window).notices.messages() == []


def test_rows_are_left_by_the_language_their_words_are_guessed_to_be_in(
    window: MainWindow, pane: TablePane, lines: list[dict[str, str]], qtbot: QtBot
) -> None:
    pane.filtering.choose(FilterValue("spoken", "id", "Indonesian"))
    settle(window, pane, qtbot)
    wanted = [line["content"] for line in lines if guessed_language(line["content"]) == "id"]
    assert pane.model.rowCount() == len(wanted)
    assert row(pane, 0).text == wanted[0]


def test_scrolling_reads_what_comes_into_view(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    last = pane.model.rowCount() - 1
    pane.table.right.scrollToBottom()
    assert pane.table.left.verticalScrollBar().value() == (
        pane.table.right.verticalScrollBar().value()
    )
    qtbot.waitUntil(lambda: pane.model.row(last) is not None, timeout=PATIENCE_MS)
    assert row(pane, last).number == last + 1
