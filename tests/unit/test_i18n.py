"""The words, numbers and dates of a speech, in Indonesian and in English."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from qda import i18n
from qda.i18n import LANGUAGES, Speech, mark


def test_a_sentence_is_said_in_the_language_asked_for() -> None:
    assert Speech("id")("Interview") == "Wawancara"
    assert Speech("en")("Interview") == "Interview"


def test_the_facts_fill_the_braces_in_both_languages() -> None:
    assert Speech("en")("edit {number}", number=7) == "edit 7"
    assert Speech("id")("edit {number}", number=7) == "suntingan 7"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "fact", ["{braces}", "𝑥 👩‍👩‍👧", "e\u0301", "שלום", "100 %", "a\nb"], ids=repr
)
def test_a_fact_is_said_as_it_is(language: str, fact: str) -> None:
    assert fact in Speech(language)("Undone: {title}", title=fact)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_no_catalogue_holds_is_said_as_it_stands(language: str) -> None:
    assert Speech(language)("Nobody ever says {x} here.", x="this") == "Nobody ever says this here."
    assert Speech(language)("Only {braces} without facts") == "Only {braces} without facts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_sentence_stays_empty(language: str) -> None:
    assert Speech(language)("") == ""


def test_marking_leaves_a_sentence_alone() -> None:
    assert mark("Interview") == "Interview"


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        ("en", 0, "0 segments"),
        ("en", 1, "1 segment"),
        ("en", 2, "2 segments"),
        ("en", 1234567, "1,234,567 segments"),
        ("id", 0, "0 segmen"),
        ("id", 1, "1 segmen"),
        ("id", 2, "2 segmen"),
        ("id", 1234567, "1.234.567 segmen"),
    ],
)
def test_a_plural_follows_the_rules_of_the_language(language: str, n: int, expected: str) -> None:
    assert Speech(language).many("{n} segment", "{n} segments", n) == expected


@pytest.mark.parametrize(("n", "expected"), [(1, "1 yak here"), (1000, "1.000 yaks here")])
def test_a_plural_that_no_catalogue_holds_keeps_the_english(n: int, expected: str) -> None:
    said = Speech("id").many("{n} yak {where}", "{n} yaks {where}", n, where="here")
    assert said == expected


@pytest.mark.parametrize(
    ("value", "digits", "english", "indonesian"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1000, 0, "1,000", "1.000"),
        (1234.5, 1, "1,234.5", "1.234,5"),
        (0.456, 2, "0.46", "0,46"),
        (-1234567.891, 2, "-1,234,567.89", "-1.234.567,89"),
    ],
)
def test_a_number_has_the_separators_of_the_language(
    value: float, digits: int, english: str, indonesian: str
) -> None:
    assert Speech("en").number(value, digits) == english
    assert Speech("id").number(value, digits) == indonesian


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert Speech("en").number(-0.0004, 2) == "0.00"
    assert Speech("id").number(-0.0004, 2) == "0,00"
    assert Speech("en").number(-0.0024, 3) == "-0.002"


@pytest.mark.parametrize(
    ("month", "english", "indonesian"),
    [
        (1, "January", "Januari"),
        (2, "February", "Februari"),
        (3, "March", "Maret"),
        (4, "April", "April"),
        (5, "May", "Mei"),
        (6, "June", "Juni"),
        (7, "July", "Juli"),
        (8, "August", "Agustus"),
        (9, "September", "September"),
        (10, "October", "Oktober"),
        (11, "November", "November"),
        (12, "December", "Desember"),
    ],
)
def test_a_date_has_its_month_in_words(month: int, english: str, indonesian: str) -> None:
    day = date(2026, month, 9)
    assert Speech("en").date(day) == f"9 {english} 2026"
    assert Speech("id").date(day) == f"9 {indonesian} 2026"


def test_a_moment_has_the_time_of_day_as_the_language_writes_it() -> None:
    at = datetime(2026, 8, 17, 9, 5, 59, tzinfo=UTC)
    assert Speech("en").moment(at) == "17 August 2026, 09:05"
    assert Speech("id").moment(at) == "17 Agustus 2026, 09.05"
    assert Speech("id").date(at) == "17 Agustus 2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_date_is_no_words(language: str) -> None:
    assert Speech(language).date(None) == ""
    assert Speech(language).moment(None) == ""


def test_without_its_catalogue_indonesian_is_refused_and_english_still_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "_CATALOGUES", tmp_path)
    i18n._catalogue.cache_clear()
    try:
        with pytest.raises(FileNotFoundError):
            Speech("id")("Interview")
        assert Speech("en")("Interview") == "Interview"
    finally:
        i18n._catalogue.cache_clear()
