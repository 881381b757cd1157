"""Turns what a database driver raises into a refusal that a researcher understands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from models.errors import Refused, StudyError, Unavailable
from models.stopping import Stopped


class StudyLocked(Unavailable):
    """Another program holds the study's write lock."""

    en = "“{place}” is being written by another program. Close it there, or wait and try again."
    id = "“{place}” sedang ditulis program lain. Tutup di sana, atau tunggu lalu coba lagi."


class StudyReadOnly(Unavailable):
    """The file or its folder may not be written."""

    en = "“{place}” may only be read. Copy it to a folder you may write in, and open the copy."
    id = "“{place}” hanya dapat dibaca. Salin ke folder yang dapat ditulis, lalu buka salinannya."


class DiskFull(Unavailable):
    """There is no room left for the change."""

    en = "The disk that holds “{place}” is full. Nothing was changed; make room and try again."
    id = "Disk tempat “{place}” penuh. Tidak ada yang diubah; kosongkan ruang lalu coba lagi."


class StudyDamaged(Unavailable):
    """The database finds its own file malformed."""

    en = "“{place}” is damaged. Restore it from a backup; `runut check` says what is left."
    id = "“{place}” rusak. Pulihkan dari cadangan; `runut check` menunjukkan yang tersisa."


class StorageFailed(Unavailable):
    """The disk or the server failed in a way that has no better name."""

    en = "“{place}” cannot be reached: {reason}. Nothing was changed."
    id = "“{place}” tidak dapat dijangkau: {reason}. Tidak ada yang diubah."


class TextNotStorable(Refused):
    """A text holds what no database keeps: half a surrogate pair, or NUL on a server."""

    en = "A character in the text cannot be stored: {reason}. Take it out and try again."
    id = "Ada karakter dalam teks yang tidak dapat disimpan: {reason}. Hapus lalu coba lagi."


_BY_CODE: dict[int, type[Unavailable]] = {
    sqlite3.SQLITE_BUSY: StudyLocked,
    sqlite3.SQLITE_LOCKED: StudyLocked,
    sqlite3.SQLITE_READONLY: StudyReadOnly,
    sqlite3.SQLITE_PERM: StudyReadOnly,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_CORRUPT: StudyDamaged,
    sqlite3.SQLITE_NOTADB: StudyDamaged,
    sqlite3.SQLITE_IOERR: StorageFailed,
    sqlite3.SQLITE_CANTOPEN: StorageFailed,
}


_NOT_TEXT = {None, "22021", "22P05"}
"""How a server says that it cannot store a character; the driver itself gives no state."""


@contextmanager
def reachable(place: str) -> Iterator[None]:
    """Raise the refusal that fits where the operating system will not look at a path."""
    try:
        yield
    except PermissionError as error:
        raise StudyReadOnly(place=place) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StorageFailed(place=place, reason=reason) from error


@contextmanager
def worded(place: str) -> Iterator[None]:
    """Raise the refusal that fits where the database says that the world failed.

    Errors that are the program's own, such as a broken constraint, pass unchanged.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise TextNotStorable(reason=error.reason) from error
    except DataError as error:
        if getattr(error.orig, "sqlstate", None) not in _NOT_TEXT:
            raise
        raise TextNotStorable(reason=_first_line(error.orig)) from error
    except DBAPIError as error:
        refusal = _refusal(error.orig, place, outage=isinstance(error, OperationalError))
        if refusal is None:
            raise
        raise refusal from error
    except sqlite3.Error as error:
        refusal = _refusal(error, place, outage=False)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(error: BaseException | None, place: str, *, outage: bool) -> StudyError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_INTERRUPT:
        return Stopped()
    if isinstance(code, int):
        kind = _BY_CODE.get(code & 0xFF)
        if kind is None:
            return None
        return kind(place=place, reason=str(error))
    if getattr(error, "sqlstate", None) == "53100":
        return DiskFull(place=place)
    if outage:
        return StorageFailed(place=place, reason=_first_line(error))
    return None


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().split("\n")[0]
