"""Rows are listed, written and coded by the same functions as in the window."""

from __future__ import annotations

import csv
from pathlib import Path

from openpyxl import load_workbook

from tests.unit.cli.conftest import FUNDS, REVIEWS, Runut, bytes_of


def lines() -> list[dict[str, str]]:
    with REVIEWS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_listed_for_people_and_for_programs(runut: Runut, study: Path) -> None:
    answer = runut("rows", study, "--collection", "u01", "--json").done().json
    assert (answer["total"], answer["texts"]) == (300, 300)
    assert [row["text"] for row in answer["rows"]] == [line["content"] for line in lines()]
    shown = runut("rows", study, "--collection", "U01", "--columns", "key,stars").done().out
    assert shown.startswith("Key")
    assert "300 of 300 rows" in shown
    assert "200 are printed; --most prints more." in shown


def test_rows_are_filtered_searched_and_sorted(runut: Runut, study: Path) -> None:
    wanted = sorted(
        (n for n, line in enumerate(lines(), 1) if line["score"] in ("1", "2")),
        key=lambda n: (int(lines()[n - 1]["score"]), n),
    )
    answer = runut(
        "rows", study, "--collection", "U01", "--filter", "stars=1,2", "--sort", "stars", "--json"
    ).done()
    assert [row["row"] for row in answer.json["rows"]] == wanted
    found = runut("rows", study, "--collection", "U01", "--search", "lapor*", "--json").done()
    assert all("lapor" in row["text"].casefold() for row in found.json["rows"])
    few = runut("rows", study, "--collection", "U01", "--rows", "3:5", "--json").done()
    assert [row["row"] for row in few.json["rows"]] == [3, 4, 5]


def test_folded_rows_name_what_is_folded_into_them(runut: Runut, study: Path) -> None:
    answer = runut("rows", study, "--collection", "U01", "--fold", "--json").done().json
    folded = sum(len(row["folded"]) for row in answer["rows"])
    assert len(answer["rows"]) + folded == answer["texts"] == 300
    same = runut("rows", study, "--collection", "U01", "--fold", "same", "--json").done().json
    assert len(same["rows"]) >= len(answer["rows"])


def test_rows_are_written_to_a_file_by_its_ending(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    place = tmp_path / "baris.xlsx"
    runut(
        "rows", study, "--collection", "U01", "--columns", "key,stars,text", "--fold", "-o", place
    ).done()
    first = next(load_workbook(place).worksheets[0].iter_rows(values_only=True))
    assert first == ("Key", "Stars", "Text", "Texts")
    runut("rows", study, "--collection", "U01", "-o", tmp_path / "a.odt").refused(".xlsx")


def test_rows_are_coded_in_one_edit_that_one_undo_takes_back(runut: Runut, study: Path) -> None:
    low = sum(line["score"] == "1" for line in lines())
    words = ("--collection", "U01", "--filter", "stars=1", "--code", FUNDS)
    done = runut("code", study, *words, "--json").done().json
    assert (done["rows"], done["coded"] + done["empty"], done["borne"]) == (low, low, 0)
    again = runut("code", study, *words).done().out
    assert "0 rows coded" in again
    coded = runut("rows", study, "--collection", "U01", "--filter", "coded=yes", "--json").done()
    assert len(coded.json["rows"]) == done["coded"]
    assert coded.json["rows"][0]["codings"][0]["code"] == FUNDS
    runut("undo", study).done()
    left = runut("rows", study, "--collection", "U01", "--filter", "coded=yes", "--json").done()
    assert left.json["rows"] == []


def test_what_cannot_be_read_is_refused_and_changes_nothing(runut: Runut, study: Path) -> None:
    before = bytes_of(study)
    runut("rows", study, "--collection", "U09").refused("U01")
    runut("rows", study, "--collection", "U01", "--filter", "colour=red").refused("stars")
    runut("rows", study, "--collection", "U01", "--sort", "colour").refused("stars")
    runut("rows", study, "--collection", "U01", "--rows", "a:b").refused("1:50")
    runut("code", study, "--code", FUNDS).refused("--source")
    runut("code", study, "--source", "W01", "--code", FUNDS).refused("--span")
    runut("code", study, "--collection", "U01", "--code", FUNDS).refused("text=words")
    assert bytes_of(study) == before


def test_many_rows_are_coded_judged_and_noted_in_one_act(runut: Runut, study: Path) -> None:
    rows = ("--collection", "U01", "--filter", "stars=1", "--code", FUNDS)
    said = ("--polarity", "inhibiting", "--strength", "3", "--memo", "Keluhan berulang")
    done = runut("code", study, *rows, *said, "--json").done().json
    assert done["coded"] == done["noted"] > 10
    assert done["judged"] == 0
    again = runut("code", study, *rows, "--strength", "2").done().out
    assert f"{done['coded']} that bore it are judged otherwise now." in again
    runut("undo", study).done()
    found = runut("codings", study, "--code", FUNDS, "--filter", "collection=U01", "--json").done()
    judged = [each for each in found.json if each["strength"] == 3]
    assert len(judged) == done["coded"]
    assert {each["polarity"] for each in judged} == {"inhibiting"}
    runut("undo", study).done()
    left = runut("codings", study, "--code", FUNDS, "--filter", "collection=U01", "--json").done()
    assert len(left.json) == len(found.json) - done["coded"]


def test_a_refusal_is_worded_in_indonesian_too(runut: Runut, study: Path) -> None:
    runut("rows", study, "--collection", "U09", language="id").refused("koleksi")
