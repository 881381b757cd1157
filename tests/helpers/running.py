"""Runs the program, or any other, as a person at a terminal would: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout: the folder that holds `pyproject.toml`."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a program said and how it ended."""

    code: int
    out: str
    err: str

    def succeeded(self) -> Finished:
        """Itself, once it is sure that the program ended well; else a failure that shows all."""
        assert self.code == 0, f"exit code {self.code}\n--- out\n{self.out}\n--- err\n{self.err}"
        return self


def run_program(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    stdin: str = "",
) -> Finished:
    """Run a program to its end; `environment` is added to that of the tests."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Finished(done.returncode, done.stdout, done.stderr)


def run_python(*words: str | Path, cwd: Path = ROOT) -> Finished:
    """Run this Python with the checkout on its path."""
    return run_program([sys.executable, *words], cwd=cwd, environment={"PYTHONPATH": str(ROOT)})


def run_runut(*words: str | Path, cwd: Path = ROOT) -> Finished:
    """Run the command line of the program in this checkout."""
    return run_python("-m", "qda", *words, cwd=cwd)
