"""Takes a file's bytes once, within a size limit, and remembers their fingerprint."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import Final

from qda.importers.draft import OriginalFile
from qda.importers.errors import (
    FileEmpty,
    FileForbidden,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    NotAFile,
)

SIZE_LIMIT: Final = 512_000_000
"""The most bytes a source may have; a thousand-page book as plain text has about three million."""


def opened(path: Path, *, limit: int = SIZE_LIMIT) -> OriginalFile:
    """The file at `path`: its name without folders, its bytes, their SHA-256 in hex.

    Raises:
        FileMissing, NotAFile, FileEmpty, FileTooLarge: there is nothing here to read as a text.
        FileForbidden, FileUnreadable: the system does not hand it over.
    """
    file = path.name or str(path)
    try:
        content = _bytes(path, file, limit)
    except FileNotFoundError as error:
        raise FileMissing(file=file) from error
    except (IsADirectoryError, NotADirectoryError) as error:
        raise NotAFile(file=file) from error
    except PermissionError as error:
        raise FileForbidden(file=file) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileUnreadable(file=file, reason=reason) from error
    return OriginalFile(file, content, hashlib.sha256(content).hexdigest())


def _bytes(path: Path, file: str, limit: int) -> bytes:
    facts = path.stat()
    # A pipe or a device would never come to an end.
    if not stat.S_ISREG(facts.st_mode):
        raise NotAFile(file=file)
    _refuse_large(facts.st_size, file, limit)
    with path.open("rb") as stream:
        content = stream.read(limit + 1)
    # The file may have grown since its size was asked.
    _refuse_large(len(content), file, limit)
    if not content:
        raise FileEmpty(file=file)
    return content


def _refuse_large(size: int, file: str, limit: int) -> None:
    if size > limit:
        megabyte = 1_000_000
        raise FileTooLarge(file=file, size=-(-size // megabyte), limit=limit // megabyte)
