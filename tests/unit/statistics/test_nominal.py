"""Agreement of labels against published figures."""

from __future__ import annotations

from typing import Final

import pytest

from qda.statistics.nominal import cohen_kappa, krippendorff_alpha

_: Final = None


def test_cohens_own_table() -> None:
    """Cohen (1960), p. 45: three labels, 200 things, kappa .492."""
    table = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
    pairs = [(r, c) for r, row in enumerate(table) for c, n in enumerate(row) for _ in range(n)]
    assert float(cohen_kappa(pairs) or 0) == pytest.approx(0.49152542372881347)


def test_krippendorffs_table_with_labels_left_out() -> None:
    """Krippendorff (2004), p. 230: four people, twelve units, alpha .743."""
    people = (
        (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
        (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
    )
    units = list(zip(*people, strict=True))
    assert float(krippendorff_alpha(units) or 0) == pytest.approx(0.743421052631579)


def test_krippendorffs_table_of_two() -> None:
    """Krippendorff (2004), p. 227: two people, alpha .734."""
    units = list(zip("aabbbbbccccc", "abbbbbcccccc", strict=True))
    assert float(krippendorff_alpha(units) or 0) == pytest.approx(0.7341040462427746)


def test_full_agreement_and_none() -> None:
    same = [("a", "a"), ("b", "b")]
    assert cohen_kappa(same) == krippendorff_alpha(same) == 1
    assert cohen_kappa([("a", "b"), ("b", "a")]) == -1


def test_figures_that_are_not_defined() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a")]) is None
    assert krippendorff_alpha([("a", "a"), ("a", None)]) is None
    assert krippendorff_alpha([]) is None
