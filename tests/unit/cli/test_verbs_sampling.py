"""The verbs on samples and suggestions: what is drawn, what is measured, and refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from qda.sampling.stored import sample_named, texts_of
from qda.session import StudySession
from qda.suggesting.proposing import learn_from
from qda.suggesting.task import LearningTask
from tests.helpers.sampled import collection_id, praises, review_study, taught
from tests.unit.cli.conftest import Runut

SARI = ("--coder", "Sari")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A study of twenty reviews."""
    place = tmp_path / "kecil.runut"
    review_study(place, [praises(n) for n in range(20)]).close()
    return place


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """A study to learn from."""
    place = tmp_path / "terkode.runut"
    taught(place).close()
    return place


def test_a_sample_is_drawn_listed_written_and_removed(
    runut: Runut, small: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sampel.csv"
    told = runut(
        "sample", small, *SARI, "bintang", "--size", 5, "--by", "stars", "--seed", 7, "--json",
        "-o", target,
    ).done().json  # fmt: skip
    assert (told["rule"], told["drawn"], told["seed"]) == ("stratified", 5, 7)
    assert [(each["name"], each["drawn"]) for each in told["strata"]] == [
        (str(n), 1) for n in range(1, 6)
    ]
    with StudySession.open(small, coder="Sari") as study, study.reading() as connection:
        found = texts_of(connection, sample_named(connection, "bintang"))
    assert [each["key"] for each in told["texts"]] == [each.key for each in found]
    assert told["progress"] == {"texts": 5, "worked": 0, "coded": 0}
    with target.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))
    assert all(any(each.text in row for row in written) for each in found)
    assert "bintang" in runut("samples", small, *SARI).done().out
    assert runut("samples", small, *SARI, "--json").done().json[0]["name"] == "bintang"
    shown = runut("samples", small, "bintang", *SARI).done().out
    assert "seed 7" in shown
    runut("sample", small, *SARI, "bintang", "--remove").done()
    assert runut("samples", small, *SARI, "--json").done().json == []
    assert "Remove the sample" in runut("history", small, *SARI).done().out


def test_what_is_left_of_a_sample_is_said_to_be_done(runut: Runut, small: Path) -> None:
    runut("sample", small, *SARI, "acak", "--size", "4").done()
    said = runut("samples", small, "acak", *SARI, "--done").done().out
    assert said == "4 texts of “acak” are now worked through.\n"
    found = runut("samples", small, "acak", *SARI, "--json").done().json
    assert found["progress"]["worked"] == 4
    runut("undo", small, *SARI).done()
    assert runut("samples", small, "acak", *SARI, "--json").done().json["progress"]["worked"] == 0
    runut("samples", small, "lain", *SARI, "--done").refused("lain")


def test_a_dry_run_draws_nothing(runut: Runut, small: Path) -> None:
    call = ("sample", small, *SARI, "x", "--size", 4, "--dry-run")
    assert "4 texts were drawn as a simple random sample" in runut(*call).done().out
    assert runut(*call, "--json").done().json["drawn"] == 4
    assert runut("samples", small, *SARI, "--json").done().json == []


def test_batches_are_drawn_by_the_verb(runut: Runut, small: Path) -> None:
    call = ("sample", small, *SARI, "jenuh", "--rule", "saturation", "--batch", 2, "--base", 2)
    told = runut(*call, "--run", 1, "--counted", "all", "--json").done().json
    assert (told["drawn"], told["saturation"]["batches"]) == (6, 3)
    runut("sample", small, *SARI, "jenuh", "--next").refused("jenuh")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("x",), ("--size",)),
        (("x", "--size", 21), ("21", "20")),
        (("x", "--size", 3, "--collection", "U09"), ("U09",)),
        (("x", "--size", 3, "--rule", "stratified"), ("--by",)),
        (("x", "--size", 3, "--by", "warna"), ("warna", "stars")),
        (("x", "--size", 3, "--filter", "stars"), ("stars",)),
        (("x", "--next"), ("x",)),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    runut: Runut, small: Path, given: tuple[object, ...], words: tuple[str, ...]
) -> None:
    runut("sample", small, *SARI, *given).refused(*words)


def test_a_sample_limits_other_verbs(runut: Runut, coded: Path) -> None:
    runut("sample", coded, *SARI, "acak", "--size", 10, "--seed", 7).done()
    every = runut("codings", coded, *SARI, "--json").done().json
    some = runut("codings", coded, *SARI, "--filter", "sample=acak", "--json").done().json
    assert 0 < len(some) < len(every)
    runut("codings", coded, *SARI, "--filter", "sample=lain").refused("lain", "acak")


def test_the_documentation_of_a_display_says_which_sample_it_is_limited_to(
    runut: Runut, coded: Path, tmp_path: Path
) -> None:
    runut("sample", coded, *SARI, "acak", "--size", 10, "--seed", 7).done()
    target = tmp_path / "matriks.json"
    runut(
        "display", coded, "clustered-matrix", *SARI, "--rows", "attribute:stars",
        "--filter", "sample=acak", "-o", target,
    ).done()  # fmt: skip
    said = json.dumps(json.loads(target.read_text(encoding="utf-8")), ensure_ascii=False)
    assert "sample: “acak”" in said
    assert "10 texts were drawn as a simple random sample" in said
    assert "10 texts in scope" in said
    told = runut("frequencies", coded, *SARI, "--filter", "sample=acak", "--json").done().json
    assert told["total"]["units"] == 10


def test_suggestions_have_the_figures_of_the_window(
    runut: Runut, coded: Path, tmp_path: Path
) -> None:
    with StudySession.open(coded, coder="Sari") as study, study.reading() as connection:
        made = learn_from(connection, LearningTask(collection_id(study)))
    told = runut("suggest", coded, *SARI, "--dry-run", "--json").done().json
    assert told["rule"] == made.name
    figures = made.figures[0]
    assert told["codes"][0]["precision"] == figures.precision
    assert told["codes"][0]["recall"] == figures.recall
    assert (told["stored"], told["suggested"]) == (None, None)
    assert runut("queue", coded, *SARI, "--json").done().json["total"] == 0
    target = tmp_path / "saran.xlsx"
    stored = runut("suggest", coded, *SARI, "--json", "-o", target).done().json
    assert (stored["stored"]["made"], stored["suggested"]) == (20, {"galat": 20})
    assert target.stat().st_size > 1000
    assert runut("queue", coded, *SARI, "--json").done().json["total"] == 20
    kept = runut("suggest", coded, *SARI, "--list", "--json").done().json
    assert [(each["rule"], each["waiting"]) for each in kept] == [(made.name, 20)]
    assert kept[0]["codes"] == told["codes"]
    assert "precision 1.00" in runut("suggest", coded, *SARI, "--list").done().out
    again = runut("suggest", coded, *SARI, "--threshold", "galat=0.6").done().out
    assert "20 older suggestions replaced" in again
    runut("undo", coded, *SARI).done()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--threshold", "2"), ("2",)),
        (("--threshold", "banyak"), ("banyak",)),
        (("--codes", "tidak"), ("tidak",)),
        (("--sample", "tidak"), ("tidak",)),
        (("--collection", "U09"), ("U09",)),
    ],
)
def test_what_cannot_be_learned_is_refused(
    runut: Runut, coded: Path, given: tuple[str, ...], words: tuple[str, ...]
) -> None:
    runut("suggest", coded, *SARI, *given).refused(*words)


def test_nothing_to_learn_from_says_what_to_do(runut: Runut, small: Path) -> None:
    runut("suggest", small, *SARI).refused("U01", "Draw a sample")
