"""Filters and orders of rows are read as they are written, or refused with what is possible."""

from __future__ import annotations

import pytest

from qda.retrieval.filter_language import UnknownFilter
from qda.retrieval.table.columns import NoSuchColumn, columns_of
from qda.retrieval.table.question import Holding, Picked, RowFilter, SortKey, Within
from qda.retrieval.table.spoken import guess_languages
from qda.retrieval.table.written import BadRows, parse_numbers, parse_order, parse_rows
from tests.unit.retrieval.table.conftest import Reviews


def read(reviews: Reviews, written: str) -> RowFilter:
    with reviews.study.reading() as connection:
        return parse_rows(connection, written, columns_of(connection, 1))


def test_every_kind_of_part_is_read(reviews: Reviews) -> None:
    found = read(
        reviews,
        "stars=1,2; date=2024; version=2.9..2.10; reply=~maaf; coded=no; proposed=yes; "
        "text=words; duplicates=yes; spoken=en,unknown; row=3..9; thumbs_up=..5; version=empty",
    )
    assert found == RowFilter(
        picked=(Picked("stars", frozenset({"1", "2"})), Picked("version", frozenset({""}))),
        within=(
            Within("date", "2024", "2024"),
            Within("version", "2.9", "2.10"),
            Within("thumbs_up", "", "5"),
        ),
        holding=(Holding("reply", "maaf"),),
        empty=False,
        coded=False,
        proposed=True,
        doubled=True,
        spoken=frozenset({"en", ""}),
        first=3,
        last=9,
    )


def test_a_code_is_meant_with_those_beneath_it(reviews: Reviews) -> None:
    top = next(code for code in reviews.codes() if code.parent_id is None)
    beneath = {code.id for code in reviews.codes() if code.parent_id == top.id}
    found = read(reviews, f"code={top.canonical_id}")
    assert found.code_ids >= beneath | {top.id}


@pytest.mark.parametrize("written", ["stars=", "coder=Nobody", "coded=yes,no"])
def test_a_part_that_cannot_be_read_is_refused(reviews: Reviews, written: str) -> None:
    with pytest.raises(UnknownFilter):
        read(reviews, written)


def test_a_name_that_is_no_column_is_refused_with_those_there_are(reviews: Reviews) -> None:
    with pytest.raises(NoSuchColumn, match="stars"):
        read(reviews, "colour=red")


def test_an_order_names_columns_of_which_some_fall(reviews: Reviews) -> None:
    with reviews.study.reading() as connection:
        known = columns_of(connection, 1)
    assert parse_order("Stars, -date", known) == (SortKey("stars"), SortKey("date", falling=True))
    assert parse_order("", known) == ()


@pytest.mark.parametrize("written", ["", "a:b", "0:3", "9:2", "1:", ":4"])
def test_numbers_that_name_no_rows_are_refused(written: str) -> None:
    with pytest.raises(BadRows):
        parse_numbers(written)


def test_one_number_names_one_row() -> None:
    assert parse_numbers("7") == (7, 7)


def test_the_language_of_each_text_is_guessed_by_its_own_words(reviews: Reviews) -> None:
    with reviews.study.reading() as connection:
        of = guess_languages(connection, 1).of
    assert len(of) == len(reviews.lines)
    found = reviews.rows(reviews.ask())
    long = [row for row in found if len(row.text) > 200]
    indonesian = [row for row in long if of[row.id] == "id"]
    assert len(indonesian) > 0.8 * len(long)
