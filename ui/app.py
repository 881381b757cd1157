"""Starts the window, or draws it to a picture where there is no screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from qda.settings import load_settings
from ui.collecting import spare_old_values
from ui.main_window import MainWindow
from ui.theme import Theme

PATIENCE_MS: Final = 60_000
"""How long a picture waits for the study to be open and drawn."""

_GIVE_WAY_S: Final = 0.0001


def start(
    study: str | None = None, *, picture: str | None = None, language: str | None = None
) -> int:
    """Open the window, on a study where one is named; returns the exit code.

    With `picture` the window is drawn to that PNG file and closed again. `language` is spoken
    instead of that of the settings.
    """
    if picture is not None and not has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    settings = load_settings()
    window = MainWindow(replace(settings, language=language or settings.language))
    window.show()
    if study is not None:
        window.open_study(str(Path(study)))
    if picture is not None:
        wait(lambda: settled(window))
        if window.workspace is not None:
            show_something(window)
        window.grab().save(picture)
        window.close()
        wait(lambda: window.idle)
        return 0
    return app.exec()


def application() -> QApplication:
    """The one application object, dressed in the theme that the system asks for."""
    found = QApplication.instance()
    if found is not None:
        return cast("QApplication", found)
    # What runs beside the window gives way to it fifty times as soon as Python would: each call
    # into Qt lets the others run, and waits until they give way.
    sys.setswitchinterval(_GIVE_WAY_S)
    spare_old_values()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Runut")
    app.setDesktopFileName("runut")
    theme = Theme(app)
    app.setProperty("theme", theme)
    return app


def wait(until: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> bool:
    """Let the window work until a condition holds; False where patience ran out."""
    over = QTimer(singleShot=True, interval=patience_ms)
    over.start()
    while not until() and over.isActive():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    return until()


def settled(window: MainWindow) -> bool:
    """Whether nothing runs beside the window."""
    return window.idle


def show_something(window: MainWindow) -> None:
    """Open the first interview, so that a picture shows what the program is for."""
    workspace = window.workspace
    if workspace is None:
        return
    for branch in range(workspace.sources.model.rowCount()):
        item = workspace.sources.model.item(branch)
        if item.rowCount():
            workspace.sources.tree.activated.emit(item.child(0).index())
            break
    wait(lambda: settled(window))


def has_screen() -> bool:
    """Whether a window could be shown here; only Linux machines may lack a screen."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
