"""Dates as people and programs write them, and the order of day and month."""

from __future__ import annotations

import pytest

from qda.importers.tables.dates import DayOrder, day_order, iso_moment


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-01-05 10:11:12", "2024-01-05T10:11:12"),
        ("2024-01-05", "2024-01-05"),
        ("2024-01-05T10:11:12Z", "2024-01-05T10:11:12+00:00"),
        ("2024-01-05T10:11:12+07:00", "2024-01-05T10:11:12+07:00"),
        ("2024-01-05T10:11:12.250000", "2024-01-05T10:11:12.250000"),
        ("2024-01-05 10:11:12 UTC", "2024-01-05T10:11:12+00:00"),
        ("2024/01/05 10:11:12 AM GMT+7", "2024-01-05T10:11:12+07:00"),
        ("06/01/2024 02.59", "2024-01-06T02:59:00"),
        ("6-1-24", "2024-01-06"),
        ("6.1.2024 2:59:10 pm", "2024-01-06T14:59:10"),
        ("06/01/2024 02.59 WIB", "2024-01-06T02:59:00+07:00"),
        ("06/01/2024 02.59 WITA", "2024-01-06T02:59:00+08:00"),
        ("5 Januari 2024", "2024-01-05"),
        ("5 Agustus 2024 10.15", "2024-08-05T10:15:00"),
        ("Senin, 5 Agt 2024", "2024-08-05"),
        ("January 5, 2024", "2024-01-05"),
        ("Dec 31, 2023 12:05 AM", "2023-12-31T00:05:00"),
        ("1704420672000", "2024-01-05T02:11:12+00:00"),
        ("1704420672", "2024-01-05T02:11:12+00:00"),
        ("45296", "2024-01-05T00:00:00"),
        ("45296.5", "2024-01-05T12:00:00"),
    ],
)
def test_dates_become_iso(text: str, iso: str) -> None:
    assert iso_moment(text, DayOrder.DAY_FIRST) == iso


@pytest.mark.parametrize(
    "text",
    ["", "kemarin", "31/02/2024", "2024-13-01", "5 Foo 2024", "12345678901", "10:11", "1/2",
     "2024-01-05 25:00:00", "13/13/2024", "06/01/2024 13.00 pm", "٢٠٢٤-٠١-٠٥", "9" * 13],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert iso_moment(text, DayOrder.DAY_FIRST) is None


def test_month_first_is_read_where_the_column_says_so() -> None:
    assert iso_moment("06/01/2024", DayOrder.MONTH_FIRST) == "2024-06-01"


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["06/01/2024", "13/01/2024"], DayOrder.DAY_FIRST),
        (["01/06/2024 1:00 PM", "01/13/2024 1:00 PM"], DayOrder.MONTH_FIRST),
        (["01/02/2024", "03/04/2024"], DayOrder.OPEN),
        (["13/01/2024", "14/01/2024", "01/15/2024"], DayOrder.DAY_FIRST),
        (["2024-01-05", "5 Mei 2024"], None),
    ],
)
def test_all_values_decide_the_order(values: list[str], order: DayOrder | None) -> None:
    assert day_order(values) is order
