"""The reader, as one who codes uses it: read, select, press, drag, find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.positions import Span
from tests.ui.dragging import drop, mime
from tests.ui.indonesian import ENGLISH, INDONESIAN
from tests.ui.samples import codings, interview, span_of
from ui.reader.reader import Reader
from ui.reader.state import (
    CODE_MIME,
    SPAN_MIME,
    Highlight,
    ParagraphMark,
    ReaderText,
    packed_span,
)

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


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
def press(qtbot: QtBot, reader: Reader) -> Callable[..., None]:
    """Press a key on the text."""

    def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(reader.view, key, modifiers)

    return pressed


def middle(reader: Reader, words: str) -> QPoint:
    """The middle of the first letter of these words, in the viewport."""
    start = span_of(reader.view.shown, words).start
    units = reader.view.positions.units_of(Span(start, start + 1))
    return reader.view.page().strips(*units)[0].center().toPoint()


def select(reader: Reader, words: str) -> Span:
    """Select these words."""
    span = span_of(reader.view.shown, words)
    reader.view.select(span)
    return span


def test_an_empty_reader_says_what_to_do_first(qtbot: QtBot) -> None:
    reader = Reader(INDONESIAN)
    qtbot.addWidget(reader)
    reader.show()
    with qtbot.waitSignal(reader.import_requested):
        QTest.mouseClick(reader.empty._button, Qt.MouseButton.LeftButton)
    assert reader.empty.accessibleName() == "Belum ada sumber data yang dibuka"
    assert reader.shown_text() is None


def test_dragging_over_words_selects_them_in_code_points(reader: Reader, qtbot: QtBot) -> None:
    # After two emoji, where Qt's count and the store's differ by two.
    start, end = middle(reader, "pas mau"), middle(reader, "pilih jadwal")
    told: list[Span | None] = []
    reader.selection_changed.connect(told.append)
    viewport = reader.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start - QPoint(3, 0))
    QTest.mouseMove(viewport, end - QPoint(3, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end - QPoint(3, 0))
    assert told[-1] is not None
    assert told[-1].of(reader.view.shown.text) == "pas mau "
    assert reader.selected_span() == told[-1]


def test_a_press_between_two_lines_belongs_to_the_nearer_one(reader: Reader, qtbot: QtBot) -> None:
    point = middle(reader, "tertutup sendiri")
    line = reader.view.page().line_at(point.y())
    assert line is not None
    below = QPoint(point.x(), int(line.bottom) + 1)
    QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    start = span_of(reader.view.shown, "tertutup sendiri").start
    assert abs(reader.view.caret() - start) <= 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_C])
def test_a_key_asks_to_code_the_words_without_white_space(
    reader: Reader, qtbot: QtBot, press: Callable[..., None], key: Qt.Key
) -> None:
    select(reader, " tidak ada prosedur ")
    with qtbot.waitSignal(reader.code_requested) as told:
        press(key)
    assert told.args == [span_of(reader.view.shown, "tidak ada prosedur")]


def test_nothing_is_coded_where_nothing_is_selected(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    with qtbot.assertNotEmitted(reader.code_requested):
        press(Qt.Key.Key_C)


def test_words_are_selected_by_keys_alone(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    reader.go_to(span_of(reader.view.shown, "Lebih cepat"), flash=False)
    press(Qt.Key.Key_Right, CTRL | SHIFT)
    assert reader.selected_span() == span_of(reader.view.shown, "Lebih ")
    with qtbot.waitSignal(reader.quick_code_requested) as told:
        press(Qt.Key.Key_3)
    assert told.args == [3, span_of(reader.view.shown, "Lebih")]


def test_a_key_takes_the_sentence_or_the_paragraph(
    reader: Reader, press: Callable[..., None]
) -> None:
    text = reader.view.shown
    reader.go_to(span_of(text, "sekarang satu jam"), flash=False)
    press(Qt.Key.Key_S)
    span = reader.selected_span()
    assert span is not None
    assert span.of(text.text) == "Dulu seharian, sekarang satu jam selesai."
    press(Qt.Key.Key_P)
    assert reader.selected_span() == text.paragraphs[5].span


def test_copied_words_are_those_of_the_source(reader: Reader, press: Callable[..., None]) -> None:
    text = reader.view.shown
    across = Span(text.paragraphs[4].span.start, text.paragraphs[5].span.end)
    reader.view.select(across)
    press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == across.of(text.text)
    assert "\n" in across.of(text.text)


def test_words_are_copied_with_their_reference(reader: Reader, press: Callable[..., None]) -> None:
    select(reader, "𝗕𝗮𝗴𝘂𝘀 sekali")
    press(Qt.Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == "“𝗕𝗮𝗴𝘂𝘀 sekali” (W03:6)"


@pytest.mark.parametrize("words", ["sering tertutup", "الخدمة", "komputer lama", "👨‍👩‍👧"])
def test_going_to_a_span_shows_it_and_puts_the_caret_there(reader: Reader, words: str) -> None:
    span = span_of(reader.view.shown, words)
    reader.go_to(span)
    assert reader.view.caret() == span.start
    strips = reader.view.page().strips(*reader.view.positions.units_of(span))
    inside = reader.view.viewport().rect()
    assert strips
    assert all(inside.contains(strip.toRect()) for strip in strips)


def test_going_far_down_a_long_text_brings_the_words_into_view(reader: Reader) -> None:
    reader.show_text(interview(60))
    paragraph = reader.view.shown.paragraphs[300]
    reader.go_to(paragraph.span)
    page = reader.view.page()
    start, _ = reader.view.positions.units_of(paragraph.span)
    assert page.lines[0].start <= start < page.lines[-1].end


def test_going_beyond_the_text_is_refused(reader: Reader) -> None:
    from models.positions import SpanBeyondText

    with pytest.raises(SpanBeyondText):
        reader.go_to(Span(0, 10**7))


def test_a_click_on_words_tells_their_codings_shortest_first(reader: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.highlight_clicked) as told:
        QTest.mouseClick(
            reader.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(reader, "tidak ada pro")
        )
    assert told.args == [[7, 6]]


def test_a_click_beside_codings_tells_nothing(reader: Reader, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(reader.highlight_clicked):
        point = middle(reader, "Apakah petugas")
        QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_every_coding_in_view_has_its_name_in_full_and_room_of_its_own(reader: Reader) -> None:
    labels = reader.codes.labels()
    shown = {highlight.id: highlight for highlight in codings(reader.view.shown)}
    assert {label.id for label in labels} == set(shown)
    for label in labels:
        assert shown[label.id].label in label.text
        assert ("proposed" in label.text) == shown[label.id].proposed
        assert label.place.right() <= reader.codes.width()
    for one, other in combinations(labels, 2):
        assert not one.place.intersects(other.place)
        assert not one.bracket.intersects(other.bracket)


def test_a_name_in_the_margin_leads_to_its_words(reader: Reader, qtbot: QtBot) -> None:
    label = next(label for label in reader.codes.labels() if label.id == 8)
    with qtbot.waitSignal(reader.highlight_clicked) as told:
        point = label.place.center().toPoint()
        QTest.mouseClick(reader.codes, Qt.MouseButton.LeftButton, pos=point)
    assert told.args == [[8]]
    assert reader.view.caret() == span_of(reader.view.shown, "𝗕𝗮𝗴𝘂𝘀").start


def test_highlights_lie_under_their_words_only(reader: Reader) -> None:
    page, view = reader.view.page(), reader.view
    for highlight in codings(view.shown):
        covered = "".join(
            view.shown.text[point]
            for point in range(len(view.shown.text))
            if any(
                piece.rect.contains(strip.center())
                for strip in page.strips(*view.positions.units_of(Span(point, point + 1)))
                for piece in page.pieces
                if piece.id == highlight.id
            )
            # Marks that join to the letter before them have no width of their own.
        )
        letters = highlight.span.of(view.shown.text)
        assert covered.replace(" ", "") == letters.replace(" ", "")


def test_codings_come_and_go_one_at_a_time(reader: Reader) -> None:
    span = span_of(reader.view.shown, "komputer lama")
    reader.add_highlight(Highlight(99, span, "#0072b2", "Sarana"))
    assert any(piece.id == 99 for piece in reader.view.page().pieces)
    reader.add_highlight(Highlight(99, span, "#0072b2", "Prasarana"))
    assert [label.text for label in reader.codes.labels() if label.id == 99] == ["Prasarana"]
    reader.remove_highlight(99)
    reader.remove_highlight(99)
    assert all(piece.id != 99 for piece in reader.view.page().pieces)


def test_the_place_line_says_paragraph_speaker_and_codes(reader: Reader) -> None:
    reader.go_to(span_of(reader.view.shown, "𝗕𝗮𝗴𝘂𝘀"), flash=False)
    assert reader.place.text() == "W03:6   Ibu Sari   codes: Kepuasan"
    assert reader.view.accessibleDescription() == "W03:6, Ibu Sari, codes: Kepuasan"


def test_a_screen_reader_reads_the_text(reader: Reader) -> None:
    spoken = QAccessible.queryAccessibleInterface(reader.view)
    assert spoken.text(QAccessible.Text.Name) == "Text of W03 Wawancara di kantor imigrasi (contoh)"
    assert spoken.textInterface().characterCount() == reader.view.positions.units


def test_arrows_go_from_coding_to_coding(reader: Reader, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_Down, ALT)
    assert reader.view.caret() == span_of(reader.view.shown, "aplikasinya sering").start
    press(Qt.Key.Key_Down, ALT)
    assert reader.view.caret() == span_of(reader.view.shown, "sering tertutup").start
    press(Qt.Key.Key_Up, ALT)
    assert reader.view.caret() == span_of(reader.view.shown, "aplikasinya sering").start


def test_an_edge_is_held_nudged_and_kept(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    reader.go_to(span_of(reader.view.shown, "𝗕𝗮𝗴𝘂𝘀"), flash=False)
    press(Qt.Key.Key_BracketRight)
    press(Qt.Key.Key_Right, SHIFT)
    with qtbot.waitSignal(reader.boundary_changed) as told:
        press(Qt.Key.Key_Return)
    assert told.args == [8, span_of(reader.view.shown, "𝗕𝗮𝗴𝘂𝘀 sekali.")]


def test_an_edge_that_is_left_stays_where_it_was(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    reader.go_to(span_of(reader.view.shown, "𝗕𝗮𝗴𝘂𝘀"), flash=False)
    with qtbot.assertNotEmitted(reader.boundary_changed):
        press(Qt.Key.Key_BracketLeft)
        press(Qt.Key.Key_Left, CTRL)
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Return)
    assert reader.selected_span() is None


def test_typing_in_the_find_bar_finds_counts_and_goes_on(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    press(Qt.Key.Key_F, CTRL)
    assert reader.find_bar.isVisible()
    QTest.keyClicks(reader.find_bar.field, "WARGA")
    with qtbot.waitSignal(reader.find_bar.wanted):
        QTest.keyClick(reader.find_bar.field, Qt.Key.Key_Return)
    text = reader.view.shown.text
    found = [i for i in range(len(text)) if text[i : i + 5].casefold() == "warga"]
    assert reader.find_bar.count.text() == f"2 of {len(found)}"
    assert reader.view.selected_span() == Span(found[1], found[1] + 5)
    QTest.keyClick(reader.find_bar.field, Qt.Key.Key_Return, SHIFT)
    assert reader.view.selected_span() == Span(found[0], found[0] + 5)
    QTest.keyClick(reader.find_bar.field, Qt.Key.Key_Escape)
    assert not reader.find_bar.isVisible()


def test_what_is_not_there_is_said_not_to_be(reader: Reader) -> None:
    reader.finder.open_find()
    reader.finder.find_words("halaman")
    assert reader.find_bar.count.text() == "Not found in this source"
    reader.finder.find_words("")
    assert reader.find_bar.count.text() == ""


@pytest.mark.parametrize("typed", ["6", "W03:6"])
def test_a_paragraph_is_gone_to_by_its_number_or_key(
    reader: Reader, qtbot: QtBot, press: Callable[..., None], typed: str
) -> None:
    press(Qt.Key.Key_G, CTRL)
    QTest.keyClicks(reader.go_to_bar.field, typed)
    QTest.keyClick(reader.go_to_bar.field, Qt.Key.Key_Return)
    assert reader.view.caret() == reader.view.shown.paragraphs[5].span.start
    assert not reader.go_to_bar.isVisible()


@pytest.mark.parametrize("typed", ["99", "x", ""])
def test_a_paragraph_that_is_not_there_is_refused_in_the_bar(
    reader: Reader, qtbot: QtBot, typed: str
) -> None:
    reader.finder.open_go_to()
    QTest.keyClicks(reader.go_to_bar.field, typed)
    QTest.keyClick(reader.go_to_bar.field, Qt.Key.Key_Return)
    assert reader.go_to_bar.message.text() == (
        "There is no such paragraph. Type a number from 1 to 7."
    )


def test_letters_grow_and_shrink_and_return(reader: Reader, press: Callable[..., None]) -> None:
    normal = reader.view.points()
    press(Qt.Key.Key_Plus, CTRL)
    assert reader.view.points() > normal
    press(Qt.Key.Key_Minus, CTRL)
    press(Qt.Key.Key_Minus, CTRL)
    assert reader.view.points() < normal
    press(Qt.Key.Key_0, CTRL)
    assert reader.view.points() == normal


def test_zooming_keeps_the_words_in_view(reader: Reader, qtbot: QtBot) -> None:
    reader.show_text(interview(30))
    reader.go_to(reader.view.shown.paragraphs[150].span)
    first = reader.view.page().lines[0].start
    reader.larger()
    lines = reader.view.page().lines
    assert lines[0].start <= first < lines[-1].end


@pytest.mark.parametrize("width", [700, 1150, 2400])
def test_a_line_holds_a_comfortable_number_of_letters(
    reader: Reader, qtbot: QtBot, width: int
) -> None:
    reader.resize(width, 760)
    text = ReaderText(1, "D01", "x", "layanan publik warga " * 200)
    reader.show_text(text)
    qtbot.waitUntil(lambda: reader.view.viewport().width() <= reader.view.measure())
    lines = reader.view.page().lines[:-1]
    assert max(line.end - line.start for line in lines) <= 90
    if width > 1000:
        assert min(line.end - line.start for line in lines[:3]) >= 55


def test_a_code_dropped_on_the_selection_is_told_with_it(reader: Reader, qtbot: QtBot) -> None:
    span = select(reader, "memakai komputer lama")
    with qtbot.waitSignal(reader.code_dropped) as told:
        drop(reader.view.viewport(), mime(CODE_MIME, b"42"), middle(reader, "komputer"))
    assert told.args == [42, span]


@pytest.mark.parametrize(
    ("kind", "payload", "where"),
    [
        (CODE_MIME, b"nonsense", "komputer"),
        ("text/plain", b"42", "komputer"),
    ],
)
def test_other_drops_change_nothing(
    reader: Reader, qtbot: QtBot, kind: str, payload: bytes, where: str
) -> None:
    select(reader, "memakai komputer lama")
    before = reader.view.toPlainText()
    with qtbot.assertNotEmitted(reader.code_dropped):
        drop(reader.view.viewport(), mime(kind, payload), middle(reader, where))
    assert reader.view.toPlainText() == before


def test_dragged_words_carry_their_span(reader: Reader) -> None:
    span = select(reader, "sendiri 😤😤 pas")
    data = reader.view.createMimeDataFromSelection()
    assert bytes(data.data(SPAN_MIME).data()) == packed_span(7, span)
    assert data.text() == "sendiri 😤😤 pas"


def test_a_menu_is_asked_for_with_span_and_codings(reader: Reader, qtbot: QtBot) -> None:
    span = select(reader, "𝗕𝗮𝗴𝘂𝘀")
    point = middle(reader, "𝗕𝗮𝗴𝘂𝘀")
    with qtbot.waitSignal(reader.context_requested) as told:
        reason = QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(reason, point, reader.view.viewport().mapToGlobal(point))
        QApplication.sendEvent(reader.view.viewport(), event)
    assert told.args is not None
    assert told.args[1:] == [span, [8]]


def test_the_text_cannot_be_changed(reader: Reader, qtbot: QtBot) -> None:
    before = reader.view.toPlainText()
    QTest.keyClicks(reader.view, "xyz")
    QTest.keyClick(reader.view, Qt.Key.Key_Delete)
    QTest.keyClick(reader.view, Qt.Key.Key_V, CTRL)
    assert reader.view.toPlainText() == before


def test_the_document_is_never_formatted(reader: Reader) -> None:
    document = reader.view.document()
    assert len(document.allFormats()) <= 3
    assert not document.isUndoRedoEnabled()


def test_a_change_of_language_words_all_anew(reader: Reader) -> None:
    reader.go_to(span_of(reader.view.shown, "𝗕𝗮𝗴𝘂𝘀"), flash=False)
    reader.finder.open_find()
    reader.set_speech(INDONESIAN)
    assert reader.place.text() == "W03:6   Ibu Sari   kode: Kepuasan"
    assert reader.find_bar.next_button.text() == "Berikutnya"
    assert any(label.text.endswith("usulan") for label in reader.codes.labels())
    assert reader.view.accessibleName().startswith("Teks ")


def test_another_text_leaves_nothing_of_the_one_before(reader: Reader) -> None:
    select(reader, "warga")
    reader.finder.find_words("warga")
    reader.show_text(ReaderText(8, "D01", "Kosong", ""))
    reader.grab()
    assert reader.selected_span() is None
    assert reader.codes.labels() == []
    assert reader.title.text() == "D01  Kosong"


@pytest.mark.parametrize("text", ["", "\n\n", "a\r\nb\rc", "x\u2028y\u2029z", "\x00\ufdd0\ufeff"])
def test_odd_characters_keep_their_places(reader: Reader, text: str) -> None:
    reader.show_text(ReaderText(9, "D02", "aneh", text))
    reader.grab()
    assert reader.view.document().characterCount() - 1 == reader.view.positions.units
    if text:
        whole = Span(0, len(text))
        reader.view.select(whole)
        assert reader.selected_span() == whole
        assert reader.view.createMimeDataFromSelection().text() == text


def test_a_paragraph_longer_than_the_view_is_scrolled_through(reader: Reader) -> None:
    words = "layanan publik warga " * 2000
    marks = (ParagraphMark(1, Span(0, len(words)), speaker="Ibu Sari"),)
    last = Span(len(words) - 8, len(words) - 1)
    reader.show_text(ReaderText(1, "W01", "panjang", words, marks))
    reader.add_highlight(Highlight(1, last, "#0072b2", "Warga"))
    bar = reader.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    reader.grab()
    assert not any(line.first for line in reader.view.page().lines)
    reader.go_to(last)
    reader.grab()
    assert [label.id for label in reader.codes.labels()] == [1]


def test_lines_stand_apart(reader: Reader) -> None:
    lines = [line for line in reader.view.page().lines if not line.first]
    line = lines[0]
    before = reader.view.page().lines[reader.view.page().lines.index(line) - 1]
    assert (line.top - before.top) / (line.bottom - line.top) >= 1.2


def test_a_proposed_coding_is_drawn_unlike_a_confirmed_one(reader: Reader) -> None:
    span = span_of(reader.view.shown, "komputer lama")
    proposed = Highlight(99, span, "#0072b2", "Sarana", proposed=True)
    reader.set_highlights([proposed])
    one = reader.view.grab().toImage()
    reader.set_highlights([replace(proposed, proposed=False)])
    assert reader.view.grab().toImage() != one
