"""How a figure fits words in a joint display."""

from __future__ import annotations

from fractions import Fraction

import pytest

from qda.triangulation.fit import Fit, direction_of_complaints, direction_of_mean, fit


def test_ends_and_middle_of_a_scale() -> None:
    assert [direction_of_mean(mean, 1, 5) for mean in (1, 3, 5)] == [-1, 0, 1]
    assert direction_of_mean(3.25, 1, 4) == Fraction(1, 2)


def test_a_scale_without_length_is_none() -> None:
    with pytest.raises(ValueError, match="length"):
        direction_of_mean(1, 2, 2)


def test_complaints_speak_against() -> None:
    assert direction_of_complaints(3, 4) == Fraction(-3, 4)
    assert direction_of_complaints(0, 0) is None


@pytest.mark.parametrize(
    ("figure", "words", "found"),
    [
        (Fraction(1, 2), Fraction(1), Fit.CONFIRMS),
        (Fraction(1, 2), Fraction(-1, 3), Fit.CONTRADICTS),
        (Fraction(0), Fraction(-1), Fit.EXPANDS),
        (None, Fraction(1), Fit.NO_DATA),
        (Fraction(1), None, Fit.NO_DATA),
    ],
)
def test_fit_by_direction(figure: Fraction | None, words: Fraction | None, found: Fit) -> None:
    assert fit(figure, words) is found
