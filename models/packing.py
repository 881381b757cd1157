"""Packs rows of a table into bytes and back, for the history.

A row is a dict of plain JSON values; bytes become base64 in a one-key object. Packed rows are
deflated JSON, so that a study's history can be read without this program.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from enum import Enum
from typing import Any, Final

from models.stopping import ask

Row = dict[str, Any]
"""Column values by column name; values are whatever the column's type holds."""

_PIECE: Final = 100
"""Members of a list that are written by one call; no other thread runs meanwhile."""


def pack(content: object) -> bytes:
    """The rows, or any structure of plain values and rows, as deflated JSON.

    Raises:
        Stopped: the edit that packs them is not wanted any more.
    """
    return zlib.compress(_written(content).encode("utf-8", "surrogatepass"), 1)


def unpack(packed: bytes) -> Any:  # noqa: ANN401 - what was packed comes back
    """What `pack` was given."""
    text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
    return json.loads(text, object_hook=_restored)


def _written(content: object) -> str:
    """The JSON of it; long lists are written in pieces, wherever they stand."""
    if isinstance(content, dict) and any(isinstance(each, list) for each in content.values()):
        items = (f"{_in_one(key)}:{_written(value)}" for key, value in content.items())
        return f"{{{','.join(items)}}}"
    if isinstance(content, list):
        parts = (content[at : at + _PIECE] for at in range(0, len(content), _PIECE))
        return f"[{','.join(map(_piece, parts))}]"
    return _in_one(content)


def _piece(members: list[object]) -> str:
    ask()
    if any(map(_is_long, members)):
        return ",".join(map(_written, members))
    return _in_one(members)[1:-1]


def _is_long(content: object) -> bool:
    """Whether a list of many members stands in it, or in a row of it."""
    if isinstance(content, dict):
        return any(isinstance(each, list) and len(each) > _PIECE for each in content.values())
    return isinstance(content, list) and len(content) > _PIECE


def _in_one(content: object) -> str:
    return _ENCODER.encode(content)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"__bytes__": b64encode(value).decode("ascii")}
    if isinstance(value, Enum):
        return value.value
    message = f"a row holds a {type(value).__name__}, which history cannot keep"
    raise TypeError(message)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _restored(found: Row) -> Any:  # noqa: ANN401 - JSON values have no common type
    if len(found) == 1 and "__bytes__" in found:
        return b64decode(found["__bytes__"])
    return found
