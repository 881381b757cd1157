"""A study for the tests of the displays, with a theory that asks one question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qda.session import StudySession
from tests.helpers.coded import adopt, asking_theory
from tests.helpers.studies import new_session


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A new study on a file that has adopted the theory."""
    with new_session(tmp_path / "studi.runut") as session:
        adopt(session, asking_theory())
        yield session
