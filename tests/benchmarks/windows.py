"""How long the window takes from the act of coding until the new coding is painted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

from models.positions import Span
from models.recording import Recorder
from qda.i18n import Speech
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken, median_of, once
from tests.benchmarks.material import add_codes, add_codings, add_source
from ui.app import application, wait
from ui.desk import Desk
from ui.panes.reading import ReadingPane

_STEPS: Final = 9


def windows(bench: Bench) -> Iterator[Figure]:
    """A passage is coded in the reading pane: kept in the study, read anew, painted."""
    application()
    for full in (100, 10_000):
        count = bench.size(full)
        size = f"among {count:,} of one source"
        yield Figure("window: code a selection", size, _coded(bench, count), None, Limit(plus=0.02))


def _coded(bench: Bench, count: int) -> Taken:
    length = bench.size(1_000_000, least=10_000)

    def fill(recorder: Recorder) -> tuple[int, int]:
        source, codes = add_source(recorder, 1, length), add_codes(recorder, 30)
        add_codings(recorder, source, codes, count)
        return source.id, codes[0]

    session = bench.new_study(bench.place("window.runut"))
    (source_id, code_id), _ = session.store.edit("fill", fill, coder_id=session.coder.id)
    desk = Desk(session)
    pane = ReadingPane(desk, Speech("en"), source_id)
    pane.resize(1150, 760)
    pane.show()
    wait(lambda: len(pane.coded) == count)
    pane.show_place(Span(length // 2, length // 2 + 1))

    # The window sleeps in its own loop, as it does for a researcher: a loop that asks again and
    # again would take the time from the edit beside it.
    shown = QEventLoop()
    pane.code_shown.connect(shown.quit)

    def code(step: int) -> None:
        start = length // 2 + 11 * step
        pane.code(Span(start, start + 30), code_id)
        shown.exec()
        # Exactly what asked to be painted, as the window would paint it next.
        QCoreApplication.sendPostedEvents(pane, QEvent.Type.UpdateRequest.value)

    takes = []
    for step in range(_STEPS):
        wait(lambda: desk.jobs.idle)
        takes.append(once(partial(code, step)))
    wait(lambda: desk.jobs.idle)
    pane.close()
    desk.close_now()
    return median_of(takes)
