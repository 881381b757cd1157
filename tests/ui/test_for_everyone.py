"""The window for those who use no mouse, no eyes, or large letters, through Qt's accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QPushButton,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.using import CTRL, open_source, press, rest, select, space
from ui.actions import ACTS, bare_words, shown_key
from ui.appearance import looks
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane
from ui.widgets.quick_list import QuickList

WORDS = "Kalau soal anggaran, apakah cukup?"
LARGEST = 200


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReadingPane:
    """The first interview, open."""
    return open_source(window, "W01", qtbot)


def _everything(window: MainWindow, qtbot: QtBot) -> None:
    """Open what a window may hold at once: text, segments, memos, queue, coverage, comparison."""
    for name in ("segments", "show_memos", "queue", "coverage", "compare", "matrix"):
        window.actions_.by_name[name].trigger()
        rest(window, qtbot)


def _reachable(window: MainWindow) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        wanted = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if wanted and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
            yield widget


def _said(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) or interface.text(QAccessible.Text.Value)


def test_everything_that_takes_the_focus_has_a_name_and_a_role(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    _everything(window, qtbot)
    nameless = set()
    for widget in _reachable(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not _said(widget).strip():
            parent = widget.parentWidget()
            nameless.add(f"{type(widget).__name__} in {type(parent).__name__}")
        assert interface.role() != QAccessible.Role.NoRole
    assert not nameless


def test_the_text_the_codes_at_the_caret_and_the_lists_can_be_read(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    view = pane.reader.view
    interface = QAccessible.queryAccessibleInterface(view)
    text = interface.textInterface()
    shown = pane.reader.shown_text()
    assert shown is not None
    assert WORDS in text.text(0, text.characterCount())
    row = next(each for each in pane.coded if each.coder)
    view.put_caret(row.span.start + 1)
    code = space(window).codes.code(row.code_id)
    assert code is not None
    told = interface.text(QAccessible.Text.Description)
    assert row.key in told
    assert any(
        (found := space(window).codes.code(each.code_id)) is not None and found.name("en") in told
        for each in pane.coded
        if each.span.start <= row.span.start < each.span.end
    )
    for table in (space(window).codes.segments.list.table, space(window).sources.tree):
        rows = QAccessible.queryAccessibleInterface(table)
        assert rows.childCount() > 0
        assert any(
            rows.child(at).text(QAccessible.Text.Name).strip()
            for at in range(min(60, rows.childCount()))
        )


def test_tab_goes_round_the_window_and_is_nowhere_trapped(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    window.search.setFocus()
    seen: list[QWidget] = []
    for _ in range(200):
        focused: QWidget | None = window.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert focused is seen[0], f"trapped at {type(focused).__name__}"
    parts = (space(window).sources, pane, space(window).codes)
    for part in parts:
        assert any(part.isAncestorOf(widget) for widget in seen), type(part).__name__


def test_every_act_stands_in_a_menu_with_its_key_and_in_the_palette(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot
) -> None:
    select(pane, WORDS)
    menus = [each for each in window.menuBar().findChildren(QMenu) if each.title()]
    for act in ACTS:
        action = window.actions_.by_name[act.name]
        assert any(action in menu.actions() for menu in menus), act.name
        if act.key:
            assert not action.shortcut().isEmpty()
        elif act.text_keys:
            assert action.text().endswith(f"\t{shown_key(act)}"), act.name
    press(window, Qt.Key.Key_P, CTRL)
    rest(window, qtbot)
    panel = next(each for each in window.findChildren(QuickList) if each.isVisible())
    offered = {item.name for item in panel.model.items}
    for act in ACTS:
        # The palette does not offer to open itself.
        if act.name != "palette" and window.actions_.by_name[act.name].isEnabled():
            assert any(bare_words(act.words) in name for name in offered), act.name


@pytest.mark.parametrize("language", ["en", "id"])
def test_nothing_is_clipped_at_twice_the_size_of_text(
    window: MainWindow, pane: ReadingPane, qtbot: QtBot, language: str
) -> None:
    window.speak(language)
    rest(window, qtbot)
    window.resize(1900, 1100)
    _everything(window, qtbot)
    looks().choose(replace(looks().appearance, text_size=LARGEST))
    rest(window, qtbot)
    clipped = set()
    for at in range(space(window).tabs.count()):
        space(window).tabs.setCurrentIndex(at)
        rest(window, qtbot)
        QApplication.processEvents()
        clipped |= set(_clipped(window))
    assert not clipped


def _clipped(window: MainWindow) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QScrollBar | QTabBar):
            continue
        words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        plain = isinstance(widget, QPushButton | QToolButton) or (
            isinstance(widget, QLabel) and not widget.wordWrap() and widget.minimumWidth() != 1
        )
        if words and plain and widget.sizeHint().width() > widget.width() + 2:
            parent = widget.parentWidget()
            yield f"{type(widget).__name__} “{words}” in {type(parent).__name__}"
