"""Real reviews and interviews in the reader: nothing drifts by a letter, the margins tell all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.importers.draft import ColumnRole, SourceDraft
from qda.importers.registry import read_source
from qda.importers.tables.registry import read_collection
from tests.helpers.shared import shared
from tests.ui.indonesian import ENGLISH
from ui.reader.letters import letter_start, whole_letters
from ui.reader.reader import Reader
from ui.reader.state import Highlight, ParagraphMark, ReaderText

SHIFT = Qt.KeyboardModifier.ShiftModifier
TRANSCRIPTS = (
    "id_debat_capres_5.txt",
    "podcast_talk.srt",
    "zoom_meeting.vtt",
    "sheffield_kelly.docx",
    "serdif_P1_GMT20211118.odt",
    "pdpilot_P1.pdf",
)
MOST = 120


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    """An empty reader, in a window that is shown."""
    made = Reader(ENGLISH)
    qtbot.addWidget(made)
    made.resize(1150, 760)
    with qtbot.waitExposed(made):
        made.show()
    return made


def reviews() -> list[str]:
    """Real reviews with letters outside the first plane, or marks, or odd white space."""
    table = read_collection(shared("data", "reviews", "jaki_googleplay_id.csv"))
    at = next(n for n, column in enumerate(table.columns) if column.role is ColumnRole.TEXT)
    texts = [str(row[at] or "") for row in table.rows]
    odd = [text for text in texts if any(ord(letter) > 0x2FF for letter in text)]
    assert odd
    return odd[:MOST]


def test_real_reviews_select_and_code_without_drifting(reader: Reader, qtbot: QtBot) -> None:
    for number, text in enumerate(reviews()):
        reader.show_text(ReaderText(number + 1, f"U01-{number:04}", "Ulasan", text))
        assert reader.view.document().characterCount() - 1 == reader.view.positions.units
        third = max(1, len(text) // 3)
        for start in range(0, len(text), third):
            span = whole_letters(text, Span(start, min(len(text), start + third)))
            reader.view.select(span)
            assert reader.selected_span() == span
            assert reader.view.createMimeDataFromSelection().text() == span.of(text)
            reader.set_highlights([Highlight(1, span, "#0072b2", "Kode")])
            reader.view.put_caret(span.start)
            QTest.keyClick(reader.view, Qt.Key.Key_BracketRight)
            QTest.keyClick(reader.view, Qt.Key.Key_Left, SHIFT)
            selected = reader.selected_span()
            assert selected is not None
            assert letter_start(text, selected.end) == selected.end
            QTest.keyClick(reader.view, Qt.Key.Key_Escape)


def test_words_of_real_reviews_lie_where_they_are_painted(reader: Reader) -> None:
    text = "\n".join(reviews())
    reader.show_text(ReaderText(1, "U01", "Ulasan", text))
    page, positions = reader.view.page(), reader.view.positions
    last = positions.to_code_points(page.lines[-1].end)
    asked = 0
    for start in range(0, last, 7):
        strips = page.strips(*positions.units_of(Span(start, start + 1)))
        if text[start].isalnum() and ord(text[start]) < 0x250 and strips:
            assert reader.view.position_at(strips[0].center()) == start
            asked += 1
    assert asked > 50


def _shown(draft: SourceDraft) -> ReaderText:
    begins = {turn.span.start: turn for turn in draft.turns}
    marks = []
    for number, block in enumerate(draft.paragraphs, 1):
        turn = begins.get(block.span.start)
        marks.append(
            ParagraphMark(
                number,
                block.span,
                page=block.page,
                speaker=None if turn is None else turn.speaker,
                started_ms=None if turn is None else turn.started_ms,
            )
        )
    return ReaderText(1, "W01", draft.title, draft.text, tuple(marks))


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_real_interviews_are_read_from_end_to_end(reader: Reader, name: str) -> None:
    path: Path = shared("data", "transcripts", name)
    shown = _shown(read_source(path))
    reader.show_text(shown)
    bar = reader.view.verticalScrollBar()
    for place in (0, bar.maximum() // 2, bar.maximum()):
        bar.setValue(place)
        picture = reader.keys.grab().toImage()
        ground = picture.pixel(0, 0)
        inked = any(
            picture.pixel(x, y) != ground
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        )
        assert inked or not any(line.first for line in reader.view.page().lines)
    reader.go_to_paragraph(shown.paragraphs[-1].number)
    for _ in range(3):
        reader.do("turn")
    selected = reader.selected_span()
    assert selected is not None
    assert selected.end <= len(shown.text)
