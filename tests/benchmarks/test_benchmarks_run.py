"""Every benchmark still runs on the program as it is; nothing is measured here."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.benchmarks.__main__ import BENCHMARKS
from tests.helpers.running import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("name", [each.__name__ for each in BENCHMARKS])
def test_a_benchmark_prints_a_figure(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "--quick", "--only", name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    _head, _rule, *lines = done.stdout.splitlines()
    assert lines
    for line in lines:
        ours = line.split(" | ")[2]
        assert ours.split()[1] in {"ms", "s", "MB"}
        assert float(ours.split()[0]) > 0
