"""Tables of figures on the clipboard: one line a row, cells parted by tabs, cautions beneath."""

from __future__ import annotations

from exports.number_text import report_text, table_text
from qda.displays.values import Fact, Heading
from qda.i18n import Speech
from qda.numbers.values import NumberReport, NumberRow, NumberTable
from qda.numbers.wording import count, share

ID = Speech("id")
TABLE = NumberTable(
    "units",
    "Teks menurut Bintang",
    "Kode",
    (Heading("1", "1", size=1200), Heading("2", "2", size=None)),
    (
        NumberRow(Heading("dana", "Dana\nkas"), (count(1200, ID), share(0.125, ID))),
        NumberRow(Heading("staf", "Staf"), (count(3, ID), share(None, ID))),
    ),
    ("Kasusnya sedikit.",),
)
REPORT = NumberReport(
    "frequencies", "Frekuensi", "Dana; Staf", "id", (TABLE,), (Fact("Data", "3 teks"),), ("Awas.",)
)


def test_a_table_has_a_line_for_each_row_and_its_cautions_beneath() -> None:
    assert table_text(TABLE, ID, warnings=("Awas.", "Kasusnya sedikit.")).splitlines() == [
        "Teks menurut Bintang",
        "Kode\t1 n = 1.200\t2",
        "Dana kas\t1.200\t12,5 %",
        "Staf\t3\t–",
        "Kasusnya sedikit.",
        "Awas.",
    ]


def test_some_rows_and_columns_are_copied_in_the_order_asked_for() -> None:
    lines = table_text(TABLE, ID, rows=(1, 0), columns=(1,)).splitlines()
    assert lines[1:4] == ["Kode\t2", "Staf\t–", "Dana kas\t12,5 %"]


def test_a_report_says_how_it_was_made() -> None:
    lines = report_text(REPORT).splitlines()
    assert lines[:2] == ["Frekuensi", "Dana; Staf"]
    assert lines[-2:] == ["Awas.", "Data: 3 teks"]
