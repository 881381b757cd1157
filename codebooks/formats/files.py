"""Bytes in and out of codebook files: bounded on reading, whole or not at all on writing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from codebooks.places import Place
from codebooks.refusals import (
    CodebookNotUtf8,
    CodebookTextUnholdable,
    CodebookTooLarge,
    CodebookUnreadable,
    CodebookUnwritable,
)

MEGABYTE: Final = 1_000_000
LARGEST: Final = 8 * MEGABYTE
"""The largest codebook file that is read; the largest shipped one has a hundredth of it."""


def read_bytes(path: Path) -> bytes:
    """The bytes of the file.

    Raises:
        CodebookUnreadable: the file is missing, a folder, or locked.
        CodebookTooLarge: it exceeds `LARGEST`.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CodebookUnreadable(file=path.name, reason=reason) from error
    if len(data) > LARGEST:
        raise CodebookTooLarge(file=path.name, limit=LARGEST // MEGABYTE)
    return data


def read_text(path: Path) -> str:
    """The text of the file, in UTF-8 with or without a byte-order mark, or UTF-16 with one.

    Raises:
        CodebookNotUtf8: it is in another encoding; the place names the first line concerned.
    """
    data = read_bytes(path)
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CodebookNotUtf8(place=Place(path.name, line=line)) from error


def encoded(text: str, path: Path, encoding: str = "utf-8") -> bytes:
    """The text as bytes.

    Raises:
        CodebookTextUnholdable: it has half of a surrogate pair, which is no character.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        around = text[max(0, error.start - 20) : error.end + 20].encode("utf-8", "replace")
        raise CodebookTextUnholdable(file=path.name, text=around.decode("utf-8")) from error


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside the file first and then takes its place, so that no half file remains.

    Raises:
        CodebookUnwritable: the folder is missing, full or closed; an earlier file is unchanged.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CodebookUnwritable(file=path.name, reason=reason) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        # mkstemp makes private files; a codebook is as readable as any file of its folder.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise CodebookUnwritable(file=path.name, reason=reason) from error
