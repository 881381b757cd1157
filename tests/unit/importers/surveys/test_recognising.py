"""A table is told to be a survey, or reviews, by how it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from qda.importers.surveys.recognising import is_xlsform, looks_like_survey
from qda.jobs.progress import Cancelled
from qda.sample.contents import FILES
from tests.helpers.shared import shared
from tests.helpers.survey_files import csv_file, ods_file


@pytest.mark.parametrize(
    "name",
    [
        "googleforms_virtualtour_id.csv",
        "limesurvey_informal_models.xlsx",
        "limesurvey_scicom_de.csv",
        "qualtrics_proctoring_educators.csv",
        "sheffield_facesheet.xlsx",
        "surveymonkey_starwars.csv",
    ],
)
def test_real_exports_of_survey_programs_are_surveys(name: str) -> None:
    assert looks_like_survey(shared("data", "surveys", name))


@pytest.mark.parametrize(
    "name",
    [
        "jaki_googleplay_id.csv",
        "ikd_googleplay_semicolon.csv",
        "jaklingko_semicolon_labeled.csv",
        "info_bmkg_bom.csv",
        "mypertamina_reordered.csv",
        "telegram_reviews.xlsx",
        "ai_apps_googleplay_nested.json",
        "googleplaystore_user_reviews_64k.csv",
    ],
)
def test_real_reviews_are_none(name: str) -> None:
    assert not looks_like_survey(shared("data", "reviews", name))


def test_of_the_sample_the_survey_is_one_and_the_reviews_are_not() -> None:
    assert looks_like_survey(FILES / "survei-warga.csv")
    assert not looks_like_survey(FILES / "ulasan-gayung.csv")


def test_a_form_is_told_from_its_answers() -> None:
    assert is_xlsform(shared("data", "surveys", "kobo_msna_xlsform.xlsx"))
    # Read as a survey, it is refused with the sentence that asks for the answers.
    assert looks_like_survey(shared("data", "surveys", "kobo_msna_xlsform.xlsx"))
    assert not is_xlsform(shared("data", "surveys", "limesurvey_informal_models.xlsx"))


def test_a_plain_table_is_a_survey_where_its_headings_ask(tmp_path: Path) -> None:
    asked = ("Nama", "Apakah Anda puas?", "Petugas melayani dengan ramah", "Berapa usia Anda?")
    survey = csv_file(tmp_path / "a.csv", [asked, *(("A", "Ya", n, 20 + n) for n in range(5))])
    posts = csv_file(tmp_path / "b.csv", [("user", "text", "date"), ("a", "Antre?", "2025-01-01")])
    assert looks_like_survey(survey)
    assert not looks_like_survey(posts)


def test_what_can_be_nothing_else_is_a_survey(tmp_path: Path) -> None:
    assert looks_like_survey(ods_file(tmp_path / "a.ods", [("Usia",), (20,)]))
    assert looks_like_survey(tmp_path / "b.SAV")


def test_what_cannot_be_read_is_none_and_the_work_can_be_stopped(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    assert not looks_like_survey(broken)
    assert not looks_like_survey(tmp_path / "nowhere.csv")
    with pytest.raises(Cancelled):
        looks_like_survey(broken, progress=_Stopped())


class _Stopped:
    """A progress that ends the work at once."""

    def report(self, done: int, total: int, what: str = "") -> None:
        """Override: stop."""
        raise Cancelled
