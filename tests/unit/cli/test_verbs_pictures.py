"""The verbs that draw pictures, count words and make guides."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PIL import Image
from pyxform.xls2xform import convert

from tests.unit.cli.conftest import Runut, bytes_of

CODE = "vmvh1975:VMH2"
ROWS = b"Q1,Q2\n4,5\n3,4\n5,5\n2,2\n"


@pytest.mark.parametrize(
    "words",
    [
        ("bars", "--codes", CODE),
        ("bars", "--by", "group", "--codes", "vmvh1975"),
        ("heat", "--by", "stars", "--bands", "1-2,3,4-5", "--codes", CODE, "--unit", "unit"),
        ("lines", "--codes", CODE, "--by", "year"),
        ("words", "--most", "5", "--phrases", "--order", "score"),
    ],
    ids=lambda words: "-".join(words[:3]),
)
def test_figures_of_codes_are_drawn(
    runut: Runut, study: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    runut("autocode", study).done()
    runut("confirm", study, "--code", CODE).done()
    before = bytes_of(study)
    kind, *rest = words
    picture, drawing = tmp_path / "gambar.png", tmp_path / "gambar.svg"
    runut("plot", study, kind, *rest, "-o", picture).done()
    runut("plot", study, kind, *rest, "-o", drawing, language="id").done()
    with Image.open(picture) as seen:
        assert seen.width >= 2000
    assert drawing.read_text(encoding="utf-8").startswith("<?xml")
    assert bytes_of(study) == before


def test_items_are_drawn_from_a_table(runut: Runut, tmp_path: Path) -> None:
    table = tmp_path / "angket.csv"
    table.write_bytes(ROWS)
    place = tmp_path / "angket.svg"
    said = runut("plot", table, "likert", "--neutral-aside", "--as-given", "-o", place).done().out
    assert str(place) in said
    assert "Q1" in place.read_text(encoding="utf-8")


def test_a_picture_needs_groups_an_ending_and_a_kind(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    runut("plot", study, "heat", "-o", tmp_path / "x.png").refused("--by stars")
    assert runut("plot", study, "pie", "-o", tmp_path / "x.png").code == 2
    runut("plot", study, "bars", "-o", tmp_path / "x.jpg").refused(".png, .svg")
    runut("plot", study, "words", "--collection", "U9", "-o", tmp_path / "x.png").refused("U01")
    assert list(tmp_path.glob("x.*")) == []


def test_words_are_a_table_too(runut: Runut, study: Path, tmp_path: Path) -> None:
    found = runut("words", study, "--collection", "U01", "--most", "3", "--json").done().json
    assert len(found["words"]) == 3
    texts = [each["texts"] for each in found["words"]]
    assert texts == sorted(texts, reverse=True)
    printed = runut("words", study, "--collection", "U01", "--most", "30").done().out
    assert max(len(line) for line in printed.split("\n") if not line.startswith("Note")) < 140
    place = tmp_path / "kata.csv"
    runut("words", study, "--collection", "U01", "--most", "3", "-o", place, language="id").done()
    with place.open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["record"] == "cell"]
    shown = [line for line in lines if line["column_id"] == "texts"]
    assert [int(line["value"]) for line in shown] == texts
    first = found["words"][0]["word"]
    left = runut("words", study, "--collection", "U01", "--without", first, "--json").done().json
    assert first not in {each["word"] for each in left["words"]}
    drawing = tmp_path / "kata.svg"
    runut("words", study, "-o", drawing).done()
    assert drawing.exists()


def test_a_guide_is_made_kept_and_written(runut: Runut, study: Path, tmp_path: Path) -> None:
    words = ("guide", study, "--framework", "vmvh1975", "--kind", "questionnaire", "--title", "K",
             "--roles", "government,warga", "--only", f"{CODE}=government")  # fmt: skip
    form = tmp_path / "k.xlsx"
    runut(*words, "-o", form).done()
    warnings: list[str] = []
    convert(str(form), warnings=warnings)
    assert warnings == []
    before = bytes_of(study)
    for name in ("k.docx", "k.csv", "k.html"):
        runut(*words, "-o", tmp_path / name).done()
    runut("guide", study, "--title", "k", "--coverage", "-o", tmp_path / "cakupan.xlsx").done()
    assert bytes_of(study) == before, "one guide for one choice"
    told = runut("guide", study, "--title", "K", "--json").done().json
    assert told["roles"] == ["government", "warga"]
    asked = {each["name"]: each["roles"] for each in told["questions"]}
    assert (asked["VMH2_1"], asked["VMH1_1"]) == (["government"], [])
    assert [each["title"] for each in runut("guide", study, "--json").done().json] == ["K"]
    shown = runut("guide", study, "--title", "K", language="id").done().out
    assert "Catatan: warga tidak ditanyai apa pun tentang: Sumber daya." in shown


def test_a_guide_that_cannot_be_is_refused(runut: Runut, study: Path, tmp_path: Path) -> None:
    words = ("guide", study, "--framework", "vmvh1975", "--title", "K")
    before = bytes_of(study)
    runut(*words, "--languages", "fr").refused("id,en")
    runut(*words, "--only", f"{CODE}=siapa").refused("CODE=ROLE")
    runut("guide", study, "--codes", "nol").refused("vmvh1975")
    runut("guide", study, "-o", tmp_path / "p.docx").refused("no guide")
    assert bytes_of(study) == before
    runut(*words).done()
    runut(*words, "--languages", "en").refused("--title")
