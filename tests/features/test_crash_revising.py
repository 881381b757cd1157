"""Kill the program while it corrects and replaces: each act is there as a whole or not at all."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.checking import flaws
from models.code import Code
from models.history import Edit, EditState
from models.positions import Span
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment
from qda.edits.importing import ImportCollection
from qda.session import StudySession
from tests.helpers.running import ROOT
from tests.helpers.studies import dump, new_session, only, reviews, rows, wording

KILLS = 4

_WRITER = """
import itertools, sys
from qda.edits.revising import ReplaceName
from qda.pseudonyms.finding import Wanted, find_name
from qda.session import StudySession

session = StudySession.open(sys.argv[1], coder="Sari")
print("ready", flush=True)
names = ("Budi", "Informan 1")
for number in itertools.count(int(sys.argv[2])):
    old, new = names[number % 2], names[(number + 1) % 2]
    with session.reading() as state:
        places = find_name(state, Wanted(old), new)
    if not places:
        continue
    session.do(ReplaceName(new, places))
    print("done", len(places), flush=True)
    session.undo()
    session.redo()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_replacement_that_is_killed_is_whole_or_not_there(tmp_path: Path) -> None:
    place = tmp_path / "studi.runut"
    with new_session(place) as session:
        texts = [f"kata Budi {number} " * 20 for number in range(120)]
        session.do(ImportCollection(reviews("Ulasan", texts)))
        session.do(AddCode("dana", wording("Funds")))
        code = only(session.store, Code)["id"]
        for source in range(1, 30):
            session.do(CodeSegment(source, Span(3, 20), code))
        start = dump(session.store)
        edits = len(rows(session.store, Edit))
    for seed in range(KILLS):
        _kill(place, seed)
        with StudySession.open(place, coder="Sari") as session, session.reading() as state:
            assert flaws(state) == ()
    with StudySession.open(place, coder="Sari") as session:
        done = [row["state"] for row in rows(session.store, Edit)].count(EditState.DONE)
        for _ in range(done - edits):
            session.undo()
        assert dump(session.store) == start


def _kill(place: Path, seed: int) -> None:
    """Let the writer replace a few times, and kill it at a moment that the seed decides."""
    dice = random.Random(seed)
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, place, str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == "ready"
        for _ in range(dice.randint(0, 3)):
            assert writer.stdout.readline().startswith("done")
        sum(range(dice.randrange(6_000_000)))
        writer.send_signal(signal.SIGKILL)
