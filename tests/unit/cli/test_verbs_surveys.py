"""The verbs of surveys: import with a form or a layout, questions, question, cases of a survey."""

from __future__ import annotations

import json
from pathlib import Path

from tests.helpers.shared import shared
from tests.helpers.survey_files import csv_file
from tests.unit.cli.conftest import Runut, bytes_of

_HEAD = ["Timestamp", "Nama lengkap", "Kota", "Saya puas", "Apa saran Anda untuk kami?"]


def _survey(place: Path, count: int = 8) -> Path:
    rows = [
        [f"2025-05-01 10:00:{n:02d}", f"Warga {n}", "Bogor" if n % 2 else "Depok",
         ("Setuju", "Netral", "Tidak setuju", "Sangat setuju")[n % 4],
         f"Tambah petugas di loket {n}"]
        for n in range(count)
    ]  # fmt: skip
    return csv_file(place, [_HEAD, *rows])


def test_a_table_that_asks_is_a_survey_unless_something_else_is_said(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    file = _survey(tmp_path / "kuesioner.csv")
    (asked,) = runut("import", study, file, "--dry-run", "--json").done().json
    assert asked["respondents"] == 8
    (read,) = runut("import", study, file, "--as", "reviews", "--dry-run", "--json").done().json
    assert "respondents" not in read
    starred = ("--map", "Saya puas=stars", "--dry-run", "--json")
    (mapped,) = runut("import", study, file, *starred).done().json
    assert "respondents" not in mapped


def test_a_survey_is_previewed_imported_and_grown(
    runut: Runut, study: Path, tmp_path: Path
) -> None:
    file = _survey(tmp_path / "kuesioner.csv")
    before = bytes_of(study)
    (preview,) = runut("import", study, file, "--as", "survey", "--dry-run", "--json").done().json
    assert (preview["layout"], preview["respondents"]) == ("google_forms", 8)
    roles = {each["heading"]: each["role"] for each in preview["questions"]}
    assert roles == {
        "Timestamp": "attribute", "Nama lengkap": "identifier", "Kota": "attribute",
        "Saya puas": "item", "Apa saran Anda untuk kami?": "open",
    }  # fmt: skip
    assert bytes_of(study) == before
    runut("import", study, file, "--as", "survey", "--map", "Kota=ignore").done()
    found = runut("questions", study, "--collection", "S01", "--json").done().json
    assert [each["role"] for each in found] == ["attribute", "identifier", "ignore", "item", "open"]
    assert found[4]["answered"] == found[4]["sources"] == 8
    people = runut("cases", study, "--collection", "S01", "--json").done().json
    assert [each["name"] for each in people][:2] == ["S01-0001", "S01-0002"]
    assert "S01-0001" not in runut("cases", study).done().out
    # What is added to a survey is read as one, without being told.
    more = runut("import", study, _survey(tmp_path / "baru.csv", 10), "--into", "S01", "--json")
    (added,) = more.done().json["collections"]
    assert (added["added"], added["known"]) == (2, 8)
    runut("check", study).done()


def test_a_question_is_changed_and_changed_back(runut: Runut, study: Path, tmp_path: Path) -> None:
    runut("import", study, _survey(tmp_path / "k.csv"), "--as", "survey").done()
    key = runut("questions", study, "--json").done().json[3]["key"]
    answer = runut(
        "question", study, key, "--reverse", "--scale", "1-4", "--text-en", "I am satisfied",
        "--worth", "Netral=2",
    )  # fmt: skip
    assert key in answer.done().out
    found = runut("questions", study, "--json").done().json[3]
    assert (found["is_reversed"], found["low"], found["high"]) == (True, 1, 4)
    assert found["text_en"] == "I am satisfied"
    assert {each["value"]: each["worth"] for each in found["choices"]}["Netral"] == 2
    opened = runut("question", study, key, "--role", "open", "--json").done().json
    assert opened["answers"] == 8
    closed = runut("question", study, key, "--role", "item").done()
    assert "8 sources that nothing stood on were removed" in closed.out
    assert key in runut("history", study).done().out
    runut("question", study, key, "--key", "puas").done()
    assert "puas" in [each["key"] for each in runut("questions", study, "--json").done().json]
    runut("question", study, "puas", "--key", "dua kata").refused("without a blank")


def test_what_is_not_there_or_not_so_is_refused(runut: Runut, study: Path, tmp_path: Path) -> None:
    file = _survey(tmp_path / "k.csv")
    runut("import", study, file, "--as", "survey").done()
    runut("question", study, "Z9", "--reverse").refused("Z9")
    runut("question", study, "Kota", "--scale", "x").refused("1-5")
    runut("question", study, "Kota", "--worth", "Jakarta=1").refused("Bogor")
    runut("questions", study, "--collection", "S09").refused("S09", "S01")
    runut("import", study, file, "--as", "survey", "--map", "Umur=item").refused("Umur", "Kota")
    runut("import", study, file, "--as", "survey", "--map", "Kota=stars").refused("ignore")
    runut("import", study, file, "--as", "survey", "--form", file).refused("XLSForm")


def test_the_form_of_a_kobo_survey_is_taken(runut: Runut, study: Path) -> None:
    data, form = (
        shared("data", "surveys", f"kobo_msna_{name}.xlsx") for name in ("data", "xlsform")
    )
    runut("import", study, data, "--as", "survey", "--form", form).done()
    found = {each["key"]: each for each in runut("questions", study, "--json").done().json}
    asked = found["satisfaction_piped"]
    assert (asked["answered"], asked["silent"], asked["not_asked"]) == (566, 0, 66)
    assert asked["text_en"].startswith("Overall, how satisfied")
    runut("import", study, form, "--as", "survey").refused("--form")


def test_likert_goes_by_the_dictionary(runut: Runut, study: Path, tmp_path: Path) -> None:
    runut("import", study, _survey(tmp_path / "k.csv"), "--as", "survey").done()
    asked = ("likert", study, "--collection", "S01", "--items", "Saya puas", "--json")
    (item,) = json.loads(runut(*asked).done().out)["items"]
    # Two each of Setuju 4, Netral 3, Tidak setuju 2 and Sangat setuju 5.
    assert item["answers"]["mean"] == 3.5
    key = runut("questions", study, "--json").done().json[3]["key"]
    runut("question", study, key, "--reverse").done()
    (item,) = json.loads(runut(*asked).done().out)["items"]
    assert item["answers"]["mean"] == 2.5
