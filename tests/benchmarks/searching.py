"""How long a search over the texts of all reviews takes until its places are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from qda.retrieval.searching import search_texts
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken, timed

QUERIES: Final = (
    ("one word", "verifikasi"),
    ("two words", "lambat petugas"),
    ("beginning", "verif*"),
    ("phrase", '"tidak bisa"'),
)


def searching(bench: Bench) -> Iterator[Figure]:
    """Words, a beginning of a word and a phrase are looked for."""
    few, many = bench.size(25_000), bench.size(100_000, least=160)
    for kind, query in QUERIES:
        before = _searched(bench, bench.reviewed(few), query)
        taken = _searched(bench, bench.reviewed(many), query)
        yield Figure(f"search: {kind}", f"{many:,}", taken, None, Limit(plus=0.05), before)


def _searched(bench: Bench, study: Path, query: str) -> Taken:
    with bench.open_study(study) as session, session.reading() as connection:
        search_texts(connection, query)
        return timed(lambda: search_texts(connection, query), runs=7)
