"""Reads written files back with libraries that the writers do not use for it."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from qda.displays.values import Matrix


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


def read_xlsx(path: Path, shown: Matrix) -> Found:
    """What a file of this kind holds."""
    book = load_workbook(path)
    sheet, proof, *_ = book.worksheets
    found = Found(text="\n".join(cell_text(c) for s in book for row in s.iter_rows() for c in row))
    heads = [str(cell.value) for cell in proof[1]]
    at = {name: n for n, name in enumerate(heads)}
    key, cell, quote, coding = (
        (at["Kunci"], at["Sel"], at["Kutipan"], at["Pengodean"])
        if "Kunci" in at
        else (at["Key"], at["Cell"], at["Quote"], at["Coding"])
    )
    for row in proof.iter_rows(min_row=2):
        words = [cell_text(c) for c in row]
        if "(" in words[0] and not words[0].endswith("(1)") and "(1/" not in words[0]:
            last = found.placed[-1]
            found.placed[-1] = replace(last, quote=last.quote + words[quote])
            continue
        name, column = words[cell].split(" × ", 1) if " × " in words[cell] else ("", "")
        found.placed.append(Placed(name, column, words[key], words[coding], words[quote]))
    found.cells = _sheet_cells(sheet, shown)
    return found


def cell_text(cell: object) -> str:
    """The text of a cell as Excel shows it; text must be stored as text."""
    value = getattr(cell, "value", None)
    if isinstance(value, str):
        assert getattr(cell, "data_type", "") == "s"
        return unescape(value)
    return "" if value is None else str(value)


def _sheet_cells(sheet: object, shown: Matrix) -> dict[tuple[int, int], str]:
    told = [[cell_text(c) for c in row] for row in sheet.iter_rows()]  # type: ignore[attr-defined]
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
    """What a file of this kind holds."""
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
    """What a file of this kind holds."""
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
    """What a file of this kind holds."""
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
            named = f'id="e-{number}" data-coding="{e.coding}"'
            coding = e.coding if named in text else ""
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


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_root(path: Path, part: str = "word/document.xml") -> etree._Element:
    """The root of a part of a Word document, as it stands in the package."""
    with zipfile.ZipFile(path) as package:
        parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
        return etree.fromstring(package.read(part), parser)


def word_text(element: etree._Element) -> str:
    """The words of an element; breaks and tabs as the characters they stand for."""
    told: list[str] = []
    for each in element.iter():
        if each.tag == f"{_W}t":
            told.append(each.text or "")
        elif each.tag in (f"{_W}br", f"{_W}p"):
            told.append("\n")
        elif each.tag == f"{_W}cr":
            told.append("\r")
        elif each.tag == f"{_W}tab" and each.getparent().tag == f"{_W}r":  # type: ignore[union-attr]
            told.append("\t")
    return "".join(told).removeprefix("\n")


def read_docx(path: Path, shown: Matrix) -> Found:
    """What a file of this kind holds."""
    root = word_root(path)
    found = Found(text=word_text(root))
    names: dict[str, etree._Element] = {}
    for mark in root.iter(f"{_W}bookmarkStart"):
        name = mark.get(f"{_W}name") or ""
        assert name not in names, f"{name} twice"
        names[name] = mark
    for link in root.iter(f"{_W}hyperlink"):
        assert link.get(f"{_W}anchor") in names
    number = 0
    for r, c, cell in shown.places():
        found.cells[r, c] = word_text(_above(names[f"c{r}_{c}"], "tc"))
        for e in shown.behind(cell):
            number += 1
            row = _in_full(_above(names[f"e{number}"], "tr"), names)
            key, quote = (word_text(each) for each in row.iter(f"{_W}tc"))
            assert key.startswith(e.key)
            heads = (shown.rows[r].label, shown.columns[c].label)
            found.placed.append(Placed(*heads, e.key, "", quote))
    return found


def _in_full(row: etree._Element, names: dict[str, etree._Element]) -> etree._Element:
    """The row itself, or the one further up to which it leads for the whole quote."""
    *_, words = row.iter(f"{_W}tc")
    link = next(words.iter(f"{_W}hyperlink"), None)
    return row if link is None else _above(names[link.get(f"{_W}anchor") or ""], "tr")


def _above(element: etree._Element, tag: str) -> etree._Element:
    return next(each for each in element.iterancestors() if each.tag == f"{_W}{tag}")


READERS: dict[str, Callable[[Path, Matrix], Found]] = {
    ".xlsx": read_xlsx,
    ".docx": read_docx,
    ".csv": read_csv,
    ".json": read_json,
    ".html": read_html,
    ".pdf": read_pdf,
}
ON_PAPER = (".docx", ".pdf", ".html")
"""Read by people: days stand as words, and identifiers are left to the tables."""

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
