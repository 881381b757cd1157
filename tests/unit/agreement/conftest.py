"""A study with an interview that Sari and Dimas coded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qda.edits.codes import AdoptFramework
from qda.session import StudySession
from tests.helpers.second_coder import TwoCoders
from tests.helpers.studies import import_one, new_session, theory, transcript


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Sari's and Dimas's sessions of one study with one interview and a small theory."""
    place = tmp_path / "studi.runut"
    with new_session(place) as sari:
        source = import_one(sari, transcript("Wawancara"))
        sari.do(AdoptFramework(theory()))
        with StudySession.open(place, coder="Dimas") as dimas:
            yield TwoCoders(sari, dimas, source)
