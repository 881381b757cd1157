"""From bytes to text for every format that is text: encodings, byte order marks, line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from models.errors import Refused
from qda.importers.draft import Notice, OriginalFile
from qda.importers.errors import NotText
from qda.importers.tables.encoding import decoded

_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextOfFile:
    """The text of a file without byte order mark, LF at line ends, nothing else changed."""

    text: str
    notices: tuple[Notice, ...] = ()


def text_of(original: OriginalFile) -> TextOfFile:
    """The text of a file of which only the bytes are known.

    A byte order mark decides, then UTF-8 and UTF-16 are tried; any other encoding is a guess that
    a notice tells.

    Raises:
        NotText: the bytes are no text, or of an encoding that cannot be told.
    """
    try:
        found = decoded(original.content, original.name)
    except Refused as error:
        raise NotText(file=original.name) from error
    return TextOfFile(_lf(found.text.removeprefix("\ufeff")), found.notices)


def text_of_page(original: OriginalFile) -> TextOfFile:
    """The text of a web page, which may name its own encoding in its first 2048 bytes.

    Raises:
        NotText: as `text_of`.
    """
    named = _DECLARED.search(original.content[:2048])
    if named and not original.content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            text = original.content.decode(named[1].decode("ascii"))
        except (LookupError, ValueError):
            return text_of(original)
        return TextOfFile(_lf(text))
    return text_of(original)


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
