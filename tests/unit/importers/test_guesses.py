"""Language, technique and title, guessed from the text and its name."""

from __future__ import annotations

import pytest

from models.vocabulary import Technique
from qda.importers.drafting import guessed_title
from qda.importers.language_guess import guessed_language
from qda.importers.options import ReadingOptions
from qda.importers.registry import read_original
from tests.helpers.text_files import draft, original


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Saya sudah bekerja di sini sepuluh tahun dan tidak akan pindah ke tempat lain.", "id"),
        ("gak tau sih, kalau aplikasinya lemot ya saya hapus aja", "id"),
        ("I have been working here for ten years and I do not want to move to another town.", "en"),
        ("On a demandé ta permission pour l'enregistrement et tu as dit que c'est correct.", ""),
        ("Aku wis kerja ning kene sepuluh taun lan ora arep pindhah menyang panggonan liya.", ""),
        ("De gemeente heeft het beleid samen met de bewoners van de stad uitgevoerd.", ""),
        ("Die Verwaltung hat die Regeln gemeinsam mit den Bürgern der Stadt entwickelt.", ""),
        ("dan yang", ""),
        ("", ""),
        ("12 34 56 78 90", ""),
    ],
)
def test_a_language_is_known_by_its_function_words(text: str, language: str) -> None:
    assert guessed_language(text) == language


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Wawancara_Kepala__Dinas.docx", "Wawancara Kepala Dinas"),
        ("Rapat 3.4.2024.vtt", "Rapat 3.4.2024"),
        (".rahasia", ".rahasia"),
        ("baris\nbaru.txt", "baris baru"),
        ("___.txt", "—"),
    ],
)
def test_a_title_is_made_of_the_file_name(name: str, title: str) -> None:
    assert guessed_title(name) == title


_NOTES = "\n".join(f"- {words}" for words in ("warga datang", "antre panjang", "loket satu tutup",
                   "petugas ramah", "hujan", "listrik mati"))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "technique"),
    [
        (_NOTES, "hari pertama.txt", Technique.OBSERVATION),
        (_NOTES.replace("- ", ""), "catatan lapangan.txt", Technique.OBSERVATION),
        ("Peraturan ini berlaku sejak diundangkan. Setiap orang wajib patuh.\n" * 8, "perda.txt",
         Technique.DOCUMENTATION),
    ],
)  # fmt: skip
def test_a_technique_is_guessed(text: str, name: str, technique: Technique) -> None:
    assert draft(text, name).technique is technique


def test_what_is_known_beforehand_is_not_guessed() -> None:
    options = ReadingOptions(technique=Technique.LITERATURE, language="jv")
    found = read_original(original("Saya dan kamu di sini.", "a.txt"), options)

    assert (found.technique, found.language) == (Technique.LITERATURE, "jv")
