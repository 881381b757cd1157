"""Confirming under another code, tags, single judgements, and edits in portions."""

from __future__ import annotations

import pytest

from models.coding import Coding
from models.vocabulary import CodingState, Polarity
from qda.edits.coding import ConfirmCodings, JudgeCodings, Judgement, JudgementChange, TagCodings
from qda.edits.deciding import ConfirmAs
from qda.edits.portions import PORTION, InPortions
from qda.edits.proposing import StoreProposals
from qda.jobs.progress import Cancelled, Silent
from qda.retrieval.codes import code_by_id
from qda.retrieval.histories import next_undo
from qda.session import StudySession
from tests.helpers.coded import adopt, code, place_of, store
from tests.helpers.studies import document, dump, ids, only, proposed, theory, unchanged


@pytest.fixture
def waiting(study: StudySession) -> StudySession:
    """A document with one proposal for funds."""
    adopt(study, theory())
    source_id = store(study, document("Laporan", "Dana kurang. Staf ada."))
    _, span = place_of(study, "D01", "Dana kurang")
    study.do(StoreProposals((proposed(source_id, span, "mini2020:R.1"),)))
    return study


def named(session: StudySession, canonical: str) -> int:
    with session.reading() as connection:
        return code_by_id(connection, canonical).id


def test_a_proposal_is_confirmed_under_another_code_in_one_act(waiting: StudySession) -> None:
    (id_,) = ids(waiting.store, Coding)
    before = dump(waiting.store)
    assert waiting.do(ConfirmAs((id_,), named(waiting, "C"))) == 1
    row = only(waiting.store, Coding, id=id_)
    assert (row["state"], row["code_id"]) == (CodingState.CONFIRMED, named(waiting, "C"))
    assert row["confirmed_by"] == waiting.coder.id
    assert row["rule"] == "list 1 R"
    waiting.undo()
    assert dump(waiting.store) == before


def test_under_its_own_code_it_is_just_confirmed(waiting: StudySession) -> None:
    (id_,) = ids(waiting.store, Coding)
    assert waiting.do(ConfirmAs((id_,), named(waiting, "R.1"))) == 1
    assert only(waiting.store, Coding, id=id_)["state"] is CodingState.CONFIRMED


def test_tags_are_put_on_and_taken_off(waiting: StudySession) -> None:
    (id_,) = ids(waiting.store, Coding)
    waiting.do(TagCodings((id_,), (" kuat ", "baru", "Kuat")))
    assert only(waiting.store, Coding, id=id_)["tags"] == ["kuat", "baru"]
    waiting.do(TagCodings((id_,), (), ("KUAT",)))
    assert only(waiting.store, Coding, id=id_)["tags"] == ["baru"]


def test_one_part_of_a_judgement_changes_and_the_others_stay(waiting: StudySession) -> None:
    id_ = code(waiting, "D01", "Staf", "R.2", Judgement(Polarity.MIXED, 2, important=True))
    waiting.do(JudgeCodings((id_,), JudgementChange(strength=3)))
    row = only(waiting.store, Coding, id=id_)
    assert (row["polarity"], row["strength"], row["important"]) == (Polarity.MIXED, 3, True)
    waiting.do(JudgeCodings((id_,), JudgementChange(polarity=None)))
    assert only(waiting.store, Coding, id=id_)["polarity"] is None


class _Told(Silent):
    """Remembers what it was told; stops the work at a step."""

    def __init__(self, stop_at: int = -1) -> None:
        self.heard: list[int] = []
        self._stop_at = stop_at

    def report(self, done: int, total: int, what: str = "") -> None:
        """Override."""
        self.heard.append(done)
        if done == self._stop_at:
            raise Cancelled


def test_an_edit_in_portions_is_one_edit_of_its_own_kind(waiting: StudySession) -> None:
    (id_,) = ids(waiting.store, Coding)
    before = dump(waiting.store)
    told = _Told()
    many = (id_, *range(1_000_000, 1_000_000 + PORTION))
    assert waiting.do(InPortions(ConfirmCodings, many, told)) == 1
    assert told.heard == [0, PORTION, PORTION + 1]
    with waiting.reading() as connection:
        undo = next_undo(connection)
    assert undo is not None
    assert undo[0] == "confirm_codings"
    assert undo[1]["count"] == 1
    waiting.undo()
    assert dump(waiting.store) == before


def test_stopping_it_leaves_no_trace(waiting: StudySession) -> None:
    (id_,) = ids(waiting.store, Coding)
    many = (id_, *range(1_000_000, 1_000_000 + PORTION))
    with unchanged(waiting.store), pytest.raises(Cancelled):
        waiting.do(InPortions(ConfirmCodings, many, _Told(stop_at=PORTION)))
