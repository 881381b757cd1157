"""Text as a worksheet cell can hold and show it: escaped, split, measured; never cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from math import ceil
from typing import Final

# ECMA-376 part 1, 22.9.2.19 (ST_Xstring): what XML cannot hold is written `_xHHHH_`, and text
# that happens to look so gets its underscore escaped the same way.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
# Latin letters and the punctuation of print are all one column wide.
_UNEVEN: Final = re.compile("[^\x00-\u02ff\u2010-\u2027\u2030-\u205e]")
CELL_LIMIT: Final = 32_767
_POINTS: Final = 13.5
"""How high a line of a cell is."""

_MOST_LINES: Final = 28
"""Beyond so many lines a row is taller than a screen, and 409 points are the most."""

_BAD_IN_NAMES: Final = re.compile("[\\[\\]:*?/\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NAME_LIMIT: Final = 31


def escaped(text: str) -> str:
    """The text as a workbook stores it; Excel, LibreOffice and `unescaped` give it back."""
    return _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(stored: str) -> str:
    """The text behind what a workbook stores."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), stored)


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet that is given this text by hand would calculate with it."""
    return text.startswith(_FORMULA_STARTS)


def units(text: str) -> int:
    """The length of the text as Excel counts: UTF-16 units of what is stored."""
    stored = escaped(text)
    return len(stored) + sum(1 for char in stored if ord(char) > 0xFFFF)


def parts(text: str) -> tuple[str, ...]:
    """The text in pieces that each fit a cell; together they are the text to the letter."""
    # A code point takes seven units at most, which spares measuring all that is short.
    if len(text) * 7 <= CELL_LIMIT or units(text) <= CELL_LIMIT:
        return (text,)
    found: list[str] = []
    start = length = 0
    for at, char in enumerate(text):
        # An underscore is counted as escaped wherever it stands: what follows may need it.
        taken = 7 if char == "_" else units(char)
        if length + taken > CELL_LIMIT:
            found.append(text[start:at])
            start, length = at, 0
        length += taken
    return (*found, text[start:])


def columns_of(text: str) -> int:
    """How many narrow characters wide the text is; East Asian letters and emoji take two."""
    if not _UNEVEN.search(text):
        return len(text)
    wide = sum(1 for char in text if unicodedata.east_asian_width(char) in "WF")
    marks = sum(1 for char in text if unicodedata.combining(char))
    return len(text) + wide - marks


def line_count(text: str, width: float) -> int:
    """How many lines the text takes in a cell `width` narrow characters wide."""
    return sum(_lines(line, width) for line in text.split("\n"))


def row_height(fields: Iterable[object], widths: Iterable[float]) -> float | None:
    """The height in points of a row whose longest field wraps; None where one line is enough.

    Not every program fits a row to its wrapped words by itself.
    """
    lines = 1
    for field, width in zip(fields, widths, strict=True):
        # What is measured letter by letter takes a third of the time of a large workbook.
        if isinstance(field, str) and not (
            len(field) <= width and field.isascii() and "\n" not in field
        ):
            lines = max(lines, line_count(field, width))
    return None if lines == 1 else min(lines, _MOST_LINES) * _POINTS + 3


def _lines(line: str, width: float) -> int:
    # Wrapping at words leaves room at line ends: half a mean word for each line.
    taken = columns_of(line)
    return 1 if taken <= width else ceil(taken / max(1.0, width - 3))


def chunks(text: str, *, width: float, lines: int) -> tuple[str, ...]:
    """The text in pieces of at most `lines` lines each; together they are the text."""
    if line_count(text, width) <= lines:
        return (text,)
    room = max(1, int((width - 3) * lines))
    found: list[str] = []
    piece, height = "", 0
    for paragraph in text.splitlines(keepends=True):
        for part in _fitting(paragraph, room, width=width, lines=lines):
            needed = line_count(part.removesuffix("\n"), width)
            if piece and height + needed > lines:
                found.append(piece)
                piece, height = "", 0
            piece += part
            height += needed
    return (*found, piece)


def _fitting(paragraph: str, room: int, *, width: float, lines: int) -> list[str]:
    found: list[str] = []
    rest = paragraph
    while line_count(rest.removesuffix("\n"), width) > lines:
        at = room if columns_of(rest[:room]) <= room else max(1, room // 2)
        space = rest.rfind(" ", at // 2, at)
        at = at if space < 0 else space + 1
        found.append(rest[:at])
        rest = rest[at:]
    return [*found, rest]


def sheet_name(title: str, *, taken: tuple[str, ...], fallback: str) -> str:
    r"""A name that a worksheet may bear: 31 units, no `[]:*?/\`, unlike all that are `taken`."""
    plain = " ".join(_BAD_IN_NAMES.sub(" ", title).split()).strip("' ")
    if not plain or plain.casefold() == "history":
        plain = fallback
    others = {name.casefold() for name in taken}
    name = _clipped(plain, _NAME_LIMIT)
    nth = 2
    while name.casefold() in others:
        mark = f" {nth}"
        name = _clipped(plain, _NAME_LIMIT - len(mark)) + mark
        nth += 1
    return name


def _clipped(name: str, limit: int) -> str:
    while len(name) + sum(1 for char in name if ord(char) > 0xFFFF) > limit:
        name = name[:-1]
    return name.strip("' ")
