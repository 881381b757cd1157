"""Counts list items and writes their numbers as word processors do: 1, a, A, iv, IV."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

BULLET: Final = "•"
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST: Final = 5000


def written(number: int, style: str) -> str:
    """A number in a style named as WordprocessingML does: decimal, lowerLetter, upperRoman ...

    >>> written(28, "lowerLetter"), written(9, "upperRoman")
    ('bb', 'IX')
    """
    return _FORMATS.get(style, str)(min(max(number, 0), _LARGEST))


def _letter(number: int) -> str:
    # Word writes aa, bb, cc after z, unlike a spreadsheet.
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _roman(number: int) -> str:
    figures = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        figures += letters * count
    return figures


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it numbers, from where, and its pattern such as "%1.%2)"."""

    format: str = "decimal"
    start: int = 1
    pattern: str = "%1."
    suffix: str = "\t"


@dataclass(slots=True)
class Counters:
    """How far each list has counted, by list and level."""

    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, list_id: str, depth: int, levels: Mapping[int, Level]) -> str:
        """The label of the next item of a list at a depth (0-based), with its suffix."""
        counts = self._counts.setdefault(list_id, {})
        level = levels.get(depth, Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.format == "bullet":
            return BULLET + level.suffix
        label = level.pattern
        for above in range(depth, -1, -1):
            outer = levels.get(above, Level())
            number = counts.get(above, outer.start)
            label = label.replace(f"%{above + 1}", written(number, outer.format))
        return label + level.suffix if label.strip() else ""
