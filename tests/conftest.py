"""What every test gets: settings of its own, a quiet log, and no leftovers of windows.

A test that leaves a thread, a running QThread or a top-level widget behind fails and is told
where the thing was started. `expects_log_errors` marks a test that provokes an error line.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No example may fail by the clock; the same examples on every machine.
settings.register_profile(
    "ci",
    max_examples=40,
    stateful_step_count=20,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "weekly",
    max_examples=2000,
    stateful_step_count=100,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("RUNUT_HYPOTHESIS", "ci"))


def pytest_collection_finish() -> None:
    """Look through young values less often, and never through modules and collected tests.

    Python's look for reference cycles takes a fifth of the suite's time otherwise.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def settings_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty folder for settings, so that no test reads or writes the person's own."""
    folder = tmp_path_factory.mktemp("settings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNUT_CONFIG_DIR", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test that leaves an error in the log it did not announce."""
    yield
    if request.node.get_closest_marker("expects_log_errors"):
        return
    errors = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.ERROR
    ]
    if errors:
        pytest.fail("the log holds unexpected errors:\n" + "\n".join(errors))


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the window test that leaves a thread or a top-level widget behind."""
    if "ui" not in Path(request.path).parts and "qtbot" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    from tests.helpers.leaks import watched_for_leaks

    with watched_for_leaks():
        yield
