"""A table of figures as text for the clipboard: cells parted by tabs, cautions beneath."""

from __future__ import annotations

from collections.abc import Sequence

from exports.wording import heading_words
from qda.i18n import Speech
from qda.numbers.values import NumberReport, NumberTable


def table_text(
    table: NumberTable,
    speech: Speech,
    *,
    warnings: Sequence[str] = (),
    rows: Sequence[int] | None = None,
    columns: Sequence[int] | None = None,
) -> str:
    """A table as spreadsheets and word processors paste it, with what to beware of.

    `rows` and `columns` choose some of them by number, in this order; by default all.
    """
    down = range(len(table.rows)) if rows is None else rows
    across = range(len(table.columns)) if columns is None else columns
    heads = [heading_words(table.columns[at], speech) for at in across]
    lines = [[table.corner, *heads]]
    for nth in down:
        row = table.rows[nth]
        lines.append([row.heading.label, *(row.cells[at].text for at in across)])
    written = ["\t".join(_on_one_line(cell) for cell in line) for line in lines]
    notes = dict.fromkeys((*table.notes, *warnings))
    return "\n".join([table.title, *written, *notes]) + "\n"


def report_text(report: NumberReport) -> str:
    """All tables of a report one after another, with how they were made."""
    speech = Speech(report.language)
    parts = ["\n".join(filter(None, [report.title, report.subtitle])) + "\n"]
    parts += [table_text(table, speech) for table in report.tables]
    told = [*report.warnings, *(f"{each.label}: {each.text}" for each in report.facts)]
    return "\n".join([*parts, "\n".join(told) + "\n"])


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
