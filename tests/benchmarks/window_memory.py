"""Opens a study in the window, scrolls its collection to the end, and prints the memory in use.

Run as `python -m tests.benchmarks.window_memory STUDY`, in a process of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from ui.app import application, settled, wait
from ui.main_window import MainWindow

MEGABYTE = 1_000_000
_STOPS = 40


def main(study: Path) -> None:
    """Print the megabytes that the process holds once the table was scrolled through."""
    app = application()
    window = MainWindow()
    window.show()
    window.open_study(str(study))
    wait(lambda: window.workspace is not None and settled(window))
    if window.workspace is not None:
        table = window.workspace.open_collection(1).table.right
        bar = table.verticalScrollBar()
        wait(lambda: settled(window) and bar.maximum() > 0)
        for stop in range(1, _STOPS + 1):
            bar.setValue(bar.maximum() * stop // _STOPS)
            table.viewport().repaint()
            wait(lambda: settled(window))
    held = psutil.Process().memory_info().rss / MEGABYTE
    sys.stdout.write(f"{held:.1f}\n")
    window.close()
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
