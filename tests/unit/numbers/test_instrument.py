"""Answers are read from files and collections as they are meant, or refused by column and row."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.case import Case
from models.vocabulary import AttributeOwner, AttributeType, CollectionKind, Technique
from qda.edits.cases import DefineAttribute, SetAttribute
from qda.edits.importing import CaseFacts
from qda.edits.sources import AssignSource
from qda.importers.draft import ColumnDraft, ColumnRole
from qda.numbers.answers import (
    Answers,
    Dimension,
    ItemPlan,
    NoItemsFound,
    NoSuchItem,
    NoSuchSurvey,
    NotAnAnswer,
    answers_in,
    answers_of,
)
from qda.numbers.instrument import cautions_of, likert, quality, service_index
from qda.numbers.survey_reports import Making, index_report, likert_report, quality_report
from qda.numbers.values import CellKind
from qda.retrieval.sources import source_by_key
from qda.statistics.cautions import Caution
from qda.statistics.errors import OffScale
from qda.statistics.items import MissingRule
from qda.statistics.likert import Level, Scale
from tests.helpers.coded import MOMENT, store_reviews
from tests.helpers.shared import shared
from tests.helpers.studies import ids, new_session, reviews

HEADINGS = ("No", "Q1. Cepat", "Q2. Ramah", "Q3. Rumit", "Saran")
ROWS = (
    (11, 5, "Setuju", 1, "baik"),
    (12, 4, "Sangat setuju", 2, "baik"),
    (13, "", "tidak  SETUJU", 4, ""),
    (14, "99", "Netral", "3", "baik"),
)


def written(place: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    with place.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return place


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return written(tmp_path / "angket.csv")


PLAN = ItemPlan(missing=frozenset({"99"}), reversed=frozenset({"Q3"}))


def test_items_are_the_columns_that_hold_answers_only(table: Path) -> None:
    found = answers_in(table, PLAN)
    assert found.items == HEADINGS[1:4]
    assert list(found.rows) == [(5, 4, 5), (4, 5, 4), (None, 2, 2), (None, 3, 3)]
    assert found.source == "angket.csv"


def test_a_workbook_is_read_alike(table: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *ROWS):
        sheet.append(list(row))
    book.save(tmp_path / "angket.xlsx")
    assert answers_in(tmp_path / "angket.xlsx", PLAN).rows == answers_in(table, PLAN).rows


def test_the_beginning_of_a_heading_is_enough(table: Path) -> None:
    plan = replace(PLAN, dimensions=(Dimension("Layanan", ("q1", "Q2. R")),), reversed=frozenset())
    found = answers_in(table, plan)
    assert found.items == HEADINGS[1:3]
    assert found.plan.dimensions[0].items == HEADINGS[1:3]


@pytest.mark.parametrize("item", ["Q", "Q9", ""])
def test_an_item_that_is_no_single_column_is_refused(table: Path, item: str) -> None:
    with pytest.raises(NoSuchItem, match="Q2"):
        answers_in(table, ItemPlan(items=(item,)))


def test_a_reversed_item_must_be_among_the_items(table: Path) -> None:
    with pytest.raises(NoSuchItem):
        answers_in(table, replace(PLAN, items=("Q1",)))


def test_what_is_no_answer_is_refused_by_its_place(table: Path) -> None:
    with pytest.raises(NotAnAnswer) as caught:
        answers_in(table, ItemPlan(items=("Q1",)))
    assert (caught.value.facts["row"], caught.value.facts["answer"]) == (5, "99")
    with pytest.raises(NotAnAnswer, match=r"baik|Setuju"):
        answers_in(table, ItemPlan(scale=Scale(0, 9), items=("Q2",)))


def test_words_of_ones_own_go_before_the_usual_ones(table: Path) -> None:
    worth = {"Sangat Setuju": 4, "setuju": 3, "netral": 2, "Tidak setuju": 1}
    found = answers_in(table, ItemPlan(items=("Q2",), words=worth))
    assert found.column("Q2. Ramah") == [3, 4, 1, 2]


@pytest.mark.parametrize(
    ("scale", "words", "worth"),
    [
        (Scale(1, 5), ("Sangat tidak setuju", "Ragu-ragu", "Sangat setuju"), [1, 3, 5]),
        (Scale(1, 5), ("Tidak baik", "Kurang baik", "Cukup baik", "Baik"), [1, 2, 3, 4]),
        (Scale(1, 4), ("Tidak sesuai", "Kurang sesuai", "Sangat sesuai"), [1, 2, 4]),
        (Scale(1, 4), ("Sangat tidak puas", "Tidak puas", "Puas"), [1, 2, 3]),
        (Scale(1, 5), ("Somewhat agree", "Neither agree nor disagree"), [4, 3]),
        (Scale(0, 4), ("Extremely likely", "Somewhat unlikely"), [4, 1]),
    ],
)
def test_words_of_the_usual_scales_are_known(
    tmp_path: Path, scale: Scale, words: tuple[str, ...], worth: list[int]
) -> None:
    place = written(tmp_path / "a.csv", [(n, word, 1, 1, "x") for n, word in enumerate(words, 11)])
    assert answers_in(place, ItemPlan(scale=scale, items=("Q1",))).column("Q1. Cepat") == worth


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        # Beside “kurang” it is the lowest, beside “sangat tidak” the second.
        (Scale(1, 4), ("Tidak baik", "Baik")),
        (Scale(1, 5), ("Kurang baik", "Baik")),
        (Scale(1, 5), ("Agree", "Somewhat agree")),
        (Scale(1, 7), ("Agree", "Disagree")),
    ],
)
def test_words_that_may_mean_two_things_are_refused(
    tmp_path: Path, scale: Scale, words: tuple[str, ...]
) -> None:
    place = written(tmp_path / "a.csv", [(n, word, 1, 1, "x") for n, word in enumerate(words, 11)])
    with pytest.raises(NotAnAnswer):
        answers_in(place, ItemPlan(scale=scale, items=("Q1",)))


def test_one_column_tells_what_the_words_of_another_mean(tmp_path: Path) -> None:
    words = [("Tidak baik", "Sangat tidak baik"), ("Baik", "Sangat baik")]
    place = written(tmp_path / "a.csv", [(n, *pair, 1, "x") for n, pair in enumerate(words, 11)])
    found = answers_in(place, ItemPlan(scale=Scale(1, 4), items=("Q1", "Q2")))
    assert found.column("Q1. Cepat") == [2, 3]


def test_a_table_without_items_is_refused(tmp_path: Path) -> None:
    place = written(tmp_path / "a.csv", [(n, "x", "y", "z", "baik") for n in range(11, 14)])
    with pytest.raises(NoItemsFound, match=r"a\.csv"):
        answers_in(place, ItemPlan())


def test_a_summary_has_items_dimensions_and_the_whole(table: Path) -> None:
    plan = replace(
        PLAN, dimensions=(Dimension("Layanan", HEADINGS[1:3]), Dimension("Alur", ("Q3",)))
    )
    found = likert(answers_in(table, plan))
    fast, _, complicated = found.items
    assert (fast.answers.n, fast.answers.missing, fast.answers.mean) == (2, 2, 4.5)
    assert (complicated.is_reversed, complicated.dimension) == (True, "Alur")
    service, flow = found.dimensions
    assert (service.answers.n, service.answers.actual, service.answers.ideal) == (6, 23, 30)
    assert flow.answers.mean == 3.5
    assert found.total.answers.n == 10
    assert service.answers.level == Level.HIGH
    assert set(cautions_of(found)) == {Caution.SMALL_SAMPLE, Caution.MISSING_ANSWERS}


def test_each_dimension_is_tested_by_itself(table: Path) -> None:
    plan = replace(PLAN, dimensions=(Dimension("A", HEADINGS[1:3]), Dimension("B", ("Q2", "Q3"))))
    found = quality(answers_in(table, plan))
    assert [each.name for each in found.scales] == ["A", "B"]
    assert [each.analysis.respondents for each in found.scales] == [2, 4]
    whole = quality(answers_in(table, PLAN), rule=MissingRule.PAIRWISE)
    assert [each.items for each in whole.scales] == [HEADINGS[1:4]]


def test_the_index_takes_answers_from_one_to_four() -> None:
    rows = ((4.0, 3.0), (3.0, 3.0))
    plan = ItemPlan(scale=Scale(1, 4))
    found = service_index(Answers("skm.csv", ("U1", "U2"), rows, plan), unit="Loket 1")
    assert found.result.index == pytest.approx(25 * (3.5 + 3) / 2)
    with pytest.raises(OffScale):
        service_index(Answers("skm.csv", ("U1",), ((5.0,),), plan))


def test_items_may_stand_in_a_collection(tmp_path: Path) -> None:
    draft = reviews("Survei", ["saran satu", "saran dua", "saran tiga"])
    answers = ((5, 1), (4, None), (3, 2))
    draft = replace(
        draft,
        kind=CollectionKind.SURVEY,
        technique=Technique.SURVEY,
        columns=(
            *draft.columns,
            ColumnDraft("Q1", ColumnRole.ATTRIBUTE, AttributeType.NUMBER),
            ColumnDraft("Q2", ColumnRole.ATTRIBUTE, AttributeType.NUMBER),
        ),
        rows=[(*row, *each) for row, each in zip(draft.rows, answers, strict=True)],
    )
    with new_session(tmp_path / "s.runut") as study:
        with study.reading() as connection, pytest.raises(NoSuchSurvey):
            answers_of(connection, "", ItemPlan())
        key = store_reviews(study, draft)
        with study.reading() as connection:
            found = answers_of(connection, "", ItemPlan(items=("Q1", "Q2")))
            named = answers_of(connection, key, ItemPlan(items=("Q1", "Q2")))
            with pytest.raises(NoSuchSurvey, match=key):
                answers_of(connection, "S99", ItemPlan())
    assert found == named
    assert found.rows == ((5, 1), (4, None), (3, 2))


def test_a_respondent_of_a_survey_is_one_row_however_many_open_answers(tmp_path: Path) -> None:
    draft = reviews("Survei", ["saran satu", "saran dua", "saran tiga", "saran empat"])
    rows = [
        (row[0], user, stars, row[3])
        for row, user, stars in zip(draft.rows, "aabb", (5, 5, 1, 2), strict=True)
    ]
    survey = replace(draft, kind=CollectionKind.SURVEY, technique=Technique.SURVEY, rows=rows)
    with new_session(tmp_path / "s.runut") as study:
        store_reviews(study, survey)
        with study.reading() as connection:
            found = answers_of(connection, "", ItemPlan(items=("stars",)))
    # Two rows of b contradict each other: they are two answers.
    assert list(found.rows) == [(5,), (1,), (2,)]


def test_what_is_kept_with_the_case_counts_too(tmp_path: Path) -> None:
    draft = replace(
        reviews("Survei", ["saran satu", "saran dua"]),
        kind=CollectionKind.SURVEY,
        technique=Technique.SURVEY,
    )
    with new_session(tmp_path / "s.runut") as study:
        store_reviews(study, draft)
        with study.reading() as connection:
            first = source_by_key(connection, "S01-0001").id
        study.do(AssignSource(first, CaseFacts("Responden 1")))
        study.do(DefineAttribute(AttributeOwner.CASE, "Q1", AttributeType.NUMBER))
        case_id = ids(study.store, Case)[0]
        study.do(SetAttribute(AttributeOwner.CASE, case_id, "Q1", 4))
        with study.reading() as connection:
            found = answers_of(connection, "", ItemPlan(items=("Q1",)))
    assert list(found.rows) == [(4,), (None,)]


def test_the_fixture_is_met_from_a_file_to_the_report(tmp_path: Path) -> None:
    cases = json.loads(shared("agreement_fixtures.json").read_text(encoding="utf-8"))
    case = next(each for each in cases if each["id"] == "SV1")
    place = tmp_path / "sv1.csv"
    with place.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[f"Q{n}" for n in range(1, 6)], *case["data"]])
    answers = answers_in(place, ItemPlan())
    report = quality_report(quality(answers), Making("id", "Sari", MOMENT))
    alpha = report.table("reliability").cell("", "alpha")
    assert alpha.number == pytest.approx(case["expected"]["cronbach_alpha"], abs=1e-9)
    assert (alpha.text, alpha.kind) == ("0,945", CellKind.NUMBER)
    for nth, expected in enumerate(case["expected"]["item_total"], 1):
        found = report.table("validity:").cell(f"Q{nth}", "r")
        assert found.number == pytest.approx(expected, abs=1e-9)
    assert report.table("validity:").cell("Q1", "critical").text == "0,632"


def test_a_real_form_is_summarised_as_counted_by_hand() -> None:
    place = shared("data", "surveys", "googleforms_virtualtour_id.csv")
    with place.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    heading = next(each for each in rows[0] if each.startswith("7. "))
    agreed = sum(row[heading] == "Setuju" for row in rows)
    plan = ItemPlan(
        scale=Scale(0, 1), items=("7. Virtual",), words={"Setuju": 1, "Tidak setuju": 0}
    )
    (item,) = likert(answers_in(place, plan)).items
    assert (item.answers.counts, item.answers.n) == ((len(rows) - agreed, agreed), len(rows))
    assert item.answers.mean == pytest.approx(agreed / len(rows), abs=1e-12)


@pytest.mark.parametrize("language", ["en", "id"])
def test_reports_are_worded_with_what_is_to_be_said(table: Path, language: str) -> None:
    answers, making = answers_in(table, PLAN), Making(language, "Sari", MOMENT)
    told = likert_report(likert(answers), making)
    assert told.table("items").cell("Q1. Cepat", "share").number == 0.9
    assert told.table("items").cell("Q1. Cepat", "mode").text == "4; 5"
    small = {"en": "There are few cases", "id": "Jumlah kasus sedikit"}[language]
    assert any(warning.startswith(small) for warning in told.warnings)
    four = answers_in(table, replace(PLAN, scale=Scale(1, 5), items=("Q3",)))
    index = index_report(service_index(replace(four, rows=((4.0,), (3.0,))), unit="Loket"), making)
    grade = index.table("index").cell("unit", "grade").text
    assert grade == {"en": "B (good)", "id": "B (baik)"}[language]


def test_a_scale_whose_highest_point_nobody_gave_is_asked_about(tmp_path: Path) -> None:
    place = tmp_path / "angket.csv"
    place.write_bytes(b"Q1,Q2\n4,1\n3,2\n")
    five = likert(answers_in(place, ItemPlan()))
    four = likert(answers_in(place, ItemPlan(scale=Scale(1, 4))))
    assert Caution.HIGHEST_UNUSED in cautions_of(five)
    assert Caution.HIGHEST_UNUSED not in cautions_of(four)
