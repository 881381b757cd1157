"""Workbooks: sheets, dates, formulas, merged cells, and archives that mean harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from models.errors import StudyError
from qda.importers.tables import errors
from qda.importers.tables.registry import read_collection
from qda.importers.tables.workbook import cell_text

Writer = Callable[[str, str | bytes], Path]

ROWS = (
    ("content", "score", "at"),
    ("bagus sekali", 5, datetime.fromisoformat("2024-01-05 10:11:12")),
    ("=1+1 itu dua", 4, datetime.fromisoformat("2024-01-06")),
)


def workbook(*sheets: tuple[str, tuple[tuple[object, ...], ...]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                cell = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str) and value.startswith("=1+1 "):
                    cell.data_type = "s"
    return book


def saved(book: openpyxl.Workbook, folder: Path, name: str = "a.xlsx") -> Path:
    book.save(folder / name)
    return folder / name


def with_member(path: Path, name: str, content: bytes) -> Path:
    """The archive with one member replaced or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def sentences(path: Path) -> str:
    notices = read_collection(path).notices
    return " | ".join(notice.sentence.format(**dict(notice.facts)) for notice in notices)


def test_cells_are_typed_and_dates_are_iso(tmp_path: Path) -> None:
    draft = read_collection(saved(workbook(("S", ROWS)), tmp_path))
    assert list(draft.rows) == [
        ("bagus sekali", 5, "2024-01-05T10:11:12"),
        ("=1+1 itu dua", 4, "2024-01-06T00:00:00"),
    ]
    assert list(draft.numbers) == [2, 3]


def test_days_without_a_time_stay_days(tmp_path: Path) -> None:
    rows = (
        ROWS[0],
        ("satu dua", 5, datetime.fromisoformat("2024-01-05")),
        ("tiga", 4, datetime.fromisoformat("2024-01-06")),
    )
    draft = read_collection(saved(workbook(("S", rows)), tmp_path))
    assert [row[2] for row in draft.rows] == ["2024-01-05", "2024-01-06"]


def test_fullest_sheet_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    path = saved(workbook(("Info", (("Dibuat oleh", "Siti"),)), ("Data", ROWS)), tmp_path)
    assert len(read_collection(path).rows) == 2
    assert "“Data” has the most rows" in sentences(path)
    assert "Info" in sentences(path)


def test_title_empty_rows_and_merged_cells_do_not_shift_the_table(tmp_path: Path) -> None:
    book = workbook(("S", (("Ulasan JAKI",), (), *ROWS, (), ("biasa saja", 3, None))))
    book["S"].merge_cells("A1:C1")
    path = saved(book, tmp_path)
    draft = read_collection(path)
    assert [column.heading for column in draft.columns] == ["content", "score", "at"]
    assert list(draft.numbers) == [4, 5, 7]
    assert "1 merged ranges" in sentences(path)


def test_formulas_give_their_stored_value_and_are_told(tmp_path: Path) -> None:
    book = workbook(("S", ROWS))
    book["S"]["A3"] = '=CONCATENATE("a","b")'
    path = saved(book, tmp_path)
    assert read_collection(path).rows[1][0] == ""
    assert "values last stored for them: 1" in sentences(path)


def test_sheet_that_lies_about_its_size_is_read_by_its_cells(tmp_path: Path) -> None:
    path = saved(workbook(("S", ROWS)), tmp_path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:C3"' in sheet
    with_member(path, "xl/worksheets/sheet1.xml", sheet.replace(b"A1:C3", b"A1:XFD1048576"))
    assert len(read_collection(path).rows) == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (5.0, "5"),
        (4.5, "4.5"),
        (True, "true"),
        (date(2024, 1, 5), "2024-01-05"),
        ("a_x000D_\nb", "a\nb"),
        ("a\r\nb", "a\nb"),
        ("nan", "nan"),
    ],
)
def test_cell_texts(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = saved(workbook(("S", ROWS)), tmp_path)
    with_member(path, "xl/media/image1.png", b"\0" * 60_000_000)
    with pytest.raises(errors.WorkbookHostile):
        read_collection(path)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_xml_entities_are_not_expanded(tmp_path: Path, codec: str) -> None:
    path = saved(workbook(("S", ROWS)), tmp_path)
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    with_member(path, "xl/sharedStrings.xml", bomb.encode(codec))
    with pytest.raises(errors.WorkbookHostile) as caught:
        read_collection(path)
    assert "sharedStrings" in caught.value.say("id")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.LegacyWorkbook),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            errors.WorkbookEncrypted,
        ),
        (b"PK\x03\x04 broken", errors.NotAWorkbook),
        (b"just words", errors.NotAWorkbook),
    ],
)
def test_other_files_called_workbooks_are_refused(
    written: Writer, content: bytes, refusal: type[StudyError]
) -> None:
    with pytest.raises(refusal):
        read_collection(written("a.xlsx", content))


def test_archive_without_a_workbook_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    (tmp_path / "a.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(errors.NotAWorkbook):
        read_collection(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    "damage", [b"", b"<worksheet><sheetData><row r='1'><c", b"<not-a-sheet/>", b"\xff\xfe\x00"]
)
def test_damaged_sheet_is_refused_without_a_traceback(tmp_path: Path, damage: bytes) -> None:
    path = with_member(saved(workbook(("S", ROWS)), tmp_path), "xl/worksheets/sheet1.xml", damage)
    with pytest.raises((errors.NotAWorkbook, errors.EmptyTable)):
        read_collection(path)


def test_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.EmptyTable):
        read_collection(saved(workbook(("S", ())), tmp_path))


def test_workbook_with_another_ending_is_still_a_workbook(tmp_path: Path) -> None:
    path = saved(workbook(("S", ROWS)), tmp_path)
    renamed = path.rename(tmp_path / "a.csv")
    assert read_collection(renamed).encoding == "xlsx"
