"""Rows come in the order, and are those, that plain Python finds in the file itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from qda.edits.coding_rows import CodeRows
from qda.retrieval.table.columns import ColumnKind, NoSuchColumn, columns_of
from qda.retrieval.table.question import (
    Holding,
    Picked,
    RowFilter,
    SortKey,
    Within,
)
from qda.retrieval.table.rows import column_choices
from tests.unit.retrieval.table.conftest import Reviews

Line = dict[str, str]


def numbers_of(lines: list[Line], passes: Callable[[Line], bool]) -> list[int]:
    """The numbers, from 1, of the lines that pass."""
    return [number for number, line in enumerate(lines, 1) if passes(line)]


def version_key(written: str) -> list[int]:
    """A version of digits and points alone, as numbers."""
    return [int(part) for part in written.split(".")]


def day(line: Line) -> str:
    return line["at"][:10]


def test_without_a_question_all_rows_come_in_the_order_of_the_file(reviews: Reviews) -> None:
    found = reviews.ask()
    assert found.total == found.texts == len(reviews.lines)
    rows = reviews.rows(found)
    assert [row.number for row in rows] == list(range(1, len(reviews.lines) + 1))
    for row, line in zip(rows, reviews.lines, strict=True):
        assert row.text == line["content"].replace("\r\n", "\n").replace("\r", "\n")
        assert row.attributes["stars"] == int(line["score"])


def test_each_column_is_known_with_what_it_holds(reviews: Reviews) -> None:
    with reviews.study.reading() as connection:
        kinds = {each.name: each.kind for each in columns_of(connection, 1)}
    assert kinds["stars"] is ColumnKind.STARS
    assert kinds["thumbs_up"] is ColumnKind.NUMBER
    assert kinds["date"] is ColumnKind.DATE
    assert list(kinds)[:3] == ["key", "text", "codes"]


@pytest.mark.parametrize("falling", [False, True])
def test_numbers_are_sorted_as_numbers_and_ties_by_the_file(
    reviews: Reviews, *, falling: bool
) -> None:
    sign = -1 if falling else 1
    wanted = sorted(
        range(1, len(reviews.lines) + 1),
        key=lambda n: (sign * int(reviews.lines[n - 1]["thumbsUpCount"]), n),
    )
    assert reviews.numbers(RowFilter(), SortKey("thumbs_up", falling)) == wanted


@pytest.mark.parametrize("falling", [False, True])
def test_versions_are_sorted_as_versions_and_rows_without_one_come_last(
    reviews: Reviews, *, falling: bool
) -> None:
    lines = reviews.lines
    with_one = numbers_of(lines, lambda line: bool(line["reviewCreatedVersion"]))
    without = numbers_of(lines, lambda line: not line["reviewCreatedVersion"])
    assert with_one
    assert without
    wanted = sorted(
        with_one,
        key=lambda n: version_key(lines[n - 1]["reviewCreatedVersion"]),
        reverse=falling,
    )
    found = reviews.numbers(RowFilter(), SortKey("version", falling))
    # Rows of one version stand in the order of the file, rising and falling.
    versions = [lines[n - 1]["reviewCreatedVersion"] for n in found]
    assert versions == [lines[n - 1]["reviewCreatedVersion"] for n in (*wanted, *without)]
    assert found[len(with_one) :] == without
    assert any(int(a.split(".")[-1]) > 9 for a in versions if a)


def test_a_second_key_orders_what_the_first_leaves_open(reviews: Reviews) -> None:
    lines = reviews.lines
    wanted = sorted(range(1, len(lines) + 1), key=lambda n: (lines[n - 1]["at"], n), reverse=False)
    wanted.sort(key=lambda n: -int(lines[n - 1]["score"]))
    found = reviews.numbers(RowFilter(), SortKey("stars", falling=True), SortKey("date"))
    assert found == wanted


def test_rows_under_headings_stand_together_with_their_counts(reviews: Reviews) -> None:
    found = reviews.ask(group="stars")
    counts = Counter(line["score"] for line in reviews.lines)
    assert {group.value: group.count for group in found.groups} == counts
    assert [group.value for group in found.groups] == sorted(counts)
    rows = reviews.rows(found)
    for group in found.groups:
        part = rows[group.first : group.first + group.count]
        assert {row.attributes["stars"] for row in part} == {int(group.value)}


def test_dates_are_grouped_by_month(reviews: Reviews) -> None:
    found = reviews.ask(group="date")
    wanted = Counter(line["at"][:7] for line in reviews.lines)
    assert {group.value: group.count for group in found.groups} == wanted
    assert [group.value for group in found.groups] == sorted(wanted)


def test_values_that_are_picked_are_either_or(reviews: Reviews) -> None:
    wanted = RowFilter(picked=(Picked("stars", frozenset({"1", "3"})),))
    expected = numbers_of(reviews.lines, lambda line: line["score"] in ("1", "3"))
    assert reviews.numbers(wanted) == expected


def test_no_value_can_be_picked(reviews: Reviews) -> None:
    wanted = RowFilter(picked=(Picked("version", frozenset({""})),))
    expected = numbers_of(reviews.lines, lambda line: not line["reviewCreatedVersion"])
    assert reviews.numbers(wanted) == expected


def test_a_stretch_of_dates_takes_in_its_last_month(reviews: Reviews) -> None:
    days = sorted(map(day, reviews.lines))
    low, high = days[len(days) // 3][:7], days[2 * len(days) // 3][:7]
    wanted = RowFilter(within=(Within("date", low, high),))
    expected = numbers_of(reviews.lines, lambda line: low <= line["at"][:7] <= high)
    assert 0 < len(expected) < len(reviews.lines)
    assert reviews.numbers(wanted) == expected


def test_a_stretch_of_versions_goes_by_their_numbers(reviews: Reviews) -> None:
    wanted = RowFilter(within=(Within("version", "1.2.9", "1.2.20"),))
    expected = numbers_of(
        reviews.lines,
        lambda line: (
            bool(line["reviewCreatedVersion"])
            and [1, 2, 9] <= version_key(line["reviewCreatedVersion"]) <= [1, 2, 20]
        ),
    )
    assert 0 < len(expected) < len(reviews.lines)
    assert reviews.numbers(wanted) == expected


def test_a_stretch_of_numbers_is_open_where_an_end_is_left_out(reviews: Reviews) -> None:
    wanted = RowFilter(within=(Within("thumbs_up", "10", ""),))
    expected = numbers_of(reviews.lines, lambda line: int(line["thumbsUpCount"]) >= 10)
    assert reviews.numbers(wanted) == expected


def test_letters_are_found_in_a_column_large_or_small(reviews: Reviews) -> None:
    wanted = RowFilter(holding=(Holding("reply", "MOHON MAAF"),))
    expected = numbers_of(reviews.lines, lambda line: "mohon maaf" in line["replyContent"].lower())
    assert expected
    assert reviews.numbers(wanted) == expected


@pytest.mark.parametrize("replied", [False, True])
def test_rows_are_told_apart_by_whether_they_have_a_reply(
    reviews: Reviews, *, replied: bool
) -> None:
    expected = numbers_of(reviews.lines, lambda line: bool(line["replyContent"].strip()) == replied)
    assert reviews.numbers(RowFilter(replied=replied)) == expected


def test_words_are_found_as_they_are_typed(reviews: Reviews) -> None:
    # The last word may only be begun; the others stand in full.
    expected = numbers_of(
        reviews.lines,
        lambda line: (
            bool(re.search(r"\bserver\b", line["content"], re.IGNORECASE))
            and bool(re.search(r"\blapor", line["content"], re.IGNORECASE))
        ),
    )
    assert expected
    assert reviews.numbers(RowFilter(words="server lapor")) == expected


def test_a_key_that_is_typed_leads_to_its_row(reviews: Reviews) -> None:
    assert reviews.numbers(RowFilter(words="u01-0007")) == [7]


def test_row_numbers_cut_a_stretch_out(reviews: Reviews) -> None:
    assert reviews.numbers(RowFilter(first=11, last=14)) == [11, 12, 13, 14]


def test_coded_rows_and_those_of_a_code_are_told_apart(reviews: Reviews) -> None:
    first, second = (code.id for code in reviews.codes()[:2])
    ids = reviews.ask().ids
    reviews.study.do(CodeRows(tuple(ids[:5]), first))
    reviews.study.do(CodeRows(tuple(ids[3:9]), second))
    assert reviews.numbers(RowFilter(coded=True)) == list(range(1, 10))
    assert len(reviews.numbers(RowFilter(coded=False))) == len(ids) - 9
    assert reviews.numbers(RowFilter(code_ids=frozenset({second}))) == [4, 5, 6, 7, 8, 9]
    assert reviews.numbers(RowFilter(coder_ids=frozenset({99}))) == []
    assert reviews.numbers(RowFilter(proposed=True)) == []
    by_codes = reviews.numbers(RowFilter(), SortKey("codes", falling=True))
    assert by_codes[:9] == [4, 5, 1, 2, 3, 6, 7, 8, 9]


def test_the_values_of_a_column_are_counted(reviews: Reviews) -> None:
    with reviews.study.reading() as connection:
        found = column_choices(connection, 1, columns_of(connection, 1))
    by_name = {each.column.name: each for each in found}
    stars = {each.value: each.rows for each in by_name["stars"].choices}
    assert stars == Counter(line["score"] for line in reviews.lines)
    assert by_name["date"].low[:10] == min(map(day, reviews.lines))
    assert by_name["date"].high[:10] == max(map(day, reviews.lines))


def test_a_column_that_is_not_there_is_named_with_those_that_are(reviews: Reviews) -> None:
    with pytest.raises(NoSuchColumn, match=r"no column “colour”.*stars"):
        reviews.ask(sort=(SortKey("colour"),))
