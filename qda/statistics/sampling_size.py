"""How large a sample must be: Slovin and the formula of a proportion, with what they presume."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from qda.statistics.cautions import Caution
from qda.statistics.errors import BadSampleQuestion

ALL: Final = 10**12
"""More people than there are."""


@dataclass(frozen=True, slots=True)
class SampleSize:
    """The size that a formula gives, to the fraction, and as people: rounded up."""

    exact: float
    size: int
    cautions: tuple[Caution, ...]


def slovin(population: int, error: float) -> SampleSize:
    """Slovin: n = N / (1 + N e²). 1,000,000 and .10 give 99.990001, .05 gives 399.840064.

    It is the formula of a proportion for p = ½ with z = 2, and presumes a simple random sample.

    Raises:
        BadSampleQuestion: there is no such population or error.
    """
    _check("N", population, 1, ALL)
    _check("e", error, 0, 1)
    exact = population / (1 + population * _exactly(error) ** 2)
    cautions = (Caution.SIMPLE_RANDOM, Caution.LARGEST_VARIANCE, Caution.CONFIDENCE_IMPLIED)
    return SampleSize(float(exact), ceil(exact), cautions)


def for_proportion(
    error: float,
    *,
    share: float = 0.5,
    confidence: float = 0.95,
    population: int | None = None,
) -> SampleSize:
    """Cochran (1977): n₀ = z² p (1 − p) / e², for a finite population n₀ / (1 + (n₀ − 1) / N).

    .05 at 95 % gives 384.1458820694; of 1,000 people 277.7334531732.

    Raises:
        BadSampleQuestion: a figure cannot be.
    """
    from scipy.special import ndtri

    _check("e", error, 0, 1)
    _check("p", share, 0, 1)
    _check("1 − α", confidence, 0, 1)
    z = float(ndtri(1 - (1 - confidence) / 2))
    exact = z * z * share * (1 - share) / (error * error)
    if population is not None:
        _check("N", population, 1, ALL)
        exact = exact / (1 + (exact - 1) / population)
    cautions = [Caution.SIMPLE_RANDOM]
    if share == 0.5:
        cautions.append(Caution.LARGEST_VARIANCE)
    return SampleSize(exact, ceil(exact - 1e-9), tuple(cautions))


def _exactly(error: float) -> Fraction:
    # .1 in binary is a little more than a tenth, which would ask for one person more.
    return Fraction(str(error))


def _check(what: str, value: float, low: float, high: float) -> None:
    if not (low < value < high or (value == low and low >= 1)):
        raise BadSampleQuestion(what=what, value=value, low=low, high=high)
