"""Periods: what is not known exactly stands apart, and long empty stretches are one column."""

from __future__ import annotations

import pytest

from qda.displays.periods import Frame, Width, period_of, spoken, spoken_stretch, timeline
from qda.i18n import Speech

EN, ID = Speech("en"), Speech("id")


def line(width: Width, *dates: str) -> list[str]:
    return [each.label for each in timeline((period_of(d, width, EN) for d in dates), width, EN)]


def test_empty_periods_up_to_two_stand_alone_and_more_of_them_are_one() -> None:
    assert line(Width.YEAR, "2014-12-29", "2017-03", "2021") == [
        "2014", "2015", "2016", "2017", "2018 to 2020", "2021",
    ]  # fmt: skip


def test_a_date_less_exact_than_the_periods_has_a_period_of_its_own_before_the_others() -> None:
    assert line(Width.MONTH, "2021-02-11", "2021") == [
        "2021, month not stated", "January 2021", "February 2021",
    ]  # fmt: skip
    assert line(Width.QUARTER, "2021", "2021-12", "2020-11-01") == [
        "Quarter 4 of 2020", "2021, quarter not stated", "Quarter 1 of 2021 to Quarter 3 of 2021",
        "Quarter 4 of 2021",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "english", "indonesian"),
    [
        ("2014-12-29", "29 December 2014", "29 Desember 2014"),
        ("2014-05", "May 2014", "Mei 2014"),
        ("2014", "2014", "2014"),
    ],
)
def test_dates_are_said_as_exactly_as_they_are_known(
    written: str, english: str, indonesian: str
) -> None:
    assert (spoken(written, EN), spoken(written, ID)) == (english, indonesian)


def test_a_stretch_says_from_when_to_when() -> None:
    assert spoken_stretch("2017", "2022", EN) == "2017 to 2022"
    assert spoken_stretch("2017", "2017", EN) == "2017"


@pytest.mark.parametrize(
    ("since", "until", "written", "inside"),
    [
        ("", "", "1527-06-22", True),
        ("2014", "", "2014-01-01", True),
        ("2014", "", "2013-12-31", False),
        ("", "2023", "2023-12-31", True),
        ("", "2023-05", "2023-06-01", False),
        # What is not known exactly may lie inside.
        ("2014-05", "", "2014", True),
        ("", "2023-05", "2023", True),
        ("2014-05-20", "2014-05-25", "2014-05", True),
    ],
)
def test_a_frame_holds_what_may_lie_in_it(
    since: str, until: str, written: str, *, inside: bool
) -> None:
    assert Frame(since, until).holds(written) is inside
