"""Prints what a verb found: a table for people, or JSON with ids for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import Any, TextIO

from models.positions import Span


def print_json(found: object, to: TextIO | None = None) -> None:
    """Print rows as JSON: enums by value, spans as [start, end]."""
    text = json.dumps(_plain(found), ensure_ascii=False, indent=1)
    (to or sys.stdout).write(text + "\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings, each column as wide as it needs; nothing where there are none."""
    cells = [[_flat(value) for value in row] for row in rows]
    widths = [
        max([len(heading), *(len(row[at]) for row in cells)]) for at, heading in enumerate(headings)
    ]
    for row in ([*headings], ["-" * width for width in widths], *cells):
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def print_line(text: str = "") -> None:
    """Print one line for a person."""
    sys.stdout.write(text + "\n")


def warn(text: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(text + "\n")


def _flat(value: object) -> str:
    return "" if value is None else str(value).replace("\n", " ⏎ ")


def _plain(value: Any) -> Any:  # noqa: ANN401 - any row becomes plain JSON
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in asdict(value)}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value
