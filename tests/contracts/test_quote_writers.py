"""Every registered file kind for quotes gives them back to the letter."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.quotes import QUOTE_FILES, write_quotes
from qda.displays.values import Fact, QuoteList
from tests.helpers.matrices import NASTY, SENTENCES, evidence, spoken_indonesian
from tests.helpers.written import PageReader, as_page, cell_text, pdf_pages, squeezed


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


def quotes_in(path: Path, count: int) -> list[str]:
    """The quotes that a file of a quote list holds, in their order."""
    return QUOTE_READERS[path.suffix](path, count)


def _quotes_xlsx(path: Path, count: int) -> list[str]:
    book = load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(min_row=2))
    return [cell_text(row[2]) for row in rows]


def _quotes_csv(path: Path, count: int) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["record"] == "evidence"]
    return [line["text"].removeprefix("'") for line in lines]


def _quotes_json(path: Path, count: int) -> list[str]:
    told = json.loads(path.read_text(encoding="utf-8"))
    return [item["quote"] for item in told["content"]["evidence"]]


def _quotes_html(path: Path, count: int) -> list[str]:
    reader = PageReader()
    reader.feed(path.read_bytes().decode("utf-8"))
    return [reader.ids[f"e-{n} blockquote"] for n in range(1, count + 1)]


def _quotes_docx(path: Path, count: int) -> list[str]:
    from docx import Document

    paragraphs = Document(str(path)).paragraphs
    return [p.text for p in paragraphs if p.style is not None and p.style.name == "Quote"]


def _quotes_md(path: Path, count: int) -> list[str]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(path.read_bytes().decode("utf-8"))
    found = []
    for n, token in enumerate(tokens):
        if token.type == "blockquote_open":
            parts = tokens[n + 2].children or []
            assert {part.type for part in parts} <= {"text", "hardbreak", "text_special"}
            found.append("".join(part.content or "\n" for part in parts))
    return found


QUOTE_READERS: dict[str, Callable[[Path, int], list[str]]] = {
    ".xlsx": _quotes_xlsx,
    ".csv": _quotes_csv,
    ".json": _quotes_json,
    ".html": _quotes_html,
    ".docx": _quotes_docx,
    ".md": _quotes_md,
}


def test_every_file_of_quotes_has_a_reader_here() -> None:
    assert {file.extension for file in QUOTE_FILES} == {*QUOTE_READERS, ".pdf"}


@pytest.mark.parametrize("ending", QUOTE_READERS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_list_of_quotes_is_read_back_to_the_letter(
    tmp_path: Path, ending: str, language: str
) -> None:
    found = tuple(evidence(text, n) for n, text in enumerate((*SENTENCES, *NASTY)))
    quotes = QuoteList("Kutipan: <b>K1</b>", language, found, (Fact("Kode", "K1 *tebal*"),))
    path = tmp_path / f"q{ending}"
    write_quotes(quotes, path)
    shown = [_as_shown(item.quote, ending) for item in found]
    assert quotes_in(path, len(found)) == shown


def _as_shown(quote: str, ending: str) -> str:
    if ending == ".html":
        return as_page(quote)
    if ending == ".docx":
        # Word keeps a carriage return as a line break.
        return as_page(quote).replace("\r", "\n")
    if ending == ".md":
        return as_page(quote).replace("\r", "\u240d").replace("\n\n", "\n\u200b\n")
    return quote


def test_a_pdf_of_quotes_holds_them_all(tmp_path: Path) -> None:
    found = tuple(evidence(text, n) for n, text in enumerate(SENTENCES))
    path = tmp_path / "q.pdf"
    write_quotes(QuoteList("Kutipan K1", "id", found, (Fact("Kode", "K1"),)), path)
    text = squeezed("".join(pdf_pages(path)))
    for item in found:
        assert squeezed(item.quote) in text
        assert squeezed(item.key) in text
    assert "Halaman1dari1" in text
