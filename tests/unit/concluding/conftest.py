"""A study with a kept matrix from which conclusions can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qda.concluding.reading import bench_for, conclusion_named
from qda.concluding.values import Concluded
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.kind import DisplayQuestion
from qda.edits.displays import KeepDisplay
from qda.session import StudySession
from tests.helpers.coded import MOMENT
from tests.helpers.displayed import fill_richly, shown_of
from tests.helpers.studies import new_session

ASKED = DisplayQuestion(
    "clustered-matrix", "en", "Sari", title="Per kelompok", made_at=MOMENT,
    rows=RowAxis(AxisKind.GROUP), columns=("mini",),
)  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "s.runut") as session:
        fill_richly(session)
        yield session


@pytest.fixture
def kept(study: StudySession) -> int:
    """A kept matrix of dimensions by stakeholder group."""
    return study.do(KeepDisplay(ASKED, shown_of(study, ASKED)))


@pytest.fixture
def known(study: StudySession) -> Callable[..., Concluded]:
    """Reads what is known of a conclusion."""

    def read(conclusion_id: int, language: str = "en") -> Concluded:
        with study.reading() as connection:
            return conclusion_named(bench_for(connection, language, "Sari"), str(conclusion_id))

    return read
