"""What is held in cycles goes while another program is in front, and not while one works."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from ui.collecting import Collecting, spare_old_values

State = Qt.ApplicationState


class _Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def as_at_the_start() -> Iterator[None]:
    """Python's own thresholds, and nothing of the tests before to be looked through.

    How often old values are looked through depends on how many there are, and the other tests of
    the process leave theirs behind.
    """
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    gc.freeze()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.fixture
def knot() -> weakref.ref[_Knot]:
    """A value in a cycle, too old for the collections of young values."""
    tied = _Knot()
    gc.collect()
    return weakref.ref(tied)


def _many_values() -> list[list[int]]:
    return [[number] for number in range(1_000_000)]


@pytest.mark.parametrize("spared", [False, True])
def test_making_many_values_looks_through_old_ones_unless_they_are_spared(
    knot: weakref.ref[_Knot],
    *,
    spared: bool,
) -> None:
    if spared:
        spare_old_values()
    _many_values()
    assert (knot() is not None) is spared


def test_cycles_go_once_another_program_is_in_front(qtbot: QtBot, knot: weakref.ref[_Knot]) -> None:
    spare_old_values()
    owner = QObject()
    collecting = Collecting(lambda: True, owner)
    collecting.on_state(State.ApplicationInactive)
    qtbot.waitUntil(lambda: knot() is None, timeout=10_000)


def test_cycles_stay_while_a_job_runs_and_go_when_it_has_ended(
    qtbot: QtBot, knot: weakref.ref[_Knot]
) -> None:
    spare_old_values()
    asked: list[bool] = []

    def idle() -> bool:
        asked.append(len(asked) > 0)
        assert knot() is not None
        return asked[-1]

    owner = QObject()
    collecting = Collecting(idle, owner)
    collecting.on_state(State.ApplicationInactive)
    qtbot.waitUntil(lambda: knot() is None, timeout=15_000)
    assert asked == [False, True]


def test_coming_back_soon_is_not_held_up(qtbot: QtBot, knot: weakref.ref[_Knot]) -> None:
    spare_old_values()
    owner = QObject()
    asked: list[bool] = []

    def idle() -> bool:
        asked.append(True)
        return True

    collecting = Collecting(idle, owner)
    collecting.on_state(State.ApplicationInactive)
    collecting.on_state(State.ApplicationActive)
    other = Collecting(lambda: True, owner)
    other.on_state(State.ApplicationInactive)
    qtbot.waitUntil(lambda: knot() is None, timeout=10_000)
    assert not asked
