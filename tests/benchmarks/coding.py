"""How long one act of coding takes in studies with few and many codings; and term lists."""

from __future__ import annotations

from collections.abc import Iterator

from codebooks.shelf import framework
from models.positions import Span
from models.recording import Recorder
from qda.autocoding.proposing import lists_for, propose_codings
from qda.autocoding.running import Task
from qda.edits.codes import AdoptFramework
from qda.edits.coding import CodeSegment
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Taken, median_of, once
from tests.benchmarks.material import add_codes, add_codings, add_source

_SOURCES = 50


def coding(bench: Bench) -> Iterator[Figure]:
    """A segment is coded beside ever more codings; lists propose codings for reviews."""
    for count in (0, bench.size(10_000), bench.size(250_000, least=160)):
        yield Figure("code one segment", f"among {count:,}", _coded(bench, count))
    few, many = bench.size(1_250), bench.size(5_000, least=160)
    before, taken = _proposed(bench, few), _proposed(bench, many)
    yield Figure("propose codings for reviews", f"{many:,}", taken, before=before)


def _coded(bench: Bench, count: int) -> Taken:
    def fill(recorder: Recorder) -> tuple[int, int]:
        codes = add_codes(recorder, 30)
        made = [add_source(recorder, number + 1, 100_000) for number in range(_SOURCES)]
        for source in made:
            add_codings(recorder, source, codes, count // _SOURCES)
        return made[0].id, codes[0]

    with bench.new_study(bench.place("code.runut")) as session:
        (source_id, code_id), _ = session.store.edit("fill", fill, coder_id=session.coder.id)
        acts = [CodeSegment(source_id, Span(at, at + 20), code_id) for at in range(31)]
        session.do(acts.pop())
        return median_of([once(lambda act=act: session.do(act)) for act in acts])  # type: ignore[misc]


def _proposed(bench: Bench, count: int) -> Taken:
    with bench.open_study(bench.copy(bench.reviewed(count))) as session:
        session.do(AdoptFramework(framework("app_complaints")))
        lists = lists_for(session)
        return once(lambda: propose_codings(session, Task(lists)))
