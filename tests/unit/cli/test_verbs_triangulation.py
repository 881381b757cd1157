"""The verbs of triangulation: triangulate, label, saturation, sheet."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.unit.cli.conftest import FUNDS, Runut, bytes_of, coded

FIRST = ("--rows", "VMH2")


def test_triangulate_prints_figures_and_notes(runut: Runut, study: Path) -> None:
    coded(runut, study)
    said = runut("triangulate", study, *FIRST).done().out
    assert "1 of 1 · high · direction −1.00" in said
    assert "Note: Texts are not read to the end" in said


def test_triangulate_answers_a_program_with_every_figure(runut: Runut, study: Path) -> None:
    uuid = coded(runut, study).json["uuid"]
    found = runut("triangulate", study, *FIRST, "--strict", "--json").done().json
    assert (found["mode"], found["strict"]) == ("source", True)
    (row,) = found["rows"]
    cell = row["cells"]["group:government"]
    assert (cell["asked"], cell["n"], cell["n_neg"], cell["band"]) == (1, 1, 1, "high")
    assert cell["codings"] == [uuid]
    assert row["cells"]["technique:documentation"]["missing"] == "PEND"
    assert len(row["pairs"]) == 3


def test_triangulate_writes_a_workbook_and_changes_nothing(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    coded(runut, study)
    before = bytes_of(study)
    runut("triangulate", study, *FIRST, "-o", tmp_path / "t.xlsx").done()
    assert bytes_of(study) == before
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("no researcher has judged it yet" in each for each in words)


def test_theories_need_a_crosswalk(runut: Runut, study: Path) -> None:
    before = bytes_of(study)
    runut("triangulate", study, "--mode", "theory").refused("--crosswalk")
    runut("triangulate", study, "--mode", "theory", "--crosswalk", "VMH1=VMH2").refused("VMH1=VMH2")
    assert bytes_of(study) == before


def test_labels_belong_to_a_kept_triangulation(runut: Runut, study: Path) -> None:
    coded(runut, study)
    runut("label", study, "VMH2", "agreement", "--reason", "x").refused("Keep a triangulation")
    runut("triangulate", study, "--keep", "Sumber").done()
    runut("label", study, "VMH9", "agreement", "--reason", "x").refused("VMH9", FUNDS)
    runut("label", study, "VMH2", "agreement").refused("why")
    made = runut("label", study, "VMH2", "partial", "--reason", "sepihak", "--inference", "kurang",
                 "--consequence", "needs_data", "--json").done().json  # fmt: skip
    assert (made["row"], made["label"]) == (FUNDS, "partial")
    listed = runut("label", study, "--json").done().json
    assert [(row["row"], row["coder"], row["consequence"]) for row in listed["labels"]] == [
        (FUNDS, "Sari", "needs_data")
    ]
    assert runut("stale", study, "--json").done().json == []


def test_two_groups_are_labelled_by_their_names(runut: Runut, study: Path) -> None:
    coded(runut, study)
    runut("triangulate", study, "--keep", "Sumber").done()
    pair = ("--pair", "Government", "Documentation")
    runut("label", study, "VMH2", *pair).done()
    runut("label", study, "VMH2", "--pair", "Government", "Nobody").refused("Nobody", "Citizens")
    rows = runut("label", study, "--json").done().json["labels"]
    assert rows[0]["pair"] == ["group:government", "technique:documentation"]
    runut("label", study, "VMH2", *pair, "--withdraw").done()
    assert runut("label", study, "--json").done().json["labels"] == []


def test_labels_of_two_are_compared(runut: Runut, study: Path) -> None:
    coded(runut, study)
    runut("triangulate", study, "--keep", "Sumber").done()
    for coder, said in (("Sari", ("agreement", "partial")), ("Dimas", ("agreement", "agreement"))):
        for row, label in zip(("VMH1", "VMH2"), said, strict=True):
            runut("label", study, row, label, "--reason", "x", "--coder", coder).done()
    found = runut("label", study, "--compare", "Sari", "Dimas", "--json").done().json
    assert (found["both"], found["same"], found["kappa"]) == (2, 1, 0.0)
    assert "1 of 2 labels" in runut("label", study, "--compare", "Sari", "Dimas").done().out


def test_saturation_says_what_it_needs(runut: Runut, study: Path, tmp_path: Path) -> None:
    coded(runut, study)
    said = runut("saturation", study, "--counted", "all").done().out
    assert "1 interview is too few for base 4, run 2, threshold 5%" in said
    found = runut("saturation", study, "--counted", "all", "--groups", "none", "--json").done().json
    assert (found[0]["units"], found[0]["curve"], found[0]["report"]) == (["W01"], [1], "")
    runut("saturation", study, "-o", tmp_path / "k.html").done()
    assert "Saturation table" in (tmp_path / "k.html").read_text("utf-8")
    runut("saturation", study, "--threshold", "lima").refused("lima")


def test_a_sheet_is_shown_answered_and_taken_back(runut: Runut, study: Path) -> None:
    assert "32" in runut("sheet", study, "coreq").done().out
    runut("sheet", study, "coreq", "1", "--answer", "Sari", "--page", "34").done()
    (item,) = runut("sheet", study, "coreq", "1", "--json").done().json
    assert (item["state"], item["answer"]["page"]) == ("answered", "34")
    runut("sheet", study, "coreq", "1", "--clear").done()
    (item,) = runut("sheet", study, "coreq", "1", "--json").done().json
    assert (item["state"], item["answer"]) == ("not_done", None)
    runut("sheet", study, "srqr", "S99").refused("S99", "S21")
    runut("sheet", study, "trustworthiness", "audit", "--by", "memo:lost").refused("lost")


def test_trustworthiness_in_indonesian_says_what_is_not_done(runut: Runut, study: Path) -> None:
    said = runut("sheet", study, "trustworthiness", language="id").done().out
    assert "belum dilakukan" in said
    assert "Diskusi teman sejawat" in said
