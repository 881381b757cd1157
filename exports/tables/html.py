"""The display as one self-contained page: a table whose cells open the words they rest on.

Without its script the same cells are links to the evidence below the table. Every trace key is
an anchor: `…html#W03:12` shows the first piece of evidence of that key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exports.forms import is_form, laid_out
from exports.grounds import (
    conclusions_told,
    entry_notes,
    place_role,
    printed_record,
    shortened,
    stale_cells,
)
from exports.pictures import html_courses, inner_picture
from exports.tables.page_parts import fact_list, page, safe, words
from exports.tracing import RecordTrace, Trace, TracedCell, TracedMatrix, traced
from exports.wording import (
    Band,
    EntryWords,
    bands,
    count_line,
    evidence_fact,
    place_words,
    placed_entries,
    printed_particulars,
    state_word,
)
from models.vocabulary import CodingState
from qda.displays.values import Heading, Matrix
from qda.i18n import Speech, mark


@dataclass(frozen=True, slots=True)
class HtmlMatrix:
    """Writes a display as a page that needs no network and no other file."""

    name: str = mark("page (HTML)")
    extension: str = ".html"

    def write(self, matrix: Matrix, path: Path, speech: Speech) -> None:
        """Write the page as UTF-8."""
        drawing = inner_picture(matrix)
        picture = "" if drawing is None else html_courses(drawing)
        body = body_of(matrix, speech, picture)
        path.write_bytes(page(matrix.title, body, speech).encode("utf-8"))


def body_of(matrix: Matrix, speech: Speech, picture: str = "") -> Iterator[str]:
    """The body of the page; `picture` is markup that stands above the table."""
    numbered = traced(matrix)
    yield f"<header>\n{words(matrix.title, tag='h1')}\n"
    if matrix.subtitle != matrix.title:
        yield words(matrix.subtitle, tag="p", css="subtitle")
    facts = (*matrix.facts, evidence_fact(matrix.evidence, speech))
    yield f"{fact_list(facts, css='facts')}\n</header>\n"
    yield warning_list(matrix.warnings, speech)
    yield "<main>\n"
    yield picture
    yield '<div class="layout">\n'
    yield from _table(numbered, speech)
    yield _panel(speech)
    yield "</div>\n"
    if matrix.legend:
        yield f'<section id="legend"><h2>{safe(speech("Legend"))}</h2>'
        yield f"{fact_list(matrix.legend, css='legend')}</section>\n"
    yield from _conclusions(matrix, speech)
    yield from _changes(numbered, speech)
    if matrix.evidence or matrix.records:
        yield f'<section id="evidence"><h2>{safe(speech("Evidence"))}</h2>\n'
        yield from _evidence(numbered, speech)
        yield "</section>\n"
    yield from _entry_notes(numbered, speech)
    yield "</main>\n"


def warning_list(warnings: tuple[str, ...], speech: Speech) -> str:
    """What the reader must know before trusting the table; nothing where there is nothing."""
    if not warnings:
        return ""
    items = "".join(words(warning, tag="li") for warning in warnings)
    return (
        f'<section class="warnings" aria-label="{safe(speech("Warnings"))}">'
        f"<strong>{safe(speech('Warnings'))}</strong><ul>{items}</ul></section>\n"
    )


def _panel(speech: Speech) -> str:
    return (
        '<aside id="panel" class="panel" hidden aria-labelledby="panel-title">'
        f'<button id="panel-close" type="button">{safe(speech("Close"))}</button>'
        '<h2 id="panel-title" tabindex="-1" dir="auto"></h2><div id="panel-content"></div>'
        "</aside>\n"
    )


def _table(numbered: TracedMatrix, speech: Speech) -> Iterator[str]:
    view = laid_out(numbered, speech)
    matrix = view.matrix
    css = ' class="form"' if is_form(numbered.matrix) else ""
    hint = speech("Choose a cell to read the words behind it; the arrow keys move among cells.")
    if not any(place.is_backed for place in numbered.places()):
        hint = ""
    yield '<div class="frame" tabindex="0" role="region" aria-labelledby="caption">\n'
    yield f'<table id="matrix"{css}><caption id="caption">{words(matrix.title)}'
    yield f'<span class="note">{safe(hint)}</span></caption>\n'
    yield from _head(matrix, speech)
    groups = bands(matrix.rows) or (Band("", 0, len(matrix.rows)),)
    for group in groups:
        yield "<tbody>\n"
        if group.label:
            span = len(matrix.columns) + 1
            yield f'<tr><th class="band" scope="rowgroup" colspan="{span}" dir="auto">'
            yield f"{safe(group.label)}</th></tr>\n"
        for row in range(group.start, group.stop):
            yield f'<tr data-row="{row}"><th scope="row">{_heading(matrix.rows[row], speech)}</th>'
            yield from (_cell(cell, numbered.matrix, speech) for cell in view.cells[row])
            yield "</tr>\n"
        yield "</tbody>\n"
    yield "</table>\n</div>\n"


def _head(matrix: Matrix, speech: Speech) -> Iterator[str]:
    groups = bands(matrix.columns)
    depth = 2 if groups else 1
    corner = f'<th class="corner" scope="col" rowspan="{depth}" dir="auto">{safe(matrix.corner)}'
    yield f"<thead>\n<tr>{corner}</th>"
    if groups:
        for group in groups:
            yield f'<th class="band" scope="colgroup" colspan="{group.stop - group.start}" '
            yield f'dir="auto">{safe(group.label)}</th>'
        yield "</tr>\n<tr>"
    for column in matrix.columns:
        yield f'<th scope="col">{_heading(column, speech)}</th>'
    yield "</tr>\n</thead>\n"


def _heading(heading: Heading, speech: Speech) -> str:
    parts = [words(heading.label)]
    if heading.note:
        parts.append(words(heading.note, css="note"))
    if heading.size is not None:
        size = speech("n = {n}", n=speech.number(heading.size))
        parts.append(f'<span class="note">{safe(size)}</span>')
    return "".join(parts)


def _cell(place: TracedCell, matrix: Matrix, speech: Speech) -> str:
    at = f"{place.row}-{place.column}"
    label = safe(place_words(matrix, place.row, place.column, speech))
    start = f'<td id="c-{at}" data-cell="{at}" data-place="{label}">'
    counts = count_line(place.cell, speech)
    if not place.is_backed and not counts:
        told = _entries(place, matrix, speech)
        return f"{start}{told}</td>"
    name = counts or speech("Evidence" if place.traces else "Records")
    link = f'<a class="open" href="#b-{at}">{safe(name)}</a>'
    if not place.is_backed:
        link = words(counts, css="open")
    return f"{start}{link}{_entries(place, matrix, speech)}</td>"


def _entries(place: TracedCell, matrix: Matrix, speech: Speech) -> str:
    return "".join(_entry(entry, place) for entry in placed_entries(place, matrix, speech))


def _entry(entry: EntryWords, place: TracedCell) -> str:
    before = safe(entry.before)
    if entry.is_proposed:
        before = f'<span class="state">{before}</span>'
    told = f"{before}{words(entry.text, css='quote')}{safe(entry.closing)}"
    targets = [(f"e-{place.number_of(at.index)}", at.key) for at in entry.keys]
    targets += [(f"r-{place.record_number_of(at.index)}", at.key) for at in entry.records]
    links = "; ".join(f'<a href="#{target}">{safe(key)}</a>' for target, key in targets)
    return f'<div class="entry">{told}{f" ({links})" if links else ""}</div>'


def _evidence(numbered: TracedMatrix, speech: Speech) -> Iterator[str]:
    matrix = numbered.matrix
    anchors: set[str] = set()
    for row in numbered.cells:
        for cell in row:
            if cell.is_backed:
                at = f"{cell.row}-{cell.column}"
                place = words(place_words(matrix, cell.row, cell.column, speech))
                back = f'<a href="#c-{at}">{safe(speech("back to the cell"))}</a>'
                yield f'<section class="cell" id="b-{at}"><h3>{place} · {back}</h3>\n'
                yield from (article(trace, speech, anchors) for trace in cell.traces)
                yield from (_record(trace, speech) for trace in cell.records)
                yield "</section>\n"
    if numbered.rest or numbered.spare:
        yield f'<section class="cell" id="b-rest"><h3>{safe(speech("behind no cell"))}</h3>\n'
        yield from (article(trace, speech, anchors) for trace in numbered.rest)
        yield from (_record(trace, speech) for trace in numbered.spare)
        yield "</section>\n"


def _record(trace: RecordTrace, speech: Speech) -> str:
    told = fact_list(printed_record(trace.record, speech), css="particulars")
    return (
        f'<article id="r-{trace.number}"><h4>{safe(trace.mark)}</h4>'
        f"{words(trace.record.text, tag='blockquote', css='quote')}{told}</article>\n"
    )


def _section(name: str, title: str, items: list[str]) -> str:
    if not items:
        return ""
    told = "".join(f"<li>{item}</li>\n" for item in items)
    return f'<section id="{name}"><h2>{safe(title)}</h2><ol class="told">{told}</ol></section>\n'


def _place_link(row: int | None, column: int | None, name: str) -> str:
    if row is None or column is None:
        return words(name)
    return f'<a href="#c-{row}-{column}">{words(name)}</a>'


def _conclusions(matrix: Matrix, speech: Speech) -> Iterator[str]:
    items = []
    for told in conclusions_told(matrix, speech):
        cells = "; ".join(
            f"{_place_link(at.row, at.column, at.words)} ({safe(place_role(at, speech))})"
            for at in told.places
        )
        facts = fact_list(told.facts, css="particulars")
        items.append(f"{words(told.text, tag='p', css='quote')}{facts}<p>{cells}</p>")
    yield _section("conclusions", speech("Conclusions"), items)


def _changes(numbered: TracedMatrix, speech: Speech) -> Iterator[str]:
    items = []
    for told in stale_cells(numbered):
        name = place_words(numbered.matrix, told.row, told.column, speech)
        changes = "".join(words(change, tag="li") for change in told.changes)
        items.append(f"{_place_link(told.row, told.column, name)}<ul>{changes}</ul>")
    yield _section("changes", speech("Changed since it was last looked at"), items)


def _entry_notes(numbered: TracedMatrix, speech: Speech) -> Iterator[str]:
    items = []
    for note in entry_notes(numbered, speech):
        name = place_words(numbered.matrix, note.row, note.column, speech)
        said = words(f"{note.nth}: {shortened(note.entry.text)}")
        facts = fact_list(note.facts, css="particulars")
        items.append(f"{_place_link(note.row, note.column, name)} · {said}{facts}")
    yield _section("entries", speech("How the entries came about"), items)


def article(trace: Trace, speech: Speech, anchors: set[str]) -> str:
    """A piece of evidence with its particulars; its key is an anchor where it is the first."""
    evidence = trace.evidence
    anchor, name = "", "_".join(evidence.key.split())
    if name and name not in anchors and not name.startswith(_OURS):
        anchors.add(name)
        anchor = f'<span id="{safe(name)}"></span>'
    proposed = evidence.state is CodingState.PROPOSED
    state = (
        f' <span class="state">[{safe(state_word(evidence.state, speech))}]</span>'
        if proposed
        else ""
    )
    return (
        f'<article id="e-{trace.number}" data-coding="{safe(evidence.coding)}">'
        f"{anchor}<h4>{words(evidence.key)}{state}</h4>"
        f"{words(evidence.quote, tag='blockquote', css='quote')}"
        f"{fact_list(printed_particulars(evidence, speech), css='particulars')}</article>\n"
    )


_OURS = (
    "e-", "c-", "b-", "r-", "n-", "panel", "matrix", "caption", "legend", "evidence", "conclusions",
    "changes", "entries", "picture",
)  # fmt: skip
