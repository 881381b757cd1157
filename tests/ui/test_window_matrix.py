"""From a cell of the matrix to the very words it rests on, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.displays.values import Evidence, Matrix
from qda.edits.events import AddEvent, EventFacts
from qda.retrieval.sources import source_texts
from qda.session import NewStudy
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import (
    CTRL,
    code_id,
    dialog_of,
    open_source,
    press,
    rest,
    select,
    source_id,
    space,
)
from ui.dialogs.naming import FrameworkDialog
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane
from ui.panes.reading import ReadingPane

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    """A new matrix, opened by its key."""
    press(window, Qt.Key.Key_M, CTRL)
    made = space(window).tabs.currentWidget()
    assert isinstance(made, DisplayPane)
    rest(window, qtbot)
    assert made.matrix is not None
    return made


def click_cell(pane: DisplayPane, row: int, column: int) -> None:
    """Click a cell in its upper left."""
    table = pane.view.table
    table.scrollTo(pane.view.model.index(row, column))
    place = table.visualRect(pane.view.model.index(row, column)).topLeft() + QPoint(8, 8)
    QTest.mouseClick(table.viewport(), LEFT, pos=place)


def double_click_quote(pane: DisplayPane, number: int) -> Evidence:
    """Double click a quote of the evidence; the evidence is returned."""
    quotes = pane.view.evidence.list
    index = quotes.model().index(number, 0)
    quotes.scrollTo(index)
    place = quotes.visualRect(index).center()
    QTest.mouseClick(quotes.viewport(), LEFT, pos=place)
    QTest.mouseDClick(quotes.viewport(), LEFT, pos=place)
    return pane.view.evidence.model.evidence[number]


def stands_at(window: MainWindow, evidence: Evidence, qtbot: QtBot) -> ReadingPane:
    """The reader in front, once its caret stands where the evidence begins."""
    reader = space(window).current_reader()
    assert reader is not None
    assert reader.source_id == evidence.source_id
    qtbot.waitUntil(lambda: reader.row is not None, timeout=PATIENCE_MS)
    rest(window, qtbot)
    assert reader.reader.view.caret() == evidence.span.start
    return reader


def test_a_quote_of_a_cell_leads_to_exactly_its_words(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    click_cell(pane, 0, 1)
    assert pane.view.table.currentIndex().row() == 0
    evidence = double_click_quote(pane, 0)
    reader = stands_at(window, evidence, qtbot)
    shown = reader.reader.shown_text()
    assert shown is not None
    assert evidence.span.of(shown.text) == evidence.quote


def test_a_quote_behind_emoji_leads_to_exactly_its_words(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    """Qt counts an emoji twice, the study once; caret and selection must not be off."""
    assert pane.matrix is not None
    assert window.desk is not None
    with window.desk.session.reading() as state:
        texts = source_texts(state, sorted({each.source_id for each in pane.matrix.evidence}))
    evidence = next(
        each
        for each in pane.matrix.evidence
        if any(ord(letter) > 0xFFFF for letter in texts[each.source_id][: each.span.start])
    )
    pane.view.evidence_chosen.emit(evidence)
    view = stands_at(window, evidence, qtbot).reader.view
    view.select(evidence.span)
    assert view.textCursor().selectedText().replace("\u2029", "\n") == evidence.quote
    assert view.textCursor().selectionStart() > evidence.span.start


def test_the_matrix_starts_at_its_first_cell(pane: DisplayPane) -> None:
    assert pane.view.table.horizontalScrollBar().value() == 0
    assert pane.view.table.verticalScrollBar().value() == 0


def test_a_hidden_matrix_is_made_anew_only_when_it_is_shown(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    click_cell(pane, 0, 1)
    before = pane.matrix
    reading = open_source(window, "W01", qtbot)
    select(reading, "Kalau soal anggaran, apakah cukup?")
    space(window).coding.code_with(code_id(window, "vmvh1975:VMH2.2"))
    rest(window, qtbot)
    assert pane.matrix is before
    space(window).tabs.setCurrentWidget(pane)
    rest(window, qtbot)
    assert pane.matrix is not before
    current = pane.view.table.currentIndex()
    assert (current.row(), current.column()) == (0, 1)
    assert pane.view.evidence.model.evidence


def test_in_a_narrow_pane_the_evidence_stands_beneath(pane: DisplayPane) -> None:
    pane.view.resize(760, 600)
    assert pane.view.body.orientation() == Qt.Orientation.Vertical
    pane.view.resize(1300, 600)
    assert pane.view.body.orientation() == Qt.Orientation.Horizontal


def test_choosing_other_rows_makes_another_matrix(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    assert isinstance(pane.matrix, Matrix)
    groups = [heading.label for heading in pane.matrix.rows]
    at = pane.asking.rows.findData("technique")
    pane.asking.rows.setCurrentIndex(at)
    pane.asking.rows.activated.emit(at)
    rest(window, qtbot)
    assert [heading.label for heading in pane.matrix.rows] != groups
    assert "Technique" in space(window).tabs.tabText(space(window).tabs.indexOf(pane))


@pytest.mark.parametrize("ending", ["xlsx", "html", "csv"])
def test_the_matrix_is_written_to_a_file(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    place = tmp_path / f"matrix.{ending}"
    pane.export_to(place)
    rest(window, qtbot)
    assert place.stat().st_size > 500
    assert str(place) in space(window).notices.messages()[0]


def test_without_a_framework_the_empty_matrix_offers_to_add_one(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    empty_window.new_study(tmp_path / "x.runut", NewStudy("X", "en"), "Sari")
    qtbot.waitUntil(lambda: empty_window.workspace is not None, timeout=PATIENCE_MS)
    pane = space(empty_window).displays.open_display()
    rest(empty_window, qtbot)
    assert not pane.export.isEnabled()
    assert pane.view.empty.isVisible()
    pane.view.empty.acted.emit()
    dialog_of(empty_window, FrameworkDialog, qtbot).reject()


def test_without_a_theory_a_display_that_needs_no_codes_is_made(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    empty_window.new_study(tmp_path / "x.runut", NewStudy("X", "en"), "Sari")
    qtbot.waitUntil(lambda: empty_window.workspace is not None, timeout=PATIENCE_MS)
    rest(empty_window, qtbot)
    desk = space(empty_window).desk
    desk.do(AddEvent(EventFacts("Regulation enacted", "2021-05", strand="Rules")))
    rest(empty_window, qtbot)

    press(empty_window, Qt.Key.Key_M, CTRL)
    rest(empty_window, qtbot)
    pane = space(empty_window).tabs.currentWidget()
    assert isinstance(pane, DisplayPane)
    assert pane.view.empty.isVisible()
    assert empty_window.focusWidget() is pane.asking.kind
    QTest.keyClicks(pane.asking.kind, "Event listing")
    rest(empty_window, qtbot)

    assert isinstance(pane.matrix, Matrix)
    assert [row.label for row in pane.matrix.rows] == ["Rules"]
    assert not pane.view.empty.isVisible()


def test_an_act_on_a_display_says_so_where_none_is_open(window: MainWindow, qtbot: QtBot) -> None:
    space(window).open_source(source_id(window, "W01"))
    rest(window, qtbot)
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    rest(window, qtbot)
    assert "Open a display first, or make one." in space(window).notices.messages()


def test_a_cell_of_events_leads_to_the_words_that_tell_of_them(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    desk = space(window).desk
    source = source_id(window, "W01")
    words = Span(10, 30)
    told = EventFacts("Told of", "1999-05", strand="A strand", source_id=source, span=words)
    desk.do(AddEvent(told))
    rest(window, qtbot)
    pane.ask_kind("event-listing")
    rest(window, qtbot)

    matrix = pane.matrix
    assert isinstance(matrix, Matrix)
    row = [each.label for each in matrix.rows].index("A strand")
    filled = next(n for n in range(len(matrix.columns)) if matrix.cell(row, n).entries)
    click_cell(pane, row, filled)
    records = pane.view.panel.records
    assert records.isVisible()
    with desk.session.reading() as connection:
        text = source_texts(connection, [source])[source]
    quoted = " ".join(text[words.start : words.end].split())
    assert quoted in records.item(0).text()
    records.setCurrentRow(0)
    records.setFocus()
    QTest.keyClick(records, Qt.Key.Key_Return)

    reader = space(window).current_reader()
    assert reader is not None
    assert reader.source_id == source
    qtbot.waitUntil(lambda: reader.row is not None, timeout=PATIENCE_MS)
    rest(window, qtbot)
    assert reader.reader.view.caret() == words.start
