"""Sizes of samples are those in print, with what they presume."""

from __future__ import annotations

import pytest

from qda.statistics.cautions import Caution
from qda.statistics.errors import BadSampleQuestion
from qda.statistics.sampling_size import for_proportion, slovin


@pytest.mark.parametrize(
    ("population", "error", "exact", "size"),
    [
        (1_000_000, 0.1, 99.990001, 100),
        (1_000_000, 0.05, 399.840064, 400),
        (100, 0.1, 50.0, 50),
        (1, 0.5, 0.8, 1),
    ],
)
def test_slovin(population: int, error: float, exact: float, size: int) -> None:
    found = slovin(population, error)
    assert found.size == size
    assert found.exact == pytest.approx(exact, abs=1e-6)
    assert {Caution.SIMPLE_RANDOM, Caution.LARGEST_VARIANCE} <= set(found.cautions)


def test_a_proportion_with_and_without_a_population() -> None:
    # 1.959963984540054 squared / 4 / .0025
    assert for_proportion(0.05).exact == pytest.approx(384.1458820694124, abs=1e-9)
    assert for_proportion(0.05).size == 385
    finite = for_proportion(0.05, population=1000)
    assert finite.size == 278
    assert finite.exact == pytest.approx(277.7334531731876, abs=1e-9)
    assert Caution.LARGEST_VARIANCE not in for_proportion(0.05, share=0.3).cautions


@pytest.mark.parametrize(("population", "error"), [(0, 0.1), (10, 0), (10, 1), (-5, 0.1)])
def test_figures_that_cannot_be_are_refused(population: int, error: float) -> None:
    with pytest.raises(BadSampleQuestion):
        slovin(population, error)
