"""Prints what a verb found: a table for people, or JSON with ids for programs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from io import TextIOWrapper
from typing import Any, Final, TextIO

from models.positions import Span

_HARMLESS: Final = frozenset("\t")


def speak_any_letter() -> None:
    """Let answers hold every letter and emoji, whatever the system's own encoding is.

    What goes to a file or another program is UTF-8; a terminal keeps its encoding, and shows what
    it cannot print by its number.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def print_json(found: object, to: TextIO | None = None) -> None:
    """Print rows as JSON: enums by value, spans as [start, end]."""
    text = json.dumps(_plain(found), ensure_ascii=False, indent=1)
    (to or sys.stdout).write(text + "\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings, each column as wide as it needs."""
    cells = [[_flat(value) for value in row] for row in rows]
    widths = [
        max([len(heading), *(len(row[at]) for row in cells)]) for at, heading in enumerate(headings)
    ]
    for row in ([*headings], ["-" * width for width in widths], *cells):
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def print_line(text: str = "") -> None:
    """Print one line for a person."""
    sys.stdout.write(_flat(text) + "\n")


def warn(text: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(_flat(text) + "\n")


def _flat(value: object) -> str:
    """The value on one line; a text must not be able to command the terminal."""
    text = "" if value is None else str(value).replace("\n", " ⏎ ")
    if text.isprintable():
        return text
    return "".join(
        each if each in _HARMLESS or unicodedata.category(each) != "Cc" else "�" for each in text
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - any row becomes plain JSON
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value
