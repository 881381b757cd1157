"""Joint displays on the worked example, with a small survey and figures beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.record import Claim
from models.vocabulary import (
    AttributeOwner,
    AttributeType,
    Convergence,
    QuestionRole,
    QuestionType,
)
from qda.displays.kind import DisplayQuestion
from qda.edits.cases import DefineAttribute, SetAttribute
from qda.edits.convergence import LabelConvergence
from qda.edits.displays import KeepDisplay
from qda.edits.surveys import ImportSurvey
from qda.importers.surveys.drafting import drafted
from qda.importers.surveys.registry import table_of
from qda.retrieval.cases import cases
from qda.retrieval.codes import code_by_id
from qda.retrieval.sources import source_by_key
from qda.sample.building import build_sample
from qda.session import StudySession
from tests.helpers.coded import MOMENT
from tests.helpers.displayed import Put
from tests.helpers.studies import original
from tests.helpers.triangulated import FAST, OTHER, at, made_of, texts, worked_study

ROWS = (("4", "2"), ("5", "1"), ("3", "3"), ("4", "2"), ("5", "2"))
"""Answers of five citizens on 1 to 5; the second item is unfavourable."""


def code_id_of(study: StudySession, code: str) -> int:
    with study.reading() as connection:
        return code_by_id(connection, code).id


def add_survey(study: StudySession) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows((("Cepat", "Lambat"), *ROWS))
    file = original("survei.csv", text.getvalue().encode())
    roles = {"Cepat": QuestionRole.ITEM, "Lambat": QuestionRole.ITEM}
    draft = drafted(table_of(file), file, roles=roles)
    for heading in roles:
        item = replace(
            draft.question(heading), type=QuestionType.NUMBER, low=1, high=5,
            code_id=code_id_of(study, FAST), is_reversed=heading == "Lambat",
        )  # fmt: skip
        draft = draft.with_question(item)
    study.do(ImportSurvey(draft))


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudySession]:
    with worked_study(tmp_path_factory.mktemp("joint") / "s.runut") as study:
        add_survey(study)
        with study.reading() as connection:
            source_id = source_by_key(connection, "D01").id
        claim = Claim(
            quantity="Laporan masuk", value=158_375, stated="158.375", unit="laporan", year="2023",
            source_id=source_id, code_id=code_id_of(study, FAST), coder_id=1,
        )  # fmt: skip
        study.do(Put((claim,)))
        yield study


def test_the_theory_display_sets_numbers_and_strands_side_by_side(worked: StudySession) -> None:
    matrix = made_of(worked, "joint-theory")
    assert [column.id for column in matrix.columns] == [
        "survey", "figures", "strand:interviews", "strand:reviews", "strand:documents",
        "label", "reason",
    ]  # fmt: skip
    # Ten answers, the second item turned round: 4 4, 5 5, 3 3, 4 4, 5 4; mean 4.1 of 1 to 5.
    (mean,) = texts(at(matrix, FAST, "survey"))
    assert mean.startswith("S01: mean 4.10 of 1–5 (SD 0.74), 2 items, 5 respondents")
    assert mean.endswith("direction 0.55")
    assert texts(at(matrix, FAST, "figures")) == ["Laporan masuk: 158.375 laporan (2023) [D01]"]
    assert texts(at(matrix, FAST, "strand:reviews"))[0] == "complaints: 64 of 200 (32.0%)"
    assert texts(at(matrix, FAST, "strand:interviews"))[0].startswith("9 of 10 · high")
    assert texts(at(matrix, FAST, "label")) == ["Dissonance"]
    assert texts(at(matrix, OTHER, "survey")) == ["no survey item belongs to it"]


def test_the_interval_is_that_of_the_respondents_means(worked: StudySession) -> None:
    (mean,) = texts(at(made_of(worked, "joint-theory"), FAST, "survey"))
    # Means 4, 5, 3, 4, 4.5: mean 4.1, s = .741620, t(4) = 2.776445, half width .920849.
    assert "95% interval 3.18–5.02" in mean


def test_numbers_that_praise_contradict_words_that_complain(worked: StudySession) -> None:
    matrix = made_of(worked, "joint-side-by-side")
    assert texts(at(matrix, FAST, "numbers"))[1].startswith("Laporan masuk")
    assert texts(at(matrix, FAST, "fit")) == ["Contradicts"]
    assert texts(at(matrix, OTHER, "fit")) == ["Not to be compared"]
    facts = {fact.label: fact.text for fact in matrix.facts}
    assert facts["Proposed fit"] == "Contradicts: 1; Not to be compared: 1"


def test_a_researchers_label_stands_in_place_of_the_proposed_fit(
    worked: StudySession, tmp_path: Path
) -> None:
    worked.store.backup(tmp_path / "own.runut")
    with StudySession.open(tmp_path / "own.runut", coder="Sari") as study:
        asked = DisplayQuestion("joint-side-by-side", "en", "Sari", title="G", made_at=MOMENT)
        kept = study.do(KeepDisplay(asked, made_of(study, "joint-side-by-side", title="G")))
        study.do(LabelConvergence(kept, FAST, Convergence.PARTIAL, reason="beda waktu"))
        matrix = made_of(study, "joint-side-by-side", display_id=kept)
    (entry,) = at(matrix, FAST, "fit").entries
    assert (entry.text, entry.author, entry.generated) == ("Expands", "Sari", "Contradicts")
    assert texts(at(matrix, FAST, "inference")) == ["beda waktu"]


def test_themes_by_stars_have_shares_and_residuals(worked: StudySession) -> None:
    matrix = made_of(worked, "joint-themes")
    assert [column.label for column in matrix.columns][:2] == ["1–2", "4–5"]
    cell = at(matrix, FAST, "band:1-2")
    # 64 where 70 · 64 / 200 = 22.4 are expected: 41.6 / √(22.4 · .65 · .68) = 13.22.
    assert texts(cell)[0] == "64 of 64 · 100.0 % · residual +13.22"
    assert (cell.segments, cell.symbol) == (64, "-")
    assert texts(at(matrix, FAST, "band:4-5"))[0] == "6 of 136 · 4.4 % · residual −13.22"
    assert texts(at(matrix, FAST, "test"))[0].startswith("χ²(1) = 174.7")
    assert texts(at(matrix, OTHER, "band:1-2"))[1] == "nobody in this group speaks of it"


def test_cases_stand_in_the_order_of_their_score(worked: StudySession, tmp_path: Path) -> None:
    worked.store.backup(tmp_path / "own.runut")
    with StudySession.open(tmp_path / "own.runut", coder="Sari") as study:
        study.do(DefineAttribute(AttributeOwner.CASE, "skor", AttributeType.NUMBER))
        with study.reading() as connection:
            known = {row.name: row.id for row in cases(connection)}
        for name, score in (("Pengguna 1", 7.5), ("Pejabat 1", 9), ("Pengguna 6", 3)):
            study.do(SetAttribute(AttributeOwner.CASE, known[name], "skor", score))
        matrix = made_of(study, "joint-cases", choices={"score": "skor"})
        assert [row.label for row in matrix.rows] == ["Pejabat 1", "Pengguna 1", "Pengguna 6"]
        assert texts(matrix.cell(1, 0)) == ["7.50"]
        assert matrix.cell(0, 1).symbol == "+"
        rising = made_of(study, "joint-cases", choices={"score": "skor", "order": "rising"})
    assert rising.rows[0].label == "Pengguna 6"


def test_tests_that_are_not_to_be_relied_on_are_told_by_their_themes(worked: StudySession) -> None:
    plain = made_of(worked, "joint-themes")
    names = {row.id: row.label for row in plain.rows}
    (silent,) = [each for each in plain.warnings if "no variation" in each]
    assert names[OTHER] in silent
    assert names[FAST] not in silent
    assert not any("Cochran" in each for each in plain.warnings)


def test_few_expected_cases_are_told_and_the_exact_test_stands_beside(tmp_path: Path) -> None:
    with build_sample(tmp_path / "s.runut", language="en") as study:
        wide = made_of(study, "joint-themes", columns=("vmvh1975",))
        two = made_of(study, "joint-themes", columns=("vmvh1975",), choices={"bands": "1-2,4-5"})
    assert any("Cochran 1954" in each for each in wide.warnings)
    (_, *columns) = [column.id for column in two.columns]
    assert len(columns) == 2
    row = two.rows[0].id
    assert "p (Fisher) = " in texts(at(two, row, "test"))[0]
