"""A study of reviews and an interview, and questions to its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qda.displays.columns import columns_for
from qda.edits.importing import CaseFacts
from qda.numbers.grouping import Grouping
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession
from tests.helpers.coded import (
    GOVERNMENT,
    MOMENT,
    adopt,
    asking_theory,
    code,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import new_session, transcript

Ask = Callable[..., NumberQuestion]

WRITTEN = (
    ("ani", "dana kurang"),
    ("ani", "dana lagi, staf ramah"),
    ("budi", "staf lambat"),
    ("", "dana cair"),
    ("", "bagus"),
    ("citra", "dana dan staf"),
)
"""Six reviews of three named writers and two nameless; stars are 2 3 4 5 1 2."""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    """A study on a file, filled."""
    with new_session(tmp_path / "studi.runut") as session:
        fill(session)
        yield session


def fill(session: StudySession) -> None:
    """Give a new study six reviews and an interview, and codings of funds and staff."""
    adopt(session, asking_theory())
    store_reviews(session, signed_reviews("Ulasan", WRITTEN))
    facts = CaseFacts("Ibu Ratna", role="Pelaksana", stakeholder_group=GOVERNMENT)
    store(session, transcript("Wawancara"), facts)
    for key in ("U01-0001", "U01-0002", "U01-0004", "U01-0006"):
        code(session, key, "dana", "ask:Q.1")
    for key in ("U01-0002", "U01-0003"):
        code(session, key, "staf", "ask:Q.2")
    code(session, "W01", "Anggaran kami", "ask:Q.1")


@pytest.fixture
def ask(study: StudySession) -> Ask:
    """Words a question about codes of the study by their ids."""

    def question(
        *codes: str,
        by: str = "",
        wanted: CodingFilter = CodingFilter(),
        unit: CountedUnit = CountedUnit.RESPONDENT,
        language: str = "en",
    ) -> NumberQuestion:
        with study.reading() as connection:
            return NumberQuestion(
                codes=columns_for(connection, codes),
                language=language,
                analyst="Sari",
                by=Grouping.parse(by),
                wanted=wanted,
                unit=unit,
                made_at=MOMENT,
            )

    return question
