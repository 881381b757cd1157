"""The interval index finds what a look at every interval finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.reader.intervals import Interval, IntervalIndex


@st.composite
def intervals(draw: st.DrawFn) -> list[Interval]:
    pairs = draw(st.lists(st.tuples(st.integers(0, 70), st.integers(1, 40)), max_size=25))
    return [Interval(start, start + length, id_) for id_, (start, length) in enumerate(pairs)]


def naive(among: list[Interval], start: int, end: int) -> set[int]:
    return {each.id for each in among if each.start < end and start < each.end}


stretch = st.tuples(st.integers(0, 120), st.integers(0, 60))


@given(intervals(), stretch)
def test_a_query_finds_all_that_touch_and_nothing_else(
    among: list[Interval], asked: tuple[int, int]
) -> None:
    start, length = asked
    found = list(IntervalIndex(among).touching(start, start + length))
    assert len(found) == len(set(found))
    assert set(found) == (naive(among, start, start + length) if length else set())


@given(intervals(), st.lists(st.integers(0, 24)), stretch)
def test_adding_and_removing_leaves_what_remains(
    among: list[Interval], gone: list[int], asked: tuple[int, int]
) -> None:
    index = IntervalIndex()
    for each in among:
        index.add(each)
    for id_ in set(gone):
        if id_ in index:
            index.remove(id_)
    left = [each for each in among if each.id not in gone]
    start, length = asked
    assert len(index) == len(left)
    assert set(index.touching(start, start + length + 1)) == naive(left, start, start + length + 1)


def test_an_interval_with_a_known_id_takes_its_place() -> None:
    index = IntervalIndex([Interval(0, 5, 1)])
    index.add(Interval(50, 60, 1))
    assert list(index.touching(0, 10)) == []
    assert index[1] == Interval(50, 60, 1)


def test_touching_ends_do_not_share_a_position() -> None:
    index = IntervalIndex([Interval(0, 5, 1), Interval(5, 9, 2)])
    assert list(index.touching(5, 6)) == [2]


def test_removing_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        IntervalIndex().remove(3)


def test_a_page_of_a_long_text_is_found_among_ten_thousand() -> None:
    many = [Interval(start, start + 40, start) for start in range(0, 1_000_000, 100)]
    found = IntervalIndex(many).touching(500_000, 503_000)
    assert sorted(found) == list(range(500_000, 503_000, 100))
