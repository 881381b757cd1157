"""Finds the tokens of a text: words, numbers, emoji, handles, tags and links, with their place.

One pattern reads the text once from left to right, so a position is always one of the original
text. A word keeps its hyphens (`ide-ide`), its clitics (`laporannya`), its counting digit
(`teman2`) and its combining marks; an emoji keeps its skin tone, its flag's second half and its
joined family. What is not a token (punctuation, white space, control characters) lies between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from models.positions import Span


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    EMOJI = "emoji"
    HANDLE = "handle"
    TAG = "tag"
    LINK = "link"


class Token(NamedTuple):
    """A token of a text: `start` is in it, `end` is not (code points), and what it is."""

    start: int
    end: int
    kind: TokenKind

    @property
    def span(self) -> Span:
        """The place of the token."""
        return Span(self.start, self.end)

    def of(self, text: str) -> str:
        """The token as it stands in `text`: its surface."""
        return text[self.start : self.end]


# Combining marks are no word characters for `re`; the blocks of Indic scripts are taken whole
# because their vowel signs stand among the letters.
_MARK: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0966-\u0dff"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u0f90-\u0fbc"
    "\u102b-\u103e\u1056-\u1060\u135d-\u135f\u17b4-\u17d3\u1a17-\u1a1b\u1a55-\u1a7f"
    "\u1ab0-\u1aff\u1b00-\u1b04\u1b34-\u1b44\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3"
    "\u1dc0-\u1dff\u20d0-\u20df\u20e1\u20e5-\u20f0\u3099\u309a"
    "\ua980-\ua983\ua9b3-\ua9c0\ufe20-\ufe2f"
)
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA: Final = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
_LETTER: Final = rf"[^\W_{_HAN}{_KANA}]"
_JOINED: Final = rf"(?:[{_MARK}]+|[\u200c\u200d](?={_LETTER}))"
_RUN: Final = rf"{_LETTER}+(?:{_JOINED}{_LETTER}*)*"
_WORD: Final = rf"{_RUN}(?:[-\u2010\u2011'\u2019]{_RUN})*"

_TONE: Final = "[\U0001f3fb-\U0001f3ff]"
_PICTURE: Final = (
    "[\u203c\u2049\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_ONE_EMOJI: Final = rf"{_PICTURE}(?:[\ufe0e\ufe0f\u20e3]|{_TONE})*[\U000e0020-\U000e007f]*"
_EMOJI: Final = (
    r"[0-9#*]\ufe0f?\u20e3"
    "|[\U0001f1e6-\U0001f1ff]{1,2}"
    "|[\u00a9\u00ae\u2122]\ufe0f"
    rf"|{_ONE_EMOJI}(?:\u200d{_ONE_EMOJI})*"
)
# Possessive and bounded, so that a hostile run of letters and dots is read once only.
_LABEL: Final = r"[\w+\-]{1,64}+"
_LINK: Final = (
    r"(?:https?://|www\.)[^\s<>\"\u201c\u201d]*[^\s<>\"\u201c\u201d.,;:!?)\]}'\u2019]"
    rf"|{_LABEL}(?:\.{_LABEL}){{0,5}}+@\w{{1,64}}(?:[.\-]\w{{1,64}}){{1,5}}"
    rf"|(?:{_LABEL}\.){{1,5}}(?:com|co|id|org|net)\b(?!\.\w)(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]}}'])?"
)
_HANDLE: Final = r"(?<!\w)@\w+(?:[.\-]\w+)*"
_TAG: Final = rf"(?<!\w)#\d*(?:_|{_RUN})+"
_NUMBER: Final = r"\d+(?:[.,:/]\d+)*(?![^\W_])%?|[Rr]p(?=\.?\s?\d)"
_PARTS: Final = (
    (TokenKind.LINK, _LINK),
    (TokenKind.EMOJI, _EMOJI),
    (TokenKind.HANDLE, _HANDLE),
    (TokenKind.TAG, _TAG),
    (TokenKind.NUMBER, _NUMBER),
    (TokenKind.WORD, rf"{_WORD}|[{_HAN}]|[{_KANA}]+"),
)
_KINDS: Final = re.compile("|".join(f"(?P<{kind}>{part})" for kind, part in _PARTS), re.IGNORECASE)

SURFACES: Final = re.compile("|".join(f"(?:{part})" for _, part in _PARTS), re.IGNORECASE)
"""The same pattern without kinds: `SURFACES.findall(text)` gives all surfaces in one call."""


def tokens(text: str, span: Span | None = None) -> Iterator[Token]:
    """The tokens of `text` in order and disjoint, or those of the part of it at `span` alone.

    >>> text = "Ide-ide @jsclab 👍🏽 5.000,00"
    >>> [token.of(text) for token in tokens(text)]
    ['Ide-ide', '@jsclab', '👍🏽', '5.000,00']
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    for found in _KINDS.finditer(text, start, end):
        yield Token(found.start(), found.end(), TokenKind(found.lastgroup or TokenKind.WORD))


def surfaces(text: str) -> list[str]:
    """The tokens of `text` as they stand, without their places: the quick way to count words."""
    return SURFACES.findall(text)
