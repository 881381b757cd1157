"""How long it takes to count codes over reviews: by stars, by month, against stars, with ranks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy import select

from models.coding import Coding, Segment
from models.recording import Recorder, table_of
from models.source import Source
from models.vocabulary import CodingState
from qda.displays.columns import columns_for
from qda.numbers.crosstab import crosstab
from qda.numbers.frequencies import frequencies
from qda.numbers.grouping import Grouping
from qda.numbers.over_time import over_time
from qda.numbers.question import NumberQuestion
from qda.numbers.ratings import ratings
from qda.session import StudySession, StudyState
from tests.benchmarks.bench import CODER, Bench
from tests.benchmarks.figures import Figure, Limit, Taken, timed
from tests.benchmarks.material import add_codes

_CODES: Final = 10
_PER_REVIEW: Final = 2.5
_WORKS: Final[tuple[tuple[str, str, Callable[[StudyState, NumberQuestion], object]], ...]] = (
    ("count codes by stars", "stars", frequencies),
    ("count codes by month", "month", over_time),
    ("cross codes with stars", "stars", crosstab),
    ("stars with and without codes", "", ratings),
)


def counting(bench: Bench) -> Iterator[Figure]:
    """25,000 and 100,000 reviews with two and a half codings each, a third only proposed."""
    sizes = [bench.size(count) for count in (25_000, 100_000)]
    before: list[Taken] = []
    for step, count in enumerate(sizes):
        with _coded(bench, count) as session:
            taken = [_timed(session, by, work) for _, by, work in _WORKS]
        for nth, (name, _, _) in enumerate(_WORKS):
            size = f"{count:,} × {_CODES} × {int(count * _PER_REVIEW):,}"
            limit = Limit(plus=1) if step else None
            yield Figure(name, size, taken[nth], None, limit, before[nth] if step else None)
        before = taken


def _timed(
    session: StudySession, by: str, work: Callable[[StudyState, NumberQuestion], object]
) -> Taken:
    with session.reading() as connection:
        columns = columns_for(connection, [f"K{number}" for number in range(1, _CODES + 1)])
        question = NumberQuestion(columns, "id", CODER, by=Grouping.parse(by))
        return timed(lambda: work(connection, question))


def _coded(bench: Bench, count: int) -> StudySession:
    session = StudySession.open(bench.copy(bench.reviewed(count)), coder=CODER)
    source = table_of(Source)
    with session.reading() as connection:
        query = select(source.c.id, source.c.length).where(source.c.length > 0)
        texts = connection.execute(query).all()

    def fill(recorder: Recorder) -> None:
        chance = random.Random(11)
        codes = add_codes(recorder, _CODES)
        recorder.session.flush()
        places: dict[tuple[int, int, int], None] = {}
        while len(places) < count * _PER_REVIEW:
            source_id, length = chance.choice(texts)
            start = chance.randrange(length)
            places[source_id, start, chance.randrange(start, length) + 1] = None
        segments = recorder.insert_many(
            Segment, [{"source_id": s, "start": a, "end": b} for s, a, b in places]
        )
        states = (CodingState.CONFIRMED, CodingState.CONFIRMED, CodingState.PROPOSED)
        recorder.insert_many(
            Coding,
            [
                {
                    "segment_id": segment,
                    "code_id": chance.choice(codes),
                    "coder_id": session.coder.id,
                    "state": chance.choice(states),
                }
                for segment in segments
            ],
        )

    session.store.edit("fill", fill, coder_id=session.coder.id)
    return session
