"""Finds the real files that tests read in place, or skips where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(os.environ.get("RUNUT_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def shared(*parts: str) -> Path:
    """The path of a shared file or folder; the test is skipped where it does not exist."""
    path = _ROOT.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared test data is not here: {'/'.join(parts)}")
    return path
