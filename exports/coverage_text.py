"""The coverage of a theory's indicators as text for the clipboard, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from exports.tables.cell_text import is_formula_like
from qda.displays.coverage_words import coverage_table
from qda.i18n import Speech
from qda.retrieval.coverage import CodeCoverage


def coverage_text(rows: Sequence[CodeCoverage], speech: Speech, *, source: str = "") -> str:
    """The table with tabs between its cells, as spreadsheets and word processors paste it."""
    table = coverage_table(rows, speech, source=source)
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in table) + "\n"


def coverage_csv(rows: Sequence[CodeCoverage], speech: Speech, *, source: str = "") -> str:
    """The table as CSV (RFC 4180)."""
    made = StringIO(newline="")
    csv.writer(made).writerows(
        [_harmless(cell) for cell in row] for row in coverage_table(rows, speech, source=source)
    )
    return made.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if is_formula_like(cell) else cell
