"""Cuts Rich Text Format into its tokens: groups, control words, hex bytes and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

_TOKEN: Final = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z])"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n]+"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|\\",
    re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    OPEN = "{"
    CLOSE = "}"
    WORD = "word"
    SYMBOL = "symbol"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `word` is a control word or symbol, `number` its parameter, `raw` bytes of text."""

    kind: Kind
    word: str = ""
    number: int | None = None
    raw: bytes = b""


_OPEN: Final = Token(Kind.OPEN)
_CLOSE: Final = Token(Kind.CLOSE)


def tokens(content: bytes) -> Iterator[Token]:
    r"""The tokens of a file in order; the raw bytes behind `\binN` are passed over."""
    position = 0
    while match := _TOKEN.match(content, position):
        position = match.end()
        group = match.lastgroup
        if group in ("word", "number"):
            number = int(match["number"]) if match["number"] else None
            word = match["word"].decode("ascii")
            if word == "bin":
                position += max(0, number or 0)
            else:
                yield Token(Kind.WORD, word, number)
        elif group == "hex":
            yield Token(Kind.BYTES, raw=bytes.fromhex(match["hex"].decode("ascii")))
        elif group == "symbol":
            yield Token(Kind.SYMBOL, match["symbol"].decode("latin-1"))
        elif group == "brace":
            yield _OPEN if match["brace"] == b"{" else _CLOSE
        elif group == "text":
            yield Token(Kind.BYTES, raw=match["text"])
