"""The words of rating scales in Indonesian and English, from the lowest to the highest."""

from __future__ import annotations

from collections.abc import Iterator
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
    orders = [*_indonesian(five=five), *_english(five=five)]
    return [{word: float(scale.low + nth) for nth, word in enumerate(order)} for order in orders]


def _indonesian(*, five: bool) -> Iterator[tuple[str, ...]]:
    for stem in _STEMS:
        low, high = (f"sangat tidak {stem}", f"tidak {stem}"), (stem, f"sangat {stem}")
        mild = (f"tidak {stem}", f"kurang {stem}")
        if five:
            for middle in ("netral", "ragu-ragu", f"cukup {stem}", f"kurang {stem}"):
                yield (*low, middle, *high)
            yield (*mild, f"cukup {stem}", *high)
        else:
            yield (*low, *high)
            yield (*mild, *high)


def _english(*, five: bool) -> Iterator[tuple[str, ...]]:
    for good, bad in _PAIRS:
        middles: tuple[tuple[str, ...], ...] = ((),)
        if five:
            middles = (("neutral",), (f"neither {good} nor {bad}",))
        for strong, weak, middle in product(_STRONG, ("", "somewhat "), middles):
            worst, best = f"{strong} {bad}", f"{strong} {good}"
            yield (worst, f"{weak}{bad}", *middle, f"{weak}{good}", best)
