"""The work queue and what is still to be coded, worked through by keys and by mouse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.vocabulary import CodingState, Reading, Technique
from qda.edits.sources import MarkReading
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.progress import next_source, progress, uncoded
from qda.retrieval.queue import QueueOrder, queue
from qda.retrieval.rows import CodingRow
from qda.retrieval.sources import source
from tests.ui.using import CTRL, SHIFT, choose_code, open_source, press, rest, source_id, space
from ui.acts.queue import LEAST
from ui.main_window import MainWindow
from ui.panes.queue import QueuePane
from ui.panes.source_progress import PROGRESS
from ui.widgets.filter_bar import FilterValue

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
PROPOSED = CodingFilter(states=frozenset({CodingState.PROPOSED}))


@pytest.fixture
def study_file(coded_study: Path, tmp_path: Path) -> Path:
    """The study the window opens: no source is marked as read yet."""
    place = tmp_path / "lembayung.runut"
    shutil.copy(coded_study, place)
    return place


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> QueuePane:
    """The queue, opened by its key."""
    press(window, Qt.Key.Key_F7)
    rest(window, qtbot)
    found = space(window).tabs.currentWidget()
    assert isinstance(found, QueuePane)
    return found


def stored(window: MainWindow, wanted: CodingFilter = CodingFilter()) -> dict[int, CodingRow]:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return {row.id: row for row in codings(state, wanted)}


def current(pane: QueuePane) -> int:
    assert pane.current is not None
    return pane.current.id


def key(pane: QueuePane, window: MainWindow, qtbot: QtBot, pressed: Qt.Key) -> None:
    QTest.keyClick(pane.context.text, pressed)
    rest(window, qtbot)


def test_a_proposal_stands_in_its_context_with_what_its_code_means(
    window: MainWindow, pane: QueuePane
) -> None:
    row = stored(window)[current(pane)]
    shown = pane.shown
    assert shown is not None
    assert shown.span.of(shown.text) == row.quote
    assert row.quote.replace("\n", " ") in pane.context.text.toPlainText().replace("\n", " ")
    assert shown.code.text("definition", "en") in pane.meaning.words.text()
    assert row.terms.split(";")[0] in pane.meaning.words.text()
    assert row.key in pane.context.place.text()
    assert row.quote in pane.context.text.accessibleDescription()
    assert pane.context.text.hasFocus()


def test_single_keys_decide_and_the_count_says_what_is_left(
    window: MainWindow, pane: QueuePane, qtbot: QtBot
) -> None:
    total = len(stored(window, PROPOSED))
    assert pane.count.text().startswith(f"1 of {total} · 0 confirmed · 0 rejected")
    decided = []
    for pressed in (Qt.Key.Key_Y, Qt.Key.Key_Return, Qt.Key.Key_X, Qt.Key.Key_Space):
        decided.append(current(pane))
        key(pane, window, qtbot, pressed)
    now = stored(window)
    assert [now[id_].state for id_ in decided[:2]] == [CodingState.CONFIRMED] * 2
    assert decided[2] not in now
    assert now[decided[3]].state is CodingState.PROPOSED
    assert pane.count.text() == f"5 of {total} · 2 confirmed · 1 rejected · {total - 3} wait"
    key(pane, window, qtbot, Qt.Key.Key_B)
    assert current(pane) == decided[3]
    key(pane, window, qtbot, Qt.Key.Key_B)
    # What was rejected is gone, so the one before it comes.
    assert current(pane) == decided[1]


def test_undo_steps_back_in_the_queue_and_redo_forward(
    window: MainWindow, pane: QueuePane, qtbot: QtBot
) -> None:
    first = current(pane)
    key(pane, window, qtbot, Qt.Key.Key_Y)
    second = current(pane)
    key(pane, window, qtbot, Qt.Key.Key_Delete)
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert current(pane) == second
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert current(pane) == first
    assert "0 confirmed · 0 rejected" in pane.count.text()
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    rest(window, qtbot)
    assert stored(window)[first].state is CodingState.CONFIRMED
    assert "1 confirmed" in pane.count.text()


def test_another_code_is_chosen_by_typing_and_one_undo_takes_all_of_it_back(
    window: MainWindow, pane: QueuePane, qtbot: QtBot
) -> None:
    id_ = current(pane)
    before = stored(window)[id_]
    key(pane, window, qtbot, Qt.Key.Key_C)
    choose_code(window, "Incentives and time")
    rest(window, qtbot)
    now = stored(window)[id_]
    assert now.state is CodingState.CONFIRMED
    assert now.code_id != before.code_id
    assert current(pane) != id_
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert current(pane) == id_
    assert stored(window)[id_] == before


def test_the_edges_are_adjusted_in_the_text(
    window: MainWindow, pane: QueuePane, qtbot: QtBot
) -> None:
    row = stored(window)[current(pane)]
    key(pane, window, qtbot, Qt.Key.Key_E)
    reading = space(window).current_reader()
    assert reading is not None
    assert reading.source_id == row.source_id
    assert reading.reader.view.caret() == row.span.start


def test_everything_is_done_by_mouse_too(window: MainWindow, pane: QueuePane, qtbot: QtBot) -> None:
    first = current(pane)
    QTest.mouseClick(pane.buttons["confirm"], LEFT)
    rest(window, qtbot)
    second = current(pane)
    QTest.mouseClick(pane.buttons["reject"], LEFT)
    rest(window, qtbot)
    QTest.mouseClick(pane.buttons["skip"], LEFT)
    rest(window, qtbot)
    assert stored(window)[first].state is CodingState.CONFIRMED
    assert second not in stored(window)
    # A letter works while a button has the focus.
    pane.buttons["skip"].setFocus()
    third = current(pane)
    QTest.keyClick(pane.buttons["skip"], Qt.Key.Key_Y)
    rest(window, qtbot)
    assert stored(window)[third].state is CodingState.CONFIRMED


@pytest.mark.parametrize("order", list(QueueOrder))
def test_proposals_come_in_the_order_that_is_chosen(
    window: MainWindow, pane: QueuePane, qtbot: QtBot, order: QueueOrder
) -> None:
    pane.order.setCurrentIndex(pane.order.findData(order))
    rest(window, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        expected = queue(state, CodingFilter(), order, seed=1)
    assert pane.place.waiting == expected
    assert pane.again.isVisible() == (order is QueueOrder.RANDOM)


def test_the_queue_is_filtered_and_an_empty_one_says_why(
    window: MainWindow, pane: QueuePane, qtbot: QtBot
) -> None:
    pane.filtering.choose(FilterValue("techniques", Technique.INTERVIEW, "Interview"))
    rest(window, qtbot)
    wanted = CodingFilter(
        states=frozenset({CodingState.PROPOSED}), techniques=frozenset({Technique.INTERVIEW})
    )
    assert len(pane.place.waiting) == len(stored(window, wanted))
    QTest.keyClicks(pane.bar.field, "kata yang tidak ada")
    QTest.keyClick(pane.bar.field, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert pane.empty.isVisible()
    assert pane.empty.accessibleName() == "No proposal passes the filter"
    pane.empty.acted.emit()
    rest(window, qtbot)
    assert len(pane.place.waiting) == len(stored(window, PROPOSED))


def test_the_queue_keeps_its_place_when_it_is_opened_again(
    window: MainWindow, pane: QueuePane, qtbot: QtBot
) -> None:
    for pressed in (Qt.Key.Key_Y, Qt.Key.Key_Space, Qt.Key.Key_Space):
        key(pane, window, qtbot, pressed)
    here, said = current(pane), pane.count.text()
    space(window).tabs.close_pane(pane)
    press(window, Qt.Key.Key_F7)
    rest(window, qtbot)
    again = space(window).tabs.currentWidget()
    assert isinstance(again, QueuePane)
    assert again is not pane
    assert current(again) == here
    assert again.count.text() == said


# What is still to be coded.


def stretches(window: MainWindow, source: str) -> list[tuple[int, int]]:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        found = uncoded(state, source_id(window, source))
    return [(s.span.start, s.span.end) for s in found if len(s.span) >= LEAST]


def selected(window: MainWindow) -> tuple[int, int]:
    reading = space(window).current_reader()
    assert reading is not None
    span = reading.reader.selected_span()
    assert span is not None
    return span.start, span.end


def test_keys_go_from_one_uncoded_stretch_to_the_next(window: MainWindow, qtbot: QtBot) -> None:
    open_source(window, "W01", qtbot)
    expected = stretches(window, "W01")
    for at in (0, 1, 2):
        press(window, Qt.Key.Key_F8)
        rest(window, qtbot)
        assert selected(window) == expected[at]
    press(window, Qt.Key.Key_F8, SHIFT)
    rest(window, qtbot)
    assert selected(window) == expected[1]
    press(window, Qt.Key.Key_F8, CTRL)
    rest(window, qtbot)
    assert selected(window) == max(expected, key=lambda each: each[1] - each[0])


def test_a_source_whose_stretches_were_all_passed_over_counts_as_read(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = open_source(window, "W01", qtbot)
    assert window.desk is not None
    count = len(stretches(window, "W01"))
    press(window, Qt.Key.Key_F8)
    rest(window, qtbot)
    for number in range(count):
        press(window, Qt.Key.Key_F8, ALT)
        rest(window, qtbot)
        with window.desk.session.reading() as state:
            reading = source(state, pane.source_id).reading
        assert reading is (Reading.READ if number == count - 1 else Reading.READING)
    assert "without a code" in space(window).notices.messages()[0]


def test_the_next_source_opens_at_its_first_uncoded_place(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        expected = next_source(state)
        assert expected is not None
        place = next(s.span for s in uncoded(state, expected) if len(s.span) >= LEAST)
    press(window, Qt.Key.Key_F9)
    rest(window, qtbot)
    reading = space(window).current_reader()
    assert reading is not None
    assert reading.source_id == expected
    assert reading.reader.view.caret() == place.start
    press(window, Qt.Key.Key_F9, CTRL)
    rest(window, qtbot)
    with window.desk.session.reading() as state:
        assert source(state, expected).reading is Reading.READ
        assert next_source(state, expected) != expected


def test_where_all_is_read_one_is_told(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        ids = tuple(row.source_id for row in progress(state) if row.source_id is not None)
    window.desk.session.do(MarkReading(ids, Reading.READ))
    rest(window, qtbot)
    press(window, Qt.Key.Key_F9)
    rest(window, qtbot)
    assert "marked as read" in space(window).notices.messages()[0]


def test_sources_show_their_progress_in_number_and_words_and_sort_by_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = space(window).sources
    assert window.desk is not None
    with window.desk.session.reading() as state:
        found = {row.source_id: row for row in progress(state) if row.source_id is not None}
    branch = pane.model.item(0)
    for number in range(branch.rowCount()):
        shown = branch.child(number, 1)
        row = shown.data(PROGRESS)
        assert row == found[row.source_id]
        assert shown.text() == f"{round(100 * row.share)}%"
        assert "coded" in branch.child(number, 0).accessibleText()
    press(window, Qt.Key.Key_F9, CTRL | SHIFT)
    branch = pane.model.item(0)
    shares = [branch.child(n, 1).data(PROGRESS).share for n in range(branch.rowCount())]
    assert shares == sorted(shares)


def test_a_source_chosen_at_the_left_is_marked_by_key(window: MainWindow, qtbot: QtBot) -> None:
    pane = space(window).sources
    pane.tree.setFocus()
    item = pane.model.item(0).child(1)
    pane.tree.setCurrentIndex(item.index())
    id_ = pane.current_source()
    assert id_ is not None
    press(window, Qt.Key.Key_F9, SHIFT)
    rest(window, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        assert source(state, id_).reading is Reading.READING
