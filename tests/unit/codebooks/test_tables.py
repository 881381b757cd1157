"""Codebooks as tables: a researcher's own sheet is read, a dangerous or broken one refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from codebooks import shelf
from codebooks.errors import CodebookError
from codebooks.formats.registry import read_framework, write_framework
from codebooks.framework import Framework, FrameworkCode, Wording
from codebooks.refusals import (
    CodebookCellFormula,
    CodebookCellNotText,
    CodebookCellTooLong,
    CodebookNotCsv,
    CodebookNotUtf8,
    CodebookNotXlsx,
    CodebookTooLarge,
    DuplicateCodeId,
    EmptyCodebook,
    MissingCodebookColumn,
    MissingCodebookKey,
    ParentCodeCycle,
    RepeatedCodebookKey,
    TooManyCodebookColumns,
    TooManyCodebookRows,
    UnknownCodebookColumn,
    UnknownCodebookKey,
    UnknownCodebookWord,
    UnknownParentCode,
)
from tests.helpers.codebooks import code, framework
from tests.helpers.shared import shared

Rows = Sequence[Sequence[object]]

_SIMPLE: Rows = [
    ("Kode", "Nama", "Induk", "Definisi"),
    ("A", "Komunikasi", None, "Penyampaian pesan."),
    ("A.1", "Kejelasan", "A", "Pesan jelas."),
]


def _book(path: Path, sheets: dict[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def _csv(path: Path, rows: Rows, *, delimiter: str = ",") -> Path:
    lines = [delimiter.join("" if c is None else str(c) for c in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _table(tmp_path: Path, extension: str, rows: Rows) -> Path:
    path = tmp_path / f"Buku Kode{extension}"
    return _book(path, {"Sheet1": rows}) if extension == ".xlsx" else _csv(path, rows)


@pytest.fixture(params=[".xlsx", ".csv"])
def extension(request: pytest.FixtureRequest) -> str:
    """Each table format in turn."""
    return str(request.param)


def test_a_researcher_s_own_sheet_is_read(extension: str, tmp_path: Path) -> None:
    read = read_framework(_table(tmp_path, extension, _SIMPLE))
    assert read.id == "buku_kode"
    assert read.name == Wording("Buku Kode", "Buku Kode")
    assert [(c.id, c.parent, c.name.id, c.name.en) for c in read.codes] == [
        ("A", "", "Komunikasi", ""),
        ("A.1", "A", "Kejelasan", ""),
    ]
    assert read.codes[1].definition == Wording(id="Pesan jelas.")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Name (English)", "en"),
        ("Nama (Indonesia)", "id"),
        ("Name (Indonesian)", "id"),
        ("Nama (Inggris)", "en"),
        ("NAME", "en"),
        (" nama ", "id"),
        ("name_en", "en"),
        ("Nama kode", "id"),
        ("Label", "en"),
    ],
)
def test_headings_are_known_in_both_languages(
    heading: str, field: str, extension: str, tmp_path: Path
) -> None:
    rows: Rows = [("Code", heading), ("A", "Aaa")]
    read = read_framework(_table(tmp_path, extension, rows))
    assert getattr(read.codes[0].name, field) == "Aaa"


def test_a_title_above_and_empty_rows_are_no_hindrance(extension: str, tmp_path: Path) -> None:
    rows = [("BUKU KODE",), (), ("No", "Kode", "Nama"), (1, "A", "Aa"), (), (2, "B", "Bb")]
    read = read_framework(_table(tmp_path, extension, rows))
    assert [c.id for c in read.codes] == ["A", "B"]


def test_a_column_marked_as_a_remark_is_passed_over(extension: str, tmp_path: Path) -> None:
    rows: Rows = [("Kode", "Nama", "# warna"), ("A", "Aa", "biru")]
    assert read_framework(_table(tmp_path, extension, rows)).codes[0].id == "A"


_REFUSED: list[tuple[Rows, type[CodebookError], str]] = [
    ([("Nama", "Induk"), ("A", "")], MissingCodebookColumn, "Code / Kode"),
    ([("Kode", "Induk"), ("A", "")], MissingCodebookColumn, "Name"),
    (
        [("Kode", "Nama", "Defnisi"), ("A", "Aa", "x")],
        UnknownCodebookColumn,
        "Did you mean “Definisi”",
    ),
    ([("Kode", "Nama", "Name", "Nama"), ("A", "Aa", "x", "y")], RepeatedCodebookKey, "Nama"),
    ([("Kode", "Nama", None), ("A", "Aa", "stray")], UnknownCodebookColumn, "row 2|line 2"),
    ([("Kode", "Nama"), ("A", "Aa"), ("A", "Ab")], DuplicateCodeId, "(row|line) 3.*row 2"),
    ([("Kode", "Nama", "Induk"), ("A", "Aa", "Z")], UnknownParentCode, "“Z” of code “A”"),
    ([("Kode", "Nama", "Induk"), ("A", "a", "B"), ("B", "b", "A")], ParentCodeCycle, "A → B → A"),
    ([("Kode", "Nama"), (None, "Aa")], MissingCodebookKey, "Kode"),
    ([("Kode", "Nama"), ("A", None)], MissingCodebookKey, "Nama"),
    ([("Kode", "Nama")], EmptyCodebook, "no codes"),
    ([("Kode", "Nama", "Asal"), ("A", "a", "teori")], UnknownCodebookWord, "column “Asal”"),
]


@pytest.mark.parametrize(("rows", "kind", "said"), _REFUSED)
def test_an_unsound_table_is_refused_with_the_place(
    rows: Rows, kind: type[CodebookError], said: str, extension: str, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=said):
        read_framework(_table(tmp_path, extension, rows))


# ------------------------------------------------------------------------------------- XLSX


def test_a_workbook_has_three_sheets_with_frozen_bilingual_headings(tmp_path: Path) -> None:
    path = tmp_path / "theory.xlsx"
    write_framework(shelf.framework("vmvh1975"), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["codes", "relations", "framework"]
    assert [sheet.freeze_panes for sheet in book.worksheets] == ["C2", "A2", "A2"]
    headings = [cell.value for cell in book["codes"][1]]
    assert headings[:4] == [
        "Code / Kode",
        "Parent / Induk",
        "Name (English) / Nama (Inggris)",
        "Name (Indonesian) / Nama (Indonesia)",
    ]


def test_text_like_a_formula_is_stored_as_text_and_quoted(tmp_path: Path) -> None:
    path = tmp_path / "theory.xlsx"
    write_framework(framework(FrameworkCode("A", Wording('=HYPERLINK("x")', "@a"))), path)
    cell = openpyxl.load_workbook(path)["codes"]["C2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", '=HYPERLINK("x")', True)


def test_numbers_in_the_code_column_are_read_as_they_show(tmp_path: Path) -> None:
    rows: Rows = [("Kode", "Nama", "Induk"), (1, "a", None), (1.1, "b", 1), (2.0, "c", None)]
    read = read_framework(_book(tmp_path / "t.xlsx", {"Kode": rows}))
    assert [(c.id, c.parent) for c in read.codes] == [("1", ""), ("1.1", "1"), ("2", "")]


def test_the_sheet_of_codes_is_found_among_others(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Data": [("x", "=1+1")],
        "Relasi": [("Dari", "Ke", "Jenis"), ("A", "A.1", "mutual")],
        "Buku kode": _SIMPLE,
        "Kerangka": [("Bidang", "Indonesia"), ("Nama", "Teori saya"), ("Proposisi", "Bila …")],
    }
    read = read_framework(_book(tmp_path / "t.xlsx", sheets))
    assert [c.id for c in read.codes] == ["A", "A.1"]
    assert read.relations[0].kind.value == "mutual"
    assert read.name == Wording(id="Teori saya")
    assert read.propositions == (Wording(id="Bila …"),)


def test_an_unknown_field_of_the_framework_is_refused(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"codes": _SIMPLE, "framework": [("Field", "English"), ("Nme", "x")]}
    with pytest.raises(UnknownCodebookKey, match=r"sheet “framework”, row 2.*Did you mean “Name”"):
        read_framework(_book(tmp_path / "t.xlsx", sheets))


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        ("=1+1", CodebookCellFormula, "sheet “Sheet1”, row 2, column “B”"),
        (dt.datetime(2024, 1, 1), CodebookCellNotText, "2024"),  # noqa: DTZ001 - as Excel keeps it
    ],
)
def test_a_cell_that_is_no_text_is_refused(
    value: object, kind: type[CodebookError], said: str, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=said):
        read_framework(_table(tmp_path, ".xlsx", [("Kode", "Nama"), ("A", value)]))


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "theory.xlsx"
    just = framework(FrameworkCode("A", Wording("x" * 32_767, "x")))
    write_framework(just, path)
    assert read_framework(path) == just
    # Spreadsheets count in UTF-16, where an emoji takes two.
    for text in ("x" * 32_768, "🙂" * 16_384):
        with pytest.raises(CodebookCellTooLong, match="row 2, column “Name"):
            write_framework(framework(FrameworkCode("A", Wording(text, "x"))), path)
    assert read_framework(path) == just


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = _book(tmp_path / "t.xlsx", {"codes": _SIMPLE})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/zeros.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(70):
            part.write(bytes(1_000_000))
    with pytest.raises(CodebookTooLarge, match="64"):
        read_framework(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding: str, tmp_path: Path) -> None:
    source = _book(tmp_path / "source.xlsx", {"codes": _SIMPLE})
    path = tmp_path / "t.xlsx"
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><sst>&a;</sst>'
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, bomb.encode(encoding) if name.endswith("sheet1.xml") else data)
    with pytest.raises(CodebookNotXlsx, match="DOCTYPE"):
        read_framework(path)


def test_a_damaged_part_is_refused(tmp_path: Path) -> None:
    source = _book(tmp_path / "source.xlsx", {"codes": _SIMPLE})
    for broken in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        path = tmp_path / "t.xlsx"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                new.writestr(name, b"<x" if name == broken else old.read(name))
        with pytest.raises(CodebookNotXlsx):
            read_framework(path)
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("hello.txt", "x")
    path.write_bytes(plain.getvalue())
    with pytest.raises(CodebookNotXlsx):
        read_framework(path)


def test_a_sheet_far_beyond_a_codebook_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Kode", "Nama"])
    sheet["A1048576"] = "A"
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(TooManyCodebookRows, match="20000"):
        read_framework(tmp_path / "t.xlsx")
    wide: Rows = [("Kode", "Nama", *[None] * 300, "x"), ("A", "a")]
    with pytest.raises(TooManyCodebookColumns):
        read_framework(_book(tmp_path / "w.xlsx", {"codes": wide}))


def test_a_real_workbook_that_is_no_codebook_is_refused() -> None:
    with pytest.raises(CodebookError):
        read_framework(shared("data", "coded", "qualitative_responses_n2_n3_n4.xlsx"))


# -------------------------------------------------------------------------------------- CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_usual_kinds_of_csv_are_read(
    delimiter: str, encoding: str, newline: str, tmp_path: Path
) -> None:
    lines = [delimiter.join(row) for row in (("Kode", "Nama"), ("A", '"b; c, d ""é"""'))]
    path = tmp_path / "t.csv"
    path.write_bytes(newline.join(lines).encode(encoding))
    assert read_framework(path).codes[0].name.id == 'b; c, d "é"'


def test_lists_stand_in_one_cell_an_item_to_a_line(tmp_path: Path) -> None:
    text = 'Kode,Nama,Indikator,Indicators,Lihat\nA,a,"satu\ndua","one\n","B; C"\nB,b,,,\nC,c,,,\n'
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    read = read_framework(path).codes[0]
    assert read.indicators == (Wording("one", "satu"), Wording("", "dua"))
    assert read.see_instead == ("B", "C")


def test_a_csv_carries_the_framework_in_columns(tmp_path: Path) -> None:
    text = "Id kerangka,Nama kerangka,Rujukan,Kode,Nama\nteori,Teori,Saya (2024),A,a\n,,,B,b\n"
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    read = read_framework(path)
    assert (read.id, read.name, read.citation) == ("teori", Wording(id="Teori"), "Saya (2024)")


def test_a_csv_for_spreadsheets_has_a_mark_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_framework(framework(FrameworkCode("A", Wording("=1+1", "@x"))), path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b'"\'=1+1"' in data
    assert b'"\'@x"' in data


def test_broken_csv_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('Kode,Nama\nA,"b" c\n', encoding="utf-8")
    with pytest.raises(CodebookNotCsv, match="line 2"):
        read_framework(path)
    path.write_bytes("Kode,Nama\nA,b\nB,“c”\n".encode("cp1252"))
    with pytest.raises(CodebookNotUtf8, match="line 3"):
        read_framework(path)
    path.write_text("Kode,Nama\nA," + "x" * 200_000 + "\n", encoding="utf-8")
    with pytest.raises(CodebookNotCsv):
        read_framework(path)


def test_a_codebook_of_another_program_without_codes_is_refused_in_words() -> None:
    with pytest.raises(UnknownCodebookColumn, match=r"number of highlights|tag"):
        read_framework(shared("data", "coded", "serdif_codebook_iter0.csv"))


def test_what_a_csv_loses_is_exactly_what_it_says(tmp_path: Path) -> None:
    full = shelf.framework("vmvh1975")
    path = tmp_path / "t.csv"
    write_framework(full, path)
    read = read_framework(path)
    lost = {name for name in Framework.__slots__ if getattr(read, name) != getattr(full, name)}
    assert lost == {"relations", "propositions", "to_check", "secondary_citations"}


def test_a_code_made_by_hand_is_complete() -> None:
    assert code("A").indicators
