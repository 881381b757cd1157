"""Validity and reliability of an instrument: item–total and item–rest r, Cronbach's alpha.

Everything follows from one matrix of covariances, made from those who answered all items
(listwise) or, pair by pair, from those who answered both (pairwise).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from qda.statistics.cautions import Caution
from qda.statistics.errors import NoItems
from qda.statistics.likert import FEW, Answer

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.float64]]

LEVEL: Final = 0.05
"""The level of significance of Indonesian theses, two-sided."""

_NOTHING: Final = 1e-12
"""A variance below this is none: what is left is rounding."""


class MissingRule(StrEnum):
    """What becomes of those who did not answer every item."""

    LISTWISE = "listwise"
    PAIRWISE = "pairwise"


@dataclass(frozen=True, slots=True)
class ItemQuality:
    """One item against the whole instrument.

    `item_total` is Pearson's r with the total that holds the item itself (the Indonesian norm, r
    hitung), `item_rest` that with the rest (corrected); `critical` the least r that is significant
    (r tabel), `p` the two-sided probability of `item_total`.
    """

    n: int
    mean: float | None
    deviation: float | None
    item_total: float | None
    item_rest: float | None
    p: float | None
    critical: float | None
    alpha_if_deleted: float | None

    @property
    def is_valid(self) -> bool | None:
        """Whether r hitung exceeds r tabel; None where either is unknown."""
        return _exceeds(self.item_total, self.critical)

    @property
    def is_valid_by_rest(self) -> bool | None:
        """Whether the corrected r exceeds r tabel."""
        return _exceeds(self.item_rest, self.critical)


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha of `items` items and `n` respondents with Feldt's interval."""

    items: int
    n: int
    alpha: float | None
    low: float | None
    high: float | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """An instrument: its items in their order, its reliability, and how missing was handled."""

    qualities: tuple[ItemQuality, ...]
    reliability: Reliability
    rule: MissingRule
    respondents: int
    left_out: int
    cautions: tuple[Caution, ...]


def analysed(
    rows: Sequence[Sequence[Answer]],
    *,
    rule: MissingRule = MissingRule.LISTWISE,
    level: float = LEVEL,
) -> ItemAnalysis:
    """The analysis of an instrument; a row for each respondent, a column for each item.

    With `pairwise` the n of significance and of the interval is that of the smallest pair. Fixture
    SV1: alpha .9446114212, first item r .9911648727 with the total, .9844173750 with the rest.

    Raises:
        NoItems: there is no item.
    """
    import numpy as np

    width = len(rows[0]) if rows else 0
    if width < 1:
        raise NoItems(needed=1, items=width)
    data = np.array([[np.nan if v is None else v for v in row] for row in rows], dtype=np.float64)
    complete = ~np.isnan(data).any(axis=1)
    left_out = int((~complete).sum())
    if rule is MissingRule.LISTWISE:
        data = data[complete]
    covariances, n = _covariances(data)
    alone = [_alone(data[:, at]) for at in range(width)]
    qualities = tuple(_quality(covariances, at, alone[at], (n, level)) for at in range(width))
    return ItemAnalysis(
        qualities=qualities,
        reliability=_reliability(covariances, n, level),
        rule=rule,
        respondents=len(data),
        left_out=left_out if rule is MissingRule.LISTWISE else 0,
        cautions=_cautions(qualities, n, rule if left_out else None),
    )


def critical_r(n: int, level: float = LEVEL) -> float | None:
    """The least correlation of n pairs that is significant, two-sided: t / √(df + t²), df = n − 2.

    n = 30: .361007; n = 100: .196551. None where n is below 3.
    """
    from scipy.special import stdtrit

    if n < 3:
        return None
    t = float(stdtrit(n - 2, 1 - level / 2))
    return t / sqrt(n - 2 + t * t)


def probability_of_r(r: float, n: int) -> float | None:
    """The two-sided probability of a correlation of n pairs: t = r √(df / (1 − r²))."""
    from scipy.special import stdtr

    if n < 3:
        return None
    if abs(r) >= 1:
        return 0.0
    t = abs(r) * sqrt((n - 2) / (1 - r * r))
    return float(2 * stdtr(n - 2, -t))


def feldt_interval(
    alpha: float, *, n: int, items: int, confidence: float = 1 - LEVEL
) -> tuple[float, float] | None:
    """Feldt's interval of alpha (Feldt, Woodruff and Salih 1987): 1 − (1 − α) F.

    F has n − 1 and (n − 1)(items − 1) degrees of freedom. Fixture SV1: .862 to .984.
    """
    from scipy.special import fdtri

    first, second = n - 1, (n - 1) * (items - 1)
    if first < 1 or second < 1:
        return None
    tail = (1 - confidence) / 2
    upper, lower = float(fdtri(first, second, 1 - tail)), float(fdtri(first, second, tail))
    return 1 - (1 - alpha) * upper, 1 - (1 - alpha) * lower


def _covariances(data: Matrix) -> tuple[Matrix, int]:
    """The covariances of the columns over rows that hold both, and the n of the smallest pair."""
    import numpy as np

    if len(data) and not np.isnan(data).any():
        apart = data - data.mean(axis=0)
        return apart.T @ apart / max(1, len(data) - 1), len(data)
    there = ~np.isnan(data)
    pairs = there.T.astype(np.int64) @ there.astype(np.int64)
    found = np.full(pairs.shape, np.nan)
    for i in range(len(pairs)):
        for j in range(i, len(pairs)):
            both = there[:, i] & there[:, j]
            if pairs[i, j] > 1:
                x, y = data[both, i], data[both, j]
                found[i, j] = found[j, i] = (x - x.mean()) @ (y - y.mean()) / (len(x) - 1)
    return found, int(pairs.min())


def _alone(column: Matrix) -> tuple[int, float | None, float | None]:
    import numpy as np

    given = column[~np.isnan(column)]
    mean = float(given.mean()) if len(given) else None
    return len(given), mean, float(given.std(ddof=1)) if len(given) > 1 else None


def _quality(
    matrix: Matrix,
    at: int,
    alone: tuple[int, float | None, float | None],
    basis: tuple[int, float],
) -> ItemQuality:
    import numpy as np

    n, level = basis
    own, with_total, total = matrix[at, at], matrix[at].sum(), matrix.sum()
    item_total = _ratio(with_total, own, total)
    rest = np.delete(np.delete(matrix, at, axis=0), at, axis=1)
    item_rest = _ratio(with_total - own, own, rest.sum()) if rest.size else None
    return ItemQuality(
        n=alone[0],
        mean=alone[1],
        deviation=alone[2],
        item_total=item_total,
        item_rest=item_rest,
        p=None if item_total is None else probability_of_r(item_total, n),
        critical=critical_r(n, level),
        alpha_if_deleted=_alpha(rest),
    )


def _ratio(covariance: float, first: float, second: float) -> float | None:
    # A comparison with nan is false, so an unknown covariance gives None, too.
    if not (first > _NOTHING and second > _NOTHING):
        return None
    return max(-1.0, min(1.0, float(covariance / sqrt(first * second))))


def _alpha(matrix: Matrix) -> float | None:
    """Cronbach (1951): k / (k − 1) · (1 − Σ s²ⱼ / s²ₜ)."""
    items, total = len(matrix), float(matrix.sum()) if matrix.size else 0.0
    if items < 2 or not total > _NOTHING:
        return None
    return items / (items - 1) * (1 - float(matrix.trace()) / total)


def _reliability(matrix: Matrix, n: int, level: float) -> Reliability:
    alpha = _alpha(matrix)
    interval = (
        None
        if alpha is None
        else feldt_interval(alpha, n=n, items=len(matrix), confidence=1 - level)
    )
    low, high = interval or (None, None)
    return Reliability(len(matrix), n, alpha, low, high, 1 - level)


def _cautions(
    qualities: Sequence[ItemQuality], n: int, rule: MissingRule | None
) -> tuple[Caution, ...]:
    found = []
    if n < FEW:
        found.append(Caution.SMALL_SAMPLE)
    if rule is not None:
        found.append(Caution.LISTWISE if rule is MissingRule.LISTWISE else Caution.PAIRWISE)
    if any(each.item_total is None for each in qualities):
        found.append(Caution.NO_VARIATION)
    if any(each.item_rest is not None and each.item_rest < 0 for each in qualities):
        found.append(Caution.NEGATIVE_ITEM)
    return tuple(found)


def _exceeds(r: float | None, critical: float | None) -> bool | None:
    return None if r is None or critical is None else r > critical
