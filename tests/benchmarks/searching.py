"""How long a search over everything takes until the first page of its places is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from qda.retrieval.finding import Question, find_everything
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
        find_everything(connection, Question(query))
        return timed(lambda: find_everything(connection, Question(query)), runs=7)
