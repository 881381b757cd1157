"""Looks an XLSX archive over before anything in it is parsed: size, passwords, XML entities."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from qda.importers.tables.errors import (
    LegacyWorkbook,
    NotAWorkbook,
    WorkbookEncrypted,
    WorkbookHostile,
)

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES: Final = 600_000_000
_MOST_MEMBERS: Final = 5000
_RATIO: Final = 150
_RATIO_FROM: Final = 20_000_000
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
)
_PIECE: Final = 1 << 20
_OVERLAP: Final = 64
_ENTITIES: Final = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >]")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell ")
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """What the look at an archive found: cells with formulas, merged ranges, macros."""

    formulas: int
    merged: int
    macros: bool


def checked_package(content: bytes, file: str) -> Package:
    """The archive's facts, once it is sure to be a workbook that is safe to parse.

    Raises:
        LegacyWorkbook, WorkbookEncrypted: it is an old .xls, or asks for a password.
        NotAWorkbook: it is no zip archive or holds no .xlsx workbook.
        WorkbookHostile: it unpacks to far too much, or declares XML entities.
    """
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise WorkbookEncrypted(file=file)
        raise LegacyWorkbook(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _looked_over(archive, file)
    except _DAMAGE as error:
        raise NotAWorkbook(file=file) from error


def _looked_over(archive: zipfile.ZipFile, file: str) -> Package:
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if "xl/workbook.xml" not in names:
        raise NotAWorkbook(file=file)
    if any(member.flag_bits & 1 for member in members):
        raise WorkbookEncrypted(file=file)
    _refuse_bombs(members, file)
    formulas = merged = 0
    for member in members:
        if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        is_sheet = _SHEET.fullmatch(member.filename) is not None
        found = _scanned(archive, member, file=file, count=is_sheet)
        formulas += found[0]
        merged += found[1]
    return Package(formulas, merged, "xl/vbaproject.bin" in names)


def _refuse_bombs(members: list[zipfile.ZipInfo], file: str) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > _MOST_MEMBERS or unpacked > _MOST_BYTES:
        raise WorkbookHostile(file=file, part=f"{unpacked // 1_000_000} MB")
    if unpacked > _RATIO_FROM and unpacked / packed > _RATIO:
        raise WorkbookHostile(file=file, part=f"{unpacked // packed} : 1")


def _scanned(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, file: str, count: bool
) -> tuple[int, int]:
    """Formulas and merged ranges of one member, which is read whole but never kept whole."""
    formulas = merged = 0
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            window = tail + piece
            if any(word in window for word in _ENTITIES):
                raise WorkbookHostile(file=file, part=member.filename)
            if count:
                formulas += len(_FORMULA.findall(window)) - len(_FORMULA.findall(tail))
                merged += len(_MERGED.findall(window)) - len(_MERGED.findall(tail))
            tail = window[-_OVERLAP:]
    return formulas, merged
