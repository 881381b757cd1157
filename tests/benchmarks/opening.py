"""How long a study file of many reviews takes to open until its first rows can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qda.retrieval.sources import attributes, collections, units
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, timed


def opening(bench: Bench) -> Iterator[Figure]:
    """A study is opened, its collections and the first window of one are read."""
    few, many = bench.size(25_000), bench.size(100_000, least=160)
    before, taken = (
        timed(lambda count=count: _open(bench, bench.reviewed(count)), runs=5)  # type: ignore[misc]
        for count in (few, many)
    )
    yield Figure("open a study of reviews", f"{many:,}", taken, before=before)


def _open(bench: Bench, study: Path) -> None:
    with bench.open_study(study) as session, session.reading() as connection:
        attributes(connection)
        for each in collections(connection):
            units(connection, each.id)
