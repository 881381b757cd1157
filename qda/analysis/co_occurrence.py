"""Finds which coded places share words, without looking at every pair of them.

All places are laid on one line, text after text, and sorted by where they start; those that begin
before a place ends are its neighbours on that line. The work grows with the number of places and
of overlaps, not with their square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]

_MOST: Final = 1_000_000
"""Pairs that are held in memory at once."""


def overlapping(
    sources: Sequence[int], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[Ids, Ids]]:
    """The pairs of places that share at least one character, each pair once, in portions.

    Places are given by text, start and end (code points, half-open); the indexes of the two
    places of each pair come back, the one that starts first in the first array.

    >>> [(a.tolist(), b.tolist()) for a, b in overlapping([1, 1, 2], [0, 4, 4], [5, 9, 9])]
    [([0], [1])]
    """
    import numpy as np

    if not len(sources):
        return
    texts, spot = np.unique(np.asarray(sources, dtype=np.int64), return_inverse=True)
    begin = np.asarray(starts, dtype=np.int64)
    finish = np.asarray(ends, dtype=np.int64)
    longest = np.zeros(len(texts), dtype=np.int64)
    np.maximum.at(longest, spot, finish)
    base = np.concatenate(([0], np.cumsum(longest)[:-1]))
    begin, finish = begin + base[spot], finish + base[spot]
    order = np.lexsort((finish, begin))
    begin, finish = begin[order], finish[order]
    here = np.arange(len(order))
    counts = np.maximum(np.searchsorted(begin, finish, side="left") - here - 1, 0)
    upto = np.cumsum(counts)
    at = 0
    while at < len(order):
        # As many places at once as their pairs fit into a portion, at least one.
        done = int(upto[at - 1]) if at else 0
        stop = max(at + 1, int(np.searchsorted(upto, done + _MOST, side="right")))
        part = counts[at:stop]
        first = np.repeat(here[at:stop], part)
        skipped = np.concatenate(([0], np.cumsum(part)[:-1]))
        second = first + 1 + np.arange(len(first)) - np.repeat(skipped, part)
        if len(first):
            yield order[first], order[second]
        at = stop


def co_occurrences(
    sources: Sequence[int],
    starts: Sequence[int],
    ends: Sequence[int],
    codes: Sequence[int],
    size: int,
) -> NDArray[np.int64]:
    """How many pairs of overlapping places bear each two codes: a symmetric table, `size` wide.

    `codes` are numbers from 0 below `size`. A place stands once for each code it bears.

    >>> co_occurrences([1, 1], [0, 3], [5, 9], [0, 1], 2).tolist()
    [[0, 1], [1, 0]]
    """
    import numpy as np

    borne = np.asarray(codes, dtype=np.int64)
    found = np.zeros(size * size, dtype=np.int64)
    for first, second in overlapping(sources, starts, ends):
        found += np.bincount(borne[first] * size + borne[second], minlength=size * size)
    table = found.reshape(size, size)
    both: NDArray[np.int64] = table + table.T
    np.fill_diagonal(both, np.diagonal(table))
    return both
