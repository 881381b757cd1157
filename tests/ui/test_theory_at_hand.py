"""The theory at hand, as a student uses it while she reads: card, examples, coverage, the tree."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from models.vocabulary import Missing
from qda.retrieval.rows import CodingRow
from tests.ui.conftest import PATIENCE_MS
from tests.ui.theory_acts import ALT_SHIFT, CODE, chosen, stored
from tests.ui.using import (
    CTRL,
    SHIFT,
    choose_code,
    code_id,
    open_source,
    press,
    rest,
    select,
    space,
)
from ui.main_window import MainWindow
from ui.panes.coverage import CoveragePane
from ui.panes.reading import ReadingPane

LEFT = Qt.MouseButton.LeftButton


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


def _needed(label: QLabel) -> int:
    return label.heightForWidth(label.width())


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
        labels = [label for each in buttons for label in each.findChildren(QLabel)]
        return bool(labels) and all(each.height() >= _needed(each) for each in labels)

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
    assert "Selamat pagi" in space(window).coding.quick.title.text()
    choose_code(window, "VMH2.2")
    rest(window, qtbot)
    card = space(window).codes.card
    assert "“Selamat pagi, Bu.”" in card.text()
    pane.reader.view.put_caret(0)
    # The card lays itself out once it is shown.
    qtbot.waitUntil(lambda: button(window, "Open W01").height() > 10)
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
