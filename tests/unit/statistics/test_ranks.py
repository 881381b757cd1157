"""The rank test agrees with scipy, with and without ties, exactly and by approximation."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qda.statistics.cautions import Caution
from qda.statistics.ranks import EXACT_UP_TO, compared, compared_counts, sample

EXACT = 1e-9


def test_groups_that_lie_apart_are_told_apart() -> None:
    found = compared([1, 2, 3], [4, 5, 6])
    assert (found.u, found.p, found.rank_biserial, found.is_exact) == (0, 0.1, -1, True)
    assert found.cautions == (Caution.SMALL_SAMPLE,)


def test_a_group_without_values_has_no_test() -> None:
    found = compared([], [1.0])
    assert (found.u, found.p, found.rank_biserial) == (None, None, None)
    assert found.first.mean is None
    assert found.cautions == (Caution.NO_VARIATION,)
    alike = compared([3] * 40, [3] * 20)
    assert (alike.p, alike.rank_biserial) == (1.0, 0.0)


def test_a_sample_is_described() -> None:
    found = sample([1, 5, 5, 2])
    assert (found.n, found.mean, found.median) == (4, 3.25, 3.5)
    assert found.deviation == pytest.approx(2.0615528128088303, abs=EXACT)


many = st.lists(st.integers(1, 5), min_size=EXACT_UP_TO, max_size=80)


@given(many, many)
def test_with_ties_it_is_the_approximation_of_scipy(one: list[int], other: list[int]) -> None:
    found = compared(one, other)
    if found.is_exact:
        return
    expected = stats.mannwhitneyu(one, other, method="asymptotic", use_continuity=True)
    assert found.u == expected.statistic
    assert found.p == pytest.approx(expected.pvalue, abs=EXACT)


@given(st.integers(1, 9), st.permutations(range(15)))
def test_without_ties_it_is_exact_as_in_scipy(size: int, values: list[int]) -> None:
    one, other = values[:size], values[size:]
    found = compared(one, other)
    expected = stats.mannwhitneyu(one, other, method="exact")
    assert found.is_exact
    assert found.u == expected.statistic
    assert found.p == pytest.approx(expected.pvalue, abs=EXACT)


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=5),
    st.lists(st.integers(1, 3), min_size=1, max_size=5),
)
def test_with_ties_the_exact_test_counts_every_division(one: list[int], other: list[int]) -> None:
    together = one + other
    if len(set(together)) == 1:
        return
    ranks = stats.rankdata(together)
    centre = len(one) * (len(together) + 1) / 2
    apart = abs(sum(ranks[: len(one)]) - centre)
    divisions = list(combinations(ranks, len(one)))
    as_far = sum(abs(sum(each) - centre) >= apart - 1e-9 for each in divisions)
    assert compared(one, other).p == pytest.approx(as_far / len(divisions), abs=EXACT)


@given(many, many)
def test_changing_the_groups_turns_the_effect_round(one: list[int], other: list[int]) -> None:
    first, second = compared(one, other), compared(other, one)
    assert first.p == pytest.approx(second.p, abs=EXACT)
    assert first.rank_biserial == pytest.approx(-(second.rank_biserial or 0), abs=EXACT)


@given(many, many)
def test_ranks_do_not_see_how_far_values_lie_apart(one: list[int], other: list[int]) -> None:
    stretched = compared([x**3 for x in one], [x**3 for x in other])
    assert stretched.p == compared(one, other).p


@given(many, st.lists(st.integers(1, 5), max_size=12))
def test_counted_values_are_compared_as_the_values_themselves(
    one: list[int], other: list[int]
) -> None:
    counted = compared_counts(Counter(one), Counter({**Counter(other), 99: 0}))
    assert counted == compared(one, other)
