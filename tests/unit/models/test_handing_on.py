"""A copy to hand on: whole and working, and no byte of it tells a replaced name."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.checking import flaws
from models.coding import Coding
from models.handing_on import ServerNotCopied, copy_to_hand_on
from models.source import ImportedText, OriginalFile, Source
from models.store import AlreadyThere
from models.study import Study
from qda.edits.memos import AddMemo
from qda.edits.revising import ReplaceName
from qda.edits.titles import title_of
from qda.i18n import Speech
from qda.jobs.progress import Cancelled
from qda.pseudonyms.finding import Wanted, find_name
from qda.retrieval.histories import acts, next_undo
from qda.session import StudySession
from tests.helpers.studies import dump, fill, new_session, only, rows

NAME = "Ratna"


def _quiet(_done: int, _total: int) -> None:
    pass


def _replaced(place: Path) -> StudySession:
    session = new_session(place)
    fill(session)
    session.do(AddMemo(f"{NAME} ragu " * 3000))
    with session.reading() as state:
        found = find_name(state, Wanted(f"Ibu {NAME}", parts=True), "Informan 1")
    session.do(ReplaceName("Informan 1", found))
    return session


def _bytes_around(place: Path) -> bytes:
    return b"".join(each.read_bytes() for each in place.parent.iterdir() if each.is_file())


def test_no_byte_of_the_copy_tells_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "serah"
    folder.mkdir()
    to = folder / "salinan.runut"
    with _replaced(tmp_path / "studi.runut") as session:
        copy_to_hand_on(session.store, to, report=_quiet)
    held = _bytes_around(to)
    for written in (NAME, NAME.lower(), NAME.upper()):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert written.encode(encoding) not in held
    assert [each.name for each in folder.iterdir()] == ["salinan.runut"]
    # The study itself still tells it, in the original file and in the history.
    assert sorted(each.name for each in tmp_path.iterdir()) == ["serah", "studi.runut"]


def test_the_copy_opens_clean_with_all_that_was_coded_and_a_line_that_says_what_it_is(
    tmp_path: Path,
) -> None:
    to = tmp_path / "salinan.runut"
    with _replaced(tmp_path / "studi.runut") as session:
        whole = dump(session.store)
        copy_to_hand_on(session.store, to, coder_id=1, report=_quiet)
        assert dump(session.store) == whole
    with StudySession.open(to, coder="Sari") as copy:
        left = dump(copy.store)
        for table in ("coding", "segment", "source_text", "case", "code", "memo", "coder"):
            assert left[table] == whole[table]
        assert (rows(copy.store, OriginalFile), rows(copy.store, ImportedText)) == ([], [])
        assert {row["file_id"] for row in rows(copy.store, Source)} == {None}
        assert only(copy.store, Study)["salt"] != whole["study"][0]["salt"]
        with copy.reading() as state:
            assert flaws(state) == ()
            told = [title_of(each.kind, each.facts, Speech("en")) for each in acts(state)]
            assert next_undo(state) is None
        assert told == ["Make this copy to hand on, without original files and history"]
        copy.do(AddMemo("baru"))
        copy.undo()
        assert dump(copy.store) == left


def test_a_place_that_is_taken_is_not_overwritten(tmp_path: Path) -> None:
    to = tmp_path / "salinan.runut"
    to.write_bytes(b"lain")
    with new_session(tmp_path / "studi.runut") as session, pytest.raises(AlreadyThere):
        copy_to_hand_on(session.store, to, report=_quiet)
    assert to.read_bytes() == b"lain"


@pytest.mark.parametrize("step", range(4))
def test_stopping_it_leaves_nothing(step: int, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == step:
            raise Cancelled

    with new_session(tmp_path / "studi.runut") as session, pytest.raises(Cancelled):
        copy_to_hand_on(session.store, tmp_path / "salinan.runut", report=stop)
    assert [each.name for each in tmp_path.iterdir()] == ["studi.runut"]


def test_a_study_on_a_server_is_refused_with_a_sentence(postgres_url: str, tmp_path: Path) -> None:
    with new_session(postgres_url) as session:
        fill(session)
        rows(session.store, Coding)
        with pytest.raises(ServerNotCopied):
            copy_to_hand_on(session.store, tmp_path / "salinan.runut", report=_quiet)
