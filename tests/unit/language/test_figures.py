"""Numbers are read in both notations, with their unit and as exact as their last digit."""

from __future__ import annotations

import pytest

from qda.language.figures import Notation, figures_in, notation_of, read_figure, same_unit


@pytest.mark.parametrize(
    ("written", "value", "step", "unit"),
    [
        ("1.000.000", 1_000_000, 1, ""),
        ("1,000,000", 1_000_000, 1, ""),
        ("1 127 196", 1_127_196, 1, ""),
        ("10,64 juta", 10_640_000, 10_000, ""),
        ("10,64 juta jiwa", 10_640_000, 10_000, "jiwa"),
        ("6,75%", 6.75, 0.01, "%"),
        ("0,66 persen", 0.66, 0.01, "%"),
        ("664.01 km²", 664.01, 0.01, "km²"),
        ("662,33 km2", 662.33, 0.01, "km²"),
        ("7.660 km²", 7660, 1, "km²"),
        ("20.618 jiwa/km²", 20_618, 1, "jiwa/km²"),
        ("16.084 jiwa setiap 1 km²", 16_084, 1, "jiwa/km²"),
        ("Rp1.500.000,00", 1_500_000, 0.01, "Rp"),
        ("Rp 1,5 triliun", 1.5e12, 1e11, "Rp"),
        ("US$ 3.2 million", 3_200_000, 100_000, "US$"),
        ("3,083 juta", 3_083_000, 1000, ""),
        ("-0,5", -0.5, 0.1, ""),
        ("0,125", 0.125, 0.001, ""),
        ("1.000.000+ pengguna", 1_000_000, 1, "pengguna"),
        ("9.992.842 jiwa³⁸", 9_992_842, 1, "jiwa"),
    ],
)
def test_a_number_means_what_it_says(written: str, value: float, step: float, unit: str) -> None:
    (found,) = figures_in(written)
    assert (found.value, found.unit) == (value, unit)
    assert found.step == pytest.approx(step)


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [("1.234", 1234, 1.234), ("1,234", 1.234, 1234), ("12.345", 12_345, 12.345)],
)
def test_three_digits_behind_one_sign_are_read_by_the_language(
    written: str, indonesian: float, english: float
) -> None:
    first, second = read_figure(written), read_figure(written, "en")
    assert first is not None
    assert second is not None
    assert (first.value, second.value) == (indonesian, english)


@pytest.mark.parametrize("written", ["", "abc", "1.2.3", "12.34.56", "1,000 dan", "Tabel 2.1.3"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert read_figure(written) is None


def test_the_notation_of_most_numbers_counts() -> None:
    assert notation_of("6,75% dan 1.000.000 jiwa; 664.01", "en") is Notation.COMMA
    assert notation_of("6.75% and 1,000,000", "id") is Notation.POINT
    assert notation_of("tanpa angka", "en") is Notation.POINT
    (_, found) = figures_in("sebesar 6.75% dari 1,234 orang", "id")
    assert found.value == 1234


def test_digits_tell_what_values_are_meant() -> None:
    found = read_figure("10,64 juta")
    assert found is not None
    assert (found.low, found.high) == (10_635_000, 10_645_000)


@pytest.mark.parametrize(
    ("unit", "same"),
    [("persen", "%"), ("orang", "jiwa"), ("km2", "km²"), ("Users", "pengguna"), ("", "")],
)
def test_units_that_mean_the_same_are_the_same(unit: str, same: str) -> None:
    assert same_unit(unit) == same


def test_places_hold_number_and_unit_to_the_letter() -> None:
    text = "👍🏽 Ada 10,64 juta jiwa\ndi kota itu."
    (found,) = figures_in(text)
    assert found.span.of(text) == "10,64 juta jiwa"
    assert found.stated == "10,64 juta"
