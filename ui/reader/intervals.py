"""Which intervals of a text touch a stretch of it, however many intervals there are.

The text's length is fixed, so the tree of an interval tree need not be built: its nodes are the
stretches [k * 2^level, (k + 1) * 2^level), and an interval lives in the smallest one that holds
it, where it crosses the middle (Edelsbrunner 1983, "A new approach to rectangle intersections").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """An interval [start, end) with the id of what lies there."""

    start: int
    end: int
    id: int


@dataclass(slots=True)
class _Node:
    by_start: list[tuple[int, int]] = field(default_factory=list)
    by_end: list[tuple[int, int]] = field(default_factory=list)


class IntervalIndex:
    """Intervals by the stretch they touch.

    `add` and `remove` take O(log n), `touching` O(log n + k) for k found.

    >>> index = IntervalIndex([Interval(0, 5, 1), Interval(3, 9, 2), Interval(9, 12, 3)])
    >>> sorted(index.touching(4, 9))
    [1, 2]
    """

    def __init__(self, intervals: Iterable[Interval] = ()) -> None:
        self._places: dict[int, Interval] = {}
        self._nodes: dict[int, dict[int, _Node]] = {}
        self._numbers: dict[int, list[int]] = {}
        for interval in intervals:
            node = self._enter(interval)
            node.by_start.append((interval.start, interval.id))
            node.by_end.append((interval.end, interval.id))
        for level, nodes in self._nodes.items():
            self._numbers[level] = sorted(nodes)
            for node in nodes.values():
                node.by_start.sort()
                node.by_end.sort()

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, id_: int) -> bool:
        return id_ in self._places

    def __getitem__(self, id_: int) -> Interval:
        return self._places[id_]

    def add(self, interval: Interval) -> None:
        """Enter one interval; one with the same id is replaced."""
        if interval.id in self._places:
            self.remove(interval.id)
        level, number = _place(interval)
        if number not in self._nodes.get(level, ()):
            insort(self._numbers.setdefault(level, []), number)
        node = self._enter(interval)
        insort(node.by_start, (interval.start, interval.id))
        insort(node.by_end, (interval.end, interval.id))

    def remove(self, id_: int) -> None:
        """Take out the interval with this id.

        Raises:
            KeyError: there is none.
        """
        interval = self._places.pop(id_)
        level, number = _place(interval)
        node = self._nodes[level][number]
        del node.by_start[bisect_left(node.by_start, (interval.start, id_))]
        del node.by_end[bisect_left(node.by_end, (interval.end, id_))]
        if not node.by_start:
            del self._nodes[level][number]
            numbers = self._numbers[level]
            del numbers[bisect_left(numbers, number)]

    def touching(self, start: int, end: int) -> Iterator[int]:
        """The ids of the intervals that share a position with [start, end), in no order."""
        if end <= start:
            return
        for level, numbers in self._numbers.items():
            first = bisect_left(numbers, start >> level)
            last = bisect_right(numbers, (end - 1) >> level)
            nodes = self._nodes[level]
            for number in numbers[first:last]:
                yield from _touching(nodes[number], _middle(level, number), start, end)

    def _enter(self, interval: Interval) -> _Node:
        level, number = _place(interval)
        self._places[interval.id] = interval
        return self._nodes.setdefault(level, {}).setdefault(number, _Node())


def _place(interval: Interval) -> tuple[int, int]:
    level = (interval.start ^ (interval.end - 1)).bit_length()
    return level, interval.start >> level


def _middle(level: int, number: int) -> int:
    return (number << level) + (1 << level >> 1)


def _touching(node: _Node, middle: int, start: int, end: int) -> Iterator[int]:
    if end <= middle:
        stop = bisect_left(node.by_start, (end, -1))
        return (id_ for _, id_ in node.by_start[:stop])
    if start >= middle:
        first = bisect_left(node.by_end, (start + 1, -1))
        return (id_ for _, id_ in node.by_end[first:])
    return (id_ for _, id_ in node.by_start)
