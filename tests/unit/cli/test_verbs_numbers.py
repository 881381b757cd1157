"""The verbs that count print tables, answer programs, write files, and refuse without a trace."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.helpers.shared import shared
from tests.unit.cli.conftest import REVIEWS, Runut

CODE = "vmvh1975:VMH2"
ROWS = b"Q1,Q2,Q3\n4,5,2\n3,4,3\n5,5,1\n2,2,4\n4,4,2\n"


@pytest.fixture
def coded(runut: Runut, study: Path) -> Path:
    """The study with proposals confirmed for one code."""
    runut("autocode", study).done()
    runut("confirm", study, "--code", CODE).done()
    return study


@pytest.fixture
def table(tmp_path: Path) -> Path:
    place = tmp_path / "angket.csv"
    place.write_bytes(ROWS)
    return place


def test_codes_are_counted_by_stars(runut: Runut, coded: Path) -> None:
    with REVIEWS.open(encoding="utf-8", newline="") as file:
        stars = Counter(row["score"] for row in csv.DictReader(file))
    found = runut(
        "frequencies", coded, "--codes", CODE, "--by", "stars", "--filter",
        "technique=app_review", "--json",
    ).done().json  # fmt: skip
    assert {group["label"]: group["units"] for group in found["groups"]} == dict(stars)
    assert found["codes"][0]["code"] == CODE
    assert "question" not in found
    answer = runut("frequencies", coded, "--by", "stars", language="id").done().out
    assert "Frekuensi kode menurut Bintang" in answer
    assert "Catatan: Ulasan dan kiriman" in answer


def test_codes_are_tested_by_an_attribute(runut: Runut, coded: Path, tmp_path: Path) -> None:
    words = ("crosstab", coded, "--codes", f"{CODE},vmvh1975:VMH3", "--by", "stars")
    by_text = runut(*words, "--unit", "unit", "--json").done().json
    table = by_text["tables"][0]
    sizes = [group["units"] for group in by_text["groups"]]
    both = zip(table["present"], table["absent"], strict=True)
    assert [a + b for a, b in both] == sizes
    place = tmp_path / "silang.json"
    runut(*words, "--unit", "unit", "-o", place).done()
    told = json.loads(place.read_text(encoding="utf-8"))["content"]
    chi2 = told["tables"][0]["rows"][0]["cells"][1]["number"]
    assert chi2 == table["test"]["chi2"]
    assert "adjusted residual" in runut(*words).done().out


def test_ratings_and_series(runut: Runut, coded: Path) -> None:
    rated = runut("ratings", coded, "--codes", CODE, "--json").done().json
    (code,) = rated["codes"]
    assert code["test"]["first"]["n"] == sum(code["with_code"])
    assert "rank-biserial" in runut("ratings", coded, "--codes", CODE).done().out
    months = runut("series", coded, "--codes", CODE, "--json").done().json
    assert [p["label"] for p in months["periods"]] == sorted(p["label"] for p in months["periods"])
    assert runut("series", coded, "--codes", CODE, "--by", "year").done().out


@pytest.mark.parametrize(
    "words",
    [
        ("crosstab", "--by", "weather"),
        ("frequencies", "--codes", "nothing"),
        ("ratings", "--value", "date"),
        ("series", "--filter", "mood=good"),
        ("frequencies", "--output", "angka.pptx"),
    ],
)
def test_what_cannot_be_asked_is_refused(runut: Runut, coded: Path, words: tuple[str, ...]) -> None:
    verb, *rest = words
    runut(verb, coded, *rest).refused()
    assert not Path("angka.pptx").exists()


def test_items_are_summarised_tested_and_made_an_index(
    runut: Runut, table: Path, tmp_path: Path
) -> None:
    found = runut("likert", table, "--reverse", "Q3", "--json").done().json
    assert [item["answers"]["mean"] for item in found["items"]] == [3.6, 4.0, 3.6]
    assert [item["answers"]["ideal_share"] for item in found["items"]] == [0.72, 0.8, 0.72]
    assert found["scale"]["intervals"][0] == {"level": "very_low", "low": 1.0, "high": 1.8}
    tested = runut("items", table, "--dimension", "A=Q1,Q2", "--json").done().json
    assert tested["scales"][0]["items"] == ["Q1", "Q2"]
    assert tested["scales"][0]["analysis"]["qualities"][0]["is_valid"] is True
    index = runut("skm", table, "--items", "Q1", "--missing", "5", "--json").done().json
    assert index["result"]["index"] == 81.25
    assert "r tabel" in runut("items", table, language="id").done().out
    for ending in ("xlsx", "docx", "html", "md", "csv"):
        place = tmp_path / f"butir.{ending}"
        runut("likert", table, "-o", place).done()
        assert place.stat().st_size


def test_items_may_be_the_stars_of_a_study(runut: Runut, study: Path) -> None:
    with REVIEWS.open(encoding="utf-8", newline="") as file:
        stars = [int(row["score"]) for row in csv.DictReader(file)]
    found = runut("likert", study, "--items", "stars", "--json").done().json
    assert found["items"][0]["answers"]["mean"] == pytest.approx(sum(stars) / len(stars))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("likert", "--scale", "5"), "1-5"),
        (("likert", "--scale", "5-1"), "1-5"),
        (("likert", "--classes", "9"), "3, 4"),
        (("likert", "--dimension", "A"), "NAME=ITEM"),
        (("items", "--words", "Setuju"), "WORD=NUMBER"),
        (("items", "--items", "Q9"), "Q1, Q2, Q3"),
        (("skm", "--items", "Q1"), "“5”"),
    ],
)
def test_items_that_are_none_are_refused(
    runut: Runut, table: Path, words: tuple[str, ...], told: str
) -> None:
    verb, *rest = words
    runut(verb, table, *rest).refused(told)


def test_a_real_form_is_read_by_what_its_words_are_worth(runut: Runut) -> None:
    place = shared("data", "surveys", "googleforms_virtualtour_id.csv")
    found = runut(
        "likert", place, "--scale", "1-2", "--words", "Tidak setuju=1,Setuju=2", "--json"
    ).done().json  # fmt: skip
    assert len(found["items"]) == 5
    assert {item["answers"]["n"] for item in found["items"]} == {361}
