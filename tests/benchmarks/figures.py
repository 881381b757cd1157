"""What a benchmark gives: times and amounts beside their floors and targets, as a table."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

RUNS: Final = 3
"""How often a piece of work is timed; the median of these counts."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a piece of work took: seconds by the clock, and of the processor.

    An amount that is no time, such as megabytes, stands in both.
    """

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Limit:
    """A target: at most so many `times` the floor, and `plus` so much (seconds or megabytes)."""

    times: float = 0
    plus: float = 0

    def of(self, floor: float) -> float:
        """The most that meets the target beside this floor."""
        return self.times * floor + self.plus


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `before` is the same work at a quarter of the size."""

    work: str
    size: str
    taken: Taken
    floor: Taken | None = None
    limit: Limit | None = None
    before: Taken | None = None
    unit: str = "s"

    @property
    def verdict(self) -> str:
        """Whether the target is met, by the clock or at least by the processor's time."""
        if self.limit is None:
            return "–"
        floor = self.floor or Taken(0, 0)
        if self.taken.wall <= self.limit.of(floor.wall):
            return "met"
        return "met (CPU)" if self.taken.cpu <= self.limit.of(floor.cpu) else "missed"


def median_of(takes: Sequence[Taken]) -> Taken:
    """The medians of several runs."""
    return Taken(
        statistics.median(each.wall for each in takes),
        statistics.median(each.cpu for each in takes),
    )


def once(work: Callable[[], object]) -> Taken:
    """What one run takes in this process, all its threads together."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)


def timed(work: Callable[[], object], *, runs: int = RUNS) -> Taken:
    """What a piece of work takes, as the median of several runs."""
    return median_of([once(work) for _ in range(runs)])


def timed_child(work: Callable[[], object], *, runs: int = RUNS) -> Taken:
    """What a piece of work takes that starts one program and waits for it."""
    takes = []
    for _ in range(runs):
        wall, before = time.perf_counter(), os.times()
        work()
        after = os.times()
        used = after.children_user + after.children_system
        used -= before.children_user + before.children_system
        takes.append(Taken(time.perf_counter() - wall, used))
    return median_of(takes)


HEADINGS: Final = (
    "work", "size", "ours", "CPU", "floor", "floor CPU", "ratio", "target", "verdict", "n→4n"
)  # fmt: skip


def row_of(figure: Figure) -> tuple[str, ...]:
    """The cells of a figure under `HEADINGS`."""
    unit, floor, limit, before = figure.unit, figure.floor, figure.limit, figure.before
    timeless = unit != "s"
    return (
        figure.work,
        figure.size,
        said(figure.taken.wall, unit),
        "–" if timeless else said(figure.taken.cpu, unit),
        "–" if floor is None else said(floor.wall, unit),
        "–" if floor is None or timeless else said(floor.cpu, unit),
        "–" if floor is None else _ratio(figure.taken, floor),
        "–" if limit is None else _target(limit, unit),
        figure.verdict,
        "–" if before is None else _ratio(figure.taken, before),
    )


def said(amount: float, unit: str) -> str:
    """An amount as people read it.

    >>> said(0.0123, "s"), said(2.5, "s"), said(312.4, "MB")
    ('12.3 ms', '2.50 s', '312 MB')
    """
    if unit != "s":
        return f"{amount:.0f} {unit}"
    return f"{amount:.2f} s" if amount >= 1 else f"{amount * 1000:.3g} ms"


def _ratio(taken: Taken, base: Taken) -> str:
    by_clock, by_processor = (
        ours / theirs if theirs else 0.0
        for ours, theirs in ((taken.wall, base.wall), (taken.cpu, base.cpu))
    )
    return f"{by_clock:.1f} (CPU {by_processor:.1f})"


def _target(limit: Limit, unit: str) -> str:
    parts = [f"{limit.times:g} × floor"] if limit.times else []
    parts += [said(limit.plus, unit)] if limit.plus else []
    return "≤ " + " + ".join(parts)


def as_markdown(rows: Iterable[Sequence[str]]) -> str:
    """The table with its headings, as Markdown."""
    lines = [HEADINGS, ["---"] * len(HEADINGS), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
