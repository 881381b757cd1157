"""The worked example, made once, and a copy of it for those who change it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qda.session import StudySession
from tests.helpers.triangulated import worked_study


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    """The worked example; no test changes it."""
    with worked_study(tmp_path_factory.mktemp("worked") / "s.runut") as study:
        yield study


@pytest.fixture
def own(worked: StudySession, tmp_path: Path) -> Iterator[StudySession]:
    """A copy of it, to be changed."""
    worked.store.backup(tmp_path / "own.runut")
    with StudySession.open(tmp_path / "own.runut", coder="Sari") as study:
        yield study
