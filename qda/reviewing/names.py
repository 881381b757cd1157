"""The stable names of the rows of a review: they tell study, round, and cell or coding.

Each row bears its whole name, so that rows come back to the right place however they were sorted,
and although others are gone. A few letters of a checksum tell a name that was damaged.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

_PARTS: Final = 6
_CHECK: Final = 6
_CELL, _CODING = "cell", "coding"


@dataclass(frozen=True, slots=True)
class ItemName:
    """What a row speaks of: a cell of a display, or a coding.

    `study` is the study's UUID, `round` the number of the round. A cell is told by `display`,
    `row` and `column` (of a network: the id of a node or an arrow, and nothing), a coding by its
    UUID.
    """

    study: str
    round: int
    display: str = ""
    row: str = ""
    column: str = ""
    coding: str = ""

    @property
    def is_coding(self) -> bool:
        """Whether it speaks of a coding."""
        return bool(self.coding)

    @property
    def place(self) -> str:
        """What it speaks of, the same in every round."""
        return _joined((_CODING, self.coding) if self.coding else self._cell())

    def _cell(self) -> tuple[str, ...]:
        return (_CELL, self.display, self.row, self.column)

    def written(self) -> str:
        """The name as it stands in a file."""
        return f"{_joined((self.study, str(self.round)))}/{self.place}"


def _joined(parts: tuple[str, ...]) -> str:
    return "/".join(quote(part, safe="") for part in parts)


def check_of(written: str) -> str:
    """The checksum of a written name: six letters."""
    return hashlib.sha256(written.encode("utf-8")).hexdigest()[:_CHECK]


def named(written: str, check: str) -> ItemName | None:
    """The name that was written with its checksum; None where either was damaged.

    >>> name = ItemName("s", 2, display="d", row="a/b", column="c")
    >>> named(name.written(), check_of(name.written())) == name
    True
    >>> named(name.written() + "x", check_of(name.written()))
    """
    plain = written.strip()
    if check.strip().lower() != check_of(plain):
        return None
    parts = [unquote(part) for part in plain.split("/")]
    if len(parts) < 4 or not parts[1].isdecimal():
        return None
    study, number, kind, *rest = parts
    if kind == _CODING and len(rest) == 1:
        return ItemName(study, int(number), coding=rest[0])
    if kind == _CELL and len(parts) == _PARTS:
        return ItemName(study, int(number), *rest)
    return None
