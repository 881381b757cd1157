"""Kill the program at any moment: the study opens, whole, with every act that was confirmed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.checking import flaws
from models.history import Edit, EditState
from models.memo import Memo
from models.source import Source
from models.undoing import NothingToUndo
from qda.edits.memos import AddMemo
from qda.session import StudySession
from tests.helpers.running import ROOT
from tests.helpers.studies import dump, new_session, rows

KILLS = 16

# Prints what each edit did once `do` has returned: that is when a window shows it.
_WRITER = """
import itertools, random, sys
from qda.edits.importing import ImportCollection
from qda.edits.memos import AddMemo
from qda.session import StudySession
from tests.helpers.studies import reviews

session = StudySession.open(sys.argv[1], coder="Sari")
dice = random.Random(int(sys.argv[2]))
print("ready", flush=True)
for number in itertools.count():
    what = dice.choice(["memo", "memo", "rows", "again"])
    if what == "rows":
        stem = f"{sys.argv[2]}-{number}"
        texts = [f"ulasan {stem} {n} " + "kata " * 40 for n in range(dice.choice([3, 900]))]
        added = session.do(ImportCollection(reviews(stem, texts)))
        print("rows", added.key, added.added, flush=True)
    elif what == "again" and number:
        session.undo()
        session.redo()
        print("again", 0, 0, flush=True)
    else:
        memo = session.do(AddMemo(f"catatan {sys.argv[2]}-{number} " + "kata " * 500))
        print("memo", memo, 1, flush=True)
"""


@contextmanager
def _writing(place: Path, seed: int) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, place, str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as writer:
        try:
            yield writer
        finally:
            writer.kill()


def _killed(place: Path, seed: int) -> list[list[str]]:
    """What was confirmed until the writer was killed, at a moment that the seed decides."""
    dice = random.Random(seed)
    with _writing(place, seed) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        ready = writer.stdout.readline().strip()
        assert ready == "ready", writer.stderr.read()
        lines = (writer.stdout.readline() for _ in range(dice.randint(1, 8)))
        confirmed = [line.split() for line in lines]
        # A busy loop of varying length lets the writer come to another point of its next edit.
        sum(range(dice.randrange(400_000)))
        writer.send_signal(signal.SIGKILL)
        # What it had printed before it died was confirmed too; a half line was not.
        rest = writer.stdout.read()
        confirmed += [line.split() for line in rest.split("\n")[:-1]]
    return confirmed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_every_confirmed_act_survives_being_killed(tmp_path: Path) -> None:
    place = tmp_path / "studi.runut"
    with new_session(place):
        pass
    memos: set[int] = set()
    units: dict[str, int] = {}
    for seed in range(KILLS):
        for kind, which, count in _killed(place, seed):
            if kind == "memo":
                memos.add(int(which))
            elif kind == "rows":
                units[which] = int(count)
        with StudySession.open(place, coder="Sari") as session:
            if rows(session.store, Edit)[-1]["state"] is EditState.UNDONE:
                session.redo()  # it was killed between an undo and its redo
            with session.reading() as connection:
                assert flaws(connection) == ()
            assert memos <= {row["id"] for row in rows(session.store, Memo)}
            keys = [row["key"].split("-")[0] for row in rows(session.store, Source)]
            assert {key: keys.count(key) for key in units} == units
            # The edit that was cut off is there as a whole or not at all, and never more than it.
            done = len(rows(session.store, Edit))
            assert len(memos) + len(units) <= done <= len(memos) + len(units) + seed + 1
            session.undo()
            session.redo()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_after_being_killed_everything_can_still_be_undone(tmp_path: Path) -> None:
    place = tmp_path / "studi.runut"
    with new_session(place) as session:
        start = dump(session.store)
    for seed in range(100, 103):
        _killed(place, seed)
    with StudySession.open(place, coder="Sari") as session:
        end = dump(session.store)
        done = [row["state"] for row in rows(session.store, Edit)].count(EditState.DONE)
        for _ in range(done):
            session.undo()
        assert dump(session.store) == start
        with pytest.raises(NothingToUndo):
            session.undo()
        for _ in range(done):
            session.redo()
        assert dump(session.store) == end


_MAKER = """
import sys
from qda.edits.memos import AddMemo
from qda.session import NewStudy, StudySession

session = StudySession.create(sys.argv[1], NewStudy("Baru"), coder="Sari")
session.do(AddMemo("satu"))
print("confirmed", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_study_that_was_just_made_survives_being_killed(tmp_path: Path) -> None:
    place = tmp_path / "studi.runut"
    with subprocess.Popen(
        [sys.executable, "-c", _MAKER, place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as maker:
        assert maker.stdout is not None
        assert maker.stdout.readline().strip() == "confirmed"
        maker.kill()
    with StudySession.open(place, coder="Sari") as session:
        assert [row["text"] for row in rows(session.store, Memo)] == ["satu"]
        session.do(AddMemo("dua"))
        session.undo()
        session.undo()
