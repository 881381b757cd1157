"""How long the table of a collection takes: its first window, sorting, searching, coding all."""

from __future__ import annotations

import csv
import random
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from codebooks.shelf import framework
from qda.edits.codes import AdoptFramework
from qda.edits.coding_rows import CodeRows
from qda.edits.importing import ImportCollection
from qda.importers.tables.registry import read_collection
from qda.retrieval.codes import codes
from qda.retrieval.table.alike import find_duplicates
from qda.retrieval.table.columns import columns_of
from qda.retrieval.table.listing import listing
from qda.retrieval.table.question import Alike, Picked, RowFilter, SortKey, TableQuestion, Within
from qda.retrieval.table.rows import column_choices, table_rows
from qda.session import StudySession
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken, once, timed
from tests.benchmarks.material import HEADINGS

_FRAMEWORK: Final = "vmvh1975"
_VOCABULARY: Final = 20_000
_AGAIN: Final = 0.06
_NEARLY: Final = 0.02
_SHORT: Final = ("bagus", "mantap 👍", "oke", "sangat membantu", "jelek 😡", "")
_PAGE: Final = 200


def tabling(bench: Bench) -> Iterator[Figure]:
    """25,000 and 100,000 reviews, a part of them written twice: each deed and how it grows."""
    few, many = bench.size(25_000, least=160), bench.size(100_000, least=640)
    with _study(bench, few) as quarter, _study(bench, many) as whole:
        size = f"{many:,} reviews"
        for name, read, floor, limit in _reads():
            before, taken = _taken(quarter, read), _taken(whole, read)
            bare = None if floor is None else _taken(whole, floor)
            yield Figure(name, size, taken, bare, limit, before=before)
        for name, ids in (("code 1,000 rows", 1_000), ("code all rows", many)):
            small, large = _coded(quarter, ids // (many // few)), _coded(whole, ids)
            yield Figure(f"table: {name}", size, large[0], None, before=small[0])
            yield Figure(f"table: undo: {name}", size, large[1], None, before=small[1])


def _reads() -> Iterator[
    tuple[
        str,
        Callable[[Connection], object],
        Callable[[Connection], object] | None,
        Limit | None,
    ]
]:
    ask, tenth = _ask, Limit(plus=0.1)
    yield "table: all rows in the order of the file", partial(ask), _bare, None
    yield "table: first window", _window, None, tenth
    for name in ("stars", "date", "version", "text"):
        keys = (SortKey(name, falling=True), SortKey("key"))
        yield f"table: sort by {name}", partial(ask, sort=keys), _sorted, None
    yield "table: group by stars", partial(ask, group="stars"), None, None
    low = RowFilter(picked=(Picked("stars", frozenset({"1", "2"})),))
    yield "table: filter by stars", partial(ask, wanted=low), None, None
    spring = RowFilter(within=(Within("date", "2024-03", "2024-05"),))
    yield "table: filter by months", partial(ask, wanted=spring), None, None
    yield "table: search one letter", partial(ask, wanted=RowFilter(words="a")), None, None
    yield "table: search words", partial(ask, wanted=RowFilter(words="bagus w7")), None, tenth
    yield "table: choices of all columns", _choices, None, None
    yield "table: the same texts", partial(_alike, Alike.SAME), None, None
    yield "table: nearly the same texts", partial(_alike, Alike.NEAR), None, None


def _ask(
    connection: Connection,
    *,
    wanted: RowFilter | None = None,
    sort: tuple[SortKey, ...] = (),
    group: str = "",
) -> object:
    return listing(connection, TableQuestion(1, wanted or RowFilter(), sort, group))


def _window(connection: Connection) -> object:
    ids = connection.execute(text("SELECT id FROM source WHERE row_number <= 200")).scalars()
    return table_rows(connection, list(ids))


def _choices(connection: Connection) -> object:
    return column_choices(connection, 1, columns_of(connection, 1))


def _alike(kind: Alike, connection: Connection) -> object:
    return find_duplicates(connection, 1, kind)


def _bare(connection: Connection) -> object:
    """The floor: the ids in the order of the file, by SQL alone."""
    return array(
        "q", connection.execute(text("SELECT id FROM source ORDER BY row_number")).scalars()
    )


def _sorted(connection: Connection) -> object:
    """The floor: the ids by one member of the JSON, by SQL alone."""
    query = "SELECT id FROM source ORDER BY json_extract(attributes, '$.stars') DESC, row_number"
    return array("q", connection.execute(text(query)).scalars())


def _taken(session: StudySession, read: Callable[[Connection], object]) -> Taken:
    def work() -> None:
        with session.reading() as connection:
            read(connection)

    return timed(work)


def _coded(session: StudySession, count: int) -> tuple[Taken, Taken]:
    """How long so many rows take to be coded in one edit, and to be taken back."""
    with session.reading() as connection:
        ids = tuple(listing(connection, TableQuestion(1)).ids[:count])
        code = codes(connection)[1].id
    done = once(lambda: session.do(CodeRows(ids, code)))
    return done, once(session.undo)


def _study(bench: Bench, count: int) -> StudySession:
    file = bench.folder / f"spoken-{count}.csv"
    write_spoken(file, count)
    session = bench.new_study(bench.place(f"tabled-{count}.runut"))
    session.do(AdoptFramework(framework(_FRAMEWORK)))
    session.do(ImportCollection(read_collection(file)))
    return session


def write_spoken(place: Path, count: int) -> None:
    """Write reviews whose words are as rare as those of a language, some of them twice.

    The n-th word of 20,000 is used as often as 1/n of the first (Zipf 1949). One in seventeen
    repeats an earlier review in other capitals, one in fifty with another word; there are emoji,
    line ends in cells, and reviews without words.
    """
    chance = random.Random(11)
    words = [f"w{number}" for number in range(_VOCABULARY)]
    shares = [1 / number for number in range(1, _VOCABULARY + 1)]
    drawn = iter(chance.choices(words, shares, k=count * 12))
    texts: list[str] = []
    for _ in range(count):
        again = chance.random()
        if texts and again < _AGAIN:
            made = chance.choice(texts).upper() + "!"
        elif texts and again < _AGAIN + _NEARLY:
            made = f"{chance.choice(texts)} banget"
        elif chance.random() < 0.2:
            made = chance.choice(_SHORT)
        else:
            made = " ".join(next(drawn, "w1") for _ in range(chance.randrange(3, 20)))
            made = f"{made}\n👍🏽 baris kedua" if chance.random() < 0.05 else made
        texts.append(made)
    with place.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        for number, words_ in enumerate(texts):
            table.writerow(_line(chance, number, words_))


def _line(chance: random.Random, number: int, words: str) -> list[object]:
    day = f"2024-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d} 10:11:12"
    version = f"{chance.randrange(1, 4)}.{chance.randrange(15)}.{chance.randrange(30)}"
    reply = "Terima kasih atas masukannya" if number % 3 == 0 else ""
    return [
        f"{chance.getrandbits(128):032x}",
        f"user{number}",
        "",
        words,
        chance.randrange(1, 6),
        chance.randrange(30),
        version,
        day,
        reply,
        day if reply else "",
        version,
    ]
