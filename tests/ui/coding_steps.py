"""Steps of one who codes in the window, and what the study holds after them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.retrieval.codes import codes
from qda.retrieval.rows import CodeRow, CodingRow
from tests.helpers.studies import dump
from tests.ui.using import NONE, code_id, coded, rest, select, space
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

WORDS = "Kalau soal anggaran, apakah cukup?"
OTHER_WORDS = "Tenaga pengelolanya bagaimana?"
FUNDS = "vmvh1975:VMH2.2"
STAFF = "vmvh1975:VMH2.1"


Hit = Callable[..., None]
"""Presses a key on the text, with modifiers or alone."""


def hitting(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> Hit:
    """Press a key on the text, and wait until all is at rest."""

    def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(pane.reader.view, key, modifiers)
        rest(window, qtbot)

    return pressed


def code_words(window: MainWindow, pane: ReadingPane, qtbot: QtBot) -> CodingRow:
    """Code some words with one code; the caret stands behind them."""
    span = select(pane, WORDS)
    space(window).coding.code_with(code_id(window, FUNDS))
    rest(window, qtbot)
    return coded(window, "W01", span, FUNDS)[0]


def type_and_enter(window: MainWindow, words: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Type into the quick list and press Enter."""
    field = space(window).coding.quick.field
    assert window.focusWidget() is field
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return, modifiers)


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
