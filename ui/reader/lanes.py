"""Sets brackets and their names side by side so that none covers another.

Extents are vertical stretches in pixels of the window. Who was in view keeps its lane while it
stays in view, so that nothing jumps while one scrolls.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extent:
    """A bracket's stretch from `top` to `bottom`, with the id of what it stands for."""

    id: int
    top: float
    bottom: float


def assign_lanes(
    extents: Iterable[Extent], kept: Mapping[int, int] | None = None
) -> dict[int, int]:
    """The lane (0 next to the words) of each extent; overlapping ones never share a lane.

    Those with a lane in `kept` keep it where it is still free; the others get the lowest that is
    free, the higher and longer extents first.
    """
    lanes: dict[int, int] = {}
    taken: list[list[Extent]] = []
    earlier = kept or {}
    in_order = sorted(extents, key=lambda e: (e.id not in earlier, e.top, -e.bottom, e.id))
    for extent in in_order:
        wish = earlier.get(extent.id)
        if wish is None or not _free(taken, wish, extent):
            wish = next(lane for lane in range(len(taken) + 1) if _free(taken, lane, extent))
        while len(taken) <= wish:
            taken.append([])
        insort(taken[wish], extent, key=lambda e: e.top)
        lanes[extent.id] = wish
    return lanes


def _free(taken: Sequence[Sequence[Extent]], lane: int, extent: Extent) -> bool:
    if lane >= len(taken):
        return True
    return all(other.bottom <= extent.top or extent.bottom <= other.top for other in taken[lane])


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants to stand at `top` and is `height` high."""

    id: int
    top: float
    height: float


def stack(wishes: Sequence[Wish], top: float, bottom: float) -> dict[int, float]:
    """Where each label stands so that none covers another, as near its wish as may be.

    All keep between `top` and `bottom` as long as they fit there; what does not fit reaches past
    `bottom`, never over another label.
    """
    ordered = sorted(wishes, key=lambda wish: (wish.top, wish.id))
    places: list[float] = []
    edge = top
    for wish in ordered:
        place = max(wish.top, edge)
        places.append(place)
        edge = place + wish.height
    for i in range(len(ordered) - 1, -1, -1):
        floor = places[i + 1] if i + 1 < len(ordered) else bottom
        if places[i] + ordered[i].height <= floor:
            break
        places[i] = floor - ordered[i].height
    lift = top - places[0] if places and places[0] < top else 0.0
    return {wish.id: place + lift for wish, place in zip(ordered, places, strict=True)}


_SHIFTS = (90.0, 45.0, 20.0, 0.0)


def fitting(wishes: Sequence[Wish], room: float) -> list[Wish]:
    """As many of the labels as fit into `room` one below the other.

    First those that can stand beside what they name, then from the top what still fits.
    """
    ordered = sorted(wishes, key=lambda wish: (wish.top, wish.id))
    kept: list[Wish] = []
    for shift in _SHIFTS:
        kept = _near(ordered, shift)
        if _height(kept) <= room:
            break
    while kept and _height(kept) > room:
        kept.pop()
    chosen, left = {wish.id for wish in kept}, room - _height(kept)
    for wish in ordered:
        if wish.id not in chosen and wish.height <= left:
            chosen.add(wish.id)
            left -= wish.height
    return [wish for wish in ordered if wish.id in chosen]


def _near(ordered: Sequence[Wish], shift: float) -> list[Wish]:
    """Those that stand at most `shift` lower than they wish, one below the other."""
    kept: list[Wish] = []
    edge = 0.0
    for wish in ordered:
        place = max(wish.top, edge)
        if place - wish.top <= shift:
            kept.append(wish)
            edge = place + wish.height
    return kept


def _height(wishes: Sequence[Wish]) -> float:
    return sum(wish.height for wish in wishes)
