"""How long the program takes to start, beside bare Python and beside an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken, timed_child

ROOT: Final = Path(__file__).resolve().parents[2]

# The program itself, from its entry to a window that is shown and painted, then closed.
_WINDOW: Final = """
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda *_: QApplication.processEvents() or 0
from qda.__main__ import main
raise SystemExit(main([]))
"""

_EMPTY_WINDOW: Final = """
import sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
"""


def starting(bench: Bench) -> Iterator[Figure]:
    """The version is told; the window is there."""
    bare = _started(bench, "-c", "pass")
    version = _started(bench, "-m", "qda", "--version")
    yield Figure("start: --version", "–", version, bare, Limit(times=3, plus=0.1))
    empty = _started(bench, "-c", _EMPTY_WINDOW)
    window = _started(bench, "-c", _WINDOW)
    yield Figure("start: usable window", "–", window, empty, Limit(times=1.5))


def _started(bench: Bench, *arguments: str) -> Taken:
    """What a start of Python takes, once its modules were compiled by a start before."""
    surroundings = surroundings_of(bench)
    # Compiled modules are kept, as an installed program has them, but not in the checkout.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    surroundings["PYTHONPYCACHEPREFIX"] = str(bench.folder / "compiled")

    def start() -> None:
        subprocess.run(
            [sys.executable, *arguments],
            check=True,
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    start()
    return timed_child(start, runs=2 if bench.quick else 7)


def surroundings_of(bench: Bench) -> dict[str, str]:
    """The environment of a program started here: no screen, no settings of the person's own."""
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "RUNUT_CONFIG_DIR": str(bench.folder / "settings"),
        "PYTHONPATH": str(ROOT),
    }
