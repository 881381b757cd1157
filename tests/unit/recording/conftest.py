"""Studies for the tests of what is recognised and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qda.session import StudySession
from tests.helpers.coded import adopt
from tests.helpers.studies import new_session, theory


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A new study on a file that has adopted the small theory."""
    with new_session(tmp_path / "studi.runut") as session:
        adopt(session, theory())
        yield session
