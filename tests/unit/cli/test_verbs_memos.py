"""The verbs on memos and on searching: written, listed, exported, found, coded, refused."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Runut


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
