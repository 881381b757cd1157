"""Tables of figures as documents: Word and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exports.documents.quote_documents import markdown_line, visible
from exports.wording import heading_words
from qda.i18n import Speech
from qda.numbers.values import CellKind, NumberCell, NumberReport, NumberTable

if TYPE_CHECKING:
    from docx.document import Document


def write_docx(report: NumberReport, path: Path, speech: Speech) -> None:
    """Write a Word document: each table as a table, what was done before and after them."""
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.core_properties.title = visible(report.title)[:255]
    document.core_properties.author = "Runut"
    document.add_heading(visible(report.title), level=1)
    if report.subtitle:
        document.add_paragraph(visible(report.subtitle))
    for fact in report.facts:
        _fact(document, fact.label, fact.text)
    for warning in report.warnings:
        _fact(document, speech("Warning"), warning)
    for table in report.tables:
        _word_table(document, table, speech)
    if report.legend:
        document.add_heading(visible(speech("Legend")), level=2)
        for fact in report.legend:
            _fact(document, fact.label, fact.text)
    document.save(str(path))


def _fact(document: Document, label: str, told: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{visible(label)}: ").bold = True
    paragraph.add_run(visible(told))


def _word_table(document: Document, table: NumberTable, speech: Speech) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document.add_heading(visible(table.title), level=2)
    for note in table.notes:
        document.add_paragraph(visible(note))
    shown = document.add_table(rows=1, cols=1 + len(table.columns), style="Table Grid")
    heads = [table.corner, *(heading_words(column, speech) for column in table.columns)]
    lines = [(heads, True)]
    lines += [
        ([heading_words(row.heading, speech), *(cell.text for cell in row.cells)], False)
        for row in table.rows
    ]
    for nth, (texts, is_head) in enumerate(lines):
        cells = shown.rows[0].cells if not nth else shown.add_row().cells
        for at, (cell, words) in enumerate(zip(cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(visible(words))
            run.font.size = Pt(9)
            run.bold = is_head or not at
            if at and not is_head and table.rows[nth - 1].cells[at - 1].kind is not CellKind.TEXT:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def write_markdown(report: NumberReport, path: Path, speech: Speech) -> None:
    """Write Markdown with tables as GitHub, Pandoc and R Markdown read them."""
    path.write_bytes(("\n".join(_markdown(report, speech)) + "\n").encode("utf-8"))


def _markdown(report: NumberReport, speech: Speech) -> Iterator[str]:
    yield f"# {markdown_line(report.title)}"
    yield ""
    if report.subtitle:
        yield from (markdown_line(report.subtitle), "")
    for fact in report.facts:
        yield f"- **{markdown_line(fact.label)}**: {markdown_line(fact.text)}"
    for warning in report.warnings:
        yield f"- **{markdown_line(speech('Warning'))}**: {markdown_line(warning)}"
    for table in report.tables:
        yield from _markdown_table(table, speech)
    if report.legend:
        yield from ("", f"## {markdown_line(speech('Legend'))}", "")
        for fact in report.legend:
            yield f"- **{markdown_line(fact.label)}**: {markdown_line(fact.text)}"


def _markdown_table(table: NumberTable, speech: Speech) -> Iterator[str]:
    yield from ("", f"## {markdown_line(table.title)}", "")
    for note in table.notes:
        yield from (markdown_line(note), "")
    heads = (markdown_line(heading_words(column, speech)) for column in table.columns)
    yield f"| {' | '.join((markdown_line(table.corner), *heads))} |"
    yield f"|---{'|---:' * len(table.columns)}|"
    for row in table.rows:
        label = markdown_line(heading_words(row.heading, speech))
        yield f"| {' | '.join((label, *map(_markdown_cell, row.cells)))} |"


def _markdown_cell(cell: NumberCell) -> str:
    # A figure needs no escaping but for the sign of a probability too small to print.
    return markdown_line(cell.text) if cell.figure is None else cell.text.replace("<", "\\<")
