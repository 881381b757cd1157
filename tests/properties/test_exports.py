"""Whatever researchers' texts hold, files give them back to the letter."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from exports.documents.bidi import resolved, visual
from exports.documents.faces import clusters
from exports.documents.typesetting import _TOKEN, Stretch, Type, Typesetter
from exports.tables.cell_text import (
    CELL_LIMIT,
    chunks,
    escaped,
    line_count,
    parts,
    sheet_name,
    unescaped,
    units,
)
from exports.tables.csv import guarded, unguarded
from exports.tables.json import read_matrix_json
from exports.tables.page_parts import safe
from exports.writer import write_matrix
from qda.displays.values import Matrix
from tests.helpers.matrices import NASTY, matrix, spoken_indonesian

AWKWARD = st.sampled_from(
    [
        *"=+-@'\t\r\n<\x00\x1f\ufffe\ufeff\u200d\u202e\",; ",
        *("_x0041_", "&amp;", "]]>", "👩\u200d🔬", "🇮🇩", "e\u0301", "שלום", "سلام"),
    ]
)
TEXTS = st.lists(st.one_of(AWKWARD, st.text(max_size=6)), max_size=8).map("".join)
QUOTES = TEXTS.filter(bool)


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def written(shown: Matrix, ending: str) -> Path:
    path = Path(tempfile.mkdtemp()) / f"m{ending}"
    write_matrix(shown, path)
    return path


@given(st.lists(QUOTES, min_size=1, max_size=6))
def test_a_workbook_gives_quotes_back(quotes: list[str]) -> None:
    path = written(matrix(quotes, rows=2, columns=2), ".xlsx")
    sheet = load_workbook(path).worksheets[1]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    told = {row[0]: unescape(str(row[3])) for row in rows}
    order = sorted(range(len(quotes)), key=lambda n: (n % 4, n))
    assert [told[n + 1] for n in range(len(quotes))] == [quotes[n] for n in order]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@given(st.lists(QUOTES, min_size=1, max_size=6))
def test_the_long_form_gives_quotes_back(quotes: list[str]) -> None:
    path = written(matrix(quotes, rows=1, columns=1), ".csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["record"] == "evidence"]
    assert [unguarded(line["text"]) for line in lines] == quotes
    assert not any(line["text"].startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines)


@given(st.lists(QUOTES, min_size=1, max_size=6), TEXTS, TEXTS)
def test_data_give_the_whole_display_back(quotes: list[str], title: str, label: str) -> None:
    plain = matrix(quotes, rows=2, columns=2)
    rows = tuple(replace(heading, label=label) for heading in plain.rows)
    shown = replace(plain, title=title, rows=rows)
    path = written(shown, ".json")
    assert read_matrix_json(path) == shown
    assert json.loads(path.read_text(encoding="utf-8"))["content"]["title"] == title


class _Quotes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self._is_open = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_open = self._is_open and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self.found[-1] += data


@given(st.lists(QUOTES, min_size=1, max_size=6))
def test_a_page_gives_quotes_back(quotes: list[str]) -> None:
    path = written(matrix(quotes, rows=1, columns=1), ".html")
    reader = _Quotes()
    reader.feed(path.read_bytes().decode("utf-8"))
    pictures = {n: 0x2400 + n for n in range(0x20) if n not in (9, 10, 13)} | {0x7F: 0x2421}
    assert reader.found == [quote.translate(pictures) for quote in quotes]


@given(TEXTS)
def test_escaping_for_a_page_leaves_no_markup(text: str) -> None:
    assert not set("<>\"'") & set(safe(text))


@given(st.text(st.characters(), max_size=60))
def test_escaping_for_a_workbook_is_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(TEXTS)
def test_guarding_against_formulas_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(TEXTS.filter(bool), st.integers(1, 5000))
def test_parts_fit_a_cell_and_are_the_whole(text: str, times: int) -> None:
    long = text * times
    split = parts(long)
    assert "".join(split) == long
    assert all(units(part) <= CELL_LIMIT for part in split)


@given(TEXTS, st.integers(1, 60), st.integers(8, 60), st.integers(1, 9))
def test_chunks_are_low_and_are_the_whole(text: str, times: int, width: int, lines: int) -> None:
    long = text * times
    split = chunks(long, width=width, lines=lines)
    assert "".join(split) == long
    assert all(line_count(part.removesuffix("\n"), width) <= lines for part in split)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_a_sheet_may_bear_its_name(title: str, taken: list[str]) -> None:
    name = sheet_name(title, taken=tuple(taken), fallback="Matriks")
    assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
    assert not set(name) & set("[]:*?/\\")
    assert not name.startswith("'")
    assert not name.endswith("'")
    assert name.casefold() not in {other.casefold() for other in taken}


@given(TEXTS)
def test_letters_and_tokens_leave_nothing_out(text: str) -> None:
    assert "".join(clusters(text)) == text
    line = text.replace("\n", "")
    assert "".join(match[0] for match in _TOKEN.finditer(line)) == line


@given(TEXTS)
def test_every_character_has_a_level_and_every_piece_a_place(text: str) -> None:
    levels = resolved(text).levels
    assert len(levels) == len(text)
    assert sorted(visual(levels)) == list(range(len(text)))


@given(st.one_of(TEXTS, st.sampled_from(NASTY)), st.integers(30, 400))
def test_every_visible_letter_is_set_within_the_line(text: str, width: int) -> None:
    setter = Typesetter()
    kind = Type(8.5)
    lines = setter.lines([Stretch(text, kind)], width)
    shown = "".join(piece.piece.text for line in lines for piece in line.shown)
    visible = [char for char in text if char.isalnum()]
    assert [
        char for char in visible if char not in shown and f"U+{ord(char):04X}" not in shown
    ] == []
    for line in lines:
        for piece in line.shown:
            letters = clusters(piece.piece.text)
            fits = piece.x + piece.piece.width <= width + 0.1
            assert fits or len(letters) <= 1 or piece.piece.is_frame or piece.piece.text.isspace()
