"""Sentences of Indonesian and English texts."""

from __future__ import annotations

import pytest

from models.positions import Span
from qda.language.sentences import sentences
from tests.helpers.shared import shared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pergub No. 144 Tahun 2019.", ["Pergub No. 144 Tahun 2019."]),
        (
            "Dr. Budi, S.Sos., M.Si. hadir di Jl. Sudirman. Ia bicara.",
            ["Dr. Budi, S.Sos., M.Si. hadir di Jl. Sudirman.", "Ia bicara."],
        ),
        (
            "Lihat hlm. 5 di Prov. DKI. Rp. 5.000,00 saja.",
            ["Lihat hlm. 5 di Prov. DKI.", "Rp. 5.000,00 saja."],
        ),
        ("Caragliu dkk. (2012) menulis. Ya.", ["Caragliu dkk. (2012) menulis.", "Ya."]),
        ("He said e.g. this. Mr. Smith left.", ["He said e.g. this.", "Mr. Smith left."]),
        ("“Kami siap.” ujarnya. Lalu ia pergi.", ["“Kami siap.” ujarnya.", "Lalu ia pergi."]),
        ("Katanya, “Kami siap.” Lalu pergi.", ["Katanya, “Kami siap.”", "Lalu pergi."]),
        ("Ia pergi (mengapa? entah) tadi. Ya.", ["Ia pergi (mengapa? entah) tadi.", "Ya."]),
        ("1. Pertama. 2. Kedua.", ["1. Pertama.", "2. Kedua."]),
        ("Bagus! 👍🏽👍 Tapi lambat... sekali 😡", ["Bagus! 👍🏽👍", "Tapi lambat... sekali 😡"]),
        ("bagus. tapi lambat", ["bagus.", "tapi lambat"]),
        ("bagus.Tapi lambat", ["bagus.", "Tapi lambat"]),
        ("Mengapa?! Karena… begitu.", ["Mengapa?!", "Karena… begitu."]),
        ("baris satu\nbaris dua\r\n\r\ntiga", ["baris satu", "baris dua", "tiga"]),
        ("Lihat https://a.id/x?b=1. Ya", ["Lihat https://a.id/x?b=1.", "Ya"]),
        ("Kata A. Nasution benar. Ya", ["Kata A. Nasution benar.", "Ya"]),
        ("你好。再见。", ["你好。", "再见。"]),
        (" ... ", ["..."]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_a_text_is_split_into_its_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.of(text) for sentence in sentences(text)] == expected


def test_a_part_of_a_text_is_split_with_the_places_of_the_whole() -> None:
    text = "Satu. Dua. Tiga."
    assert sentences(text, Span(6, 10)) == [Span(6, 10)]


def test_a_real_transcript_loses_no_character() -> None:
    text = shared("data", "transcripts", "id_debat_capres_5.txt").read_text(encoding="utf-8")
    found = sentences(text)
    kept = "".join("".join(sentence.of(text).split()) for sentence in found)
    assert len(found) > 500
    assert kept == "".join(text.split())
