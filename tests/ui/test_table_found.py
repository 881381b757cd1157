"""The words that a search found are marked in the cells of the table."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from models.positions import Span
from tests.ui.conftest import PATIENCE_MS
from tests.ui.table_steps import open_table, row, section, settle, type_words
from ui.main_window import MainWindow
from ui.panes.table import TablePane
from ui.theme import colours_of
from ui.widgets.found_words import from_first_found, marked

WORD = "laporan"


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> TablePane:
    return open_table(window, qtbot)


def search(window: MainWindow, pane: TablePane, words: str, qtbot: QtBot) -> None:
    pane.bar.field.clear()
    type_words(pane, words)
    qtbot.waitUntil(lambda: pane.filtering.wanted.words == words, timeout=PATIENCE_MS)
    settle(window, pane, qtbot)


def painted(pane: TablePane, number: int) -> tuple[QImage, int]:
    """The text cell of a row as it is painted, and how much of it has the ground of found words."""
    view = pane.table.right
    place = view.visualRect(pane.model.index(number, section(pane, "text")))
    image = view.viewport().grab(place).toImage()
    ground = QColor(colours_of(view).found).rgb()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return image, sum(image.pixel(x, y) == ground for x, y in points)


def test_found_words_have_a_ground_of_their_own_and_lose_it_with_the_search(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    search(window, pane, WORD, qtbot)
    assert pane.model.rowCount() > 3
    for number in range(3):
        text = row(pane, number).text
        found = pane.model.found_in(text)
        assert found
        assert [each.of(text).casefold()[: len(WORD)] for each in found] == [WORD] * len(found)
        assert len(found) == len(re.findall(rf"\b{WORD}", text.casefold()))
        # However far behind the word stands, it is in the cell.
        _, marked_points = painted(pane, number)
        assert marked_points > 50
    search(window, pane, "", qtbot)
    assert painted(pane, 0)[1] == 0
    assert pane.model.found_in(f"satu {WORD}") == ()


def test_a_search_by_its_beginning_marks_whole_words_with_emoji_before_them(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    search(window, pane, "lapor", qtbot)
    words = "🙏🙏 Laporan saya"
    (span,) = pane.model.found_in(words)
    assert span.of(words) == "Laporan"
    (dress,) = marked(words, [span], colours_of(pane))
    # Qt counts an emoji twice.
    assert (dress.start, dress.length) == (5, 7)


def test_a_text_begins_a_little_before_a_word_that_stands_far_behind() -> None:
    words = "kata " * 30 + "laporan akhir"
    found = [Span(150, 157)]
    shown, moved = from_first_found(words, found, 60)
    assert shown.startswith("…kata ")
    assert moved[0].of(shown) == "laporan"
    assert from_first_found(words, found, 200) == (words, tuple(found))
    assert from_first_found(words, [], 10) == (words, ())
