"""Sets a figure against what people say, in a joint display: it confirms, expands or contradicts.

After Guetterman, Fetters and Creswell (2015, Annals of Family Medicine 13(6), 554-561). The figure
becomes a direction from -1 to 1, which is compared with that of the words as two groups of sources
are compared.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from qda.triangulation.protocol import opposite, same_meaning


class Fit(StrEnum):
    """How a figure and words fit together; NO_DATA where one of the two is missing."""

    CONFIRMS = "confirms"
    EXPANDS = "expands"
    CONTRADICTS = "contradicts"
    NO_DATA = "no_data"


def direction_of_mean(mean: float | Fraction, low: int, high: int) -> Fraction:
    """Where a mean lies on its scale, from -1 at its low end to 1 at its high end.

    >>> direction_of_mean(4, 1, 5), direction_of_mean(Fraction(5, 2), 1, 4)
    (Fraction(1, 2), Fraction(0, 1))

    Raises:
        ValueError: the scale has no length.
    """
    if low >= high:
        raise ValueError(f"a scale from {low} to {high} has no length")
    half = Fraction(high - low, 2)
    return (Fraction(mean) - low - half) / half


def direction_of_complaints(complaints: int, units: int) -> Fraction | None:
    """The share of units that complain, as a negative direction; None without units.

    >>> direction_of_complaints(70, 200)
    Fraction(-7, 20)
    """
    return -Fraction(complaints, units) if units else None


def fit(figure: Fraction | None, words: Fraction | None) -> Fit:
    """How the direction of a figure fits that of the words.

    >>> said = ((1, 2), (3, 5)), ((1, 2), (-3, 5)), ((1, 2), (-1, 5))
    >>> [fit(Fraction(*one), Fraction(*other)).value for one, other in said]
    ['confirms', 'contradicts', 'expands']
    """
    if figure is None or words is None:
        return Fit.NO_DATA
    if opposite(figure, words):
        return Fit.CONTRADICTS
    return Fit.CONFIRMS if same_meaning(figure, words) else Fit.EXPANDS
