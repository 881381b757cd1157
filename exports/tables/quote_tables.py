"""Quotes as a workbook, a page and in long form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exports.quote_list import told_facts, traces_of
from exports.tables.cell_text import escaped, sheet_name
from exports.tables.csv import Line, about_lines, evidence_line, write_lines
from exports.tables.evidence_sheet import EvidenceRow, evidence_fields, split_rows, write_quote_rows
from exports.tables.html import article
from exports.tables.notes_sheet import Notes, write_notes
from exports.tables.page_parts import fact_list, page, words
from exports.tables.sheets import Sheets
from qda.displays.values import QuoteList
from qda.i18n import Speech


def write_xlsx(quotes: QuoteList, path: Path, speech: Speech) -> None:
    """Write a sheet of quotes, a row each, and a sheet of notes.

    Raises:
        TooLongForWorkbook: a worksheet has no room for so many.
    """
    rows: list[EvidenceRow] = []
    for trace in traces_of(quotes):
        fields = (trace.number, trace.evidence.key, "", *evidence_fields(trace.evidence, speech))
        rows += split_rows(fields, "")
    notes_name = speech("Notes")
    sheets = Sheets()
    name = sheet_name(quotes.title, taken=(notes_name,), fallback=speech("Quotes"))
    sheet = sheets.add(name)
    sheet.print_setup(title=quotes.title, wide=True, pages_wide=1, speech=speech)
    write_quote_rows(sheet, tuple(rows), speech)
    notes = sheets.add(notes_name)
    notes.print_setup(title=quotes.title, wide=False, pages_wide=1, speech=speech)
    told = Notes(quotes.title, "", told_facts(quotes, speech), (), (), matrix_sheet=name)
    write_notes(notes, told, speech)
    sheets.book.properties.title = escaped(quotes.title)
    sheets.book.properties.creator = "Runut"
    sheets.book.save(path)


def write_csv(quotes: QuoteList, path: Path, speech: Speech) -> None:
    """Write the long form of `exports.tables.csv`, with `evidence` lines only."""
    write_lines(_lines(quotes, speech), path)


def _lines(quotes: QuoteList, speech: Speech) -> Iterator[Line]:
    yield from about_lines(quotes.title, told_facts(quotes, speech), speech)
    for trace in traces_of(quotes):
        yield evidence_line(trace.evidence, trace.number, Line("evidence"))


def write_html(quotes: QuoteList, path: Path, speech: Speech) -> None:
    """Write a self-contained page; every trace key is an anchor."""
    path.write_bytes(page(quotes.title, _body(quotes, speech), speech).encode("utf-8"))


def _body(quotes: QuoteList, speech: Speech) -> Iterator[str]:
    facts = fact_list(told_facts(quotes, speech), css="facts")
    yield f"<header>\n{words(quotes.title, tag='h1')}\n{facts}\n</header>\n<main>\n"
    anchors: set[str] = set()
    yield from (article(trace, speech, anchors) for trace in traces_of(quotes))
    yield "</main>\n"
