"""The index of public satisfaction (IKM) of the Indonesian survey of service units (SKM).

After Peraturan Menteri PANRB Nomor 14 Tahun 2017, annex: answers from 1 to 4, every element of
the service (unsur) with the same weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from qda.statistics.cautions import Caution
from qda.statistics.errors import NoItems
from qda.statistics.likert import FEW, Answer, Scale, two_decimals

SCALE: Final = Scale(1, 4)
FACTOR: Final = 25
"""What turns a mean from 1 to 4 into an index from 25 to 100."""


class ServiceClass(StrEnum):
    """The regulation's grade of a service: A very good, B good, C less good, D not good."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


LIMITS: Final = (
    (ServiceClass.D, Decimal("25.00"), Decimal("64.99")),
    (ServiceClass.C, Decimal("65.00"), Decimal("76.60")),
    (ServiceClass.B, Decimal("76.61"), Decimal("88.30")),
    (ServiceClass.A, Decimal("88.31"), Decimal("100.00")),
)
"""The limits of the converted index; an index is rounded to two decimals before it is graded."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the service: `mean` is its NRR, `weighted` the NRR times the weight."""

    n: int
    missing: int
    total: int
    mean: float | None
    weighted: float | None
    index: float | None
    grade: ServiceClass | None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The index of a unit of service, with its elements in their order."""

    unit: str
    respondents: int
    weight: float
    elements: tuple[Element, ...]
    index: float | None
    grade: ServiceClass | None
    cautions: tuple[Caution, ...]


def satisfaction(rows: Sequence[Sequence[Answer]], *, unit: str = "") -> Satisfaction:
    """The index of a unit of service; a row for each respondent, a column for each element.

    NRR = sum of an element's answers / number of them; weight = 1 / elements (1/9 = .111 for the
    nine of the regulation); IKM = 25 · Σ NRR · weight. The mean of an element rests on those who
    answered it. Nine elements, all 3: IKM 75.00, class C; all 4: 100.00, A.

    Raises:
        NoItems: there is no element.
        OffScale: an answer is no whole number from 1 to 4.
    """
    width = len(rows[0]) if rows else 0
    if not width:
        raise NoItems(needed=1, items=0)
    columns = [SCALE.checked(row[at] for row in rows) for at in range(width)]
    weight = Fraction(1, width)
    means = [_mean(column) for column in columns]
    elements = tuple(_element(c, mean, weight) for c, mean in zip(columns, means, strict=True))
    known = [mean for mean in means if mean is not None]
    index = FACTOR * sum(known, Fraction(0)) * weight if len(known) == width else None
    cautions = [Caution.SMALL_SAMPLE] if len(rows) < FEW else []
    if any(element.missing for element in elements):
        cautions.append(Caution.MISSING_ANSWERS)
    return Satisfaction(
        unit=unit,
        respondents=len(rows),
        weight=float(weight),
        elements=elements,
        index=None if index is None else float(index),
        grade=None if index is None else grade_of(index),
        cautions=tuple(cautions),
    )


def grade_of(index: Fraction | float) -> ServiceClass:
    """The grade of an index from 25 to 100, rounded to two decimals: 76.604 is C, 76.605 is B."""
    rounded = two_decimals(index)
    return next((grade for grade, _, high in LIMITS if rounded <= high), ServiceClass.A)


def _mean(column: Sequence[int | None]) -> Fraction | None:
    given = [answer for answer in column if answer is not None]
    return Fraction(sum(given), len(given)) if given else None


def _element(column: Sequence[int | None], mean: Fraction | None, weight: Fraction) -> Element:
    given = [answer for answer in column if answer is not None]
    index = None if mean is None else mean * FACTOR
    return Element(
        n=len(given),
        missing=len(column) - len(given),
        total=sum(given),
        mean=None if mean is None else float(mean),
        weighted=None if mean is None else float(mean * weight),
        index=None if index is None else float(index),
        grade=None if index is None else grade_of(index),
    )
