"""Validity and reliability agree with the fixtures, with scipy, and with what must not matter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qda.statistics.cautions import Caution
from qda.statistics.errors import NoItems
from qda.statistics.items import (
    MissingRule,
    analysed,
    critical_r,
    feldt_interval,
    probability_of_r,
)

EXACT = 1e-9
# What the fixture gives to ten decimals.
TEN = 1e-10

CRITICAL = {
    10: 0.631897,
    20: 0.443763,
    30: 0.361007,
    40: 0.312006,
    50: 0.278711,
    60: 0.254204,
    80: 0.219901,
    100: 0.196551,
    150: 0.160335,
    200: 0.138789,
    300: 0.113267,
    400: 0.098069,
}


@pytest.mark.parametrize("rule", MissingRule)
def test_the_fixture_is_met(sv1: dict[str, Any], rule: MissingRule) -> None:
    found, expected = analysed(sv1["data"], rule=rule), sv1["expected"]
    assert found.reliability.alpha == pytest.approx(expected["cronbach_alpha"], abs=EXACT)
    for name, key in (
        ("item_total", "item_total"),
        ("item_rest", "item_rest"),
        ("alpha_if_deleted", "alpha_if_deleted"),
    ):
        figures = [getattr(each, name) for each in found.qualities]
        assert figures == pytest.approx(expected[key], abs=TEN)
    assert [q.mean for q in found.qualities] == pytest.approx([3.4, 3.6, 3.4, 3.3, 3.2])
    deviations = [1.264911, 1.074968, 1.264911, 0.948683, 1.032796]
    assert [q.deviation for q in found.qualities] == pytest.approx(deviations, abs=5e-7)
    assert all(q.is_valid and q.is_valid_by_rest for q in found.qualities)
    assert found.cautions == (Caution.SMALL_SAMPLE,)


def test_the_interval_of_alpha_is_that_of_feldt(sv1: dict[str, Any]) -> None:
    found = analysed(sv1["data"]).reliability
    # pingouin prints .862 to .984; the quantiles of F are scipy's here.
    assert found.low == pytest.approx(0.862, abs=5e-4)
    assert found.high == pytest.approx(0.984, abs=5e-4)
    assert found.alpha is not None
    upper, lower = stats.f.ppf([0.975, 0.025], 9, 36)
    assert found.low == pytest.approx(1 - (1 - found.alpha) * upper, abs=EXACT)
    assert found.high == pytest.approx(1 - (1 - found.alpha) * lower, abs=EXACT)


@pytest.mark.parametrize(("n", "expected"), CRITICAL.items())
def test_the_critical_r_is_that_of_the_printed_table(n: int, expected: float) -> None:
    assert critical_r(n) == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize("n", [3, 10, 30, 400])
def test_a_correlation_at_the_critical_r_is_just_significant(n: int) -> None:
    critical = critical_r(n)
    assert critical is not None
    assert probability_of_r(critical, n) == pytest.approx(0.05, abs=EXACT)


def test_correlations_and_their_probabilities_are_those_of_scipy(sv1: dict[str, Any]) -> None:
    data = np.array(sv1["data"])
    found = analysed(sv1["data"])
    for at, quality in enumerate(found.qualities):
        r, p = stats.pearsonr(data[:, at], data.sum(axis=1))
        assert quality.item_total == pytest.approx(r, abs=EXACT)
        assert quality.p == pytest.approx(p, abs=EXACT)
        r, _ = stats.pearsonr(data[:, at], np.delete(data, at, axis=1).sum(axis=1))
        assert quality.item_rest == pytest.approx(r, abs=EXACT)


def test_listwise_leaves_out_who_did_not_answer_all_and_says_so(sv1: dict[str, Any]) -> None:
    holes = [*sv1["data"], [3, None, 3, 3, 3], [None] * 5]
    found = analysed(holes)
    assert found.reliability.alpha == pytest.approx(sv1["expected"]["cronbach_alpha"], abs=EXACT)
    assert (found.respondents, found.left_out) == (10, 2)
    assert Caution.LISTWISE in found.cautions


def test_pairwise_uses_every_pair_and_says_so(sv1: dict[str, Any]) -> None:
    holes = [*sv1["data"], [3, None, 5, 1, 3]]
    found = analysed(holes, rule=MissingRule.PAIRWISE)
    data = np.array(holes, dtype=float)
    import pandas as pd

    matrix = pd.DataFrame(data).cov().to_numpy()
    alpha = 5 / 4 * (1 - matrix.trace() / matrix.sum())
    assert found.reliability.alpha == pytest.approx(alpha, abs=EXACT)
    assert [quality.n for quality in found.qualities] == [11, 10, 11, 11, 11]
    assert found.reliability.n == 10
    assert Caution.PAIRWISE in found.cautions


def test_what_has_no_variation_has_no_correlation() -> None:
    found = analysed([[3, 1, 2], [3, 2, 3], [3, 3, 4]])
    first = found.qualities[0]
    assert (first.item_total, first.item_rest, first.p, first.is_valid) == (None,) * 4
    assert Caution.NO_VARIATION in found.cautions
    alone = analysed([[1], [2], [3]])
    assert alone.reliability.alpha is None
    assert alone.qualities[0].item_rest is None
    assert analysed([[1, 2]]).reliability.alpha is None


def test_a_reversed_item_is_pointed_out() -> None:
    found = analysed([[1, 1, 5], [2, 2, 4], [3, 3, 3], [4, 4, 2], [5, 5, 1]])
    assert Caution.NEGATIVE_ITEM in found.cautions


def test_an_instrument_needs_an_item() -> None:
    nothing: list[list[list[float | None]]] = [[], [[]]]
    for rows in nothing:
        with pytest.raises(NoItems):
            analysed(rows)


def test_an_interval_needs_respondents_and_items() -> None:
    assert feldt_interval(0.9, n=1, items=5) is None
    assert feldt_interval(0.9, n=10, items=1) is None
    assert critical_r(2) is None
    assert probability_of_r(1.0, 9) == 0.0


answers = st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=3, max_size=20)


@given(answers, st.permutations(range(4)), st.randoms())
def test_the_order_of_respondents_and_items_does_not_matter(
    rows: list[list[int]], order: list[int], chance: Any
) -> None:
    shuffled = [[row[at] for at in order] for row in rows]
    chance.shuffle(shuffled)
    first, second = analysed(rows), analysed(shuffled)
    assert _near(first.reliability.alpha, second.reliability.alpha)
    for place, at in enumerate(order):
        for name in ("item_total", "item_rest", "alpha_if_deleted"):
            assert _near(getattr(first.qualities[at], name), getattr(second.qualities[place], name))


@given(answers)
def test_turning_every_item_round_changes_no_correlation(rows: list[list[int]]) -> None:
    first, second = analysed(rows), analysed([[6 - answer for answer in row] for row in rows])
    assert _near(first.reliability.alpha, second.reliability.alpha)
    for one, other in zip(first.qualities, second.qualities, strict=True):
        assert _near(one.item_rest, other.item_rest)


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other, abs=1e-7, rel=1e-9)
