"""The order in which people put words with numbers in them: 2.9 before 2.10, RW 2 before RW 10."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"([0-9]+)")

Natural = tuple[tuple[str | int, ...], str]
"""A key to sort by; keys of any two texts can be compared."""


def natural(text: str) -> Natural:
    """The key of a text: its numbers count as numbers, capitals make no difference.

    Texts that differ in capitals or leading zeros alone keep one order, letter by letter.

    >>> sorted(["2.10", "2.9", "v3", "V2.11"], key=natural)
    ['2.9', '2.10', 'V2.11', 'v3']
    """
    # Parts alternate: words first, perhaps none, then a number; so like is compared with like.
    parts = _NUMBER.split(text.strip().casefold())
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts)), text
