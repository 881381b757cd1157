"""Coding blind in the window: what others coded is nowhere to be seen, and the window says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qda.edits.coders import StartBlind
from qda.edits.coding import CodeSegment
from qda.edits.memos import AddMemo
from qda.retrieval.codings import codings
from qda.session import StudySession
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import code_id, dialog_of, open_source, rest, select, source_id, space
from ui.dialogs.coders import BlindDialog, CodersDialog, RenameCoderDialog
from ui.main_window import MainWindow
from ui.panes.comparing import ComparePane
from ui.panes.display import DisplayPane
from ui.panes.segment_reading import Scope

CODE = "vmvh1975:VMH2.2"


@pytest.fixture
def blind(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window of Sari, who begins to code blind everywhere."""
    assert window.desk is not None
    with StudySession.open(window.desk.session.store.place, coder="Koder A") as other:
        with other.reading() as state:
            coding = codings(state)[0]
        other.do(AddMemo("rahasia Koder A", target="coding", target_uuid=coding.uuid))
    window.desk.do(StartBlind())
    rest(window, qtbot)
    return window


def test_a_dialog_asks_where_and_the_window_says_so(window: MainWindow, qtbot: QtBot) -> None:
    open_source(window, "W01", qtbot)
    space(window).carry_out("code_blind")
    dialog = dialog_of(window, BlindDialog, qtbot)
    dialog.some.setChecked(True)
    assert dialog.source_ids() == (source_id(window, "W01"),)
    dialog.accept()
    rest(window, qtbot)
    bar = space(window).blind
    assert bar.isVisible()
    assert bar.label.text() == "Blind coding: the codings of others are hidden in W01."
    assert space(window).coder.text() == "Coder: Sari, blind"
    window.speak("id")
    rest(window, qtbot)
    assert bar.label.text() == "Pengodean buta: pengodean orang lain tersembunyi dalam W01."


def test_texts_lists_tree_and_matrix_show_nothing_of_others(
    blind: MainWindow, qtbot: QtBot
) -> None:
    pane = open_source(blind, "W01", qtbot)
    assert all(row.rule for row in pane.coded)
    assert not pane.layers.isVisible()
    codes = space(blind).codes
    for scope in (Scope.SOURCE, Scope.CODE, Scope.STUDY):
        codes.tree.select(code_id(blind, CODE))
        codes.segments.set_scope(scope)
        rest(blind, qtbot)
        shown = codes.segments.list.model.loaded(range(codes.segments.count))
        assert {row.coder for row in shown or ()}.isdisjoint({"Koder A", "Koder B"})
    matrix = space(blind).displays.open_display()
    rest(blind, qtbot)
    assert isinstance(matrix, DisplayPane)
    assert matrix.matrix is not None
    assert {each.coder for each in matrix.matrix.evidence}.isdisjoint({"Koder A", "Koder B"})
    assert any(fact.label == "Blind coding" for fact in matrix.matrix.facts)


def test_no_label_of_the_window_names_what_is_hidden(blind: MainWindow, qtbot: QtBot) -> None:
    open_source(blind, "W01", qtbot)
    space(blind).showing.search("rahasia")
    space(blind).carry_out("compare")
    rest(blind, qtbot)
    said = "\n".join(_texts(blind))
    assert "rahasia Koder A" not in said
    assert "Koder B ·" not in said


def _texts(widget: QWidget) -> Iterator[str]:
    for label in widget.findChildren(QLabel):
        yield label.text()
        yield label.toolTip()


def test_a_comparison_waits_until_it_is_released(blind: MainWindow, qtbot: QtBot) -> None:
    space(blind).carry_out("compare")
    rest(blind, qtbot)
    pane = space(blind).tabs.front(ComparePane)
    assert isinstance(pane, ComparePane)
    assert pane.empty.accessibleName() == "You code blind"
    pane.empty.acted.emit()
    rest(blind, qtbot)
    qtbot.waitUntil(lambda: pane.found is not None, timeout=PATIENCE_MS)
    assert not space(blind).blind.isVisible()


def test_the_same_words_are_coded_blind_and_both_are_seen_when_it_is_released(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = open_source(window, "W01", qtbot)
    theirs = next(row for row in pane.coded if row.coder == "Koder A")
    assert window.desk is not None
    window.desk.do(StartBlind((pane.source_id,)))
    rest(window, qtbot)
    assert "Koder A" not in {row.coder for row in pane.coded}
    select(pane, theirs.quote)
    pane.code(theirs.span, theirs.code_id)
    rest(window, qtbot)
    assert {row.coder for row in pane.coded if not row.rule} == {"Sari"}
    assert not space(window).notices.messages()
    QTest.mouseClick(space(window).blind.release, Qt.MouseButton.LeftButton)
    rest(window, qtbot)
    here = [r for r in pane.coded if (r.span, r.code_id) == (theirs.span, theirs.code_id)]
    assert {"Sari", "Koder A"} <= {row.coder for row in here}


def test_undo_does_not_tell_what_another_did_meanwhile(blind: MainWindow, qtbot: QtBot) -> None:
    assert blind.desk is not None
    source, code = source_id(blind, "W01"), code_id(blind, CODE)
    pane = open_source(blind, "W01", qtbot)
    span = select(pane, "nomor sendiri")
    with StudySession.open(blind.desk.session.store.place, coder="Koder A") as other:
        other.do(CodeSegment(source, span, code))
    blind._read_titles()
    rest(blind, qtbot)
    said = blind.actions_.by_name["undo"].toolTip()
    assert "hidden while you code blind" in said
    blind.on_undo()
    rest(blind, qtbot)
    assert "hidden while you code blind" in " ".join(space(blind).notices.messages())


def test_the_list_of_coders_renames_and_releases(blind: MainWindow, qtbot: QtBot) -> None:
    space(blind).carry_out("coders")
    dialog = dialog_of(blind, CodersDialog, qtbot)
    qtbot.waitUntil(lambda: len(dialog.rows) >= 3, timeout=PATIENCE_MS)
    names = [row.coder.name for row in dialog.rows]
    dialog.table.selectRow(names.index("Sari"))
    assert _codings_of(dialog, names.index("Koder A")) == "hidden"
    QTest.mouseClick(dialog.rename, Qt.MouseButton.LeftButton)
    asking = dialog_of(blind, RenameCoderDialog, qtbot)
    asking.field.setText("Sari Dewi")
    asking.accept()
    rest(blind, qtbot)
    assert space(blind).coder.text() == "Coder: Sari Dewi, blind"
    assert blind.settings.coder == "Sari Dewi"
    assert dialog.release.isEnabled()
    QTest.mouseClick(dialog.release, Qt.MouseButton.LeftButton)
    rest(blind, qtbot)
    assert space(blind).coder.text() == "Coder: Sari Dewi"
    assert _codings_of(dialog, names.index("Koder A")) != "hidden"
    dialog.reject()


def _codings_of(dialog: CodersDialog, row: int) -> str:
    """What the table of coders says of how many codings one has made."""
    item = dialog.table.item(row, 2)
    return "" if item is None else item.text()
