"""Codes over time: periods stand in order, without gaps, each with what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.vocabulary import AttributeType
from qda.displays.columns import columns_for
from qda.i18n import Speech
from qda.importers.draft import CollectionDraft, ColumnDraft, ColumnRole
from qda.numbers.grouping import Grouping, Period, period_after, period_key
from qda.numbers.over_time import Series, over_time
from qda.numbers.question import NumberQuestion
from qda.session import StudySession
from tests.helpers.coded import adopt, asking_theory, code, store_reviews
from tests.helpers.studies import new_session, reviews

DATES = ("2023-11-30", "2023-11-02", "2024-02-29", "2024-02", "2025", "")
VERSIONS = ("4.0.9", "4.0.22", "4.0.22", "10.1", "4.0.9", "")


def dated() -> CollectionDraft:
    """Six reviews, two of one month, one without a date, one known to the year."""
    draft = reviews("Ulasan", ["dana"] * 6)
    rows = [
        (row[0], f"u{nth}", row[2], row[3], DATES[nth] or None, VERSIONS[nth] or None)
        for nth, row in enumerate(draft.rows)
    ]
    columns = (
        *draft.columns,
        ColumnDraft("at", ColumnRole.DATE, AttributeType.DATE),
        ColumnDraft("appVersion", ColumnRole.VERSION, AttributeType.TEXT),
    )
    return replace(draft, rows=rows, columns=columns)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "studi.runut") as session:
        adopt(session, asking_theory())
        store_reviews(session, dated())
        for number in (1, 3):
            code(session, f"U01-000{number}", "dana", "ask:Q.1")
        yield session


def series(study: StudySession, by: str) -> Series:
    with study.reading() as connection:
        columns = columns_for(connection, ["ask:Q.1"])
        question = NumberQuestion(columns, "en", "Sari", by=Grouping.parse(by))
        return over_time(connection, question)


@pytest.mark.parametrize("by", ["month", ""])
def test_months_without_a_text_stand_in_their_place(study: StudySession, by: str) -> None:
    found = series(study, by)
    assert [(p.label, p.units) for p in found.periods] == [
        ("2023-11", 2), ("2023-12", 0), ("2024-01", 0), ("2024-02", 2),
    ]  # fmt: skip
    assert [point.share for point in found.lines[0].points] == [0.5, None, None, 0.5]
    # One date is known to the year only, one not at all.
    assert found.undated is not None
    assert found.undated.units == 2


def test_years_and_weeks(study: StudySession) -> None:
    years = series(study, "year")
    assert [(p.label, p.units) for p in years.periods] == [("2023", 2), ("2024", 2), ("2025", 1)]
    weeks = series(study, "week")
    assert (weeks.periods[0].label, weeks.periods[-1].label) == ("2023-W44", "2024-W09")
    assert len(weeks.periods) == 18
    assert sum(p.units for p in weeks.periods) == 3


def test_versions_are_in_the_order_of_their_numbers(study: StudySession) -> None:
    found = series(study, "version")
    assert [(p.label, p.units) for p in found.periods] == [("4.0.9", 2), ("4.0.22", 2), ("10.1", 1)]


@pytest.mark.parametrize(
    ("written", "period", "name"),
    [
        ("2024-12-30", Period.WEEK, "2025-W01"),
        ("2024-12-30T10:11:12+07:00", Period.MONTH, "2024-12"),
        ("2024-13", Period.MONTH, "Not stated"),
        ("2024", Period.MONTH, "Not stated"),
        ("2024-02", Period.WEEK, "Not stated"),
        ("kemarin", Period.YEAR, "Not stated"),
        ("", Period.YEAR, "Not stated"),
    ],
)
def test_a_date_lies_in_its_period(written: str, period: Period, name: str) -> None:
    assert period_key(written, period, Speech("en")).label == name


@pytest.mark.parametrize(
    ("name", "period", "after"),
    [
        ("2024-12", Period.MONTH, "2025-01"),
        ("2024-01", Period.MONTH, "2024-02"),
        ("2024", Period.YEAR, "2025"),
        ("2020-W53", Period.WEEK, "2021-W01"),
    ],
)
def test_one_period_follows_another(name: str, period: Period, after: str) -> None:
    assert period_key(period_after(name, period), period, Speech("en")).label == after


def test_a_date_with_a_wrong_year_does_not_make_a_million_periods() -> None:
    from qda.numbers.frequencies import Group
    from qda.numbers.over_time import _without_gaps

    groups = [Group("period:0001-01", "0001-01", 1, 1), Group("period:9999-01", "9999-01", 1, 1)]
    assert _without_gaps(groups, Period.MONTH, "en") == (tuple(groups), [0, 1])
