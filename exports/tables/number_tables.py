"""Tables of figures as a workbook, a page and in long form; figures stay figures in all three."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from exports.errors import TooWideForWorkbook
from exports.tables.cell_text import escaped, line_count, parts, sheet_name
from exports.tables.csv import guarded
from exports.tables.html import warning_list
from exports.tables.notes_sheet import Notes, write_notes
from exports.tables.page_parts import fact_list, page, safe, words
from exports.tables.sheets import COLUMN_LIMIT, LINE_POINTS, Field, Sheet, Sheets, place
from exports.wording import heading_words
from qda.displays.values import Heading
from qda.i18n import Speech
from qda.numbers.values import CellKind, NumberCell, NumberReport, NumberTable

_LABEL_WIDTH: Final = 34.0
_WIDTH: Final = 14.0
_A3_FROM: Final = 10
_LOOKS: Final = {
    CellKind.COUNT: "count",
    CellKind.SHARE: "share",
    CellKind.PROBABILITY: "probability",
}

COLUMNS: Final = (
    "record", "table", "label", "text", "row_id", "row", "row_note", "column_id", "column",
    "column_note", "size", "kind", "value",
)  # fmt: skip


def write_xlsx(report: NumberReport, path: Path, speech: Speech) -> None:
    """Write one sheet with all tables, one beneath the other, and a sheet of notes.

    Raises:
        TooWideForWorkbook, TooLongForWorkbook: a worksheet cannot hold so much.
    """
    width = 1 + max((len(table.columns) for table in report.tables), default=0)
    if width > COLUMN_LIMIT:
        raise TooWideForWorkbook(columns=width, limit=COLUMN_LIMIT)
    notes_name = speech("Notes")
    sheets = Sheets()
    name = sheet_name(report.title, taken=(notes_name,), fallback=speech("Figures"))
    sheet = sheets.add(name)
    sheet.widths((_LABEL_WIDTH, *[_WIDTH] * (width - 1)))
    sheet.print_setup(title=report.title, wide=width > _A3_FROM, pages_wide=1, speech=speech)
    sheet.append([Field(" ".join(report.title.split()), "title")], height=21)
    if report.subtitle:
        sheet.append([Field(" ".join(report.subtitle.split()), "subtitle")], height=17)
    about = speech(
        "How it was made and what to beware of: see the sheet “{sheet}”", sheet=notes_name
    )
    sheet.append([Field(about, "link", place(notes_name, 1))], height=LINE_POINTS + 2)
    for table in report.tables:
        _write_table(sheet, table, speech)
    notes = sheets.add(notes_name)
    notes.print_setup(title=report.title, wide=False, pages_wide=1, speech=speech)
    told = Notes(
        title=report.title,
        subtitle=report.subtitle,
        facts=report.facts,
        legend=report.legend,
        warnings=_warnings(report),
        matrix_sheet=name,
        has_quotes=False,
    )
    write_notes(notes, told, speech)
    sheets.book.properties.title = escaped(report.title)
    sheets.book.properties.creator = "Runut"
    sheets.book.save(path)


def _warnings(report: NumberReport) -> tuple[str, ...]:
    of_tables = (f"{table.title}: {note}" for table in report.tables for note in table.notes)
    return (*report.warnings, *of_tables)


def _write_table(sheet: Sheet, table: NumberTable, speech: Speech) -> None:
    sheet.append([], height=8)
    sheet.append([Field(" ".join(table.title.split()), "section")], height=18)
    for note in table.notes:
        sheet.append([Field(note, "link")], height=LINE_POINTS + 2)
    heads = [table.corner, *(heading_words(column, speech) for column in table.columns)]
    sheet.append([Field(head, "head") for head in heads], height=_height(heads))
    for row in table.rows:
        # A question of thirty thousand letters goes on in the rows below its figures.
        first, *rest = parts(heading_words(row.heading, speech))
        cells = [_field(cell) for cell in row.cells]
        sheet.append([Field(first, "row"), *cells], height=_height([first]))
        for piece in rest:
            sheet.append([Field(piece, "row")], height=_height([piece]))


def _height(texts: Sequence[str]) -> float:
    widths = (_LABEL_WIDTH, *[_WIDTH] * (len(texts) - 1))
    lines = max(line_count(text, width - 1) for text, width in zip(texts, widths, strict=True))
    return lines * LINE_POINTS + 4


def _field(cell: NumberCell) -> Field:
    figure = cell.figure
    if figure is None:
        return Field(cell.text, "cell")
    if cell.kind in _LOOKS:
        return Field(figure, _LOOKS[cell.kind])
    return Field(figure, f"number{min(4, cell.digits)}")


def write_csv(report: NumberReport, path: Path, speech: Speech) -> None:  # noqa: ARG001 - one form
    """Write the long form: a line for each cell, its figure with a point and to the last digit.

    The first lines document the report, as in `exports.tables.csv`. `value` is a number; all other
    fields are guarded against being taken for formulas.
    """
    with path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for line in _lines(report):
            value = line.pop("value", "")
            writer.writerow({key: guarded(text) for key, text in line.items()} | {"value": value})


def _lines(report: NumberReport) -> Iterator[dict[str, str]]:
    yield {"record": "title", "text": report.title}
    if report.subtitle:
        yield {"record": "subtitle", "text": report.subtitle}
    for record, facts in (("fact", report.facts), ("legend", report.legend)):
        yield from ({"record": record, "label": f.label, "text": f.text} for f in facts)
    yield from ({"record": "warning", "text": warning} for warning in report.warnings)
    for table in report.tables:
        yield {"record": "table", "table": table.id, "label": table.corner, "text": table.title}
        yield from ({"record": "note", "table": table.id, "text": note} for note in table.notes)
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield _line(table, row.heading, column, cell)


def _line(table: NumberTable, row: Heading, column: Heading, cell: NumberCell) -> dict[str, str]:
    return {
        "record": "cell",
        "table": table.id,
        "text": cell.text,
        "row_id": row.id,
        "row": row.label,
        "row_note": row.note,
        "column_id": column.id,
        "column": column.label,
        "column_note": column.note,
        "size": "" if column.size is None else str(column.size),
        "kind": cell.kind.value,
        "value": "" if cell.figure is None else repr(cell.figure),
    }


def write_html(report: NumberReport, path: Path, speech: Speech) -> None:
    """Write a self-contained page."""
    path.write_bytes(page(report.title, _body(report, speech), speech).encode("utf-8"))


def _body(report: NumberReport, speech: Speech) -> Iterator[str]:
    yield f"<header>\n{words(report.title, tag='h1')}\n"
    if report.subtitle:
        yield words(report.subtitle, tag="p", css="subtitle")
    yield f"{fact_list(report.facts, css='facts')}\n</header>\n"
    yield warning_list(report.warnings, speech)
    yield "<main>\n"
    for nth, table in enumerate(report.tables):
        yield from _table(table, nth, speech)
    if report.legend:
        yield f'<section id="legend"><h2>{safe(speech("Legend"))}</h2>'
        yield f"{fact_list(report.legend, css='legend')}</section>\n"
    yield "</main>\n"


def _table(table: NumberTable, nth: int, speech: Speech) -> Iterator[str]:
    yield f'<section class="figure-table"><h2 id="t-{nth}" dir="auto">{safe(table.title)}</h2>\n'
    yield from (words(note, tag="p") for note in table.notes)
    yield f'<div class="frame" tabindex="0" role="region" aria-labelledby="t-{nth}">\n'
    yield f'<table class="figures" aria-labelledby="t-{nth}"><thead><tr>'
    yield f'<th class="corner" scope="col" dir="auto">{safe(table.corner)}</th>'
    yield from (_heading(column, "col", speech) for column in table.columns)
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield f"<tr>{_heading(row.heading, 'row', speech)}"
        yield from map(_cell, row.cells)
        yield "</tr>\n"
    yield "</tbody></table>\n</div></section>\n"


def _heading(heading: Heading, scope: str, speech: Speech) -> str:
    told = [words(heading.label)]
    if heading.note:
        told.append(words(heading.note, css="note"))
    if heading.size is not None:
        size = speech("n = {n}", n=speech.number(heading.size))
        told.append(f'<span class="note">{safe(size)}</span>')
    return f'<th scope="{scope}">{"".join(told)}</th>'


def _cell(cell: NumberCell) -> str:
    if cell.kind is CellKind.TEXT:
        return f'<td class="words" dir="auto">{safe(cell.text)}</td>'
    return f"<td>{safe(cell.text)}</td>"
