"""What stands beside the text and falls on it: names, overview, dropped codes, what is spoken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.settings import MEASURES, Appearance
from tests.ui.dragging import drop, mime
from tests.ui.indonesian import ENGLISH, INDONESIAN
from tests.ui.samples import codings, interview, span_of
from ui.appearance import looks
from ui.reader.reader import Reader
from ui.reader.state import CODE_MIME, Highlight, ReaderText

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction
AS_TURNED = False


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


class Paints(QObject):
    """Notes what is painted of a widget."""

    def __init__(self, noted: list[QRect]) -> None:
        super().__init__()
        self._noted = noted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Override: note the place."""
        if isinstance(event, QPaintEvent):
            self._noted.append(event.rect())
        return super().eventFilter(watched, event)


def middle(reader: Reader, words: str) -> QPoint:
    """The middle of the first letter of these words, in the viewport."""
    start = span_of(reader.view.shown, words).start
    units = reader.view.positions.units_of(Span(start, start + 1))
    return reader.view.page().strips(*units)[0].center().toPoint()


def crowd(text: ReaderText, count: int) -> list[Highlight]:
    """So many codings that overlap within a few lines."""
    start = span_of(text, "Pelatihan ada dua kali").start
    return [
        Highlight(200 + n, Span(start + 5 * n, start + 5 * n + 60), "#0072b2", f"Komunikasi {n}")
        for n in range(count)
    ]


def open_menu(reader: Reader, qtbot: QtBot) -> QMenu:
    """The menu that is open."""

    def opened() -> list[QMenu]:
        return [menu for menu in reader.findChildren(QMenu) if menu.isVisible()]

    qtbot.waitUntil(lambda: bool(opened()))
    return opened()[0]


# --- names in the margin -----------------------------------------------------------------------


def test_eight_codings_over_the_same_words_have_names_and_brackets_of_their_own(
    reader: Reader,
) -> None:
    reader.set_highlights(crowd(reader.view.shown, 8))
    layout = reader.codes.laid_out()
    assert len(layout.labels) == 8
    assert layout.more is None
    for one, other in combinations(layout.labels, 2):
        assert not one.place.intersects(other.place)
        assert not one.bracket.intersects(other.bracket)


def test_names_without_room_are_counted_and_listed_on_a_click(reader: Reader, qtbot: QtBot) -> None:
    reader.set_highlights(crowd(reader.view.shown, 70))
    layout = reader.codes.laid_out()
    assert layout.more is not None
    assert len(layout.labels) + len(layout.bare) == len(reader.view.page().extents)
    inside = reader.codes.rect().toRectF()
    assert all(inside.contains(label.place) for label in layout.labels)
    assert inside.contains(layout.more)
    QTest.mouseClick(reader.codes, LEFT, pos=layout.more.center().toPoint())
    menu = open_menu(reader, qtbot)
    assert len(menu.actions()) == len(layout.bare)
    menu.close()


def test_a_key_lists_the_codings_in_view_and_leads_to_one(
    reader: Reader, qtbot: QtBot, press: Callable[..., None]
) -> None:
    press(Qt.Key.Key_L, CTRL | SHIFT)
    menu = open_menu(reader, qtbot)
    names = [action.text() for action in menu.actions()]
    assert names[0].startswith("Keandalan aplikasi (-): “aplikasinya sering")
    assert len(names) == len(codings(reader.view.shown))
    with qtbot.waitSignal(reader.highlight_clicked) as told:
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert told.args == [[1]]
    assert reader.view.caret() == span_of(reader.view.shown, "aplikasinya sering").start


def test_where_no_coding_is_in_view_the_list_says_so(reader: Reader, qtbot: QtBot) -> None:
    reader.set_highlights([])
    reader.do("list_codings")
    menu = open_menu(reader, qtbot)
    assert [action.text() for action in menu.actions()] == ["No codings are in view"]
    menu.close()


def test_an_important_coding_has_a_star_and_a_memo_a_pen(reader: Reader) -> None:
    first = replace(codings(reader.view.shown)[0], important=True, memo="ingat")
    reader.set_highlights([first])
    assert reader.codes.labels()[0].text == "★ Keandalan aplikasi (-) ✎"


def test_the_line_beneath_tells_what_is_known_of_the_coding_at_the_caret(reader: Reader) -> None:
    known = replace(codings(reader.view.shown)[7], tooltip="K1  Kepuasan\nRani · Confirmed\n✎ x")
    reader.set_highlights([known])
    reader.go_to(known.span, flash=False)
    assert reader.line.facts.text() == "Rani · Confirmed · ✎ x"
    assert reader.line.facts.toolTip() == known.tooltip
    reader.go_to(span_of(reader.view.shown, "Apakah"), flash=False)
    assert reader.line.facts.text() == ""


# --- overview ----------------------------------------------------------------------------------


def test_a_press_in_the_overview_leads_there_and_is_remembered(
    reader: Reader, qtbot: QtBot
) -> None:
    reader.show_text(interview(60))
    height = reader.overview.height()
    with qtbot.waitSignal(reader.departed) as told:
        QTest.mouseClick(reader.overview, LEFT, pos=QPoint(5, height // 2))
    assert told.args == [0]
    length = len(reader.view.shown.text)
    assert abs(reader.view.caret() - length / 2) < length / 100
    frame = reader.overview.in_view()
    assert frame.top() < height / 2 < frame.bottom()


def test_the_overview_shows_where_codings_and_findings_are(reader: Reader, qtbot: QtBot) -> None:
    reader.show_text(interview(60))
    qtbot.waitUntil(lambda: reader.overview._drawn is not None)
    empty = reader.overview.grab().toImage()
    last = reader.view.shown.paragraphs[-1].span
    reader.add_highlight(Highlight(1, last, "#d55e00", "Akhir"))
    coded = reader.overview.grab().toImage()
    row, _ = reader.overview.rows_of(last)
    assert coded != empty
    assert any(coded.pixel(x, row) != empty.pixel(x, row) for x in range(reader.overview.width()))
    reader.finder.find_words("paspor")
    assert reader.overview.grab().toImage() != coded


def test_the_overview_of_an_empty_text_is_empty(reader: Reader) -> None:
    reader.show_text(ReaderText(1, "D1", "x", ""))
    reader.overview.grab()
    QTest.mouseClick(reader.overview, LEFT, pos=QPoint(5, 50))
    assert reader.view.caret() == 0


# --- codes that fall on words ------------------------------------------------------------------


def over(target: QWidget, data: QMimeData, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Drag data into a widget and hold it over a point."""
    enter = QDragEnterEvent(at, COPY, data, LEFT, keys)
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(target, QDragMoveEvent(at, COPY, data, LEFT, keys))


def test_a_code_falls_on_the_sentence_under_the_pointer(reader: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.code_dropped) as told:
        drop(reader.view.viewport(), mime(CODE_MIME, b"42"), middle(reader, "sekarang satu"))
    sentence = span_of(reader.view.shown, "Dulu seharian, sekarang satu jam selesai.")
    assert told.args == [42, sentence]


def test_with_shift_a_code_falls_on_the_paragraph(reader: Reader, qtbot: QtBot) -> None:
    at, data = middle(reader, "sekarang satu"), mime(CODE_MIME, b"42")
    over(reader.view.viewport(), data, at, SHIFT)
    assert reader.dropping.target == reader.view.shown.paragraphs[5].span
    with qtbot.waitSignal(reader.code_dropped) as told:
        fall = QDropEvent(QPointF(at), COPY, data, LEFT, SHIFT)
        QApplication.sendEvent(reader.view.viewport(), fall)
    assert told.args == [42, reader.view.shown.paragraphs[5].span]
    assert reader.dropping.target is None


def test_a_frame_shows_which_words_a_dragged_code_would_fall_on(reader: Reader) -> None:
    data = mime(CODE_MIME, b"42")
    before = reader.view.grab().toImage()
    over(reader.view.viewport(), data, middle(reader, "sekarang satu"))
    assert reader.view.grab().toImage() != before
    QApplication.sendEvent(reader.view.viewport(), QDragLeaveEvent())
    assert reader.dropping.target is None


def test_a_code_dropped_on_an_empty_text_is_refused(reader: Reader) -> None:
    reader.show_text(ReaderText(1, "D1", "x", ""))
    assert not drop(reader.view.viewport(), mime(CODE_MIME, b"42"), QPoint(20, 20))


# --- look --------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", MEASURES)
def test_lines_are_as_wide_as_one_chooses(reader: Reader, qtbot: QtBot, measure: int) -> None:
    reader.resize(2200, 760)
    looks().choose(Appearance(measure=measure))
    reader.show_text(ReaderText(1, "D01", "x", "layanan publik warga " * 400))
    lines = reader.view.page().lines[:-1]
    longest = max(line.end - line.start for line in lines)
    assert longest <= measure * 1.25 if measure else longest > 100


def test_lines_stand_as_far_apart_as_one_chooses(reader: Reader) -> None:
    def pitch() -> float:
        lines = reader.view.page().lines
        return lines[2].top - lines[1].top if lines[2].block_start == lines[1].block_start else 0

    reader.show_text(ReaderText(1, "D01", "x", "layanan publik warga " * 400))
    looks().choose(Appearance(leading=1.4))
    close = pitch()
    looks().choose(Appearance(leading=1.9))
    assert pitch() > close * 1.2


def test_every_reader_follows_a_choice_at_once(reader: Reader, qtbot: QtBot) -> None:
    other = Reader(INDONESIAN)
    qtbot.addWidget(other)
    reader.do("larger")
    assert reader.view.points() == other.view.points() > Appearance().points


def test_control_and_the_wheel_change_the_letters(reader: Reader) -> None:
    before = reader.view.points()
    for turned, larger in ((120, True), (-120, False)):
        wheel = QWheelEvent(
            QPointF(50, 50),
            reader.view.viewport().mapToGlobal(QPointF(50, 50)),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            AS_TURNED,
        )
        QApplication.sendEvent(reader.view.viewport(), wheel)
        assert (reader.view.points() > before) is larger


def test_letters_of_both_directions_are_covered_where_they_stand(reader: Reader) -> None:
    words = "قال إن التطبيق Mobile JKN بطيء جدا"
    reader.show_text(ReaderText(1, "D1", "arab", words))
    start = words.index("Mobile")
    whole = reader.view.page().strips(start, start + len("Mobile JKN"))
    assert len(whole) == 1
    letters = [reader.view.page().strips(n, n + 1) for n in range(start, start + 6)]
    assert all(whole[0].adjusted(-1, 0, 1, 0).contains(strip) for [strip] in letters)
    lefts = [strip.left() for [strip] in letters]
    assert lefts == sorted(lefts)
    assert reader.view.right_to_left_at(0)


# --- what is spoken ----------------------------------------------------------------------------


def test_a_screen_reader_follows_caret_and_selection(reader: Reader) -> None:
    span = span_of(reader.view.shown, "pas mau pilih")
    reader.view.select(span)
    spoken = QAccessible.queryAccessibleInterface(reader.view)
    text = spoken.textInterface()
    start, end = reader.view.positions.units_of(span)
    assert text.cursorPosition() == end
    assert text.selectionCount() == 1
    assert text.text(start, end) == "pas mau pilih"
    assert spoken.role() == QAccessible.Role.EditableText
    assert spoken.state().readOnly


def test_a_screen_reader_hears_place_speaker_and_codes(reader: Reader) -> None:
    reader.go_to(span_of(reader.view.shown, "tidak ada prosedur"), flash=False)
    spoken = QAccessible.queryAccessibleInterface(reader.view)
    said = spoken.text(QAccessible.Text.Description)
    assert said.startswith("W03:4, Pak Budi (Kepala Seksi), codes: Ukuran dan tujuan kebijakan")


def test_codes_are_announced_when_they_change_and_only_then(reader: Reader) -> None:
    heard: list[str] = []
    reader.announced.connect(heard.append)
    start = span_of(reader.view.shown, "𝗕𝗮𝗴𝘂𝘀").start
    for place in (start, start + 1, start + 2, start - 20):
        reader.view.put_caret(place)
    assert heard == ["codes: Kepuasan", "No code"]


def test_the_sides_have_names_and_keep_the_focus_in_the_text(reader: Reader, qtbot: QtBot) -> None:
    for side in (reader.keys, reader.codes, reader.overview):
        assert QAccessible.queryAccessibleInterface(side).text(QAccessible.Text.Name)
        assert side.focusPolicy() == Qt.FocusPolicy.NoFocus
    QTest.mouseClick(reader.codes, LEFT, pos=QPoint(5, 700))
    QTest.mouseClick(reader.overview, LEFT, pos=QPoint(5, 5))
    assert reader.view.hasFocus()


def test_nothing_is_painted_anew_for_a_coding_out_of_view(reader: Reader, qtbot: QtBot) -> None:
    reader.show_text(interview(60))
    QApplication.processEvents()
    painted: list[QRect] = []

    watch = Paints(painted)
    reader.view.viewport().installEventFilter(watch)
    reader.add_highlight(Highlight(1, reader.view.shown.paragraphs[-1].span, "#d55e00", "Akhir"))
    QApplication.processEvents()
    assert painted == []
    here = reader.view.shown.paragraphs[1].span
    reader.add_highlight(Highlight(2, here, "#d55e00", "Di sini"))
    QApplication.processEvents()
    assert len(painted) == 1
    assert painted[0].height() < reader.view.viewport().height() / 3
    reader.view.viewport().removeEventFilter(watch)
