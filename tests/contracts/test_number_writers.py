"""Every registered file kind for figures gives them back with headings, notes and facts."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.errors import CrookedMatrix, TooWideForWorkbook, UnknownFileKind
from exports.numbers import REPORT_FILES, read_report_json, write_report
from qda.displays.values import Fact, Heading
from qda.i18n import Speech
from qda.numbers.values import NumberReport, NumberRow, NumberTable
from qda.numbers.wording import count, number, probability, share, text
from tests.helpers.matrices import NASTY, SENTENCES
from tests.helpers.written import PageText, as_page, cell_text

FIGURES = (3, 4_919, -3.9905629488, 0.12345, 1e-9)


def report(language: str, words: tuple[str, ...]) -> NumberReport:
    """Two tables whose words are as nasty as can be; the second has no row."""
    speech = Speech(language)
    rows = tuple(
        NumberRow(
            Heading(f"r{nth}", each, note=f"note {nth}"),
            (
                count(FIGURES[0], speech),
                count(FIGURES[1], speech),
                number(FIGURES[2], speech, 2),
                share(FIGURES[3], speech),
                probability(FIGURES[4], speech),
                number(None, speech),
                text(each),
            ),
        )
        for nth, each in enumerate(words)
    )
    columns = tuple(
        Heading(key, f"{label} {words[0]}", size=12 if key == "a" else None)
        for key, label in zip("abcdefg", ("n", "N", "z", "%", "p", "–", "="), strict=True)
    )
    return NumberReport(
        kind="test",
        title="Angka: <b>K1</b> & =1+1",
        subtitle=words[-1],
        language=language,
        tables=(
            NumberTable("one", "Tabel | satu", "Kode", columns, rows, ("catatan *tabel*",)),
            NumberTable("two", "Tabel dua", "Kode", columns, ()),
        ),
        facts=(Fact("Data", "12 teks"), Fact("=Studi", "+62")),
        warnings=("peringatan <kecil>",),
        legend=(Fact("χ²", "uji"),),
    )


def figures_in(path: Path) -> list[list[float]]:
    """The figures that a file holds, row by row, as a program reads them."""
    return READERS[path.suffix](path)


def _xlsx(path: Path) -> list[list[float]]:
    sheet = load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [
        [each for each in row if isinstance(each, int | float)]
        for row in rows
        if any(isinstance(each, int | float) for each in row)
    ]


def _csv(path: Path) -> list[list[float]]:
    found: dict[str, list[float]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            if line["value"]:
                found.setdefault(line["row_id"], []).append(float(line["value"]))
    return list(found.values())


def _json(path: Path) -> list[list[float]]:
    told = json.loads(path.read_text(encoding="utf-8"))["content"]
    rows = told["tables"][0]["rows"]
    return [
        [
            cell["number"] if cell["count"] is None else cell["count"]
            for cell in row["cells"]
            if cell["kind"] not in ("text", "nothing")
        ]
        for row in rows
    ]


READERS: dict[str, Callable[[Path], list[list[float]]]] = {
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".json": _json,
}


def words_in(path: Path) -> str:
    """All that is to be read in a file."""
    if path.suffix == ".html":
        page = PageText()
        page.feed(path.read_bytes().decode("utf-8"))
        return "".join(page.parts)
    if path.suffix == ".docx":
        return "\n".join(_docx(path))
    if path.suffix == ".md":
        from markdown_it import MarkdownIt

        reader = MarkdownIt("commonmark").enable("table")
        tokens = reader.parse(path.read_text(encoding="utf-8"))
        return "\n".join(
            "".join(part.content for part in token.children or ())
            for token in tokens
            if token.type == "inline"
        )
    book = load_workbook(path)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return "\n".join(cell_text(cell) for cell in cells if isinstance(cell.value, str))


def _docx(path: Path) -> Iterator[str]:
    from docx import Document

    document = Document(str(path))
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_figures_stay_figures_to_the_last_digit(tmp_path: Path, ending: str, language: str) -> None:
    path = tmp_path / f"angka{ending}"
    write_report(report(language, NASTY), path)
    assert figures_in(path) == [list(FIGURES)] * len(NASTY)


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".html", ".md"])
def test_a_reader_finds_every_word(tmp_path: Path, ending: str) -> None:
    shown = report("id", SENTENCES)
    path = tmp_path / f"angka{ending}"
    write_report(shown, path)
    read = " ".join(words_in(path).split())
    wanted = [shown.title, shown.subtitle, "12 teks", "+62", "peringatan <kecil>", "χ²", "Kode"]
    wanted += [*SENTENCES, "Tabel | satu", "Tabel dua", "catatan *tabel*", "note 1", "n = 12"]
    for each in wanted:
        assert " ".join(each.split()) in read, each
    if ending != ".xlsx":
        for figure in ("4.919", "-3,99", "12,3 %", "< 0,0001", "–"):
            assert figure in read, figure


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_nasty_words_are_shown_and_do_nothing(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"angka{ending}"
    write_report(report("en", NASTY), path)
    read = words_in(path)
    for each in NASTY:
        shown = as_page(each)
        if ending == ".docx":
            shown = shown.replace("\r", "\n")
        assert " ".join(shown.split()) in " ".join(read.split()), each


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "angka.xlsx"
    write_report(report("en", NASTY), path)
    cells = [c for s in load_workbook(path).worksheets for row in s.iter_rows() for c in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    formats = {cell.number_format for cell in cells if isinstance(cell.value, int | float)}
    assert {"#,##0", "0.0%", "#,##0.00", '[<0.0001]"< 0.0001";0.0000'} == formats


def test_long_form_guards_words_and_not_figures(tmp_path: Path) -> None:
    path = tmp_path / "angka.csv"
    write_report(report("en", NASTY), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    cells = [line for line in lines if line["record"] == "cell" and line["column_id"] == "g"]
    assert [line["row"].removeprefix("'") for line in cells] == list(NASTY)
    assert not [line["row"] for line in cells if line["row"].startswith(("=", "+", "-", "@"))]
    records = {line["record"] for line in lines}
    assert records == {"title", "subtitle", "fact", "legend", "warning", "table", "note", "cell"}


def test_data_are_read_back_to_an_equal_value(tmp_path: Path) -> None:
    shown = report("id", NASTY)
    path = tmp_path / "angka.json"
    write_report(shown, path)
    assert read_report_json(path) == shown


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    shown = report("en", SENTENCES)
    with pytest.raises(UnknownFileKind, match=r"\.docx"):
        write_report(shown, tmp_path / "angka.pptx")
    table = shown.tables[0]
    crooked = replace(shown, tables=(replace(table, columns=table.columns[:2]),))
    with pytest.raises(CrookedMatrix):
        write_report(crooked, tmp_path / "angka.html")
    wide = tuple(Heading(str(nth), "x") for nth in range(16_384))
    with pytest.raises(TooWideForWorkbook):
        write_report(
            replace(shown, tables=(NumberTable("t", "T", "K", wide, ()),)), tmp_path / "a.xlsx"
        )
    assert list(tmp_path.iterdir()) == []


def test_every_file_kind_is_read_here() -> None:
    known = {*READERS, ".docx", ".html", ".md"}
    assert {file.extension for file in REPORT_FILES} == known
