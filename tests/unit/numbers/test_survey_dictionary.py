"""Figures of a survey go by its dictionary: scale, direction, words, dimensions, people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, stdev

import pytest

from models.code import Code
from models.positions import Span
from models.source import Source
from models.vocabulary import QuestionRole, QuestionType
from qda.displays.axes import RowAxis
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.edits.codes import AdoptFramework
from qda.edits.coding import CodeSegment
from qda.edits.questions import ReviseQuestion
from qda.edits.surveys import ImportSurvey
from qda.importers.surveys.draft import Choice
from qda.importers.surveys.registry import read_survey
from qda.numbers.answers import ItemPlan, ScalesDiffer, answers_of
from qda.numbers.crosstab import crosstab
from qda.numbers.frequencies import frequencies
from qda.numbers.grouping import Grouping
from qda.numbers.instrument import likert
from qda.numbers.question import NumberQuestion
from qda.numbers.ratings import ratings
from qda.retrieval.questions import QuestionRow, questions
from qda.session import StudySession
from qda.statistics.likert import Scale
from tests.helpers.shared import shared
from tests.helpers.studies import new_session, only, rows, theory
from tests.helpers.survey_files import csv_file

_COMFORT = {
    "Extremely uncomfortable": 1,
    "Somewhat uncomfortable": 2,
    "Neither comfortable nor uncomfortable": 3,
    "Somewhat comfortable": 4,
    "Extremely comfortable": 5,
}


@pytest.fixture(scope="module")
def proctoring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    """The survey of educators on proctoring, as Qualtrics exported it."""
    path = shared("data", "surveys", "qualtrics_proctoring_educators.csv")
    with new_session(tmp_path_factory.mktemp("s") / "s.runut") as study:
        study.do(ImportSurvey(read_survey(path)))
        yield study


def _table() -> list[list[str]]:
    path = shared("data", "surveys", "qualtrics_proctoring_educators.csv")
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def _of(study: StudySession, key: str) -> QuestionRow:
    with study.reading() as connection:
        return next(each for each in questions(connection) if each.key == key)


def test_items_scale_and_words_come_from_the_dictionary(proctoring: StudySession) -> None:
    table = _table()
    keys = [f"Q33_{number}" for number in range(1, 13)]
    with proctoring.reading() as connection:
        found = likert(answers_of(connection, "S01", ItemPlan(items=tuple(keys)), language="en"))
    assert found.respondents == 125
    for key, item in zip(keys, found.items, strict=True):
        at = table[0].index(key)
        told = [_COMFORT[row[at]] for row in table[2:] if row[at]]
        assert item.answers.n == len(told)
        assert item.answers.mean == pytest.approx(mean(told))
        assert item.answers.deviation == pytest.approx(stdev(told))


def test_all_items_of_the_most_frequent_scale_are_taken_where_none_is_named(
    proctoring: StudySession,
) -> None:
    with proctoring.reading() as connection:
        found = answers_of(connection, "S01", ItemPlan(), language="en")
        scaled = [each for each in questions(connection) if (each.low, each.high) == (1, 5)]
    assert len(found.items) == len(scaled) > 12


def test_direction_and_dimension_are_those_of_the_dictionary_unless_overruled(
    proctoring: StudySession,
) -> None:
    study = proctoring
    study.do(AdoptFramework(theory()))
    code = only(study.store, Code, canonical_id="mini2020:R.1")["id"]
    names = ("Q33_1", "Q33_2")
    study.do(ReviseQuestion(_of(study, "Q33_1").id, is_reversed=True, dimension_id=code))
    plan = ItemPlan(items=names)
    with study.reading() as connection:
        turned = answers_of(connection, "S01", plan, language="en")
        other = ItemPlan(
            items=names, reversed=frozenset({"Q33_2"}), scale=Scale(1, 5), scale_given=True
        )
        overruled = answers_of(connection, "S01", other, language="en")
    table = _table()
    at = table[0].index("Q33_1")
    plain = [_COMFORT[row[at]] if row[at] else None for row in table[2:]]
    assert [row[0] for row in turned.rows] == [None if x is None else 6 - x for x in plain]
    assert [row[0] for row in overruled.rows] == plain
    assert [each.items for each in turned.plan.dimensions] == [(turned.items[0],)]
    study.undo()
    study.undo()


def test_items_of_different_scales_are_asked_about(proctoring: StudySession) -> None:
    study = proctoring
    study.do(ReviseQuestion(_of(study, "Q33_2").id, low=1, high=7))
    with study.reading() as connection, pytest.raises(ScalesDiffer, match="1-7"):
        answers_of(connection, "S01", ItemPlan(items=("Q33_1", "Q33_2")))
    study.undo()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[StudySession]:
    """Ten respondents, two open answers each, a rating; respondents 1 and 2 are coded."""
    head = [
        "Timestamp",
        "Kota",
        "Nilai layanan",
        "Apa keluhan Anda selama ini?",
        "Apa saran Anda untuk kami?",
    ]
    body = [
        [f"2025-05-01 10:00:{n:02d}", "bgr" if n < 4 else "dpk", n % 5 + 1,
         f"Antrean di loket terlalu panjang {n}", f"Tambah petugas di loket itu {n}"]
        for n in range(10)
    ]  # fmt: skip
    with new_session(tmp_path / "kota.runut") as study:
        study.do(ImportSurvey(read_survey(csv_file(tmp_path / "kota.csv", [head, *body]))))
        study.do(AdoptFramework(theory()))
        code = only(study.store, Code, canonical_id="mini2020:R.1")["id"]
        for row in rows(study.store, Source):
            if row["row_number"] in (1, 2):
                study.do(CodeSegment(row["id"], Span(0, 5), code))
        yield study


def _asked(study: StudySession, by: str, value: str = "stars") -> NumberQuestion:
    with study.reading() as connection:
        columns = columns_for(connection, ["mini2020:R.1"], level=1)
    return NumberQuestion(columns, "id", "Sari", by=Grouping.parse(by), value=value)


def test_a_respondent_with_two_answers_is_one_person(town: StudySession) -> None:
    with town.reading() as connection:
        found = frequencies(connection, _asked(town, ""))
    assert (found.total.units, found.total.respondents) == (20, 10)
    (told,) = found.codes
    assert (told.total.units, told.total.respondents) == (4, 2)


def test_respondents_stand_in_one_row_of_cases(town: StudySession) -> None:
    with town.reading() as connection:
        found = frequencies(connection, _asked(town, "case"))
    assert [group.label for group in found.groups] == ["kota (S01)"]
    assert found.groups[0].respondents == 10


def test_groups_are_called_as_the_dictionary_says(town: StudySession) -> None:
    place = _of(town, "Kota")
    assert (place.role, place.type) == (QuestionRole.ATTRIBUTE, QuestionType.CHOICE)
    choices = (Choice("dpk", id="Depok", en="Depok"), Choice("bgr", id="Bogor", en="Bogor"))
    town.do(ReviseQuestion(place.id, choices=choices))
    with town.reading() as connection:
        found = crosstab(connection, _asked(town, "Kota"))
    assert [(group.label, group.respondents) for group in found.groups] == [
        ("Depok", 6),
        ("Bogor", 4),
    ]


def test_a_rating_that_a_respondent_gave_is_compared_by_code(town: StudySession) -> None:
    with town.reading() as connection:
        found = ratings(connection, _asked(town, "", value="Nilai layanan"))
    (told,) = found.codes
    # Respondents 1 and 2 gave 1 and 2, and each wrote two answers.
    assert list(found.values) == [1, 2, 3, 4, 5]
    assert told.with_code == (2, 2, 0, 0, 0)
    assert told.without_code == (2, 2, 4, 4, 4)


def test_a_matrix_puts_respondents_by_what_they_chose_and_surveys_in_one_row(
    town: StudySession,
) -> None:
    place = _of(town, "Kota")
    choices = (Choice("dpk", id="Depok"), Choice("bgr", id="Bogor"))
    town.do(ReviseQuestion(place.id, choices=choices))
    with town.reading() as connection:
        columns = columns_for(connection, ["mini2020:R.1"], level=1)
        by_place, by_case = (
            clustered_matrix(
                connection,
                MatrixQuestion(RowAxis.parse(rows_of), columns, "id", "Sari"),
            )
            for rows_of in ("attribute:Kota", "case")
        )
    assert [row.label for row in by_place.rows] == ["Depok", "Bogor"]
    assert [row.label for row in by_case.rows] == ["kota (S01)"]
