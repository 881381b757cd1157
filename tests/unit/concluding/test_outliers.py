"""Cases that are unlike all others."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import pdist, squareform

from qda.concluding.outliers import FEWEST, Profile, outliers


def profile(*codes: int) -> Profile:
    return frozenset((code, "supporting") for code in codes)


def test_distances_and_fence_are_those_of_other_packages() -> None:
    sets = [{1, 2, 3}, {1, 2}, {1, 2, 3, 4}, {1, 3}, {1, 2, 3}, {7, 8}]
    marks = np.array([[code in each for code in range(9)] for each in sets])
    means = squareform(pdist(marks, "jaccard")).sum(axis=1) / (len(sets) - 1)
    first, third = np.percentile(means, [25, 75])
    found = outliers({n: profile(*each) for n, each in enumerate(sets)})
    assert [each.case_id for each in found] == [5]
    assert found[0].distance == pytest.approx(means[5])
    assert found[0].fence == pytest.approx(third + 1.5 * (third - first))


def test_few_cases_have_no_outlier() -> None:
    profiles = {n: profile(1) for n in range(FEWEST - 2)}
    assert outliers({**profiles, 9: profile(2)}) == ()


def test_where_all_are_alike_nobody_is_an_outlier() -> None:
    assert outliers({n: profile(1, 2) for n in range(8)}) == ()
