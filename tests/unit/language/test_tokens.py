"""Tokens keep their place in the original text, whatever is in it."""

from __future__ import annotations

import unicodedata

import pytest

from models.positions import Span
from qda.language.tokens import TokenKind, surfaces, tokens

FAMILY = "👨‍👩‍👧‍👦"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ide-ide bagus", ["ide-ide", "bagus"]),
        ("login2 warga² teman2nya", ["login2", "warga²", "teman2nya"]),
        ("laporannya, bukanlah!", ["laporannya", "bukanlah"]),
        ("@jsclab #JAKI #2024", ["@jsclab", "#JAKI", "#2024"]),
        ("https://jaki.id/a?b=1. Ya", ["https://jaki.id/a?b=1", "Ya"]),
        ("budi.s@dki.go.id www.x.id/a)", ["budi.s@dki.go.id", "www.x.id/a"]),
        ("Rp5.000,00 12/03/2024 0,38%", ["Rp", "5.000,00", "12/03/2024", "0,38%"]),
        ("Jum’at don't e-KTP", ["Jum’at", "don't", "e-KTP"]),
        ("bagus.tapi -- lambat...", ["bagus", "tapi", "lambat"]),
        ("مَرْحَبًا بكم", ["مَرْحَبًا", "بكم"]),
        ("नमस्ते", ["नमस्ते"]),
        ("很好 カタカナ", ["很", "好", "カタカナ"]),
        ("𝗕𝗮𝗴𝘂𝘀", ["𝗕𝗮𝗴𝘂𝘀"]),
        ("\r\n \t\u200b", []),
        ("\ufeffSaya", ["Saya"]),
    ],
)
def test_words_numbers_and_links_are_found(text: str, expected: list[str]) -> None:
    assert [token.of(text) for token in tokens(text)] == expected


@pytest.mark.parametrize(
    "emoji", ["👍", "👍🏽", FAMILY, "🇮🇩", "❤️‍🔥", "👩🏽‍🚀", "1️⃣", WALES, "☎️", "‼️", "🏳️‍🌈"]
)
def test_an_emoji_is_one_token_with_all_its_parts(emoji: str) -> None:
    text = f"a {emoji}{emoji} b"
    found = list(tokens(text))
    assert [token.of(text) for token in found] == ["a", emoji, emoji, "b"]
    assert found[1].kind is TokenKind.EMOJI


def test_two_flags_are_two_tokens() -> None:
    assert surfaces("🇮🇩🇲🇾") == ["🇮🇩", "🇲🇾"]


@pytest.mark.parametrize("word", ["café", "Ångström", "naïve", "Tiếng", "Ñandú"])
def test_a_decomposed_word_is_one_token(word: str) -> None:
    apart = unicodedata.normalize("NFD", word)
    assert surfaces(apart) == [apart]


def test_places_are_code_points_of_the_original_text() -> None:
    text = f"{FAMILY} Bagus"
    assert [(token.start, token.end) for token in tokens(text)] == [(0, 7), (8, 13)]


def test_a_part_of_a_text_is_read_with_the_places_of_the_whole() -> None:
    text = "satu dua tiga"
    assert [token.span for token in tokens(text, Span(5, 8))] == [Span(5, 8)]


def test_kinds_are_told_apart() -> None:
    text = "kata 5.000 👍 @a #b https://a.id"
    assert [token.kind.value for token in tokens(text)] == [
        "word",
        "number",
        "emoji",
        "handle",
        "tag",
        "link",
    ]
