"""Guides in the window: made by a dialog, edited in a table, looked over for gaps, written."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qda.guides.rows import Bilingual
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import dialog_of, rest, space
from ui.dialogs.guide import GuideDialog, GuideFactsDialog
from ui.guides.questions import Column
from ui.main_window import MainWindow
from ui.panes.guides import GuidesPane

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> GuidesPane:
    """The pane with a guide for the first two dimensions, made as a user makes it."""
    window.actions_.by_name["new_guide"].trigger()
    rest(window, qtbot)
    dialog = dialog_of(window, GuideDialog, qtbot)
    assert not dialog.accepting.isEnabled()
    dialog.title_field.setText("Pedoman uji")
    for at in range(2, dialog.codes_field.count()):
        dialog.codes_field.item(at).setCheckState(Qt.CheckState.Unchecked)
    dialog.others_field.setText("Wartawan")
    QTest.mouseClick(dialog.accepting, LEFT)
    made = space(window).tabs.currentWidget()
    assert isinstance(made, GuidesPane)
    qtbot.waitUntil(lambda: made.guide is not None, timeout=PATIENCE_MS)
    rest(window, qtbot)
    return made


def test_a_study_without_guides_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.by_name["guides"].trigger()
    rest(window, qtbot)
    pane = space(window).tabs.currentWidget()
    assert isinstance(pane, GuidesPane)
    assert pane.empty.isVisible()
    assert not pane.table.isVisible()


def test_a_guide_asks_what_was_chosen(pane: GuidesPane) -> None:
    guide = pane.guide
    assert guide is not None
    assert guide.chosen == ("vmvh1975:VMH1", "vmvh1975:VMH2")
    assert guide.roles == ("government", "private", "citizen", "Wartawan")
    assert pane.model.rowCount() == len(guide.questions)
    assert not pane.empty.isVisible()
    assert pane.covering.gaps.text() == "Everybody is asked about every dimension and code."


def test_words_are_written_in_the_table_and_undone(
    window: MainWindow, pane: GuidesPane, qtbot: QtBot
) -> None:
    before = pane.model.rows[0].text
    index = pane.model.index(0, Column.INDONESIAN)
    pane.table.setCurrentIndex(index)
    pane.table.edit(index)
    field = pane.table.viewport().findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, "Apa tujuannya?")
    QTest.keyClick(field, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert pane.model.rows[0].text == Bilingual(before.en, "Apa tujuannya?")
    window.actions_.by_name["undo"].trigger()
    rest(window, qtbot)
    assert pane.model.rows[0].text == before


def test_a_bad_name_is_refused_in_the_notices(
    window: MainWindow, pane: GuidesPane, qtbot: QtBot
) -> None:
    name = pane.model.rows[0].name
    pane.model.setData(pane.model.index(0, Column.NAME), "3 x")
    rest(window, qtbot)
    assert pane.model.rows[0].name == name
    assert any("VMH3_2" in said for said in space(window).notices.messages())


def test_probes_roles_and_order_are_changed_below(
    window: MainWindow, pane: GuidesPane, qtbot: QtBot
) -> None:
    details, first = pane.details, pane.model.rows[0]
    details.probes[0].setFocus()
    details.probes[0].setPlainText("satu\ndua")
    details.probes[1].setPlainText("one")
    details.keep()
    rest(window, qtbot)
    assert pane.model.rows[0].probes == (Bilingual("one", "satu"), Bilingual("", "dua"))
    boxes = {str(box.property("role")): box for box in details.role_boxes()}
    QTest.mouseClick(boxes["Wartawan"], LEFT)
    rest(window, qtbot)
    assert pane.model.rows[0].roles == ("government", "private", "citizen")
    QTest.mouseClick(details.down, LEFT)
    rest(window, qtbot)
    assert pane.model.rows[1].id == first.id
    assert pane.current() == pane.model.rows[1]
    QTest.mouseClick(details.remove, LEFT)
    rest(window, qtbot)
    assert first.id not in {row.id for row in pane.model.rows}


def test_title_roles_and_consent_are_changed(
    window: MainWindow, pane: GuidesPane, qtbot: QtBot
) -> None:
    window.actions_.by_name["describe_guide"].trigger()
    dialog = dialog_of(window, GuideFactsDialog, qtbot)
    assert dialog.roles_field.text() == "Government, Private sector, Citizens, Wartawan"
    dialog.title_field.setText("Pedoman kedua")
    dialog.roles_field.setText("citizens, Wartawan,  Kepala  UPT")
    dialog.consent_fields["id"].setPlainText("Saya setuju.")
    dialog.language_field.setCurrentIndex(2)
    QTest.mouseClick(dialog.accepting, LEFT)
    rest(window, qtbot)
    guide = pane.guide
    assert guide is not None
    assert (guide.title, guide.languages) == ("Pedoman kedua", ("id",))
    assert guide.roles == ("citizen", "Wartawan", "Kepala UPT")
    assert guide.consent.id == "Saya setuju."
    tabs = space(window).tabs
    assert tabs.tabText(tabs.indexOf(pane)) == "Pedoman kedua"


def test_gaps_are_named_and_a_question_is_added(
    window: MainWindow, pane: GuidesPane, qtbot: QtBot
) -> None:
    assert pane.guide is not None
    gone = [row for row in pane.model.rows if row.code == "vmvh1975:VMH2.1"]
    for row in gone:
        pane.details.removed.emit(row)
    rest(window, qtbot)
    assert "Nobody is asked about: " in pane.covering.gaps.text()
    assert "VMH2.1" in pane.covering.gaps.text()
    count = pane.model.rowCount()
    window.actions_.by_name["add_guide_question"].trigger()
    rest(window, qtbot)
    assert pane.model.rowCount() == count + 1


def test_a_guide_is_written_and_removed(
    window: MainWindow, pane: GuidesPane, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "pedoman.docx"
    pane.export_to(place)
    qtbot.waitUntil(place.exists, timeout=PATIENCE_MS)
    rest(window, qtbot)
    assert "Pedoman uji" in Document(str(place)).paragraphs[0].text
    window.actions_.by_name["remove_guide"].trigger()
    rest(window, qtbot)
    assert pane.guide is None
    assert pane.empty.isVisible()
