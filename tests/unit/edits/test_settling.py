"""Settling what two coders coded differently: the agreed version, and both layers untouched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.coding import Coding
from models.memo import Memo
from models.study import Settlement
from models.vocabulary import CoderKind, Outcome
from qda.agreement.comparing import Kind
from qda.agreement.reading import Place
from qda.edits.codes import AdoptFramework, MergeCodes
from qda.edits.coding import RecodeCodings, RemoveCodings
from qda.edits.settling import (
    Instead,
    NotComparable,
    NotOfThisCoder,
    ReopenComparisons,
    SettleCodings,
    Settling,
)
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.studies import coders
from qda.session import StudySession
from tests.helpers.second_coder import TwoCoders
from tests.helpers.studies import dump, import_one, new_session, rows, theory, transcript, unchanged

AGREED = "Disepakati: Sari & Dimas"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[TwoCoders]:
    """Two coders who differ in the edges of one passage and in the code of another."""
    place = tmp_path / "studi.runut"
    with new_session(place) as sari:
        source = import_one(sari, transcript("Wawancara"))
        sari.do(AdoptFramework(theory()))
        with StudySession.open(place, coder="Dimas") as dimas:
            made = TwoCoders(sari, dimas, source)
            made.code(sari, "Anggaran kami kurang", "R.1")
            made.code(dimas, "kami kurang", "R.1")
            made.code(sari, "laporan terlambat", "C")
            made.code(dimas, "laporan terlambat", "R.2")
            yield made


def settle(
    pair: TwoCoders, kind: Kind, outcome: Outcome, *, reason: str = "", as_memo: bool = False
) -> Place:
    """Settle the comparison of a kind, and give it back as it is then."""
    wanted = _place(pair, kind).comparison
    settling = Settling(
        None if wanted.first is None else wanted.first.id,
        None if wanted.second is None else wanted.second.id,
        outcome,
    )
    first, second = pair.coder_id("Sari"), pair.coder_id("Dimas")
    pair.sari.do(SettleCodings(first, second, (settling,), reason, as_memo))
    return _place(pair, kind)


def _place(pair: TwoCoders, kind: Kind) -> Place:
    return next(each for each in pair.compare().places if each.comparison.kind is kind)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.FIRST, ["Anggaran kami kurang"]),
        (Outcome.SECOND, ["kami kurang"]),
        (Outcome.BOTH, ["Anggaran kami kurang", "kami kurang"]),
        (Outcome.NEITHER, []),
    ],
)
def test_the_agreed_version_takes_what_was_agreed_on(
    pair: TwoCoders, outcome: Outcome, words: list[str]
) -> None:
    layers = pair.layer("Sari"), pair.layer("Dimas")
    place = settle(pair, Kind.BOUNDARY, outcome, reason="Kata sifat ikut")
    assert place.settled is not None
    assert (place.settled.outcome, place.settled.reason) == (outcome, "Kata sifat ikut")
    assert (place.settled.coder, place.settled.outdated) == ("Sari", False)
    with pair.sari.reading() as state:
        agreed = frozenset({pair.coder_id(AGREED)})
        found = codings(state, CodingFilter(coder_ids=agreed))
    assert [row.quote for row in found] == words
    assert (pair.layer("Sari"), pair.layer("Dimas")) == layers


def test_the_agreed_version_is_one_coder_for_each_pair(pair: TwoCoders) -> None:
    settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    settle(pair, Kind.OTHER_CODE, Outcome.SECOND)
    with pair.sari.reading() as state:
        kinds = {each.name: each.kind for each in coders(state)}
    assert kinds[AGREED] is CoderKind.AGREED
    assert list(kinds.values()).count(CoderKind.AGREED) == 1


def test_the_pair_is_the_same_whoever_is_named_first(pair: TwoCoders) -> None:
    settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    back = pair.compare("Dimas", "Sari")
    (settled,) = [each.settled for each in back.places if each.settled is not None]
    assert settled.outcome is Outcome.SECOND
    wanted = _place(pair, Kind.OTHER_CODE).comparison
    assert wanted.first is not None
    assert wanted.second is not None
    edit = SettleCodings(
        pair.coder_id("Dimas"),
        pair.coder_id("Sari"),
        (Settling(wanted.second.id, wanted.first.id, Outcome.FIRST),),
    )
    pair.dimas.do(edit)
    found = _place(pair, Kind.OTHER_CODE).settled
    assert found is not None
    assert found.outcome is Outcome.SECOND


def test_settling_again_replaces_what_was_settled(pair: TwoCoders) -> None:
    settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    settle(pair, Kind.BOUNDARY, Outcome.NEITHER)
    assert pair.layer(AGREED) == set()
    assert len(rows(pair.sari.store, Settlement)) == 1
    assert pair.compare().settled == 1


def test_settling_is_undone_and_redone_whole(pair: TwoCoders) -> None:
    settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    before = dump(pair.sari.store)
    settle(pair, Kind.BOUNDARY, Outcome.SECOND, reason="x", as_memo=True)
    after = dump(pair.sari.store)
    pair.sari.undo()
    assert dump(pair.sari.store) == before
    pair.sari.redo()
    assert dump(pair.sari.store) == after


def test_reopening_takes_the_agreed_codings_away(pair: TwoCoders) -> None:
    place = settle(pair, Kind.BOUNDARY, Outcome.BOTH)
    assert place.settled is not None
    pair.sari.do(ReopenComparisons((place.settled.id,)))
    assert pair.layer(AGREED) == set()
    assert pair.compare().settled == 0


def test_something_else_can_be_agreed_on_than_either_coded(pair: TwoCoders) -> None:
    wanted = _place(pair, Kind.OTHER_CODE).comparison
    assert wanted.first is not None
    assert wanted.second is not None
    instead = Instead(pair.source, pair.span("laporan"), pair.code_id("R"))
    settling = Settling(wanted.first.id, wanted.second.id, Outcome.NEITHER, instead)
    pair.sari.do(SettleCodings(pair.coder_id("Sari"), pair.coder_id("Dimas"), (settling,)))
    assert {code for _, code in pair.layer(AGREED)} == {pair.code_id("R")}
    settled = _place(pair, Kind.OTHER_CODE).settled
    assert settled is not None
    assert settled.other


def test_the_reason_becomes_a_memo_on_each_code_where_it_is_wanted(pair: TwoCoders) -> None:
    settle(pair, Kind.OTHER_CODE, Outcome.FIRST, reason="Bukan orang, melainkan alur", as_memo=True)
    found = rows(pair.sari.store, Memo)
    assert [row["text"] for row in found] == ["Bukan orang, melainkan alur"] * 2
    assert {row["target"] for row in found} == {"code"}


def test_a_settlement_is_outdated_when_a_coding_gets_another_code(pair: TwoCoders) -> None:
    place = settle(pair, Kind.BOUNDARY, Outcome.NEITHER)
    assert place.comparison.second is not None
    pair.dimas.do(RecodeCodings((place.comparison.second.id,), pair.code_id("R.2")))
    outdated = [e.settled.outdated for e in pair.compare().places if e.settled is not None]
    assert outdated == [True]
    assert pair.compare().settled == 0
    pair.dimas.undo()
    assert pair.compare().settled == 1


def test_a_settlement_is_outdated_when_a_coding_goes(pair: TwoCoders) -> None:
    place = settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    assert place.comparison.second is not None
    pair.dimas.do(RemoveCodings((place.comparison.second.id,)))
    (settled,) = [e.settled for e in pair.compare().places if e.settled is not None]
    assert settled.outdated


def test_a_settlement_is_outdated_when_its_agreed_coding_goes(pair: TwoCoders) -> None:
    settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    agreed = pair.coder_id(AGREED)
    gone = [row["id"] for row in rows(pair.sari.store, Coding) if row["coder_id"] == agreed]
    pair.sari.do(RemoveCodings(tuple(gone)))
    assert pair.compare().settled == 0


def test_merging_codes_leaves_what_is_settled_in_force(pair: TwoCoders) -> None:
    settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    pair.sari.do(MergeCodes((pair.code_id("R.1"),), pair.code_id("R")))
    assert pair.compare().settled == 1


def test_settlements_whose_codings_are_all_gone_are_told(pair: TwoCoders) -> None:
    place = settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    assert place.comparison.first is not None
    assert place.comparison.second is not None
    pair.sari.do(RemoveCodings((place.comparison.first.id, place.comparison.second.id)))
    assert len(pair.compare().lost) == 1
    pair.sari.do(ReopenComparisons(pair.compare().lost))
    assert pair.compare().lost == ()
    assert pair.layer(AGREED) == set()


def test_the_agreed_version_is_not_settled_once_more(pair: TwoCoders) -> None:
    settle(pair, Kind.BOUNDARY, Outcome.FIRST)
    agreed = pair.coder_id(AGREED)
    with unchanged(pair.sari.store), pytest.raises(NotComparable):
        pair.sari.do(SettleCodings(pair.coder_id("Sari"), agreed, ()))


def test_a_coding_of_somebody_else_is_refused(pair: TwoCoders) -> None:
    wanted = _place(pair, Kind.BOUNDARY).comparison
    assert wanted.first is not None
    settling = Settling(None, wanted.first.id, Outcome.SECOND)
    with unchanged(pair.sari.store), pytest.raises(NotOfThisCoder):
        pair.sari.do(SettleCodings(pair.coder_id("Sari"), pair.coder_id("Dimas"), (settling,)))
