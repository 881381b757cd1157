"""Codes are given and codings changed by keys, each act taken back by one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.positions import Span
from models.vocabulary import Polarity
from qda.retrieval.memos import memos
from qda.retrieval.rows import CodingRow
from tests.ui.coding_steps import (
    FUNDS,
    OTHER_WORDS,
    STAFF,
    WORDS,
    Hit,
    all_codes,
    by_id,
    code_words,
    hitting,
    state_of,
    type_and_enter,
)
from tests.ui.conftest import PATIENCE_MS
from tests.ui.dragging import drop, mime
from tests.ui.using import (
    CTRL,
    NONE,
    SHIFT,
    code_id,
    coded,
    open_source,
    press,
    rest,
    select,
    space,
)
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane
from ui.reader.state import CODE_MIME, SPAN_MIME, packed_span

Key = Qt.Key


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview, open."""
    return open_source(window, "W01", qtbot)


@pytest.fixture
def hit(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> Hit:
    """Press a key on the text, and wait until all is at rest."""
    return hitting(window, pane, qtbot)


@pytest.fixture
def coding(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> CodingRow:
    """Some words that are coded with one code; the caret stands behind them."""
    return code_words(window, pane, qtbot)


# --- giving codes ------------------------------------------------------------------------------


def test_codes_used_before_are_recent_when_the_study_opens_again(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, study_file: Path, qtbot: QtBot
) -> None:
    press(window, Key.Key_W, CTRL)
    rest(window, qtbot)
    window.open_study(str(study_file))
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=PATIENCE_MS)
    rest(window, qtbot)
    again = open_source(window, "W01", qtbot)
    span = select(again, OTHER_WORDS)
    QTest.keyClick(again.reader.view, Key.Key_1)
    rest(window, qtbot)
    assert len(coded(window, "W01", span, FUNDS)) == 1


def test_several_codes_are_given_at_once_and_taken_back_at_once(
    window: MainWindow, pane: ReadingPane, hit: Hit, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    before = state_of(window)
    hit(Key.Key_Return)
    type_and_enter(window, "VMH2.2", CTRL)
    type_and_enter(window, "VMH2.1")
    rest(window, qtbot)
    assert len(coded(window, "W01", span, FUNDS)) == len(coded(window, "W01", span, STAFF)) == 1
    press(window, Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert state_of(window) == before


def test_a_new_code_is_made_and_given_by_typing_its_name(
    window: MainWindow, pane: ReadingPane, hit: Hit, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    known = len(all_codes(window))
    before = state_of(window)
    hit(Key.Key_C)
    type_and_enter(window, "xylophone money")
    rest(window, qtbot)
    made = all_codes(window)[-1]
    assert (made.name_en, made.canonical_id) == ("xylophone money", "K1")
    assert len(coded(window, "W01", span, "K1")) == 1
    assert space(window).coding.recent[0] == made.id
    press(window, Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert state_of(window) == before
    assert len(all_codes(window)) == known


def test_a_memo_is_written_while_one_codes(
    window: MainWindow, pane: ReadingPane, hit: Hit, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    hit(Key.Key_C)
    quick = space(window).coding.quick
    QTest.keyClicks(quick.field, "VMH2.2")
    QTest.keyClick(quick.field, Key.Key_Tab)
    QTest.keyClicks(quick.memo, "Bandingkan W03")
    QTest.keyClick(quick.memo, Key.Key_Return)
    rest(window, qtbot)
    row = coded(window, "W01", span, FUNDS)[0]
    assert window.desk is not None
    with window.desk.session.reading() as state:
        assert [memo.text for memo in memos(state, target_uuid=row.uuid)] == ["Bandingkan W03"]


def test_without_a_selection_the_sentence_at_the_caret_is_offered_and_seen(
    window: MainWindow, pane: ReadingPane, hit: Hit, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    caret = span.start + 3
    pane.reader.view.put_caret(caret)
    hit(Key.Key_C)
    quick = space(window).coding.quick
    assert pane.reader.selected_span() == span
    assert WORDS in quick.title.text()
    QTest.keyClick(quick.field, Key.Key_Escape)
    assert (pane.reader.selected_span(), pane.reader.view.caret()) == (None, caret)
    hit(Key.Key_C, SHIFT)
    type_and_enter(window, "VMH2.2")
    rest(window, qtbot)
    assert len(coded(window, "W01", span, FUNDS)) == 1


def test_words_name_their_own_code_in_one_stroke(
    window: MainWindow, pane: ReadingPane, hit: Hit, qtbot: QtBot
) -> None:
    before = state_of(window)
    select(pane, WORDS)
    hit(Key.Key_V)
    made = next(code for code in all_codes(window) if code.name_en == WORDS.rstrip("?"))
    assert [row.quote for row in pane.coded if row.code_id == made.id] == [WORDS]
    assert space(window).coding.recent[0] == made.id
    press(window, Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert state_of(window) == before


@pytest.mark.parametrize(
    "key",
    [Key.Key_Comma, Key.Key_Semicolon, Key.Key_Slash],
    ids=["sentence", "turn", "paragraph"],
)
def test_a_sentence_turn_or_paragraph_gets_the_last_code_in_one_stroke(
    window: MainWindow,
    pane: ReadingPane,
    hit: Hit,
    key: Qt.Key,
) -> None:
    space(window).coding.known.use([code_id(window, FUNDS)])
    span = select(pane, WORDS)
    pane.reader.view.put_caret(span.start + 5)
    hit(key)
    made = [row for row in pane.coded if row.coder == "Sari"]
    assert len(made) == 1
    assert made[0].quote.startswith("Kalau soal anggaran")
    assert made[0].quote.endswith("apakah cukup?")
    # The name of the speaker is no part of what is said.
    assert "Pewawancara" not in made[0].quote


def test_before_any_code_is_used_one_is_told_how_to_choose(
    window: MainWindow, pane: ReadingPane, hit: Hit
) -> None:
    select(pane, WORDS)
    hit(Key.Key_Period)
    assert "Press Enter" in space(window).notices.messages()[-1]


def test_dropping_goes_through_the_same_act_and_makes_a_code_recent(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    pane.reader.view.bring_into_view(span, flash=False)
    strips = pane.reader.view.page().strips(*pane.reader.view.positions.units_of(span))
    payload = mime(CODE_MIME, str(code_id(window, STAFF)).encode())
    assert drop(pane.reader.view.viewport(), payload, strips[0].center().toPoint())
    rest(window, qtbot)
    assert space(window).coding.recent[0] == code_id(window, STAFF)
    tree = space(window).codes.tree
    other = select(pane, OTHER_WORDS)
    tree.select(code_id(window, FUNDS))
    place = tree.tree.visualRect(tree.tree.currentIndex()).center()
    drop(tree.tree.viewport(), mime(SPAN_MIME, packed_span(pane.source_id, other)), place)
    rest(window, qtbot)
    assert space(window).coding.recent[:2] == [code_id(window, FUNDS), code_id(window, STAFF)]
    assert len(coded(window, "W01", other, FUNDS)) == 1


# --- changing codings --------------------------------------------------------------------------


def test_the_coding_at_the_caret_gets_another_code(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    hit: Hit,
    qtbot: QtBot,
) -> None:
    before = state_of(window)
    hit(Key.Key_R)
    type_and_enter(window, "VMH2.1")
    # It is seen before the study has answered.
    assert by_id(pane, coding).code_id == code_id(window, STAFF)
    rest(window, qtbot)
    assert [row.id for row in coded(window, "W01", coding.span, STAFF)] == [coding.id]
    assert window.focusWidget() is pane.reader.view
    press(window, Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert state_of(window) == before


def test_the_words_of_a_coding_get_more_codes(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    hit: Hit,
    qtbot: QtBot,
) -> None:
    hit(Key.Key_A)
    type_and_enter(window, "VMH2.1", CTRL)
    type_and_enter(window, "VMH2.3")
    rest(window, qtbot)
    on_words = [row for row in pane.coded if row.span == coding.span]
    assert len(on_words) == 3


@pytest.mark.parametrize("key", [Key.Key_U, Key.Key_Delete])
def test_the_one_coding_at_the_caret_goes_at_once(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    hit: Hit,
    key: Qt.Key,
) -> None:
    QTest.keyClick(pane.reader.view, key)
    assert pane.coding(coding.id) is None
    hit(Key.Key_Shift)
    assert not coded(window, "W01", coding.span, FUNDS)


def test_of_several_codings_a_small_list_asks_which_goes(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    hit: Hit,
    qtbot: QtBot,
) -> None:
    select(pane, WORDS)
    space(window).coding.code_with(code_id(window, STAFF))
    rest(window, qtbot)
    pane.reader.view.put_caret(coding.span.start + 2)
    hit(Key.Key_U)
    quick = space(window).coding.quick
    assert [item.id for item in quick.model.items] == [row.id for row in _at_caret(window)]
    second = quick.model.items[1].id
    QTest.keyClick(quick.field, Key.Key_2)
    rest(window, qtbot)
    assert pane.coding(second) is None
    assert len([row for row in pane.coded if row.span == coding.span]) == 1


def _at_caret(window: MainWindow) -> tuple[CodingRow, ...]:
    return space(window).coding.standing.rows()


def test_a_key_goes_to_the_next_of_several_codings_and_the_status_line_says_which(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    hit: Hit,
    qtbot: QtBot,
) -> None:
    select(pane, WORDS)
    space(window).coding.code_with(code_id(window, STAFF))
    rest(window, qtbot)
    standing = space(window).coding.standing
    assert standing.row() == next(r for r in pane.coded if r.code_id == code_id(window, STAFF))
    assert "Human resources" in space(window).place.text()
    hit(Key.Key_G)
    assert standing.row() == by_id(pane, coding)
    assert "Financial resources" in space(window).place.text()
    assert "of 2 here" in space(window).place.text()
    assert pane.reader.view.raised == {coding.id}
    hit(Key.Key_Plus, SHIFT)
    assert [row.polarity for row in _at_caret(window) if row.id == coding.id] == [
        Polarity.SUPPORTING
    ]
    assert [row.polarity for row in _at_caret(window) if row.id != coding.id] == [None]
    hit(Key.Key_U)
    assert pane.coding(coding.id) is None


def test_a_coding_is_split_at_the_caret_and_merged_again(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    hit: Hit,
    qtbot: QtBot,
) -> None:
    before = state_of(window)
    at = coding.span.start + len("Kalau soal ")
    pane.reader.view.put_caret(at)
    hit(Key.Key_X)
    assert len(coded(window, "W01", Span(coding.span.start, at), FUNDS)) == 1
    assert len(coded(window, "W01", Span(at, coding.span.end), FUNDS)) == 1
    split = state_of(window)
    hit(Key.Key_M)
    assert [row.id for row in coded(window, "W01", coding.span, FUNDS)] == [coding.id]
    press(window, Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert state_of(window) == split
    press(window, Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert state_of(window) == before


def test_what_cannot_be_split_or_merged_is_told(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, hit: Hit
) -> None:
    pane.reader.view.put_caret(coding.span.start)
    hit(Key.Key_X)
    hit(Key.Key_M)
    told = " ".join(space(window).notices.messages())
    assert "not at their edge" in told
    assert "touches this one" in told


def test_an_edge_that_may_not_be_there_goes_back(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, qtbot: QtBot
) -> None:
    shorter = Span(coding.span.start, coding.span.end - 1)
    pane.reader.view.select(shorter)
    space(window).coding.code_with(code_id(window, FUNDS))
    rest(window, qtbot)
    pane.reader.boundary_changed.emit(coding.id, shorter)
    assert by_id(pane, coding).span == shorter
    rest(window, qtbot)
    assert "already" in space(window).notices.messages()[-1]
    assert by_id(pane, coding).span == coding.span


@pytest.mark.parametrize("keys", [(Key.Key_Y, NONE), (Key.Key_Return, CTRL)])
def test_a_memo_is_written_on_the_coding_at_the_caret(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    qtbot: QtBot,
    keys: tuple[Qt.Key, Qt.KeyboardModifier],
) -> None:
    QTest.keyClick(pane.reader.view, *keys)
    QTest.keyClicks(space(window).memos.editor.text, "Penting sekali")
    press(window, Key.Key_Return, CTRL)
    rest(window, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        assert len(memos(state, target_uuid=coding.uuid)) == 1


def test_the_words_of_the_coding_at_the_caret_are_copied_with_their_reference(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, hit: Hit
) -> None:
    press(window, Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == f"“{WORDS}” (W01:17)"
    other = pane.coded[0]
    space(window).coding.recoding.copy((other, coding))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == [f"“{other.quote}” ({other.key})", f"“{WORDS}” (W01:17)"]
