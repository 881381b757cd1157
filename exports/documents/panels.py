"""How wide the columns of a matrix are on paper, and in which panels a wide one is set.

Measures are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from exports.tables.cell_text import columns_of
from exports.tracing import TracedMatrix
from exports.wording import count_line, placed_entries
from qda.i18n import Speech

LABEL_WIDTH: Final = 104.0
NARROWEST: Final = 58.0
WIDEST: Final = 118.0
_POINTS_PER_COLUMN: Final = 4.6


def natural_widths(
    numbered: TracedMatrix,
    speech: Speech,
    *,
    narrowest: float = NARROWEST,
    per_letter: float = _POINTS_PER_COLUMN,
) -> list[float]:
    """The width that each column would best have; `per_letter` is that of a narrow letter."""
    found: list[float] = []
    for c, column in enumerate(numbered.matrix.columns):
        words = max((len(word) for word in column.label.split()), default=0)
        longest = float(min(words, 18))
        for cells in numbered.cells:
            place = cells[c]
            texts = [entry.line for entry in placed_entries(place, numbered.matrix, speech)]
            counts = count_line(place.cell, speech)
            longest = max(longest, *(columns_of(text) for text in texts), len(counts) * 0.7)
        found.append(min(WIDEST, max(narrowest, longest * per_letter + 10)))
    return found


def panels(
    natural: Sequence[float], inner_width: float, label: float = LABEL_WIDTH, squeeze: float = 1.0
) -> list[range]:
    """The columns in panels that fit a page beside the row labels, each about as wide.

    What is too wide by no more than the factor `squeeze` stays in one panel.
    """
    room = inner_width - label
    if sum(natural) <= room * squeeze:
        return [range(len(natural))]
    most = max(1.0, sum(natural) / max(1, -(-sum(natural) // room)))
    found: list[range] = []
    start, taken = 0, 0.0
    for nth, width in enumerate(natural):
        if nth > start and (taken + width > room or taken >= most):
            found.append(range(start, nth))
            start, taken = nth, 0.0
        taken += width
    return [*found, range(start, len(natural))]


def stretched(natural: Sequence[float], width: float, label: float = LABEL_WIDTH) -> list[float]:
    """The widths of the row labels and of the columns, so that they fill a width together."""
    if not natural:
        return [width]
    factor = (width - label) / sum(natural)
    return [label, *(own * factor for own in natural)]
