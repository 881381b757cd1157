"""Lets the window's own thread go first: what runs beside it waits while it has work.

All threads share one interpreter and, often, two cores. A researcher who looks at the window would
wait for what is read beside it at every call from Qt into Python and back.
"""

from __future__ import annotations

import threading
import time
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_PAINT_MS: Final = 6
"""So long after something was laid out Qt has it painted."""

_MOST_S: Final = 0.3
"""So long others wait at most for one stretch of work; a window should not work longer."""


class Precedence(QObject):
    """Knows whether the window's thread is at work."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._calm = threading.Event()
        self._calm.set()
        self._until = 0.0
        self._done = QTimer(self, singleShot=True, interval=0)
        self._painted = QTimer(self, singleShot=True, interval=_PAINT_MS)
        self._done.timeout.connect(self._painted.start)
        self._painted.timeout.connect(self._calm.set)

    def take(self) -> None:
        """The window has work: what it does now, and what is laid out and painted after it."""
        if self._calm.is_set():
            self._until = time.monotonic() + _MOST_S
            self._calm.clear()
        self._painted.stop()
        self._done.start()

    def give_way(self) -> None:
        """Wait, a moment at most, until the window has nothing to do; for other threads."""
        if not self._calm.is_set():
            self._calm.wait(max(0.0, self._until - time.monotonic()))


def precedence() -> Precedence:
    """The one `Precedence` of the program."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("there is no application")
    found = app.findChild(Precedence)
    return Precedence(app) if found is None else found
