"""How long a table of reviews takes to be stored and searchable, beside the bare libraries."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from qda.edits.importing import ImportCollection
from qda.importers.tables.registry import read_collection
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken, median_of, once


def importing(bench: Bench) -> Iterator[Figure]:
    """A file of reviews becomes a collection of a new study."""
    few, many = bench.size(25_000), bench.size(100_000, least=160)
    before, floor_before = _both(bench, few)
    taken, floor = _both(bench, many)
    yield Figure("import reviews", f"{few:,}", before, floor_before, Limit(times=3))
    yield Figure("import reviews", f"{many:,}", taken, floor, Limit(times=3), before)


def _both(bench: Bench, count: int) -> tuple[Taken, Taken]:
    """Ours and the floor, turn by turn, so that a busy moment hits both."""
    file = bench.reviews(count)
    ours, floors = [], []
    for _ in range(3):
        floors.append(once(lambda: bare_import(file, bench.place("floor.db"))))
        ours.append(once(lambda: _import(bench, file)))
    return median_of(ours), median_of(floors)


def _import(bench: Bench, file: Path) -> None:
    with bench.new_study(bench.place("import.runut")) as session:
        session.do(ImportCollection(read_collection(file)))


def bare_import(file: Path, place: Path) -> None:
    """The same rows by `csv`, `sqlite3.executemany` and FTS5 alone: the floor."""
    with file.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.reader(opened))[1:]
    with closing(sqlite3.connect(place)) as study:
        study.execute("PRAGMA journal_mode = WAL")
        study.execute(
            "CREATE TABLE review (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i, j, k)"
        )
        study.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        marks = ", ".join("?" * 11)
        study.executemany(f"INSERT INTO review (a,b,c,d,e,f,g,h,i,j,k) VALUES ({marks})", rows)
        study.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            ((number, row[3]) for number, row in enumerate(rows, 1)),
        )
        study.commit()
