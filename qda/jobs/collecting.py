"""Pauses the collector of reference cycles while a great many values are made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final


class _Pauses:
    """How many pauses are on, in whichever threads; the last to end lets the collector go on."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._was_on = False

    def begin(self) -> None:
        with self._lock:
            if not self._count:
                self._was_on = gc.isenabled()
                gc.disable()
            self._count += 1

    def end(self) -> None:
        with self._lock:
            self._count -= 1
            if not self._count and self._was_on:
                gc.enable()


_PAUSES: Final = _Pauses()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from looking through values that are only being made.

    A matrix of 20,000 codings makes some 200,000 values without a single cycle; looking for one
    took a fifth of its time, and held every other thread up. Values that nobody holds any more are
    freed as ever. Pauses may lie inside each other, and beside each other in several threads.
    """
    _PAUSES.begin()
    try:
        yield
    finally:
        _PAUSES.end()
