"""The window on a sample study: built once a session, copied for every test that opens it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qda.autocoding.proposing import lists_for, propose_codings
from qda.autocoding.running import Task
from qda.sample.building import build_sample
from qda.settings import Appearance, Settings
from ui.appearance import looks
from ui.main_window import MainWindow

PATIENCE_MS = 30_000
"""How long a window may take for what it does beside itself; far beyond what anything needs."""


@pytest.fixture(autouse=True)
def first_look(qapp: QApplication) -> Iterator[None]:
    """Every test begins with the look of the first run: the look outlives a window."""
    looks().choose(Appearance())
    yield
    looks().choose(Appearance())


@pytest.fixture(scope="session")
def sample_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with its codings and proposals; nobody writes to it."""
    place = tmp_path_factory.mktemp("sample") / "sample.runut"
    with build_sample(place, language="en") as study:
        propose_codings(study, Task(lists_for(study)))
    return place


@pytest.fixture(scope="session")
def coded_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with codings and proposals, and nothing recorded of them yet."""
    place = tmp_path_factory.mktemp("coded") / "coded.runut"
    with build_sample(place, language="en", recorded=False) as study:
        propose_codings(study, Task(lists_for(study)))
    return place


@pytest.fixture
def study_file(sample_study: Path, tmp_path: Path) -> Path:
    """A copy of the sample study, to be changed at will."""
    place = tmp_path / "lembayung.runut"
    shutil.copy(sample_study, place)
    return place


@pytest.fixture
def empty_window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on its start page, in English; closed in the end, whatever runs."""
    made = MainWindow(Settings(language="en", coder="Sari"))
    made.resize(1400, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()
    qtbot.waitUntil(lambda: made.idle and not made.isVisible(), timeout=PATIENCE_MS)
    made.deleteLater()


@pytest.fixture
def window(empty_window: MainWindow, study_file: Path, qtbot: QtBot) -> MainWindow:
    """The window with a copy of the sample study open."""
    empty_window.open_study(str(study_file))
    qtbot.waitUntil(
        lambda: empty_window.workspace is not None and empty_window.idle, timeout=PATIENCE_MS
    )
    return empty_window
