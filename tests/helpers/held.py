"""Reads what a study of one import holds, by plain SQL, so that nothing of ours stands between.

What a file says is read here, too: by the csv and json modules and by openpyxl, never by an
importer.
"""

from __future__ import annotations

import csv
import hmac
import io
import json
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

Row = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """What stands in a study: rows of its tables, JSON read; `collection` is empty for a text.

    `sources` are in the order of their keys and have their `text`; `cases` are in the order of
    their row numbers; `types` gives the type of each attribute by its owner and name.
    """

    collection: Row
    questions: list[Row]
    cases: list[Row]
    sources: list[Row]
    types: dict[tuple[str, str], str]
    originals: dict[str, bytes] = field(repr=False)
    salt: bytes

    def answers(self) -> dict[tuple[int, int], Row]:
        """The sources that answer a question, by the id of the question and the row."""
        return {(each["question_id"], each["row_number"]): each for each in self.sources}


def held(place: Path) -> Held:
    """What the study at a place holds."""
    with closing(sqlite3.connect(place)) as study:
        study.row_factory = sqlite3.Row
        collections = _rows(study, "SELECT * FROM collection")
        chunks: dict[str, bytes] = {}
        for name, content in study.execute(
            "SELECT f.name, c.content FROM original_chunk c JOIN original_file f"
            " ON f.id = c.file_id ORDER BY f.id, c.number"
        ):
            chunks[name] = chunks.get(name, b"") + content
        return Held(
            collection=collections[0] if collections else {},
            questions=_rows(study, "SELECT * FROM question ORDER BY position"),
            cases=_rows(study, 'SELECT * FROM "case" ORDER BY row_number'),
            sources=_rows(
                study,
                "SELECT s.*, t.text FROM source s JOIN source_text t ON t.id = s.id"
                " ORDER BY s.row_number, s.id",
            ),
            types={
                (owner, name): kind
                for owner, name, kind in study.execute("SELECT owner, name, type FROM attribute")
            },
            originals=chunks,
            salt=study.execute("SELECT salt FROM study").fetchone()[0].encode(),
        )


_JSON = {"attributes", "not_asked", "columns", "choices", "missing", "asked_where"}


def _rows(study: sqlite3.Connection, query: str) -> list[Row]:
    return [
        {
            name: json.loads(row[name]) if name in _JSON and row[name] is not None else row[name]
            for name in row.keys()  # noqa: SIM118 - a Row iterates over its values
        }
        for row in study.execute(query)
    ]


def token(name: str, salt: bytes) -> str:
    """What stands for a name: 48 bits of HMAC-SHA256 under the study's salt, in hex."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return f"u_{hmac.new(salt, folded.encode(), 'sha256').hexdigest()[:12]}"


def plain(cell: object) -> str:
    """A cell as a text keeps it: with LF line ends, a workbook's _x000D_ being a CR."""
    text = "" if cell is None else str(cell).replace("_x000D_", "\r")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def csv_rows(path: Path, encoding: str = "utf-8", delimiter: str = ",") -> list[list[str]]:
    """The rows of a CSV file, line ends inside cells as they stand."""
    text = path.read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def sheet_rows(path: Path, sheet: str = "") -> list[tuple[object, ...]]:
    """The rows of a sheet of a workbook, of its first one where none is named."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        found = book[sheet] if sheet else book.worksheets[0]
        return list(found.iter_rows(values_only=True))
    finally:
        book.close()


def records(rows: Sequence[Sequence[object]]) -> Iterator[dict[str, str]]:
    """The rows below the first one by its headings; nothing there is ""."""
    for row in rows[1:]:
        yield {
            str(name): "" if cell is None else str(cell)
            for name, cell in zip(rows[0], row, strict=True)
        }
