"""What displays need to know is recorded, listed, changed and checked from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qda.cli.recorded import SHOWN
from tests.unit.cli.conftest import FUNDS, INTERVIEW, Runut, bytes_of, coded

STAFF = "vmvh1975:VMH3"
DOCUMENT = """Pergub Nomor 280 Tahun 2014 tentang Unit Pengelola, dan UU No. 25 Tahun 2009.
Kota\tLaki-laki\tPerempuan\tJumlah
A\t10\t20\t30
B\t1\t2\t4
Jumlah\t11\t22\t34
Pada tahun 2022 ada 1.000.000 pengguna dari 10,64 juta jiwa, yaitu 6,75%.
"""


def listed(runut: Runut, study: Path, verb: str) -> list[dict[str, Any]]:
    """What a verb lists, for a program."""
    found: list[dict[str, Any]] = runut(verb, "list", study, "--json").done().json
    return found


def add_paper(runut: Runut, study: Path, tmp_path: Path) -> None:
    """Import a paper that names regulations and numbers, as D02."""
    paper = tmp_path / "makalah.txt"
    paper.write_text(DOCUMENT, encoding="utf-8")
    runut("import", study, paper, "--as", "document").done()


# Events and stages.


def test_an_event_is_recorded_changed_and_taken_away(runut: Runut, study: Path) -> None:
    start = INTERVIEW.index("laporan terlambat")
    made = runut(
        "events", "add", study, "--title", "Laporan terlambat", "--on", "2021-05",
        "--strand", "pelaporan", "--code", FUNDS, "--critical", "--reason", "warga menunggu",
        "--source", "W01", "--span", f"{start}:{start + 17}", "--json",
    ).done().json  # fmt: skip
    (happening,) = listed(runut, study, "events")
    (event,) = happening["events"]
    assert event["uuid"] == made["uuid"]
    assert (event["quote"], event["key"], event["code"]) == ("laporan terlambat", "W01:2", FUNDS)
    assert event["is_critical"]
    short = made["uuid"][-SHOWN:]
    runut("events", "change", study, short, "--on", "2021-05-17", "--not-critical", "--code", "")
    (happening,) = listed(runut, study, "events")
    (event,) = happening["events"]
    assert (event["starts_on"], event["is_critical"], event["code_id"]) == (
        "2021-05-17", False, None,
    )  # fmt: skip
    assert (event["quote"], event["reason"]) == ("laporan terlambat", "warga menunggu")
    assert short in runut("events", "list", study).done().out
    runut("events", "remove", study, short).done()
    assert listed(runut, study, "events") == []
    assert "Remove 1 events" in runut("history", study).done().out


def test_regulations_are_proposed_once_and_confirmed(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    add_paper(runut, study, tmp_path)
    said = runut("events", "recognise", study, "--source", "D02", "--json").done().json
    assert said == {"made": 2, "known": 0}
    assert "were known" in runut("events", "recognise", study).done().out
    found = listed(runut, study, "events")
    assert [(each["title"], each["dates"][0]["starts_on"]) for each in found] == [
        ("UU Nomor 25 Tahun 2009", "2009"),
        ("Pergub Nomor 280 Tahun 2014", "2014"),
    ]
    assert "Peraturan" in runut("events", "list", study, language="id").done().out
    runut("events", "confirm", study, found[0]["events"][0]["uuid"]).done()
    proposed = runut("events", "list", study, "--state", "proposed", "--json").done().json
    assert [each["title"] for each in proposed] == ["Pergub Nomor 280 Tahun 2014"]
    assert runut("events", "confirm", study, "--proposed", "--json").done().json == {"confirmed": 1}
    ids = [each["events"][0]["uuid"] for each in found]
    runut("events", "join", study, *ids).done()
    (happening,) = listed(runut, study, "events")
    assert [each["starts_on"] for each in happening["dates"]] == ["2009", "2014"]
    assert "contradict" in runut("events", "list", study).done().out


def test_codings_that_name_a_date_become_events(runut: Runut, study: Path, tmp_path: Path) -> None:
    add_paper(runut, study, tmp_path)
    runut("code", study, "--source", "D02", "--span", "0:27", "--code", FUNDS).done()
    said = runut("events", "from-codings", study, "--filter", f"code={FUNDS}", "--json").done().json
    assert said["made"] == 1


def test_stages_are_kept_in_an_order(runut: Runut, study: Path) -> None:
    for name, since, until in (("Rencana", "2014", "2016-06"), ("Jalan", "2016-07", "")):
        runut("stages", "add", study, "--name", name, "--since", since, "--until", until).done()
    first, second = (each["uuid"] for each in listed(runut, study, "stages"))
    runut("stages", "arrange", study, second, first).done()
    runut("stages", "change", study, first, "--name", "Perencanaan", "--until", "2017").done()
    assert [(s["name"], s["ends_on"]) for s in listed(runut, study, "stages")] == [
        ("Jalan", ""), ("Perencanaan", "2017"),
    ]  # fmt: skip
    assert "Perencanaan" in runut("stages", "list", study).done().out
    runut("stages", "remove", study, first, second).done()
    assert listed(runut, study, "stages") == []


# Ratings and relations.


def test_a_rating_is_recorded_with_its_evidence_and_changed(runut: Runut, study: Path) -> None:
    coded(runut, study).done()
    (coding,) = runut("codings", study, "--json").done().json
    made = runut(
        "rating", "add", study, "--code", FUNDS, "--value", "2,5", "--scale", "1:5",
        "--case", "bu ratna", "--rule", "1 lemah", "--evidence", coding["uuid"], "--json",
    ).done().json  # fmt: skip
    (row,) = listed(runut, study, "rating")
    assert (row["value"], row["high"], row["case"], row["evidence"]) == (
        2.5, 5, "Bu Ratna", [coding["uuid"]],
    )  # fmt: skip
    runut("rating", "change", study, made["uuid"], "--value", "4", "--reason", "cukup").done()
    (row,) = listed(runut, study, "rating")
    assert (row["value"], row["reason"], row["rule"]) == (4, "cukup", "1 lemah")
    assert "Bu Ratna" in runut("rating", "list", study).done().out
    runut("rating", "remove", study, made["uuid"]).done()
    assert listed(runut, study, "rating") == []


def test_ratings_are_proposed_by_the_rule_that_is_told(runut: Runut, study: Path) -> None:
    coded(runut, study).done()
    said = runut("rating", "propose", study, "--code", FUNDS, language="id").done().out
    assert "Mengusulkan 1 penilaian" in said
    assert "mulai 0,33" in said
    (row,) = listed(runut, study, "rating")
    assert (row["state"], row["coder"], row["case"]) == ("proposed", "ratings 1", "Bu Ratna")
    again = runut(
        "rating", "propose", study, "--code", FUNDS, "--by", "study", "--scale", "0:1",
        "--thresholds", "0.5", "--json",
    ).done().json  # fmt: skip
    assert again["made"] == 1
    runut("rating", "confirm", study, "--proposed").done()
    assert {each["coder"] for each in listed(runut, study, "rating")} == {"Sari"}


def test_relations_run_between_codes_codings_and_cases(runut: Runut, study: Path) -> None:
    for words in ("laporan terlambat", "Petugas lapangan"):
        coded(runut, study, words).done()
    first, second = (each["uuid"] for each in runut("codings", study, "--json").done().json)
    runut("relations", "add", study, "--type", "answered_by", "--from-coding", first,
          "--to-coding", second, "--note", "petugas turun").done()  # fmt: skip
    made = runut(
        "relations", "add", study, "--type", "influences", "--from-code", FUNDS, "--to-code", STAFF,
        "--sign", "+", "--strength", "2", "--order", "1", "--actor", "Dinas",
        "--source", "W01", "--span", "0:20", "--json",
    ).done().json  # fmt: skip
    chain, between = listed(runut, study, "relations")
    assert (chain["from_end"]["name"], chain["to_end"]["name"], chain["sign"]) == (
        FUNDS, STAFF, "+",
    )  # fmt: skip
    assert between["from_end"]["quote"] == "laporan terlambat"
    runut("relations", "change", study, made["uuid"], "--sign", "none", "--contradicts").done()
    chain, _ = listed(runut, study, "relations")
    assert (chain["sign"], chain["contradicts"], chain["strength"]) == ("", True, 2)
    assert "contradicted" in runut("relations", "list", study).done().out
    runut("relations", "change", study, made["uuid"], "--supports").done()
    assert not listed(runut, study, "relations")[0]["contradicts"]
    assert runut("relations", "confirm", study, "--proposed", "--json").done().json == {
        "confirmed": 0
    }
    runut("relations", "remove", study, made["uuid"]).done()
    assert len(listed(runut, study, "relations")) == 1


# What was asked, what is not there, what is planned.


def test_what_was_asked_is_ticked_and_linked(runut: Runut, study: Path) -> None:
    runut("asked", "add", study, "--source", "W01", "--code", FUNDS, "--not", STAFF).done()
    assert [(a["code"], a["is_asked"], a["quote"]) for a in listed(runut, study, "asked")] == [
        (FUNDS, True, ""), (STAFF, False, ""),
    ]  # fmt: skip
    start = INTERVIEW.index("Bagaimana")
    runut("asked", "add", study, "--source", "W01", "--code", FUNDS,
          "--span", f"{start}:{start + 31}").done()  # fmt: skip
    first = listed(runut, study, "asked")[0]
    assert first["quote"] == "Bagaimana anggaran program ini?"
    assert "not asked" in runut("asked", "list", study, "--source", "W01").done().out
    runut("asked", "add", study, "--source", "W01", "--code", FUNDS, "--code", STAFF,
          "--span", "0:9").refused("one --code")  # fmt: skip
    runut("asked", "remove", study, first["uuid"]).done()
    assert len(listed(runut, study, "asked")) == 1


def test_questions_of_a_guide_are_found_in_an_interview(runut: Runut, study: Path) -> None:
    runut("guide", study, "--codes", FUNDS, "--title", "Pedoman").done()
    found = runut("asked", "recognise", study, "--least", "0.1", "--json").done().json
    assert found["linked"] == 0
    runut("asked", "recognise", study, "--least", "0.1", "--confirm").done()
    assert len(listed(runut, study, "asked")) == len(found["questions"])


def test_a_search_that_finds_nothing_is_recorded_as_evidence_of_absence(
    runut: Runut, study: Path
) -> None:
    before = bytes_of(study)
    runut("findings", "add", study, "--source", "W01", "--source", "D01", "--code", FUNDS,
          "--searched", "anggaran").refused("W01:1", "D01:1")  # fmt: skip
    assert bytes_of(study) == before
    runut("findings", "add", study, "--source", "D01", "--code", FUNDS, "--searched", "honorarium",
          "--note", "dibaca dua kali", language="id").done()  # fmt: skip
    (row,) = listed(runut, study, "findings")
    assert (row["mark"], row["key"], row["note"]) == (
        "AB", "D01", "dicari “honorarium”, tidak ditemukan. dibaca dua kali",
    )  # fmt: skip
    assert "Evidence of absence" in runut("findings", "list", study).done().out
    matrix = runut("codes", study, "--json").done().json
    assert matrix
    runut("findings", "remove", study, row["uuid"]).done()
    assert listed(runut, study, "findings") == []


def test_data_are_planned_and_accounted_for(runut: Runut, study: Path) -> None:
    runut("planned", "add", study, "--who", "Bu Ratna", "--who", "Kepala Dinas",
          "--technique", "interview", "--due", "2026-12").done()  # fmt: skip
    lines = listed(runut, study, "planned")
    told = [
        (line["step"], (line["line"]["plan"] or {}).get("who"), line["line"]["source"])
        for line in lines
    ]
    assert [(step, who) for step, who, _ in told[:2]] == [
        ("transcribed", "Bu Ratna"), ("planned", "Kepala Dinas"),
    ]  # fmt: skip
    assert told[0][2]["key"] == "W01"
    assert {step for step, who, _ in told if who is None} == {"transcribed"}
    second = lines[1]["line"]["plan"]["uuid"]
    runut("planned", "change", study, second, "--state", "declined", "--number", "2").done()
    assert listed(runut, study, "planned")[1]["step"] == "declined"
    assert "Menolak" in runut("planned", "list", study, language="id").done().out
    runut("planned", "remove", study, second).done()


# Claims.


def test_claims_are_recognised_worked_out_and_checked(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    add_paper(runut, study, tmp_path)
    assert runut("claims", "recognise", study, "--source", "D02", "--json").done().json["made"] == 3
    by_words = {each["quote"]: each for each in listed(runut, study, "claims")}
    users, people = by_words["1.000.000 pengguna"]["uuid"], by_words["10,64 juta jiwa"]["uuid"]
    share = by_words["6,75%"]
    assert (share["value"], share["unit"], share["year"]) == (6.75, "%", "2022")
    runut("claims", "change", study, share["uuid"], "--quantity", "pengguna per penduduk",
          "--formula", "share", "--operand", users, "--operand", people).done()  # fmt: skip
    said = runut("claims", "check", study, "--with-proposed", "--json").done().json
    (figure,) = said["figures"]
    assert figure["recomputed"] == pytest.approx(100 / 10.64)
    # B's row and the total of the last column do not come out.
    assert [(s["found"]["stated"], s["found"]["recomputed"]) for s in said["sums"]] == [
        ("4", 3), ("34", 33),
    ]  # fmt: skip
    assert said["problems"] == 3
    out = runut("claims", "check", study, "--with-proposed", language="id").done().out
    assert "jika dihitung ulang hasilnya 9,3985" in out
    assert "3 angka tidak cocok" in out
    # Nobody has confirmed the claims, so that only the tables are left.
    assert runut("claims", "check", study, "--json").done().json["problems"] == 2
    everything = runut("claims", "check", study, "--all", "--source", "D02", "--json").done().json
    assert len(everything["sums"]) == 6


def test_claims_of_two_sources_that_differ_are_told(runut: Runut, study: Path) -> None:
    for source, stated in (("W01", "10,64 juta"), ("D01", "10.679.951")):
        runut("claims", "add", study, "--quantity", f"penduduk {source}", "--stated", stated,
              "--unit", "jiwa", "--year", "2022", "--source", source).done()  # fmt: skip
    assert runut("claims", "check", study, "--json").done().json["contradictions"] == []
    ids = [each["uuid"] for each in listed(runut, study, "claims")]
    runut("claims", "name", study, *ids, "--quantity", "penduduk").done()
    (told,) = runut("claims", "check", study, "--json").done().json["contradictions"]
    assert {camp[0]["source_key"] for camp in told["camps"]} == {"W01", "D01"}
    assert "≠" in runut("claims", "check", study).done().out
    runut("claims", "confirm", study, ids[0]).done()
    runut("claims", "remove", study, *ids).done()
    assert listed(runut, study, "claims") == []


# Refusals.


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("events", "add", "--title", "x", "--on", "kemarin"), "kemarin"),
        (("events", "add", "--title", "x", "--on", "2021", "--source", "W99"), "W99"),
        (("events", "add", "--title", "x", "--on", "2021", "--span", "0:5"), "--source"),
        (("events", "change", "zzzzzzzz", "--on", "2021"), "zzzzzzzz"),
        (("events", "remove"), "--proposed"),
        (("events", "confirm", "abc"), "abc"),
        (("rating", "add", "--code", FUNDS, "--value", "banyak"), "banyak"),
        (("rating", "add", "--code", FUNDS, "--value", "1", "--scale", "satu"), "satu"),
        (("rating", "add", "--code", FUNDS, "--value", "1", "--case", "Nobody"), "Nobody"),
        (("rating", "propose", "--code", FUNDS, "--thresholds", "0.9"), "thresholds"),
        (("relations", "add", "--type", "explains", "--from-code", FUNDS), "two codes"),
        (("asked", "add", "--source", "W01"), "Tick"),
        (("claims", "add", "--quantity", "x", "--stated", "banyak"), "banyak"),
        (("claims", "add", "--quantity", "x", "--stated", "5", "--operand", "abcdefgh"), "abcd"),
        (("claims", "name", "--quantity", "x"), "ids"),
        (("stages", "arrange", "abcdefgh"), "abcdefgh"),
        (("planned", "change", "abcdefgh", "--number", "2"), "abcdefgh"),
    ],
)
def test_what_cannot_be_recorded_is_refused_without_a_trace(
    runut: Runut, study: Path, words: tuple[str, ...], said: str
) -> None:
    before = bytes_of(study)
    verb, act, *rest = words
    runut(verb, act, study, *rest).refused(said)
    assert bytes_of(study) == before
