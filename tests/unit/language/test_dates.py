"""Dates are found in Indonesian and English texts, with their places and as exact as they are."""

from __future__ import annotations

import pytest

from qda.language.dates import dates_in, iso_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pada tanggal 5 Mei 2021", ["2021-05-05"]),
        ("5 bulan Mei tahun 2021", ["2021-05-05"]),
        ("17\nAgustus\n1945", ["1945-08-17"]),
        ("on 13th of March 2020 and March 14, 2020", ["2020-03-13", "2020-03-14"]),
        ("2021-05-06", ["2021-05-06"]),
        ("05/06/2021", ["2021-06-05"]),
        ("11/25/2021", ["2021-11-25"]),
        ("sejak bulan Desember tahun 2014 silam", ["2014-12"]),
        ("Nopember 2016, Okt. 2017", ["2016-11", "2017-10"]),
        ("tahun 2010", ["2010"]),
        ("sensus 2020 dan 2022.", ["2020", "2022"]),
        ("30 Februari 2021", ["2021-02"]),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(text: str, expected: list[str]) -> None:
    assert [each.starts_on for each in dates_in(text)] == expected


@pytest.mark.parametrize("between", ["-", "–", " s.d. ", " sampai dengan ", " hingga ", " to "])
def test_a_stretch_of_years_is_one_date(between: str) -> None:
    (found,) = dates_in(f"RPD 2023{between}2026")
    assert (found.starts_on, found.ends_on) == ("2023", "2026")


@pytest.mark.parametrize(
    "text",
    ["1.271.123 orang", "2.450", "Rp2000", "280/2014", "nomor 12345", "abc2014", "99/99/2021"],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert dates_in(text) == ()


def test_places_are_code_points_of_the_text() -> None:
    text = "👍🏽 Rapat 5 Mei 2021, lalu Juni 2021"
    assert [each.span.of(text) for each in dates_in(text)] == ["5 Mei 2021", "Juni 2021"]


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert iso_date(2021, 2, 30) == ""
    assert iso_date(1492, 10, 12) == ""
    assert iso_date(2024, 2, 29) == "2024-02-29"
