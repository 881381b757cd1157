"""What waits to be confirmed: in which order, in which context, and how much of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.positions import Span
from models.vocabulary import CodingState
from qda.edits.coding import ConfirmCodings, RemoveCodings
from qda.edits.proposing import StoreProposals
from qda.retrieval.codings import CodingFilter
from qda.retrieval.filter_language import parse_filter
from qda.retrieval.queue import (
    QueueOrder,
    count_waiting,
    in_context,
    queue,
    states_of,
    what_waits,
)
from qda.session import StudySession
from tests.helpers.coded import code, place_of, signed_reviews, store, store_reviews
from tests.helpers.studies import document, proposed, transcript

SENTENCES = "Satu ada. Dua ada. Tiga ada. Empat ada. Lima ada. Enam ada. Tujuh ada. Delapan ada."


def propose(study: StudySession, key: str, words: str, which: str, terms: int = 1) -> None:
    source_id, span = place_of(study, key, words)
    made = proposed(source_id, span, f"mini2020:{which}")
    found = tuple(f"istilah{n}" for n in range(terms))
    study.do(StoreProposals((replace(made, proposal=replace(made.proposal, terms=found)),)))


@pytest.fixture
def waiting(study: StudySession) -> StudySession:
    """Four proposals in two sources and a collection, and one coding that does not wait."""
    store(study, transcript("Wawancara", (("P", "Apa?"), ("Ratna", "Dana kurang. Staf ada."))))
    store(study, document("Laporan", SENTENCES))
    store_reviews(study, signed_reviews("Ulasan", [("A", "lambat"), ("B", "dana")]))
    propose(study, "W01", "Dana kurang", "R.1")
    propose(study, "W01", "Staf ada", "C", 3)
    propose(study, "D01", "Empat ada", "R.2", 2)
    propose(study, "U01-0002", "dana", "R.1")
    code(study, "U01-0001", "lambat", "C")
    return study


def said(study: StudySession, order: QueueOrder, *, seed: int = 0, most: int | None = None) -> str:
    with study.reading() as connection:
        found = queue(connection, CodingFilter(), order, seed=seed, most=most)
        words = [in_context(connection, each.id) for each in found]
    return ", ".join(each.listed.row.quote for each in words if each is not None)


def test_proposals_come_in_the_order_asked_for(waiting: StudySession) -> None:
    assert said(waiting, QueueOrder.SOURCE) == "Empat ada, dana, Dana kurang, Staf ada"
    # In the tree: R.1 twice, R.2, C.
    assert said(waiting, QueueOrder.CODE) == "dana, Dana kurang, Empat ada, Staf ada"
    assert said(waiting, QueueOrder.CERTAINTY) == "Staf ada, Empat ada, dana, Dana kurang"
    assert said(waiting, QueueOrder.SOURCE, most=2) == "Empat ada, dana"


def test_a_chance_order_is_the_same_for_the_same_seed_and_keeps_when_some_are_decided(
    waiting: StudySession,
) -> None:
    orders = {said(waiting, QueueOrder.RANDOM, seed=seed) for seed in range(20)}
    assert len(orders) > 5
    first = said(waiting, QueueOrder.RANDOM, seed=7)
    assert said(waiting, QueueOrder.RANDOM, seed=7) == first
    with waiting.reading() as connection:
        id_ = queue(connection, CodingFilter(), QueueOrder.RANDOM, seed=7)[0].id
    waiting.do(RemoveCodings((id_,)))
    assert said(waiting, QueueOrder.RANDOM, seed=7) == first.partition(", ")[2]


def test_a_filter_narrows_the_queue_and_never_brings_in_what_is_confirmed(
    waiting: StudySession,
) -> None:
    with waiting.reading() as connection:
        assert count_waiting(connection) == 4
        wanted = parse_filter(connection, "technique=interview; code=R")
        assert len(queue(connection, wanted)) == count_waiting(connection, wanted) == 1
        confirmed = CodingFilter(states=frozenset({CodingState.CONFIRMED}))
        assert len(queue(connection, confirmed)) == 4


def test_three_sentences_stand_around_the_words(waiting: StudySession) -> None:
    with waiting.reading() as connection:
        found = in_context(connection, queue(connection)[0].id)
    assert found is not None
    assert found.text == ("Satu ada. Dua ada. Tiga ada. Empat ada. Lima ada. Enam ada. Tujuh ada.")
    assert found.span == Span(29, 38)
    assert found.span.of(found.text) == "Empat ada"
    assert (found.title, found.speaker, found.code.canonical_id) == (
        "Laporan", "", "mini2020:R.2",
    )  # fmt: skip


def test_the_context_names_the_speaker(waiting: StudySession) -> None:
    with waiting.reading() as connection:
        found = in_context(connection, queue(connection)[2].id)
        assert in_context(connection, 999) is None
    assert found is not None
    assert found.speaker == "Ratna"
    assert found.listed.informants == ("Ratna",)


def test_what_waits_is_told_by_source_and_by_code(waiting: StudySession) -> None:
    with waiting.reading() as connection:
        found = what_waits(connection)
    assert found.total == 4
    assert [(each.key, each.count) for each in found.sources] == [
        ("D01", 1), ("U01", 1), ("W01", 2),
    ]  # fmt: skip
    assert [(code.canonical_id, count) for code, count in found.codes] == [
        ("mini2020:R.1", 2), ("mini2020:R.2", 1), ("mini2020:C", 1),
    ]  # fmt: skip


def test_states_tell_what_has_become_of_proposals(waiting: StudySession) -> None:
    with waiting.reading() as connection:
        ids = [each.id for each in queue(connection)]
    waiting.do(ConfirmCodings((ids[0],)))
    waiting.do(RemoveCodings((ids[1],)))
    with waiting.reading() as connection:
        states = states_of(connection, ids)
    assert states == {
        ids[0]: CodingState.CONFIRMED,
        ids[2]: CodingState.PROPOSED,
        ids[3]: CodingState.PROPOSED,
    }
