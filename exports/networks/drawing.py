"""Draws a network: title, nodes, arrows with their labels, legend and notes, in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exports.drawings.lettering import BODY, TITLE, Line, block, notes, wrapped
from exports.drawings.shapes import Curve, Drawing, Pen, Place, Point, Polygon, Shape
from exports.figures.letters import DRAWING, shown
from exports.figures.looks import PAPER, Look
from exports.networks.labels import label_places
from exports.networks.layout import Layout, Placed, layout
from exports.networks.legend import HEAD, legend
from exports.networks.looks import pen_of
from exports.networks.parts import (
    Label,
    label_of,
    label_shapes,
    node_lines,
    node_shapes,
    node_size,
)
from exports.networks.routes import Joint, Route, head, routes, shortened
from qda.displays.network import Arrow, Network, NodeKind
from qda.displays.network_words import arrow_said, counted_words, node_said
from qda.i18n import Speech

EDGE: Final = 16.0
NARROWEST: Final = 480.0
"""The least width of a drawing in points: title and legend need it."""

_GAP: Final = 62.0
_WIDEST_GAP: Final = 136.0


def draw_network(network: Network, *, look: Look = PAPER, is_framed: bool = True) -> Drawing:
    """Lay a network out and draw it; the same network gives the same drawing.

    Without `is_framed` title, warnings and facts are left to what stands around the picture. Takes
    up to a second for a hundred nodes: do it beside a window, never in its thread.
    """
    with DRAWING:
        return _Composition(network, look, Speech(network.language)).drawing(is_framed=is_framed)


@dataclass(slots=True)
class _Spread:
    """A network laid out around its own origin."""

    places: Layout
    ways: dict[str, Route]
    labels: dict[str, Placed]

    @property
    def left(self) -> float:
        return min((x for x, _ in self._corners()), default=0.0)

    @property
    def right(self) -> float:
        return max((x for x, _ in self._corners()), default=0.0)

    @property
    def top(self) -> float:
        return min((y for _, y in self._corners()), default=0.0)

    @property
    def bottom(self) -> float:
        return max((y for _, y in self._corners()), default=0.0)

    def _corners(self) -> Iterator[Point]:
        yield 0.0, 0.0
        yield self.places.width, self.places.height
        for box in (*self.places.nodes.values(), *self.labels.values()):
            yield box.left, box.top
            yield box.right, box.bottom
        for way in self.ways.values():
            yield from way.along()


class _Composition:
    def __init__(self, network: Network, look: Look, speech: Speech) -> None:
        self._network = network
        self._look = look
        self._speech = speech
        known = {node.id for node in network.nodes}
        self._arrows = [each for each in network.arrows if {each.start, each.end} <= known]
        self._lines: dict[str, list[Line]] = {
            node.id: node_lines(node, speech) for node in network.nodes
        }
        self._labels: dict[str, Label] = {
            arrow.id: label_of(arrow, speech) for arrow in self._arrows
        }

    def drawing(self, *, is_framed: bool) -> Drawing:
        network, look = self._network, self._look
        spread = self._spread()
        width = max(NARROWEST, spread.right - spread.left + 2 * EDGE)
        room = width - 2 * EDGE
        shapes: list[Shape] = []
        y = EDGE
        if is_framed:
            y = self._title(shapes, room) + 14
        origin = ((width - spread.right - spread.left) / 2, y - spread.top)
        inner, places = self._field(spread, origin)
        shapes += inner
        y += spread.bottom - spread.top + 20
        signs, y = legend(network, look, (EDGE, y), room, self._speech)
        shapes += signs
        told = [(f"{fact.label}:", fact.text) for fact in network.legend]
        if is_framed:
            told += [("!", warning) for warning in network.warnings]
            told += [(f"{fact.label}:", fact.text) for fact in network.facts]
        lines, y = notes(told, look, EDGE, y + 4, room)
        shapes += lines
        field = (*origin, spread.places.width, spread.places.height)
        return Drawing(
            width=width,
            height=y + EDGE,
            paper=look.paper,
            shapes=tuple(shapes),
            places=tuple(places),
            field=field,
            title=shown(network.title),
            description=self._description(),
        )

    def _spread(self) -> _Spread:
        network = self._network
        sizes = {node.id: node_size(node, self._lines[node.id]) for node in network.nodes}
        widest = max((label.size.width for label in self._labels.values()), default=0.0)
        moved = {
            node.id: (node.x, node.y)
            for node in network.nodes
            if node.x is not None and node.y is not None
        }
        places = layout(
            sizes,
            # What the theory draws decides where a circle is broken.
            [(a.start, a.end) for a in sorted(self._arrows, key=lambda each: not each.of_theory)],
            last=[node.id for node in network.nodes if node.kind is NodeKind.OUTCOME],
            moved=moved,
            gap=min(_WIDEST_GAP, max(_GAP, widest + 34)),
        )
        joints = [Joint(arrow.id, arrow.start, arrow.end) for arrow in self._arrows]
        ovals = frozenset(node.id for node in network.nodes if node.kind is NodeKind.STATE)
        ways = routes(places, joints, ovals)
        labels = label_places(
            {name: label.size for name, label in self._labels.items()},
            ways,
            tuple(places.nodes.values()),
        )
        return _Spread(places, ways, labels)

    def _title(self, shapes: list[Shape], room: float) -> float:
        network = self._network
        lines = [
            *wrapped(network.title, room, TITLE, bold=True),
            *wrapped(network.subtitle, room, BODY, muted=True),
            *wrapped(counted_words(network, self._speech), room, BODY, muted=True),
        ]
        set_, y = block(lines, self._look, EDGE, EDGE)
        shapes += set_
        return y

    def _field(self, spread: _Spread, origin: Point) -> tuple[list[Shape], list[Place]]:
        """Arrows beneath nodes, labels above both."""
        shapes: list[Shape] = []
        places: list[Place] = []
        for arrow in self._arrows:
            shapes += self._arrow(arrow, _shifted(spread.ways[arrow.id], origin))
        for node in self._network.nodes:
            box = _beside(spread.places.nodes[node.id], origin)
            shapes += node_shapes(node, box, self._lines[node.id], self._look)
            places.append(_place(node.id, box, node_said(node, self._speech), is_movable=True))
        for arrow in self._arrows:
            box = _beside(spread.labels[arrow.id], origin)
            shapes += label_shapes(self._labels[arrow.id], box, self._look)
            said = arrow_said(arrow, self._network, self._speech)
            places.append(_place(arrow.id, box, said, is_movable=False))
        return shapes, places

    def _arrow(self, arrow: Arrow, way: Route) -> Iterator[Shape]:
        pen = pen_of(arrow.state, self._look, arrow.supporting + arrow.contradicting)
        size = HEAD + pen.width
        back = size if arrow.is_mutual else 0.0
        yield Curve(shortened(way, start=back, end=size).points, pen)
        outline = Pen(pen.colour, 1.2)
        fill = pen.colour if arrow.of_theory else self._look.paper
        yield Polygon(head(way.points[-1], way.points[-2], size), outline, fill)
        if arrow.is_mutual:
            yield Polygon(head(way.points[0], way.points[1], size), outline, fill)

    def _description(self) -> str:
        network, speech = self._network, self._speech
        told = [network.title, network.subtitle, counted_words(network, speech)]
        told += [node_said(node, speech) for node in network.nodes]
        told += [arrow_said(arrow, network, speech) for arrow in self._arrows]
        told += [network.narrative, *network.warnings]
        return "\n".join(filter(None, (shown(each) for each in told)))


def _beside(box: Placed, origin: Point) -> Placed:
    return Placed(box.x + origin[0], box.y + origin[1], box.width, box.height)


def _shifted(way: Route, origin: Point) -> Route:
    return Route(way.id, tuple((x + origin[0], y + origin[1]) for x, y in way.points))


def _place(name: str, box: Placed, said: str, *, is_movable: bool) -> Place:
    return Place(name, box.left, box.top, box.width, box.height, said, is_movable)
