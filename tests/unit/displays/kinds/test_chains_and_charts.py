"""Causal chains and context charts: order, sources, signs, and what is missing in them."""

from __future__ import annotations

from models.vocabulary import RelationType
from qda.displays.network import ArrowState, NodeKind
from qda.edits.relations import AddRelation, RelationFacts
from qda.session import StudySession
from tests.helpers.coded import code
from tests.helpers.kinds import (
    arrow_of,
    asked,
    case_id,
    network_by,
    relate,
    relate_cases,
    uuid_of,
)

REPORTS, TOGETHER = RelationType.REPORTS_TO, RelationType.COOPERATES_WITH


def test_a_chain_goes_in_its_order_and_each_link_has_its_source(
    network_study: StudySession,
) -> None:
    relate(network_study, "arr:W", "arr:P", at=("W02", "Kemauan petugas"), order=3, sign="+")
    relate(network_study, "arr:M", "arr:T", at=("W01", "Dana membuat rapat"), order=1)
    relate(network_study, "arr:M", "arr:T", at=("D01", "Dana naik"), order=1)
    relate(network_study, "arr:T", "arr:W", order=2, actor="Kepala")
    relate(network_study, "arr:P", "arr:M", at=("W03", "Dana rapat"))
    found = network_by(network_study, asked("causal-chain"))
    assert [node.id for node in found.nodes] == ["arr:M", "arr:T", "arr:W", "arr:P"]
    assert [node.kind for node in found.nodes][-2:] == [NodeKind.CODE, NodeKind.OUTCOME]
    assert [(arrow.order, arrow.start, arrow.end, arrow.state) for arrow in found.arrows] == [
        (1, "arr:M", "arr:T", ArrowState.SUPPORTED),
        (2, "arr:T", "arr:W", ArrowState.NO_DATA),
        (3, "arr:W", "arr:P", ArrowState.SUPPORTED),
    ]
    assert (found.arrows[0].supporting, len(found.arrows[0].records)) == (2, 2)
    assert (found.arrows[1].label, found.arrows[2].sign) == ("Kepala", "+")
    assert "Link 2 (Talk → Will) has no source yet." in found.warnings
    assert found.narrative.splitlines() == [
        "1. Means → Talk: 2 informants for it (W01:2, D01:1).",
        "2. Talk → Will: no source yet.",
        "3. Will → Results: 1 informant for it (W02:2).",
    ]


def test_a_break_in_the_chain_is_told(network_study: StudySession) -> None:
    relate(network_study, "arr:M", "arr:T", at=("W01", "Dana membuat rapat"), order=1)
    relate(network_study, "arr:W", "arr:P", at=("W02", "Kemauan petugas"), order=2)
    found = network_by(network_study, asked("causal-chain"))
    assert "The chain breaks between link 1 and link 2." in found.warnings


def test_links_between_codings_join_their_codes_and_only_asked_codes_are_shown(
    network_study: StudySession,
) -> None:
    ends = [
        uuid_of(network_study, code(network_study, "W01", words, id_))
        for words, id_ in (("Dana membuat rapat", "arr:M"), ("rapat berjalan", "arr:T"))
    ]
    kind = RelationType.ANSWERED_BY
    facts = RelationFacts(kind, from_coding=ends[0], to_coding=ends[1], order=1)
    network_study.do(AddRelation(facts))
    relate(network_study, "arr:T", "arr:P", at=("W02", "Kemauan petugas"), order=2)
    found = network_by(network_study, asked("causal-chain", columns=("arr:M", "arr:T")))
    (arrow,) = found.arrows
    assert (arrow.start, arrow.end, len(arrow.evidence)) == ("arr:M", "arr:T", 2)


def test_a_chain_without_links_says_what_to_do(network_study: StudySession) -> None:
    found = network_by(network_study, asked("causal-chain", language="id"))
    assert found.subtitle == "Rantai kausal"
    assert found.warnings == (
        "Catat hubungan antarkode atau antarpengodean, lalu beri urutan dalam rantai.",
    )


def test_a_context_chart_shows_who_reports_to_and_works_with_whom(
    network_study: StudySession,
) -> None:
    ratna, budi, cici = (case_id(network_study, name) for name in ("Ratna", "Budi", "Cici"))
    relate_cases(network_study, budi, ratna, REPORTS, at=("W02", "Dana tidak"), sign="-")
    relate_cases(network_study, budi, ratna, REPORTS, at=("W01", "Dana membuat"), sign="+")
    relate_cases(network_study, ratna, cici, TOGETHER)
    relate_cases(network_study, cici, ratna, TOGETHER, at=("W03", "Dana rapat"))
    found = network_by(network_study, asked("context-chart"))
    assert {(node.label, node.note, node.group, node.kind) for node in found.nodes} == {
        ("Ratna", "Kepala", "Government", NodeKind.ACTOR),
        ("Budi", "Warga", "Citizens", NodeKind.ACTOR),
        ("Cici", "Warga", "Citizens", NodeKind.ACTOR),
    }
    reports = arrow_of(found, f"case:{budi}", f"case:{ratna}")
    assert (reports.label, reports.sign, reports.supporting) == ("Reports to", "+/-", 2)
    assert not reports.is_mutual
    (together,) = [arrow for arrow in found.arrows if arrow.is_mutual]
    assert (together.supporting, len(together.records)) == (1, 2)
    assert "Budi reports to Ratna (+/-): 2 informants for it (W02:2, W01:2)." in found.narrative


def test_cases_without_relations_are_actors_where_all_are_asked_for(
    network_study: StudySession,
) -> None:
    ratna, budi = case_id(network_study, "Ratna"), case_id(network_study, "Budi")
    relate_cases(network_study, budi, ratna, REPORTS)
    assert len(network_by(network_study, asked("context-chart")).nodes) == 2
    found = network_by(network_study, asked("context-chart", actors="all"))
    assert len(found.nodes) == 3
    assert "1 arrow was recorded without a source." in found.warnings
    citizens = network_by(
        network_study, asked("context-chart", actors="all", wanted="group=citizen")
    )
    assert {node.label for node in citizens.nodes} == {"Budi", "Cici"}
    assert citizens.arrows == ()


def test_a_chart_without_relations_says_what_to_do(network_study: StudySession) -> None:
    found = network_by(network_study, asked("context-chart", language="id"))
    assert (found.subtitle, found.nodes) == ("Bagan konteks", ())
    assert found.warnings[0].startswith("Catat antarkasus siapa")
