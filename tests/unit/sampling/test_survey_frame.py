"""A sample of a survey is drawn from answers, and strata are what the respondents are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.vocabulary import SampleRule
from qda.i18n import Speech
from qda.sampling.frame import Frame, frame_of
from qda.sampling.plan import SamplePlan
from qda.session import StudySession
from tests.helpers.respondents import LINES, add_survey
from tests.helpers.studies import new_session


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "studi.runut") as session:
        add_survey(session)
        yield session


def _frame(study: StudySession, written: str = "", *by: str) -> Frame:
    plan = SamplePlan("uji", 1, SampleRule.RANDOM, size=1, filter=written, by=by)
    with study.reading() as connection:
        return frame_of(connection, plan, Speech("en"))


def test_the_units_are_the_answers_to_the_question_that_is_named(study: StudySession) -> None:
    found = _frame(study, "question=Kendala")
    # The file itself: who wrote anything there.
    assert found.keys == tuple(
        f"S01-{nth:04d}.Kendala" for nth, line in enumerate(LINES, 1) if line[4]
    )
    assert found.counts.questions == "Kendala"
    assert (found.counts.texts, found.counts.filtered_out) == (7, 3)


def test_without_a_name_all_open_answers_are_units_and_the_frame_says_so(
    study: StudySession,
) -> None:
    found = _frame(study)
    assert found.counts.size == 7
    assert found.counts.questions == "Kendala, Saran"


def test_strata_and_filters_ask_what_the_respondent_is(study: StudySession) -> None:
    found = _frame(study, "question=Kendala; Usia=30-60", "Wilayah")
    assert found.keys == ("S01-0001.Kendala", "S01-0004.Kendala")
    assert [found.names[at] for at in found.strata] == ["Timur", "Pusat"]
    assert found.stratified_by == ("Wilayah",)
