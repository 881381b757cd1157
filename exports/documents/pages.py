"""Flows lines and tables over pages and paints them, with links between places of the document.

Everything is first laid out, then painted: only then is the number of pages known. Measures are
PDF points; `y` counts from the top of the page down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exports.documents.typesetting import Line
from exports.drawings.shapes import Drawing

if TYPE_CHECKING:
    from pathlib import Path

PAD: Final = 4.0
_SHARE_MOVED: Final = 0.5
_LEAST_ROOM: Final = 42.0
_LEAST_SCALE: Final = 0.72


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page's size and margins."""

    width: float
    height: float
    side: float = 34.0
    top: float = 46.0
    bottom: float = 40.0

    @property
    def inner_width(self) -> float:
        """Between the side margins."""
        return self.width - 2 * self.side

    @property
    def inner_height(self) -> float:
        """Between top and bottom margin."""
        return self.height - self.top - self.bottom


A4: Final = Geometry(841.89, 595.28)
A3: Final = Geometry(1190.55, 841.89)


@dataclass(frozen=True, slots=True)
class Box:
    """What a table cell holds: lines, the fill behind them, and the place that they are.

    `again` stands in the box where its row goes on over the page and no lines are left; `span`
    is how many columns it takes; `anchor` names it as a target of links.
    """

    lines: tuple[Line, ...]
    fill: str = ""
    again: tuple[Line, ...] = ()
    span: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `stays` says that the next row must begin on the same page."""

    boxes: tuple[Box, ...]
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A line that stands on a page."""

    x: float
    y: float
    line: Line


@dataclass(frozen=True, slots=True)
class Area:
    """A filled or bordered rectangle on a page."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    border: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links lead to; with a `title` it stands in the outline at `depth`."""

    name: str
    y: float
    title: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A drawing on a page, with its left upper corner at a point, so many times as large."""

    x: float
    y: float
    scale: float
    drawing: Drawing


@dataclass(slots=True)
class Page:
    """What stands on one page of its own size; areas lie below texts."""

    geometry: Geometry
    areas: list[Area] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Running:
    """What is repeated on each page, and the document's own particulars."""

    head: Line
    foot: str
    title: str
    subject: str
    language: str


class Flow:
    """Fills pages from top to bottom."""

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry
        self.pages = [Page(geometry)]
        self.y = geometry.top

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.geometry.height - self.geometry.bottom - self.y

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    def new_page(self) -> None:
        """Go on at the top of a fresh page."""
        self.pages.append(Page(self.geometry))
        self.y = self.geometry.top

    def turn(self, geometry: Geometry) -> None:
        """Go on with pages of another size, at the top of a fresh one."""
        if geometry != self.geometry:
            self.geometry = geometry
            if self.page == Page(self.page.geometry):
                self.pages.pop()
            self.new_page()

    def need(self, room: float) -> None:
        """Go on at a fresh page unless this much room is left."""
        if self.room < room and self.y > self.geometry.top:
            self.new_page()

    def skip(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    def anchor(self, name: str, *, title: str = "", depth: int = 0) -> None:
        """Make this place a target of links, and of the outline where it has a `title`."""
        self.page.anchors.append(Anchor(name, self.y, title, depth))

    def lines(self, lines: Sequence[Line], *, indent: float = 0.0) -> None:
        """Set lines below each other."""
        for line in lines:
            self.need(line.height)
            self.page.texts.append(Text(self.geometry.side + indent, self.y, line))
            self.y += line.height

    def image(self, drawing: Drawing, *, below: float = 0.0) -> None:
        """Set a drawing in the middle, smaller where the page asks for it.

        What is a little too high for the rest of the page is made smaller rather than moved; room
        is kept for `below`, such as its caption.
        """
        inner = self.geometry.inner_width
        scale = min(1.0, inner / drawing.width,
                    (self.geometry.inner_height - below) / drawing.height)  # fmt: skip
        left = (self.room - below) / drawing.height
        if scale * _LEAST_SCALE <= left < scale:
            scale = left
        self.need(drawing.height * scale + below)
        x = self.geometry.side + (inner - drawing.width * scale) / 2
        self.page.images.append(Image(x, self.y, scale, drawing))
        self.y += drawing.height * scale

    def table(
        self, widths: Sequence[float], rows: Sequence[Row], *, head: Sequence[Row] = ()
    ) -> None:
        """Set rows of boxes in columns of `widths`; `head` stands above them on each page."""
        frame = _Frame(self, tuple(widths), tuple(head))
        first = _height(rows[0]) if rows else 0.0
        self.need(min(frame.head_height + first, self.geometry.inner_height * _SHARE_MOVED))
        frame.set_head()
        for nth, row in enumerate(rows):
            following = rows[nth + 1] if nth + 1 < len(rows) else None
            frame.set_row(row, following if row.stays else None)


class _Frame:
    """One table while it is being set."""

    def __init__(self, flow: Flow, widths: tuple[float, ...], head: tuple[Row, ...]) -> None:
        self._flow = flow
        self._widths = widths
        self._head = head
        self.head_height = sum(_height(row) for row in head)

    def set_head(self) -> None:
        for row in self._head:
            self._set(row.boxes, [box.lines for box in row.boxes])

    def set_row(self, row: Row, following: Row | None) -> None:
        flow = self._flow
        wanted = _height(row) + (min(_height(following), _LEAST_ROOM) if following else 0.0)
        fresh = flow.geometry.inner_height - self.head_height
        is_movable = wanted <= fresh * _SHARE_MOVED or flow.room < _LEAST_ROOM
        if wanted > flow.room and is_movable:
            self._turn()
        boxes = row.boxes
        left = [box.lines for box in boxes]
        shown = left
        while True:
            taken = self._taken(shown)
            self._set(boxes, taken)
            left = [lines[len(done) :] for lines, done in zip(left, taken, strict=True)]
            if not any(left):
                return
            self._turn()
            boxes = tuple(Box(box.lines, box.fill, box.again, box.span) for box in boxes)
            shown = [lines or box.again for lines, box in zip(left, boxes, strict=True)]

    def _turn(self) -> None:
        self._flow.new_page()
        self.set_head()

    def _taken(self, left: list[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
        room = self._flow.room - 2 * PAD
        is_fresh = self._flow.y <= self._flow.geometry.top + self.head_height + 1
        taken: list[tuple[Line, ...]] = []
        for lines in left:
            done: list[Line] = []
            height = 0.0
            for line in lines:
                # A page that is fresh must take something, or the row would never end.
                if height + line.height > room and (done or not is_fresh):
                    break
                done.append(line)
                height += line.height
            taken.append(tuple(done))
        return taken

    def _set(self, boxes: tuple[Box, ...], lines: Sequence[tuple[Line, ...]]) -> None:
        flow = self._flow
        height = max(sum(line.height for line in own) for own in lines) + 2 * PAD
        x, column = flow.geometry.side, 0
        for box, own in zip(boxes, lines, strict=True):
            width = sum(self._widths[column : column + box.span])
            flow.page.areas.append(Area(x, flow.y, width, height, box.fill, _BORDER))
            if box.anchor:
                flow.anchor(box.anchor)
            y = flow.y + PAD
            for line in own:
                flow.page.texts.append(Text(x + PAD, y, line))
                y += line.height
            x, column = x + width, column + box.span
        flow.y += height


_BORDER: Final = "#b8c0c8"


def _height(row: Row) -> float:
    return max(sum(line.height for line in box.lines) for box in row.boxes) + 2 * PAD


def box_width(widths: Sequence[float]) -> float:
    """The width for lines in a box that takes columns of these widths."""
    return sum(widths) - 2 * PAD


def save(flow: Flow, running: Running, path: Path) -> None:
    """Paint the pages and write the document to `path`."""
    from exports.documents.painting import Painter

    painter = Painter(running, path)
    known = {anchor.name for page in flow.pages for anchor in page.anchors}
    for number, page in enumerate(flow.pages, start=1):
        painter.paint(page, number, pages=len(flow.pages), known=known)
    painter.close()
