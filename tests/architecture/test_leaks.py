"""The watch over window tests sees what is left behind, and only that."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.leaks import watched_for_leaks


def test_a_block_that_cleans_up_passes(qapp: QApplication) -> None:
    with watched_for_leaks():
        window = QWidget()
        window.show()
        window.close()
        window.deleteLater()
        thread = QThread()
        thread.start()
        thread.quit()
        thread.wait()


def test_a_window_left_open_fails(qapp: QApplication) -> None:
    kept: list[QWidget] = []
    told = pytest.raises(pytest.fail.Exception, match="the window QWidget “stays”")
    with told, watched_for_leaks():
        kept.append(QWidget())
        kept[0].setObjectName("stays")
    kept.clear()


def test_a_thread_left_running_fails(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.helpers.leaks._PATIENCE_MS", 10)
    free = threading.Event()
    with pytest.raises(pytest.fail.Exception, match="the thread waiting"), watched_for_leaks():
        threading.Thread(target=free.wait, name="waiting").start()
    free.set()


def test_a_qthread_left_running_is_told_with_the_place_it_was_started(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.helpers.leaks._PATIENCE_MS", 10)
    thread = QThread()
    with pytest.raises(pytest.fail.Exception, match=r"test_leaks\.py"), watched_for_leaks():
        thread.start()
    thread.quit()
    thread.wait()
