"""The theory at hand, as a student uses it while she reads: card, examples, coverage, the tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from models.positions import Span
from models.vocabulary import CodingState, Missing
from qda.edits.code_groups import AddCodeGroup
from qda.retrieval.codes import code_by_id
from qda.retrieval.codings import CodingFilter
from qda.retrieval.rows import CodeRow, CodingRow
from qda.settings import Settings
from tests.ui.conftest import PATIENCE_MS
from tests.ui.dragging import drop, mime
from tests.ui.using import (
    CTRL,
    SHIFT,
    code_id,
    dialog_of,
    open_source,
    press,
    rest,
    select,
    space,
)
from ui.code_tree.model import CODES_MIME
from ui.dialogs.code_words import CodeWordsDialog
from ui.dialogs.group_name import GroupNameDialog
from ui.dialogs.splitting import SplitDialog
from ui.main_window import MainWindow
from ui.panes.coverage import CoveragePane
from ui.panes.reading import ReadingPane

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | SHIFT
LEFT = Qt.MouseButton.LeftButton
CODE = "vmvh1975:VMH2.2"


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview of the sample, open and read."""
    return open_source(window, "W01", qtbot)


def stand_in(pane: ReadingPane, row: CodingRow) -> None:
    """Put the caret into a coding, as the arrow keys do."""
    pane.reader.view.put_caret(row.span.start + 1)


def lonely(pane: ReadingPane) -> CodingRow:
    """A coding confirmed by a person that nothing shorter covers at its start."""
    for row in pane.coded:
        inside = [o for o in pane.coded if o.span.start <= row.span.start + 1 < o.span.end]
        if min(inside, key=lambda o: (len(o.span), o.id)) is row and not row.rule:
            return row
    raise AssertionError("no such coding")


def stored(window: MainWindow, canonical: str) -> CodeRow:
    """A code as the study keeps it."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return code_by_id(state, canonical)


def chosen(menu: QMenu, words: str) -> None:
    """Choose the line of a menu that begins with these words."""
    next(act for act in menu.actions() if act.text().startswith(words)).trigger()


def button(window: MainWindow, words: str) -> QPushButton:
    """The button of the card that begins with these words."""
    card = space(window).codes.card
    found = card.findChildren(QPushButton)
    return next(b for b in found if (b.text() or b.accessibleName()).startswith(words))


# ------------------------------------------------------------------------------------- the card


def test_the_card_follows_the_caret_to_the_shortest_coding(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    row = lonely(pane)
    stand_in(pane, row)
    rest(window, qtbot)
    card = space(window).codes.card.card
    assert card is not None
    assert card.id == row.code_id
    assert card.counted


def test_a_pinned_card_stays_and_lets_go(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    codes = space(window).codes
    codes.tree.select(code_id(window, CODE))
    press(window, Qt.Key.Key_P, ALT_SHIFT)
    row = next(r for r in pane.coded if r.code_id != code_id(window, CODE))
    stand_in(pane, row)
    assert codes.theory.code_id == code_id(window, CODE)
    QTest.mouseClick(codes.card.pin, LEFT)
    codes.tree.select(row.code_id)
    assert codes.theory.code_id == row.code_id


def test_one_jumps_to_the_code_to_use_instead_and_back(window: MainWindow, qtbot: QtBot) -> None:
    codes = space(window).codes
    start = next(c for c in codes.all_codes() if c.see_instead)
    codes.tree.select(start.id)
    rest(window, qtbot)
    QTest.mouseClick(button(window, "See instead"), LEFT)
    other = code_id(window, start.see_instead[0])
    assert codes.tree.current_id() == other
    assert codes.theory.code_id == other
    press(window, Qt.Key.Key_B, ALT_SHIFT)
    assert codes.theory.code_id == start.id
    assert codes.tree.current_id() == start.id


def test_the_theory_s_arrows_stand_in_words(window: MainWindow, qtbot: QtBot) -> None:
    codes = space(window).codes
    codes.tree.select(code_id(window, "vmvh1975:VMH2"))
    rest(window, qtbot)
    said = codes.card.text()
    assert "→ bears directly on “Disposition of implementors”" in said
    assert "Source of the framework" in said


def test_one_s_own_note_is_kept_when_one_leaves_it(window: MainWindow, qtbot: QtBot) -> None:
    codes = space(window).codes
    codes.tree.select(code_id(window, CODE))
    rest(window, qtbot)
    codes.card.note.setFocus()
    codes.card.note.selectAll()
    QTest.keyClicks(codes.card.note, "hanya anggaran tahunan")
    codes.tree.tree.setFocus()
    rest(window, qtbot)
    assert stored(window, CODE).note == "hanya anggaran tahunan"


def test_the_card_is_never_clipped_in_a_narrow_pane(window: MainWindow, qtbot: QtBot) -> None:
    codes = space(window).codes
    codes.tree.select(code_id(window, "vmvh1975:VMH2"))
    space(window).split.setSizes([200, 900, 240])
    rest(window, qtbot)
    card = codes.card
    room = card._area.viewport().width()
    assert card._inside.width() <= room

    def whole() -> bool:
        buttons = [each for each in card._body.findChildren(QPushButton) if not each.text()]
        return bool(buttons) and all(b.height() >= b.heightForWidth(b.width()) for b in buttons)

    qtbot.waitUntil(whole, timeout=PATIENCE_MS)


# ------------------------------------------------------------------------------- anchor examples


def test_a_coding_becomes_an_anchor_example_by_a_key(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    row = lonely(pane)
    stand_in(pane, row)
    pane.reader.view.setFocus()
    press(window, Qt.Key.Key_A, CTRL | SHIFT)
    rest(window, qtbot)
    card = space(window).codes.card
    assert f"“{row.quote}” ({row.key})" in card.text()
    press(window, Qt.Key.Key_A, CTRL | SHIFT)
    rest(window, qtbot)
    assert any("already" in said for said in space(window).notices.messages())
    QTest.mouseClick(button(window, "Remove"), LEFT)
    rest(window, qtbot)
    assert row.quote not in card.text()
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert row.quote in card.text()


def test_selected_words_become_an_anchor_example_of_a_chosen_code(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, "Selamat pagi, Bu.")
    press(window, Qt.Key.Key_A, CTRL | SHIFT)
    tree = space(window).codes.tree
    assert "Selamat pagi" in tree.hint.text()
    QTest.keyClicks(tree.field, "VMH2.2")
    QTest.keyClick(tree.field, Qt.Key.Key_Return)
    rest(window, qtbot)
    card = space(window).codes.card
    assert "“Selamat pagi, Bu.”" in card.text()
    pane.reader.view.put_caret(0)
    QTest.mouseClick(button(window, "Open W01"), LEFT)
    assert pane.reader.view.caret() == span.start


# ------------------------------------------------------------------------ evidence and coverage


def test_the_coding_at_the_caret_is_said_to_be_evidence(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    codes = space(window).codes
    row = next(
        r for r in pane.coded if (code := codes.code(r.code_id)) is not None and code.indicators
    )
    codes.theory.follow(row)
    rest(window, qtbot)
    menu = codes.theory.evidence_menu()
    assert menu is not None
    code = codes.code(row.code_id)
    assert code is not None
    chosen(menu, code.indicators[0][0])
    rest(window, qtbot)
    assert f"✓ {code.indicators[0][0]}" in codes.card.text()
    assert "1 segment in this source" in codes.card.text()


def test_without_a_coding_it_is_said_what_to_do_first(
    window: MainWindow, pane: ReadingPane
) -> None:
    space(window).codes.theory.follow(None)
    space(window).carry_out("indicate")
    assert "caret" in space(window).notices.messages()[0]


def opened(window: MainWindow, qtbot: QtBot) -> CoveragePane:
    """The coverage, opened by its key."""
    press(window, Qt.Key.Key_I, ALT_SHIFT)
    rest(window, qtbot)
    found = space(window).tabs.currentWidget()
    assert isinstance(found, CoveragePane)
    return found


def items(coverage: CoveragePane) -> list[QTreeWidgetItem]:
    """Every line of the table."""
    flag = Qt.MatchFlag
    return coverage.table.findItems("", flag.MatchContains | flag.MatchRecursive, 0)


def test_coverage_shows_what_has_evidence_and_leads_to_it(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    coverage = opened(window, qtbot)
    lines = [item.text(0) for item in items(coverage)]
    assert any(line.startswith("○ ") for line in lines)
    item = next(i for i in items(coverage) if i.text(0) == "Policy resources")
    coverage.table.setCurrentItem(item)
    rest(window, qtbot)
    places = {(row.source_id, row.span) for row in coverage.found}
    assert len(places) == int(item.text(3))
    QTest.keyClick(coverage.table, Qt.Key.Key_Return)
    assert isinstance(space(window).tabs.currentWidget(), ReadingPane)


def test_the_table_is_copied_as_text_and_as_csv(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    coverage = opened(window, qtbot)
    QTest.mouseClick(coverage.copying, LEFT)
    data = QGuiApplication.clipboard().mimeData()
    head = data.text().split("\n")[0].split("\t")
    assert head[:4] == ["Code", "Name", "Indicator", "In W01"]
    assert bytes(data.data("text/csv").data()).startswith(b"Code,Name,Indicator,In W01")


def test_why_a_code_is_silent_is_recorded_from_there(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    coverage = opened(window, qtbot)
    coverage.table.setCurrentItem(items(coverage)[0])
    menu = QMenu(coverage)
    coverage.add_findings(menu)
    words = [act.text() for act in menu.actions()]
    next(act for act in menu.actions() if act.text() == words[1]).trigger()
    rest(window, qtbot)
    assert coverage.rows[0].silence_here is Missing.NOT_ASKED


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
    assert part.segments == 1
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


def test_every_part_is_reached_and_named_for_a_screen_reader(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    coverage = opened(window, qtbot)
    codes = space(window).codes
    codes.tree.select(code_id(window, CODE))
    rest(window, qtbot)
    for part in (codes.card.note, codes.trees.groups.list, codes.trees.button, coverage.table):
        assert part.accessibleName()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
    press(window, Qt.Key.Key_C, ALT_SHIFT)
    assert QApplication.focusWidget() is codes.card.pin
