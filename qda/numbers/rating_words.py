"""The words of rating scales in Indonesian and English, from the lowest to the highest."""

from __future__ import annotations

from itertools import product
from typing import Final

from qda.statistics.likert import Scale

_STEMS: Final = ("setuju", "puas", "baik", "sesuai", "mudah", "penting")
_PAIRS: Final = (
    ("agree", "disagree"),
    ("satisfied", "dissatisfied"),
    ("comfortable", "uncomfortable"),
    ("likely", "unlikely"),
    ("important", "unimportant"),
)
_STRONG: Final = ("strongly", "very", "extremely")


def usual_scales(scale: Scale) -> list[dict[str, float]]:
    """What the words of the usual scales of four or five points are worth, a scale each."""
    five = len(scale.points) == 5
    if not five and len(scale.points) != 4:
        return []
    orders: list[tuple[str, ...]] = []
    for stem in _STEMS:
        low, high = (f"sangat tidak {stem}", f"tidak {stem}"), (stem, f"sangat {stem}")
        mild = (f"tidak {stem}", f"kurang {stem}")
        if five:
            middles = ("netral", "ragu-ragu", f"cukup {stem}", f"kurang {stem}")
            orders += [(*low, middle, *high) for middle in middles]
            orders.append((*mild, f"cukup {stem}", *high))
        else:
            orders += [(*low, *high), (*mild, *high)]
    for good, bad in _PAIRS:
        middles = ("neutral", f"neither {good} nor {bad}") if five else ("",)
        for strong, weak, middle in product(_STRONG, ("", "somewhat "), middles):
            between: tuple[str, ...] = (middle,) if middle else ()
            worst, best = f"{strong} {bad}", f"{strong} {good}"
            orders.append((worst, f"{weak}{bad}", *between, f"{weak}{good}", best))
    return [{word: float(scale.low + nth) for nth, word in enumerate(order)} for order in orders]
