"""The forms of cells and the types of attributes."""

from __future__ import annotations

import pytest

from models.vocabulary import AttributeType
from qda.importers.tables.values import (
    form_of,
    has_words,
    is_identifier,
    is_version,
    number,
    stars,
    whole,
    yes,
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5", 5), ("4.0", 4), ("3,0", 3), ("4/5", 4), ("2 stars", 2), ("1 bintang", 1),
        ("★★★☆☆", 3), ("⭐️⭐️", 2), (" 5 ", 5),
        ("0", None), ("6", None), ("4.5", None), ("", None), ("lima", None), ("55", None),
    ],
)  # fmt: skip
def test_stars(text: str, count: int | None) -> None:
    assert stars(text) == count


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("12.0", 12), ("-3", -3), ("1.5", None), ("x", None)]
)
def test_whole_numbers(text: str, value: int | None) -> None:
    assert whole(text) == value


def test_numbers_keep_whole_and_fraction_apart() -> None:
    assert (number("3"), type(number("3"))) == (3, int)
    assert number("0.5333333333333333") == 0.5333333333333333
    assert number("0,5", comma=True) == 0.5
    assert number("1e999") is None
    assert number("١٢") is None


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        ({"1", "2.5", "-3e2"}, AttributeType.NUMBER),
        ({"0,25", "1,5", "2"}, AttributeType.NUMBER),
        ({"1,234", "5,678"}, AttributeType.CHOICE),
        ({"0812", "0813"}, AttributeType.CHOICE),
        ({"Ya", "Tidak"}, AttributeType.YES_NO),
        ({"true"}, AttributeType.YES_NO),
        ({"ya", "Ya", "tidak"}, AttributeType.CHOICE),
        ({"2024-01-05", "6 Mei 2024"}, AttributeType.DATE),
        ({"Positif", "Negatif"}, AttributeType.CHOICE),
        ({f"word {n}" for n in range(60)}, AttributeType.TEXT),
        (set(), AttributeType.TEXT),
    ],
)
def test_type_of_an_attribute_fits_all_its_values(values: set[str], type_: AttributeType) -> None:
    assert form_of(values, rows=100).type is type_


def test_few_rows_with_as_many_values_are_texts() -> None:
    assert form_of({"a", "b", "c", "d"}, rows=5).type is AttributeType.TEXT


def test_yes_and_no_in_two_languages() -> None:
    assert [yes(word) for word in ("Ya", "NO", "benar", "mungkin")] == [True, False, True, None]


@pytest.mark.parametrize(
    "text", ["5b33bbb8-8577-4a50-8e41-722a9af54db6", "gp:AOqpTOExT2-3OL6FKMjSw70c", "0" * 32]
)
def test_identifiers_are_no_words(text: str) -> None:
    assert is_identifier(text)
    assert not has_words(text)


@pytest.mark.parametrize("text", ["4.0.22", "v2.1", "7.4.2 (2213)"])
def test_versions_are_no_words(text: str) -> None:
    assert is_version(text)
    assert not has_words(text)


@pytest.mark.parametrize("text", ["https://x.id", "😀", "12", "2024-01-05", "5 Mei 2024"])
def test_addresses_signs_and_dates_are_no_words(text: str) -> None:
    assert not has_words(text)


@pytest.mark.parametrize("text", ["مرحبا", "5 bintang", "ok", "👍 mantap"])
def test_words_of_any_script_are_words(text: str) -> None:
    assert has_words(text)
    assert not is_identifier(text)
    assert not is_version(text)
