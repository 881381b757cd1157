"""How long large edits take to be taken back, done again, and confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from models.recording import Recorder
from models.vocabulary import CodingState
from qda.edits.coding import ConfirmCodings
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Taken, once
from tests.benchmarks.material import add_codes, add_codings, add_source


def history(bench: Bench) -> Iterator[Figure]:
    """An import is undone and redone; proposals are confirmed in one edit."""
    few, many = bench.size(25_000), bench.size(100_000, least=160)
    (undo_few, redo_few), (undo, redo) = _there_and_back(bench, few), _there_and_back(bench, many)
    yield Figure("undo an import of reviews", f"{many:,}", undo, before=undo_few)
    yield Figure("redo it", f"{many:,}", redo, before=redo_few)
    few, many = bench.size(5_000), bench.size(20_000, least=160)
    before, taken = _confirmed(bench, few), _confirmed(bench, many)
    yield Figure("confirm proposals", f"{many:,}", taken, before=before)


def _there_and_back(bench: Bench, count: int) -> tuple[Taken, Taken]:
    with bench.open_study(bench.copy(bench.reviewed(count))) as session:
        return once(session.undo), once(session.redo)


def _confirmed(bench: Bench, count: int) -> Taken:
    def fill(recorder: Recorder) -> range:
        source = add_source(recorder, 1, 1_000_000)
        codes = add_codes(recorder, 30)
        return add_codings(recorder, source, codes, count, state=CodingState.PROPOSED)

    with bench.new_study(bench.place("confirm.runut")) as session:
        ids, _ = session.store.edit("fill", fill, coder_id=session.coder.id)
        return once(lambda: session.do(ConfirmCodings(tuple(ids))))
