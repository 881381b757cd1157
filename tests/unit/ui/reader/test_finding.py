"""Finding words, and the stretches one is likely to code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from ui.reader.finding import find
from ui.reader.units import paragraph_around, sentence_around

TEXT = "Aplikasi 😤 lambat. Warga bilang “aplikasi\nlambat” sekali."


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("aplikasi", ["Aplikasi", "aplikasi"]),
        ('"aplikasi lambat"', ["“aplikasi\nlambat”"]),
        ("😤", ["😤"]),
        ("tidak ada", []),
        ("   ", []),
        ("(", []),
    ],
)
def test_words_are_found_however_they_are_set(wanted: str, found: list[str]) -> None:
    findings = find(TEXT, wanted)
    assert [findings.span(n).of(TEXT) for n in range(len(findings))] == found


@given(st.text(max_size=60), st.data())
def test_any_stretch_of_words_finds_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    wanted = text[start : start + 8].strip()
    findings = find(text, wanted)
    if wanted.split():
        assert any(text[s:e].split() == wanted.split() for s, e in _places(findings))


def _places(findings: object) -> list[tuple[int, int]]:
    return list(zip(findings.starts, findings.ends, strict=True))  # type: ignore[attr-defined]


def test_findings_go_round() -> None:
    findings = find("a b a b a", "a")
    assert findings.from_(3) == 1
    assert findings.from_(9) == 0
    assert findings.before(0) == 2
    assert list(findings.touching(3, 9)) == [1, 2]


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        (2, "Biaya Rp 3.000 saja, dll. yang lain."),
        (38, "Cepat!"),
        (50, "“Benar?” katanya."),
    ],
)
def test_a_sentence_ends_where_one_ends(position: int, sentence: str) -> None:
    text = "Biaya Rp 3.000 saja, dll. yang lain. Cepat! “Benar?” katanya.  "
    span = sentence_around(text, position, Span(0, len(text)))
    assert span is not None
    assert span.of(text) == sentence


def test_a_paragraph_is_a_line_without_its_edges() -> None:
    text = "satu\n  dua 😀 \n\ntiga"
    assert paragraph_around(text, 7) == Span(7, 12)
    assert paragraph_around(text, 14) is None
    assert paragraph_around("", 0) is None
