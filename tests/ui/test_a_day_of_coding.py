"""A whole interview coded from its first to its last line: with keys only, and with the mouse only.

Both days end alike: everything is undone, everything is done again, and the study is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from codebooks.shelf import framework
from models.checking import flaws
from models.history import EditState
from models.positions import Span
from qda.edits.codes import AdoptFramework
from qda.edits.importing import ImportSources, SourcePlan
from qda.importers.registry import read_source
from qda.retrieval.codings import codings
from qda.retrieval.histories import movable
from qda.session import NewStudy, StudySession
from tests.helpers.shared import shared
from tests.helpers.studies import dump
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import CTRL, NONE, SHIFT, press, rest, space
from ui.main_window import MainWindow
from ui.panes.reading import ReadingPane

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
THEORY = "vmvh1975"


@dataclass(frozen=True, slots=True)
class Day:
    """The window on a study with one real interview, and what the study held in the morning."""

    window: MainWindow
    qtbot: QtBot
    morning: dict[str, Any]

    @property
    def session(self) -> StudySession:
        """The open study."""
        assert self.window.desk is not None
        return self.window.desk.session

    def rest(self) -> None:
        """Wait until all is kept and shown."""
        rest(self.window, self.qtbot)

    def edits(self) -> int:
        """How many edits could be undone."""
        with self.session.reading() as state:
            return movable(state, EditState.DONE)

    def check(self) -> None:
        """The study is whole."""
        with self.session.reading() as state:
            assert flaws(state) == ()


def _begin(window: MainWindow, qtbot: QtBot, place: Path, *file: str) -> Day:
    with StudySession.create(place, NewStudy("Hari pengodean"), coder="Sari") as session:
        session.do(ImportSources((SourcePlan(read_source(shared("data", "transcripts", *file))),)))
        session.do(AdoptFramework(framework(THEORY)))
        morning = dump(session.store)
    window.open_study(str(place))
    qtbot.waitUntil(lambda: window.workspace is not None and window.idle, timeout=PATIENCE_MS)
    return Day(window, qtbot, morning)


def _bare(found: dict[str, Any]) -> dict[str, Any]:
    """What edits change; a coder joins with her first edit, and no undo takes her away."""
    return {name: rows for name, rows in found.items() if name != "coder"}


def _there_and_back(
    day: Day, undo: Callable[[], None], redo: Callable[[], None], before: int
) -> None:
    """Undo all of the day, do all of it again; at both ends the study is what it was."""
    evening, done = dump(day.session.store), day.edits() - before
    _often(day, undo, done)
    assert day.edits() == before
    assert _bare(dump(day.session.store)) == _bare(day.morning)
    day.check()
    _often(day, redo, done)
    assert dump(day.session.store) == evening
    day.check()


def _often(day: Day, act: Callable[[], None], times: int) -> None:
    """Do something many times, as fast as one can press, with a look at the text now and then."""
    for number in range(1, times + 1):
        act()
        if number % 10 == 0 or number == times:
            day.rest()


# --- with keys only ----------------------------------------------------------------------------


def _type(window: MainWindow, words: str) -> None:
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, words)


def _code_of_day() -> Iterator[str]:
    return cycle(["VMH2.2", "VMH1.1", "VMH3", "VMH2.1", "VMH4"])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_an_interview_is_coded_from_first_to_last_line_with_keys_only(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = empty_window
    day = _begin(window, qtbot, tmp_path / "kunci.runut", "id_wawancara_karyawan_terbaik.docx")
    before = day.edits()

    # The palette opens the interview.
    press(window, Key.Key_P, CTRL)
    _type(window, "W01")
    day.rest()
    press(window, Key.Key_Return)
    day.rest()
    pane = space(window).current_reader()
    assert isinstance(pane, ReadingPane)
    shown = pane.reader.shown_text()
    assert shown is not None
    assert window.focusWidget() is pane.reader.view

    press(window, Key.Key_Home, CTRL)
    names, number = _code_of_day(), 0
    while pane.reader.view.caret() < len(shown.text) and number < 400:
        number += 1
        at = pane.reader.view.caret()
        _code_here(day, number, next(names))
        if number % 3 == 0:
            _judge_here(day, number)
        _go_on(window, pane, at)
    day.check()

    with day.session.reading() as state:
        coded = [row.span for row in codings(state)]
    for paragraph in shown.paragraphs:
        words = paragraph.span.of(shown.text)
        if words.strip():
            assert any(span.overlaps(paragraph.span) for span in coded), words
    _there_and_back(
        day,
        lambda: press(window, Key.Key_Z, CTRL),
        lambda: press(window, Key.Key_Z, CTRL | SHIFT),
        before,
    )


def _code_here(day: Day, number: int, name: str) -> None:
    """Code where the caret stands, each time in another way."""
    window = day.window
    way = number % 5
    if way == 1 or number < 6:
        press(window, Key.Key_S)
        press(window, Key.Key_Return)
        _type(window, name)
        press(window, Key.Key_Return)
    elif way == 2:
        press(window, Key.Key_P)
        press(window, Key.Key_2)
    elif way == 3:
        press(window, Key.Key_Comma)
    elif way == 4:
        press(window, Key.Key_S)
        press(window, Key.Key_L, CTRL)
    else:
        press(window, Key.Key_C, SHIFT)
        _type(window, name)
        press(window, Key.Key_Return, CTRL)
        _type(window, "VMH5")
        press(window, Key.Key_Return)
    day.rest()


def _judge_here(day: Day, number: int) -> None:
    """Say which way, how strong, when and how sure; a mark and a memo now and then."""
    window = day.window
    for key in ((Key.Key_Plus, Key.Key_Minus)[number % 2], Key.Key_D, Key.Key_W, Key.Key_K):
        press(window, key)
        day.rest()
    if number % 9 == 0:
        press(window, Key.Key_Exclam, SHIFT)
        press(window, Key.Key_Y)
        _type(window, f"Lihat lagi {number}")
        press(window, Key.Key_Return, CTRL)
        day.rest()


def _go_on(window: MainWindow, pane: ReadingPane, at: int) -> None:
    """Go to the next words behind what was coded here."""
    view = pane.reader.view
    shown = pane.reader.shown_text()
    assert shown is not None
    ends = [row.span.end for row in pane.coded if row.span.start <= at < row.span.end]
    target = max([at + 1, *ends])
    while target < len(shown.text) and not shown.text[target].isalnum():
        target += 1
    press(window, Key.Key_Escape)
    for _ in range(len(shown.text)):
        if view.caret() >= target:
            return
        far = target - view.caret() > 40
        press(window, Key.Key_Down if far else Key.Key_Right)
        if view.caret() > target + 200:
            break
    press(window, Key.Key_End, CTRL)


# --- with the mouse only -----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_an_interview_is_coded_from_first_to_last_line_with_the_mouse_only(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = empty_window
    day = _begin(window, qtbot, tmp_path / "tetikus.runut", "pdpilot_P1.pdf")
    before = day.edits()
    mouse = _Mouse(window)

    sources = space(window).sources
    first = sources.filter_index("W01") if hasattr(sources, "filter_index") else None
    tree = sources.tree
    index = first or sources.model.item(0).child(0).index()
    mouse.double_click(tree.viewport(), tree.visualRect(index).center())
    day.rest()
    pane = space(window).current_reader()
    assert isinstance(pane, ReadingPane)
    shown = pane.reader.shown_text()
    assert shown is not None

    codes = cycle(_visible_codes(window))
    for paragraph in shown.paragraphs:
        if not paragraph.span.of(shown.text).strip():
            continue
        mouse.select(pane, paragraph.span)
        assert pane.selected() is not None
        mouse.double_click(space(window).codes.tree.tree.viewport(), next(codes))
        day.rest()
    day.check()

    with day.session.reading() as state:
        coded = {row.span for row in codings(state)}
    for paragraph in shown.paragraphs:
        if paragraph.span.of(shown.text).strip():
            assert any(span.overlaps(paragraph.span) for span in coded)
    undo, redo = (_button(window, name) for name in ("undo", "redo"))
    _there_and_back(
        day,
        lambda: mouse.click(undo, undo.rect().center()),
        lambda: mouse.click(redo, redo.rect().center()),
        before,
    )


def _button(window: MainWindow, name: str) -> QToolButton:
    button = window.bar.widgetForAction(window.actions_.by_name[name])
    assert isinstance(button, QToolButton)
    return button


def _visible_codes(window: MainWindow) -> list[QPoint]:
    """Where the codes in view stand in the tree."""
    tree = space(window).codes.tree.tree
    points, index = [], tree.indexAt(QPoint(60, 4))
    while index.isValid() and tree.visualRect(index).bottom() < tree.viewport().height():
        points.append(tree.visualRect(index).center())
        index = tree.indexBelow(index)
    assert len(points) >= 3
    return points[:6]


@dataclass(frozen=True, slots=True)
class _Mouse:
    """A hand on the mouse and none on the keyboard."""

    window: MainWindow

    def click(self, on: QWidget, at: QPoint) -> None:
        """Press and let go."""
        QTest.mouseClick(on, LEFT, NONE, at)

    def double_click(self, on: QWidget, at: QPoint) -> None:
        """Press twice."""
        QTest.mouseClick(on, LEFT, NONE, at)
        QTest.mouseDClick(on, LEFT, NONE, at)

    def select(self, pane: ReadingPane, span: Span) -> None:
        """Draw from the first to the last letter in view of a stretch."""
        view = pane.reader.view
        start, end = view.positions.units_of(span)
        self._bring(pane, start)
        strips = view.page().strips(start, end)
        height = view.viewport().height()
        inside = [strip for strip in strips if strip.top() >= 0 and strip.bottom() <= height]
        first, last = inside[0], inside[-1]
        begins = QPoint(round(first.left()) + 1, round(first.center().y()) - 2)
        ends = QPoint(round(last.right()) - 1, round(last.center().y()) - 2)
        QTest.mousePress(view.viewport(), LEFT, NONE, begins)
        for step in (1, 2, 3):
            QTest.mouseMove(view.viewport(), begins + (ends - begins) * step / 3)
            _drag(view.viewport(), begins + (ends - begins) * step / 3)
        QTest.mouseRelease(view.viewport(), LEFT, NONE, ends)

    def _bring(self, pane: ReadingPane, unit: int) -> None:
        """Turn the wheel until the place stands in the upper half of the view."""
        view = pane.reader.view
        for _ in range(2_000):
            lines = view.page().lines
            place = next((line for line in lines if line.start <= unit < line.end), None)
            half = view.viewport().height() / 2
            if place is not None and 0 <= place.top <= half:
                return
            bar = view.verticalScrollBar()
            up = lines and unit < lines[0].end and not (place and place.top > half)
            if not up and bar.value() == bar.maximum():
                return
            self._wheel(view.viewport(), 1 if up else -1)
        raise AssertionError(unit)

    def _wheel(self, on: QWidget, notches: int) -> None:
        middle = on.rect().center()
        event = QWheelEvent(
            QPointF(middle),
            QPointF(on.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(on, event)


def _drag(on: QWidget, at: QPoint) -> None:
    """A move with the button held; QTest's own tells of no button."""
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(on.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        LEFT,
        NONE,
    )
    QApplication.sendEvent(on, move)
