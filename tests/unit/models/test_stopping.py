"""A read or an edit that nobody waits for any more ends at once and leaves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import Integer, column, select, text

from models.checking import flaws
from models.memo import Memo
from models.recording import Recorder
from models.stopping import Stopped, ask
from qda.edits.edit import EditRequest
from qda.edits.memos import AddMemo
from qda.retrieval.in_parts import in_parts
from qda.session import StudySession
from tests.helpers.studies import dump, history, rows

ENDLESS = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(i) FROM n"
)
"""A statement that never ends by itself."""


class After:
    """Says stop once it was asked so many times."""

    def __init__(self, times: int) -> None:
        self._left = times

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


@dataclass(frozen=True, slots=True)
class _WriteForever(EditRequest[None]):
    """Adds memos and never ends."""

    kind: ClassVar[str] = "write_forever"
    title: ClassVar[str] = "Write forever"

    def apply(self, recorder: Recorder) -> None:
        while True:
            AddMemo("satu lagi").apply(recorder)
            recorder.session.flush()


@dataclass(frozen=True, slots=True)
class _CountForever(EditRequest[None]):
    """Adds a memo, then runs a statement that never ends."""

    kind: ClassVar[str] = "count_forever"
    title: ClassVar[str] = "Count forever"

    def apply(self, recorder: Recorder) -> None:
        AddMemo("hilang").apply(recorder)
        recorder.session.execute(ENDLESS)


def test_a_statement_of_a_read_ends_while_it_runs(study: StudySession) -> None:
    with pytest.raises(Stopped), study.reading(After(3)) as state:
        state.execute(ENDLESS)


def test_a_read_of_many_statements_ends_between_two(either: StudySession) -> None:
    with either.reading(After(10)) as state:
        asked = (state.execute(text("SELECT title FROM study")).all() for _ in range(11))
        with pytest.raises(Stopped):
            list(asked)


def test_long_work_beside_the_database_ends_where_it_asks(study: StudySession) -> None:
    with study.reading(After(3)):
        for _ in range(3):
            ask()
        with pytest.raises(Stopped):
            ask()
    ask()


def test_many_rows_are_not_read_to_the_end_where_nobody_waits_for_them(
    study: StudySession,
) -> None:
    number = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000)"
        " SELECT i FROM n"
    ).columns(column("i", Integer))
    read: list[int] = []
    with study.reading(After(3)) as state:
        rows_ = in_parts(state, select(number.subquery().c.i))
        with pytest.raises(Stopped):
            read.extend(row[0] for row in rows_)
    assert 0 < len(read) < 10_000


def test_a_connection_is_whole_after_it_was_stopped(study: StudySession) -> None:
    for _ in range(12):
        with pytest.raises(Stopped), study.reading(After(1)) as state:
            state.execute(ENDLESS)
    with study.reading() as state:
        found = state.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000000)"
                " SELECT count(i) FROM n"
            )
        )
        assert found.scalar() == 2_000_000


def test_what_does_not_want_to_stop_goes_to_its_end(study: StudySession) -> None:
    with study.reading(lambda: False) as state:
        assert state.execute(text("SELECT title FROM study")).scalar() == "Studi uji"


@pytest.fixture(params=[_WriteForever(), _CountForever()], ids=lambda edit: edit.kind)
def endless(request: pytest.FixtureRequest) -> EditRequest[None]:
    """An edit that would never end."""
    found: EditRequest[None] = request.param
    return found


def test_an_edit_that_is_stopped_leaves_no_trace(
    study: StudySession, endless: EditRequest[None]
) -> None:
    study.do(AddMemo("tetap"))
    before = dump(study.store), history(study.store)
    with pytest.raises(Stopped):
        study.do(endless, After(200 if isinstance(endless, _WriteForever) else 12))
    assert (dump(study.store), history(study.store)) == before
    with study.reading() as state:
        assert flaws(state) == ()


def test_undo_that_is_stopped_takes_nothing_back_and_can_be_asked_for_again(
    study: StudySession,
) -> None:
    study.do(AddMemo("tetap"))
    before = dump(study.store), history(study.store)
    with pytest.raises(Stopped):
        study.undo(After(3))
    assert (dump(study.store), history(study.store)) == before
    study.undo()
    assert rows(study.store, Memo) == []
    with pytest.raises(Stopped):
        study.redo(After(3))
    study.redo()
    assert dump(study.store) == before[0]
