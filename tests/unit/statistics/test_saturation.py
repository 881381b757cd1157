"""Saturation by base size, run length and threshold: the worked figures of the method's authors."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qda.statistics.errors import BadSampleQuestion
from qda.statistics.saturation import SaturationRule, order_free, saturation


def units(base: int, new: Sequence[int], size: int = 4) -> list[frozenset[int]]:
    """Units of which the first `size` bear `base` codes together and the others bring new ones."""
    each = base // size
    made = [frozenset(range(at * each, (at + 1) * each)) for at in range(size - 1)]
    made.append(frozenset(range((size - 1) * each, base)))
    for count in new:
        made.append(frozenset(range(base, base + count)) | made[0])
        base += count
    return made


def test_two_runs_of_two_are_five_and_two() -> None:
    found = saturation(units(37, (3, 1, 0, 1, 0, 0)), SaturationRule(4, 2, 0.05))
    assert (found.base, found.new) == (37, (3, 1, 0, 1, 0, 0))
    assert [run.new for run in found.runs] == [4, 1, 1, 1, 0]
    assert [run.ratio for run in found.runs][:2] == pytest.approx([0.108108, 0.027027], abs=1e-6)
    assert (found.reached, found.notation) == (7, "5+2")
    assert found.curve == (9, 18, 27, 37, 40, 41, 41, 42, 42, 42)


def test_runs_of_three_are_six_and_three() -> None:
    found = saturation(units(37, (3, 1, 0, 1, 0, 0)), SaturationRule(4, 3, 0.05))
    ratios = [run.ratio for run in found.runs]
    assert ratios[:3] == pytest.approx([0.108108, 0.054054, 0.027027], abs=1e-6)
    assert (found.reached, found.notation) == (9, "6+3")


def test_no_new_code_at_all_is_asked_by_a_threshold_of_nothing() -> None:
    found = saturation(units(37, (3, 1, 0, 1, 0, 0)), SaturationRule(4, 2, 0))
    assert found.notation == "8+2"


def test_a_share_that_is_the_threshold_is_low_enough() -> None:
    # 1 of 20 is 5 %, however 0.05 is written in binary.
    assert saturation(units(20, (1, 0)), SaturationRule(4, 2, 0.05)).notation == "4+2"


def test_too_few_units_reach_nothing() -> None:
    found = saturation(units(37, (3,)), SaturationRule(4, 2, 0.05))
    assert (found.runs, found.reached, found.notation) == ((), None, "")


def test_a_base_without_codes_tells_nothing() -> None:
    found = saturation([frozenset()] * 8, SaturationRule(4, 2, 0.05))
    assert {run.ratio for run in found.runs} == {None}
    assert found.reached is None


def test_other_orders_are_told_by_their_median_and_their_middle() -> None:
    alike = [frozenset({1, 2})] * 8
    found = order_free(alike, SaturationRule(4, 2, 0.05))
    assert (found.orders, found.reached) == (1000, 1000)
    assert (found.low, found.median, found.high) == (6, 6, 6)
    one_late = order_free([frozenset({n}) for n in range(8)], SaturationRule(4, 2, 0.05))
    assert (one_late.reached, one_late.median) == (0, None)


@pytest.mark.parametrize("rule", [(0, 2, 0.05), (4, 0, 0.05), (4, 2, 1.0), (4, 2, -0.1)])
def test_a_rule_that_cannot_be_is_refused(rule: tuple[int, int, float]) -> None:
    with pytest.raises(BadSampleQuestion):
        saturation([], SaturationRule(*rule))
