"""The codes of the tree as a student orders them: names, groups, theories side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from models.positions import Span
from models.vocabulary import CodingState
from qda.edits.code_groups import AddCodeGroup
from qda.retrieval.codings import CodingFilter
from qda.settings import Settings
from tests.ui.conftest import PATIENCE_MS
from tests.ui.dragging import drop, mime
from tests.ui.theory_acts import ALT_SHIFT, CODE, chosen, stored
from tests.ui.using import (
    CTRL,
    SHIFT,
    choose_code,
    code_id,
    dialog_of,
    open_source,
    press,
    rest,
    space,
)
from ui.code_tree.model import CODES_MIME
from ui.dialogs.code_words import CodeWordsDialog
from ui.dialogs.group_name import GroupNameDialog
from ui.dialogs.splitting import SplitDialog
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview of the sample, open and read."""
    return open_source(window, "W01", qtbot)


# ------------------------------------------------------------------------------------- the tree


def renamed(window: MainWindow, words: str, qtbot: QtBot) -> None:
    """Press F2, type another name, and Enter."""
    tree = space(window).codes.tree
    press(window, Qt.Key.Key_F2)
    editor = tree.tree.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    rest(window, qtbot)


def test_a_code_is_renamed_in_the_tree_and_keeps_its_id(window: MainWindow, qtbot: QtBot) -> None:
    tree = space(window).codes.tree
    tree.tree.setFocus()
    tree.select(code_id(window, CODE))
    before = stored(window, CODE).name_en
    renamed(window, "Anggaran", qtbot)
    assert stored(window, CODE).label == "Anggaran"
    assert stored(window, CODE).name_en == before
    assert tree.tree.currentIndex().data() == "Anggaran"
    renamed(window, before, qtbot)
    assert stored(window, CODE).label == ""


@pytest.mark.parametrize(
    ("key", "parent", "position"),
    [
        (Qt.Key.Key_Up, "vmvh1975:VMH2", 0),
        (Qt.Key.Key_Down, "vmvh1975:VMH2", 2),
        (Qt.Key.Key_Left, None, 2),
        (Qt.Key.Key_Right, "vmvh1975:VMH2.1", 0),
    ],
)
def test_a_code_is_moved_by_keys(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, parent: str | None, position: int
) -> None:
    tree = space(window).codes.tree
    tree.tree.setFocus()
    tree.select(code_id(window, CODE))
    press(window, key, ALT_SHIFT)
    rest(window, qtbot)
    row = stored(window, CODE)
    assert row.position == position
    assert row.parent_id == (None if parent is None else code_id(window, parent))
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert stored(window, CODE).position == 1


def test_a_code_is_merged_into_one_chosen_at_its_row(window: MainWindow, qtbot: QtBot) -> None:
    tree = space(window).codes.tree
    tree.tree.setFocus()
    tree.select(code_id(window, "vmvh1975:VMH2.1"))
    press(window, Qt.Key.Key_M, ALT_SHIFT)
    quick = space(window).coding.quick
    place = tree.tree.visualRect(tree.tree.currentIndex())
    row = QRect(tree.tree.viewport().mapTo(space(window), place.topLeft()), place.size())
    assert not quick.geometry().intersects(row)
    choose_code(window, CODE.partition(":")[2])
    rest(window, qtbot)
    assert tree.tree.hasFocus()
    ids = {code.canonical_id for code in space(window).codes.all_codes()}
    assert "vmvh1975:VMH2.1" not in ids


def test_chosen_codes_are_merged_into_the_current_one(window: MainWindow, qtbot: QtBot) -> None:
    tree = space(window).codes.tree
    tree.tree.setFocus()
    tree.select(code_id(window, "vmvh1975:VMH2.1"))
    QTest.keyClick(tree.tree, Qt.Key.Key_Down, SHIFT)
    assert len(tree.selected_ids()) == 2
    press(window, Qt.Key.Key_M, ALT_SHIFT)
    rest(window, qtbot)
    ids = {code.canonical_id for code in space(window).codes.all_codes()}
    assert CODE in ids
    assert "vmvh1975:VMH2.1" not in ids
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert code_id(window, "vmvh1975:VMH2.1")


def test_several_codes_are_deleted_as_one_act(window: MainWindow, qtbot: QtBot) -> None:
    tree = space(window).codes.tree
    before = len(space(window).codes.all_codes())
    tree.tree.setFocus()
    tree.select(code_id(window, "vmvh1975:VMH2.1"))
    QTest.keyClick(tree.tree, Qt.Key.Key_Down, SHIFT)
    press(window, Qt.Key.Key_Delete, ALT_SHIFT)
    rest(window, qtbot)
    assert len(space(window).codes.all_codes()) == before - 2
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert len(space(window).codes.all_codes()) == before


def test_the_rules_of_a_code_are_changed_in_both_languages(
    window: MainWindow, qtbot: QtBot
) -> None:
    space(window).codes.tree.select(code_id(window, CODE))
    press(window, Qt.Key.Key_F2, SHIFT)
    dialog = dialog_of(window, CodeWordsDialog, qtbot)
    dialog.texts["definition", "id"].setPlainText("Uang yang ada.")
    dialog.accept()
    rest(window, qtbot)
    assert stored(window, CODE).definition_id == "Uang yang ada."
    assert stored(window, CODE).definition_en


def test_a_code_is_split_with_its_segments(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    codes = space(window).codes
    codes.tree.select(code_id(window, CODE))
    press(window, Qt.Key.Key_S, ALT_SHIFT)
    dialog = dialog_of(window, SplitDialog, qtbot)
    assert not dialog.accepting.isEnabled()
    QTest.keyClicks(dialog.names, "Besaran")
    dialog.table.selectRow(0)
    dialog.part.setCurrentIndex(0)
    QTest.mouseClick(dialog.put, LEFT)
    before = len(dialog.rows)
    dialog.accept()
    rest(window, qtbot)
    part = next(code for code in codes.all_codes() if code.name_en == "Besaran")
    assert part.parent_id == code_id(window, CODE)
    assert stored(window, part.canonical_id.rpartition(":")[2]).segments == 1
    assert stored(window, CODE).segments == before - 1


def test_a_code_is_found_by_words_of_its_definition_names_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    tree = space(window).codes.tree
    word = stored(window, CODE).definition_en.split()[0].strip(",.")
    QTest.keyClicks(tree.field, word)
    qtbot.waitUntil(lambda: tree.filter.active)
    assert tree.filter.mapFromSource(tree.model.index_of(code_id(window, CODE))).isValid()


def test_colours_are_chosen_by_name_and_shape(window: MainWindow, qtbot: QtBot) -> None:
    space(window).codes.tree.select(code_id(window, CODE))
    menu = space(window).code_tree.menu(code_id(window, CODE))
    colours = next(act.menu() for act in menu.actions() if act.text() == "Colour")
    assert isinstance(colours, QMenu)
    chosen(colours, "Wine")
    rest(window, qtbot)
    assert stored(window, CODE).colour == "#882255"
    menu.deleteLater()


# ----------------------------------------------------------------------------- groups and theories


def test_a_code_is_dropped_on_a_group_that_counts_informants_once(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.desk is not None
    codes = space(window).codes
    window.desk.do(AddCodeGroup("Pelaksana", (code_id(window, CODE),)))
    rest(window, qtbot)
    groups = codes.trees.groups
    item = groups.list.topLevelItem(0)
    assert item is not None
    at = groups.list.visualItemRect(item).center()
    above = code_id(window, "vmvh1975:VMH2")
    assert drop(groups.list.viewport(), mime(CODES_MIME, str(above).encode()), at)
    rest(window, qtbot)
    (group,) = groups.groups
    assert {code.id for code in group.codes} == {above, code_id(window, CODE)}
    whole = codes.tree.model.branches.nodes[above]
    assert (group.informants, group.segments) == (whole.informants, whole.segments)


def test_a_group_is_made_for_the_chosen_codes(window: MainWindow, qtbot: QtBot) -> None:
    codes = space(window).codes
    codes.tree.select(code_id(window, CODE))
    menu = space(window).code_tree.menu(code_id(window, CODE))
    groups = next(act.menu() for act in menu.actions() if act.text() == "Groups")
    assert isinstance(groups, QMenu)
    chosen(groups, "New group")
    dialog = dialog_of(window, GroupNameDialog, qtbot)
    dialog.name.setText("Warga")
    dialog.accept()
    rest(window, qtbot)
    assert [group.name for group in codes.groups()] == ["Warga"]
    assert "Warga" in codes.card.text()
    menu.deleteLater()


def test_two_theories_stand_side_by_side_and_are_remembered(
    window: MainWindow, study_file: Path, qtbot: QtBot
) -> None:
    trees = space(window).codes.trees
    press(window, Qt.Key.Key_T, ALT_SHIFT)
    rest(window, qtbot)
    assert trees.beside.isVisible()
    left, right = trees.tree.filter.frameworks, trees.beside.filter.frameworks
    assert len(left) == len(right) == 1
    assert left != right
    trees.tree.tree.collapse(trees.tree.filter.index(0, 0))
    qtbot.waitUntil(lambda: not trees._saving.isActive(), timeout=PATIENCE_MS)
    again = MainWindow(Settings(language="en", coder="Sari"))
    again.open_study(str(study_file))
    qtbot.waitUntil(lambda: again.workspace is not None and again.idle, timeout=PATIENCE_MS)
    rest(again, qtbot)
    kept = space(again).codes.trees
    assert not kept.beside.isHidden()
    assert (kept.tree.filter.frameworks, kept.beside.filter.frameworks) == (left, right)
    assert kept.tree.folded == trees.tree.folded != ()
    again.close()
    qtbot.waitUntil(lambda: again.idle, timeout=PATIENCE_MS)
    again.deleteLater()


def test_words_dropped_on_the_second_tree_bear_its_code(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    trees = space(window).codes.trees
    press(window, Qt.Key.Key_T, ALT_SHIFT)
    index = trees.beside.filter.index(0, 0)
    wanted = index.data(Qt.ItemDataRole.UserRole)
    trees.span_dropped.emit(wanted, pane.source_id, Span(0, 6))
    rest(window, qtbot)
    assert any(row.code_id == wanted and row.span == Span(0, 6) for row in pane.coded)


def test_counts_follow_the_filter_and_say_so(window: MainWindow, qtbot: QtBot) -> None:
    codes = space(window).codes
    above = code_id(window, "vmvh1975:VMH2")
    whole = codes.tree.model.branches.nodes[above]
    codes.set_filter(CodingFilter(states=frozenset({CodingState.PROPOSED})), "proposals")
    rest(window, qtbot)
    narrow = codes.tree.model.branches.nodes[above]
    assert narrow.segments == whole.proposed < whole.segments
    assert codes.trees.filtered.text() == "Counts of the filter: proposals"
    codes.set_filter(CodingFilter())
    rest(window, qtbot)
    assert codes.tree.model.branches.nodes[above] == whole
    assert not codes.trees.filtered.isVisible()
