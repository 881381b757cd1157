"""Small acts of one who works in the table of a collection."""

from __future__ import annotations

import csv

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.rows import CodingRow
from qda.retrieval.table.rows import TableRow
from qda.sample.contents import FILES
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import SHIFT, code_id, rest, space
from ui.main_window import MainWindow
from ui.panes.table import TablePane

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
FUNDS = "vmvh1975:VMH2"


def settle(window: MainWindow, pane: TablePane, qtbot: QtBot) -> None:
    """Wait until the rows are there and the text of the current one is shown."""
    rest(window, qtbot)
    qtbot.waitUntil(lambda: not pane._follow.isActive() and window.idle, timeout=PATIENCE_MS)
    rest(window, qtbot)


def row(pane: TablePane, number: int) -> TableRow:
    found = pane.model.row(number)
    assert found is not None
    return found


def stored(window: MainWindow, canonical: str = FUNDS) -> tuple[CodingRow, ...]:
    """The codings of a code on reviews, as the study keeps them, by row."""
    assert window.desk is not None
    wanted = CodingFilter(
        code_ids=frozenset({code_id(window, canonical)}), collection_ids=frozenset({1})
    )
    with window.desk.session.reading() as state:
        return codings(state, wanted)


def shown_keys(pane: TablePane, count: int) -> list[str]:
    return [row(pane, number).key for number in range(count)]


def type_words(pane: TablePane, words: str) -> None:
    pane.bar.field.setFocus()
    QTest.keyClicks(pane.bar.field, words)


def section(pane: TablePane, name: str) -> int:
    return next(at for at, column in enumerate(pane.model.columns) if column.name == name)


def click_heading(pane: TablePane, name: str, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    header = pane.table.right.horizontalHeader()
    at = section(pane, name)
    pane.table.right.scrollTo(pane.model.index(0, at))
    x = header.sectionViewportPosition(at) + 20
    QTest.mouseClick(header.viewport(), LEFT, modifiers, QPoint(x, header.height() // 2))


def select(pane: TablePane, first: int, last: int) -> None:
    """Select a stretch of rows as Shift and the arrows do."""
    pane.table.stand_on(first)
    pane.table.right.setFocus()
    for _ in range(last - first):
        QTest.keyClick(pane.table.right, Key.Key_Down, SHIFT)


def open_table(window: MainWindow, qtbot: QtBot) -> TablePane:
    """The table of the sample's reviews, one on its first row."""
    found = space(window).open_collection(1)
    settle(window, found, qtbot)
    return found


def review_lines() -> list[dict[str, str]]:
    """The lines of the file that the reviews were imported from."""
    with (FILES / "ulasan-gayung.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
