"""Studies for the tests of the edits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qda.session import StudySession
from tests.helpers.studies import new_session


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a study can be made."""
    return tmp_path / "studi.runut"


@pytest.fixture
def study(place: Path) -> Iterator[StudySession]:
    """A new study on a file."""
    with new_session(place) as session:
        yield session
