"""Listens to the window's event loop: how long it stood still, and how much of that it worked."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from tests.benchmarks.figures import Taken

_BEAT_MS: Final = 2
CALM_S: Final = 0.25
"""So long all is at rest before it counts as such; a field waits 0.15 s for the next letter."""

PATIENCE_S: Final = 120.0


class Pulse(QObject):
    """Asks for a beat every few milliseconds and notes the longest pause between two of them.

    The processor's time is what the window's own thread worked between two beats; the rest of a
    pause it waited for others. After `calm` seconds at rest all counts as done.
    """

    def __init__(self, calm: float = CALM_S) -> None:
        super().__init__()
        self._calm = calm
        self.longest = Taken(0, 0)
        self._clock, self._worked = 0.0, 0.0
        self._loop = QEventLoop(self)
        self._until: Callable[[], bool] = bool
        self._calm_since = 0.0
        self._gives_up_at = 0.0
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Forget what was before; what follows counts."""
        self.longest = Taken(0, 0)
        self._gives_up_at = time.perf_counter() + PATIENCE_S
        self.go_on()

    def go_on(self) -> None:
        """What was since the last beat does not count, what follows does."""
        self._clock, self._worked = time.perf_counter(), time.thread_time()

    def rest(self, until: Callable[[], bool]) -> bool:
        """Let the window work until a condition has held for a while; False where it never did."""
        self._until, self._calm_since = until, 0.0
        self._timer.start()
        self._loop.exec()
        self._timer.stop()
        return time.perf_counter() < self._gives_up_at

    def _beat(self) -> None:
        clock, worked = time.perf_counter(), time.thread_time()
        self.longest = Taken(
            max(self.longest.wall, clock - self._clock),
            max(self.longest.cpu, worked - self._worked),
        )
        self._clock, self._worked = clock, worked
        self._calm_since = (self._calm_since or clock) if self._until() else 0.0
        calm = self._calm_since and clock - self._calm_since >= self._calm
        if calm or clock >= self._gives_up_at:
            self._loop.quit()
