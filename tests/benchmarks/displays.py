"""How long the conceptually clustered matrix takes to be built and to be written as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from exports.writer import write_matrix
from models.recording import Recorder
from qda.analysis.meeting import meeting_codes
from qda.displays.axes import RowAxis
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.displays.values import Matrix
from qda.session import StudySession
from tests.benchmarks.bench import CODER, Bench
from tests.benchmarks.figures import Figure, Limit, Taken, once, timed
from tests.benchmarks.material import add_case, add_codes, add_codings, add_source

CASES: Final = 60
CODES: Final = 30
SOURCES: Final = 50
_LENGTH: Final = 40_000


def displays(bench: Bench) -> Iterator[Figure]:
    """Sixty cases by thirty codes, on ever more codings."""
    sizes = [bench.size(count, least=CASES) for count in (5_000, 20_000, 80_000)]
    taken = [_both(bench, count) for count in sizes]
    limits = (None, Limit(plus=0.5), None), (None, Limit(plus=5), None)
    for work, at in (("clustered matrix, values", 0), ("clustered matrix, XLSX", 1)):
        for step, count in enumerate(sizes):
            before = taken[step - 1][at] if step else None
            size = f"{CASES} × {CODES} × {count:,}"
            yield Figure(work, size, taken[step][at], None, limits[at][step], before)


def meeting(bench: Bench) -> Iterator[Figure]:
    """How often each two of thirty codes meet, over ever more codings in fifty sources."""
    before: Taken | None = None
    limits = {20_000: Limit(plus=0.15), 250_000: Limit(plus=1.5)}
    for full in (5_000, 20_000, 80_000, 250_000):
        count = bench.size(full, least=SOURCES)
        with _study(bench, count, SOURCES) as session, session.reading() as connection:
            taken = timed(partial(meeting_codes, connection))
        size = f"{count:,} codings in {SOURCES} sources"
        grown = before if full in (20_000, 80_000) else None
        yield Figure("co-occurrence of codes", size, taken, None, limits.get(full), grown)
        before = taken


def _both(bench: Bench, count: int) -> tuple[Taken, Taken]:
    with _study(bench, count) as session:
        values = timed(lambda: _matrix(session))
        matrix = _matrix(session)
    place: Path = bench.place("matrix.xlsx")
    return values, once(lambda: write_matrix(matrix, place))


def _matrix(session: StudySession) -> Matrix:
    with session.reading() as connection:
        question = MatrixQuestion(
            rows=RowAxis.parse("case"),
            columns=columns_for(connection),
            language="id",
            analyst=CODER,
        )
        return clustered_matrix(connection, question)


def _study(bench: Bench, count: int, cases: int = CASES) -> StudySession:
    def fill(recorder: Recorder) -> None:
        codes = add_codes(recorder, CODES)
        for number in range(1, cases + 1):
            source = add_source(recorder, number, _LENGTH)
            add_case(recorder, source, number)
            add_codings(recorder, source, codes, count // cases)

    session = bench.new_study(bench.place(f"matrix{count}.runut"))
    session.store.edit("fill", fill, coder_id=session.coder.id)
    return session
