"""Proposals are stored once, in the name of their rule, and wait for a researcher."""

from __future__ import annotations

import pytest

from models.coding import Coding, Segment
from models.positions import Span
from models.study import Coder
from models.vocabulary import CoderKind, CodingState, Polarity
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment
from qda.edits.proposing import ProposalsStored, StoreProposals
from qda.retrieval.codes import codes
from qda.session import StudySession
from tests.helpers.studies import (
    document,
    dump,
    import_one,
    only,
    proposed,
    rows,
    unchanged,
    wording,
)


@pytest.fixture
def source(study: StudySession) -> int:
    """A source, and the codes a and b."""
    study.do(AddCode("a", wording("A")))
    study.do(AddCode("b", wording("B")))
    return import_one(study, document("Laporan", "Dana kurang sekali."))


def test_a_proposal_says_who_and_why(study: StudySession, source: int) -> None:
    study.do(StoreProposals((proposed(source, Span(0, 4), "a", rule="dana 2 a"),)))
    coding = only(study.store, Coding)
    coder = only(study.store, Coder, id=coding["coder_id"])
    assert (coder["name"], coder["kind"]) == ("dana 2", CoderKind.RULE)
    assert (coding["state"], coding["polarity"]) == (CodingState.PROPOSED, Polarity.MIXED)
    assert (coding["rule"], coding["indicator"], coding["terms"]) == ("dana 2 a", "uang", "uang*")
    assert coding["confirmed_by"] is None


def test_storing_twice_makes_nothing_new(study: StudySession, source: int) -> None:
    proposals = (
        proposed(source, Span(0, 4), "a"),
        proposed(source, Span(0, 4), "b"),
        proposed(source, Span(0, 4), "a"),
        proposed(source, Span(5, 11), "none"),
    )
    assert study.do(StoreProposals(proposals)) == ProposalsStored(2, 1, 1)
    with unchanged(study.store):
        assert study.do(StoreProposals(proposals)) == ProposalsStored(0, 3, 1)
    assert len(rows(study.store, Segment)) == 1


def test_what_a_person_coded_is_not_proposed_again(study: StudySession, source: int) -> None:
    study.do(CodeSegment(source, Span(0, 4), 1))
    found = study.do(StoreProposals((proposed(source, Span(0, 4), "a"),)))
    assert found == ProposalsStored(0, 1, 0)
    assert len(rows(study.store, Coding)) == 1


def test_what_is_proposed_is_counted_apart(study: StudySession, source: int) -> None:
    study.do(CodeSegment(source, Span(5, 11), 1))
    study.do(StoreProposals((proposed(source, Span(0, 4), "a"),)))
    with study.reading() as connection:
        counted = {row.canonical_id: (row.segments, row.proposed) for row in codes(connection)}
    assert counted == {"a": (2, 1), "b": (0, 0)}


def test_undoing_takes_proposals_segments_and_the_rules_coder_away(
    study: StudySession, source: int
) -> None:
    before = dump(study.store)
    spans = [Span(at, at + 1) for at in range(18)]
    study.do(StoreProposals(tuple(proposed(source, span, "a") for span in spans)))
    assert len(rows(study.store, Coding)) == 18
    study.undo()
    assert dump(study.store) == before
