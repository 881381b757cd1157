"""Coders: another name, and where one of them codes blind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.vocabulary import Outcome
from qda.edits.coders import (
    CoderNameMissing,
    CoderNameTaken,
    NotAPerson,
    NotBlind,
    ReleaseBlind,
    RenameCoder,
    StartBlind,
)
from qda.edits.codes import AdoptFramework
from qda.edits.settling import SettleCodings, Settling
from qda.edits.sources import RemoveSources
from qda.retrieval.sources import source_by_key
from qda.retrieval.studies import own_blind
from qda.session import CoderIsRule, StudySession, UndoHidden
from tests.helpers.second_coder import TwoCoders
from tests.helpers.studies import import_one, new_session, theory, transcript, unchanged


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Two coders of one interview, who agree on a word."""
    place = tmp_path / "studi.runut"
    with new_session(place) as sari:
        source = import_one(sari, transcript("Wawancara"))
        sari.do(AdoptFramework(theory()))
        with StudySession.open(place, coder="Dimas") as dimas:
            made = TwoCoders(sari, dimas, source)
            made.code(sari, "Anggaran", "R.1")
            made.code(dimas, "Anggaran", "R.1")
            yield made


def test_a_coder_gets_another_name_and_works_on_under_it(pair: TwoCoders) -> None:
    pair.sari.do(RenameCoder(pair.coder_id("Sari"), " Sari Dewi "))
    assert pair.sari.coder_name == "Sari Dewi"
    assert pair.code(pair.sari, "laporan", "C")
    pair.sari.undo()
    pair.sari.undo()
    assert pair.sari.coder_name == "Sari"


def test_the_agreed_version_follows_a_name(pair: TwoCoders) -> None:
    (place,) = pair.compare().places
    assert place.comparison.first is not None
    assert place.comparison.second is not None
    settling = Settling(place.comparison.first.id, place.comparison.second.id, Outcome.FIRST)
    pair.sari.do(SettleCodings(pair.coder_id("Sari"), pair.coder_id("Dimas"), (settling,)))
    pair.sari.do(RenameCoder(pair.coder_id("Dimas"), "Dimas P."))
    agreed = pair.coder_id("Disepakati: Sari & Dimas P.")
    with unchanged(pair.sari.store), pytest.raises(NotAPerson):
        pair.sari.do(RenameCoder(agreed, "Kami"))
    with pytest.raises(CoderIsRule):
        pair.sari.work_as("Disepakati: Sari & Dimas P.")


@pytest.mark.parametrize(("name", "refusal"), [("  ", CoderNameMissing), ("Dimas", CoderNameTaken)])
def test_a_name_that_will_not_do_is_refused(
    pair: TwoCoders, name: str, refusal: type[Exception]
) -> None:
    with unchanged(pair.sari.store), pytest.raises(refusal):
        pair.sari.do(RenameCoder(pair.coder_id("Sari"), name))


def test_blind_coding_holds_for_some_sources_or_for_all(pair: TwoCoders) -> None:
    assert pair.dimas.do(StartBlind((pair.source,))) == 1
    with pair.dimas.reading() as state:
        blind = own_blind(state)
    assert blind is not None
    assert (blind.everywhere, blind.keys) == (False, ("W01",))
    assert pair.dimas.do(StartBlind()) == 1
    assert pair.dimas.do(StartBlind((pair.source,))) == 0
    assert pair.dimas.do(ReleaseBlind()) == 2
    with pair.dimas.reading() as state:
        assert own_blind(state) is None


def test_whoever_leads_the_study_may_release_another(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind())
    pair.sari.do(ReleaseBlind(coder_id=pair.coder_id("Dimas")))
    with pair.dimas.reading() as state:
        assert own_blind(state) is None


def test_nothing_hidden_is_nothing_to_release(pair: TwoCoders) -> None:
    with unchanged(pair.sari.store), pytest.raises(NotBlind):
        pair.sari.do(ReleaseBlind())


def test_the_edit_of_another_is_not_undone_blind(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind())
    pair.code(pair.sari, "laporan", "C")
    with pytest.raises(UndoHidden):
        pair.dimas.undo()
    pair.sari.undo()
    with pytest.raises(UndoHidden):
        pair.dimas.redo()


def test_a_session_goes_on_as_another_coder(pair: TwoCoders) -> None:
    told: list[frozenset[str]] = []
    pair.sari.changes.listen(lambda change: told.append(change.tables))
    assert pair.sari.work_as("Dimas") is not None
    assert {"coding", "coder"} <= told[-1]
    pair.code(pair.sari, "laporan", "C")
    assert len(pair.layer("Dimas")) == 2
    assert pair.sari.work_as("Orang baru") is None
    pair.code(pair.sari, "laporan", "C")
    assert len(pair.layer("Orang baru")) == 1
    with pytest.raises(CoderNameMissing):
        pair.sari.work_as(" ")


def test_blind_coding_goes_with_its_source(pair: TwoCoders) -> None:
    pair.dimas.do(StartBlind((pair.source,)))
    pair.sari.do(RemoveSources((pair.source,)))
    with pair.dimas.reading() as state:
        assert own_blind(state) is None
    pair.sari.undo()
    with pair.dimas.reading() as state:
        assert own_blind(state) is not None
        assert source_by_key(state, "W01").segments == 1
