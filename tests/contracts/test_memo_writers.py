"""Every registered file kind for memos gives their words back to the letter."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.errors import UnknownFileKind
from exports.memo_lines import MemoBook
from exports.memos import MEMO_FILES, write_memos
from models.positions import Span
from models.vocabulary import MemoKind
from qda.retrieval.memos import PlacedMemo, Subject
from qda.retrieval.rows import MemoRow
from tests.helpers.studies import FAMILY
from tests.helpers.written import cell_text

TEXTS = (
    "=1+1",
    f"Satu {FAMILY}\n\nDua <b>&amp;</b>",
    "شكر e\u0301 _x0041_",
    "-",
    "a\x01b",
    "x " * 9,
)


def book() -> MemoBook:
    """Memos on words, on a code and on the study."""
    subjects = (
        Subject("source", 1, "W01:2", "Wawancara", "Wawancara", 1, Span(0, 3)),
        Subject("code", 2, "vmvh1975:VMH2", "Resources", "Sumber daya"),
        None,
    )
    rows = [
        PlacedMemo(
            MemoRow(
                number, f"u{number}", f"Judul {number}", text, MemoKind.JOURNAL, "Sari", "", "",
                "2026-11-27T08:00:00.000+00:00", dated_on="2026-11-26",
            ),
            subjects[number % 3],
        )
        for number, text in enumerate(TEXTS)
    ]  # fmt: skip
    return MemoBook("Memo", "id", tuple(rows))


def _csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[6].removeprefix("'") for row in list(csv.reader(file))[1:]]


def _xlsx(path: Path) -> list[str]:
    rows = list(load_workbook(path).worksheets[0].iter_rows(min_row=2))
    return [cell_text(row[6]) for row in rows]


def _html(path: Path) -> list[str]:
    from html import unescape
    from re import DOTALL, findall

    told = path.read_text(encoding="utf-8")
    articles = findall(r"<article>(.*?)</article>", told, DOTALL)
    each = (findall(r'<p dir="auto">(.*?)</p>', one, DOTALL) for one in articles)
    return ["\n".join(unescape(p) for p in paragraphs) for paragraphs in each]


def _docx(path: Path) -> list[str]:
    from docx import Document

    found: list[list[str]] = []
    for paragraph in Document(str(path)).paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style == "Heading 2":
            found.append([])
        elif found:
            found[-1].append(paragraph.text)
    return ["\n".join(paragraphs[1:]) for paragraphs in found]


READERS: dict[str, Callable[[Path], list[str]]] = {
    ".csv": _csv, ".xlsx": _xlsx, ".html": _html, ".docx": _docx,
}  # fmt: skip


@pytest.mark.parametrize("kind", MEMO_FILES, ids=lambda kind: kind.extension)
def test_the_words_of_memos_come_back(kind: object, tmp_path: Path) -> None:
    extension = kind.extension  # type: ignore[attr-defined]
    place = tmp_path / f"memo{extension}"
    write_memos(book(), place)
    shown = {"a\x01b": {"a\x01b", "a␁b"}}
    read = READERS[extension](place)
    assert len(read) == len(TEXTS)
    for said, text in zip(read, TEXTS, strict=True):
        assert said in shown.get(text, {text})


def test_a_table_tells_kind_day_author_and_what_each_is_on(tmp_path: Path) -> None:
    place = tmp_path / "memo.csv"
    write_memos(book(), place)
    with place.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][:6] == ["2026-11-26", "Jurnal", "Sari", "Wawancara", "W01:2", "Judul 0"]
    assert rows[2][3:5] == ["Sumber daya", "vmvh1975:VMH2"]
    assert rows[3][3:5] == ["studi", ""]


def test_words_too_long_for_a_cell_go_on_in_the_next_row(tmp_path: Path) -> None:
    long = "kata " * 9000
    row = book().rows[0].memo
    memo = MemoRow(1, "u", "", long, MemoKind.METHOD, "Sari", "", "", row.made_at)
    place = tmp_path / "memo.xlsx"
    write_memos(MemoBook("Memo", "id", (PlacedMemo(memo, None),)), place)
    assert "".join(_xlsx(place)) == long


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFileKind):
        write_memos(book(), tmp_path / "memo.odt")
