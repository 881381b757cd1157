"""Tests of contingency tables: χ², expected counts, residuals, Cramér's V, Fisher's exact test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt
from typing import Final

from qda.statistics.cautions import Caution
from qda.statistics.errors import CrookedTable

FEW: Final = 20
"""The total below which Cochran (1954) would not use χ² for a table of two by two."""

LEAST_EXPECTED: Final = 5
TOLERATED: Final = 0.2
_ALIKE: Final = 1 + 1e-7
"""Tables as likely as the one found, but for rounding; R's `fisher.test` takes the same."""


@dataclass(frozen=True, slots=True)
class TableTest:
    """A table of counts with its tests; what a table does not allow is None.

    `expected` and `residuals` stand as the counts do; a residual beyond ±1.96 is a cell that
    departs from independence at 5 %. Rows and columns without a count take no part in χ².
    """

    counts: tuple[tuple[int, ...], ...]
    n: int
    chi2: float | None
    chi2_yates: float | None
    df: int
    p: float | None
    p_yates: float | None
    cramers_v: float | None
    fisher_p: float | None
    expected: tuple[tuple[float, ...], ...]
    residuals: tuple[tuple[float | None, ...], ...]
    cautions: tuple[Caution, ...]


def contingency(counts: Sequence[Sequence[int]]) -> TableTest:
    """The tests of a table of counts.

    χ² = Σ (O − E)² / E with E = row · column / n (Pearson 1900); Yates (1934) takes ½ off each
    difference, in two by two only; V = √(χ² / (n (k − 1))), k the fewer of rows and columns
    (Cramér 1946). Fixture SV2 (30 12 / 18 40): χ² 15.924592648730577, Yates 14.347356427097806,
    p 6.591665062334911e-05, V .399056294884952, Fisher's p 9.820214841609635e-05.

    Raises:
        CrookedTable: rows differ in length, or a count is below nothing.
    """
    table = _checked(counts)
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    n = sum(rows)
    expected = tuple(tuple(r * c / n if n else 0.0 for c in columns) for r in rows)
    used = [
        (r, c) for r, row in enumerate(rows) for c, column in enumerate(columns) if row * column
    ]
    height, width = sum(map(bool, rows)), sum(map(bool, columns))
    df = max(0, height - 1) * max(0, width - 1)
    chi2 = _chi2(table, expected, used) if df else None
    yates = _yates(table, expected, used) if df == 1 else None
    v = None if chi2 is None else sqrt(chi2 / (n * (min(height, width) - 1)))
    return TableTest(
        counts=table,
        n=n,
        chi2=chi2,
        chi2_yates=yates,
        df=df,
        p=probability_of_chi2(chi2, df),
        p_yates=probability_of_chi2(yates, df),
        cramers_v=v,
        fisher_p=_fisher(table) if (len(rows), len(columns)) == (2, 2) and df else None,
        expected=expected,
        residuals=_residuals(table, expected, rows, columns),
        cautions=_cautions([expected[r][c] for r, c in used], n, df, rows + columns),
    )


def probability_of_chi2(chi2: float | None, df: int) -> float | None:
    """The probability of a χ² as large or larger: 3.841458820694124 with df 1 is .05."""
    from scipy.special import chdtrc

    return None if chi2 is None or not df else float(chdtrc(df, chi2))


def fisher_exact(table: Sequence[Sequence[int]]) -> float:
    """The two-sided probability of a table of two by two with its margins (Fisher 1935).

    The sum over all tables that are no likelier than the one found. Tea tasting, 3 1 / 1 3:
    0.4857142857142857.

    Raises:
        CrookedTable: the table is not two by two.
    """
    checked = _checked(table)
    if [len(row) for row in checked] != [2, 2]:
        raise CrookedTable(what="2 × 2")
    return _fisher(checked)


def _checked(counts: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    table = tuple(tuple(row) for row in counts)
    if len({len(row) for row in table}) != 1 or not table[0]:
        raise CrookedTable(what=", ".join(str(len(row)) for row in table) or "0 × 0")
    least = min(min(row) for row in table)
    if least < 0:
        raise CrookedTable(what=str(least))
    return table


def _chi2(
    table: Sequence[Sequence[int]],
    expected: Sequence[Sequence[float]],
    used: Sequence[tuple[int, int]],
) -> float:
    return sum((table[r][c] - expected[r][c]) ** 2 / expected[r][c] for r, c in used)


def _yates(
    table: Sequence[Sequence[int]],
    expected: Sequence[Sequence[float]],
    used: Sequence[tuple[int, int]],
) -> float:
    # Where a difference is below one half, it is taken off whole: χ² must not grow by correction.
    return sum(
        max(0.0, abs(table[r][c] - expected[r][c]) - 0.5) ** 2 / expected[r][c] for r, c in used
    )


def _residuals(
    table: Sequence[Sequence[int]],
    expected: Sequence[Sequence[float]],
    rows: Sequence[int],
    columns: Sequence[int],
) -> tuple[tuple[float | None, ...], ...]:
    """(O − E) / √(E (1 − row / n) (1 − column / n)) (Haberman 1973)."""
    n = sum(rows)

    def one(r: int, c: int) -> float | None:
        spread = expected[r][c] * (1 - rows[r] / n) * (1 - columns[c] / n) if n else 0.0
        return (table[r][c] - expected[r][c]) / sqrt(spread) if spread > 0 else None

    return tuple(tuple(one(r, c) for c in range(len(columns))) for r in range(len(rows)))


def _fisher(table: Sequence[Sequence[int]]) -> float:
    (a, b), (c, d) = table
    row, other, column = a + b, c + d, a + c
    first, last = max(0, column - other), min(row, column)
    # Each table follows from the one before by a quotient: no factorial needs to be taken anew.
    chance = _log_ways(row, first) + _log_ways(other, column - first)
    whole = _log_ways(row + other, column)
    chances = []
    for x in range(first, last + 1):
        chances.append(chance - whole)
        if x < last:
            chance += log((row - x) * (column - x)) - log((x + 1) * (other - column + x + 1))
    limit = chances[a - first] + log(_ALIKE)
    return min(1.0, sum(exp(each) for each in chances if each <= limit))


def _log_ways(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _cautions(
    expected: Sequence[float], n: int, df: int, margins: Sequence[int]
) -> tuple[Caution, ...]:
    if not df:
        return (Caution.NO_VARIATION,)
    found = []
    low = sum(each < LEAST_EXPECTED for each in expected)
    if low > TOLERATED * len(expected):
        found.append(Caution.LOW_EXPECTED)
    if min(expected) < 1:
        found.append(Caution.EXPECTED_BELOW_ONE)
    if n < FEW:
        found.append(Caution.SMALL_SAMPLE)
    if not all(margins):
        found.append(Caution.EMPTY_LINES)
    return tuple(found)
