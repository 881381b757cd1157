"""The ways of arrows: from the edge of one node to that of another, around all others.

Arrows leave and reach a node on the side that faces the other one, side by side; where a moved
node has no lane, the way bends around what stands in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot, sqrt
from typing import Final

from exports.drawings.shapes import Point
from exports.networks.layout import Layout, Placed

_APART: Final = 15.0
_BESIDE: Final = 7.0
_EDGE: Final = 8.0
_NEAR: Final = 6.0
_SAMPLES: Final = 12
_DETOURS: Final = tuple(side * 30.0 * n for n in range(1, 14) for side in (-1, 1))
_LOOP: Final = 26.0
_OVAL_SHARE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Joint:
    """An arrow by its id and the ids of its ends."""

    id: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an arrow as Bézier curves: the start, then two handles and an end for each."""

    id: str
    points: tuple[Point, ...]

    def along(self, samples: int = _SAMPLES) -> Iterator[Point]:
        """Points on the way from its start to its end, as many for each curve."""
        yield self.points[0]
        for first in range(0, len(self.points) - 1, 3):
            a, b, c, d = self.points[first : first + 4]
            for nth in range(1, samples + 1):
                yield bezier(a, b, c, d, nth / samples)


@dataclass(frozen=True, slots=True)
class _End:
    """Where an arrow meets a node: on which side, and where it goes to from there."""

    node: str
    side: str
    toward: Point
    joint: str
    is_start: bool


def bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """The point at `t` (0 to 1) of a curve of the third degree."""
    u = 1 - t
    f = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    x = f[0] * a[0] + f[1] * b[0] + f[2] * c[0] + f[3] * d[0]
    y = f[0] * a[1] + f[1] * b[1] + f[2] * c[1] + f[3] * d[1]
    return x, y


def routes(
    found: Layout, joints: Sequence[Joint], ovals: frozenset[str] = frozenset()
) -> dict[str, Route]:
    """The way of each arrow by its id; `ovals` are the nodes that have no corners."""
    ways = {joint.id: _way(found, joint, nth, of) for joint, nth, of in _counted(joints)}
    ends = [
        end
        for joint in joints
        if joint.start != joint.end
        for end in _ends(found.nodes, joint, ways[joint.id])
    ]
    ports = _ports(found.nodes, ends, ovals)
    drawn: dict[str, Route] = {}
    for joint in joints:
        if joint.start == joint.end:
            drawn[joint.id] = _loop(joint, found.nodes[joint.start])
            continue
        start, end = ports[joint.id, True], ports[joint.id, False]
        drawn[joint.id] = _clear(found, joint, start, end, ways[joint.id])
    return drawn


def _counted(joints: Sequence[Joint]) -> Iterator[tuple[Joint, int, int]]:
    """Each arrow with its number among those between the same two nodes, and how many they are."""
    many: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for joint in joints:
        many[frozenset((joint.start, joint.end))].append(joint.id)
    for joint in joints:
        same = many[frozenset((joint.start, joint.end))]
        yield joint, same.index(joint.id), len(same)


def _way(found: Layout, joint: Joint, nth: int, of: int) -> tuple[Point, ...]:
    """The points between the ends: both edges of each lane, in the direction of the arrow."""
    link = (joint.start, joint.end)
    is_back = link not in found.lanes
    lanes = found.lanes.get(link) or found.lanes.get(link[::-1]) or ()
    shift = (nth - (of - 1) / 2) * _BESIDE
    points = [(x, lane.y + shift) for lane in lanes for x in (lane.left, lane.right)]
    return tuple(points[::-1] if is_back else points)


def _ends(nodes: Mapping[str, Placed], joint: Joint, way: tuple[Point, ...]) -> tuple[_End, _End]:
    one, other = nodes[joint.start], nodes[joint.end]
    first = way[0] if way else (other.x, other.y)
    last = way[-1] if way else (one.x, one.y)
    # A bend stands right beside; a node is faced where it lies clear of this one.
    return (
        _End(joint.start, _side(one, None if way else other, first), first, joint.id, True),
        _End(joint.end, _side(other, None if way else one, last), last, joint.id, False),
    )


def _side(own: Placed, other: Placed | None, toward: Point) -> str:
    left, right = (toward[0], toward[0]) if other is None else (other.left, other.right)
    if left >= own.right + _EDGE:
        return "right"
    if right <= own.left - _EDGE:
        return "left"
    return "bottom" if toward[1] > own.y else "top"


@dataclass(frozen=True, slots=True)
class _Port:
    at: Point
    out: Point
    """The direction that leads away from the node, of length 1."""


def _ports(
    nodes: Mapping[str, Placed], ends: Sequence[_End], ovals: frozenset[str]
) -> dict[tuple[str, bool], _Port]:
    by_side: defaultdict[tuple[str, str], list[_End]] = defaultdict(list)
    for end in ends:
        by_side[end.node, end.side].append(end)
    found: dict[tuple[str, bool], _Port] = {}
    for (node, side), own in by_side.items():
        placed = nodes[node]
        upright = side in ("left", "right")
        own.sort(key=lambda end: (end.toward[1] if upright else end.toward[0], end.joint))
        room = (placed.height if upright else placed.width) - 2 * _EDGE
        step = min(_APART, room / max(1, len(own) - 1)) if len(own) > 1 else 0.0
        for nth, end in enumerate(own):
            shift = (nth - (len(own) - 1) / 2) * step
            found[end.joint, end.is_start] = _port(placed, side, shift, is_oval=node in ovals)
    return found


def _port(placed: Placed, side: str, shift: float, *, is_oval: bool) -> _Port:
    wide, high = placed.width / 2, placed.height / 2
    sign = 1.0 if side in ("right", "bottom") else -1.0
    if side in ("left", "right"):
        shift = shift * _OVAL_SHARE if is_oval else shift
        depth = wide * sqrt(max(0.0, 1 - (shift / high) ** 2)) if is_oval else wide
        return _Port((placed.x + sign * depth, placed.y + shift), (sign, 0.0))
    depth = high * sqrt(max(0.0, 1 - (shift / wide) ** 2)) if is_oval else high
    return _Port((placed.x + shift, placed.y + sign * depth), (0.0, sign))


def _clear(found: Layout, joint: Joint, start: _Port, end: _Port, way: tuple[Point, ...]) -> Route:
    """The way through its lanes; where a node stands in it, the first that meets none."""
    route = Route(joint.id, tuple(_curves(start, end, way)))
    others = [box for node, box in found.nodes.items() if node not in (joint.start, joint.end)]
    best, fewest = route, _met(route, others)
    if not fewest:
        return route
    for tried in _detours(joint, start, end):
        met = _met(tried, others)
        if met < fewest:
            best, fewest = tried, met
        if not met:
            break
    return best


def _detours(joint: Joint, start: _Port, end: _Port) -> Iterator[Route]:
    """Ways without lanes: straight on, then over a bend ever farther beside."""
    yield Route(joint.id, tuple(_curves(start, end, ())))
    (x0, y0), (x1, y1) = start.at, end.at
    length = hypot(x1 - x0, y1 - y0) or 1.0
    across = (-(y1 - y0) / length, (x1 - x0) / length)
    for detour in _DETOURS:
        bend = ((x0 + x1) / 2 + across[0] * detour, (y0 + y1) / 2 + across[1] * detour)
        yield Route(joint.id, tuple(_bent(start, end, bend)))


def _met(route: Route, others: Sequence[Placed]) -> int:
    points = tuple(route.along())
    return sum(
        1
        for box in others
        if any(
            box.left - _NEAR < x < box.right + _NEAR and box.top - _NEAR < y < box.bottom + _NEAR
            for x, y in points
        )
    )


def _curves(start: _Port, end: _Port, way: tuple[Point, ...]) -> Iterator[Point]:
    points = (start.at, *way, end.at)
    yield points[0]
    last = len(points) - 2
    for nth, (one, other) in enumerate(pairwise(points)):
        reach = max(12.0, hypot(other[0] - one[0], other[1] - one[1]) * 0.42)
        level = 1.0 if other[0] >= one[0] else -1.0
        out = start.out if nth == 0 else (level, 0.0)
        into = end.out if nth == last else (-level, 0.0)
        yield one[0] + out[0] * reach, one[1] + out[1] * reach
        yield other[0] + into[0] * reach, other[1] + into[1] * reach
        yield other


def _bent(start: _Port, end: _Port, bend: Point) -> Iterator[Point]:
    """A way over one bend, which it passes in the direction from end to end."""
    (x0, y0), (x1, y1) = start.at, end.at
    length = hypot(x1 - x0, y1 - y0) or 1.0
    along = ((x1 - x0) / length, (y1 - y0) / length)
    yield start.at
    for one, other, out, into in (
        (start.at, bend, start.out, (-along[0], -along[1])),
        (bend, end.at, along, end.out),
    ):
        reach = max(12.0, hypot(other[0] - one[0], other[1] - one[1]) * 0.42)
        yield one[0] + out[0] * reach, one[1] + out[1] * reach
        yield other[0] + into[0] * reach, other[1] + into[1] * reach
        yield other


def _loop(joint: Joint, own: Placed) -> Route:
    x, top = own.x + own.width / 4, own.top
    side = min(12.0, own.width / 5)
    high = top - _LOOP * 1.3
    return Route(joint.id, ((x - side, top), (x - side * 2, high), (x + side * 2, high),
                            (x + side, top)))  # fmt: skip


def shortened(route: Route, *, start: float = 0.0, end: float = 0.0) -> Route:
    """The way with its ends drawn in by so many points, to leave room for heads."""
    points = list(route.points)
    if end:
        points[-1] = _drawn_in(points[-1], points[-2], end)
    if start:
        points[0] = _drawn_in(points[0], points[1], start)
    return replace(route, points=tuple(points))


def _drawn_in(at: Point, toward: Point, by: float) -> Point:
    dx, dy = toward[0] - at[0], toward[1] - at[1]
    length = hypot(dx, dy) or 1.0
    return at[0] + dx / length * by, at[1] + dy / length * by


def head(at: Point, toward: Point, size: float) -> tuple[Point, Point, Point]:
    """The three corners of an arrow's head with its point `at`, which comes from `toward`."""
    dx, dy = at[0] - toward[0], at[1] - toward[1]
    length = hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    base = (at[0] - ux * size, at[1] - uy * size)
    half = size * 0.48
    return (
        at,
        (base[0] - uy * half, base[1] + ux * half),
        (base[0] + uy * half, base[1] - ux * half),
    )
