"""Puts a finished file in its place in one step, or leaves everything as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from exports.errors import (
    DiskFull,
    NameTooLong,
    TargetFolderMissing,
    TargetInUse,
    TargetIsFolder,
    TargetNotWritable,
    WritingFailed,
)
from models.errors import StudyError

_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_BAD_NAME: Final = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)


def place(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file beside `path`, then give it that name.

    An older file of the name is replaced only once the new one is whole on the disk; where the
    writing fails, it stays and nothing is left beside it.

    Raises:
        TargetFolderMissing, TargetIsFolder, NameTooLong: `path` cannot be a file.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        _check(path)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        write(part)
        _flush(part)
        _rename(part, path)
    except OSError as error:
        raise refusal(error, path) from error
    finally:
        _discard(part)


def _check(path: Path) -> None:
    # `stat` speaks up on names the disk does not take, before the work is done.
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            raise TargetIsFolder(path=path)
    except (FileNotFoundError, NotADirectoryError):
        if not path.parent.is_dir():
            raise TargetFolderMissing(folder=path.parent) from None
    except ValueError as error:
        raise NameTooLong(name=path.name) from error


def _flush(part: Path) -> None:
    # Without this a power cut just after the renaming could leave an empty file under the name.
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _rename(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError as error:
        if path.exists():
            raise TargetInUse(name=path.name) from error
        raise


def _discard(part: Path) -> None:
    # Only after a failure is anything left; that it cannot be removed must not hide the failure.
    with contextlib.suppress(OSError, ValueError):
        part.unlink()


def refusal(error: OSError, path: Path) -> StudyError:
    """What the researcher is told about `error`, which came up while writing `path`."""
    if error.errno in _FULL:
        return DiskFull(name=path.name)
    if error.errno in _FORBIDDEN:
        return TargetNotWritable(folder=path.parent)
    if error.errno in _BAD_NAME:
        return NameTooLong(name=path.name)
    return WritingFailed(name=path.name, reason=error.strerror or type(error).__name__)
