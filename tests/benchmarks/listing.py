"""How long the list of coded segments, the queue and the progress of sources take to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from sqlalchemy import Connection

from models.recording import Recorder
from models.vocabulary import CodingState, Polarity
from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import CodingOrder, SortBy, coding_page, count_codings
from qda.retrieval.progress import progress
from qda.retrieval.queue import QueueOrder, in_context, queue, what_waits
from qda.session import StudySession
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Limit, Taken, timed
from tests.benchmarks.material import add_case, add_codes, add_codings, add_source

_SOURCES: Final = 50
_PAGE: Final = 200
_FILTER: Final = CodingFilter(
    polarities=frozenset({Polarity.INHIBITING}), states=frozenset({CodingState.PROPOSED})
)


def listing(bench: Bench) -> Iterator[Figure]:
    """Pages of a list, what waits, and how far sources are, among few and many codings."""
    few, many = bench.size(62_500, least=160), bench.size(250_000, least=640)
    with _study(bench, few) as quarter, _study(bench, many) as whole:
        for name, read, limit in _reads(many):
            before, taken = _taken(quarter, read), _taken(whole, read)
            yield Figure(name, f"{many:,} codings", taken, None, limit, before=before)


def _reads(count: int) -> Iterator[tuple[str, Callable[[Connection], object], Limit | None]]:
    page = partial(coding_page, count=_PAGE)
    everything, tenth = CodingFilter(), Limit(plus=0.1)
    yield "segments: first page", lambda c: page(c, everything), tenth
    yield "segments: last page", lambda c: page(c, everything, first=count // 4 - _PAGE), None
    yield "segments: first page, filtered", lambda c: page(c, _FILTER), tenth
    yield "segments: count", count_codings, None
    for by in (SortBy.CODE, SortBy.INFORMANT, SortBy.LENGTH):
        order = CodingOrder(by)
        yield f"segments: first page by {by}", lambda c, o=order: page(c, everything, o), None  # type: ignore[misc]
    words = CodingFilter(words=frozenset({"verifikasi lokasi"}))
    yield "segments: count with words", lambda c: count_codings(c, words), None
    yield "queue: first 5,000", lambda c: queue(c, most=5_000), None
    chance = partial(queue, order=QueueOrder.RANDOM, most=5_000)
    yield "queue: 5,000 at random", chance, None
    yield "queue: next in context", lambda c: in_context(c, 1), tenth
    yield "queue: what waits", what_waits, None
    yield "progress of all sources", progress, None


def _taken(session: StudySession, read: Callable[[Connection], object]) -> Taken:
    def work() -> None:
        with session.reading() as connection:
            read(connection)

    return timed(work)


def _study(bench: Bench, count: int) -> StudySession:
    def fill(recorder: Recorder) -> None:
        codes = add_codes(recorder, 30)
        for number in range(_SOURCES):
            source = add_source(recorder, number + 1, 100_000)
            add_case(recorder, source, number)
            state = CodingState.PROPOSED if number % 2 else CodingState.CONFIRMED
            add_codings(recorder, source, codes, count // _SOURCES, state=state)

    session = bench.new_study(bench.place(f"listed-{count}.runut"))
    session.store.edit("fill", fill, coder_id=session.coder.id)
    return session
