"""Every verb does what it says, answers programs with ids, and refuses without a trace."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from qda.displays.axes import AxisKind
from qda.sample.contents import FILES
from tests.unit.cli.conftest import INTERVIEW, REVIEWS, Answer, Runut

FAMILY = "👩‍👩‍👧‍👦"
FUNDS = "vmvh1975:VMH2"


def bytes_of(place: Path) -> bytes:
    """What is in the study: the rows, not the pages they happen to lie on."""
    with sqlite3.connect(place) as connection:
        found = "\n".join(connection.iterdump()).encode("utf-8", "surrogatepass")
    connection.close()
    return found


def coded(runut: Runut, study: Path, words: str = f"kurang sekali {FAMILY}") -> Answer:
    start = INTERVIEW.index(words)
    return runut(
        "code", study, "--source", "W01", "--span", f"{start}:{start + len(words)}",
        "--code", FUNDS, "--polarity", "inhibiting", "--strength", "3", "--json",
    )  # fmt: skip


# Made and imported.


def test_a_new_study_is_made_once(runut: Runut, tmp_path: Path) -> None:
    place = tmp_path / "Studi saya.runut"
    runut("new", place, "--coder", "Sari", "--question", "Mengapa?").done()
    before = place.read_bytes()
    runut("new", place, "--coder", "Sari").refused("exists already")
    assert place.read_bytes() == before
    runut("new", tmp_path / "no" / "a.runut", "--coder", "Sari").refused("folder")
    assert runut("sources", place, "--json", "--coder", "Sari").done().json == []


def test_frameworks_are_listed_and_added_once(runut: Runut, study: Path) -> None:
    cards = runut("frameworks", "--json").done().json
    assert {"vmvh1975", "najam1995_5c"} <= {card["id"] for card in cards}
    assert "Van Meter" in runut("frameworks").done().out
    before = bytes_of(study)
    # All or nothing: the second is there already, so the first is not added either.
    runut("framework", "add", study, "najam1995_5c", "vmvh1975").refused("vmvh1975")
    runut("framework", "add", study, "najam1995_5c", "najam1995_5c").refused("najam1995_5c")
    runut("framework", "add", study, "najam1995").refused()
    assert bytes_of(study) == before
    runut("framework", "add", study, "najam1995_5c").done()
    roots = {str(each["canonical_id"]).partition(":")[0] for each in codes(runut, study)}
    assert roots == {"vmvh1975", "najam1995_5c"}


def codes(runut: Runut, study: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = runut("codes", study, "--json").done().json
    return found


def test_a_table_becomes_a_collection_that_newer_exports_are_added_to(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    with REVIEWS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (collection,) = runut("collections", study, "--json").done().json
    assert (collection["key"], collection["units"]) == ("U01", len(rows))
    newer = tmp_path / "lebih-baru.csv"
    with newer.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows([{**rows[0], "reviewId": "baru-1", "content": "Ulasan baru 👍🏽"}, *rows])
    answer = runut("import", study, newer, "--into", "U01", "--json").done().json
    (added,) = answer["collections"]
    assert (added["key"], added["added"], added["known"]) == ("U01", 1, len(rows))
    before = bytes_of(study)
    runut("import", study, newer, "--into", "U09").refused("U09", "U01")
    assert bytes_of(study) == before


def test_a_text_becomes_a_source_of_its_case(runut: Runut, study: Path) -> None:
    paper, talk = runut("sources", study, "--json").done().json
    assert (paper["key"], paper["technique"], paper["cases"]) == ("D01", "documentation", [])
    assert (talk["key"], talk["technique"], talk["cases"]) == ("W01", "interview", ["Bu Ratna"])
    assert talk["length"] == len(INTERVIEW.rstrip("\n")) or talk["length"] == len(INTERVIEW)
    (case,) = runut("cases", study, "--json").done().json
    assert (case["name"], case["role"], case["stakeholder_group"]) == (
        "Bu Ratna",
        "Pelaksana",
        "government",
    )


def test_a_survey_is_one_when_it_is_said_to_be(runut: Runut, study: Path) -> None:
    survey = FILES / "survei-warga.csv"
    columns = json.loads(
        runut("import", study, survey, "--as", "survey", "--dry-run", "--json").out
    )
    assert columns
    with survey.open(encoding="utf-8", newline="") as file:
        heading = next(csv.reader(file))[-1]
    runut("import", study, survey, "--as", "survey", "--map", f"{heading}=text").done()
    found = runut("collections", study, "--json").done().json
    assert [(each["key"], each["kind"], each["technique"]) for each in found] == [
        ("S01", "survey", "survey"),
        ("U01", "reviews", "app_review"),
    ]


def test_a_preview_writes_nothing_and_needs_no_study(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    before = study.read_bytes()
    answer = runut("import", study, REVIEWS, "--dry-run").done()
    assert "300" in answer.out
    assert "Nothing was imported" in answer.out
    (preview,) = runut("import", study, REVIEWS, "--dry-run", "--json").done().json
    assert preview["name"] == REVIEWS.name
    assert study.read_bytes() == before
    runut("import", tmp_path / "none.runut", REVIEWS, "--dry-run").done()
    assert [each.name for each in tmp_path.iterdir()] == ["studi.runut"]


@pytest.mark.parametrize(
    "options",
    [
        ["--map", "content"],
        ["--map", "content=isi"],
        ["--map", "=text"],
        ["--date", "kemarin"],
        ["--date", "2024-13"],
        ["--date", "2024-W01-1"],
        ["--date", "20240101"],
    ],
)
def test_what_cannot_be_imported_so_is_refused(
    runut: Runut, study: Path, options: list[str]
) -> None:
    before = study.read_bytes()
    runut("import", study, REVIEWS, *options).refused()
    assert study.read_bytes() == before


def test_the_same_text_is_refused_the_second_time_with_all_that_came_with_it(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    again, other = tmp_path / "lagi.txt", tmp_path / "baru.txt"
    again.write_text(INTERVIEW, encoding="utf-8")
    other.write_text("Teks lain.", encoding="utf-8")
    before = bytes_of(study)
    runut("import", study, other, again).refused("W01")
    runut("import", study, tmp_path / "hilang.txt").refused("hilang.txt")
    assert bytes_of(study) == before


@pytest.mark.parametrize("given", ["2024", "2024-02", "2024-02-29"])
def test_a_date_may_be_known_to_the_year_only(
    runut: Runut, study: Path, tmp_path: Path, given: str
) -> None:
    paper = tmp_path / "surat.txt"
    paper.write_text("Surat edaran.", encoding="utf-8")
    runut("import", study, paper, "--as", "document", "--date", given).done()
    assert given in {each["collected_on"] for each in runut("sources", study, "--json").json}


# Coded.


def test_a_span_is_counted_in_code_points(runut: Runut, study: Path) -> None:
    row = coded(runut, study).done().json
    assert row["quote"] == f"kurang sekali {FAMILY}"
    assert row["key"] == "W01:2"
    assert (row["polarity"], row["strength"], row["coder"]) == ("inhibiting", 3, "Sari")
    assert len(row["uuid"]) == 36
    (listed,) = runut("codings", study, "--json").done().json
    assert (listed["uuid"], listed["span"], listed["code"]) == (row["uuid"], row["span"], FUNDS)
    coded(runut, study).refused("already")


@pytest.mark.parametrize(
    ("where", "word"),
    [
        (("W01", "5", FUNDS), "5"),
        (("W01", "a:b", FUNDS), "a:b"),
        (("W01", "9:5", FUNDS), "9:5"),
        (("W01", "5:5", FUNDS), "5:5"),
        (("W01", "-3:5", FUNDS), "-3:5"),
        (("W01", "0:99999", FUNDS), "99999"),
        (("W01", "0:" + "9" * 5000, FUNDS), "START:END"),
        (("W09", "0:5", FUNDS), "W09"),
        (("W01", "0:5", "vmvh1975:X"), "vmvh1975:X"),
    ],
)
def test_what_cannot_be_coded_is_refused(
    runut: Runut, study: Path, where: tuple[str, str, str], word: str
) -> None:
    before = bytes_of(study)
    source, span, code = where
    words = ["code", study, "--source", source, f"--span={span}", "--code", code]
    runut(*words).refused(word)
    assert bytes_of(study) == before


def test_autocoding_proposes_and_only_a_person_confirms(runut: Runut, study: Path) -> None:
    only_talk = ("--filter", "source=W01")
    stored = runut("autocode", study, *only_talk, "--json").done().json["stored"]
    assert stored["made"] > 0
    again = runut("autocode", study, *only_talk, "--json").done().json["stored"]
    assert (again["made"], again["known"]) == (0, stored["made"])
    proposals = runut("codings", study, "--filter", "state=proposed", "--json").done().json
    assert len(proposals) == stored["made"]
    runut("confirm", study).refused("--rule")
    runut("confirm", study, "--coding", "nobody").refused("nobody")
    runut("confirm", study, "--coding", proposals[0]["uuid"]).done()
    (sure,) = runut("codings", study, "--filter", "state=confirmed", "--json").done().json
    assert sure["uuid"] == proposals[0]["uuid"]
    runut("confirm", study, "--coding", proposals[0]["uuid"]).refused(proposals[0]["uuid"])
    runut("discard", study, "--all").done()
    assert len(runut("codings", study, "--json").json) == 1


def test_confirming_at_once_confirms_what_is_new_and_nothing_older(
    runut: Runut, study: Path
) -> None:
    older = runut("autocode", study, "--filter", "source=W01", "--json").done().json["stored"]
    answer = runut("autocode", study, "--filter", "source=D01", "--confirm", "--json").done().json
    assert answer["confirmed"] == answer["stored"]["made"] > 0
    waiting = runut("codings", study, "--filter", "state=proposed", "--json").done().json
    assert len(waiting) == older["made"]
    assert {each["key"].partition(":")[0] for each in waiting} == {"W01"}


def test_autocoding_by_what_it_cannot_choose_by_is_refused(runut: Runut, study: Path) -> None:
    before = bytes_of(study)
    runut("autocode", study, "--filter", "state=proposed").refused("technique, source, collection")
    runut("autocode", study, "--framework", "nobody2000").refused("nobody2000")
    assert bytes_of(study) == before


def test_proposals_are_thrown_away_by_rule_or_by_code(runut: Runut, study: Path) -> None:
    runut("autocode", study, "--filter", "source=W01,D01").done()
    proposals = runut("codings", study, "--json").done().json
    rule = proposals[0]["rule"]
    runut("discard", study, "--rule", rule).done()
    left = runut("codings", study, "--json").done().json
    assert left == [each for each in proposals if each["rule"] != rule]
    runut("undo", study).done()
    runut("confirm", study, "--code", proposals[0]["code"]).done()
    sure = runut("codings", study, "--filter", "state=confirmed", "--json").done().json
    assert proposals[0]["uuid"] in {each["uuid"] for each in sure}


# Read.


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


# History and keeping.


def test_undo_and_redo_lead_back_and_forth(runut: Runut, study: Path) -> None:
    coded(runut, study).done()
    coded(runut, study, "laporan terlambat").done()
    assert "Undone" in runut("undo", study, "2").done().out
    assert runut("codings", study, "--json").done().json == []
    before = bytes_of(study)
    runut("redo", study, "3").refused("3", "2")
    runut("undo", study, "99").refused("99")
    assert bytes_of(study) == before
    runut("redo", study, "2").done()
    assert len(runut("codings", study, "--json").done().json) == 2
    runut("redo", study).refused("nothing to redo")
    trail = runut("history", study, "--json", "--count", "4").done().json
    assert [act["act"] for act in trail] == ["redo", "redo", "undo", "undo"]
    assert {act["coder"] for act in trail} == {"Sari"}


def test_a_study_is_checked_and_copied(runut: Runut, study: Path, tmp_path: Path) -> None:
    coded(runut, study).done()
    assert "whole" in runut("check", study).done().out
    copy = tmp_path / "cadangan.runut"
    runut("backup", study, copy).done()
    assert bytes_of(copy) == bytes_of(study)
    runut("check", copy).done()
    runut("backup", study, copy).refused("cadangan.runut")


def test_a_flaw_is_listed_and_refused(runut: Runut, study: Path) -> None:
    with sqlite3.connect(study) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM paragraph")
        connection.execute("UPDATE source SET length = 3 WHERE key = 'W01'")
    connection.close()
    answer = runut("check", study).refused("flaw")
    assert "W01" in answer.out


@pytest.mark.parametrize("damage", ["text", "cut", "zeros"])
def test_a_damaged_file_is_refused_and_left_alone(runut: Runut, study: Path, damage: str) -> None:
    content = study.read_bytes()
    ruined = {
        "text": b"not a study at all",
        "cut": content[: len(content) // 3],
        "zeros": content[:4096] + b"\0" * (len(content) - 4096),
    }[damage]
    study.write_bytes(ruined)
    runut("sources", study).refused("studi.runut")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--source", "W01", "--span", "0:2", "--code", "X"], "Tidak ada kode “X”"),
        (["--source", "W9", "--span", "0:2", "--code", FUNDS], "Tidak ada sumber data “W9”"),
        (["--source", "W01", "--span", "2", "--code", FUNDS], "bukan rentang"),
    ],
)
def test_refusals_are_indonesian_where_that_was_asked(
    runut: Runut, study: Path, words: list[str], said: str
) -> None:
    runut("code", study, *words, language="id").refused(said)


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
