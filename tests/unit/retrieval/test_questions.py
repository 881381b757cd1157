"""The dictionary tells who answered, who was silent, who was not asked, and what choices mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from models.vocabulary import QuestionRole
from qda.edits.questions import ReviseQuestion
from qda.edits.surveys import ImportSurvey
from qda.importers.surveys.draft import Choice
from qda.importers.surveys.registry import read_survey
from qda.retrieval.questions import (
    NoSuchQuestion,
    choice_places,
    dictionary,
    question_by_key,
    questions,
)
from qda.session import StudySession
from tests.helpers.studies import new_session
from tests.helpers.survey_files import csv_file

_ROWS: list[Sequence[object]] = [
    ["id", "submitdate", "lastpage", "G1Q1", "G1Q2", "G1Q3"],
    *(
        [n, f"2025-05-01 10:00:0{n}", 3, ("ya", "tidak", "kadang")[n % 3],
         "N/A" if n < 3 else "" if n < 5 else f"Petugas perlu lebih ramah {n}",
         ("a", "b")[n % 2]]
        for n in range(1, 10)
    ),
]  # fmt: skip


@pytest.fixture
def lime(tmp_path: Path) -> StudySession:
    """Nine respondents; two were not asked the open question, two were silent."""
    session = new_session(tmp_path / "s.runut")
    session.do(ImportSurvey(read_survey(csv_file(tmp_path / "lime.csv", _ROWS))))
    return session


def test_silence_is_told_from_not_being_asked(lime: StudySession) -> None:
    with lime, lime.reading() as connection:
        found = {each.key: each for each in questions(connection)}
        open_question = found["G1Q2"]
        assert open_question.role is QuestionRole.OPEN
        counts = (open_question.answered, open_question.silent, open_question.not_asked)
        assert counts == (5, 2, 2)
        assert (found["G1Q1"].answered, found["G1Q1"].silent) == (9, 0)
        assert [each.key for each in dictionary(connection, open_question.collection_id)] == [
            each.key for each in questions(connection)
        ]


def test_choices_stand_in_the_order_of_their_worth(lime: StudySession) -> None:
    with lime:
        with lime.reading() as connection:
            asked = question_by_key(connection, "G1Q1")
        worth = {"ya": 3.0, "kadang": 2.0, "tidak": 1.0}
        choices = tuple(Choice(v, id=v.capitalize(), worth=w) for v, w in worth.items())
        lime.do(ReviseQuestion(asked.id, choices=choices))
        with lime.reading() as connection:
            places = choice_places(connection, asked.attribute, "id")
        assert [each.label for each in places.values()] == ["Tidak", "Kadang", "Ya"]
        assert [each.place for each in places.values()] == [0, 1, 2]


def test_a_question_that_is_not_there_is_refused(lime: StudySession) -> None:
    with lime, lime.reading() as connection, pytest.raises(NoSuchQuestion, match="Z1"):
        question_by_key(connection, "Z1")
