"""Packs rows of a table into bytes and back, for the history.

A row is a dict of plain JSON values; bytes become base64 in a one-key object. Packed rows are
deflated JSON, so that a study's history can be read without this program.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from codecs import getincrementaldecoder
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

from models.stopping import ask

Row = dict[str, Any]
"""Column values by column name; values are whatever the column's type holds."""

_PIECE: Final = 100
"""Members of a list that are written by one call; no other thread runs meanwhile."""

_TEXT: Final = 5_000
"""Letters from which on a text is written by a call of its own."""

_PART: Final = 1 << 18
"""Bytes that become letters at once."""

_FREED: Final = 500
"""Members of a list that go at once."""


def pack(content: object) -> bytes:
    """The rows, or any structure of plain values and rows, as deflated JSON.

    Raises:
        Stopped: the edit that packs them is not wanted any more.
    """
    packer = zlib.compressobj(1)
    packed = [packer.compress(each.encode("utf-8", "surrogatepass")) for each in _written(content)]
    return b"".join((*packed, packer.flush()))


def unpack(packed: bytes) -> Any:  # noqa: ANN401 - what was packed comes back
    """What `pack` was given."""
    return _Reader(packed).value()


def let_go(*rows: list[Any]) -> None:
    """Empty long lists piece by piece.

    To free the values of 100,000 rows takes a quarter of a second, in which no other thread runs,
    the window's neither, if they go all at once.
    """
    for each in rows:
        while each:
            del each[-_FREED:]


def _written(content: object) -> Iterator[str]:
    """The JSON of it in pieces; long lists are written member by member, wherever they stand."""
    if isinstance(content, dict) and any(isinstance(each, list) for each in content.values()):
        before = "{"
        for key, value in content.items():
            yield f"{before}{_in_one(key)}:"
            yield from _written(value)
            before = ","
        yield "}"
    elif isinstance(content, list) and content:
        before = "["
        for at in range(0, len(content), _PIECE):
            ask()
            for piece in _piece(content[at : at + _PIECE]):
                yield f"{before}{piece}"
                before = ""
            before = ","
        yield "]"
    else:
        yield _in_one(content)


def _piece(members: list[object]) -> Iterator[str]:
    if not any(map(_is_long, members)):
        yield _in_one(members)[1:-1]
        return
    for nth, member in enumerate(members):
        if nth:
            yield ","
        yield from _written(member)


def _is_long(content: object) -> bool:
    """Whether a list of many members or a whole text stands in it, or in a row of it."""
    if isinstance(content, dict):
        return any(map(_is_much, content.values()))
    return _is_much(content)


def _is_much(value: object) -> bool:
    return (isinstance(value, list) and len(value) > _PIECE) or (
        isinstance(value, str) and len(value) > _TEXT
    )


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


_DECODER: Final = json.JSONDecoder(object_hook=_restored)


class _Reader:
    """Reads packed JSON from its start to its end, never holding more than a part of its text.

    What is read at once, a member of a list at most, lets no other thread run; a history holds
    lists of 100,000 rows.
    """

    def __init__(self, packed: bytes) -> None:
        self._parts = _parts(packed)
        self._text, self._at = "", 0

    def value(self) -> Any:  # noqa: ANN401 - JSON values have no common type
        """The value that comes next; objects and lists are read member by member."""
        first = self._next()
        if first == "[":
            return list(self._members())
        if first == "{":
            return _restored(dict(self._items()))
        return self._whole()

    def _members(self) -> Iterator[Any]:
        self._at += 1
        while self._next() != "]":
            yield self._whole()
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _items(self) -> Iterator[tuple[str, Any]]:
        self._at += 1
        while self._next() != "}":
            key = self._whole()
            # What stands between key and value is a colon.
            self._next()
            self._at += 1
            yield key, self.value()
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _whole(self) -> Any:  # noqa: ANN401 - JSON values have no common type
        """The value that comes next, read at once."""
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if not self._goes_on():
                    raise
                continue
            # What ends with the part may go on in the next one, as a number does.
            if end < len(self._text) or not self._goes_on():
                self._at = end
                return found

    def _next(self) -> str:
        """The next character that is no white space; it is not passed."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in " \t\r\n":
                    return self._text[self._at]
                self._at += 1
            if not self._goes_on():
                raise json.JSONDecodeError("it ends too early", self._text, self._at)

    def _goes_on(self) -> bool:
        """Whether there was another part, which is here now."""
        part = next(self._parts, "")
        self._text, self._at = self._text[self._at :] + part, 0
        return bool(part)


def _parts(packed: bytes) -> Iterator[str]:
    """The text in parts, none of them empty."""
    unpacking, decoder = zlib.decompressobj(), getincrementaldecoder("utf-8")("surrogatepass")
    left = packed
    while left or not unpacking.eof:
        written = unpacking.decompress(left, _PART)
        if not written and not unpacking.unconsumed_tail and not unpacking.eof:
            raise zlib.error("the packed rows end too early")
        left = unpacking.unconsumed_tail
        text = decoder.decode(written)
        if text:
            yield text
        if unpacking.eof:
            break
    rest = decoder.decode(b"", final=True)
    if rest:
        yield rest
