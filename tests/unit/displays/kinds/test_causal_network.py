"""The causal network: ratings in nodes, evidence on arrows, own arrows, words that tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebooks.shelf import framework
from models.vocabulary import CodingState, RelationType
from qda.displays.network import ArrowState, NodeKind
from qda.displays.rated import rating_words, standing
from qda.edits.codes import AddCode, AdoptFramework
from qda.edits.ratings import ProposeRatings, RatingFacts
from qda.edits.relations import AddRelation, RelationFacts
from qda.i18n import Speech
from qda.retrieval.ratings import ratings
from qda.session import StudySession
from tests.helpers.coded import as_coder, code, store
from tests.helpers.kinds import arrow_of, asked, case_id, code_id, network_by, rate, relate, uuid_of
from tests.helpers.studies import document, new_session, wording

MEANS, TALK, WILL, RESULTS = "arr:M", "arr:T", "arr:W", "arr:P"


def test_nodes_are_the_theory_and_its_outcome_is_one(network_study: StudySession) -> None:
    found = network_by(network_study, asked("causal-network"))
    assert [(node.id, node.label, node.kind) for node in found.nodes] == [
        (MEANS, "Means", NodeKind.CODE),
        (TALK, "Talk", NodeKind.CODE),
        (WILL, "Will", NodeKind.CODE),
        (RESULTS, "Results", NodeKind.OUTCOME),
    ]
    assert {arrow.state for arrow in found.arrows} == {ArrowState.NO_DATA}
    assert all(arrow.of_theory for arrow in found.arrows)
    assert arrow_of(found, TALK, WILL).is_mutual
    assert arrow_of(found, MEANS, RESULTS).label == "only through Talk"
    assert "To be checked on the theory's printed source: Will → Results" in found.warnings
    assert (
        "No data yet: Means → Talk; Talk ↔ Will; Will → Results; Means → Results."
        in found.narrative
    )


def test_codes_that_stand_together_support_nothing(network_study: StudySession) -> None:
    code(network_study, "W01", "Dana membuat rapat", MEANS)
    code(network_study, "W01", "Dana membuat rapat", TALK)
    found = network_by(network_study, asked("causal-network"))
    assert arrow_of(found, MEANS, TALK).state is ArrowState.NO_DATA
    assert [node.informants for node in found.nodes] == [1, 1, 0, 0]
    assert [len(node.evidence) for node in found.nodes] == [1, 1, 0, 0]


def test_an_arrow_counts_distinct_informants_for_and_against_it(
    network_study: StudySession,
) -> None:
    relate(network_study, MEANS, TALK, at=("W01", "Dana membuat rapat"), sign="+")
    # A part of a dimension counts for it, and a second passage of Ratna for her again.
    relate(network_study, MEANS, "arr:T.1", at=("W01", "Tanpa rapat"))
    relate(network_study, MEANS, TALK, at=("D01", "Dana naik"), sign="+")
    arrow = arrow_of(network_by(network_study, asked("causal-network")), MEANS, TALK)
    assert (arrow.state, arrow.supporting, arrow.contradicting) == (ArrowState.SUPPORTED, 2, 0)
    assert len(arrow.records) == 3

    relate(network_study, MEANS, TALK, at=("W02", "Dana tidak membantu"), contradicts=True)
    found = network_by(network_study, asked("causal-network"))
    arrow = arrow_of(found, MEANS, TALK)
    assert (arrow.state, arrow.supporting, arrow.contradicting) == (ArrowState.MIXED, 2, 1)
    assert (
        "Means → Talk is both borne out and contradicted: 2 informants for it; "
        "1 informant against it (W01:2, D01:1, W02:2)." in found.narrative
    )


@pytest.mark.parametrize(
    ("sign", "state"),
    [
        ("+", ArrowState.SUPPORTED),
        ("", ArrowState.SUPPORTED),
        ("-", ArrowState.CONTRADICTED),
        ("+/-", ArrowState.MIXED),
    ],
)
def test_a_sign_against_the_theory_contradicts_it(
    network_study: StudySession, sign: str, state: ArrowState
) -> None:
    relate(network_study, WILL, RESULTS, at=("W02", "Kemauan petugas"), sign=sign)
    found = network_by(network_study, asked("causal-network"))
    assert arrow_of(found, WILL, RESULTS).state is state


def test_a_mutual_arrow_is_borne_out_from_either_side(network_study: StudySession) -> None:
    relate(network_study, WILL, TALK, at=("W01", "Tanpa rapat tidak ada kemauan"))
    found = network_by(network_study, asked("causal-network"))
    assert arrow_of(found, TALK, WILL).supporting == 1
    assert len(found.arrows) == 4


def test_a_relation_without_words_is_no_evidence(network_study: StudySession) -> None:
    relate(network_study, WILL, RESULTS)
    arrow = arrow_of(network_by(network_study, asked("causal-network")), WILL, RESULTS)
    assert (arrow.state, len(arrow.records)) == (ArrowState.NO_DATA, 1)


def test_other_relations_than_causes_are_no_evidence(network_study: StudySession) -> None:
    relate(network_study, MEANS, TALK, at=("W01", "Dana membuat rapat"), kind=RelationType.PRECEDES)
    arrow = arrow_of(network_by(network_study, asked("causal-network")), MEANS, TALK)
    assert arrow.state is ArrowState.NO_DATA


def test_a_relation_between_codings_shows_both_as_evidence(network_study: StudySession) -> None:
    first = uuid_of(network_study, code(network_study, "W01", "Dana membuat rapat", MEANS))
    second = uuid_of(network_study, code(network_study, "W01", "rapat berjalan", "arr:T.1"))
    facts = RelationFacts(RelationType.RESULTS_IN, from_coding=first, to_coding=second)
    network_study.do(AddRelation(facts))
    found = network_by(network_study, asked("causal-network"))
    arrow = arrow_of(found, MEANS, TALK)
    assert (arrow.state, arrow.supporting) == (ArrowState.SUPPORTED, 1)
    assert {found.evidence[at].quote for at in arrow.evidence} == {
        "Dana membuat rapat", "rapat berjalan",
    }  # fmt: skip
    # A filter that leaves one of the codings out leaves the relation out.
    other = network_by(network_study, asked("causal-network", wanted="code=arr:M"))
    assert arrow_of(other, MEANS, TALK).state is ArrowState.NO_DATA


def test_own_arrows_and_own_codes_stand_beside_the_theory(network_study: StudySession) -> None:
    network_study.do(AddCode("sinyal", wording("Signal")))
    relate(network_study, "sinyal", RESULTS, at=("W03", "Sinyal buruk"), sign="-", actor="Operator")
    relate(network_study, RESULTS, MEANS, at=("W03", "Dana rapat"))
    found = network_by(network_study, asked("causal-network"))
    own = arrow_of(found, "sinyal", RESULTS)
    assert (own.of_theory, own.sign, own.state, own.label) == (
        False, "-", ArrowState.SUPPORTED, "Operator",
    )  # fmt: skip
    assert not arrow_of(found, RESULTS, MEANS).of_theory
    assert found.nodes[-1].id == "sinyal"
    assert "Beside the theory, Signal → Results is borne out" in found.narrative


def test_what_a_rule_proposed_counts_only_where_nothing_is_confirmed(
    network_study: StudySession,
) -> None:
    facts = RelationFacts(
        RelationType.INFLUENCES, code_id(network_study, MEANS), code_id(network_study, TALK)
    )
    with_words = relate(network_study, WILL, RESULTS, at=("W02", "Kemauan petugas"))
    assert with_words
    network_study.do(AddRelation(facts, CodingState.PROPOSED))
    found = network_by(network_study, asked("causal-network"))
    assert arrow_of(found, MEANS, TALK).is_proposed
    assert not arrow_of(found, WILL, RESULTS).is_proposed


def test_the_latest_confirmed_rating_stands_and_every_rater_is_shown(
    network_study: StudySession,
) -> None:
    rate(network_study, MEANS, 1)
    rate(network_study, MEANS, 3)
    rate(network_study, TALK, 2, dated_on="2019")
    node = network_by(network_study, asked("causal-network")).nodes[0]
    assert (node.rating, node.value, node.is_proposed) == ("high (3 of 3)", 3, False)
    with as_coder(network_study, "Budi") as other:
        rate(other, MEANS, 1)
    found = network_by(network_study, asked("causal-network"))
    assert found.nodes[0].rating == "low (1 of 3) – Budi; high (3 of 3) – Sari"
    assert len(found.nodes[0].records) == 2
    assert "Every node should be rated. Not rated yet: Will; Results" in found.warnings
    assert "The network needs its story in your own words: write it." in found.warnings


def test_a_rating_of_the_whole_time_stands_before_one_of_a_date(
    network_study: StudySession,
) -> None:
    rate(network_study, MEANS, 3)
    rate(network_study, MEANS, 1, dated_on="2015")
    assert network_by(network_study, asked("causal-network")).nodes[0].value == 3


def test_a_proposed_rating_is_shown_as_one(network_study: StudySession) -> None:
    facts = RatingFacts(code_id(network_study, MEANS), 2, rule="share of indicators")
    network_study.do(ProposeRatings((facts,), "indicators"))
    found = network_by(network_study, asked("causal-network"))
    assert (found.nodes[0].rating, found.nodes[0].is_proposed) == ("moderate (2 of 3)", True)
    assert "Ratings that nobody has confirmed: Means" in found.warnings


def test_where_the_filter_leaves_one_case_its_ratings_count(network_study: StudySession) -> None:
    rate(network_study, MEANS, 3)
    rate(network_study, MEANS, 1, case_id=case_id(network_study, "Ratna"))
    assert network_by(network_study, asked("causal-network")).nodes[0].value == 3
    of_case = network_by(network_study, asked("causal-network", wanted="case=Ratna"))
    assert of_case.nodes[0].value == 1


def test_parts_that_arrows_name_are_nodes_where_a_deeper_level_is_asked(
    network_study: StudySession,
) -> None:
    found = network_by(network_study, asked("causal-network", columns=("arr:T.1", "arr:P")))
    assert [node.id for node in found.nodes] == ["arr:T.1", "arr:P"]
    assert found.arrows == ()


def test_a_study_without_arrows_says_what_to_do(study: StudySession) -> None:
    found = network_by(study, asked("causal-network"))
    assert found.warnings[0].startswith("Adopt a theory that has arrows")


def test_ratings_are_said_on_their_scale(network_study: StudySession) -> None:
    rate(network_study, MEANS, 4, high=5)
    with network_study.reading() as connection:
        (row,) = ratings(connection)
    assert rating_words(row, Speech("en")) == "4 of 5"
    assert rating_words(row, Speech("id")) == "4 dari 5"
    assert standing(()) is None


def test_the_network_speaks_indonesian(network_study: StudySession) -> None:
    relate(network_study, MEANS, TALK, at=("W01", "Dana membuat rapat"))
    found = network_by(network_study, asked("causal-network", language="id"))
    assert found.subtitle == "Jejaring kausal satu kasus"
    assert found.narrative.startswith("Sarana → Komunikasi didukung data: 1 informan mendukung")


def test_a_part_speaks_for_its_whole_unless_the_theory_has_an_arrow_for_it(
    tmp_path: Path,
) -> None:
    with new_session(tmp_path / "siklus.runut") as study:
        study.do(AdoptFramework(framework("ansell_gash2008")))
        store(study, document("Laporan", "Dialog membuahkan hasil. Dialog membangun percaya."))
        dialogue, trust = "ansell_gash2008:AG4.1", "ansell_gash2008:AG4.2"
        process, outcome = "ansell_gash2008:AG4", "ansell_gash2008:AG5"
        relate(study, dialogue, outcome, at=("D01", "Dialog membuahkan"))
        relate(study, dialogue, trust, at=("D01", "Dialog membangun"))
        found = network_by(study, asked("causal-network"))
    assert arrow_of(found, process, outcome).supporting == 1
    assert arrow_of(found, dialogue, trust).supporting == 1
    assert all(arrow.of_theory for arrow in found.arrows)
    assert len(found.arrows) == 9
