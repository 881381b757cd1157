"""The verbs that read a study: lists, searches, quotes, displays, and what is still to be done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qda.displays.axes import AxisKind
from tests.unit.cli.conftest import (
    FAMILY,
    Runut,
    coded,
)


@pytest.mark.parametrize("verb", ["sources", "codes", "codings", "cases", "collections", "history"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_lists_are_tables_for_people_and_json_with_ids_for_programs(
    runut: Runut, study: Path, verb: str, language: str
) -> None:
    coded(runut, study).done()
    table = runut(verb, study, language=language).done()
    lines = table.out.splitlines()
    found = runut(verb, study, "--json").done().json
    assert len(lines) == len(found) + 2
    assert set(lines[1]) <= {"-", " "}
    wanted = "edit_id" if verb == "history" else "id"
    assert all(isinstance(each[wanted], int) for each in found)
    assert verb == "history" or all(len(each["uuid"]) == 36 for each in found)


def test_a_text_cannot_command_the_terminal(runut: Runut, study: Path) -> None:
    runut("undo", study, "--coder", "Jahat\x1b[2J\x07\n👍").done()
    said = runut("history", study).done().out
    assert "Jahat�[2J� ⏎ 👍" in said
    assert not {"\x1b", "\x07"} & set(said)
    refusal = runut("search", study, "\x1b[", "--count", "1").refused()
    assert "\x1b" not in refusal.err


def test_words_are_found_with_their_keys(runut: Runut, study: Path) -> None:
    hits = runut("search", study, "anggaran", "--json").done().json
    assert {"W01:1", "W01:2"} <= {hit["key"] for hit in hits["places"]}
    for hit in hits["places"]:
        start, end = hit["marks"][0]
        assert hit["snippet"][start:end].casefold() == "anggaran"
    assert "Found in" in runut("search", study, "anggaran").done().out
    assert runut("search", study, "tidakadakataini", "--json").done().json["places"] == []
    runut("search", study, "👍").refused("👍")
    runut("search", study, "x", "--in", "memos").done()


def test_codings_by_a_filter_that_is_none_are_refused(runut: Runut, study: Path) -> None:
    runut("codings", study, "--filter", "stars=2").refused("technique")
    runut("codings", study, "--filter", "source=W77").refused("W77")


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf", "html", "md", "csv", "json"])
def test_quotes_are_written_to_every_kind_of_file(
    runut: Runut, study: Path, tmp_path: Path, ending: str
) -> None:
    coded(runut, study).done()
    target = tmp_path / f"kutipan.{ending}"
    words = ("quotes", study, "--code", "VMH2", "--role", "pelaksana", "-o", target)
    assert "Wrote 1 quotes" in runut(*words).done().out
    assert target.stat().st_size > 100
    if ending in ("html", "json", "csv", "md"):
        assert "W01" in target.read_text("utf-8")


def test_quotes_of_nothing_are_refused(runut: Runut, study: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    runut("quotes", study, "--code", "X", "-o", target).refused("X")
    runut("quotes", study, "--code", "VMH2", "--role", "Lurah", "-o", target).refused("Pelaksana")
    runut("quotes", study, "--code", "VMH2", "-o", tmp_path / "x.exe").refused(".xlsx")
    assert not target.exists()


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "html", "csv", "json"])
def test_a_display_is_written_to_every_kind_of_file(
    runut: Runut, study: Path, tmp_path: Path, ending: str
) -> None:
    coded(runut, study).done()
    target = tmp_path / f"matriks.{ending}"
    said = runut("display", study, "clustered-matrix", "--rows", "group", "-o", target).done().out
    assert "resting on 1 codings" in said
    assert target.stat().st_size > 100
    if ending == "json":
        assert f"kurang sekali {FAMILY}" in target.read_text("utf-8")


@pytest.mark.parametrize("axis", [*(k for k in AxisKind if k != "attribute"), "attribute:stars"])
def test_every_axis_can_be_written(runut: Runut, study: Path, tmp_path: Path, axis: str) -> None:
    target = tmp_path / "m.json"
    runut("display", study, "clustered-matrix", "--rows", axis, "--columns", "VMH2", "--level", "2",
          "--filter", "technique=interview,app_review", "-o", target).done()  # fmt: skip
    assert json.loads(target.read_text("utf-8"))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["spiral", "-o", "x.html"], "clustered-matrix"),
        (["clustered-matrix", "--rows", "moon", "-o", "x.html"], "attribute:NAME"),
        (["clustered-matrix", "--rows", "attribute:bulan", "-o", "x.html"], "stars"),
        (["clustered-matrix", "--columns", "najam1995_5c", "-o", "x.html"], "vmvh1975"),
        (["clustered-matrix", "--filter", "x=1", "-o", "x.html"], "technique"),
        (["clustered-matrix", "-o", "x.exe"], ".xlsx"),
    ],
)
def test_a_display_that_cannot_be_made_is_refused(
    runut: Runut, study: Path, words: list[str], named: str
) -> None:
    words[-1] = str(study.with_name(words[-1]))
    runut("display", study, *words).refused(named)
    assert [each.name for each in study.parent.iterdir()] == ["studi.runut"]


# What is still to be done.


def test_what_waits_is_told_by_source_and_by_code(runut: Runut, study: Path) -> None:
    assert runut("queue", study, "--json").done().json["total"] == 0
    assert "0 proposals" in runut("--lang", "en", "queue", study).done().out
    runut("autocode", study).done()
    found = runut("queue", study, "--json").done().json
    waiting = runut("codings", study, "--filter", "state=proposed", "--json").done().json
    assert found["total"] == len(waiting) > 0
    assert sum(each["count"] for each in found["sources"]) == len(waiting)
    by_code = {each["code"]: each["count"] for each in found["codes"]}
    assert by_code == {code: sum(row["code"] == code for row in waiting) for code in by_code}
    few = runut("queue", study, "--filter", "source=W01", "--json").done().json
    assert [each["key"] for each in few["sources"]] == ["W01"]
    assert few["total"] < found["total"]
    said = runut("queue", study).done().out
    assert "U01" in said
    runut("queue", study, "--filter", "source=W99").refused("W99")


def test_progress_counts_what_is_coded_and_read(runut: Runut, study: Path) -> None:
    coded(runut, study).done()
    rows = {row["key"]: row for row in runut("progress", study, "--json").done().json}
    words = f"kurang sekali {FAMILY}"
    assert (rows["W01"]["coded"], rows["W01"]["codings"]) == (len(words), 1)
    assert rows["W01"]["length"] >= rows["W01"]["coded"]
    assert rows["U01"]["texts"] > 1
    said = runut("progress", study).done().out
    assert "W01" in said
    assert "%" in said


def test_a_memo_is_written_listed_and_exported(runut: Runut, study: Path, tmp_path: Path) -> None:
    said = runut("memo", study, "--on", "W01:2", "--text", "Lihat vmvh1975:VMH2.", "--date",
                 "2026-01-05").done().out  # fmt: skip
    assert "W01:2" in said
    runut("memo", study, "--on", "Bu Ratna", "--text", "Sabar", "--kind", "method").done()
    runut("memo", study, "--on", "VMH2", "--text", "Batasnya?").done()
    runut("memo", study, "--kind", "journal", "--text", "Hari ini").done()
    found = runut("memos", study, "--json").done().json
    assert {(each["memo"]["text"], (each["subject"] or {}).get("table")) for each in found} == {
        ("Lihat vmvh1975:VMH2.", "source"), ("Sabar", "case"), ("Batasnya?", "code"),
        ("Hari ini", None),
    }  # fmt: skip
    only = runut("memos", study, "--kind", "journal", "--json").done().json
    assert [each["memo"]["text"] for each in only] == ["Hari ini"]
    about = runut("memos", study, "--on", "vmvh1975:VMH2", "--json").done().json
    assert {each["memo"]["text"] for each in about} == {"Lihat vmvh1975:VMH2.", "Batasnya?"}
    place = tmp_path / "memo.html"
    assert "4" in runut("memos", study, "-o", place).done().out
    assert "Batasnya?" in place.read_text(encoding="utf-8")
    assert "Sabar" in runut("memos", study).done().out


def test_a_memo_that_cannot_be_is_refused(runut: Runut, study: Path) -> None:
    runut("memo", study, "--on", "Pak Siapa", "--text", "x").refused("Pak Siapa", "W03")
    runut("memo", study, "--text", " ").refused("empty")
    runut("memo", study, "--text", "x", "--date", "kemarin").refused("kemarin")
    runut("memos", study, "-o", "memo.xyz").refused(".docx")


def test_everything_is_searched_and_what_is_found_is_coded(runut: Runut, study: Path) -> None:
    runut("memo", study, "--text", "Tentang anggaran").done()
    found = runut("search", study, "anggaran", "--in", "all", "--json").done().json
    assert found["memo"][0]["title"] == "Tentang anggaran"
    assert found["texts"] == len({row["id"] for row in found["places"]})
    assert "Found in 1 memo." in runut("search", study, "anggaran", "--in", "memos").done().out
    codes = runut("search", study, "resources", "--in", "codes").done().out
    assert "vmvh1975:VMH2" in codes
    more = runut("search", study, "lapor", "--forms", "--json").done().json
    assert more["texts"] > runut("search", study, "lapor", "--json").done().json["texts"]
    interviews = ("--filter", "technique=interview")
    said = runut("search", study, "anggaran", *interviews, "--code", "VMH2.2", "--unit", "turn")
    assert "Coded 2 places" in said.done().out
    again = runut("search", study, "anggaran", *interviews, "--code", "VMH2.2", "--unit", "turn")
    assert "2 bore the code already." in again.done().out
    runut("undo", study).done()
    assert runut("codings", study, "--json").done().json == []
    runut("search", study, "x", "--in", "memos", "--code", "VMH2").refused("--in")
    runut("search", study, "x", "--filter", "warna=merah").refused("warna")
