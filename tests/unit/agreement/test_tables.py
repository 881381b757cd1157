"""How a comparison is put into words and numbers."""

from __future__ import annotations

import pytest

from qda.agreement.tables import percent
from qda.i18n import Speech


@pytest.mark.parametrize(
    ("share", "digits", "said"),
    [
        (None, 0, "–"),
        (0.0, 0, "0 %"),
        (1.0, 1, "100.0 %"),
        (0.49, 0, "49 %"),
        (0.996, 1, "99.6 %"),
        (0.996, 0, "> 99 %"),
        (0.99996, 1, "> 99.9 %"),
        (0.0004, 1, "< 0.1 %"),
        (0.004, 0, "< 1 %"),
        (0.005, 1, "0.5 %"),
    ],
)
def test_almost_all_is_not_all_and_hardly_any_is_not_none(
    share: float | None, digits: int, said: str
) -> None:
    assert percent(share, Speech("en"), digits) == said


def test_a_share_is_written_as_in_indonesian() -> None:
    assert percent(0.9996, Speech("id"), 1) == "> 99,9 %"
