"""A workbook as plain texts: sheets of rows of strings, read with every guard up."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zlib import error as ZlibError  # noqa: N812 - zlib names its class in small letters

from codebooks.formats.files import MEGABYTE, read_bytes
from codebooks.places import Place
from codebooks.refusals import (
    CodebookCellFormula,
    CodebookCellNotText,
    CodebookNotXlsx,
    CodebookTooLarge,
    TooManyCodebookColumns,
    TooManyCodebookRows,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Sheets = Mapping[str, Sequence[Sequence[str]]]

UNPACKED: Final = 64 * MEGABYTE
MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 20_000
# ECMA-376 part 1, 22.4.2.4: what XML cannot hold is written as _xHHHH_.
_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Half of a surrogate pair is no character; such a mark stays as it is written.
_ESCAPED: Final = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


def sheets_of(path: Path, choose: Callable[[Sequence[str]], Collection[str]]) -> Sheets:
    """The chosen sheets of the workbook, by name, as texts; `choose` is given all their names.

    Raises:
        CodebookTooLarge: it unpacks to more than a codebook can be.
        CodebookNotXlsx: it is damaged, no workbook, or declares XML entities.
        CodebookCellFormula, CodebookCellNotText: a cell of a chosen sheet holds no text.
        TooManyCodebookRows, TooManyCodebookColumns: a chosen sheet is no codebook.
    """
    data = read_bytes(path)
    _inspect(data, path.name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheets = {sheet.title: sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")}
        chosen = choose(tuple(sheets)) if sheets else ()
        found: dict[str, Sequence[Sequence[str]]] = {}
        for name in chosen:
            # The size that a sheet claims for itself may be a lie.
            sheets[name].reset_dimensions()
            found[name] = list(_rows(sheets[name], path.name))
    except _DAMAGE as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise CodebookNotXlsx(file=path.name, reason=reason) from error
    if not found:
        raise CodebookNotXlsx(file=path.name, reason="0 sheets")
    return found


# What openpyxl and the parser beneath it raise for files that are not what they claim to be.
_DAMAGE: Final = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    EOFError,
    OSError,
    zipfile.BadZipFile,
    ZlibError,
)


def _inspect(data: bytes, file: str) -> None:
    """Looks at the sizes and the first lines of the parts before anything is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > UNPACKED:
                raise CodebookTooLarge(file=file, limit=UNPACKED // MEGABYTE)
            for part in parts:
                with archive.open(part) as stream:
                    content = stream.read(UNPACKED)
                if b"<!DOCTYPE" in content.replace(b"\x00", b""):
                    raise CodebookNotXlsx(file=file, reason="DOCTYPE")
    except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise CodebookNotXlsx(file=file, reason=str(error)[:120]) from error


def _rows(sheet: Worksheet, file: str) -> Iterator[list[str]]:
    place = Place(file, sheet=sheet.title)
    filled = blank = 0
    for line, cells in enumerate(sheet.iter_rows(), 1):
        if not any(cell.value is not None for cell in cells):
            # Empty rows are kept for the numbering, but a million of them at the end are not.
            blank += 1
            continue
        filled += 1
        if filled + blank > MOST_ROWS:
            raise TooManyCodebookRows(place=replace(place, line=line), limit=MOST_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise TooManyCodebookColumns(place=replace(place, line=line), limit=MOST_COLUMNS)
        yield from ([] for _ in range(blank))
        filled, blank = filled + blank, 0
        yield [_text(cell, file, sheet.title) for cell in cells]


def _text(cell: Cell | MergedCell, file: str, sheet: str) -> str:
    value = cell.value
    if value is None:
        return ""
    place = Place(file, line=cell.row or 0, sheet=sheet, heading=_letters(cell.column))
    if cell.data_type == "f":
        raise CodebookCellFormula(place=place)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if not isinstance(value, str) or cell.data_type == "e":
        raise CodebookCellNotText(place=place, value=value)
    return unescaped(value)


def _letters(column: int | None) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column) if column else ""


def escaped(text: str) -> str:
    r"""The text as a cell can hold it, characters that XML forbids written as _xHHHH_.

    >>> escaped("a\r_x000D_")
    'a_x000D__x005F_x000D_'
    """
    safe = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _UNHOLDABLE.sub(lambda found: f"_x{ord(found.group()):04X}_", safe)


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
