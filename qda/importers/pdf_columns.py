"""Puts the lines of a page into the order of reading: columns one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from qda.importers.pdf_lines import Page, PdfLine

_LEAST_LINES: Final = 4
_LEAST_SHARE: Final = 0.12
_MOST_CROSSING: Final = 0.35
_LEAST_WIDTH: Final = 60.0
_STEP: Final = 4.0
_MOST_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read downwards, on one page, between two edges in points."""

    page: int
    left: float
    right: float
    lines: tuple[PdfLine, ...]


def in_reading_order(page: Page) -> list[Column]:
    """The columns of a page in the order of reading.

    A line that reaches across the gap between two columns, such as a title or a table, divides
    the page: what stands above it is read first, the left column before the right.
    """
    rows = _in_rows(page.lines)
    return [
        Column(page.number, min(r.left for r in part), max(r.right for r in part), tuple(part))
        for part in _ordered(rows, 0)
    ]


def _ordered(lines: Sequence[PdfLine], depth: int) -> list[list[PdfLine]]:
    gap = _gap(lines) if depth < _MOST_DEPTH else None
    if gap is None:
        return [list(lines)] if lines else []
    parts: list[list[PdfLine]] = []
    left: list[PdfLine] = []
    right: list[PdfLine] = []
    across: list[PdfLine] = []

    def close() -> None:
        for side in (left, right):
            parts.extend(_ordered(side, depth + 1))
            side.clear()

    for line in sorted(lines, key=lambda line: -line.top):
        if line.left < gap < line.right:
            if left or right:
                close()
            across.append(line)
            continue
        if across:
            parts.append(list(across))
            across.clear()
        (left if line.right <= gap else right).append(line)
    if across:
        parts.append(list(across))
    close()
    return parts


def _gap(lines: Sequence[PdfLine]) -> float | None:
    """Where a vertical gap divides most of the lines into two columns side by side; or None."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    start = min(line.left for line in lines) + _LEAST_WIDTH
    end = max(line.right for line in lines) - _LEAST_WIDTH
    best: tuple[float, float] | None = None
    x = start
    while x < end:
        crossing = sum(line.left < x < line.right for line in lines) / len(lines)
        if crossing <= _MOST_CROSSING and _divides(lines, x) and (not best or crossing < best[0]):
            best = (crossing, x)
        x += _STEP
    return best[1] if best else None


def _divides(lines: Sequence[PdfLine], x: float) -> bool:
    left = [line for line in lines if line.right <= x]
    right = [line for line in lines if line.left >= x]
    least = max(_LEAST_LINES, _LEAST_SHARE * len(lines))
    if len(left) < least or len(right) < least or not _is_edge(right, x):
        return False
    if not (_is_running_text(left) and _is_running_text(right)):
        return False
    # Columns stand beside each other; a short paragraph above a short one does not.
    top = min(max(line.top for line in left), max(line.top for line in right))
    bottom = max(min(line.bottom for line in left), min(line.bottom for line in right))
    beside = top - bottom
    shorter = min(
        max(line.top for line in side) - min(line.bottom for line in side) for side in (left, right)
    )
    return beside > 0.5 * shorter


def _is_running_text(side: Sequence[PdfLine]) -> bool:
    """Whether most lines fill their column; the cells of a table do not, and are read in rows."""
    width = max(line.right for line in side) - min(line.left for line in side)
    return median(line.right - line.left for line in side) >= 0.55 * width > 0


def _is_edge(right: Sequence[PdfLine], x: float) -> bool:
    """Whether most lines right of a gap begin at one edge, as those of a column do."""
    edges = sorted(line.left for line in right if line.left >= x)
    middle = edges[len(edges) // 2]
    return sum(abs(edge - middle) <= 25 for edge in edges) >= 0.6 * len(edges)


def _in_rows(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines from top to bottom, those at one height from left to right."""
    rows: list[list[PdfLine]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and abs(rows[-1][0].middle - line.middle) <= 0.4 * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]
