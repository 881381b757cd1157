"""Stems of Indonesian and English words."""

from __future__ import annotations

import pytest

from qda.language.stems import stem, without_clitic


@pytest.mark.parametrize(
    ("word", "root"),
    [
        # found with the library's own rules (methods.md, section 7)
        ("pelayanan", "layan"),
        ("pengaduan", "adu"),
        ("keterlambatan", "lambat"),
        ("kepemimpinan", "pimpin"),
        ("penghambat", "hambat"),
        ("memperbaiki", "baik"),
        ("tindakannya", "tindak"),
        ("kepercayaan", "percaya"),
        ("dukungan", "dukung"),
        ("laporan-laporan", "lapor"),
        # left unchanged or conflated by the library alone (ibid.)
        ("menindaklanjuti", "tindaklanjut"),
        ("ditindaklanjuti", "tindaklanjut"),
        ("ketidaksesuaian", "sesuai"),
        ("pertanggungjawaban", "tanggungjawab"),
        ("pointernya", "pointer"),
        ("adminnya", "admin"),
        ("nyapu", "sapu"),
        ("ngelapor", "lapor"),
        ("ngelaporin", "lapor"),
        ("berkesinambungan", "sinambung"),
        ("kesinambungan", "sinambung"),
        ("kebijakan", "kebijakan"),
        ("kebijakannya", "kebijakan"),
        ("bijaksana", "bijaksana"),
        # speech
        ("nyari", "cari"),
        ("mikir", "pikir"),
        ("nunggu", "tunggu"),
        ("ngirim", "kirim"),
        ("dilaporin", "lapor"),
        # loanwords of administration
        ("berkoordinasi", "koordinasi"),
        ("mensosialisasikan", "sosialisasi"),
        ("diimplementasikan", "implementasi"),
        ("pemerintahan", "pemerintahan"),
        ("bermasalah", "masalah"),
    ],
)
def test_indonesian_words_have_their_root(word: str, root: str) -> None:
    assert stem(word) == root


@pytest.mark.parametrize("word", ["nice", "name", "mail", "next", "mall", "none", "never", "make"])
def test_short_english_words_are_not_taken_for_spoken_indonesian(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("coordination", "coordin"),
        ("coordinated", "coordin"),
        ("services", "servic"),
        ("skies", "sky"),
    ],
)
def test_english_words_have_porters_second_stem(word: str, root: str) -> None:
    assert stem(word, "en") == root


@pytest.mark.parametrize("word", ["👍", "5.000,00", "很", "مرحبا", "", "covid19", "a" * 5000])
def test_what_no_rule_applies_to_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("anggarannya", "anggaran"),
        ("pelayanannya", "pelayanan"),
        ("rumahku", "rumah"),
        ("walaupun", "walaupun"),
        ("masalah", "masalah"),
        ("bermasalah", "bermasalah"),
        ("perilaku", "perilaku"),
        ("hanya", "hanya"),
        ("sekolah", "sekolah"),
        ("bertemu", "bertemu"),
    ],
)
def test_a_clitic_is_told_from_the_end_of_a_word(word: str, base: str) -> None:
    assert without_clitic(word) == base
