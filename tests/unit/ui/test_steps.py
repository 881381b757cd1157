"""Work of the window's own thread is done in steps, and other things come between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.steps import Steps


@pytest.fixture
def steps(qtbot: QtBot) -> Iterator[Steps]:
    owner = QObject()
    yield Steps(owner, turn_s=0)
    owner.deleteLater()


def _noting(done: list[str], words: str) -> Iterator[None]:
    for letter in words:
        done.append(letter)
        yield


def test_work_is_done_to_its_end_and_in_the_order_in_which_it_was_asked_for(
    steps: Steps, qtbot: QtBot
) -> None:
    done: list[str] = []
    steps.add(_noting(done, "abc"))
    steps.add(_noting(done, "de"))
    assert not steps.idle
    assert done == []
    qtbot.waitUntil(lambda: steps.idle)
    assert done == list("abcde")


def test_what_waits_for_the_window_comes_between_two_steps(steps: Steps, qtbot: QtBot) -> None:
    done: list[str] = []
    steps.add(_noting(done, "ab"))
    QTimer.singleShot(0, steps, lambda: done.append("key"))
    qtbot.waitUntil(lambda: steps.idle)
    assert done.index("key") < done.index("b")


def test_what_is_left_is_done_at_once_where_it_cannot_wait(steps: Steps) -> None:
    done: list[str] = []
    steps.add(_noting(done, "abc"))
    steps.finish()
    assert steps.idle
    assert done == list("abc")


def test_work_that_fails_is_over_and_the_next_is_done(steps: Steps) -> None:
    done: list[str] = []

    def failing() -> Iterator[None]:
        done.append("begun")
        yield
        raise LookupError

    steps.add(failing())
    steps.add(_noting(done, "a"))
    with pytest.raises(LookupError):
        steps.finish()
    steps.finish()
    assert done == ["begun", "a"]


def test_work_may_ask_for_more(steps: Steps, qtbot: QtBot) -> None:
    done: list[str] = []

    def asking() -> Iterator[None]:
        steps.add(_noting(done, "b"))
        done.append("a")
        yield

    steps.add(asking())
    qtbot.waitUntil(lambda: steps.idle)
    assert done == ["a", "b"]
