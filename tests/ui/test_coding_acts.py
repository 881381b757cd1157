"""Every act of coding and judging by its key and by mouse, each taken back by one undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models.positions import Span
from models.vocabulary import Polarity, TimeFrame
from qda.retrieval.cases import memos
from qda.retrieval.codes import codes
from qda.retrieval.rows import CodeRow, CodingRow
from tests.helpers.studies import dump
from tests.ui.conftest import PATIENCE_MS
from tests.ui.dragging import drop, mime
from tests.ui.using import (
    CTRL,
    NONE,
    SHIFT,
    code_id,
    coded,
    dialog_of,
    open_source,
    press,
    rest,
    select,
    space,
)
from ui.dialogs.memo import MemoDialog
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane
from ui.reader.state import CODE_MIME, SPAN_MIME, packed_span

WORDS = "Kalau soal anggaran, apakah cukup?"
OTHER_WORDS = "Tenaga pengelolanya bagaimana?"
FUNDS = "vmvh1975:VMH2.2"
STAFF = "vmvh1975:VMH2.1"
Key = Qt.Key


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview, open."""
    return open_source(window, "W01", qtbot)


@pytest.fixture
def hit(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> Callable[..., None]:
    """Press a key on the text, and wait until all is at rest."""

    def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(pane.reader.view, key, modifiers)
        rest(window, qtbot)

    return pressed


@pytest.fixture
def coding(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> CodingRow:
    """Some words that are coded with one code; the caret stands behind them."""
    span = select(pane, WORDS)
    space(window).coding.code_with(code_id(window, FUNDS))
    rest(window, qtbot)
    return coded(window, "W01", span, FUNDS)[0]


def type_and_enter(window: MainWindow, words: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Type into the quick list and press Enter."""
    field = space(window).coding.quick.field
    assert window.focusWidget() is field
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Key.Key_Return, modifiers)


def all_codes(window: MainWindow) -> tuple[CodeRow, ...]:
    """Every code as the study keeps it."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return codes(state)


def state_of(window: MainWindow) -> object:
    """All that edits change in the study; who codes is known for good with the first edit."""
    assert window.desk is not None
    found = dump(window.desk.session.store)
    return {name: rows for name, rows in found.items() if name != "coder"}


def by_id(pane: ReadingPane, row: CodingRow) -> CodingRow:
    """A coding as the pane knows it now."""
    found = pane.coding(row.id)
    assert found is not None
    return found


def item(menu: QMenu, words: str) -> QAction:
    """The act of a menu with these words, whatever its key."""
    return next(each for each in menu.actions() if each.text().partition("\t")[0] == words)


def context(window: MainWindow, *rows: CodingRow, span: Span | None = None) -> QMenu:
    """The menu of the text."""
    return space(window).coding.menu(span, [row.id for row in rows])


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
    window: MainWindow, pane: ReadingPane, hit: Callable[..., None], qtbot: QtBot
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
    window: MainWindow, pane: ReadingPane, hit: Callable[..., None], qtbot: QtBot
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
    window: MainWindow, pane: ReadingPane, hit: Callable[..., None], qtbot: QtBot
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
    window: MainWindow, pane: ReadingPane, hit: Callable[..., None], qtbot: QtBot
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
    window: MainWindow, pane: ReadingPane, hit: Callable[..., None], qtbot: QtBot
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
    hit: Callable[..., None],
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
    window: MainWindow, pane: ReadingPane, hit: Callable[..., None]
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
    hit: Callable[..., None],
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
    hit: Callable[..., None],
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
    hit: Callable[..., None],
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
    hit: Callable[..., None],
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
    hit: Callable[..., None],
    qtbot: QtBot,
) -> None:
    select(pane, WORDS)
    space(window).coding.code_with(code_id(window, STAFF))
    rest(window, qtbot)
    standing = space(window).coding.standing
    assert standing.row() == next(r for r in pane.coded if r.code_id == code_id(window, STAFF))
    assert "Human resources" in space(window).place.text()
    hit(Key.Key_N)
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
    hit: Callable[..., None],
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
    window: MainWindow, pane: ReadingPane, coding: CodingRow, hit: Callable[..., None]
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
    dialog = dialog_of(window, MemoDialog, qtbot)
    QTest.keyClicks(dialog.words, "Penting sekali")
    dialog.accepting.click()
    rest(window, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        assert len(memos(state, target_uuid=coding.uuid)) == 1


def test_the_words_of_the_coding_at_the_caret_are_copied_with_their_reference(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, hit: Callable[..., None]
) -> None:
    press(window, Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == f"“{WORDS}” (W01:17)"
    other = pane.coded[0]
    space(window).coding.recoding.copy((other, coding))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == [f"“{other.quote}” ({other.key})", f"“{WORDS}” (W01:17)"]


# --- judging -----------------------------------------------------------------------------------

FIELDS = ("polarity", "strength", "time", "confidence", "important")


@pytest.mark.parametrize(
    "said",
    [
        (Key.Key_Plus, SHIFT, "polarity", [Polarity.SUPPORTING, None]),
        (Key.Key_Plus, NONE, "polarity", [Polarity.SUPPORTING, None]),
        (Key.Key_Minus, NONE, "polarity", [Polarity.INHIBITING, None]),
        (Key.Key_Asterisk, SHIFT, "polarity", [Polarity.MIXED, None]),
        (Key.Key_0, NONE, "polarity", [Polarity.NEUTRAL, None]),
        (Key.Key_D, NONE, "strength", [1, 2, 3, None]),
        (Key.Key_W, NONE, "time", [*TimeFrame, None]),
        (Key.Key_K, NONE, "confidence", [1, 2, 3, None]),
        (Key.Key_Exclam, SHIFT, "important", [True, False]),
    ],
)
def test_a_key_says_one_part_and_said_again_goes_on_or_back(
    window: MainWindow,
    coding: CodingRow,
    hit: Callable[..., None],
    said: tuple[Qt.Key, Qt.KeyboardModifier, str, list[object]],
) -> None:
    key, modifiers, name, values = said
    for value in values:
        hit(key, modifiers)
        row = coded(window, "W01", coding.span, FUNDS)[0]
        assert getattr(row, name) == value
        others = [each for each in FIELDS if each != name]
        assert [getattr(row, each) for each in others] == [getattr(coding, each) for each in others]


def test_judging_is_seen_at_once_however_fast_the_keys_come(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    hit: Callable[..., None],
    qtbot: QtBot,
) -> None:
    for key in (Key.Key_D, Key.Key_D, Key.Key_Minus, Key.Key_D, Key.Key_W):
        QTest.keyClick(pane.reader.view, key)
    shown = pane.reader.view.highlight(coding.id)
    assert shown is not None
    assert shown.polarity == "−"
    assert "− Inhibiting" in space(window).place.text()
    assert "3 strong" in space(window).place.text()
    rest(window, qtbot)
    row = coded(window, "W01", coding.span, FUNDS)[0]
    assert (row.strength, row.polarity, row.time) == (3, Polarity.INHIBITING, TimeFrame.PAST)
    for _ in range(5):
        press(window, Key.Key_Z, CTRL)
        rest(window, qtbot)
    row = coded(window, "W01", coding.span, FUNDS)[0]
    assert [getattr(row, each) for each in FIELDS] == [None, None, None, None, False]


def test_what_was_just_coded_is_judged_by_the_next_key(
    window: MainWindow, pane: ReadingPane, hit: Callable[..., None], qtbot: QtBot
) -> None:
    space(window).coding.known.use([code_id(window, FUNDS)])
    span = select(pane, WORDS)
    with qtbot.waitSignal(pane.code_shown, timeout=PATIENCE_MS):
        QTest.keyClick(pane.reader.view, Key.Key_1)
    hit(Key.Key_Plus, SHIFT)
    assert coded(window, "W01", span, FUNDS)[0].polarity is Polarity.SUPPORTING


def test_the_menu_shows_what_is_said_and_greys_what_cannot_be_done(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, hit: Callable[..., None]
) -> None:
    act = window.actions_.by_name
    hit(Key.Key_Minus)
    hit(Key.Key_D)
    assert act["inhibiting"].isChecked()
    assert not act["supporting"].isChecked()
    assert "1 weak" in act["strength"].text()
    act["supporting"].trigger()
    assert act["supporting"].isChecked()
    assert by_id(pane, coding).polarity is Polarity.SUPPORTING
    pane.reader.view.put_caret(0)
    for name in ("supporting", "recode", "uncode", "split_coding", "merge_codings"):
        assert not act[name].isEnabled(), name
    assert act["code"].isEnabled()
    assert not act["supporting"].isChecked()


def test_where_no_coding_is_a_key_says_so(
    window: MainWindow, pane: ReadingPane, hit: Callable[..., None]
) -> None:
    pane.reader.view.put_caret(0)
    for key in (Key.Key_Minus, Key.Key_R, Key.Key_U, Key.Key_N):
        hit(key)
    assert set(space(window).notices.messages()) == {
        "No coding is at the caret. Put the caret into coded words first."
    }


# --- by mouse ----------------------------------------------------------------------------------


def test_the_menu_of_the_text_offers_every_act_with_its_key(
    window: MainWindow, pane: ReadingPane, coding: CodingRow
) -> None:
    menu = context(window, coding, span=coding.span)
    keys = {
        each.text().partition("\t")[0]: each.text().partition("\t")[2] for each in menu.actions()
    }
    assert keys["Code …"] == "C"
    assert keys["Code in vivo"] == "V"
    assert keys["Recode to …"] == "R"
    assert keys["Split here"] == "X"
    assert keys["Merge with what touches it"] == "M"
    assert keys["Remove"] == "U"
    assert keys["Add a memo …"] == "Y"
    assert "&1  Financial resources" in keys
    menu.deleteLater()


@pytest.mark.parametrize(
    "said",
    [
        ("Polarity", "±  Mixed", "polarity", Polarity.MIXED),
        ("Strength", "2 medium", "strength", 2),
        ("Time", "Potential", "time", TimeFrame.POTENTIAL),
        ("Confidence", "1 unsure", "confidence", 1),
    ],
)
def test_a_coding_is_judged_by_mouse(
    window: MainWindow,
    pane: ReadingPane,
    coding: CodingRow,
    said: tuple[str, str, str, object],
) -> None:
    part, value, name, expected = said
    values = item(context(window, coding), part).menu()
    assert isinstance(values, QMenu)
    assert item(values, "None").isChecked()
    item(values, value).trigger()
    assert getattr(by_id(pane, coding), name) == expected
    values = item(context(window, coding), part).menu()
    assert isinstance(values, QMenu)
    assert item(values, value).isChecked()


def test_a_right_click_means_the_place_under_the_pointer(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, qtbot: QtBot
) -> None:
    view = pane.reader.view
    view.bring_into_view(coding.span, flash=False)
    at = coding.span.start + len("Kalau soal ")
    strip = view.page().strips(*view.positions.units_of(Span(at, at + 1)))[0]
    pane.reader.context_requested.emit(
        view.viewport().mapToGlobal(strip.center().toPoint()), None, [coding.id]
    )
    assert view.caret() == at
    for menu in space(window).findChildren(QMenu):
        menu.close()
    item(context(window, coding), "Split here").trigger()
    rest(window, qtbot)
    assert len(coded(window, "W01", Span(at, coding.span.end), FUNDS)) == 1


def test_the_quick_list_is_used_by_mouse_alone(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    span = select(pane, WORDS)
    item(context(window, span=span), "Code …").trigger()
    quick = space(window).coding.quick
    names = [each.name for each in quick.model.items]
    index = quick.model.index(names.index("Financial resources"))
    quick.list.scrollTo(index)
    place: QPoint = quick.list.visualRect(index).center()
    QTest.mouseClick(quick.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    rest(window, qtbot)
    assert len(coded(window, "W01", span, FUNDS)) == 1


def test_a_merge_by_mouse_takes_the_whole_chain(
    window: MainWindow, pane: ReadingPane, coding: CodingRow, qtbot: QtBot
) -> None:
    longer = Span(coding.span.start + 5, coding.span.end + 10)
    pane.reader.view.select(longer)
    space(window).coding.code_with(code_id(window, FUNDS))
    rest(window, qtbot)
    item(context(window, coding), "Merge with what touches it").trigger()
    rest(window, qtbot)
    mine = [row for row in pane.coded if row.coder == "Sari"]
    assert [(row.id, row.span.start) for row in mine] == [(coding.id, coding.span.start)]
    assert mine[0].span.end > coding.span.end
