"""The head of a transcript: facts, the informant, the day; dates as people write them."""

from __future__ import annotations

import pytest

from qda.importers.draft import ParagraphDraft
from qda.importers.head_facts import HeadFacts, head_facts
from qda.importers.paragraphs import paragraph_spans
from qda.importers.spoken_dates import found_date


def _facts(text: str, language: str = "id") -> HeadFacts:
    return head_facts(text, [ParagraphDraft(span) for span in paragraph_spans(text)], language)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Jumat, 13 September 2018", "2018-09-13"),
        ("Senin/ 5 Agustus 2024, pukul 09.00", "2024-08-05"),
        ("17 Agt 2023", "2023-08-17"),
        ("1 Nopember 2020", "2020-11-01"),
        ("12-May-2023 - 10:36", "2023-05-12"),
        ("March 3rd, 2021", "2021-03-03"),
        ("25/11/2021", "2021-11-25"),
        ("11/25/2021 9:44:41", "2021-11-25"),
        ("03/04/2022", "2022-04-03"),
        ("3.4.2022", "2022-04-03"),
        ("2024-02-29", "2024-02-29"),
        ("31 Februari 2020 lalu 2 Maret 2020", "2020-03-02"),
        ("13/13/2020", ""),
        ("telepon 021-2020-1234", ""),
        ("tahun 2020", ""),
    ],
)
def test_dates_are_read_as_people_write_them(written: str, iso: str) -> None:
    assert found_date(written) == iso


def test_the_block_above_a_talk_gives_facts() -> None:
    text = """TRANSKRIP WAWANCARA
    A. Identitas
    1. Nama Informan : Siti Aminah
    - Usia: 45 tahun
    Hari/Tanggal : Senin, 4 Maret 2024
    **Tempat**: Kantor Dinas
    Catatan: direkam
    """
    assert _facts(text) == HeadFacts(
        (
            ("Nama Informan", "Siti Aminah"),
            ("Usia", "45 tahun"),
            ("Hari/Tanggal", "Senin, 4 Maret 2024"),
            ("Tempat", "Kantor Dinas"),
        ),
        "Siti Aminah",
        "2024-03-04",
    )


def test_the_first_of_two_equal_names_counts() -> None:
    assert _facts("Nama: Ana\nNama: Budi\nUmur: 30").attributes == (("Nama", "Ana"), ("Umur", "30"))


def test_a_first_line_of_date_time_duration_and_name() -> None:
    found = _facts("29-Mar-2023 - 14:04 - 45m05s - Real Name", "en")

    assert dict(found.attributes) == {
        "Date": "29-Mar-2023", "Time": "14:04", "Duration": "45m05s", "Name": "Real Name",
    }  # fmt: skip
    assert (found.person, found.collected_on) == ("", "2023-03-29")


def test_long_lines_and_sentences_are_no_facts() -> None:
    assert _facts("Nama yang saya dengar waktu itu dari tetangga lama: Budi.") == HeadFacts()
    assert _facts("Nama: " + "x" * 300) == HeadFacts()


def test_field_notes_may_open_with_a_bare_date() -> None:
    assert _facts("P7 25/11/2021\nT1").collected_on == "2021-11-25"
    assert _facts("Last Update: 8/4/2025\nteks").collected_on == ""


def test_a_pseudonym_names_the_informant_before_the_real_name() -> None:
    assert _facts("Nama samaran: Pak Gilang\nJabatan: Kepala").person == "Pak Gilang"
    assert _facts("Nama: Budi Santoso\nNama samaran: Pak Gilang").person == "Pak Gilang"
    assert _facts("Nama: Budi Santoso\nNama samaran: -").person == "Budi Santoso"
