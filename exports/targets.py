"""The names of the places that links of a document lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from exports.tracing import TracedCell


class Targets(Protocol):
    """Names the cells of a display, and what stands behind them."""

    def named(self, part: str) -> str:
        """The name of a part of the display's own, such as `legend`."""

    def cell(self, row: int, column: int) -> str:
        """The name of a cell."""

    def behind(self, place: TracedCell) -> str:
        """Where a cell's figures lead; empty where nothing stands behind it."""

    def evidence(self, place: TracedCell, index: int) -> str:
        """Where the key of a piece of evidence leads."""

    def record(self, place: TracedCell, index: int) -> str:
        """Where the number of a record leads."""


@dataclass(frozen=True, slots=True)
class OwnTargets:
    """The names in a document of one display, which has an appendix of its own."""

    def named(self, part: str) -> str:
        """As it is."""
        return part

    def cell(self, row: int, column: int) -> str:
        """Such as `c0-1`."""
        return f"c{row}-{column}"

    def behind(self, place: TracedCell) -> str:
        """Such as `b0-1`."""
        return f"b{place.row}-{place.column}" if place.is_backed else ""

    def evidence(self, place: TracedCell, index: int) -> str:
        """Such as `e12`."""
        return f"e{place.number_of(index)}"

    def record(self, place: TracedCell, index: int) -> str:
        """Such as `r3`."""
        return f"r{place.record_number_of(index)}"
