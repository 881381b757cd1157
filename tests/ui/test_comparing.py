"""Comparing two coders in the window: by keys through the differences, to an agreed version."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.vocabulary import CoderKind, Outcome
from qda.agreement.comparing import Kind
from qda.agreement.reading import compared
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.rows import CodingRow
from qda.retrieval.studies import coder_named, coders
from qda.session import NewStudy, StudySession
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import NONE, SHIFT, choose_code, dialog_of, open_source, press, rest, space
from ui.dialogs.coders import ChangeCoderDialog
from ui.main_window import MainWindow
from ui.panes.comparing import ComparePane
from ui.reader.text_view import ReaderTextView

ALT = Qt.KeyboardModifier.AltModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
AGREED = "Agreed: Koder A & Koder B"


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ComparePane:
    """The comparison of the sample's two coders, opened by its key."""
    press(window, Qt.Key.Key_D, CTRL_SHIFT)
    rest(window, qtbot)
    found = space(window).tabs.front(ComparePane)
    assert found is not None
    qtbot.waitUntil(lambda: found.found is not None, timeout=PATIENCE_MS)
    rest(window, qtbot)
    return found


def agreed_codings(window: MainWindow) -> list[CodingRow]:
    """The codings of the agreed version, as the study keeps them."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        agreed = coder_named(state, AGREED)
        if agreed is None:
            return []
        return list(codings(state, CodingFilter(coder_ids=frozenset({agreed.id}))))


def top_line(view: ReaderTextView) -> tuple[int, int]:
    """The paragraph at the top of a text, and which of its lines stands there."""
    block = view.firstVisibleBlock()
    return block.blockNumber(), view.verticalScrollBar().value() - block.firstLineNumber()


def choose(pane: ComparePane, kind: Kind) -> None:
    """List one kind of comparison only."""
    field = pane.choices.kind
    field.setCurrentIndex(field.findData(kind.value))
    field.activated.emit(field.currentIndex())


def test_the_window_shows_the_numbers_of_the_reads(pane: ComparePane, window: MainWindow) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        first, second = coder_named(state, "Koder A"), coder_named(state, "Koder B")
        assert first is not None
        assert second is not None
        counts = compared(state, first.id, second.id).counts
    said = pane.choices.counts.text().replace("\u00a0", " ")
    assert f"✓ Agreed: {counts.agreed}" in said
    assert f"≠ Different code: {counts.other_code}" in said
    assert len(pane.model.rows) == counts.total


def test_the_numbers_are_those_of_the_text_that_is_chosen(pane: ComparePane) -> None:
    field = pane.choices.text
    field.setCurrentIndex(field.findData("W01"))
    field.activated.emit(field.currentIndex())
    assert pane.found is not None
    here = [each for each in pane.found.places if each.text == "W01"]
    agreed = sum(each.comparison.kind is Kind.AGREED for each in here)
    assert 0 < agreed < len(here) < len(pane.found.places)
    said = pane.choices.counts.text().replace("\u00a0", " ")
    assert f"✓ Agreed: {agreed}  " in said
    assert f"{round(100 * agreed / len(here))} % agreed" in said
    choose(pane, Kind.BOUNDARY)
    assert f"✓ Agreed: {agreed}  " in pane.choices.counts.text().replace("\u00a0", " ")


def test_both_texts_show_the_place_and_scroll_in_step(
    pane: ComparePane, window: MainWindow, qtbot: QtBot
) -> None:
    left, right = (reader.view for reader in pane.texts.readers)
    for _ in range(6):
        press(window, Qt.Key.Key_F12)
        rest(window, qtbot)
        place = pane.current()
        assert place is not None
        assert place.comparison.kind is not Kind.AGREED
        assert left.shown.source_id == right.shown.source_id == place.source_id
        assert top_line(left) == top_line(right)
        words = place.comparison.span
        assert any(line.start <= right.positions.to_units(words.end) for line in right.page().lines)
    right.verticalScrollBar().setValue(5)
    assert top_line(left) == top_line(right)
    before = pane.current()
    press(window, Qt.Key.Key_F12)
    press(window, Qt.Key.Key_F12, SHIFT)
    rest(window, qtbot)
    assert pane.current() == before


def test_a_difference_is_marked_in_both_texts_with_sign_and_words(
    pane: ComparePane, window: MainWindow, qtbot: QtBot
) -> None:
    choose(pane, Kind.MISSED_BY_SECOND)
    rest(window, qtbot)
    place = pane.current()
    assert place is not None
    assert place.comparison.first is not None
    id_ = place.comparison.first.id
    left, right = (reader.view for reader in pane.texts.readers)
    mine, gap = left.highlight(id_), right.highlight(-id_)
    assert mine is not None
    assert gap is not None
    assert mine.label.startswith("○ alone: ")
    assert gap.label == "○ missed"
    assert "Missed by Koder B" in gap.tooltip
    assert "Missed by Koder B" in mine.tooltip
    assert gap.span == mine.span


def test_the_list_is_narrowed_by_text_kind_and_code(
    pane: ComparePane, window: MainWindow, qtbot: QtBot
) -> None:
    choose(pane, Kind.BOUNDARY)
    field = pane.choices.text
    field.setCurrentIndex(field.findData("W01"))
    field.activated.emit(field.currentIndex())
    rest(window, qtbot)
    assert len(pane.model.rows) == 4
    assert {place.text for place in pane.model.rows} == {"W01"}
    code = pane.model.rows[0].comparison.first
    assert code is not None
    pane.choices.code.setCurrentIndex(pane.choices.code.findData(code.code_id))
    pane.choices.code.activated.emit(0)
    assert 0 < len(pane.model.rows) <= 4


def test_differences_are_settled_by_keys_and_undone(
    pane: ComparePane, window: MainWindow, qtbot: QtBot
) -> None:
    choose(pane, Kind.BOUNDARY)
    rest(window, qtbot)
    place = pane.current()
    assert place is not None
    pane.bar.reason.setText("Kalimat penuh lebih jelas")
    press(window, Qt.Key.Key_1, ALT)
    rest(window, qtbot)
    assert place.comparison.first is not None
    (row,) = agreed_codings(window)
    assert row.span == place.comparison.first.span
    assert pane.found is not None
    assert pane.found.settled == 1
    assert pane.current() is not None
    assert pane.current() != place
    press(window, Qt.Key.Key_0, ALT)
    rest(window, qtbot)
    assert pane.found.settled == 2
    assert "2 of" in pane.bar.progress.text()
    window.on_undo()
    window.on_undo()
    rest(window, qtbot)
    assert agreed_codings(window) == []
    assert pane.found.settled == 0


def test_all_that_is_agreed_is_settled_by_one_button(
    pane: ComparePane, window: MainWindow, qtbot: QtBot
) -> None:
    assert pane.found is not None
    agreed = pane.found.counts.agreed
    QTest.mouseClick(pane.bar.agreed, Qt.MouseButton.LeftButton)
    rest(window, qtbot)
    assert pane.found.settled == agreed == len(agreed_codings(window))
    assert not pane.bar.agreed.isEnabled()


def test_a_matrix_is_made_of_the_agreed_version_alone(
    pane: ComparePane, window: MainWindow, qtbot: QtBot
) -> None:
    pane.settle_agreed()
    rest(window, qtbot)
    display = space(window).displays.open_display()
    rest(window, qtbot)
    display.asking.coder.setCurrentIndex(display.asking.coder.findText(AGREED))
    display.asking.coder.activated.emit(display.asking.coder.currentIndex())
    rest(window, qtbot)
    assert display.matrix is not None
    assert {each.coder for each in display.matrix.evidence} == {AGREED}


def test_what_is_agreed_already_is_compared_but_not_settled(
    pane: ComparePane, window: MainWindow, qtbot: QtBot
) -> None:
    pane.settle_agreed()
    rest(window, qtbot)
    field = pane.choices.second
    field.setCurrentIndex(field.findText(AGREED))
    field.activated.emit(field.currentIndex())
    rest(window, qtbot)
    assert pane.found is not None
    assert pane.found.second.name == AGREED
    assert pane.found.counts.agreed == len(agreed_codings(window))
    assert not pane.bar.isVisible()


def test_another_code_is_agreed_on(pane: ComparePane, window: MainWindow, qtbot: QtBot) -> None:
    choose(pane, Kind.OTHER_CODE)
    rest(window, qtbot)
    place = pane.current()
    assert place is not None
    press(window, Qt.Key.Key_4, ALT)
    choose_code(window, "VMH2.2")
    rest(window, qtbot)
    (row,) = agreed_codings(window)
    assert row.span == place.comparison.span
    settled = [p.settled for p in pane.model.rows if p.settled is not None]
    assert [each.outcome for each in settled] == [Outcome.NEITHER]
    assert settled[0].other


def test_what_was_settled_is_reopened(pane: ComparePane, window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F12)
    rest(window, qtbot)
    place = pane.current()
    pane.settle(Outcome.NEITHER)
    rest(window, qtbot)
    row = next(at for at, each in enumerate(pane.model.rows) if each.settled is not None)
    pane.table.selectRow(row)
    QTest.mouseClick(pane.bar.reopen, Qt.MouseButton.LeftButton)
    rest(window, qtbot)
    assert pane.found is not None
    assert pane.found.settled == 0
    assert pane.current() == place


def test_the_comparison_is_written_to_a_file(
    pane: ComparePane, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    to = tmp_path / "comparison.csv"
    pane.export_to(to)
    rest(window, qtbot)
    assert pane.found is not None
    assert to.read_text(encoding="utf-8-sig").count("\n") > pane.found.counts.total


def test_the_window_speaks_indonesian_of_it(
    pane: ComparePane, window: MainWindow, qtbot: QtBot
) -> None:
    window.speak("id")
    rest(window, qtbot)
    assert "Batas\u00a0berbeda" in pane.choices.counts.text()
    assert pane.bar.answers[Outcome.BOTH].text() == "Keduanya"


def test_one_coder_alone_is_told_what_to_do(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "studi.runut"
    StudySession.create(place, NewStudy("Studi"), coder="Sari").close()
    empty_window.open_study(str(place))
    qtbot.waitUntil(
        lambda: empty_window.workspace is not None and empty_window.idle, timeout=PATIENCE_MS
    )
    space(empty_window).carry_out("compare")
    rest(empty_window, qtbot)
    pane = space(empty_window).tabs.front(ComparePane)
    assert pane is not None
    assert pane.empty.isVisible()
    assert pane.empty.accessibleName() == "There is only one coder"
    pane.empty.acted.emit()
    dialog = dialog_of(empty_window, ChangeCoderDialog, qtbot)
    dialog.reject()


def test_a_text_shows_one_layer_or_all(window: MainWindow, qtbot: QtBot) -> None:
    pane = open_source(window, "W01", qtbot)
    assert pane.layers.isVisible()
    everything = len(pane.coded)
    field = pane.layers.field
    field.setCurrentIndex(field.findData("Koder B"))
    field.activated.emit(field.currentIndex())
    assert {row.coder for row in pane.coded} == {"Koder B"}
    assert len(pane.reader.view.codings.highlights) == len(pane.coded) < everything
    field.setCurrentIndex(0)
    field.activated.emit(0)
    assert len(pane.coded) == everything


def test_somebody_else_codes_from_now_on(window: MainWindow, qtbot: QtBot) -> None:
    space(window).carry_out("change_coder")
    dialog = dialog_of(window, ChangeCoderDialog, qtbot)
    assert dialog.field.findText("Koder B") >= 0
    dialog.field.setEditText("Dimas")
    dialog.accept()
    rest(window, qtbot)
    assert space(window).coder.text() == "Coder: Dimas"
    assert window.settings.coder == "Dimas"
    pane = open_source(window, "W01", qtbot)
    span = next(iter(pane.coded)).span
    pane.code(span, pane.coded[0].code_id)
    rest(window, qtbot)
    assert "Dimas" in {row.coder for row in pane.coded}
    assert window.desk is not None
    with window.desk.session.reading() as state:
        kinds = {each.name: each.kind for each in coders(state)}
    assert kinds["Dimas"] is CoderKind.PERSON
    press(window, Qt.Key.Key_F12, NONE)
    assert "Open a comparison" in " ".join(space(window).notices.messages())
