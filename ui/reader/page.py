"""The geometry of the lines in view, and of the codings on them.

Everything is found for the visible lines only, from the interval index, and kept until something
moves; the text's length and the number of codings elsewhere do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor
from typing import cast

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from models.positions import Span
from ui.reader.intervals import Interval, IntervalIndex
from ui.reader.lanes import Extent, assign_lanes
from ui.reader.state import Highlight
from ui.text_positions import PositionMap

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")

_TOUCHING = 0.5
"""Strips that are no farther apart, in pixels, are one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line: its UTF-16 stretch in the text and its place in the viewport.

    `first` tells that a paragraph begins here; `top` and `bottom` are those of the letters in the
    viewport, `left` and `right` theirs in the paragraph; `places` what was asked of Qt before.
    """

    start: int
    end: int
    top: float
    bottom: float
    first: bool
    line: QTextLine
    block_start: int
    offset: QPointF
    mixed: bool
    left: float
    right: float
    places: dict[tuple[int, QTextLine.Edge], float] = field(default_factory=dict, compare=False)

    def strips(self, start: int, end: int) -> list[QRectF]:
        """Where the UTF-16 stretch [start, end) stands on this line, in viewport pixels.

        More than one strip where the line mixes directions of writing.
        """
        start, end = max(start, self.start), min(end, self.end)
        if end <= start:
            return []
        if start == self.start and end == self.end:
            edges = [(self.left, self.right)]
        else:
            edges = self._edges(start, end) if self.mixed else [self._edge(start, end)]
        return [
            QRectF(left + self.offset.x(), self.top, right - left, self.bottom - self.top)
            for left, right in edges
        ]

    def edge(self, unit: int, *, at_start: bool) -> float:
        """Where, in viewport pixels, a stretch starts at the unit `unit`, or ends behind it."""
        if self.mixed:
            for run in self.line.glyphRuns(unit - self.block_start, 1):
                place = run.boundingRect()
                x = place.right() if run.isRightToLeft() == at_start else place.left()
                return x + self.offset.x()
        side = QTextLine.Edge.Leading if at_start else QTextLine.Edge.Trailing
        return self._x(unit, side) + self.offset.x()

    def _edge(self, start: int, end: int) -> tuple[float, float]:
        left, right = self._x(start), self._x(end)
        return (left, right) if left <= right else (right, left)

    def _edges(self, start: int, end: int) -> list[tuple[float, float]]:
        # Where directions meet, the places of a caret do not tell where the letters stand.
        runs = self.line.glyphRuns(start - self.block_start, end - start)
        joined: list[tuple[float, float]] = []
        for place in sorted((run.boundingRect() for run in runs), key=QRectF.left):
            if joined and place.left() <= joined[-1][1] + _TOUCHING:
                joined[-1] = joined[-1][0], max(joined[-1][1], place.right())
            elif place.width() > 0:
                joined.append((place.left(), place.right()))
        return joined

    def _x(self, position: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
        # Qt counts from the start of the paragraph each time, which is slow in a very long one.
        known = self.places.get((position, edge))
        if known is None:
            # Qt hands back the position as well; its type hints only know an object.
            asked = self.line.cursorToX(position - self.block_start, edge)
            known, _ = cast("tuple[float, int]", asked)
            self.places[position, edge] = known
        return known


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a highlight on one visible line; `last` where the highlight ends in it."""

    id: int
    rect: QRectF
    last: bool


@dataclass(slots=True)
class Page:
    """The visible lines with the highlights on them.

    `spans` are the UTF-16 stretches of the highlights in view; `lanes` their brackets' lanes.
    """

    lines: list[Line] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    extents: dict[int, Extent] = field(default_factory=dict)
    lanes: dict[int, int] = field(default_factory=dict)
    lane_count: int = 0

    def lines_of(self, start: int, end: int) -> list[Line]:
        """The visible lines that share a unit with [start, end)."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end)
        return self.lines[first:last]

    def strips(self, start: int, end: int) -> list[QRectF]:
        """Where the UTF-16 stretch [start, end) stands in the viewport."""
        return [strip for line in self.lines_of(start, end) for strip in line.strips(start, end)]

    def stretch(self, start: int, end: int, *, reach: float) -> tuple[int, int] | None:
        """From which row of pixels to which the lines of [start, end) stand, `reach` around."""
        lines = [line for line in self.lines_of(start, end) if line.end > start]
        if not lines:
            return None
        return floor(lines[0].top - reach), ceil(lines[-1].bottom + reach)

    def edge(self, start: int, end: int, *, at_start: bool) -> QLineF | None:
        """The upright at the start or end of the UTF-16 stretch [start, end), if it is in view."""
        unit = start if at_start else end - 1
        line = next((each for each in self.lines_of(unit, unit + 1) if each.end > unit), None)
        if line is None:
            return None
        x = line.edge(unit, at_start=at_start)
        return QLineF(x, line.top, x, line.bottom)

    def line_at(self, y: float) -> Line | None:
        """The visible line nearest to the height `y`."""
        return min(
            self.lines,
            key=lambda line: max(line.top - y, y - line.bottom, 0),
            default=None,
        )


def visible_lines(
    first: QTextBlock,
    *,
    offset: QPointF,
    bottom: float,
    height: Callable[[QTextBlock], float],
    mixed: Callable[[QTextBlock], bool],
) -> list[Line]:
    """The lines from the paragraph `first`, whose place is `offset`, down to `bottom`.

    `height` tells how high a paragraph is, with the space after it; asking lays it out. `mixed`
    tells whether letters from right to left are in it.
    """
    lines: list[Line] = []
    block, place = first, QPointF(offset)
    while block.isValid() and place.y() <= bottom:
        room = height(block)
        lines += _lines_of_block(block, place, bottom=bottom, mixed=mixed(block))
        place = QPointF(place.x(), place.y() + room)
        block = block.next()
    return lines


def has_right_to_left(text: str) -> bool:
    """Whether letters that are written from right to left are in a text."""
    return _RIGHT_TO_LEFT.search(text) is not None


def _lines_of_block(block: QTextBlock, place: QPointF, *, bottom: float, mixed: bool) -> list[Line]:
    layout = block.layout()
    lines = []
    start = block.position()
    for number in range(_first_in_view(layout, place.y()), layout.lineCount()):
        line = layout.lineAt(number)
        top = place.y() + line.y()
        if top > bottom:
            break
        begins = start + line.textStart()
        lines.append(
            Line(
                start=begins,
                end=begins + line.textLength(),
                top=top,
                bottom=top + line.height(),
                first=number == 0,
                line=line,
                block_start=start,
                offset=place,
                mixed=mixed,
                left=line.x(),
                right=line.x() + line.naturalTextWidth(),
            )
        )
    return lines


def _first_in_view(layout: QTextLayout, top: float) -> int:
    """The first line that reaches into the viewport; a paragraph may have thousands above it."""
    low, high = 0, layout.lineCount()
    while low < high:
        middle = (low + high) // 2
        line = layout.lineAt(middle)
        if top + line.y() + line.height() < 0:
            low = middle + 1
        else:
            high = middle
    return low


def interval_of(highlight: Highlight) -> Interval:
    """The interval that a highlight covers."""
    return Interval(highlight.span.start, highlight.span.end, highlight.id)


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Highlights by id with where they lie.

    It is made beside the window and given to one reader, which changes it.
    """

    highlights: dict[int, Highlight]
    index: IntervalIndex

    @classmethod
    def of(cls, highlights: Iterable[Highlight]) -> Layer:
        """The layer of these highlights."""
        by_id = {highlight.id: highlight for highlight in highlights}
        return cls(by_id, IntervalIndex(map(interval_of, by_id.values())))


@dataclass(frozen=True, slots=True)
class Codings:
    """The highlights of a text and where they lie."""

    highlights: Mapping[int, Highlight]
    index: IntervalIndex
    positions: PositionMap

    def in_units(self, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        """Id, start and end of the highlights that touch the UTF-16 stretch [start, end)."""
        first = self.positions.to_code_points(start)
        last = self.positions.to_code_points(end)
        for id_ in self.index.touching(first, max(last, first + 1)):
            yield id_, *self.positions.units_of(self.highlights[id_].span)

    def at(self, point: int) -> list[int]:
        """The ids at a code point position, the shortest highlight first."""
        found = list(self.index.touching(point, point + 1))
        return sorted(found, key=lambda id_: (len(self.highlights[id_].span), id_))

    def after(self, point: int) -> Span | None:
        """The highlight that starts first behind a position, or None."""
        spans = (each.span for each in self.highlights.values())
        return min((span for span in spans if span.start > point), default=None)

    def before(self, point: int) -> Span | None:
        """The highlight that starts last before a position, or None."""
        spans = (each.span for each in self.highlights.values())
        return max((span for span in spans if span.start < point), default=None)


def page_of(lines: list[Line], codings: Codings, kept_lanes: Mapping[int, int]) -> Page:
    """The page of these visible lines: where every highlight in view stands."""
    page = Page(lines=lines, starts=[line.start for line in lines])
    if not lines:
        return page
    for id_, start, end in codings.in_units(lines[0].start, lines[-1].end):
        touched = [line for line in page.lines_of(start, end) if line.end > start]
        if not touched:
            continue
        for line in touched:
            strips = line.strips(start, end)
            page.pieces += [
                Piece(id_, strip, last=end <= line.end and strip is strips[-1]) for strip in strips
            ]
        page.extents[id_] = Extent(id_, touched[0].top, touched[-1].bottom)
    page.lanes = assign_lanes(page.extents.values(), kept_lanes)
    page.lane_count = max(page.lanes.values(), default=-1) + 1
    return page
