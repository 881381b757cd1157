"""Open answers of a survey are drawn within strata of the closed answers of who gave them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from models.vocabulary import QuestionRole, SampleRule
from qda.cli.main import run
from qda.i18n import Speech
from qda.retrieval.questions import questions
from qda.retrieval.sources import collections
from qda.sampling.choosing import strata_of
from qda.sampling.plan import SamplePlan
from qda.sampling.previewing import preview
from qda.sampling.wording import strata_by
from qda.session import StudySession
from tests.helpers.shared import shared

CLOSED = "Q6"


def survey_file() -> Path:
    """A real survey with open answers."""
    return shared("data", "surveys", "qualtrics_proctoring_educators.csv")


@pytest.fixture
def study(tmp_path: Path) -> StudySession:
    """A study with a real survey and real reviews."""
    place = tmp_path / "survei.runut"
    for words in (
        ("new", place, "--coder", "Sari"),
        ("import", place, survey_file(), "--as", "survey"),
        ("import", place, shared("data", "reviews", "info_bmkg_bom.csv"), "--as", "reviews"),
    ):
        assert run([str(word) for word in words]) == 0
    return StudySession.open(place, coder="Sari")


def test_closed_answers_are_the_strata_of_open_ones(study: StudySession) -> None:
    with survey_file().open(encoding="utf-8-sig", newline="") as lines:
        heads, _, *rows = csv.reader(lines)
    with study, study.reading() as connection:
        survey = next(each for each in collections(connection) if each.key == "S01")
        asked = questions(connection, survey.id)
        (closed,) = (each.attribute for each in asked if each.key == CLOSED)
        plan = SamplePlan("x", survey.id, SampleRule.STRATIFIED, size=60, by=(closed,))
        found = preview(connection, plan, Speech("en"), coder="")
        narrow = preview(
            connection,
            SamplePlan("y", survey.id, size=5, filter=f"{closed}=Yes"),
            Speech("en"),
            coder="",
        )
    opened = {each.key for each in asked if each.role is QuestionRole.OPEN}
    of_file: Counter[str] = Counter()
    for row in rows:
        said = [at for at, head in enumerate(heads) if head in opened and row[at].strip()]
        of_file[row[heads.index(CLOSED)].strip()] += len(said)
    assert {each.name: each.size for each in found.strata} == dict(+of_file)
    assert sum(each.drawn for each in found.strata) == 60
    assert strata_by(found, Speech("en"))
    assert narrow.frame.size == of_file["Yes"]


def test_each_collection_offers_what_its_own_texts_have(study: StudySession) -> None:
    with study, study.reading() as connection:
        offered = {
            each.key: [row.name for row in strata_of(connection, each)]
            for each in collections(connection)
        }
    assert offered["U01"][0] == "stars"
    assert not set(offered["U01"]) & set(offered["S01"])
    assert len(offered["S01"]) > 20
