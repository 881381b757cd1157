"""What takes longer than a moment is seen, and can be stopped; what is outdated stops by itself."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import ClassVar

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from models.recording import Recorder
from qda.edits.edit import EditRequest
from qda.edits.memos import AddMemo
from qda.retrieval.memos import memos
from qda.session import StudyState
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import rest, space
from ui.main_window import MainWindow

ENDLESS = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(i) FROM n"
)


def _read_forever(state: StudyState) -> int:
    return int(state.execute(ENDLESS).scalar() or 0)


def _read_at_once(_: StudyState) -> int:
    return 7


@dataclass(frozen=True, slots=True)
class _WriteForever(EditRequest[None]):
    kind: ClassVar[str] = "write_forever"
    title: ClassVar[str] = "Write forever"

    def apply(self, recorder: Recorder) -> None:
        AddMemo("hilang").apply(recorder)
        recorder.session.execute(ENDLESS)


def test_a_long_read_is_shown_and_its_button_stops_it(window: MainWindow, qtbot: QtBot) -> None:
    workspace = space(window)
    found: list[int] = []
    row = workspace.progress
    # What opening the study took may still be shown on a slow machine.
    qtbot.waitUntil(lambda: not row.isVisible(), timeout=PATIENCE_MS)
    workspace.desk.read("endless", _read_forever, found.append)
    qtbot.waitUntil(row.isVisible, timeout=PATIENCE_MS)
    assert row.label.text() == "Reading the study"
    row.button.click()
    rest(window, qtbot)
    assert not row.isVisible()
    assert not found
    assert "Stopped" in workspace.notices.messages()[-1]


def test_what_takes_longer_than_a_glance_is_told_in_the_status_line(
    window: MainWindow, qtbot: QtBot
) -> None:
    workspace = space(window)
    sign = workspace.busy
    assert sign.text() == ""
    room = sign.width()
    workspace.desk.read("endless", _read_forever, lambda _: None)
    qtbot.waitUntil(lambda: sign.text() == "Working …", timeout=PATIENCE_MS)
    assert sign.width() == room
    workspace.desk.read("endless", _read_at_once, lambda _: None)
    rest(window, qtbot)
    assert sign.text() == ""


def test_a_long_edit_is_shown_and_its_button_leaves_the_study_as_it_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    workspace = space(window)
    with workspace.desk.session.reading() as state:
        before = memos(state)
    qtbot.waitUntil(lambda: not workspace.progress.isVisible(), timeout=PATIENCE_MS)
    workspace.desk.do(_WriteForever())
    qtbot.waitUntil(workspace.progress.isVisible, timeout=PATIENCE_MS)
    assert workspace.progress.label.text() == "Changing the study"
    workspace.progress.button.click()
    rest(window, qtbot)
    with workspace.desk.session.reading() as state:
        assert memos(state) == before


def test_a_read_stops_silently_once_a_newer_one_is_asked_for(
    window: MainWindow, qtbot: QtBot
) -> None:
    desk = space(window).desk
    found: list[int] = []
    desk.read("number", _read_forever, found.append)
    desk.read("number", _read_at_once, found.append)
    rest(window, qtbot)
    assert found == [7]
    assert not space(window).notices.isVisible()


def test_a_study_closes_while_something_long_is_read(window: MainWindow, qtbot: QtBot) -> None:
    found: list[int] = []
    space(window).desk.read("endless", _read_forever, found.append)
    window.actions_.by_name["close"].trigger()
    rest(window, qtbot)
    assert window.workspace is None
    assert not found


def test_nothing_moves_because_a_job_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    workspace = space(window)
    row = workspace.progress
    qtbot.waitUntil(lambda: not row.isVisible(), timeout=PATIENCE_MS)
    before = workspace.split.geometry()
    gate = Event()
    workspace.desk.show_work("Reads long", lambda _: gate.wait(), lambda _: None)
    qtbot.waitUntil(row.isVisible, timeout=PATIENCE_MS)
    row.report(20_000, 100_000, "Reading a great many texts of a very long frame " * 4)
    QApplication.processEvents()
    during = workspace.split.geometry()
    gate.set()
    rest(window, qtbot)
    qtbot.waitUntil(lambda: not row.isVisible(), timeout=PATIENCE_MS)
    assert during == before
    assert workspace.split.geometry() == before
