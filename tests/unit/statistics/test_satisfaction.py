"""The index of public satisfaction follows the regulation, to its limits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.statistics.cautions import Caution
from qda.statistics.errors import NoItems, OffScale
from qda.statistics.satisfaction import LIMITS, ServiceClass, grade_of, satisfaction


@pytest.mark.parametrize(
    ("answer", "index", "grade"), [(4, 100.0, "A"), (3, 75.0, "C"), (1, 25.0, "D")]
)
def test_nine_elements_with_one_answer(answer: int, index: float, grade: str) -> None:
    found = satisfaction([[answer] * 9] * 150, unit="Loket 1")
    assert (found.index, found.grade) == (index, ServiceClass(grade))
    assert found.weight == pytest.approx(0.111, abs=5e-4)
    assert (found.unit, found.respondents, found.cautions) == ("Loket 1", 150, ())
    assert found.elements[0].weighted == pytest.approx(answer / 9)


def test_an_index_is_the_weighted_sum_of_its_elements() -> None:
    rows: list[list[int | None]] = [[4, 3, 2], [3, 3, 3], [4, None, 2], [2, 4, 1]]
    found = satisfaction(rows)
    means = [13 / 4, 10 / 3, 2.0]
    assert [element.mean for element in found.elements] == pytest.approx(means)
    assert found.index == pytest.approx(25 * sum(mean / 3 for mean in means), abs=1e-12)
    assert [element.n for element in found.elements] == [4, 3, 4]
    assert Caution.MISSING_ANSWERS in found.cautions


@pytest.mark.parametrize(
    ("index", "grade"),
    [
        (25, "D"), (64.99, "D"), (64.994, "D"), (64.995, "C"), (65, "C"), (76.6, "C"),
        (76.604, "C"), (76.605, "B"), (76.61, "B"), (88.3, "B"), (88.305, "A"), (88.31, "A"),
        (100, "A"),
    ],
)  # fmt: skip
def test_limits_are_those_of_the_regulation(index: float, grade: str) -> None:
    assert grade_of(index) == ServiceClass(grade)


@given(st.fractions(min_value=25, max_value=100))
def test_every_index_has_a_grade_between_its_limits(index: Fraction) -> None:
    low, high = next((low, high) for grade, low, high in LIMITS if grade is grade_of(index))
    assert float(low) - 0.005 <= index < float(high) + 0.005


def test_an_element_nobody_answered_leaves_no_index() -> None:
    found = satisfaction([[4, None], [3, None]])
    assert (found.index, found.grade, found.elements[1].grade) == (None, None, None)


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(OffScale):
        satisfaction([[5]])
    with pytest.raises(NoItems):
        satisfaction([])
