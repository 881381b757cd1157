"""Real reviews: a sample by stars, codes by a known rule, and suggestions held against the rest."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from models.positions import Span, trimmed
from qda.cli.main import run
from qda.edits.coding import CodeMany, CodeSegment
from qda.edits.sampling import WorkThrough
from qda.retrieval.codes import code_by_id
from qda.retrieval.codings import CodingFilter, codings
from qda.sampling.stored import sample_named, texts_of
from qda.session import StudySession
from qda.suggesting.proposing import learn_from
from qda.suggesting.task import LearningTask
from tests.helpers.shared import shared

pytestmark = pytest.mark.slow

WORDS = ("vaksin", "daftar")
"""The known rule: a review with such a word is one on registering for a service."""
CODE = "app_complaints:JK8"


def _bears(text: str) -> bool:
    return any(word in text.casefold() for word in WORDS)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of 4,919 reviews with a coded sample of 400."""
    file = shared("data", "reviews", "jaki_googleplay_id.csv")
    folder = tmp_path_factory.mktemp("sampling")
    place = folder / "jaki.runut"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNUT_CONFIG_DIR", str(folder / "settings"))
        for words in (
            ("new", place),
            ("import", place, file, "--as", "reviews"),
            ("framework", "add", place, "app_complaints"),
            ("sample", place, "s400", "--size", 400, "--by", "stars", "--seed", 7),
        ):
            assert run(["--lang", "en", *map(str, words), "--coder", "Sari"]) == 0
    with StudySession.open(place, coder="Sari") as study:
        with study.reading() as connection:
            texts = texts_of(connection, sample_named(connection, "s400"))
            code = code_by_id(connection, CODE).id
        made = []
        for each in texts:
            span = trimmed(each.text, Span(0, len(each.text)))
            if span is not None and _bears(each.text):
                made.append(CodeSegment(each.source_id, span, code))
        study.do(CodeMany(tuple(made)))
        study.do(WorkThrough(tuple(each.source_id for each in texts)))
    return place


def test_the_strata_are_those_of_the_file(story: Path) -> None:
    file = shared("data", "reviews", "jaki_googleplay_id.csv")
    with file.open(encoding="utf-8-sig", newline="") as rows:
        stars = Counter(row["score"] for row in csv.DictReader(rows) if row["content"].strip())
    with StudySession.open(story, coder="Sari") as study, study.reading() as connection:
        row = sample_named(connection, "s400")
    assert {each.name: each.size for each in row.strata} == dict(stars)
    whole = sum(stars.values())
    assert all(abs(each.drawn - 400 * each.size / whole) < 1 for each in row.strata)
    assert sum(each.drawn for each in row.strata) == row.drawn == 400


def test_precision_holds_on_the_rows_that_were_held_out(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with StudySession.open(story, coder="Sari") as study, study.reading() as connection:
        row = sample_named(connection, "s400")
        task = LearningTask(row.plan.collection_id, "s400")
        figures = learn_from(connection, task).figures[0]
    call = ["--lang", "en", "suggest", str(story), "--sample", "s400", "--coder", "Sari", "--json"]
    capsys.readouterr()
    assert run(call) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["codes"][0]["precision"] == figures.precision
    assert told["codes"][0]["recall"] == figures.recall
    assert told["settings"]["texts"] == 400
    with StudySession.open(story, coder="Sari") as study, study.reading() as connection:
        found = codings(connection, CodingFilter(rules=frozenset({f"{told['rule']} {CODE}"})))
    assert len(found) == told["stored"]["made"] > 100
    right = sum(_bears(each.quote) for each in found)
    # The rest is more than ten times the sample: what was promised holds within its chance.
    assert figures.precision is not None
    assert right / len(found) == pytest.approx(figures.precision, abs=0.1)
