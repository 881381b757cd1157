"""Work of the window's own thread, done bit by bit: keys are taken and things painted between."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.precedence import precedence

_TURN_S: Final = 0.004


class Steps(QObject):
    """Carries pieces of work out, one after the other, each in the steps that it is given in.

    A piece of work is an iterator: what it does between two values is one step, which nothing
    comes between. What it gives is not looked at. Steps are taken for `turn_s` seconds, one at
    least, before the window may do something else.
    """

    def __init__(self, parent: QObject, turn_s: float = _TURN_S) -> None:
        super().__init__(parent)
        self._turn_s = turn_s
        self._works: deque[Iterator[object]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for is done."""
        return not self._works

    def add(self, work: Iterator[object]) -> None:
        """Carry this out after all that was asked for before; it begins in the next turn."""
        self._works.append(work)
        self._turn.start()

    def finish(self) -> None:
        """Do at once whatever is left."""
        while self._works:
            self._step()

    def _on_turn(self) -> None:
        precedence().take()
        over = time.perf_counter() + self._turn_s
        while self._works:
            self._step()
            if time.perf_counter() >= over:
                break
        if not self._works:
            self._turn.stop()

    def _step(self) -> None:
        work = self._works[0]
        try:
            next(work)
        except StopIteration:
            self._works.remove(work)
        except BaseException:
            # Work that fails is over; what was asked for after it is done all the same.
            self._works.remove(work)
            raise
