"""How long the window stands still while one works on 100,000 reviews and 250,000 codings.

A beat is asked of the window's event loop every few milliseconds; the longest pause between two
beats is how long a researcher's next key would have had to wait. The target is 100 ms. A deed that
cannot be done, or does not do what it should, ends the benchmark with an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from qda.settings import Settings
from tests.benchmarks.bench import CODER, Bench
from tests.benchmarks.busy_study import Sizes, busy_study
from tests.benchmarks.deed import Deed
from tests.benchmarks.figures import Figure, Limit
from tests.benchmarks.pulse import CALM_S, Pulse
from tests.benchmarks.working_day import Files, WorkingDay
from ui.app import application, wait
from ui.main_window import MainWindow
from ui.widgets.notice_bar import Message, Weight

_LIMIT: Final = Limit(plus=0.1)
_SHORT_S: Final = 0.02


class DeedFailed(Exception):
    """What was done had not the effect that it should have."""


def responding(bench: Bench) -> Iterator[Figure]:
    """Every deed of a working day, one after the other, each until all is at rest."""
    application()
    day = _Day(busy_study(bench), bench, str(Sizes.of(bench)))
    yield from day.figures()
    day.close()


class _Day:
    """A window on a study, and what it tells while one works in it."""

    def __init__(self, study: Path, bench: Bench, size: str) -> None:
        self.window = MainWindow(Settings(language="en", coder=CODER))
        self.window.resize(1380, 860)
        self.window.show()
        self.size = size
        survey = bench.surveyed(bench.size(100_000))
        files = Files(bench.reviews(bench.size(25_000)), survey)
        self.deeds = WorkingDay(self.window, study, files).deeds()
        # What is not done yet after a short rest is waited for again.
        self._pulse = Pulse(_SHORT_S if bench.quick else CALM_S)
        self._refused: list[str] = []

    def figures(self) -> Iterator[Figure]:
        """One for each deed."""
        yield self._figure(next(self.deeds))
        if self.window.desk is not None:
            self.window.desk.told.connect(self._on_told)
        for deed in self.deeds:
            yield self._figure(deed)

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        wait(lambda: self.window.idle)

    def _figure(self, deed: Deed) -> Figure:
        pulse, window = self._pulse, self.window
        pulse.begin()
        deed.do()
        # Whether it has the effect it should have is looked up apart: that takes time, too.
        while pulse.rest(lambda: window.idle) and not self._refused and not deed.done():
            pulse.go_on()
        if self._refused or not deed.done():
            raise DeedFailed(": ".join((deed.name, *self._refused)))
        return Figure(f"stands still: {deed.name}", self.size, pulse.longest, None, _LIMIT)

    def _on_told(self, message: Message) -> None:
        if message.weight is not Weight.INFO:
            self._refused.append(message.say(self.window.speech))
