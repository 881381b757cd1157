"""A comparison as a file: every row, guarded against formulas, whole or not at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.comparisons import write_tables
from exports.errors import UnknownFileKind
from qda.agreement.tables import PlainTable
from qda.displays.values import Fact

TABLE = PlainTable(
    title="Comparison of Sari and Dimas",
    language="en",
    headings=("Place", "Words", "Overlap in %"),
    rows=(("W01:2", "=1+1 👩‍👩‍👧‍👦", 50), ("W01:3", "kata\nbaru", 100)),
    facts=(Fact("Agreed", "1"),),
)


def test_a_file_of_values_holds_every_row_and_no_formula(tmp_path: Path) -> None:
    to = tmp_path / "c.csv"
    write_tables((TABLE, TABLE), to)
    with to.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["Place", "Words", "Overlap in %"],
        ["W01:2", "'=1+1 👩‍👩‍👧‍👦", "50"],
        ["W01:3", "kata\nbaru", "100"],
    ]


def test_a_workbook_holds_a_sheet_for_each_table_with_its_facts(tmp_path: Path) -> None:
    to = tmp_path / "c.xlsx"
    other = PlainTable("Agreement by code", "en", ("Code",), (("R.1",),), ())
    write_tables((TABLE, other), to)
    first, second = load_workbook(to).worksheets
    cells = [[cell.value for cell in row] for row in first.iter_rows()]
    assert cells[1] == ["W01:2", "=1+1 👩‍👩‍👧‍👦", 50]
    assert first["B2"].data_type == "s"
    assert cells[-1][:2] == ["Agreed", "1"]
    assert second["A2"].value == "R.1"


def test_another_kind_of_file_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownFileKind):
        write_tables((TABLE,), tmp_path / "c.docx")
    assert not list(tmp_path.iterdir())
