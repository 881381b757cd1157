"""Packs rows of a table into bytes and back, for the history.

A row is a dict of plain JSON values; bytes become base64 in a one-key object. Packed rows are
deflated JSON, so that a study's history can be read without this program.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from enum import Enum
from typing import Any, Final, TypeGuard

Row = dict[str, Any]
"""Column values by column name; values are whatever the column's type holds."""

_PIECE: Final = 1_000
"""Members of a list that are written by one call."""


def pack(content: object) -> bytes:
    """The rows, or any structure of plain values and rows, as deflated JSON."""
    return zlib.compress(_written(content).encode("utf-8", "surrogatepass"), 1)


def unpack(packed: bytes) -> Any:  # noqa: ANN401 - what was packed comes back
    """What `pack` was given."""
    text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
    return json.loads(text, object_hook=_restored)


def _written(content: object) -> str:
    """The JSON of it; long lists are written in pieces.

    While one call writes, no other thread can run, and a window would stand still.
    """
    if _is_long(content):
        parts = (content[at : at + _PIECE] for at in range(0, len(content), _PIECE))
        return f"[{','.join(_in_one(part)[1:-1] for part in parts)}]"
    if isinstance(content, dict) and any(map(_is_long, content.values())):
        items = (f"{_in_one(key)}:{_written(value)}" for key, value in content.items())
        return f"{{{','.join(items)}}}"
    return _in_one(content)


def _is_long(content: object) -> TypeGuard[list[object]]:
    return isinstance(content, list) and len(content) > _PIECE


def _in_one(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"__bytes__": b64encode(value).decode("ascii")}
    if isinstance(value, Enum):
        return value.value
    message = f"a row holds a {type(value).__name__}, which history cannot keep"
    raise TypeError(message)


def _restored(found: Row) -> Any:  # noqa: ANN401 - JSON values have no common type
    if len(found) == 1 and "__bytes__" in found:
        return b64decode(found["__bytes__"])
    return found
