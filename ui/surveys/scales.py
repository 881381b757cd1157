"""A scale as it is written in a cell: `1–5`; an empty cell stands for none."""

from __future__ import annotations

import re
from typing import Final

_SCALE: Final = re.compile(r"\s*(-?\d{1,4})\s*(?:-|–|\.\.|/|sampai|to)\s*(-?\d{1,4})\s*")


def scale_text(low: int | None, high: int | None) -> str:
    """The ends of a scale in a cell; empty where there is none."""
    return "" if low is None or high is None else f"{low}–{high}"


def written_scale(text: str) -> tuple[int, int] | None:
    """The ends that were written; 0 and 0 for an empty cell, None for what is no scale.

    >>> written_scale("1-5"), written_scale(" "), written_scale("many")
    ((1, 5), (0, 0), None)
    """
    if not text.strip():
        return 0, 0
    found = _SCALE.fullmatch(text)
    if found is None or int(found[1]) >= int(found[2]):
        return None
    return int(found[1]), int(found[2])
