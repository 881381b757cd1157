"""Finds what a window test left behind: threads, running QThreads, pool tasks, widgets."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_PATIENCE_MS = 5000
"""How long work that was told to stop may take to end; far beyond what any needs."""


def _delete_what_was_promised() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _windows() -> set[QWidget]:
    return {w for w in QApplication.topLevelWidgets() if isValid(w)}


def _described(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.objectName() or widget.windowTitle()}”"


@contextmanager
def watched_for_leaks() -> Iterator[None]:
    """Fail on leaving the block where something that began within it is still alive."""
    threads_before = set(threading.enumerate())
    windows_before = _windows()
    started: list[tuple[QThread, str]] = []
    start = QThread.start

    def start_and_remember(self: QThread, *words: QThread.Priority) -> None:
        started.append((self, "".join(traceback.format_stack(limit=8)[:-1])))
        start(self, *words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QThread, "start", start_and_remember)
        yield
    _delete_what_was_promised()
    left = [
        f"a running QThread, started here:\n{where}"
        for thread, where in started
        if isValid(thread) and not thread.wait(_PATIENCE_MS)
    ]
    if not QThreadPool.globalInstance().waitForDone(_PATIENCE_MS):
        left.append("a task of the global QThreadPool")
    for thread in set(threading.enumerate()) - threads_before:
        # A thread of Qt's pool that asked Python for its name; it cannot be joined.
        if isinstance(thread, threading._DummyThread):
            continue
        thread.join(_PATIENCE_MS / 1000)
        if thread.is_alive():
            left.append(f"the thread {thread.name}")
    left += [
        f"the window {_described(w)}" for w in _windows() - windows_before if w.parent() is None
    ]
    if left:
        pytest.fail("the test left behind:\n" + "\n".join(left))
