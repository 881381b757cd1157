"""The window as a whole: making, opening and closing studies, its acts, its language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from qda.i18n import Speech
from qda.retrieval.sources import collections
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import CTRL, SHIFT, dialog_of, open_source, press, rest, select, space
from ui.actions import ACTS, MENUS
from ui.dialogs.history import HistoryDialog
from ui.dialogs.naming import FrameworkDialog, NewCodeDialog, NewStudyDialog
from ui.main_window import MainWindow
from ui.menus.act import Act
from ui.panes.reading import ReadingPane
from ui.reader.keys import combined
from ui.reader.reader import OWN


def test_every_act_is_carried_out_by_somebody_and_has_its_menu(window: MainWindow) -> None:
    groups = (*window.groups, *space(window).groups)

    def carriers(act: Act) -> int:
        able = [group for group in groups if callable(getattr(group, f"on_{act.name}", None))]
        return len(able) + (act.name in OWN)

    assert [act.name for act in ACTS if carriers(act) != 1] == []
    assert [act.name for act in ACTS if act.menu not in MENUS] == []


def test_no_key_is_given_twice() -> None:
    keys = [combined(key) for act in ACTS for key in (act.key, *act.text_keys) if key]
    assert len(set(keys)) == len(keys)


def test_a_study_is_made_through_its_dialog(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    empty_window.start.new.click()
    dialog = dialog_of(empty_window, NewStudyDialog, qtbot)
    assert not dialog.accepting.isEnabled()
    QTest.keyClicks(dialog.name, "Layanan aduan")
    assert dialog.place.text().endswith("layanan-aduan.runut")
    place = tmp_path / "aduan.runut"
    dialog.place.selectAll()
    QTest.keyClicks(dialog.place, str(place))
    dialog.accepting.click()
    qtbot.waitUntil(lambda: empty_window.workspace is not None, timeout=PATIENCE_MS)
    rest(empty_window, qtbot)
    assert place.exists()
    assert "aduan" in empty_window.windowTitle()
    assert space(empty_window).sources.empty.isVisible()
    assert space(empty_window).codes.tree.empty.isVisible()


def test_a_framework_is_added_through_its_dialog(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    from qda.session import NewStudy

    empty_window.new_study(tmp_path / "x.runut", NewStudy("X", "en"), "Sari")
    qtbot.waitUntil(lambda: empty_window.workspace is not None, timeout=PATIENCE_MS)
    rest(empty_window, qtbot)
    press(empty_window, Qt.Key.Key_F, CTRL | SHIFT)
    dialog = dialog_of(empty_window, FrameworkDialog, qtbot)
    assert not dialog.accepting.isEnabled()
    ids = [
        dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.list.count())
    ]
    dialog.list.setCurrentRow(ids.index("najam1995_5c"))
    expected = len(dialog.cards["najam1995_5c"].dimensions)
    assert "Najam" in dialog.about.text()
    dialog.accepting.click()
    rest(empty_window, qtbot)
    assert space(empty_window).codes.tree.model.rowCount() == expected


def test_a_code_of_ones_own_is_added_beneath_the_current_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    codes = space(window).codes
    first = codes.tree.model.index(0, 0)
    codes.tree.select(first.data(Qt.ItemDataRole.UserRole))
    before = codes.tree.model.rowCount(first)
    press(window, Qt.Key.Key_N, CTRL | SHIFT)
    dialog = dialog_of(window, NewCodeDialog, qtbot)
    QTest.keyClicks(dialog.name, "Weather")
    dialog.accepting.click()
    rest(window, qtbot)
    first = codes.tree.model.index(0, 0)
    assert codes.tree.model.rowCount(first) == before + 1
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert codes.tree.model.rowCount(codes.tree.model.index(0, 0)) == before


def test_a_study_that_cannot_be_opened_is_told_on_the_start_page(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.runut"
    broken.write_bytes(b"not a study at all")
    empty_window.open_study(str(broken))
    empty_window.open_study(str(tmp_path / "missing.runut"))
    rest(empty_window, qtbot)
    told = empty_window.notices.messages()
    assert len(told) == 2
    assert empty_window.notices.isVisible()
    assert any("missing.runut" in sentence for sentence in told)
    assert empty_window.workspace is None


def test_a_failed_open_keeps_the_study_that_is_open(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = window.workspace
    window.open_study(str(tmp_path / "missing.runut"))
    rest(window, qtbot)
    assert window.workspace is before
    assert window.notices.isVisible()


def test_closing_a_study_shows_the_start_page_with_it_among_the_recent(
    window: MainWindow, study_file: Path, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_W, CTRL)
    rest(window, qtbot)
    assert window.workspace is None
    assert window.start.isVisible()
    assert window.start.recent.item(0).data(Qt.ItemDataRole.UserRole) == str(study_file)
    assert not window.actions_.by_name["import"].isEnabled()
    window.start.recent.itemActivated.emit(window.start.recent.item(0))
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=PATIENCE_MS)


def test_the_history_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_H, CTRL)
    dialog = dialog_of(window, HistoryDialog, qtbot)
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 5, timeout=PATIENCE_MS)
    newest = dialog.table.item(0, 3)
    assert newest is not None
    assert "term lists" in newest.text()
    dialog.reject()


def test_the_language_changes_while_everything_stays_open(window: MainWindow, qtbot: QtBot) -> None:
    pane = open_source(window, "W01", qtbot)
    span = select(pane, "Kalau soal anggaran")
    matrix = space(window).displays.open_display()
    rest(window, qtbot)
    space(window).tabs.setCurrentWidget(pane)
    session = space(window).desk.session
    window.actions_.by_name["indonesian"].trigger()
    rest(window, qtbot)
    indonesian = Speech("id")
    assert space(window).desk.session is session
    assert space(window).tabs.count() == 2
    assert pane.reader.selected_span() == span
    assert window.menuBar().actions()[0].text() == indonesian("&Study")
    assert window.actions_.by_name["import"].iconText() == "Impor berkas"
    assert space(window).codes.tree.model.index(0, 0).data() == "Standar dan sasaran kebijakan"
    assert space(window).sources.model.item(0).text() == "Wawancara (7)"
    space(window).tabs.setCurrentWidget(matrix)
    rest(window, qtbot)
    assert matrix.matrix is not None
    assert matrix.matrix.language == "id"
    window.actions_.by_name["english"].trigger()
    rest(window, qtbot)
    assert matrix.matrix.language == "en"
    assert space(window).sources.model.item(0).text() == "Interview (7)"


def test_f11_leaves_only_the_text(window: MainWindow, qtbot: QtBot) -> None:
    open_source(window, "W01", qtbot)
    press(window, Qt.Key.Key_F11)
    parts = (space(window).sources, space(window).codes, window.bar)
    assert [part.isVisible() for part in parts] == [False, False, False]
    press(window, Qt.Key.Key_F11)
    assert [part.isVisible() for part in parts] == [True, True, True]


def test_a_pane_is_folded_by_its_key(window: MainWindow) -> None:
    press(window, Qt.Key.Key_B, CTRL | SHIFT)
    assert not space(window).codes.isVisible()
    assert space(window).sources.isVisible()


def test_the_widths_of_the_panes_are_remembered(
    window: MainWindow, study_file: Path, qtbot: QtBot
) -> None:
    space(window).split.setSizes([300, 700, 400])
    wanted = space(window).split.sizes()
    window.on_close()
    rest(window, qtbot)
    window.open_study(str(study_file))
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=PATIENCE_MS)
    rest(window, qtbot)
    assert space(window).split.sizes() == wanted


def test_everything_one_can_press_or_fill_in_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    open_source(window, "W01", qtbot)
    space(window).displays.open_display()
    rest(window, qtbot)
    nameless = [
        button
        for button in (*window.findChildren(QPushButton), *window.findChildren(QToolButton))
        if button.isVisible() and not (button.text() or button.accessibleName())
        and type(button) in (QPushButton, QToolButton)
        and not button.objectName().startswith("qt_")
        and button.parent() is not None
        and not type(button.parent()).__name__.startswith(("QTabBar", "QLineEdit", "SearchField"))
    ]  # fmt: skip
    assert not nameless
    assert all("{" not in label.text() for label in window.findChildren(QLabel))


def test_a_tab_closed_while_it_is_read_is_gone_without_a_word(
    window: MainWindow, qtbot: QtBot
) -> None:
    tabs = space(window).tabs
    for opened in (
        space(window).open_source(1),
        space(window).open_collection(1),
        space(window).displays.open_display(),
    ):
        tabs.tabCloseRequested.emit(tabs.indexOf(opened))
    rest(window, qtbot)
    assert tabs.count() == 0
    assert space(window).empty.isVisible()
    assert space(window).notices.messages() == []


def test_the_language_of_dialogs_is_the_windows(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.by_name["indonesian"].trigger()
    press(window, Qt.Key.Key_N, CTRL)
    dialog = dialog_of(window, NewStudyDialog, qtbot)
    assert dialog.windowTitle() == "Studi baru"
    assert dialog.accepting.isDefault()
    dialog.reject()
    rest(window, qtbot)


def test_a_table_of_texts_opens_a_text_by_enter(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        found = next(each for each in collections(state) if each.key == "U01")
    pane = space(window).open_collection(found.id)
    rest(window, qtbot)
    assert pane.model.rowCount() == found.units
    pane.table.stand_on(2)
    unit = pane.model.row(2)
    assert unit is not None
    press(window, Qt.Key.Key_Return)
    rest(window, qtbot)
    reader = space(window).tabs.front(ReadingPane)
    assert reader is not None
    assert reader.source_id == unit.id
