"""The pattern-match table: expected, found, evidence, and a verdict that waits for a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebooks.shelf import framework
from models.vocabulary import CodingState, EntryKind, RelationType
from qda.edits.codes import AdoptFramework
from qda.edits.relations import AddRelation, RelationFacts
from qda.session import NewStudy, StudySession
from tests.helpers.coded import code
from tests.helpers.kinds import asked, cell_of, grid, keys_behind, marks, matrix_by, relate, uuid_of
from tests.helpers.studies import new_session

EXPECTED, FOUND, EVIDENCE, VERDICT = "Expected by the theory", "Found", "Evidence", "Verdict"
FIRST = ("W01", "Dana membuat rapat")
SECOND = ("D01", "Dana naik")
AGAINST = ("W02", "Dana tidak membantu")


def test_every_relation_and_proposition_of_the_theory_is_a_row(
    network_study: StudySession,
) -> None:
    found = matrix_by(network_study, asked("pattern-match"))
    shown = grid(found)
    assert list(shown) == [
        "Means → Talk", "Talk ↔ Will", "Will → Results", "Means → Results", "Proposition 1",
    ]  # fmt: skip
    assert shown["Means → Talk"][EXPECTED] == ["More of the first, more of the second (+)"]
    assert shown["Means → Results"][EXPECTED] == [
        "More of the first, more of the second (+), only through Talk"
    ]
    assert shown["Will → Results"][EXPECTED] == [
        "More of the first, more of the second (+) – to be checked on the printed source"
    ]
    assert shown["Proposition 1"][EXPECTED] == ["Means work only through talk."]
    assert marks(found)["Will → Results", FOUND] == "DK"
    assert marks(found)["Will → Results", VERDICT] == "PEND"
    assert marks(found)["Proposition 1", VERDICT] == "PEND"
    (theory,) = [found.records[at] for at in cell_of(found, "Proposition 1", EXPECTED).records]
    assert theory.text == "Means work only through talk. – Nobody (2022)"


@pytest.mark.parametrize(
    ("places", "least", "verdict"),
    [
        ((FIRST,), "2", "Matches weakly: too few informants"),
        ((FIRST,), "1", "Matches"),
        ((FIRST, SECOND), "2", "Matches"),
        ((FIRST, FIRST), "2", "Matches weakly: too few informants"),
        ((FIRST, SECOND, AGAINST), "2", "Matches in part: spoken for and against"),
        ((AGAINST,), "1", "Does not match: spoken against"),
    ],
)
def test_the_verdict_follows_its_rule_and_waits_to_be_confirmed(
    network_study: StudySession, places: tuple[tuple[str, str], ...], least: str, verdict: str
) -> None:
    for place in places:
        relate(network_study, "arr:M", "arr:T", at=place, contradicts=place == AGAINST)
    found = matrix_by(network_study, asked("pattern-match", least=least))
    cell = cell_of(found, "Means → Talk", VERDICT)
    (entry,) = cell.entries
    assert entry.text == verdict
    assert (entry.kind, entry.state) == (EntryKind.JUDGEMENT, CodingState.PROPOSED)
    assert entry.rule.startswith(f"Match: at least {least} distinct informants")
    assert keys_behind(found, cell) == {
        {"W01": "W01:2", "D01": "D01:1", "W02": "W02:2"}[key] for key, _ in places
    }


def test_what_was_found_counts_informants_and_shows_their_words(
    network_study: StudySession,
) -> None:
    for place in (FIRST, SECOND, AGAINST):
        relate(network_study, "arr:M", "arr:T", at=place, contradicts=place == AGAINST)
    found = matrix_by(network_study, asked("pattern-match", quotes=2))
    row = grid(found)["Means → Talk"]
    assert row[FOUND] == ["Supported and contradicted: 2 informants for it; 1 informant against it"]
    assert row[EVIDENCE] == [
        "“Dana membuat rapat”", "“Dana tidak membantu”",
        "The words before speak against it.", "1 more relation",
    ]  # fmt: skip
    cell = cell_of(found, "Means → Talk", FOUND)
    assert (cell.entries[0].value, len(cell.records)) == (2, 3)


def test_a_relation_between_codings_quotes_both(network_study: StudySession) -> None:
    ends = [
        uuid_of(network_study, code(network_study, "W01", words, id_))
        for words, id_ in (("Dana membuat rapat", "arr:M"), ("rapat berjalan", "arr:T"))
    ]
    facts = RelationFacts(RelationType.LEADS_TO, from_coding=ends[0], to_coding=ends[1])
    network_study.do(AddRelation(facts))
    found = matrix_by(network_study, asked("pattern-match"))
    cell = cell_of(found, "Means → Talk", EVIDENCE)
    assert [entry.text for entry in cell.entries] == ["Dana membuat rapat", "rapat berjalan"]
    assert len(cell.evidence) == 2
    assert all(entry.evidence for entry in cell.entries)


def test_a_study_without_a_theory_of_relations_says_what_to_do(study: StudySession) -> None:
    found = matrix_by(study, asked("pattern-match"))
    assert found.warnings[0].startswith("Adopt a theory that has relations")


def test_the_table_speaks_indonesian(network_study: StudySession) -> None:
    relate(network_study, "arr:M", "arr:T", at=FIRST)
    found = matrix_by(network_study, asked("pattern-match", language="id"))
    assert found.subtitle == "Tabel pencocokan pola"
    assert grid(found)["Sarana → Komunikasi"]["Putusan"] == [
        "Cocok secara lemah: informan terlalu sedikit"
    ]
    assert grid(found)["Proposisi 1"]["Diharapkan teori"] == ["Sarana hanya lewat komunikasi."]


def test_propositions_speak_of_the_programme_of_the_study(tmp_path: Path) -> None:
    start = NewStudy("Studi", programme_en="JAKI", programme_id="aplikasi JAKI")
    with new_session(tmp_path / "jaki.runut", start=start) as study:
        study.do(AdoptFramework(framework("vmvh1975")))
        found = matrix_by(study, asked("pattern-match", language="id"))
    (said,) = grid(found)["Proposisi 1"]["Diharapkan teori"]
    assert said.startswith("Implementasi diperkirakan paling mudah berhasil bila aplikasi JAKI")
