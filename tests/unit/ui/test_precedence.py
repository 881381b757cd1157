"""What runs beside the window waits while the window works, and not for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.precedence import Precedence


class _Other:
    """Another thread, which gives way once and goes on."""

    def __init__(self, precedence: Precedence) -> None:
        self.asked, self.went_on = threading.Event(), threading.Event()
        self._precedence = precedence
        self._thread = threading.Thread(target=self._run)

    def begin(self) -> None:
        self._thread.start()
        self.asked.wait()

    def end(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        self.asked.set()
        self._precedence.give_way()
        self.went_on.set()


@pytest.fixture
def precedence(qtbot: QtBot) -> Iterator[Precedence]:
    owner = QObject()
    yield Precedence(owner)
    owner.deleteLater()


@pytest.fixture
def other(precedence: Precedence) -> Iterator[_Other]:
    made = _Other(precedence)
    yield made
    made.end()


def test_others_wait_while_the_window_works_and_go_on_once_it_rests(
    precedence: Precedence, other: _Other, qtbot: QtBot
) -> None:
    precedence.take()
    other.begin()
    assert not other.went_on.is_set()
    qtbot.waitUntil(other.went_on.is_set)


def test_others_go_on_where_the_window_works_without_an_end(
    precedence: Precedence, other: _Other
) -> None:
    precedence.take()
    other.begin()
    assert other.went_on.wait()


def test_nobody_waits_before_the_window_does_anything(other: _Other) -> None:
    other.begin()
    assert other.went_on.wait()
