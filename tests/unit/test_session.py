"""A session: who codes, what listeners hear, and that a refused edit leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.positions import Span
from models.recording import NotThere
from models.source import Source
from models.store import AlreadyThere, NoSuchStudy
from models.undoing import NothingToRedo, NothingToUndo
from models.vocabulary import Reading
from qda.edits.coders import CoderNameMissing
from qda.edits.coding import CodeSegment
from qda.edits.importing import AlreadyImported
from qda.edits.sources import MarkReading
from qda.events import Changed
from qda.retrieval.histories import acts
from qda.session import NewStudy, StudySession, coder_names
from tests.helpers.studies import document, ids, import_one, new_session, unchanged


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "studi.runut"


def test_a_coder_is_added_once_and_known_again(place: Path) -> None:
    with new_session(place, coder="  Sari ") as first:
        number = first.coder.id
    with StudySession.open(place, coder="Tono") as other:
        import_one(other, document("catatan.txt", "Satu."))
    with StudySession.open(place, coder="Sari") as again:
        assert (again.coder.id, again.coder.name) == (number, "Sari")
        assert coder_names(again.store) == ("Sari", "Tono")


def test_who_only_looks_is_not_added(place: Path) -> None:
    new_session(place, coder="Sari").close()
    with StudySession.open(place, coder="Tono") as other, unchanged(other.store):
        assert other.study().title
        assert coder_names(other.store) == ("Sari",)


def test_a_refused_first_edit_adds_nobody(place: Path) -> None:
    new_session(place, coder="Sari").close()
    with StudySession.open(place, coder="Tono") as other:
        with pytest.raises(NotThere):
            other.do(CodeSegment(99, Span(0, 1), 1))
        assert coder_names(other.store) == ("Sari",)


def test_undoing_the_first_edit_of_a_coder_keeps_her_in_the_history(place: Path) -> None:
    new_session(place, coder="Sari").close()
    with StudySession.open(place, coder="Tono") as other:
        import_one(other, document("catatan.txt", "Satu."))
        other.undo()
        other.redo()
        assert coder_names(other.store) == ("Sari", "Tono")
        with other.reading() as connection:
            assert {act.coder for act in acts(connection)} == {"Tono"}


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_nobody_cannot_open_or_make_a_study(place: Path, name: str) -> None:
    with pytest.raises(CoderNameMissing):
        new_session(place, coder=name)
    assert not place.exists()
    new_session(place).close()
    with pytest.raises(CoderNameMissing):
        StudySession.open(place, coder=name)


def test_a_study_is_never_made_over_another_and_never_out_of_nothing(place: Path) -> None:
    with pytest.raises(NoSuchStudy):
        StudySession.open(place, coder="Sari")
    new_session(place).close()
    before = place.read_bytes()
    with pytest.raises(AlreadyThere):
        new_session(place)
    assert place.read_bytes() == before


def test_facts_of_a_new_study(place: Path) -> None:
    start = NewStudy("Judul", "en", "Mengapa?", "P", "Pr", "A", "I")
    with new_session(place, start=start) as session:
        row = session.study()
    assert (row.title, row.language, row.question) == ("Judul", "en", "Mengapa?")
    assert (row.programme_id, row.agency_id, row.version) == ("Pr", "I", 0)


def test_listeners_hear_of_every_change_until_they_stop(place: Path) -> None:
    heard: list[Changed] = []
    with new_session(place) as session:
        stop = session.changes.listen(heard.append)
        source_id = import_one(session, document("A", "Dana."))
        session.undo()
        session.redo()
        assert [each.kind for each in heard] == ["import_sources"] * 3
        assert len({each.edit_id for each in heard}) == 1
        assert "source" in heard[0].tables
        session.do(MarkReading((source_id,), Reading.UNREAD))  # changes nothing
        assert len(heard) == 3
        stop()
        session.do(MarkReading((source_id,), Reading.READ))
        assert len(heard) == 3


def test_a_refused_edit_leaves_no_trace_and_is_not_announced(place: Path) -> None:
    heard: list[Changed] = []
    with new_session(place) as session:
        import_one(session, document("A", "Dana."))
        session.changes.listen(heard.append)
        with unchanged(session.store), pytest.raises(AlreadyImported):
            import_one(session, document("A", "Dana."))
        assert not heard
        assert len(ids(session.store, Source)) == 1


def test_nothing_to_undo_and_nothing_to_redo(place: Path) -> None:
    with new_session(place) as session:
        with pytest.raises(NothingToUndo):
            session.undo()
        with pytest.raises(NothingToRedo):
            session.redo()


def test_a_reading_sees_one_state_while_another_coder_edits(place: Path) -> None:
    from qda.retrieval.sources import sources

    with new_session(place) as session, StudySession.open(place, coder="Tono") as other:
        with session.reading() as connection:
            assert sources(connection) == ()
            import_one(other, document("A", "Dana."))
            assert sources(connection) == ()
        with session.reading() as connection:
            assert len(sources(connection)) == 1
