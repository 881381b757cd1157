"""Edges of codings by mouse and by keys, and units by keys, in the reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.positions import Span
from tests.ui.indonesian import ENGLISH
from tests.ui.samples import codings, interview, span_of
from ui.reader.letters import letter_start
from ui.reader.reader import Reader
from ui.reader.state import Highlight, ReaderText

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
RESOURCES = 4


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    """A reader, open on the interview with its codings."""
    made = Reader(ENGLISH)
    qtbot.addWidget(made)
    made.resize(1150, 760)
    with qtbot.waitExposed(made):
        made.show()
    text = interview()
    made.show_text(text, codings(text))
    made.view.setFocus()
    return made


@pytest.fixture
def press(reader: Reader) -> Callable[..., None]:
    """Press a key on the text."""

    def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(reader.view, key, modifiers)

    return pressed


def foot(reader: Reader, span: Span, *, at_start: bool) -> QPoint:
    """The lower end of the edge of a span, where its handle is taken."""
    line = reader.view.page().edge(*reader.view.positions.units_of(span), at_start=at_start)
    assert line is not None
    return (line.p2() - QPointF(0, 2)).toPoint()


def near(reader: Reader) -> tuple[int, bool] | None:
    """The coding whose edge is in reach of the pointer, and whether it is its start."""
    edge = reader.edges.near
    return None if edge is None else (edge.id, edge.at_start)


def hover(reader: Reader, words: str) -> None:
    """Move the pointer over these words."""
    span = span_of(reader.view.shown, words)
    strip = reader.view.page().strips(*reader.view.positions.units_of(span))[0]
    QTest.mouseMove(reader.view.viewport(), strip.center().toPoint())


def drag(reader: Reader, start: QPoint, *stops: QPoint, keep: bool = True) -> None:
    """Press at a point, move over others, let go at the last if it is to be kept."""
    viewport = reader.view.viewport()
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, LEFT, pos=start)
    for stop in stops:
        QTest.mouseMove(viewport, stop)
    if keep:
        QTest.mouseRelease(viewport, LEFT, pos=stops[-1])


def test_a_handle_shows_at_the_edge_of_the_coding_that_is_hovered(reader: Reader) -> None:
    span = reader.view.codings.highlights[RESOURCES].span
    hover(reader, "daya manusianya")
    assert near(reader) is None
    QTest.mouseMove(reader.view.viewport(), foot(reader, span, at_start=False))
    assert near(reader) == (RESOURCES, False)
    assert reader.view.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
    hover(reader, "Apakah petugas")
    assert near(reader) is None


def test_dragging_an_edge_shows_and_keeps_whole_words(reader: Reader, qtbot: QtBot) -> None:
    span = reader.view.codings.highlights[RESOURCES].span
    wider = span_of(reader.view.shown, "Sumber daya manusianya terbatas: hanya tiga orang untuk")
    hover(reader, "daya manusianya")
    start, end = foot(reader, span, at_start=False), foot(reader, wider, at_start=False)
    drag(reader, start, end - QPoint(3, 0), keep=False)
    assert reader.selected_span() == wider
    with qtbot.waitSignal(reader.boundary_changed) as told:
        QTest.mouseRelease(reader.view.viewport(), LEFT, pos=end - QPoint(3, 0))
    assert told.args == [RESOURCES, wider]
    assert reader.selected_span() is None


def test_with_alt_an_edge_is_dragged_letter_by_letter(reader: Reader, qtbot: QtBot) -> None:
    span = reader.view.codings.highlights[RESOURCES].span
    shorter = Span(span.start, span.end - 3)
    hover(reader, "daya manusianya")
    start, end = foot(reader, span, at_start=False), foot(reader, shorter, at_start=False)
    drag(reader, start, keep=False)
    viewport = reader.view.viewport()
    kind = QEvent.Type.MouseMove
    at = QPointF(end)
    moved = QMouseEvent(kind, at, viewport.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, ALT)
    QApplication.sendEvent(viewport, moved)
    with qtbot.waitSignal(reader.boundary_changed) as told:
        QTest.mouseRelease(viewport, LEFT, pos=end)
    assert told.args == [RESOURCES, shorter]


def test_the_start_is_dragged_to_another_line(reader: Reader, qtbot: QtBot) -> None:
    span = reader.view.codings.highlights[RESOURCES].span
    earlier = Span(span_of(reader.view.shown, "yang pertama").start, span.end)
    hover(reader, "daya manusianya")
    with qtbot.waitSignal(reader.boundary_changed) as told:
        start, end = foot(reader, span, at_start=True), foot(reader, earlier, at_start=True)
        drag(reader, start, end + QPoint(2, 0))
    assert told.args == [RESOURCES, earlier]


def test_escape_while_dragging_leaves_the_edge(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    before = span_of(reader.view.shown, "Bagaimana")
    reader.view.select(before)
    span = reader.view.codings.highlights[RESOURCES].span
    hover(reader, "daya manusianya")
    start = foot(reader, span, at_start=False)
    with qtbot.assertNotEmitted(reader.boundary_changed):
        drag(reader, start, start + QPoint(90, 0), keep=False)
        press(Qt.Key.Key_Escape)
        QTest.mouseRelease(reader.view.viewport(), LEFT, pos=start + QPoint(90, 0))
    assert reader.edges.held is None


def test_an_edge_let_go_where_it_was_changes_nothing(reader: Reader, qtbot: QtBot) -> None:
    span = reader.view.codings.highlights[RESOURCES].span
    hover(reader, "daya manusianya")
    start = foot(reader, span, at_start=False)
    with qtbot.assertNotEmitted(reader.boundary_changed):
        drag(reader, start, start + QPoint(1, 0))


def test_the_upper_half_of_an_edge_still_begins_a_selection(reader: Reader) -> None:
    span = reader.view.codings.highlights[RESOURCES].span
    hover(reader, "daya manusianya")
    top = foot(reader, span, at_start=True) - QPoint(0, 13)
    drag(reader, top, top + QPoint(120, 0))
    selected = reader.selected_span()
    assert selected is not None
    assert selected.start == span.start


def test_arrows_move_a_held_edge_by_words_and_with_shift_by_letters(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    reader.go_to(span_of(reader.view.shown, "Sumber daya manusianya"), flash=False)
    press(Qt.Key.Key_BracketRight)
    assert "with Shift by letters" in reader.place.text()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left, SHIFT)
    press(Qt.Key.Key_BracketLeft)
    press(Qt.Key.Key_Right)
    with qtbot.waitSignal(reader.boundary_changed) as told:
        press(Qt.Key.Key_Return)
    words = "daya manusianya terbatas: hanya tiga orang untuk melayan"
    assert told.args == [RESOURCES, span_of(reader.view.shown, words)]


def test_going_back_and_forward_does_not_take_the_keys_of_a_held_edge(
    reader: Reader, press: Callable[..., None]
) -> None:
    reader.go_to(span_of(reader.view.shown, "Sumber daya manusianya"), flash=False)
    press(Qt.Key.Key_BracketRight)
    press(Qt.Key.Key_Escape)
    assert reader.holding.held is None
    assert reader.selected_span() is None


def test_an_edge_jumps_over_a_family_of_emoji_at_once(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    words = "datang bersama? "
    span = span_of(reader.view.shown, words)
    reader.add_highlight(Highlight(77, span, "#0072b2", "Keluarga"))
    reader.go_to(span, flash=False)
    press(Qt.Key.Key_BracketRight)
    press(Qt.Key.Key_Right, SHIFT)
    with qtbot.waitSignal(reader.boundary_changed) as told:
        press(Qt.Key.Key_Return)
    assert told.args is not None
    assert told.args[1].of(reader.view.shown.text) == words + "👨‍👩‍👧"


ODD = "a👨‍👩‍👧b e\u0301\u0323f 🇮🇩🇲🇾 👍🏽! 𝗕𝗮𝗴 क्षि\tטוב خَد 1️⃣x\r각."


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Left])
def test_the_caret_never_stands_within_a_letter(
    reader: Reader, press: Callable[..., None], key: Qt.Key
) -> None:
    reader.show_text(ReaderText(1, "D1", "aneh", ODD))
    reader.view.put_caret(0 if key == Qt.Key.Key_Right else len(ODD))
    for _ in range(len(ODD)):
        press(key, SHIFT)
        caret = reader.view.caret()
        assert letter_start(ODD, caret) == caret


def test_no_place_the_mouse_can_press_cuts_a_letter(reader: Reader) -> None:
    reader.show_text(ReaderText(1, "D1", "aneh", ODD))
    line = reader.view.page().lines[0]
    y = round((line.top + line.bottom) / 2)
    for x in range(2, round(line.right) + 8, 3):
        QTest.mousePress(reader.view.viewport(), LEFT, pos=QPoint(x, y))
        QTest.mouseRelease(reader.view.viewport(), LEFT, pos=QPoint(x, y))
        caret = reader.view.caret()
        assert letter_start(ODD, caret) == caret
        between = reader.view.position_near(QPointF(x, y), between=True)
        assert between is not None
        assert letter_start(ODD, between) == between


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("s", "Dulu seharian, sekarang satu jam selesai."),
        ("ss", "Dulu seharian, sekarang satu jam selesai. 𝗕𝗮𝗴𝘂𝘀 sekali."),
        ("S", "Dulu seharian, sekarang satu jam selesai."),
        ("sS", "Dulu seharian, sekarang satu jam selesai. 𝗕𝗮𝗴𝘂𝘀 sekali."),
        ("p", "Lebih cepat. Dulu seharian, sekarang satu jam selesai. 𝗕𝗮𝗴𝘂𝘀 sekali."),
        ("t", "Lebih cepat. Dulu seharian, sekarang satu jam selesai. 𝗕𝗮𝗴𝘂𝘀 sekali."),
    ],
)
def test_units_are_selected_and_widened_by_keys(
    reader: Reader, press: Callable[..., None], keys: str, words: str
) -> None:
    reader.go_to(span_of(reader.view.shown, "sekarang satu jam"), flash=False)
    for key in keys:
        press(Qt.Key(ord(key.upper())), SHIFT if key.isupper() else NONE)
    selected = reader.selected_span()
    assert selected is not None
    assert selected.of(reader.view.shown.text) == words


def test_another_turn_joins_in_one_stroke(reader: Reader, press: Callable[..., None]) -> None:
    text = reader.view.shown
    reader.go_to(text.paragraphs[4].span, flash=False)
    press(Qt.Key.Key_T)
    press(Qt.Key.Key_T, SHIFT)
    assert reader.selected_span() == Span(
        text.paragraphs[4].span.start, text.paragraphs[5].span.end
    )


def test_a_sentence_of_a_very_long_paragraph_is_selected(
    reader: Reader, press: Callable[..., None]
) -> None:
    words = "Layanan publik warga 😤 baik. " * 4000
    reader.show_text(ReaderText(1, "W1", "panjang", words))
    start = words.index("Layanan", 60_000)
    reader.go_to(Span(start + 3, start + 4), flash=False)
    press(Qt.Key.Key_S)
    assert reader.selected_span() == Span(start, start + len("Layanan publik warga 😤 baik."))
    lines = reader.view.page().lines
    units = reader.view.positions.to_units(start)
    assert lines[0].start <= units < lines[-1].end
