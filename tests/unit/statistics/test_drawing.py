"""The draw: chance that is the same everywhere, shares by hand, exact sizes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vocabulary import Allocation
from qda.statistics.drawing import by_interval, by_steps, chances, shared_out, smallest
from qda.statistics.errors import BadSampleQuestion

EQUAL, PROPORTIONAL = Allocation.EQUAL, Allocation.PROPORTIONAL


def test_chance_numbers_are_those_of_the_mersenne_twister() -> None:
    # numpy's own implementation, seeded by the array of one number as Python does it.
    for seed in (0, 1, 7, 20261127):
        other = np.random.RandomState()
        other.seed([seed])
        assert chances(1000, seed) == other.random_sample(1000).tolist()


def test_the_same_seed_draws_the_same_items_everywhere() -> None:
    assert smallest(range(100), 10, chances(100, 7)) == [78, 8, 56, 21, 6, 82, 34, 70, 33, 10]
    assert by_interval(100, 9, 7) == (3, [2, 11, 20, 29, 38, 47, 56, 65, 74, 83, 92])
    assert by_steps(10, 4, 7)[1] == [0, 3, 5, 8]


@given(st.integers(1, 300), st.integers(0, 1000), st.data())
def test_a_larger_sample_holds_the_smaller_one(count: int, seed: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, count))
    numbers = chances(count, seed)
    found = smallest(range(count), size, numbers)
    assert len(set(found)) == size
    assert smallest(range(count), count, numbers)[:size] == found


@pytest.mark.parametrize(
    ("sizes", "size", "allocation", "expected"),
    [
        # 400 of the 4,919 reviews of an app by stars: 138.89, 26.35, 25.05, 25.53, 184.18.
        ((1708, 324, 308, 314, 2265), 400, PROPORTIONAL, [139, 26, 25, 26, 184]),
        ((70, 20, 7, 3), 10, PROPORTIONAL, [7, 2, 1, 0]),
        ((1, 1, 1), 2, PROPORTIONAL, [1, 1, 0]),
        ((70, 20, 7, 3), 100, PROPORTIONAL, [70, 20, 7, 3]),
        ((70, 20, 7, 3), 40, EQUAL, [15, 15, 7, 3]),
        ((70, 20, 7, 3), 10, EQUAL, [3, 3, 2, 2]),
        ((0, 5, 5), 4, EQUAL, [0, 2, 2]),
    ],
)
def test_shares_are_those_reckoned_by_hand(
    sizes: tuple[int, ...], size: int, allocation: Allocation, expected: list[int]
) -> None:
    assert shared_out(sizes, size, allocation) == expected


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=12).filter(any),
    st.sampled_from(Allocation),
    st.data(),
)
def test_shares_make_up_the_size_and_no_stratum_gives_more_than_it_has(
    sizes: list[int], allocation: Allocation, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, sum(sizes)))
    found = shared_out(sizes, size, allocation)
    assert sum(found) == size
    assert all(0 <= part <= whole for part, whole in zip(found, sizes, strict=True))
    if allocation is PROPORTIONAL:
        exact = [size * each / sum(sizes) for each in sizes]
        assert all(abs(part - want) < 1 for part, want in zip(found, exact, strict=True))
    else:
        open_ = [part for part, whole in zip(found, sizes, strict=True) if part < whole]
        assert max(open_, default=0) - min(open_, default=0) <= 1
        assert all(part <= min(open_, default=part) + 1 for part in found)


@given(st.integers(1, 500), st.integers(0, 2**31 - 1), st.data())
def test_steps_give_exactly_the_size_and_no_place_twice(
    count: int, seed: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, count))
    _, places = by_steps(count, size, seed)
    assert len(places) == len(set(places)) == size
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] < count


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(BadSampleQuestion):
        shared_out((3, 2), 6, PROPORTIONAL)
    with pytest.raises(BadSampleQuestion):
        by_interval(5, 6, 1)
    with pytest.raises(BadSampleQuestion):
        by_steps(5, 0, 1)
