"""The ranks of a network's nodes from left to right: each arrow leads on, where no circle forbids.

Circles are broken where the later of the arrows would close them; ranks are those of the longest
way (Sugiyama, Tagawa and Toda 1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Link: TypeAlias = tuple[str, str]


def forward(nodes: Sequence[str], links: Sequence[Link]) -> tuple[Link, ...]:
    """Each link once and in the direction in which no circle is left; loops are dropped.

    Earlier links count more: one that would close a circle with those before it is turned round.

    >>> forward(("a", "b", "c"), (("a", "b"), ("b", "c"), ("c", "a")))
    (('a', 'b'), ('b', 'c'), ('a', 'c'))
    """
    after: dict[str, set[str]] = {node: set() for node in nodes}
    found: dict[Link, None] = {}
    for start, end in links:
        if start == end or end in after[start] or start in after[end]:
            continue
        if _leads(end, start, after):
            start, end = end, start  # noqa: PLW2901 - turned round
        after[start].add(end)
        found[start, end] = None
    return tuple(found)


def _leads(start: str, end: str, after: Mapping[str, set[str]]) -> bool:
    """Whether links lead from one node to another."""
    seen = {start}
    left = [start]
    while left:
        following = after[left.pop()] - seen
        if end in following:
            return True
        seen |= following
        left += following
    return False


def ranks(nodes: Sequence[str], links: Sequence[Link], last: Sequence[str] = ()) -> dict[str, int]:
    """The rank of each node, from 0; `links` are free of circles.

    What only leads on stands as far right as it may; nodes in `last` that lead nowhere stand on
    the rightmost rank.

    >>> ranks(("a", "b", "c", "d"), (("a", "b"), ("b", "c"), ("d", "c")))
    {'a': 0, 'b': 1, 'c': 2, 'd': 1}
    """
    before: dict[str, list[str]] = {node: [] for node in nodes}
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for start, end in links:
        before[end].append(start)
        after[start].append(end)
    found: dict[str, int] = {}
    for node in _in_order(nodes, before, after):
        found[node] = max((found[each] + 1 for each in before[node]), default=0)
    for node in nodes:
        if not before[node] and after[node]:
            found[node] = min(found[each] for each in after[node]) - 1
    most = max(found.values(), default=0)
    for node in last:
        if before[node] and not after[node]:
            found[node] = most
    return {node: found[node] for node in nodes}


def _in_order(
    nodes: Sequence[str], before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> list[str]:
    waiting = {node: len(before[node]) for node in nodes}
    free = [node for node in nodes if not waiting[node]]
    found: list[str] = []
    while free:
        node = free.pop(0)
        found.append(node)
        for each in after[node]:
            waiting[each] -= 1
            if not waiting[each]:
                free.append(each)
    return found
