"""The index of a checklist: how many of a code's indicators are borne out, and what that rates.

The rating a program may propose is the share of the indicators with at least one supporting coding
less the share with at least one inhibiting coding. With 5 indicators of which 4 are supported and
1 is hindered the index is (4 - 1) / 5 = 0.6.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qda.displays.columns import Column
from qda.displays.workbench import NEGATIVE, POSITIVE, Saying, Workbench
from qda.retrieval.coverage import plain
from qda.retrieval.rows import CodeRow

STRONG: Final = 3
MODERATE: Final = 2
WEAK: Final = 1


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator of a code, or a code beneath it where it has none, with what speaks of it."""

    id: str
    label: str
    sayings: tuple[Saying, ...]

    @property
    def is_supported(self) -> bool:
        """Whether at least one coding speaks of support."""
        return any(each.place.polarity in POSITIVE for each in self.sayings)

    @property
    def is_hindered(self) -> bool:
        """Whether at least one coding speaks of hindrance."""
        return any(each.place.polarity in NEGATIVE for each in self.sayings)


@dataclass(frozen=True, slots=True)
class Component:
    """A code with its items, and the codings of it that name none of them."""

    column: Column
    items: tuple[Item, ...]
    unnamed: tuple[Saying, ...]

    @property
    def code(self) -> CodeRow:
        """The code."""
        return self.column.code

    @property
    def supported(self) -> int:
        """How many items at least one coding supports."""
        return sum(item.is_supported for item in self.items)

    @property
    def hindered(self) -> int:
        """How many items at least one coding speaks of as hindered."""
        return sum(item.is_hindered for item in self.items)

    @property
    def index(self) -> float | None:
        """From -1 to 1; None where nothing with a polarity is coded for any item."""
        if not self.items or not (self.supported or self.hindered):
            return None
        return (self.supported - self.hindered) / len(self.items)


def rating_of(index: float, strong: float) -> int:
    """What an index rates: strong from a threshold on, moderate from half of it, else weak.

    >>> rating_of(0.6, 2 / 3), rating_of(1.0, 1.0), rating_of(0.2, 2 / 3)
    (2, 3, 1)
    """
    # A third of three is not to fall short of two thirds by the last binary digit.
    if index + 1e-9 >= strong:
        return STRONG
    return MODERATE if index + 1e-9 >= strong / 2 else WEAK


class Items(StrEnum):
    """What the items of a component are."""

    AUTO = "auto"
    INDICATORS = "indicators"
    CODES = "codes"


class Checklist:
    """The components of some columns, with the codings that speak of each item.

    `AUTO` takes a code's indicators where codings name them or there are no codes beneath it, else
    the codes beneath it.
    """

    def __init__(self, bench: Workbench, items: Items = Items.AUTO) -> None:
        self._bench = bench
        self._items = items
        self._texts = {
            code.id: {plain(text) for pair in code.indicators for text in pair if text}
            for code in bench.codes.values()
        }
        self._known: dict[tuple[int, str], tuple[int, str] | None] = {}

    def component(self, column: Column) -> Component:
        """A column's code with its items: its indicators, or the codes right beneath it."""
        sayings = self._bench.bearing(column)
        children = self._of_children(column, sayings)
        if self._items is Items.CODES or not column.code.indicators:
            return children
        indicators = self._of_indicators(column, sayings)
        named = any(item.sayings for item in indicators.items)
        if self._items is Items.INDICATORS or named or not children.items:
            return indicators
        return children

    def _of_indicators(self, column: Column, sayings: Sequence[Saying]) -> Component:
        named: dict[str, list[Saying]] = defaultdict(list)
        unnamed: list[Saying] = []
        for saying in sayings:
            found = self._owner(saying.place.code_id, plain(saying.place.indicator))
            if found is not None and found[0] == column.code.id:
                named[found[1]].append(saying)
            else:
                unnamed.append(saying)
        language, items = self._bench.question.language, []
        for nth, (english, indonesian) in enumerate(column.code.indicators, 1):
            texts = dict.fromkeys(plain(text) for text in (english, indonesian) if text)
            told = (indonesian or english) if language == "id" else english or indonesian
            items.append(
                Item(
                    f"{column.code.canonical_id}#{nth}",
                    told,
                    tuple(each for text in texts for each in named.get(text, ())),
                )
            )
        return Component(column, tuple(items), tuple(unnamed))

    def _of_children(self, column: Column, sayings: Sequence[Saying]) -> Component:
        children = [code for code in column.codes if code.parent_id == column.code.id]
        above: dict[int | None, int | None] = {code.id: code.parent_id for code in column.codes}
        by_child: dict[int, list[Saying]] = defaultdict(list)
        for saying in sayings:
            at: int | None = saying.place.code_id
            while at not in (None, column.code.id) and above.get(at) != column.code.id:
                at = above.get(at)
            if at is not None:
                by_child[at].append(saying)
        language = self._bench.question.language
        items = tuple(
            Item(
                f"{column.code.canonical_id}/{child.canonical_id}",
                child.name(language),
                tuple(by_child.get(child.id, ())),
            )
            for child in children
        )
        return Component(column, items, tuple(by_child.get(column.code.id, ())))

    def _owner(self, code_id: int, said: str) -> tuple[int, str] | None:
        """The nearest code at or above one that has an indicator of some words."""
        if not said:
            return None
        if (code_id, said) not in self._known:
            at: int | None = code_id
            while at is not None and said not in self._texts[at]:
                at = self._bench.codes[at].parent_id
            self._known[code_id, said] = None if at is None else (at, said)
        return self._known[code_id, said]
