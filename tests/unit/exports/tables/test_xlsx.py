"""The workbook: links, frozen panes, print set-up, text that stays text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils.escape import unescape

from exports.errors import TooWideForWorkbook
from exports.tables.cell_text import CELL_LIMIT, chunks, columns_of, line_count, parts, sheet_name
from exports.tables.evidence_sheet import EvidenceRows, evidence_rows
from exports.tables.sheets import Sheets
from exports.tracing import traced
from exports.writer import write_matrix
from qda.displays import values
from qda.displays.values import Heading, Matrix
from qda.i18n import Speech
from tests.helpers.matrices import NASTY, SENTENCES, matrix, spoken_indonesian


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def written(shown: Matrix, folder: Path) -> Workbook:
    path = folder / "m.xlsx"
    write_matrix(shown, path)
    return load_workbook(path)


def target(cell: Cell | MergedCell) -> tuple[str, str]:
    """The sheet and the address that the link on a cell leads to."""
    assert cell.hyperlink is not None
    sheet, address = str(cell.hyperlink.location).rsplit("!", 1)
    return sheet.strip("'").replace("''", "'"), address


def test_the_sheets_speak_the_language_of_the_display(tmp_path: Path) -> None:
    assert written(matrix(language="id"), tmp_path).sheetnames[1:] == ["Bukti", "Keterangan"]
    assert written(matrix(language="en"), tmp_path).sheetnames[1:] == ["Evidence", "Notes"]


def test_a_cell_leads_to_its_first_evidence_and_every_evidence_back(tmp_path: Path) -> None:
    shown = matrix(SENTENCES * 4, rows=3, columns=2)
    book = written(shown, tmp_path)
    sheet, proof, _ = book.worksheets
    links = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    back = {row[0].coordinate: target(row[0]) for row in proof.iter_rows(min_row=2)}
    assert len(back) == len(shown.evidence)
    number = 0
    for r, c, cell in shown.places():
        name = f"{shown.rows[r].label} × {shown.columns[c].label}"
        for nth in range(len(cell.evidence)):
            number += 1
            assert proof.cell(number + 1, 1).value == number
            assert proof.cell(number + 1, 3).value == name
            there = back[f"A{number + 1}"]
            assert there[0] == sheet.title
            if not nth:
                told = target(links[there[1]])
                assert told == ("Bukti", f"A{number + 1}")
                assert "segmen" in str(links[there[1]].value)


def test_headings_stay_in_sight_and_on_every_printed_page(tmp_path: Path) -> None:
    sheet, proof, _ = written(matrix(rows=3, columns=2), tmp_path).worksheets
    # Title, subtitle, notes, an empty row, the bands, the headings.
    assert sheet.freeze_panes == "B7"
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.print_title_cols == "$A:$A"
    assert proof.freeze_panes == "C2"
    assert proof.print_title_rows == "$1:$1"
    assert proof.auto_filter.ref == "A1:R7"


def test_groups_of_columns_are_joined_above_their_columns(tmp_path: Path) -> None:
    sheet = written(matrix(rows=3, columns=4), tmp_path).worksheets[0]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"B5:C5", "D5:E5"} <= merged
    assert sheet["B5"].value == "Konsep 1"
    assert sheet["D5"].value == "Konsep 2"


@pytest.mark.parametrize(("columns", "paper"), [(3, 9), (12, 8)])
def test_the_print_is_landscape_on_a4_or_a3_with_title_and_page_numbers(
    tmp_path: Path, columns: int, paper: int
) -> None:
    plain = matrix(rows=2, columns=columns, language="en")
    sheet = written(replace(plain, title="A & B"), tmp_path).worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == str(paper)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    with zipfile.ZipFile(tmp_path / "m.xlsx") as package:
        markup = package.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "&amp;LA &amp;&amp; B" in markup
    assert "&amp;RPage &amp;P of &amp;N" in markup


@pytest.mark.parametrize("text", [text for text in NASTY if text[0] in "=+-@\t#'2"])
def test_text_that_looks_like_something_else_stays_text(tmp_path: Path, text: str) -> None:
    book = written(matrix([text], rows=1, columns=1), tmp_path)
    cell = book.worksheets[1]["D2"]
    assert cell.data_type == "s"
    assert unescape(str(cell.value)) == text
    assert bool(cell.quotePrefix) is text.startswith(("=", "+", "-", "@", "\t"))


def test_a_row_too_high_for_excel_goes_on_below_and_loses_nothing(tmp_path: Path) -> None:
    long = " ".join(f"kata{n}" for n in range(2000))
    book = written(matrix([long], rows=1, columns=1), tmp_path)
    sheet = book.worksheets[0]
    heights = [dimension.height for dimension in sheet.row_dimensions.values()]
    assert max(height for height in heights if height is not None) <= 409
    labels = [str(cell.value) for cell in sheet["A"] if cell.value]
    assert sum("(lanjutan)" in label for label in labels) > 5
    told = "".join(str(cell.value or "") for cell in sheet["B"])
    assert long in told


def test_a_quote_longer_than_a_cell_goes_on_in_the_next_row(tmp_path: Path) -> None:
    long = "abc_" * 20_000
    proof = written(matrix([long], rows=1, columns=1), tmp_path).worksheets[1]
    rows = list(proof.iter_rows(min_row=2, values_only=True))
    assert len(rows) > 2
    assert rows[0][0] == f"1 (1/{len(rows)})"
    assert rows[-1][0] == f"1 ({len(rows)}/{len(rows)})"
    assert {row[1] for row in rows} == {"W01:1"}
    assert all(len(str(row[3])) <= CELL_LIMIT for row in rows)
    assert "".join(str(row[3]) for row in rows) == long


def test_counts_alone_take_one_row_each(tmp_path: Path) -> None:
    counted = values.Cell((), informants=3, segments=4)
    shown = replace(
        matrix((), rows=2, columns=2), cells=((counted, counted), (counted, counted)), evidence=()
    )
    shown = replace(shown, rows=(Heading("a", "A"), Heading("b", "B")))
    sheet = written(shown, tmp_path).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=7)] == ["A", "B"]


def test_more_columns_than_a_sheet_has_are_refused(tmp_path: Path) -> None:
    columns = tuple(Heading(str(n), str(n)) for n in range(16_384))
    shown = replace(matrix((), rows=0, columns=0), columns=columns)
    with pytest.raises(TooWideForWorkbook, match="CSV or HTML"):
        write_matrix(shown, tmp_path / "m.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_beyond_the_links_a_sheet_can_hold_only_the_first_of_a_cell_leads_back() -> None:
    shown = matrix(["a"] * 65_100, rows=1, columns=2)
    places = {(0, 0): "'M'!B6", (0, 1): "'M'!C6"}
    planned: EvidenceRows = evidence_rows(traced(shown), places, Speech("en"), sheet="E")
    assert not planned.is_linked_in_full
    assert [row.link for row in planned.rows if row.link] == ["'M'!B6", "'M'!C6"]


def test_nothing_is_left_behind_when_a_workbook_is_given_up() -> None:
    sheets = Sheets()
    sheets.add("A")
    sheets.book.close()


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Matriks", (), "Matriks"),
        ("Apa? [1]: a/b\\c*", (), "Apa 1 a b c"),
        ("'kutip'", (), "kutip"),
        ("", (), "Tabel"),
        ("History", (), "Tabel"),
        ("Bukti", ("Bukti",), "Bukti 2"),
        ("bukti", ("Bukti", "bukti 2"), "bukti 3"),
        ("x" * 40, (), "x" * 31),
        ("😀" * 20, (), "😀" * 15),
        ("a\x07\nb", (), "a b"),
    ],
)
def test_a_title_becomes_a_name_that_a_sheet_may_bear(
    title: str, taken: tuple[str, ...], name: str
) -> None:
    assert sheet_name(title, taken=taken, fallback="Tabel") == name


def test_lines_are_counted_with_wide_letters_as_two() -> None:
    assert columns_of("abc") == 3
    assert columns_of("中文") == 4
    assert columns_of("e\u0301") == 1
    assert line_count("a\nb\n", 10) == 3
    assert line_count("中" * 10, 10) >= 2


def test_pieces_part_no_word_that_fits() -> None:
    split = chunks("satu dua tiga empat lima enam", width=13, lines=1)
    assert "".join(split) == "satu dua tiga empat lima enam"
    assert len(split) >= 3
    assert [word for part in split for word in part.split()] == "".join(split).split()


def test_a_part_never_splits_an_escape() -> None:
    text = "\x01" * 9000
    split = parts(text)
    assert [len(part) for part in split] == [4681, 4319]
