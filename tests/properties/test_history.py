"""Any history of edits can be undone to its start and redone to its end, exactly."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import create_engine, text

from models import recording, undoing
from models.checking import flaws
from models.errors import Refused
from models.history import Edit
from models.undoing import NothingToRedo, NothingToUndo
from qda.edits.titles import edits
from qda.session import StudySession
from tests.helpers.acts import ACTS, Scene
from tests.helpers.acts_coding import FIRST
from tests.helpers.postgres import Server
from tests.helpers.studies import dump, fill, history, new_session, rows


@pytest.fixture(autouse=True)
def small_batches() -> Iterator[None]:
    """Take the paths of large imports and long lists with a handful of rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recording, "KEEP_INSERTED", 3)
        patch.setattr(recording, "BATCH", 4)
        patch.setattr(undoing, "BATCH", 4)
        yield


Dump = dict[str, list[Any]]


class HistoryMachine(RuleBasedStateMachine):
    """Edits, undoes, redoes and reopens a study, and remembers how it looked at each step."""

    def __init__(self) -> None:
        super().__init__()
        self.place = self.new_place()
        self.session = new_session(self.place)
        self.now = dump(self.session.store)
        self.done: list[Dump] = []
        self.undone: list[Dump] = []

    def new_place(self) -> str:
        """Where a study can be made."""
        self._folder = tempfile.TemporaryDirectory()
        return str(Path(self._folder.name) / "studi.runut")

    def remove(self) -> None:
        """Take away what `new_place` made."""
        self._folder.cleanup()

    def teardown(self) -> None:
        """Check the whole study once more, and leave nothing behind."""
        try:
            with self.session.reading() as connection:
                assert flaws(connection) == ()
        finally:
            self.session.close()
            self.remove()

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        """A study that has something to edit."""
        for name in ("adopt", "import_sources", "import_sources", "add_case", "import_reviews"):
            self.act(name, seed)
        for step in range(4):
            self.act("code_segment", seed + step)

    @rule(name=st.sampled_from(sorted(ACTS)), seed=st.integers(0, 2**16))
    def act(self, name: str, seed: int) -> None:
        """Any edit of the program; one that is refused leaves no trace."""
        edit = ACTS[name](Scene(self.session, random.Random(seed)))
        if edit is None:
            return
        before = history(self.session.store)
        try:
            self.session.do(edit)
        except Refused:
            assert history(self.session.store) == before
            assert dump(self.session.store) == self.now
            return
        now = dump(self.session.store)
        if history(self.session.store)["edit"] == before["edit"]:
            assert now == self.now
            return
        self.done.append(self.now)
        self.undone.clear()
        self.now = now

    @rule()
    @precondition(lambda self: self.done)
    def undo(self) -> None:
        """The study is as it was before the newest edit."""
        self.session.undo()
        self.undone.append(self.now)
        self.now = self.done.pop()
        assert dump(self.session.store) == self.now

    @rule()
    @precondition(lambda self: self.undone)
    def redo(self) -> None:
        """The study is as it was after the edit that was undone."""
        self.session.redo()
        self.done.append(self.now)
        self.now = self.undone.pop()
        assert dump(self.session.store) == self.now

    @rule()
    @precondition(lambda self: not self.undone)
    def redo_nothing(self) -> None:
        """After a new edit there is nothing to redo."""
        with pytest.raises(NothingToRedo):
            self.session.redo()

    @rule()
    def reopen(self) -> None:
        """A study that is closed and opened again is the same, with all its history."""
        # Who works may have got another name; the same coder opens it again.
        coder = self.session.coder_name
        self.session.close()
        self.session = StudySession.open(self.place, coder=coder)
        assert dump(self.session.store) == self.now

    @invariant()
    def whole(self) -> None:
        """Nothing refers to what is not there, every position lies in its text."""
        with self.session.reading() as connection:
            assert flaws(connection) == ()


def _server_machine(server: Server, database: str) -> type[HistoryMachine]:
    class ServerMachine(HistoryMachine):
        def new_place(self) -> str:
            url = server.url(database)
            engine = create_engine(url)
            with engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
            engine.dispose()
            return url

        def remove(self) -> None:
            """The next study drops what this one made."""

    return ServerMachine


def test_edits_undo_redo_and_reopening_in_any_order_on_a_file() -> None:
    run_state_machine_as_test(HistoryMachine)


def test_edits_undo_redo_and_reopening_in_any_order_on_a_server(postgres_server: Server) -> None:
    few = max(6, settings().max_examples // 5)
    postgres_server.create("history")
    run_state_machine_as_test(
        _server_machine(postgres_server, "history"), settings=settings(max_examples=few)
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that has something of every kind; each test changes a copy."""
    place = tmp_path_factory.mktemp("filled") / "studi.runut"
    with new_session(place) as session:
        fill(session)
    return place


@pytest.mark.parametrize("name", ACTS)
def test_each_edit_is_undone_and_redone_exactly(name: str, filled: Path, tmp_path: Path) -> None:
    place = tmp_path / "studi.runut"
    shutil.copy(filled, place)
    with StudySession.open(place, coder="Sari") as session:
        for first in FIRST.get(name, ()):
            assert any(_try(session, first, random.Random(seed)) for seed in range(200))
        before = dump(session.store)
        assert any(_try(session, name, random.Random(seed)) for seed in range(200))
        after = dump(session.store)
        assert after != before
        session.undo()
        assert dump(session.store) == before
        session.redo()
        assert dump(session.store) == after


def test_every_kind_of_edit_takes_part(tmp_path: Path) -> None:
    made: set[str] = set()
    with new_session(tmp_path / "studi.runut") as session:
        fill(session)
        for choose in ACTS.values():
            found = (choose(Scene(session, random.Random(seed))) for seed in range(50))
            made.update(edit.kind for edit in found if edit is not None)
    assert made == {edit.kind for edit in edits()}


@pytest.mark.parametrize("seed", range(12))
def test_a_history_of_forty_edits_is_undone_to_the_start_and_redone_to_the_end(
    seed: int, tmp_path: Path
) -> None:
    dice = random.Random(seed)
    with new_session(tmp_path / "studi.runut") as session:
        states = [dump(session.store)]
        while len(states) <= 40:
            name = dice.choice(sorted(ACTS))
            if _try(session, name, dice):
                states.append(dump(session.store))
        for state in reversed(states[:-1]):
            session.undo()
            assert dump(session.store) == state
        with pytest.raises(NothingToUndo):
            session.undo()
        for state in states[1:]:
            session.redo()
            assert dump(session.store) == state
        with session.reading() as connection:
            assert flaws(connection) == ()


def _try(session: StudySession, name: str, dice: random.Random) -> bool:
    """Whether the edit was carried out and changed something."""
    edit = ACTS[name](Scene(session, dice))
    if edit is None:
        return False
    made = len(rows(session.store, Edit))
    try:
        session.do(edit)
    except Refused:
        return False
    return len(rows(session.store, Edit)) > made
