"""Respondents of a survey are drawn as a whole: all their answers come into the sample."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.errors import Refused
from models.vocabulary import Allocation, SampleRule
from qda.cli.main import run
from qda.edits.importing import ImportCollection
from qda.edits.sampling import DrawNextBatch, DrawSample, WorkThrough
from qda.i18n import Speech
from qda.sampling.drawing import FewRespondents
from qda.sampling.plan import (
    FoldedRespondents,
    NotRespondents,
    SamplePlan,
    SamplingUnit,
    UntilSaturation,
)
from qda.sampling.reports import sample_report
from qda.sampling.stored import SampleRow, SampleText, sample_named, texts_of
from qda.sampling.wording import method_text
from qda.session import StudySession
from qda.statistics.saturation import SaturationRule
from tests.helpers.respondents import LINES, add_survey
from tests.helpers.shared import shared
from tests.helpers.studies import new_session, reviews, unchanged

PLAN = SamplePlan("orang", 1, SampleRule.RANDOM, size=3, seed=7, unit=SamplingUnit.RESPONDENTS)
WROTE = [nth for nth, line in enumerate(LINES, 1) if line[4] or line[5] not in ("", "-")]
"""The rows of those who wrote anything; one wrote a dash, which stands for no answer."""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "studi.runut") as session:
        add_survey(session)
        yield session


def drawn(study: StudySession, **more: Any) -> tuple[SampleRow, tuple[SampleText, ...]]:
    plan = replace(PLAN, **more)
    study.do(DrawSample(plan))
    return stored(study, plan.name)


def stored(study: StudySession, name: str) -> tuple[SampleRow, tuple[SampleText, ...]]:
    with study.reading() as connection:
        row = sample_named(connection, name)
        return row, texts_of(connection, row)


def keys_of(row: int) -> list[str]:
    line = LINES[row - 1]
    said = {"Kendala": line[4], "Saran": "" if line[5] == "-" else line[5]}
    return [f"S01-{row:04d}.{key}" for key, words in said.items() if words]


def test_those_with_the_smallest_numbers_are_drawn_with_all_they_wrote(
    study: StudySession,
) -> None:
    row, texts = drawn(study)
    random = Random(7)
    numbers = {nth: random.random() for nth in WROTE}
    chosen = sorted(WROTE, key=numbers.__getitem__)[:3]
    assert [each.key for each in texts] == [key for nth in chosen for key in keys_of(nth)]
    assert [each.position for each in texts] == list(range(1, len(texts) + 1))
    assert (row.chosen, row.drawn) == (3, len(texts))
    frame = row.frame
    assert (frame.size, frame.respondents, frame.answers) == (len(WROTE), len(LINES), 7)
    assert row.plan == PLAN


def test_strata_count_respondents(study: StudySession) -> None:
    of_file = {name: sum(LINES[n - 1][2] == name for n in WROTE) for name in ("Timur", "Barat")}
    row, texts = drawn(
        study,
        rule=SampleRule.STRATIFIED,
        by=("Wilayah",),
        allocation=Allocation.EQUAL,
    )
    sizes = {each.name: each.size for each in row.strata}
    assert sizes == {**of_file, "Pusat": 1}
    assert [each.drawn for each in row.strata] == [1, 1, 1]
    assert len({each.key.split(".")[0] for each in texts}) == 3
    english, indonesian = method_text(row, Speech("en")), method_text(row, Speech("id"))
    assert "The frame is 5 of the 6 respondents of “warga” (S01), with 7 of their 7 open" in english
    assert "3 respondents were drawn at random within 3 strata by Wilayah" in english
    assert f"all {len(texts)} answers of those who were drawn are in the sample" in english
    assert "Fewer than 5 respondents were drawn from: " in english
    assert "by respondents in the frame per drawn respondent" in english
    assert "3 responden diambil secara acak dalam 3 strata menurut Wilayah" in indonesian
    assert "teks diambil" not in indonesian
    report = sample_report(row, texts, language="en")
    assert report.subtitle == "3 respondents"
    assert report.table("strata").columns[2].label == "Per drawn respondent"


def test_the_answers_to_one_question_alone_are_drawn_where_the_filter_says_so(
    study: StudySession,
) -> None:
    row, texts = drawn(study, filter="question=Saran", size=1)
    assert row.frame.size == sum(line[5] not in ("", "-") for line in LINES)
    assert [each.key.rpartition(".")[2] for each in texts] == ["Saran"]


def test_batches_are_of_respondents(study: StudySession) -> None:
    until = UntilSaturation(1, SaturationRule(2, 1, 0.05))
    row, texts = drawn(study, rule=SampleRule.SATURATION, size=0, until=until)
    people = [each.key.split(".")[0] for each in texts]
    assert row.chosen == 3
    assert [each.batch for each in texts] == [
        1 + list(dict.fromkeys(people)).index(p) for p in people
    ]
    study.do(WorkThrough(tuple(each.source_id for each in texts)))
    more = study.do(DrawNextBatch("orang"))
    row, after = stored(study, "orang")
    assert row.chosen == 4
    assert len(after) == len(texts) + more
    assert {each.batch for each in after[len(texts) :]} == {4}


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"size": 6}, FewRespondents),
        ({"folded": True}, FoldedRespondents),
        ({"collection_id": 2}, NotRespondents),
    ],
)
def test_what_cannot_be_drawn_is_refused_without_a_trace(
    study: StudySession, more: dict[str, Any], refusal: type[Refused]
) -> None:
    study.do(ImportCollection(reviews("ulasan", ["Bagus", "Lambat"])))
    with unchanged(study.store), pytest.raises(refusal):
        study.do(DrawSample(replace(PLAN, **more)))


def test_the_verb_draws_respondents_of_a_real_survey(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    path = shared("data", "surveys", "qualtrics_proctoring_educators.csv")
    place = tmp_path / "a.runut"
    for words in (["new", place, "--coder", "Sari"], ["import", place, path]):
        assert run([str(word) for word in words]) == 0
    capsys.readouterr()
    call = ["sample", str(place), "orang", "--unit", "respondents", "--size", "20", "--json"]
    assert run([*call, "--filter", "question=N2,N3,N4"]) == 0
    told = json.loads(capsys.readouterr().out)
    with path.open(encoding="utf-8-sig", newline="") as file:
        heads, _, *rows = csv.reader(file)
    at = [heads.index(name) for name in ("N2", "N3", "N4")]
    wrote = [n for n, row in enumerate(rows, 1) if any(row[i].strip() for i in at)]
    assert told["frame"]["size"] == len(wrote)
    random = Random(1)
    numbers = {n: random.random() for n in wrote}
    chosen = set(sorted(wrote, key=numbers.__getitem__)[:20])
    assert {int(each["key"].split(".")[0][4:]) for each in told["texts"]} == chosen
    answers = sum(bool(rows[n - 1][i].strip()) for n in chosen for i in at)
    assert (told["unit"], told["chosen"], told["drawn"]) == ("respondents", 20, answers)
