"""Where the words of an arrow stand: on its way, clear of nodes and of each other.

Each label is tried on the middle of its arrow, then along it, then beside it, ever farther away:
some place is always free. Places on other arrows are taken only where nothing better is near.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import Final

from exports.drawings.shapes import Point
from exports.networks.layout import Placed, Size
from exports.networks.routes import Route

_SHARES: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_BESIDE: Final = (0.0, 1.0, -1.0, 1.8, -1.8, 2.6, -2.6)
_ROOM: Final = 2.0
_FAR: Final = 60
_STEP: Final = 9.0


def label_places(
    sizes: Mapping[str, Size], ways: Mapping[str, Route], nodes: Sequence[Placed]
) -> dict[str, Placed]:
    """The rectangle of each label, by the id of its arrow, in the order of `sizes`."""
    tracks = {name: tuple(route.along(24)) for name, route in ways.items()}
    taken: list[Placed] = []
    found: dict[str, Placed] = {}
    for name, size in sizes.items():
        others = [track for other, track in tracks.items() if other != name]
        found[name] = _best(size, tracks[name], others, (*nodes, *taken))
        taken.append(found[name])
    return found


def _best(
    size: Size,
    track: Sequence[Point],
    others: Sequence[Sequence[Point]],
    blocked: Sequence[Placed],
) -> Placed:
    best: Placed | None = None
    least = 0.0
    for nth, (x, y) in enumerate(_near(size, track)):
        tried = Placed(x, y, size.width, size.height)
        if any(tried.touches(each, _ROOM) for each in blocked):
            continue
        # One crossed arrow weighs as much as six steps away from the middle.
        weight = nth + 6.0 * sum(_crosses(tried, other) for other in others)
        if best is None or weight < least:
            best, least = tried, weight
        if least <= nth:
            break
    return best or _anywhere(size, track, blocked)


def _near(size: Size, track: Sequence[Point]) -> Iterator[Point]:
    lengths = [0.0]
    for one, other in pairwise(track):
        lengths.append(lengths[-1] + hypot(other[0] - one[0], other[1] - one[1]))
    for beside in _BESIDE:
        for share in _SHARES:
            (x, y), (nx, ny) = _at(track, lengths, share)
            reach = abs(nx) * size.width / 2 + abs(ny) * size.height / 2 + 3
            yield x + nx * reach * beside, y + ny * reach * beside


def _at(track: Sequence[Point], lengths: Sequence[float], share: float) -> tuple[Point, Point]:
    """The point at a share of the way, and the direction across it."""
    wanted = lengths[-1] * share
    nth = next((n for n in range(1, len(lengths)) if lengths[n] >= wanted), len(lengths) - 1)
    one, other = track[nth - 1], track[nth]
    step = lengths[nth] - lengths[nth - 1] or 1.0
    part = (wanted - lengths[nth - 1]) / step
    dx, dy = (other[0] - one[0]) / step, (other[1] - one[1]) / step
    place = one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part
    return place, (dy, -dx)


def _crosses(box: Placed, track: Sequence[Point]) -> bool:
    return any(box.left < x < box.right and box.top < y < box.bottom for x, y in track)


def _anywhere(size: Size, track: Sequence[Point], blocked: Sequence[Placed]) -> Placed:
    """The nearest free place on rings around the middle of the way."""
    x, y = track[len(track) // 2]
    for ring in range(1, _FAR * 10):
        reach = ring * _STEP
        for dx, dy in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            tried = Placed(x + dx * reach, y + dy * reach, size.width, size.height)
            if not any(tried.touches(each, _ROOM) for each in blocked):
                return tried
    return Placed(x, y, size.width, size.height)
