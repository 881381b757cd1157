"""The order of nodes within their ranks, with few crossings of arrows.

Arrows that pass over ranks are parted by bends, one on each rank between; barycentres and swaps of
neighbours then bring the crossings down (Gansner, Koutsofios, North and Vo 1993).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from exports.networks.ranking import Link

Layer: TypeAlias = tuple[str, ...]
_SWEEPS: Final = 24
_MOST_SWAPPED: Final = 400
"""Ranks of more places than this are not swapped pair by pair."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """The ranks with nodes and bends in their order, and the bends of each link from its start."""

    layers: tuple[Layer, ...]
    bends: Mapping[Link, tuple[str, ...]]
    crossings: int


def bend_name(link: Link, rank: int) -> str:
    """The name of a bend, unlike that of any node."""
    return f"\x00{link[0]}\x00{link[1]}\x00{rank}"


def is_bend(name: str) -> bool:
    """Whether a place is that of a bend."""
    return name.startswith("\x00")


def ordered(nodes: Sequence[str], links: Sequence[Link], rank: Mapping[str, int]) -> Ordered:
    """The order with the fewest crossings that was found; the same input gives the same order."""
    depth = max(rank.values(), default=-1) + 1
    layers: list[list[str]] = [[] for _ in range(depth)]
    for node in nodes:
        layers[rank[node]].append(node)
    bends: dict[Link, tuple[str, ...]] = {}
    steps: list[Link] = []
    for link in links:
        between = range(rank[link[0]] + 1, rank[link[1]])
        names = tuple(bend_name(link, each) for each in between)
        bends[link] = names
        for name, each in zip(names, between, strict=True):
            layers[each].append(name)
        way = (link[0], *names, link[1])
        steps += pairwise(way)
    best, fewest = _best(layers, steps, rank)
    return Ordered(tuple(tuple(layer) for layer in best), bends, fewest)


def _best(
    layers: list[list[str]], steps: Sequence[Link], rank: Mapping[str, int]
) -> tuple[list[list[str]], int]:
    level = dict(rank) | {name: at for at, layer in enumerate(layers) for name in layer}
    left: dict[str, list[str]] = {name: [] for layer in layers for name in layer}
    right: dict[str, list[str]] = {name: [] for layer in layers for name in layer}
    for start, end in steps:
        assert level[end] == level[start] + 1
        right[start].append(end)
        left[end].append(start)
    current = [list(layer) for layer in layers]
    best, fewest = [list(layer) for layer in current], _crossings(current, right)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        if sweep % 2 == 0:
            for at in range(1, len(current)):
                current[at] = _by_middle(current[at], current[at - 1], left)
        else:
            for at in range(len(current) - 2, -1, -1):
                current[at] = _by_middle(current[at], current[at + 1], right)
        _swap(current, left, right)
        count = _crossings(current, right)
        if count < fewest:
            best, fewest = [list(layer) for layer in current], count
    return best, fewest


def _by_middle(layer: list[str], fixed: list[str], beside: Mapping[str, list[str]]) -> list[str]:
    at = {name: nth for nth, name in enumerate(fixed)}
    own = {name: nth for nth, name in enumerate(layer)}
    scale = len(fixed) / max(1, len(layer))

    def middle(name: str) -> tuple[float, int]:
        places = [at[each] for each in beside[name]]
        # What has no neighbour there keeps its share of the height.
        return (sum(places) / len(places) if places else own[name] * scale, own[name])

    return sorted(layer, key=middle)


def _swap(
    layers: list[list[str]], left: Mapping[str, list[str]], right: Mapping[str, list[str]]
) -> None:
    """Swap neighbours as long as that undoes a crossing."""
    for nth, layer in enumerate(layers):
        if len(layer) > _MOST_SWAPPED:
            continue
        before = _places(layers[nth - 1]) if nth else {}
        behind = _places(layers[nth + 1]) if nth + 1 < len(layers) else {}
        for at in range(len(layer) - 1):
            one, other = layer[at], layer[at + 1]
            gained = _between(left[one], left[other], before)
            gained += _between(right[one], right[other], behind)
            if gained > 0:
                layer[at], layer[at + 1] = other, one


def _places(layer: list[str]) -> dict[str, int]:
    return {name: nth for nth, name in enumerate(layer)}


def _between(upper: list[str], lower: list[str], at: Mapping[str, int]) -> int:
    """How many crossings a swap of two neighbours undoes."""
    gained = 0
    for one in upper:
        for other in lower:
            gained += (at[one] > at[other]) - (at[one] < at[other])
    return gained


def _crossings(layers: list[list[str]], right: Mapping[str, list[str]]) -> int:
    count = 0
    for nth in range(len(layers) - 1):
        at = _places(layers[nth + 1])
        passed: list[int] = []
        for name in layers[nth]:
            ends = sorted(at[each] for each in right[name])
            count += sum(len(passed) - bisect_left(passed, end + 1) for end in ends)
            for end in ends:
                insort(passed, end)
    return count
