"""Numbers beside words as one who uses the window sees them, and as the command line gives them."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exports.numbers import read_report_json
from qda.cli.main import run
from qda.displays.columns import columns_for
from qda.edits.coding import ConfirmCodings, RemoveCodings
from qda.numbers.crosstab import Crosstab
from qda.numbers.frequencies import Frequencies
from qda.numbers.making import NumberKind
from qda.retrieval.codings import CodingFilter, coding_ids, codings
from qda.session import NewStudy
from tests.helpers.shared import shared
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import CTRL, SHIFT, code_id, dialog_of, press, rest, space
from ui.actions import ACTS
from ui.dialogs.naming import FrameworkDialog
from ui.main_window import MainWindow
from ui.numbers.asked import TREE
from ui.numbers.items import ItemsDialog
from ui.panes.numbers import NumbersPane

LEFT = Qt.MouseButton.LeftButton
FUNDS = "vmvh1975:VMH2"


@pytest.fixture
def confirmed(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window on the sample study with every coding confirmed."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        ids = coding_ids(state, CodingFilter())
    window.desk.do(ConfirmCodings(ids))
    rest(window, qtbot)
    return window


@pytest.fixture
def pane(confirmed: MainWindow, qtbot: QtBot) -> NumbersPane:
    """The page of numbers, opened by its key."""
    press(confirmed, Qt.Key.Key_H, CTRL | SHIFT)
    made = space(confirmed).tabs.currentWidget()
    assert isinstance(made, NumbersPane)
    rest(confirmed, qtbot)
    assert made.told is not None
    return made


def act(window: MainWindow, name: str, qtbot: QtBot) -> NumbersPane:
    """Carry out an act of the menu and wait for its figures."""
    window.actions_.by_name[name].trigger()
    rest(window, qtbot)
    pane = space(window).tabs.currentWidget()
    assert isinstance(pane, NumbersPane)
    return pane


def stand(pane: NumbersPane, table: str, row: str, column: str) -> None:
    """Stand on the figure with these ids."""
    pane.tables.show_table(table)
    pane.tables.stand_on(row, column)
    assert pane.tables.current() == (row, column)


def frequencies_of(pane: NumbersPane) -> Frequencies:
    """The figures of the page, which are frequencies."""
    assert pane.told is not None
    found = pane.told.made.figures
    assert isinstance(found, Frequencies)
    return found


def segments_behind(window: MainWindow, pane: NumbersPane) -> set[int]:
    """The segments of the codings in the list of rows behind a figure."""
    assert window.desk is not None
    wanted = set(pane.rows.found.codings)
    with window.desk.session.reading() as state:
        return {row.segment_id for row in codings(state, quotes=False) if row.id in wanted}


def test_every_kind_has_an_act_in_the_menu() -> None:
    names = {act.name for act in ACTS}
    assert {f"numbers_{kind.value}" for kind in NumberKind} <= names


def test_enter_on_a_figure_opens_the_rows_it_counts(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    pane.choices.choose(pane.choices.by, "attribute:stars")
    rest(confirmed, qtbot)
    found = frequencies_of(pane)
    code = next(each for each in found.codes if each.code == FUNDS)
    at = next(n for n, each in enumerate(code.by_group) if each.segments)
    stand(pane, "segments", FUNDS, found.groups[at].id)
    pane.tables.view.setFocus()
    QTest.keyClick(pane.tables.view, Qt.Key.Key_Return)
    rest(confirmed, qtbot)
    assert pane.beneath.currentWidget() is pane.rows
    assert len(segments_behind(confirmed, pane)) == code.by_group[at].segments
    QTest.keyClick(pane.rows.segments.table, Qt.Key.Key_Home)
    pane.rows.open_button.click()
    rest(confirmed, qtbot)
    reader = space(confirmed).current_reader()
    assert reader is not None


def test_a_click_on_a_figure_opens_the_texts_without_the_code(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    act(confirmed, "numbers_crosstab", qtbot)
    pane.choices.choose(pane.choices.unit, "unit")
    rest(confirmed, qtbot)
    assert pane.told is not None
    found = pane.told.made.figures
    assert isinstance(found, Crosstab)
    table, group = found.tables[1], found.groups[0]
    stand(pane, table.code, "absent", group.id)
    view = pane.tables.view
    place = view.visualRect(view.currentIndex()).topLeft() + QPoint(4, 4)
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    rest(confirmed, qtbot)
    assert len(pane.rows.found.texts) == table.absent[0]
    assert pane.rows.text_list.isVisible()
    row = pane.rows.texts.row(pane.rows.texts.index(0, 0))
    assert row is not None
    QTest.keyClick(pane.rows.text_list, Qt.Key.Key_Down)
    QTest.keyClick(pane.rows.text_list, Qt.Key.Key_Return)
    rest(confirmed, qtbot)
    assert space(confirmed).current_reader() is not None


def test_figures_follow_the_codings_while_they_are_quick(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    before = frequencies_of(pane)
    assert confirmed.desk is not None
    with confirmed.desk.session.reading() as state:
        column = columns_for(state, [FUNDS])[0]
        inside = CodingFilter(code_ids=frozenset(code.id for code in column.codes))
        ids = coding_ids(state, inside)
    confirmed.desk.do(RemoveCodings(ids))
    rest(confirmed, qtbot)
    after = frequencies_of(pane)
    by_code = {each.code: each.total.units for each in after.codes}
    assert by_code[FUNDS] == 0
    assert {e.code: e.total.units for e in before.codes}[FUNDS] > 0
    assert not pane.is_stale


def test_slow_figures_say_that_they_are_old_and_wait_to_be_asked(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.panes.numbers._AT_ONCE_S", -1.0)
    before = pane.told
    assert confirmed.desk is not None
    with confirmed.desk.session.reading() as state:
        ids = coding_ids(state, CodingFilter())[:5]
    confirmed.desk.do(RemoveCodings(ids))
    rest(confirmed, qtbot)
    assert pane.told is before
    assert pane.stale.isVisible()
    pane.tables.view.setFocus()
    QTest.keyClick(pane.tables.view, Qt.Key.Key_R)
    rest(confirmed, qtbot)
    assert pane.told is not before
    assert not pane.stale.isVisible()


def test_a_computation_that_is_stopped_leaves_the_page_usable(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    before = pane.told
    pane.choices.set_kind(NumberKind.CROSSTAB)
    pane.make()
    assert pane.job is not None
    pane.job.stop()
    rest(confirmed, qtbot)
    # It was stopped, or it was faster; in both cases what is shown is said to be what it is.
    if pane.told is before:
        assert pane.stale.isVisible()
    act(confirmed, "numbers_refresh", qtbot)
    assert pane.told is not None
    assert pane.told.asked.kind is NumberKind.CROSSTAB


def test_what_a_figure_means_is_told_with_its_formula(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    act(confirmed, "numbers_crosstab", qtbot)
    stand(pane, "tests", FUNDS, "v")
    pane.tables.view.setFocus()
    QTest.keyClick(pane.tables.view, Qt.Key.Key_I)
    assert pane.about.hasFocus()
    told = pane.about.toPlainText()
    assert "Cramér 1946" in told
    assert pane.told is not None
    exact = pane.told.made.report.table("tests").cell(FUNDS, "v").number
    assert repr(exact) in told
    pane.tables.show_table(FUNDS)
    assert f"χ² {pane.told.made.report.table('tests').cell(FUNDS, 'chi2').text}" in (
        pane.tables.tested.text()
    )
    assert pane.tables.cautions.said
    assert any("chose" in each for each in pane.tables.cautions.said)


def test_tables_are_copied_sorted_and_written(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot, tmp_path: Path
) -> None:
    pane.tables.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    shown = [
        str(pane.tables.sorted.headerData(row, Qt.Orientation.Vertical))
        for row in range(pane.tables.sorted.rowCount())
    ]
    pane.tables.view.setFocus()
    QTest.keyClick(pane.tables.view, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines[2 : 2 + len(shown)]] == shown
    counts = [int(line.split("\t")[3].replace(",", "")) for line in lines[2 : 2 + len(shown)]]
    assert counts == sorted(counts, reverse=True)
    pane.choices.copy.click()
    assert "Made by: " in QGuiApplication.clipboard().text()
    for ending in ("xlsx", "docx", "html", "csv", "md", "json", "png", "svg"):
        place = tmp_path / f"angka.{ending}"
        pane.export_to(place)
        rest(confirmed, qtbot)
        assert place.stat().st_size > 100
    assert pane.told is not None
    assert read_report_json(tmp_path / "angka.json") == pane.told.made.report


def test_a_mark_of_the_picture_opens_the_rows_behind_it(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    pane.choices.choose(pane.choices.codes, "vmvh1975")
    rest(confirmed, qtbot)
    with qtbot.waitSignal(pane.figure.shown, timeout=PATIENCE_MS):
        confirmed.actions_.by_name["numbers_picture"].trigger()
    assert pane.figure.isVisible()
    picture = pane.figure.picture
    assert picture is not None
    found = frequencies_of(pane)
    code = next(each for each in found.codes if each.code == FUNDS)
    region = next(each for each in picture.regions if each.behind.code == FUNDS)
    canvas = pane.figure.canvas
    QTest.mouseClick(canvas, LEFT, pos=canvas.place_of(region).center().toPoint())
    rest(confirmed, qtbot)
    assert len(segments_behind(confirmed, pane)) == code.total.segments
    act(confirmed, "numbers_ratings", qtbot)
    assert pane.no_figure.isVisible()
    pane.no_figure.acted.emit()
    assert pane.tables.isVisible()


def test_a_questionnaire_is_summarised_tested_and_led_back(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    act(confirmed, "numbers_likert", qtbot)
    assert pane.told is not None
    items = pane.told.made.report.table("distribution")
    first = items.rows[0].heading.id
    point = next(c.id for c in items.columns if items.cell(first, c.id).count)
    stand(pane, "distribution", first, point)
    QTest.keyClick(pane.tables.view, Qt.Key.Key_Return)
    rest(confirmed, qtbot)
    assert len(pane.rows.found.texts) >= (items.cell(first, point).count or 0) > 0
    pane.choices.items.click()
    dialog = dialog_of(confirmed, ItemsDialog, qtbot)
    ticked = [at for at in range(dialog.table.rowCount()) if _is_ticked(dialog, at)]
    for at, name in zip(ticked[:4], ("Mutu", "Mutu", "Sikap", "Sikap"), strict=True):
        cell = dialog.table.item(at, 2)
        assert cell is not None
        cell.setText(name)
    dialog.use.click()
    rest(confirmed, qtbot)
    assert pane.tables.shown() is not None
    assert [t.id for t in pane.told.made.report.tables] == ["dimensions", "items", "distribution"]
    act(confirmed, "numbers_items", qtbot)
    rows = pane.told.made.report.table("reliability").rows
    assert [row.heading.label for row in rows] == ["Mutu", "Sikap"]
    act(confirmed, "numbers_skm", qtbot)
    assert pane.told.made.report.kind == "skm"


def _is_ticked(dialog: ItemsDialog, at: int) -> bool:
    cell = dialog.table.item(at, 0)
    return cell is not None and cell.checkState() is Qt.CheckState.Checked


def test_codes_selected_in_the_tree_are_counted_alone(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    pane.choices.choose(pane.choices.codes, TREE)
    rest(confirmed, qtbot)
    assert pane.empty.isVisible()
    space(confirmed).codes.trees.active().select(code_id(confirmed, FUNDS))
    pane.empty.acted.emit()
    rest(confirmed, qtbot)
    assert [each.code for each in frequencies_of(pane).codes] == [FUNDS]


def test_bands_join_numbers_and_refuse_what_is_none(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    pane.choices.choose(pane.choices.by, "attribute:stars")
    rest(confirmed, qtbot)
    pane.choices.bands.setFocus()
    QTest.keyClicks(pane.choices.bands, "1-2,3,4-5")
    QTest.keyClick(pane.choices.bands, Qt.Key.Key_Return)
    rest(confirmed, qtbot)
    assert [group.label for group in frequencies_of(pane).groups][:3] == ["1–2", "3", "4–5"]
    pane.choices.bands.clear()
    QTest.keyClicks(pane.choices.bands, "5-1")
    QTest.keyClick(pane.choices.bands, Qt.Key.Key_Return)
    rest(confirmed, qtbot)
    assert pane.empty.isVisible()
    assert "5-1" in pane.empty.accessibleDescription()


def test_in_indonesian_everything_is_worded_anew(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    confirmed.speak("id")
    rest(confirmed, qtbot)
    assert pane.told is not None
    assert pane.told.made.report.title == "Frekuensi kode"
    assert pane.choices.refresh.text() == "Segarkan"
    tabs = space(confirmed).tabs
    assert tabs.tabText(tabs.indexOf(pane)) == "Frekuensi kode"


def test_every_field_of_the_page_has_a_name(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    for kind in NumberKind:
        act(confirmed, f"numbers_{kind.value}", qtbot)
        for widget in pane.findChildren(QWidget):
            reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if reached and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
                interface = QAccessible.queryAccessibleInterface(widget)
                named = interface.text(QAccessible.Text.Name)
                assert named or interface.text(QAccessible.Text.Value), widget
    cell = pane.tables.sorted.index(0, 0)
    said = pane.tables.sorted.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert said.count(". ") == 2


def test_an_empty_study_says_what_to_do_first(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    empty_window.new_study(tmp_path / "x.runut", NewStudy("X", "en"), "Sari")
    qtbot.waitUntil(lambda: empty_window.workspace is not None, timeout=PATIENCE_MS)
    rest(empty_window, qtbot)
    for name, title in (
        ("numbers_words", "No text yet"),
        ("numbers_likert", "No questionnaire yet"),
        ("numbers_frequencies", "No code yet"),
    ):
        pane = act(empty_window, name, qtbot)
        assert pane.empty.isVisible()
        assert pane.empty.accessibleName() == title
        assert not pane.choices.export.isEnabled()
    pane.empty.acted.emit()
    dialog_of(empty_window, FrameworkDialog, qtbot).reject()


# The real file: the command line and the window agree to the last digit, and with the file.


@pytest.fixture(scope="module")
def jaki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of the real reviews, coded by a shipped term list on the command line."""
    reviews = shared("data", "reviews", "jaki_googleplay_id.csv")
    place = tmp_path_factory.mktemp("jaki") / "jaki.runut"
    for words in (
        ("new", place, "--coder", "Sari", "--language", "id"),
        ("framework", "add", place, "app_complaints"),
        ("import", place, reviews),
        ("autocode", place, "--framework", "app_complaints", "--confirm"),
    ):
        assert run([str(each) for each in words]) == 0
    return place


@pytest.mark.slow
@pytest.mark.parametrize(
    ("verb", "by"),
    [("frequencies", "stars"), ("crosstab", "stars"), ("ratings", ""), ("series", "month")],
)
def test_the_window_shows_what_the_command_line_gives(  # noqa: PLR0917 - fixtures
    empty_window: MainWindow, jaki: Path, tmp_path: Path, qtbot: QtBot, verb: str, by: str
) -> None:
    place, written = tmp_path / "jaki.runut", tmp_path / "angka.json"
    shutil.copy(jaki, place)
    words = [verb, str(place), "--coder", "Sari", *(["--by", by] if by else [])]
    assert run([*words, "-o", str(written)]) == 0
    empty_window.open_study(str(place))
    qtbot.waitUntil(lambda: empty_window.workspace is not None, timeout=PATIENCE_MS)
    rest(empty_window, qtbot)
    pane = act(empty_window, f"numbers_{verb}", qtbot)
    if by == "stars":
        pane.choices.choose(pane.choices.by, "attribute:stars")
        rest(empty_window, qtbot)
    assert pane.told is not None
    here, there = pane.told.made.report, read_report_json(written)
    assert here.tables == there.tables
    assert (here.warnings, here.legend) == (there.warnings, there.legend)
    _agree_with_the_file(verb, pane)


def _agree_with_the_file(verb: str, pane: NumbersPane) -> None:
    """The sizes of the groups are those that the csv module alone counts in the file."""
    file = shared("data", "reviews", "jaki_googleplay_id.csv")
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert pane.told is not None
    report = pane.told.made.report
    if verb == "series":
        months = Counter(row["at"][:7] for row in rows)
        table = report.table("series")
        found = {row.heading.label: row.cells[0].count for row in table.rows}
        assert {month: n for month, n in found.items() if n} == dict(months)
    elif verb == "frequencies":
        stars = Counter(row["score"] for row in rows)
        sizes = {c.label: c.size for c in report.table("units").columns}
        assert sizes == dict(stars)


def test_a_page_that_is_closed_while_it_computes_is_missed_by_nobody(
    confirmed: MainWindow, pane: NumbersPane, qtbot: QtBot
) -> None:
    pane.choices.picture.setChecked(True)
    pane.show_kind(NumberKind.WORDS)
    space(confirmed).tabs.close_pane(pane)
    rest(confirmed, qtbot)
    assert space(confirmed).tabs.first(NumbersPane) is None
    assert not space(confirmed).notices.messages()
