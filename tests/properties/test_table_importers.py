"""Any table that the csv module writes reads back to the letter; any bytes at all are survived."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import StudyError
from qda.importers.draft import ColumnRole
from qda.importers.tables.dates import DayOrder, iso_moment
from qda.importers.tables.delimited import DelimitedReader
from qda.importers.tables.identity import keys, newer_rows
from qda.importers.tables.people import hashed
from qda.importers.tables.raw import plain
from qda.importers.tables.registry import read_collection
from qda.jobs.progress import Silent

HEADINGS = ["reviewId", "content", "score", "versi"]
NASTY = st.sampled_from(
    ['"', '""', ",", ";", "\t", "|", "\n", "\r\n", "\r", "'", " ", "👨‍👩‍👧", "e\u0301", "\u202e",
     "\ufeff", "\u2028", "\x85", "\x1f", "=1+1", "nan", "NULL", "\\", "ðŸ™", "\x0b", "a"]
)  # fmt: skip
CELL = st.one_of(
    st.lists(NASTY, max_size=6).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)
Table = tuple[list[str], list[list[str]]]
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Headings of one to four columns, and rows of which none is wholly empty."""
    width = draw(st.integers(1, 4))
    head = HEADINGS[:width] if width > 1 else ["content"]
    row = st.lists(CELL, min_size=width, max_size=width).filter(any)
    return head, draw(st.lists(row, min_size=1, max_size=12))


@SLOW
@given(
    tables(),
    st.sampled_from(",;\t|"),
    st.sampled_from([(csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_MINIMAL, "\r\n")]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_the_csv_module_writes_reads_back_exactly(
    table: Table, delimiter: str, form: tuple[Any, str], codec: str
) -> None:
    head, rows = table
    quoting, end = form
    if len(head) == 1:
        quoting = csv.QUOTE_ALL  # one bare column has no separator that could be found
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(head)
    writer.writerows(rows)
    raw = DelimitedReader().read(buffer.getvalue().encode(codec), "a.csv", Silent())
    assert list(raw.headings) == head
    assert list(zip(*raw.columns, strict=True)) == [tuple(map(plain, row)) for row in rows]
    assert len(raw.numbers) == len(rows)


@SLOW
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=10))
def test_json_texts_read_back_exactly(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    records = [{"content": f"kata {first}", "title": second} for first, second in pairs]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    draft = read_collection(path, roles={"content": ColumnRole.TEXT, "title": ColumnRole.TITLE})
    expected = [(plain(record["content"]), plain(record["title"]) or None) for record in records]
    assert list(draft.rows) == expected


def survives(path: Path) -> None:
    try:
        draft = read_collection(path)
    except StudyError as refusal:
        refusal.say("id").encode("utf-8")
    else:
        assert len(draft.rows) == len(draft.numbers) > 0
        assert all(len(row) == len(draft.columns) for row in draft.rows)
        assert len(keys(draft)) == len(draft.rows)
        str(draft.rows).encode("utf-8")


@SLOW
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.xlsx", "a.txt"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    survives(path)


@SLOW
@given(
    st.lists(st.sampled_from(['"', ",", ";", "\n", "\r", "a b", "5", "\0", "2024-01-05", "\\"]),
             max_size=40),
    st.sampled_from(["a.csv", "a.json"]),
)  # fmt: skip
def test_any_scraps_of_tables_are_read_or_refused(
    tmp_path: Path, scraps: list[str], name: str
) -> None:
    path = tmp_path / name
    path.write_text("".join(scraps), encoding="utf-8", newline="")
    survives(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=30,
)  # fmt: skip


@SLOW
@given(JSON)
def test_any_json_is_read_or_refused(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    survives(path)


@SLOW
@given(st.integers(0, 10_000), st.integers(0, 255), st.data())
def test_any_damaged_workbook_is_read_or_refused(
    tmp_path: Path, place: int, byte: int, data: st.DataObject
) -> None:
    content = bytearray(_workbook())
    content[place % len(content)] = byte
    cut = data.draw(st.integers(0, len(content)))
    path = tmp_path / "a.xlsx"
    path.write_bytes(content if data.draw(st.booleans()) else content[:cut])
    survives(path)


_SAVED: list[bytes] = []


def _workbook() -> bytes:
    if not _SAVED:
        import openpyxl

        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        for row in (("content", "score"), ("bagus sekali", 5), ("kurang baik", 2)):
            sheet.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        stored = io.BytesIO()
        with zipfile.ZipFile(buffer) as packed, zipfile.ZipFile(stored, "w") as archive:
            for name in packed.namelist():
                archive.writestr(name, packed.read(name))
        _SAVED.append(stored.getvalue())
    return _SAVED[0]


@SLOW
@given(st.lists(st.tuples(st.sampled_from(["bagus", "buruk"]), st.sampled_from(["", "Siti"]),
                          st.sampled_from(["", "2024-01-05", "2024-01-05 10:00:00"])),
                min_size=1, max_size=12), st.data())  # fmt: skip
def test_appending_twice_equals_appending_once(
    tmp_path: Path, rows: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, len(rows)))
    head = "content,userName,at\n"
    drafts = []
    for name, part in (("old.csv", rows[:cut]), ("new.csv", rows)):
        path = tmp_path / name
        path.write_text(head + "".join(",".join(row) + "\n" for row in part), encoding="utf-8")
        drafts.append(read_collection(path))
    known = frozenset(keys(drafts[0]))
    fresh = newer_rows(drafts[1], known)
    assert set(keys(drafts[1])) == known | (set(keys(drafts[1])) - known)
    assert len(fresh.rows) == sum(1 for key in keys(drafts[1]) if key not in known)
    assert len(newer_rows(drafts[1], frozenset(keys(drafts[1]))).rows) == 0


@given(st.datetimes())
def test_iso_dates_survive_unchanged(moment: datetime) -> None:
    assert iso_moment(moment.isoformat()) == moment.isoformat()


@given(st.datetimes(min_value=datetime.fromisoformat("2000-01-01")), st.sampled_from(DayOrder))
def test_written_dates_give_back_their_day_and_minute(moment: datetime, order: DayOrder) -> None:
    form = "%m/%d/%Y %H.%M" if order is DayOrder.MONTH_FIRST else "%d/%m/%Y %H.%M"
    expected = moment.replace(second=0, microsecond=0).isoformat()
    assert iso_moment(moment.strftime(form), order) == expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_tokens_are_equal_only_for_one_person(first: str, second: str) -> None:
    same = hashed(first, b"salt") == hashed(second, b"salt")
    folded = [" ".join(unicodedata.normalize("NFKC", n).casefold().split())
              for n in (first, second)]  # fmt: skip
    assert same == (folded[0] == folded[1]) or not hashed(first, b"salt")
