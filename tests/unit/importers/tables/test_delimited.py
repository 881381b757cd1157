"""Separated text: encodings, separators, quotes, headings, rows that do not fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import StudyError
from qda.importers.draft import CollectionDraft, ColumnRole
from qda.importers.errors import FileEmpty
from qda.importers.tables import errors
from qda.importers.tables.registry import read_collection

Writer = Callable[[str, str | bytes], Path]

HEAD = "userName,score,content,at"
ROWS = (
    "Siti,5,membantu sekali,2025-05-26 05:24:01",
    "Budi,1,tidak akurat 😀,2025-05-25 14:32:44",
)
PLAIN = "\n".join((HEAD, *ROWS)) + "\n"


def texts(draft: CollectionDraft) -> list[object]:
    place = [column.role for column in draft.columns].index(ColumnRole.TEXT)
    return [row[place] for row in draft.rows]


def sentences(draft: CollectionDraft) -> str:
    return " | ".join(notice.sentence.format(**dict(notice.facts)) for notice in draft.notices)


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_unicode_encodings_are_told_apart(written: Writer, codec: str, told: str) -> None:
    draft = read_collection(written("a.csv", PLAIN.encode(codec)))
    assert draft.encoding == told
    assert texts(draft) == ["membantu sekali", "tidak akurat 😀"]
    assert draft.columns[0].heading == "userName"


def test_western_code_page_is_recognised_and_told(written: Writer) -> None:
    draft = read_collection(
        written("a.csv", "content,score\n“Café” – très bien…,5\nbagus,4\n".encode("cp1252"))
    )
    assert texts(draft) == ["“Café” – très bien…", "bagus"]
    assert draft.encoding == "cp1252"
    assert "cp1252" in sentences(draft)


def test_stray_byte_in_utf8_leaves_the_other_letters_alone(written: Writer) -> None:
    body = "content,score\n" + "é😀ü" * 20 + ",5\n"
    draft = read_collection(written("a.csv", body.encode() + b"caf\xe9,4\n"))
    assert texts(draft) == ["é😀ü" * 20, "café"]
    assert "Bytes that are not UTF-8 were read as Western letters: 1" in sentences(draft)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separator_is_found_though_others_stand_in_the_texts(
    written: Writer, delimiter: str
) -> None:
    cell = "a, b; c | d".replace(delimiter, "/") if delimiter != "\t" else "a, b; c | d"
    lines = [["user", "ulasan", "bintang"], *([f"u{n}", cell, "4"] for n in range(9))]
    draft = read_collection(written("a.txt", "\r\n".join(delimiter.join(line) for line in lines)))
    assert draft.delimiter == delimiter
    assert texts(draft) == [cell] * 9


def test_separator_named_in_the_first_line_is_obeyed(written: Writer) -> None:
    draft = read_collection(written("a.csv", "sep=;\r\nulasan;skor\r\nbagus, ya;5\r\n"))
    assert (draft.delimiter, texts(draft), list(draft.numbers)) == (";", ["bagus, ya"], [3])


def test_one_column_keeps_commas_in_its_texts(written: Writer) -> None:
    draft = read_collection(written("a.csv", "ulasan\nbagus, cepat; ya\nlambat, jelek; no\n"))
    assert draft.delimiter == ""
    assert texts(draft) == ["bagus, cepat; ya", "lambat, jelek; no"]


def test_line_ends_inside_cells_become_lf_and_nothing_else_changes(written: Writer) -> None:
    content = 'content,score\r\n"  satu\r\ndua\rtiga\nempat ""lima"" ",5\r\n'
    draft = read_collection(written("a.csv", content))
    assert texts(draft) == ['  satu\ndua\ntiga\nempat "lima" ']


@pytest.mark.parametrize(
    "word",
    [
        "👨‍👩‍👧‍👦 keluarga",
        "e\u0301 gabungan",
        "مرحبا بكم",
        "\u202eterbalik\u202c",
        "=1+1",
        "null",
        "NA",
    ],
)
def test_unusual_texts_stay_as_they_are(written: Writer, word: str) -> None:
    draft = read_collection(written("a.csv", f"content,score\n{word},5\nbiasa saja,4\n"))
    assert texts(draft)[0] == word


def test_nul_characters_are_taken_out_and_told(written: Writer) -> None:
    body = "content,score\nba\0gus sekali aplikasinya,5\nbiasa saja,4\n"
    draft = read_collection(written("a.csv", body))
    assert texts(draft)[0] == "bagus sekali aplikasinya"
    assert "taken out: 1" in sentences(draft)


def test_row_numbers_count_records_and_blank_rows(written: Writer) -> None:
    draft = read_collection(written("a.csv", 'content,score\n"a\nb",5\n\nc d,4\n'))
    assert list(draft.numbers) == [2, 4]
    assert "left out: 1. Rows: 3" in sentences(draft)


def test_missing_heading_is_noticed_and_no_row_is_lost(written: Writer) -> None:
    body = "Siti,5,membantu,2025-05-26 05:24:01\nBudi,1,tidak akurat,2025-05-25 14:32:44\n"
    draft = read_collection(written("a.csv", body))
    assert [column.heading for column in draft.columns] == ["A", "B", "C", "D"]
    assert list(draft.numbers) == [1, 2]
    assert "named A to D" in sentences(draft)


def test_headings_of_a_wide_survey_are_not_taken_for_data(written: Writer) -> None:
    body = "2021,2022,catatan warga\n10,20,jalan rusak\n30,40,air mati\n"
    assert len(read_collection(written("a.csv", body)).rows) == 2


def test_empty_and_repeated_headings_get_names_of_their_own(written: Writer) -> None:
    draft = read_collection(written("a.csv", "content,,score,score\nbagus,x,5,y\nburuk,z,4,w\n"))
    assert [column.heading for column in draft.columns] == ["content", "B", "score", "score (2)"]
    assert "B, score (2)" in sentences(draft)


def test_title_rows_above_the_headings_are_left_out(written: Writer) -> None:
    body = "Laporan ulasan JAKI\n\nuser;ulasan;bintang\nSiti;bagus, ya;5\nBudi;buruk;1\n"
    draft = read_collection(written("a.csv", body))
    assert [column.heading for column in draft.columns] == ["user", "ulasan", "bintang"]
    assert list(draft.numbers) == [4, 5]
    assert "above the headings" in sentences(draft)


def test_trailing_separators_make_no_columns(written: Writer) -> None:
    draft = read_collection(written("a.csv", "content;score;;\nbagus;5;;\nburuk;1;;\n"))
    assert [column.heading for column in draft.columns] == ["content", "score"]


def test_short_row_is_filled_up_and_told(written: Writer) -> None:
    rows = "".join(f"teks {n},5,4.0.1\n" for n in range(20))
    draft = read_collection(written("a.csv", f"content,score,appVersion\n{rows}pendek\n"))
    assert draft.rows[-1] == ("pendek", None, None)
    assert "filled up: 1. Rows: 22" in sentences(draft)


@pytest.mark.parametrize(
    ("name", "body", "refusal", "says"),
    [
        ("a.csv", "", FileEmpty, "a.csv"),
        ("a.csv", "\n\n", errors.EmptyTable, "a.csv"),
        ("a.csv", HEAD + "\n", errors.EmptyTable, "a.csv"),
        ("a.csv", PLAIN + '"never,5,closed\nx,y,z\n', errors.CellNeverEnds, "row 4"),
        ("a.csv", PLAIN + '"said" so,5,a,b\n', errors.QuoteMisplaced, "row 4"),
        ("a.csv", PLAIN + "u,4,bagus, cepat,2025-05-25\n", errors.RowTooLong, "Row 4"),
        ("a.csv", PLAIN + "u\nv\nw\n", errors.RowsTooShort, "row 4 first"),
        ("a.csv", "a,b\n1,2\n3,4\n", errors.NoTextColumn, "a, b"),
        ("a.csv", bytes(range(256)) * 40, errors.NotATable, "a.csv"),
        ("a.csv", b"%PDF-1.7 something", errors.NotATable, "a.csv"),
        ("a.png", PLAIN, errors.NotATable, "a.png"),
        ("a.csv", ",".join(["h"] * 2001) + "\n" + ",".join(["v w"] * 2001), errors.TooManyColumns,
         "2001"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_their_place(
    written: Writer, name: str, body: str | bytes, refusal: type[StudyError], says: str
) -> None:
    with pytest.raises(refusal) as caught:
        read_collection(written(name, body))
    assert says in caught.value.say("en")
    assert caught.value.say("id") != caught.value.say("en")


def test_tab_separated_text_without_quoting_keeps_its_quotation_marks(written: Writer) -> None:
    draft = read_collection(written("a.tsv", 'content\tscore\n"bagus" katanya\t5\n5" layar\t4\n'))
    assert texts(draft) == ['"bagus" katanya', '5" layar']
    assert "letters of the cells" in sentences(draft)
