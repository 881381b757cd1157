"""The places of a network's nodes and the bends of its arrows, in points.

Nodes stand in ranks from left to right, arrows that pass over a rank have a lane of their own
there. A node that was moved keeps its place; the others make room. What no arrow touches stands
below. The same network gives the same layout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from exports.drawings.shapes import Point
from exports.networks.ordering import Ordered, is_bend, ordered
from exports.networks.ranking import Link, forward, ranks

ROOM: Final = 26.0
"""Points between nodes of a rank."""

_LANE: Final = 16.0
_SWEEPS: Final = 12
_CLEAR: Final = 10.0
_STEP: Final = 8.0
_MOST_STEPS: Final = 2000


@dataclass(frozen=True, slots=True)
class Size:
    """How wide and high a node is."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A node's rectangle: its middle and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height / 2

    def touches(self, other: Placed, room: float = 0.0) -> bool:
        """Whether the two are nearer to each other than `room`."""
        return (
            self.left < other.right + room
            and other.left < self.right + room
            and self.top < other.bottom + room
            and other.top < self.bottom + room
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """Where nodes stand in a field of `width` by `height`, and the lanes of arrows.

    `lanes` are the stretches, from left to right, on which an arrow passes over the ranks between
    its ends; arrows of moved nodes have none.
    """

    width: float
    height: float
    nodes: Mapping[str, Placed]
    lanes: Mapping[Link, tuple[Placed, ...]]
    crossings: int


def layout(
    sizes: Mapping[str, Size],
    links: Sequence[Link],
    *,
    last: Sequence[str] = (),
    moved: Mapping[str, Point] | None = None,
    gap: float = 80.0,
) -> Layout:
    """Lay a network out.

    `sizes` has all nodes in their order; `last` are those that stand at the end where they can;
    `moved` are places from 0 to 1 in the field; `gap` is the room between ranks.
    """
    touched = {end for link in links for end in link if link[0] != link[1]}
    inner = [node for node in sizes if node in touched]
    alone = [node for node in sizes if node not in touched]
    straight = forward(inner, links)
    rank = ranks(inner, straight, [node for node in last if node in touched])
    order = ordered(inner, straight, rank)
    columns = _columns(order, sizes, gap)
    places = _rows(order, sizes, columns)
    width = max((column.right for column in columns), default=0.0)
    height = max((each.bottom for each in places.values()), default=0.0)
    if alone:
        width = max(width, *(sizes[node].width for node in alone))
        height = _below(alone, sizes, places, width, height)
    nodes = {node: places[node] for node in sizes}
    lanes = _lanes(order, places, columns, rank)
    shifted = _moved(nodes, moved or {}, width, height)
    fixed = {node for node in sizes if shifted[node] == nodes[node]}
    kept = {link: lane for link, lane in lanes.items() if set(link) <= fixed}
    return Layout(width, height, shifted, kept, order.crossings)


def _columns(order: Ordered, sizes: Mapping[str, Size], gap: float) -> list[Placed]:
    """The columns of the ranks, each as wide as its widest node."""
    found: list[Placed] = []
    x = 0.0
    for layer in order.layers:
        width = max((sizes[name].width for name in layer if not is_bend(name)), default=0.0)
        found.append(Placed(x + width / 2, 0.0, width, 0.0))
        x += width + gap
    return found


def _rows(order: Ordered, sizes: Mapping[str, Size], columns: list[Placed]) -> dict[str, Placed]:
    """The places in each rank: near the neighbours on both sides, clear of each other."""
    high = {
        name: _LANE if is_bend(name) else sizes[name].height
        for layer in order.layers
        for name in layer
    }
    beside: dict[str, list[str]] = {name: [] for name in high}
    for link, bends in order.bends.items():
        way = (link[0], *bends, link[1])
        for one, other in pairwise(way):
            beside[one].append(other)
            beside[other].append(one)
    y: dict[str, float] = {}
    for layer in order.layers:
        total = sum(high[name] for name in layer) + ROOM * (len(layer) - 1)
        top = -total / 2
        for name in layer:
            y[name] = top + high[name] / 2
            top += high[name] + ROOM
    for sweep in range(_SWEEPS):
        layers = order.layers if sweep % 2 == 0 else order.layers[::-1]
        for layer in layers:
            wanted = [
                sum(y[each] for each in beside[name]) / len(beside[name]) if beside[name]
                else y[name]
                for name in layer
            ]  # fmt: skip
            y.update(zip(layer, _spread(wanted, [high[name] for name in layer]), strict=True))
    top = min((y[name] - high[name] / 2 for name in y), default=0.0)
    return {
        name: Placed(
            columns[nth].x, y[name] - top, 0.0 if is_bend(name) else sizes[name].width, high[name]
        )
        for nth, layer in enumerate(order.layers)
        for name in layer
    }


def _spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """The places nearest to those wanted, by least squares, in order and clear of each other.

    Pools neighbours that stand in each other's way (Ayer et al. 1955).

    >>> _spread([0.0, 0.0], [10.0, 10.0])
    [-18.0, 18.0]
    """
    offsets = [0.0]
    for one, other in pairwise(heights):
        offsets.append(offsets[-1] + (one + other) / 2 + ROOM)
    pools: list[tuple[float, int]] = []
    for value, offset in zip(wanted, offsets, strict=False):
        mean, count = value - offset, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean = (before * many + mean * count) / (many + count)
            count += many
        pools.append((mean, count))
    level = [mean for mean, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(level, offsets, strict=False)]


def _below(
    alone: Sequence[str],
    sizes: Mapping[str, Size],
    places: dict[str, Placed],
    width: float,
    height: float,
) -> float:
    """Place the nodes that no arrow touches in rows below; where they end."""
    x, y, tallest = 0.0, height + (ROOM * 1.5 if height else 0.0), 0.0
    for node in alone:
        size = sizes[node]
        if x and x + size.width > width:
            x, y, tallest = 0.0, y + tallest + ROOM, 0.0
        places[node] = Placed(x + size.width / 2, y + size.height / 2, size.width, size.height)
        x += size.width + ROOM
        tallest = max(tallest, size.height)
    return y + tallest


def _lanes(
    order: Ordered, places: Mapping[str, Placed], columns: list[Placed], rank: Mapping[str, int]
) -> dict[Link, tuple[Placed, ...]]:
    return {
        link: tuple(
            Placed(columns[at].x, places[name].y, columns[at].width, 0.0)
            for at, name in enumerate(bends, start=rank[link[0]] + 1)
        )
        for link, bends in order.bends.items()
    }


def _moved(
    nodes: Mapping[str, Placed], moved: Mapping[str, Point], width: float, height: float
) -> dict[str, Placed]:
    """The nodes with those that were moved in their places, and the others clear of them."""
    found: dict[str, Placed] = {}
    for node, (x, y) in moved.items():
        own = nodes.get(node)
        if own is not None:
            found[node] = Placed(_within(x, own.width, width), _within(y, own.height, height),
                                 own.width, own.height)  # fmt: skip
    for node, own in nodes.items():
        if node not in found:
            found[node] = _cleared(own, tuple(found.values())) if moved else own
    return {node: found[node] for node in nodes}


def _within(share: float, size: float, whole: float) -> float:
    half = size / 2
    return min(max(share * whole, half), max(half, whole - half))


def _cleared(own: Placed, others: Sequence[Placed]) -> Placed:
    """The node as near above or below its place as the others leave room for it."""
    for step in range(_MOST_STEPS):
        shift = (step + 1) // 2 * _STEP * (1 if step % 2 else -1)
        tried = Placed(own.x, own.y + shift, own.width, own.height)
        if tried.top >= 0 and not any(tried.touches(each, _CLEAR) for each in others):
            return tried
    return own
