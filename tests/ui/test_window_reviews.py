"""Displays go to the supervisor and come back in the window; a report is written from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.vocabulary import Verdict
from qda.reviewing.sheet import verdict_word
from tests.helpers.reviewed import write_into
from tests.ui.using import rest, space
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane
from ui.panes.reviews import ReviewsPane


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> ReviewsPane:
    """The tab of reviews."""
    made = space(window).displays.open_reviews()
    rest(window, qtbot)
    return made


def test_a_review_comes_back_is_answered_and_settled(
    window: MainWindow, pane: ReviewsPane, qtbot: QtBot, tmp_path: Path
) -> None:
    assert pane.empty.isVisible(), "nothing has come back yet"
    place = tmp_path / "tinjauan.xlsx"
    pane.send_to(place)
    rest(window, qtbot)
    told = iter([(verdict_word(Verdict.REVISE, pane.speech), "Kutipannya kurang.\nTambah 👍🏽")])
    assert write_into(place, lambda _: next(told, None)) == 1
    pane.take_from(place)
    rest(window, qtbot)
    assert pane.list.count() == 1
    pane.list.setCurrentRow(0)
    note = pane.current()
    assert note is not None
    assert (note.verdict, note.comment) == (Verdict.REVISE, "Kutipannya kurang.\nTambah 👍🏽")
    pane.answer.setPlainText("Sudah ditambah.")
    pane.reply.click()
    rest(window, qtbot)
    pane.settle.click()
    rest(window, qtbot)
    note = pane.current()
    assert note is not None
    assert (note.answer, note.is_settled) == ("Sudah ditambah.", True)
    if note.display_uuid:
        pane.open.click()
        rest(window, qtbot)
        front = space(window).tabs.currentWidget()
        assert isinstance(front, DisplayPane)
        assert front.kept is not None
        assert front.kept.row.uuid == note.display_uuid


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_report_of_the_kept_displays_is_written(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    place = tmp_path / f"laporan.{ending}"
    space(window).displays.report_to(place)
    rest(window, qtbot)
    assert place.stat().st_size > 10_000
    assert str(place) in space(window).notices.messages()[0]
