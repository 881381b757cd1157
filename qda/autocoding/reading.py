"""Reads term lists from YAML and XLSX files that researchers write, and refuses with the place.

Keys and headings may be Indonesian or English. A YAML list:

    id: daftar-anggaran
    nama: Daftar anggaran
    kerangka: vmvh1975
    aturan:
      - kode: VMH2.2
        istilah: anggaran, APBD, "dana hibah", pembiaya*
        menghambat: anggaran terbatas, kurang/tidak anggaran
        kecuali: anggaran rumah tangga

Instead of one text, `istilah` may be a list, or have texts under `id` and `en` (and `hanya id`,
`hanya en` for terms that are meant for texts in that language alone). In XLSX each row of the first
sheet is one such entry, and a sheet `daftar` may hold the facts of the list.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final

from qda.autocoding.errors import TooLarge, UnknownFormat
from qda.autocoding.term_list import TermList

MOST_BYTES: Final = 4_000_000


def read(path: Path) -> TermList:
    """The term list in a file that ends in .yaml, .yml or .xlsx.

    Raises:
        BadTermList: the file is none, or something in it is wrong; says where.
        OSError: the file cannot be opened.
    """
    kind = path.suffix.lower()
    if kind not in (".yaml", ".yml", ".xlsx"):
        raise UnknownFormat(file=path.name)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise TooLarge(file=path.name, size=size, most=MOST_BYTES)
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(content: bytes, file: str) -> TermList:
    """The term list in the bytes of a file of this name.

    Raises:
        BadTermList: as `read`.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(file=file, size=len(content), most=MOST_BYTES)
    kind = PurePath(file).suffix.lower()
    if kind == ".xlsx":
        from qda.autocoding.workbook import from_workbook

        return from_workbook(content, file)
    if kind in (".yaml", ".yml"):
        from qda.autocoding.yaml_lists import from_yaml

        return from_yaml(content, file)
    raise UnknownFormat(file=file)
