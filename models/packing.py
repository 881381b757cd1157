"""Packs rows of a table into bytes and back, for the history.

A row is a dict of plain JSON values; bytes become base64 in a one-key object. Packed rows are
deflated JSON, so that a study's history can be read without this program.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from enum import Enum
from typing import Any

Row = dict[str, Any]
"""Column values by column name; values are whatever the column's type holds."""


def pack(content: object) -> bytes:
    """The rows, or any structure of plain values and rows, as deflated JSON."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(packed: bytes) -> Any:  # noqa: ANN401 - what was packed comes back
    """What `pack` was given."""
    text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
    return json.loads(text, object_hook=_restored)


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
