"""Codebooks as CSV: the codes with the framework's own fields beside them, row by row.

What a CSV holds: every code in full, and id, name, version, citation, pages, outcome and
description of the framework. What it does not: relations, propositions, secondary citations and
points to check; use XLSX or YAML to keep these.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from codebooks.formats.cells import Grid, Row, cells_of_code, codes_of, rows_of
from codebooks.formats.columns import CODE_COLUMNS, FRAMEWORK_COLUMNS
from codebooks.formats.files import encoded, read_text, write_whole
from codebooks.formats.naming import id_from, name_from
from codebooks.framework import Framework, Wording
from codebooks.places import Place
from codebooks.refusals import CodebookNotCsv

_DELIMITERS: Final = ",;\t"
_COLUMNS: Final = (*CODE_COLUMNS, *FRAMEWORK_COLUMNS)
# A spreadsheet takes these beginnings for a formula; an apostrophe keeps them text.
_LIKE_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def read_csv(path: Path) -> Framework:
    """The framework in the file; UTF-8 or marked UTF-16, delimited by comma, semicolon or tab.

    Raises:
        CodebookError: one subclass for each reason, naming row and column.
    """
    text = read_text(path)
    grid = Grid(
        rows=list(_parsed(text, path.name)),
        place=lambda line: Place(path.name, line=line, heading=""),
    )
    rows = rows_of(grid, _COLUMNS, key="id")
    codes = codes_of(rows, path.name)
    return Framework(
        id=_first(rows, "framework_id").strip() or id_from(path),
        name=Wording(en=_first(rows, "framework_name_en"), id=_first(rows, "framework_name_id"))
        if _first(rows, "framework_name_en") or _first(rows, "framework_name_id")
        else name_from(path),
        citation=_first(rows, "framework_citation"),
        codes=codes,
        description=Wording(
            en=_first(rows, "framework_description_en"),
            id=_first(rows, "framework_description_id"),
        ),
        pages=_first(rows, "framework_pages"),
        outcome=_first(rows, "framework_outcome").strip(),
        version=_first(rows, "framework_version") or "1",
    )


def write_csv(framework: Framework, path: Path) -> None:
    """Writes what a CSV holds of the framework, in UTF-8 with a byte-order mark for spreadsheets.

    Raises:
        CodebookUnwritable: the file cannot be written; an earlier one is unchanged.
    """
    own = {
        "framework_id": framework.id,
        "framework_name_en": framework.name.en,
        "framework_name_id": framework.name.id,
        "framework_version": framework.version,
        "framework_citation": framework.citation,
        "framework_pages": framework.pages,
        "framework_outcome": framework.outcome,
        "framework_description_en": framework.description.en,
        "framework_description_id": framework.description.id,
    }
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(column.heading for column in _COLUMNS)
    for code in framework.codes:
        texts = cells_of_code(code) | own
        writer.writerow(_safe(texts[column.key]) for column in _COLUMNS)
    write_whole(path, encoded(out.getvalue(), path, "utf-8-sig"))


def _first(rows: list[Row], key: str) -> str:
    return next((row.get(key) for row in rows if row.get(key)), "")


def _parsed(text: str, file: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            place = Place(file, line=reader.line_num)
            raise CodebookNotCsv(place=place, reason=str(error)) from error
        if cells is None:
            return
        yield [_unsafe(cell) for cell in cells]


def _delimiter(text: str) -> str:
    """The delimiter that stands most often in the first line outside quotes; else the comma."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    counts = Counter(re.sub(r'"[^"]*"', "", first))
    return max(_DELIMITERS, key=lambda mark: counts[mark])


def _safe(text: str) -> str:
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def _unsafe(text: str) -> str:
    return text[1:] if text.startswith("'") and _LIKE_FORMULA.match(text) else text
