"""Codebooks as a workbook: the sheets `codes`, `relations` and `framework`.

A researcher's own sheet with nothing but code, name, parent and definition is read as well. Every
text is written as text, so that one beginning with = + - @ is never taken for a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from codebooks.formats.cells import (
    Grid,
    Row,
    cells_of_code,
    cells_of_relation,
    codes_of,
    relation_of,
    rows_of,
)
from codebooks.formats.columns import (
    CODE_COLUMNS,
    FIELD_COLUMNS,
    FIELDS,
    RELATION_COLUMNS,
    Column,
    keys_by_heading,
    normalised,
)
from codebooks.formats.files import write_whole
from codebooks.formats.naming import id_from, name_from
from codebooks.formats.workbook import Sheets, escaped, sheets_of
from codebooks.framework import Framework, Wording
from codebooks.hints import did_you_mean
from codebooks.places import Place
from codebooks.refusals import CodebookCellTooLong, CodebookTextUnholdable, UnknownCodebookKey

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL: Final = 32_767
CODES, RELATIONS, FRAMEWORK = "codes", "relations", "framework"
_SHEET_NAMES: Final = {
    CODES: (CODES, "kode", "codebook", "buku kode"),
    RELATIONS: (RELATIONS, "relasi", "hubungan"),
    FRAMEWORK: (FRAMEWORK, "kerangka", "kerangka teori"),
}
_WIDE: Final = ("definition", "include", "exclude", "indicators", "questions", "en", "id")


def read_xlsx(path: Path) -> Framework:
    """The framework in the workbook; the first sheet holds the codes where none is so named.

    Raises:
        CodebookError: one subclass for each reason, naming sheet, row and column.
    """
    sheets = sheets_of(path, _sheets_needed)
    codes = codes_of(
        rows_of(_grid(sheets, _codes_sheet(sheets), path), CODE_COLUMNS, key="id"), path.name
    )
    relations = _rows(sheets, RELATIONS, path)
    fields = _fields(_rows(sheets, FRAMEWORK, path))
    name = _one(fields, "name")
    return Framework(
        id=_one(fields, "id").en.strip() or id_from(path),
        name=name if name.en or name.id else name_from(path),
        citation=_one(fields, "citation").en,
        codes=codes,
        description=_one(fields, "description"),
        secondary_citations=tuple(one.en for one in fields.get("secondary_citations", ())),
        pages=_one(fields, "pages").en,
        outcome=_one(fields, "outcome").en.strip(),
        relations=tuple(relation_of(row) for row in relations),
        propositions=tuple(fields.get("propositions", ())),
        to_check=tuple(fields.get("to_check", ())),
        version=_one(fields, "version").en or "1",
    )


def _sheets_needed(names: Sequence[str]) -> set[str]:
    parts = {_sheet_named(names, RELATIONS), _sheet_named(names, FRAMEWORK)}
    return {_codes_sheet(names), *parts} - {""}


def _codes_sheet(names: Iterable[str]) -> str:
    every = tuple(names)
    others = {_sheet_named(every, RELATIONS), _sheet_named(every, FRAMEWORK)}
    first = next((name for name in every if name not in others), every[0])
    return _sheet_named(every, CODES) or first


def _sheet_named(names: Iterable[str], role: str) -> str:
    return next((name for name in names if normalised(name) in _SHEET_NAMES[role]), "")


def _grid(sheets: Sheets, sheet: str, path: Path) -> Grid:
    return Grid(sheets[sheet], lambda line: Place(path.name, line=line, sheet=sheet))


def _rows(sheets: Sheets, role: str, path: Path) -> list[Row]:
    sheet = _sheet_named(sheets, role)
    if not sheet or not any(cell.strip() for row in sheets[sheet] for cell in row):
        return []
    columns, key = {
        RELATIONS: (RELATION_COLUMNS, "from"),
        FRAMEWORK: (FIELD_COLUMNS, "field"),
    }[role]
    return rows_of(_grid(sheets, sheet, path), columns, key=key)


def _fields(rows: Iterable[Row]) -> dict[str, list[Wording]]:
    known = keys_by_heading(FIELDS)
    found: dict[str, list[Wording]] = {}
    for row in rows:
        name = row.bare("field")
        if normalised(name) not in known:
            hint = did_you_mean(name, [word for f in FIELDS for word in (f.en, f.id)])
            raise UnknownCodebookKey(place=row.at("field"), key=name, hint=hint)
        wording = Wording(en=row.get("en"), id=row.get("id"))
        if wording.en or wording.id:
            found.setdefault(known[normalised(name)], []).append(wording)
    return found


def _one(fields: Mapping[str, Sequence[Wording]], key: str) -> Wording:
    return fields[key][0] if fields.get(key) else Wording()


def write_xlsx(framework: Framework, path: Path) -> None:
    """Writes the framework as three sheets; nothing of it is lost.

    Raises:
        CodebookCellTooLong: a text is longer than a cell holds.
        CodebookUnwritable: the file cannot be written; an earlier one is unchanged.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _write(book, CODES, CODE_COLUMNS, map(cells_of_code, framework.codes), path)
    _write(book, RELATIONS, RELATION_COLUMNS, map(cells_of_relation, framework.relations), path)
    _write(book, FRAMEWORK, FIELD_COLUMNS, _field_rows(framework), path)
    data = io.BytesIO()
    book.save(data)
    write_whole(path, data.getvalue())


def _field_rows(framework: Framework) -> list[dict[str, str]]:
    rows = [
        ("id", Wording(framework.id)),
        ("name", framework.name),
        ("version", Wording(framework.version)),
        ("citation", Wording(framework.citation)),
        *(("secondary_citations", Wording(text)) for text in framework.secondary_citations),
        ("pages", Wording(framework.pages)),
        ("description", framework.description),
        ("outcome", Wording(framework.outcome)),
        *(("propositions", wording) for wording in framework.propositions),
        *(("to_check", wording) for wording in framework.to_check),
    ]
    headings = {column.key: column.heading for column in FIELDS}
    return [{"field": headings[key], "en": both.en, "id": both.id} for key, both in rows]


def _write(
    book: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, str]],
    path: Path,
) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(title)
    for position, column in enumerate(columns, 1):
        cell = sheet.cell(1, position, column.heading)
        cell.font = Font(bold=True)
        wide = column.key.removesuffix("_en").removesuffix("_id") in _WIDE and column.key != "id"
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = 45 if wide else 18
    for line, texts in enumerate(rows, 2):
        for position, column in enumerate(columns, 1):
            place = Place(path.name, line=line, sheet=title, heading=column.heading)
            _put(sheet, (line, position), texts[column.key], place)
    sheet.freeze_panes = "C2" if title == CODES else "A2"


def _put(sheet: Worksheet, spot: tuple[int, int], text: str, place: Place) -> None:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Alignment

    if not text:
        return
    kept = escaped(text)
    try:
        length = len(kept.encode("utf-16-le")) // 2
    except UnicodeEncodeError as error:
        raise CodebookTextUnholdable(file=place.file, text=ascii(text[:60])) from error
    if length > LONGEST_CELL:
        raise CodebookCellTooLong(place=place, length=length, limit=LONGEST_CELL)
    cell = sheet.cell(*spot)
    assert isinstance(cell, Cell)
    cell.value = kept
    cell.data_type = "s"
    cell.quotePrefix = text[0] in "=+-@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
