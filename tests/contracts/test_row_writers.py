"""Every registered file kind for the rows of a table gives them back to the letter."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.rows import ROW_FILES, read_rows_json, write_rows
from qda.displays.values import Fact
from qda.retrieval.table.sheet import RowSheet, SheetCell, SheetColumn, SheetKind
from tests.helpers.matrices import NASTY, SENTENCES
from tests.helpers.written import as_page, cell_text

TEXTS = (*SENTENCES, *NASTY)


def sheet(language: str = "id") -> RowSheet:
    """A table of all that is hard to write: a key, a number, a text that may look like anything."""
    return RowSheet(
        title="U01  <b>Ulasan</b>",
        subtitle="",
        language=language,
        columns=(
            SheetColumn("key", "Kunci"),
            SheetColumn("stars", "Bintang", SheetKind.NUMBER),
            SheetColumn("text", "Teks", SheetKind.WORDS),
        ),
        rows=tuple(
            (SheetCell(f"U01-{n:04d}"), SheetCell(str(n), float(n)), SheetCell(text))
            for n, text in enumerate(TEXTS, 1)
        ),
        facts=(Fact("Baris", "=1+1"),),
    )


def _csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[cell.removeprefix("'") for cell in line] for line in csv.reader(file)]


def _xlsx(path: Path) -> list[list[str]]:
    found: list[list[str]] = []
    for row in load_workbook(path).worksheets[0].iter_rows():
        cells = [cell_text(cell) for cell in row]
        if found and not cells[0] and len(found) > 1:
            found[-1][2] += cells[2]
        else:
            found.append(cells)
    return found


def _json(path: Path) -> list[list[str]]:
    content = json.loads(path.read_text(encoding="utf-8"))["content"]
    heads = [column["name"] for column in content["columns"]]
    return [heads, *([cell["text"] for cell in row] for row in content["rows"])]


class _Table(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        self._open = tag in ("td", "th")
        if self._open:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def _html(path: Path) -> list[list[str]]:
    reader = _Table()
    reader.feed(path.read_bytes().decode("utf-8"))
    return reader.rows


READERS: dict[str, Callable[[Path], list[list[str]]]] = {
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".json": _json,
    ".html": _html,
}


def test_every_file_of_rows_has_a_reader_here() -> None:
    assert {file.extension for file in ROW_FILES} == set(READERS)


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_rows_are_read_back_to_the_letter(tmp_path: Path, ending: str, language: str) -> None:
    path = tmp_path / f"rows{ending}"
    write_rows(sheet(language), path)
    _, *found = READERS[ending](path)
    assert [row[0] for row in found] == [f"U01-{n:04d}" for n in range(1, len(TEXTS) + 1)]
    assert [float(row[1]) for row in found] == list(range(1, len(TEXTS) + 1))
    wanted = [as_page(text) if ending == ".html" else _kept(text, ending) for text in TEXTS]
    assert [row[2] for row in found] == wanted


def _kept(text: str, ending: str) -> str:
    if ending != ".csv":
        return text
    # What cannot be UTF-8 is written by its number; a first apostrophe is taken off by readers.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def test_numbers_are_numbers_in_a_workbook_and_texts_never_formulas(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    write_rows(sheet(), path)
    first = load_workbook(path).worksheets[0]
    assert first["B2"].value == 1
    assert all(cell.data_type != "f" for row in first.iter_rows() for cell in row)


def test_the_same_value_comes_back_from_json(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    write_rows(sheet(), path)
    assert read_rows_json(path) == sheet()
