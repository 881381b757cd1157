"""Tests of tables agree with the fixture and with scipy, and do not ask for an order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from qda.statistics.cautions import Caution
from qda.statistics.errors import CrookedTable
from qda.statistics.tables import contingency, fisher_exact

EXACT = 1e-9


def test_the_fixture_is_met(sv2: dict[str, Any]) -> None:
    found, expected = contingency(sv2["data"]), sv2["expected"]
    assert found.chi2 == pytest.approx(expected["chi2"], abs=EXACT)
    assert found.chi2_yates == pytest.approx(expected["chi2_yates"], abs=EXACT)
    assert found.p == pytest.approx(expected["p"], abs=EXACT)
    assert found.cramers_v == pytest.approx(expected["V"], abs=EXACT)
    assert found.fisher_p == pytest.approx(expected["fisher_p"], abs=EXACT)
    assert found.expected[0] == pytest.approx((20.16, 21.84), abs=EXACT)
    assert found.expected[1] == pytest.approx((27.84, 30.16), abs=EXACT)
    residual = 3.9905629488
    assert found.residuals[0] == pytest.approx((residual, -residual), abs=EXACT)
    assert found.residuals[1] == pytest.approx((-residual, residual), abs=EXACT)
    assert (found.df, found.n, found.cautions) == (1, 100, ())


def test_a_lady_tasting_tea_proves_nothing() -> None:
    assert fisher_exact([[3, 1], [1, 3]]) == pytest.approx(0.4857142857142857, abs=EXACT)
    with pytest.raises(CrookedTable):
        fisher_exact([[1, 2, 3], [4, 5, 6]])


def test_low_expected_counts_are_pointed_out() -> None:
    found = contingency([[1, 9, 2], [0, 30, 1]])
    assert {Caution.LOW_EXPECTED, Caution.EXPECTED_BELOW_ONE} <= set(found.cautions)
    assert contingency([[3, 1], [1, 3]]).cautions == (Caution.LOW_EXPECTED, Caution.SMALL_SAMPLE)


def test_a_line_without_counts_takes_no_part() -> None:
    full, empty = contingency([[30, 12], [18, 40]]), contingency([[30, 0, 12], [18, 0, 40]])
    assert empty.chi2 == pytest.approx(full.chi2)
    assert empty.df == 1
    assert empty.cramers_v == pytest.approx(full.cramers_v)
    assert empty.residuals[0][1] is None
    assert empty.cautions == (Caution.EMPTY_LINES,)


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[5, 0], [7, 0]], [[5, 7]], [[0, 0], [3, 4]]])
def test_a_table_without_variation_has_no_test(table: list[list[int]]) -> None:
    found = contingency(table)
    assert (found.chi2, found.p, found.cramers_v, found.fisher_p) == (None,) * 4
    assert found.cautions == (Caution.NO_VARIATION,)


@pytest.mark.parametrize("table", [[], [[]], [[1, 2], [3]], [[1, -1], [2, 2]]])
def test_what_is_no_table_of_counts_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(CrookedTable):
        contingency(table)


tables = st.tuples(st.integers(2, 4), st.integers(2, 5)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 60), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


@given(tables)
def test_the_tests_are_those_of_scipy(table: list[list[int]]) -> None:
    data = np.array(table)
    assume(data.sum(axis=0).all() and data.sum(axis=1).all())
    found = contingency(table)
    chi2, p, df, expected = stats.chi2_contingency(data, correction=False)
    assert found.chi2 == pytest.approx(chi2, abs=EXACT)
    assert found.df == df
    assert found.p == pytest.approx(p, abs=EXACT)
    assert np.array(found.expected) == pytest.approx(expected, abs=EXACT)
    v = stats.contingency.association(data, method="cramer")
    assert found.cramers_v == pytest.approx(v, abs=1e-7)
    if df == 1:
        yates = stats.chi2_contingency(data, correction=True)
        assert found.chi2_yates == pytest.approx(yates[0], abs=EXACT)
        assert found.p_yates == pytest.approx(yates[1], abs=EXACT)
        if data.shape == (2, 2):
            assert found.fisher_p == pytest.approx(stats.fisher_exact(data)[1], abs=1e-8)


@given(tables, st.randoms())
def test_the_order_of_rows_and_columns_does_not_matter(table: list[list[int]], chance: Any) -> None:
    first = contingency(table)
    turned = [list(column) for column in zip(*table, strict=True)]
    chance.shuffle(turned)
    second = contingency(turned)
    assert (first.df, first.n) == (second.df, second.n)
    assert first.chi2 == pytest.approx(second.chi2, abs=EXACT)
    assert first.cramers_v == pytest.approx(second.cramers_v, abs=EXACT)


@given(tables)
def test_in_two_columns_residuals_mirror_each_other(table: list[list[int]]) -> None:
    for row in contingency([row[:2] for row in table]).residuals:
        if None not in row:
            assert row[0] == pytest.approx(-(row[1] or 0), abs=EXACT)


def test_a_large_table_is_tested_at_once() -> None:
    found = contingency([[30_000, 12_000], [18_000, 40_000]])
    assert found.fisher_p == pytest.approx(0.0, abs=1e-300)
