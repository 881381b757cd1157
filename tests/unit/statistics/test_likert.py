"""Summaries of closed answers, their classes, and what does not alter them."""

from __future__ import annotations

import statistics
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.statistics.cautions import Caution
from qda.statistics.errors import BadClasses, BadScale, OffScale
from qda.statistics.likert import Level, Scale, distribution, two_decimals

FIVE = Scale(1, 5)


def test_the_first_item_of_the_fixture_is_summarised(sv1: dict[str, Any]) -> None:
    found = distribution([row[0] for row in sv1["data"]], FIVE)
    assert (found.n, found.missing) == (10, 0)
    assert found.counts == (1, 1, 3, 3, 2)
    assert found.modes == (3, 4)
    assert (found.median, found.mean) == (3.5, 3.4)
    assert found.deviation == pytest.approx(1.264911, abs=5e-7)
    assert found.top_two == 0.5
    assert (found.actual, found.ideal, found.ideal_share) == (34, 50, 0.68)
    assert found.level == Level.MIDDLE
    assert found.cautions == (Caution.SMALL_SAMPLE,)


def test_missing_answers_are_counted_and_said() -> None:
    found = distribution([4, None, 5, None] * 20, FIVE)
    assert (found.n, found.missing, found.mean) == (40, 40, 4.5)
    assert list(found.shares) == [0.0, 0.0, 0.0, 0.5, 0.5]
    assert found.cautions == (Caution.MISSING_ANSWERS,)


def test_no_answer_has_no_centre() -> None:
    found = distribution([None, None], FIVE)
    assert found.n == 0
    assert [found.mean, found.median, found.deviation, found.top_two] == [None] * 4
    assert [found.ideal_share, found.level] == [None, None]
    assert found.modes == ()
    assert distribution([3], FIVE).deviation is None


@pytest.mark.parametrize(
    ("scale", "limits"),
    [
        (Scale(1, 5), [(1.0, 1.8), (1.81, 2.6), (2.61, 3.4), (3.41, 4.2), (4.21, 5.0)]),
        (Scale(1, 4), [(1.0, 1.75), (1.76, 2.5), (2.51, 3.25), (3.26, 4.0)]),
        (Scale(1, 5, classes=3), [(1.0, 2.33), (2.34, 3.67), (3.68, 5.0)]),
        (Scale(1, 10), [(1.0, 2.8), (2.81, 4.6), (4.61, 6.4), (6.41, 8.2), (8.21, 10.0)]),
    ],
)
def test_class_limits_are_those_in_print(scale: Scale, limits: list[tuple[float, float]]) -> None:
    assert [(each.low, each.high) for each in scale.intervals] == limits


@pytest.mark.parametrize(
    ("mean", "level"),
    [
        (Fraction(1), Level.VERY_LOW),
        (Fraction(9, 5), Level.VERY_LOW),
        (1.804, Level.VERY_LOW),
        (Fraction(361, 200), Level.LOW),
        (3.4, Level.MIDDLE),
        (3.41, Level.HIGH),
        (4.2, Level.HIGH),
        (4.21, Level.VERY_HIGH),
        (5, Level.VERY_HIGH),
    ],
)
def test_a_mean_lies_in_the_class_that_print_gives_it(mean: float, level: Level) -> None:
    assert FIVE.level_of(mean) is level


def test_halves_are_rounded_upwards() -> None:
    assert [float(two_decimals(each)) for each in (64.995, 1.005, 2.675)] == [65, 1.01, 2.68]


def test_a_scale_that_is_none_is_refused() -> None:
    with pytest.raises(BadScale):
        Scale(5, 5)
    with pytest.raises(BadClasses):
        Scale(1, 5, classes=2)


@pytest.mark.parametrize("answer", [0, 6, 3.5, 99])
def test_an_answer_off_the_scale_is_refused(answer: float) -> None:
    with pytest.raises(OffScale):
        distribution([1, answer], FIVE)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60), st.randoms())
def test_a_summary_is_that_of_the_standard_library_in_any_order(
    answers: list[int], chance: Any
) -> None:
    found = distribution(answers, FIVE)
    chance.shuffle(answers)
    assert distribution(answers, FIVE) == found
    assert found.mean == pytest.approx(statistics.fmean(answers), abs=1e-12)
    assert found.median == statistics.median(answers)
    assert found.deviation == pytest.approx(statistics.stdev(answers), abs=1e-12)
    assert list(found.modes) == sorted(statistics.multimode(answers))


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=40))
def test_turning_answers_round_twice_changes_nothing(answers: list[int | None]) -> None:
    turned = [FIVE.reversed(each) for each in answers]
    assert [FIVE.reversed(each) for each in turned] == answers
    first, second = distribution(answers, FIVE), distribution(turned, FIVE)
    assert first.counts == second.counts[::-1]
    assert first.deviation == pytest.approx(second.deviation)
