"""How much memory the window holds with a study of many reviews open and scrolled through."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken
from tests.benchmarks.starting import ROOT, surroundings_of


def memory(bench: Bench) -> Iterator[Figure]:
    """The collection's table is scrolled from its first row to its last."""
    few, many = bench.size(25_000), bench.size(100_000, least=160)
    before, held = _held(bench, bench.reviewed(few)), _held(bench, bench.reviewed(many))
    limit = Limit(plus=400)
    yield Figure("memory of the window", f"{many:,}", held, None, limit, before, unit="MB")


def _held(bench: Bench, study: Path) -> Taken:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window_memory", str(bench.copy(study))],
        check=True,
        cwd=ROOT,
        env=surroundings_of(bench),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    megabytes = float(done.stdout.split()[-1])
    return Taken(megabytes, megabytes)
