"""Small acts of one who uses the window: open, select, choose, wait until all is at rest."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from models.positions import Span
from qda.edits.conclusions import RemoveConclusion
from qda.edits.displays import RemoveDisplay
from qda.retrieval.codes import codes
from qda.retrieval.codings import codings_in
from qda.retrieval.displays import conclusions, displays
from qda.retrieval.rows import CodingRow
from qda.retrieval.sources import source_by_key
from tests.ui.conftest import PATIENCE_MS
from tests.ui.dragging import drop
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane
from ui.workspace import Workspace

Dialog = TypeVar("Dialog", bound=QDialog)
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def rest(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until everything the window does beside itself is done and shown."""
    qtbot.waitUntil(lambda: window.idle, timeout=PATIENCE_MS)
    # What has ended tells so by events that may still be under way, and may start more.
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
    qtbot.waitUntil(lambda: window.idle, timeout=PATIENCE_MS)


def forget_displays(window: MainWindow, qtbot: QtBot) -> None:
    """Take away what the sample study has kept and concluded, to begin with nothing."""
    assert window.desk is not None
    session = window.desk.session
    with session.reading() as connection:
        drawn, kept = conclusions(connection), displays(connection)
    for conclusion in drawn:
        session.do(RemoveConclusion(conclusion.id))
    for display in kept:
        session.do(RemoveDisplay(display.id))
    rest(window, qtbot)


def space(window: MainWindow) -> Workspace:
    """The workspace of the open study."""
    assert window.workspace is not None
    return window.workspace


def source_id(window: MainWindow, key: str) -> int:
    """The id of a source by its key."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return source_by_key(state, key).id


def code_id(window: MainWindow, canonical: str) -> int:
    """The id of a code by its canonical id."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return next(code.id for code in codes(state) if code.canonical_id == canonical)


def coded(window: MainWindow, key: str, span: Span, canonical: str) -> list[CodingRow]:
    """The codings of exactly this span by this code, as the study keeps them."""
    assert window.desk is not None
    wanted = code_id(window, canonical)
    with window.desk.session.reading() as state:
        rows = codings_in(state, source_by_key(state, key).id)
    return [row for row in rows if row.span == span and row.code_id == wanted]


def open_source(window: MainWindow, key: str, qtbot: QtBot) -> ReadingPane:
    """Open a source and wait for its text and codings."""
    pane = space(window).open_source(source_id(window, key))
    qtbot.waitUntil(lambda: pane.row is not None, timeout=PATIENCE_MS)
    rest(window, qtbot)
    return pane


def select(pane: ReadingPane, words: str) -> Span:
    """Select words in the text, the first place where they stand."""
    shown = pane.reader.shown_text()
    assert shown is not None
    start = shown.text.index(words)
    span = Span(start, start + len(words))
    pane.reader.view.select(span)
    pane.reader.view.setFocus()
    return span


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    if QApplication.activeWindow() is not window:
        # Without a window manager nobody gives the window back its focus when a dialog closes.
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
    # Before anything was clicked there is no such widget, whatever the type hints say.
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(window if focused is None else focused, key, modifiers)


def dialog_of(window: MainWindow, kind: type[Dialog], qtbot: QtBot) -> Dialog:
    """The dialog of a kind, once it is open."""

    def opened() -> list[Dialog]:
        return [each for each in window.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(opened()), timeout=PATIENCE_MS)
    return opened()[0]


def drop_files(window: MainWindow, *places: object) -> bool:
    """Drop files on the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(place)) for place in places])
    return drop(window, data, QPoint(400, 300))


def choose_code(window: MainWindow, words: str) -> None:
    """Type into the quick list that stands open, and take what it finds first."""
    quick = space(window).coding.quick
    assert quick.isVisible()
    assert quick.field.hasFocus()
    QTest.keyClicks(quick.field, words)
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    assert not quick.isVisible()
