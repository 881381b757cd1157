"""Brackets and names never cover one another."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.reader.lanes import Extent, Wish, assign_lanes, fitting, stack


@st.composite
def extents(draw: st.DrawFn) -> list[Extent]:
    pairs = draw(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 30)), max_size=20))
    return [Extent(id_, top, top + height) for id_, (top, height) in enumerate(pairs)]


@given(extents(), st.dictionaries(st.integers(0, 19), st.integers(0, 5)))
def test_overlapping_extents_have_lanes_of_their_own(
    among: list[Extent], kept: dict[int, int]
) -> None:
    lanes = assign_lanes(among, kept)
    assert set(lanes) == {extent.id for extent in among}
    for one, other in combinations(among, 2):
        if one.top < other.bottom and other.top < one.bottom:
            assert lanes[one.id] != lanes[other.id]


@given(extents())
def test_without_history_no_more_lanes_are_used_than_lie_abreast(among: list[Extent]) -> None:
    lanes = assign_lanes(among)
    abreast = max((sum(e.top <= place.top < e.bottom for e in among) for place in among), default=0)
    assert max(lanes.values(), default=-1) + 1 == abreast


def test_who_was_in_view_keeps_its_lane() -> None:
    before = assign_lanes([Extent(1, 0, 10), Extent(2, 5, 20)])
    after = assign_lanes([Extent(2, -5, 10), Extent(3, 8, 20)], before)
    assert after[2] == before[2] == 1
    assert after[3] == 0


def test_a_longer_extent_takes_the_inner_lane() -> None:
    assert assign_lanes([Extent(1, 0, 10), Extent(2, 0, 40)]) == {2: 0, 1: 1}


@given(
    st.lists(st.tuples(st.integers(-20, 300), st.integers(5, 40)), max_size=15),
)
def test_labels_never_cover_one_another(pairs: list[tuple[int, int]]) -> None:
    wishes = [Wish(id_, top, height) for id_, (top, height) in enumerate(pairs)]
    places = stack(wishes, 0, 300)
    heights = {wish.id: wish.height for wish in wishes}
    in_order = sorted(places, key=lambda id_: places[id_])
    for one, other in pairwise(in_order):
        assert places[one] + heights[one] <= places[other] + 1e-9
    assert all(place >= 0 for place in places.values())
    if sum(heights.values()) <= 300 and places:
        assert max(places[id_] + heights[id_] for id_ in places) <= 300


def test_a_label_with_room_stands_where_it_wants() -> None:
    assert stack([Wish(1, 30, 10), Wish(2, 35, 10)], 0, 100) == {1: 30, 2: 40}


def test_labels_at_the_foot_move_up_together() -> None:
    assert stack([Wish(1, 85, 10), Wish(2, 90, 10)], 0, 100) == {1: 80, 2: 90}


def test_labels_that_fit_are_all_kept() -> None:
    wishes = [Wish(n, 10.0 * n, 10.0) for n in range(5)]
    assert fitting(wishes, 60) == wishes


def test_where_a_crowd_has_no_room_the_lonely_ones_keep_theirs() -> None:
    crowd = [Wish(n, 0.0, 20.0) for n in range(20)]
    lonely = Wish(99, 180.0, 20.0)
    kept = fitting([*crowd, lonely], 200)
    assert lonely in kept
    assert len(kept) == 10


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(5, 60)), max_size=40), st.floats(10, 600))
def test_as_many_labels_are_kept_as_fit(pairs: list[tuple[float, float]], room: float) -> None:
    wishes = [Wish(n, top, height) for n, (top, height) in enumerate(pairs)]
    kept = fitting(wishes, room)
    used = sum(wish.height for wish in kept)
    assert used <= room or len(pairs) == 0
    left = [wish.height for wish in wishes if wish not in kept]
    assert all(used + height > room for height in left)


@pytest.mark.parametrize("room", [0.0, -12.5])
def test_in_a_margin_without_any_height_nothing_fits(room: float) -> None:
    # The margin of a text that a splitter has squeezed away is less high than its own sign.
    assert fitting([Wish(1, 0, 20), Wish(2, 30, 20)], room) == []
