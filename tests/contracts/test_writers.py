"""Every registered writer of displays puts every quote to the letter in its place.

What was written is read back by libraries that the writers do not use for it.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from exports.quotes import QUOTE_FILES, write_quotes
from exports.writer import WRITERS, write_matrix
from models.vocabulary import CodingState, Missing
from qda.displays.values import Cell, Entry, EntryKind, Fact, Heading, Matrix, QuoteList
from tests.helpers.matrices import NASTY, SENTENCES, evidence, matrix, quote_cell, spoken_indonesian


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


@dataclass(frozen=True)
class Placed:
    """A quote where it was found: row and column, key, coding."""

    row: str
    column: str
    key: str
    coding: str
    quote: str


@dataclass
class Found:
    """What a file holds: the placed quotes in their order, the words of each cell, all text."""

    placed: list[Placed] = field(default_factory=list)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    text: str = ""


def expected_places(shown: Matrix) -> list[Placed]:
    """The evidence behind every cell, row by row, as the value itself tells it."""
    return [
        Placed(shown.rows[r].label, shown.columns[c].label, e.key, e.coding, e.quote)
        for r, c, cell in shown.places()
        for e in shown.behind(cell)
    ]


# ------------------------------------------------------------------------------------ readers


def read_xlsx(path: Path, shown: Matrix) -> Found:
    book = load_workbook(path)
    sheet, proof, _ = book.worksheets
    found = Found(text="\n".join(_cell_text(c) for s in book for row in s.iter_rows() for c in row))
    heads = [str(cell.value) for cell in proof[1]]
    at = {name: n for n, name in enumerate(heads)}
    key, cell, quote, coding = (
        (at["Kunci"], at["Sel"], at["Kutipan"], at["Pengodean"])
        if "Kunci" in at
        else (at["Key"], at["Cell"], at["Quote"], at["Coding"])
    )
    for row in proof.iter_rows(min_row=2):
        words = [_cell_text(c) for c in row]
        if "(" in words[0] and not words[0].endswith("(1)") and "(1/" not in words[0]:
            last = found.placed[-1]
            found.placed[-1] = replace(last, quote=last.quote + words[quote])
            continue
        name, column = words[cell].split(" × ", 1) if " × " in words[cell] else ("", "")
        found.placed.append(Placed(name, column, words[key], words[coding], words[quote]))
    found.cells = _sheet_cells(sheet, shown)
    return found


def _cell_text(cell: object) -> str:
    value = getattr(cell, "value", None)
    if isinstance(value, str):
        assert getattr(cell, "data_type", "") == "s"
        return unescape(value)
    return "" if value is None else str(value)


def _sheet_cells(sheet: object, shown: Matrix) -> dict[tuple[int, int], str]:
    told = [[_cell_text(c) for c in row] for row in sheet.iter_rows()]  # type: ignore[attr-defined]
    cells: dict[tuple[int, int], str] = {}
    start = 5 + any(column.group for column in shown.columns)
    row = -1
    for line in told[start:]:
        head = line[0].split("\n")[0] if line else ""
        if row + 1 < len(shown.rows) and head == shown.rows[row + 1].label.split("\n")[0]:
            row += 1
        elif head and not head.endswith(("(lanjutan)", "(continued)")):
            continue
        for c, text in enumerate(line[1 : len(shown.columns) + 1]):
            if row >= 0:
                cells[row, c] = cells.get((row, c), "") + text
    return cells


def read_csv(path: Path, shown: Matrix) -> Found:
    found = Found()
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    plain = [{name: text.removeprefix("'") for name, text in line.items()} for line in lines]
    found.text = "\n".join(" ".join(line.values()) for line in plain)
    rows = {heading.id: n for n, heading in enumerate(shown.rows)}
    columns = {heading.id: n for n, heading in enumerate(shown.columns)}
    for line in plain:
        if line["record"] == "evidence":
            found.placed.append(
                Placed(line["row"], line["column"], line["key"], line["coding"], line["text"])
            )
        if line["record"] in ("cell", "entry"):
            at = (rows[line["row_id"]], columns[line["column_id"]])
            found.cells[at] = found.cells.get(at, "") + f"{line['missing']} {line['text']}"
    return found


def read_json(path: Path, shown: Matrix) -> Found:
    told = json.loads(path.read_text(encoding="utf-8"))
    content = told["content"]
    found = Found(text=json.dumps(content, ensure_ascii=False))
    found.text += "".join(fact["label"] + fact["text"] for fact in content["facts"])
    found.text += content["title"] + content["subtitle"] + "".join(content["warnings"])
    found.text += "".join(fact["label"] + fact["text"] for fact in content["legend"])
    found.text += "".join(head["label"] for head in content["rows"] + content["columns"])
    for r, row in enumerate(content["cells"]):
        for c, cell in enumerate(row):
            entries = "".join(entry["text"] for entry in cell["entries"])
            found.cells[r, c] = f"{cell['missing']} {entries}"
            for index in cell["evidence"]:
                e = content["evidence"][index]
                heads = (content["rows"][r]["label"], content["columns"][c]["label"])
                found.placed.append(Placed(*heads, e["key"], e["coding"], e["quote"]))
    return found


class PageReader(HTMLParser):
    """Reads the page as a browser without its script would."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: dict[str, str] = {}
        self.links: list[str] = []
        self.tags: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._void = {"meta", "link", "br", "img", "input"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        name = told.get("id") or ""
        css = told.get("class") or ""
        if name:
            assert name not in self.ids, f"{name} twice"
            self.ids[name] = ""
        if "href" in told:
            self.links.append(told["href"] or "")
        if tag not in self._void:
            self._open.append((tag, name or (css if tag in ("blockquote", "h4", "h3") else "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for nth, (tag, name) in enumerate(self._open):
            if name in self.ids:
                self.ids[name] += data
                for inner, _ in self._open[nth + 1 :]:
                    part = f"{name} {inner}"
                    self.ids[part] = self.ids.get(part, "") + data
            if tag in ("script", "style"):
                return


def read_html(path: Path, shown: Matrix) -> Found:
    reader = PageReader()
    text = path.read_bytes().decode("utf-8")
    reader.feed(text)
    reader.close()
    found = Found(text="")
    body = PageText()
    body.feed(text)
    found.text = "".join(body.parts)
    number = 0
    for r, c, cell in shown.places():
        found.cells[r, c] = reader.ids[f"c-{r}-{c}"]
        for e in shown.behind(cell):
            number += 1
            assert f"b-{r}-{c} article" in reader.ids
            quote = reader.ids.get(f"e-{number} blockquote", "")
            key = reader.ids.get(f"e-{number} h4", "")
            assert e.key in key
            told = reader.ids[f"e-{number}"]
            coding = e.coding if e.coding in told else ""
            heads = (shown.rows[r].label, shown.columns[c].label)
            found.placed.append(Placed(*heads, e.key, coding, quote))
    for link in reader.links:
        assert link.startswith("#")
        assert link[1:] in reader.ids
    return found


class PageText(HTMLParser):
    """All that is to be read on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_hidden = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._is_hidden = False

    def handle_data(self, data: str) -> None:
        if not self._is_hidden:
            self.parts.append(data)


def read_pdf(path: Path, shown: Matrix) -> Found:
    """The letters in the order in which they were set; places are told by the next test."""
    pages = pdf_pages(path)
    return Found(text="".join(pages))


def pdf_pages(path: Path) -> list[str]:
    """The letters of each page in the order of its content."""
    manager = PDFResourceManager()
    # Without a layout the letters come as they were set, not as they lie.
    device = PDFPageAggregator(manager, laparams=None)
    reader = PDFPageInterpreter(manager, device)
    told: list[str] = []
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            reader.process_page(page)
            told.append("".join(_letters(device.get_result())))
    return told


def _letters(page: LTPage) -> Iterator[str]:
    for item in page:
        if isinstance(item, LTChar):
            yield item.get_text()


READERS: dict[str, Callable[[Path, Matrix], Found]] = {
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".json": read_json,
    ".html": read_html,
    ".pdf": read_pdf,
}
EXACT = tuple(ending for ending in READERS if ending != ".pdf")


def squeezed(text: str) -> str:
    """The text without what a layout may add, drop or show otherwise: spaces and joiners."""
    return "".join(
        char
        for char in text
        if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc")
    )


def as_page(text: str) -> str:
    """What a page shows for text: control characters as their pictures."""
    return re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
        lambda m: "\u2421" if m[0] == "\x7f" else chr(0x2400 + ord(m[0])),
        text,
    )


# --------------------------------------------------------------------------------------- tests


def test_every_writer_has_a_reader_here() -> None:
    assert {writer.extension for writer in WRITERS} == set(READERS)


@pytest.mark.parametrize("ending", EXACT)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_quote_stands_to_the_letter_behind_its_cell(
    tmp_path: Path, ending: str, language: str
) -> None:
    shown = matrix((*SENTENCES, *NASTY, *NASTY), rows=5, columns=4, language=language)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    expected = expected_places(shown)
    if ending == ".html":
        expected = [replace(place, quote=as_page(place.quote)) for place in expected]
    assert READERS[ending](path, shown).placed == expected


@pytest.mark.parametrize("ending", EXACT)
def test_every_entry_stands_to_the_letter_in_its_cell(tmp_path: Path, ending: str) -> None:
    shown = matrix((*SENTENCES, *NASTY), rows=4, columns=3, shown=9)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    cells = READERS[ending](path, shown).cells
    for r, c, cell in shown.places():
        for entry in cell.entries:
            words = as_page(entry.text) if ending == ".html" else entry.text
            assert words in cells[r, c]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_quote_stands_in_the_pdf(tmp_path: Path, language: str) -> None:
    shown = matrix((*SENTENCES, *NASTY), rows=4, columns=3, language=language)
    path = tmp_path / "m.pdf"
    write_matrix(shown, path)
    text = squeezed("".join(pdf_pages(path)))
    for item in shown.evidence:
        numbered = re.sub("[\x00-\x08\x0e-\x1f]", lambda m: f"U+{ord(m[0]):04X}", item.quote)
        assert squeezed(numbered) in text
        assert squeezed(item.key) in text
        assert item.coding in text


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_title_facts_legend_warnings_and_headings_stand_on_each_output(
    tmp_path: Path, ending: str, language: str
) -> None:
    shown = matrix(rows=3, columns=3, language=language)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = squeezed(READERS[ending](path, shown).text)
    heads = [heading.label for heading in (*shown.rows, *shown.columns)]
    facts = [word for fact in (*shown.facts, *shown.legend) for word in (fact.label, fact.text)]
    for words in (shown.title, shown.subtitle, *facts, *shown.warnings, *heads, shown.corner):
        assert squeezed(words) in text


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (0, 3), (3, 0), (1, 1), (40, 40)])
def test_a_display_of_any_size_is_written(
    tmp_path: Path, ending: str, rows: int, columns: int
) -> None:
    quotes = SENTENCES if rows * columns else ()
    shown = matrix(quotes, rows=rows, columns=columns)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = squeezed(READERS[ending](path, shown).text)
    for quote in quotes:
        assert squeezed(quote) in text


@pytest.mark.parametrize("ending", READERS)
def test_a_quote_of_forty_thousand_characters_is_whole(tmp_path: Path, ending: str) -> None:
    words = [f"kata{n}" for n in range(4800)]
    long = " ".join(words)
    assert len(long) > 40_000
    shown = matrix([long, "pendek"], rows=1, columns=2)
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    found = READERS[ending](path, shown)
    if ending != ".pdf":
        assert [place.quote for place in found.placed] == [long, "pendek"]
        assert long in found.cells[0, 0]
    missing = [word for word in words if word not in found.text]
    assert not missing


@pytest.mark.parametrize("ending", READERS)
def test_nasty_titles_and_labels_are_written(tmp_path: Path, ending: str) -> None:
    nasty = (
        "=A1 </title><script>x</script> [Hai]: * ? / \\ 👨\u200d👩\u200d👧 'kutip' \x07 "
        + "p" * 300
    )
    plain = matrix(rows=2, columns=2)
    shown = replace(
        plain,
        title=nasty,
        subtitle=nasty,
        corner=nasty,
        rows=tuple(replace(h, label=f"{nasty} {n}", group=nasty) for n, h in enumerate(plain.rows)),
        columns=tuple(
            replace(h, label=f"{nasty} {n}", group=nasty) for n, h in enumerate(plain.columns)
        ),
        facts=(Fact(nasty, nasty),),
        legend=(Fact(nasty, nasty),),
        warnings=(nasty,),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = squeezed(READERS[ending](path, shown).text if ending != ".xlsx" else _book_text(path))
    assert "p" * 300 in text
    assert squeezed("[Hai]: * ? /") in text


def _book_text(path: Path) -> str:
    book = load_workbook(path)
    return "".join(_cell_text(cell) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize(
    ("language", "word"), [("id", "diusulkan|usulan|proposed"), ("en", "proposed")]
)
def test_what_is_only_proposed_says_so_in_words(
    tmp_path: Path, ending: str, language: str, word: str
) -> None:
    found = (evidence("Kata.", 0, state=CodingState.PROPOSED),)
    shown = replace(
        matrix((), rows=1, columns=1, language=language),
        evidence=found,
        cells=((quote_cell([0], found),),),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    assert re.search(word, READERS[ending](path, shown).text, re.IGNORECASE)


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("missing", list(Missing))
def test_a_missing_cell_is_never_blank(tmp_path: Path, ending: str, missing: Missing) -> None:
    shown = replace(
        matrix((), rows=1, columns=1, language="en"),
        cells=((Cell(entries=(), missing=missing),),),
        legend=(),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    found = READERS[ending](path, shown)
    assert missing.value in (found.text if ending == ".pdf" else found.cells[0, 0])


@pytest.mark.parametrize("ending", EXACT)
def test_evidence_of_two_cells_stands_behind_both(tmp_path: Path, ending: str) -> None:
    found = (evidence("Sama.", 0), evidence("Lain.", 1))
    shown = replace(
        matrix((), rows=1, columns=2),
        evidence=found,
        cells=((quote_cell([0], found), quote_cell([1, 0], found)),),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    quotes = [place.quote for place in READERS[ending](path, shown).placed]
    assert quotes == ["Sama.", "Lain.", "Sama."]


@pytest.mark.parametrize("ending", READERS)
def test_evidence_behind_no_cell_is_not_lost(tmp_path: Path, ending: str) -> None:
    shown = replace(matrix((), rows=1, columns=1), evidence=(evidence("Yatim piatu."),))
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    assert "Yatimpiatu." in squeezed(READERS[ending](path, shown).text)


@pytest.mark.parametrize("ending", READERS)
def test_entries_of_every_kind_are_written(tmp_path: Path, ending: str) -> None:
    entries = tuple(
        Entry(kind, f"isi {kind.value}", (0,), CodingState.PROPOSED) for kind in EntryKind
    )
    shown = replace(
        matrix((), rows=1, columns=1),
        rows=(Heading("r", "Satu"),),
        evidence=(evidence("Dasar."),),
        cells=((Cell(entries=entries),),),
    )
    path = tmp_path / f"m{ending}"
    write_matrix(shown, path)
    text = squeezed(READERS[ending](path, shown).text)
    for kind in EntryKind:
        assert squeezed(f"isi {kind.value}") in text


# ------------------------------------------------------------------------------- lists of quotes


def quotes_in(path: Path, count: int) -> list[str]:
    """The quotes that a file of a quote list holds, in their order."""
    return QUOTE_READERS[path.suffix](path, count)


def _quotes_xlsx(path: Path, count: int) -> list[str]:
    book = load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(min_row=2))
    return [_cell_text(row[2]) for row in rows]


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
