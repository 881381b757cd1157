"""The verbs on a survey's table: rows, code and autocode by question; guides that come back."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.survey_files import csv_file
from tests.unit.cli.conftest import Runut

_HEAD = ["Nomor", "Wilayah", "Kendala", "Saran"]
_LINES = [
    ["R1", "Timur", "Antrean panjang sekali di loket", "Tambah petugas pelayanan"],
    ["R2", "Barat", "Antrean panjang sekali di loket", ""],
    ["R3", "Timur", "", ""],
    ["R4", "Barat", "Aplikasi sering macet", "Perbaiki aplikasinya segera"],
]
_MAP = ("--map", "Wilayah=attribute", "--map", "Kendala=open", "--map", "Saran=open")
FUNDS = "vmvh1975:VMH2"


def _add(runut: Runut, study: Path, tmp_path: Path) -> str:
    file = csv_file(tmp_path / "warga.csv", [_HEAD, *_LINES])
    done = runut("import", study, file, "--as", "survey", *_MAP, "--json").done()
    return str(done.json["collections"][0]["key"])


def test_rows_of_a_survey_are_respondents(runut: Runut, study: Path, tmp_path: Path) -> None:
    key = _add(runut, study, tmp_path)
    found = runut("rows", study, "--collection", key, "--json").done().json
    assert (found["total"], [each["Wilayah"] for each in found["rows"]]) == (
        4,
        [line[1] for line in _LINES],
    )
    assert [each["Kendala"] for each in found["rows"]] == [line[2] for line in _LINES]
    said = runut("rows", study, "--collection", key, "--filter", "Kendala=silent").done().out
    assert "(no answer)" in said
    assert "1 of 4 rows" in said
    folded = runut(
        "rows", study, "--collection", key, "--question", "Kendala", "--fold", "same", "--json"
    )
    assert [len(each["folded"]) for each in folded.done().json["rows"]] == [1, 0, 0]


def test_the_answers_to_a_question_are_coded_by_rows(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    key = _add(runut, study, tmp_path)
    code = ("code", study, "--collection", key, "--filter", "Wilayah=Timur", "--code", FUNDS)
    refused = runut(*code)
    assert refused.code == 3
    assert "question" in refused.err
    unknown = runut(*code, "--question", "Q99")
    assert unknown.code == 3
    assert "Kendala, Saran" in unknown.err
    done = runut(*code, "--question", "Saran", "--json").done().json
    assert (done["coded"], done["borne"], done["empty"]) == (1, 0, 1)
    rows = runut("rows", study, "--collection", key, "--filter", "coded=yes", "--json")
    (row,) = rows.done().json["rows"]
    assert [each["question"] for each in row["codings"]] == ["Saran"]


def test_answers_are_proposed_by_the_code_of_their_question(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    key = _add(runut, study, tmp_path)
    propose = ("autocode", study, "--by-question", "--collection", key, "--json")
    refused = runut(*propose)
    assert refused.code == 3
    runut("question", study, "Kendala", "--collection", key, "--dimension", FUNDS).done()
    assert runut(*propose).done().json["stored"] == {"made": 3, "known": 0, "without_code": 0}
    assert runut(*propose).done().json["stored"] == {"made": 0, "known": 3, "without_code": 0}
    assert runut("autocode", study, "--collection", key).code == 3


def test_answers_that_come_back_from_a_guide_are_known(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    made = runut(
        "guide",
        study,
        "--title",
        "Kuesioner",
        "--kind",
        "questionnaire",
        "--codes",
        FUNDS,
        "--json",
    ).done()
    name = made.json["questions"][0]["name"]
    file = csv_file(
        tmp_path / "kembali.csv",
        [
            ["consent", "role", f"VMH2/{name}"],
            *(["OK", "citizen", str(n % 5 + 1)] for n in range(8)),
        ],
    )
    (preview,) = runut("import", study, file, "--as", "survey", "--dry-run", "--json").done().json
    (asked,) = [each for each in preview["questions"] if each["code"]]
    assert (asked["role"], asked["low"], asked["high"]) == ("item", 1, 5)
    bare = runut("import", study, file, "--as", "survey", "--no-guide", "--dry-run", "--json")
    assert not any(each["code"] for each in bare.done().json[0]["questions"])
