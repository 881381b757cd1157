"""A table as a reader hands it over: exact text cells, not yet typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, overload

from qda.importers.draft import Notice, Value

COLUMN_LIMIT: Final = 2000
"""More columns than any table of texts has; the widest survey known to us has 348."""

REPORT_EVERY: Final = 5000
"""How many rows are read between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet as they stand, heading not yet told from data.

    `numbers` are the rows' numbers in the file (1-based); rows may differ in length.
    """

    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table on its side: unique headings, and for each the text cells from top to bottom.

    A cell that holds nothing is "". `numbers` are the rows' numbers in the file (1-based).
    """

    headings: tuple[str, ...]
    columns: Sequence[Sequence[str]]
    numbers: Sequence[int]
    encoding: str = ""
    delimiter: str = ""
    notices: tuple[Notice, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file, or the whole of a file that has no sheets."""

    name: str
    grid: Grid
    encoding: str = ""
    delimiter: str = ""
    notices: tuple[Notice, ...] = field(default=())


class Rows(Sequence[Sequence[Value]]):
    """The rows of a table that is kept by columns; a row is made when it is asked for.

    A hundred thousand rows would be as many objects, all of them looked through by the
    collector of Python's garbage again and again.
    """

    __slots__ = ("_columns",)

    def __init__(self, columns: Sequence[Sequence[Value]]) -> None:
        self._columns = tuple(columns)

    @property
    def columns(self) -> tuple[Sequence[Value], ...]:
        """The columns, from the first to the last."""
        return self._columns

    def __len__(self) -> int:
        return len(self._columns[0])

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return zip(*self._columns, strict=True)

    @overload
    def __getitem__(self, index: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Value, ...]]: ...

    def __getitem__(self, index: int | slice) -> tuple[Value, ...] | Sequence[tuple[Value, ...]]:
        if isinstance(index, slice):
            return list(zip(*(column[index] for column in self._columns), strict=True))
        return tuple(column[index] for column in self._columns)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(self._columns)


def columns_of(rows: Sequence[Sequence[Value]], width: int) -> tuple[Sequence[Value], ...]:
    """The `width` columns of rows, however these are kept."""
    if isinstance(rows, Rows):
        return rows.columns
    return tuple([row[at] for row in rows] for at in range(width))


def listed(numbers: Sequence[int], most: int = 5) -> str:
    """The first few row numbers, for a notice: "3, 8, 21, …"."""
    shown = ", ".join(str(number) for number in numbers[:most])
    return f"{shown}, …" if len(numbers) > most else shown


def column_letter(index: int) -> str:
    """The spreadsheet name of the column at a 0-based index: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def unique_headings(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings with "(2)", "(3)" behind those that repeat, so that each names one column."""
    taken: set[str] = set()
    named: list[str] = []
    for heading in headings:
        name, count = heading, 1
        while name in taken:
            count += 1
            name = f"{heading} ({count})"
        taken.add(name)
        named.append(name)
    return tuple(named)


def plain(text: str) -> str:
    """The text with CRLF and CR as LF, without NUL and lone surrogates, which no store can hold.

    A NUL goes, a lone surrogate becomes U+FFFD; `damaged` tells beforehand that one is there.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    if not text.isascii() and _has_surrogate(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def damaged(text: str) -> bool:
    """Whether `plain` would have to take out a NUL or a lone surrogate."""
    return "\0" in text or (not text.isascii() and _has_surrogate(text))


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
