"""Cases and the typed attributes of cases and sources."""

from __future__ import annotations

import pytest

from models.case import Attribute, Case, CaseSpan
from models.recording import NotThere
from models.source import Source
from models.vocabulary import AttributeOwner, AttributeType, StakeholderGroup
from qda.edits.cases import (
    AddCase,
    AttributeExists,
    CaseExists,
    CaseNameMissing,
    DefineAttribute,
    DescribeCase,
    MergeCases,
    NoSuchAttribute,
    RemoveCase,
    SetAttribute,
    WrongType,
)
from qda.edits.importing import CaseFacts
from qda.retrieval.rows import AttributeValue
from qda.session import StudySession
from tests.helpers.studies import document, dump, import_one, only, rows, transcript, unchanged

CASE, SOURCE = AttributeOwner.CASE, AttributeOwner.SOURCE


def _add(study: StudySession, *names: str) -> list[int]:
    return [study.do(AddCase(CaseFacts(name))) for name in names]


def test_a_case_is_added_with_its_facts(study: StudySession) -> None:
    facts = CaseFacts(" Ratna", "Kepala", StakeholderGroup.GOVERNMENT, {"usia": "41"})
    study.do(AddCase(facts))
    case = rows(study.store, Case)[0]
    assert (case["role"], case["stakeholder_group"]) == ("Kepala", StakeholderGroup.GOVERNMENT)
    assert case["attributes"] == {"usia": "41"}
    assert only(study.store, Attribute)["owner"] is CASE


@pytest.mark.parametrize("name", ["", " \t"])
def test_a_case_needs_a_name(study: StudySession, name: str) -> None:
    (case,) = _add(study, "Ratna")
    with unchanged(study.store):
        with pytest.raises(CaseNameMissing):
            _add(study, name)
        with pytest.raises(CaseNameMissing):
            study.do(DescribeCase(case, name))


def test_two_cases_cannot_have_one_name(study: StudySession) -> None:
    _, budi = _add(study, "Ratna", "Budi")
    with unchanged(study.store):
        with pytest.raises(CaseExists) as refused:
            _add(study, "Ratna")
        assert "Ratna" in refused.value.say("id")
        with pytest.raises(CaseExists):
            study.do(DescribeCase(budi, "Ratna"))


def test_describing_changes_all_facts(study: StudySession) -> None:
    (case,) = _add(study, "Ratna")
    study.do(DescribeCase(case, "R1", "warga", StakeholderGroup.CITIZEN))
    found = only(study.store, Case)
    assert (found["name"], found["role"]) == ("R1", "warga")
    with unchanged(study.store):
        study.do(DescribeCase(case, "R1", "warga", StakeholderGroup.CITIZEN))


def test_removing_a_case_leaves_its_words_to_nobody(study: StudySession) -> None:
    import_one(study, transcript("W"))
    before = dump(study.store)
    assert only(study.store, Case)["name"] == "Ibu Ratna"
    study.do(RemoveCase(1))
    assert rows(study.store, Case) == rows(study.store, CaseSpan) == []
    assert len(rows(study.store, Source)) == 1
    study.undo()
    assert dump(study.store) == before


def test_merging_cases_joins_their_words_and_keeps_the_first_ones_facts(
    study: StudySession,
) -> None:
    import_one(study, document("a", "kata"), whole_case="Ratna")
    import_one(study, document("b", "kata lain"), whole_case="Bu Ratna")
    study.do(DefineAttribute(CASE, "usia", AttributeType.NUMBER))
    study.do(DefineAttribute(CASE, "asal", AttributeType.TEXT))
    study.do(SetAttribute(CASE, 1, "usia", 41))
    study.do(SetAttribute(CASE, 2, "usia", 14))
    study.do(SetAttribute(CASE, 2, "asal", "Bogor"))
    study.do(MergeCases(1, 2))
    case = only(study.store, Case)
    assert (case["name"], case["attributes"]) == ("Ratna", {"usia": 41, "asal": "Bogor"})
    assert {(row["case_id"], row["source_id"]) for row in rows(study.store, CaseSpan)} == {
        (1, 1), (1, 2),
    }  # fmt: skip
    with unchanged(study.store):
        study.do(MergeCases(1, 1))
        with pytest.raises(NotThere):
            study.do(MergeCases(1, 2))


def test_an_attribute_is_defined_once_per_owner(study: StudySession) -> None:
    study.do(DefineAttribute(CASE, "asal", AttributeType.TEXT))
    study.do(DefineAttribute(SOURCE, "asal", AttributeType.TEXT))
    with unchanged(study.store), pytest.raises(AttributeExists) as refused:
        study.do(DefineAttribute(CASE, "asal", AttributeType.DATE))
    assert "asal" in refused.value.say("id")


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        (AttributeType.NUMBER, "41", 41),
        (AttributeType.NUMBER, "2.5", 2.5),
        (AttributeType.NUMBER, -3, -3),
        (AttributeType.DATE, "2026-11-21", "2026-11-21"),
        (AttributeType.CHOICE, "ya", "ya"),
        (AttributeType.YES_NO, False, False),
        (AttributeType.TEXT, 41, "41"),
    ],
)
def test_a_value_is_kept_by_the_type_of_its_attribute(
    study: StudySession, kind: AttributeType, given: AttributeValue, kept: AttributeValue
) -> None:
    (case,) = _add(study, "Ratna")
    study.do(DefineAttribute(CASE, "x", kind, choices=("ya", "tidak")))
    study.do(SetAttribute(CASE, case, "x", given))
    found = only(study.store, Case)["attributes"]["x"]
    assert (found, type(found)) == (kept, type(kept))
    study.do(SetAttribute(CASE, case, "x", None))
    assert only(study.store, Case)["attributes"] == {}


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (AttributeType.NUMBER, "banyak"),
        (AttributeType.NUMBER, ""),
        (AttributeType.NUMBER, float("nan")),
        (AttributeType.DATE, "21-11-2026"),
        (AttributeType.DATE, "2026-02-30"),
        (AttributeType.CHOICE, "mungkin"),
        (AttributeType.YES_NO, "ya"),
        (AttributeType.NUMBER, float("inf")),
        (AttributeType.NUMBER, "1.5e999"),
        (AttributeType.DATE, "2026-11-21 x"),
    ],
)
def test_a_value_of_another_type_is_refused(
    study: StudySession, kind: AttributeType, given: AttributeValue
) -> None:
    (case,) = _add(study, "Ratna")
    study.do(DefineAttribute(CASE, "x", kind, choices=("ya", "tidak")))
    with unchanged(study.store), pytest.raises(WrongType) as refused:
        study.do(SetAttribute(CASE, case, "x", given))
    assert "“x”" in refused.value.say("id")


def test_a_value_needs_an_attribute_and_an_owner(study: StudySession) -> None:
    (case,) = _add(study, "Ratna")
    study.do(DefineAttribute(SOURCE, "asal", AttributeType.TEXT))
    with unchanged(study.store):
        with pytest.raises(NoSuchAttribute):
            study.do(SetAttribute(CASE, case, "asal", "Bogor"))
        with pytest.raises(NotThere):
            study.do(SetAttribute(SOURCE, 99, "asal", "Bogor"))
