"""The quotes of a code: its subtree, role and filter, in reading order, with all their facts."""

from __future__ import annotations

import pytest

from models.vocabulary import Polarity
from qda.displays.quote_list import NoSuchRole, quote_list
from qda.displays.values import QuoteList
from qda.edits.coding import Judgement
from qda.edits.importing import CaseFacts
from qda.retrieval.codes import NoSuchCode, SeveralCodes
from qda.retrieval.codings import CodingFilter
from qda.session import StudySession
from tests.helpers.coded import (
    adopt,
    code,
    matrix_of,
    signed_reviews,
    store,
    store_reviews,
)
from tests.helpers.studies import theory, transcript

TALK = (("P", "Apa?"), ("Ratna", "Dana kurang. Staf cukup."), ("Budi", "Dana cukup."))


@pytest.fixture
def coded(study: StudySession) -> StudySession:
    """An official and a citizen talk, two users review; five codings on Q, one on N."""
    store(study, transcript("FGD", TALK), CaseFacts("Ratna", "Kepala"), CaseFacts("Budi", "Warga"))
    users = [("S", "lambat"), ("T", "bagus")]
    store_reviews(study, signed_reviews("Ulasan", users), role="Pengguna")
    code(study, "W01", "Dana cukup", "ask:Q.1", Judgement(Polarity.SUPPORTING))
    code(study, "W01", "Dana kurang", "ask:Q.1", Judgement(Polarity.INHIBITING))
    code(study, "W01", "Dana kurang", "ask:Q")
    code(study, "W01", "Staf cukup", "ask:Q.2")
    code(study, "W01", "Staf cukup", "ask:N")
    code(study, "U01-0001", "lambat", "ask:Q.2")
    return study


def listed(
    study: StudySession,
    code_id: str = "ask:Q",
    *,
    wanted: CodingFilter = CodingFilter(),
    role: str = "",
    language: str = "en",
) -> QuoteList:
    with study.reading() as connection:
        return quote_list(
            connection, code_id, wanted=wanted, role=role, language=language, analyst="Sari"
        )


def quotes(found: QuoteList) -> list[tuple[str, str, str]]:
    return [(each.key, each.code, each.quote) for each in found.evidence]


def test_a_code_brings_what_lies_beneath_it_in_reading_order(coded: StudySession) -> None:
    assert quotes(listed(coded)) == [
        ("U01-0001", "ask:Q.2", "lambat"),
        ("W01:2", "ask:Q.1", "Dana kurang"),
        ("W01:2", "ask:Q", "Dana kurang"),
        ("W01:2", "ask:Q.2", "Staf cukup"),
        ("W01:3", "ask:Q.1", "Dana cukup"),
    ]
    assert [each[2] for each in quotes(listed(coded, "Q.2"))] == ["lambat", "Staf cukup"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Warga", ["Dana cukup"]),
        (" kepala ", ["Dana kurang", "Dana kurang", "Staf cukup"]),
        ("Pengguna", ["lambat"]),
    ],
)
def test_a_role_is_that_of_a_case_or_of_a_collection(
    coded: StudySession, role: str, expected: list[str]
) -> None:
    assert [each[2] for each in quotes(listed(coded, role=role))] == expected


def test_a_filter_narrows_the_list(coded: StudySession) -> None:
    wanted = CodingFilter(polarities=frozenset({Polarity.INHIBITING}))
    assert [each[2] for each in quotes(listed(coded, wanted=wanted))] == ["Dana kurang"]


def test_its_evidence_is_that_of_the_matrix(coded: StudySession) -> None:
    assert listed(coded).evidence == matrix_of(coded, "case", ["ask:Q"]).evidence


def test_it_says_how_it_was_made(coded: StudySession) -> None:
    found = listed(coded, role="Warga", language="id")
    facts = [fact.text for fact in found.facts]
    assert found.language == "id"
    assert "Ditanyakan" in found.title
    assert "ask:Q · Ditanyakan" in facts
    assert {"Warga", "Studi uji", "Sari"} <= set(facts)


def test_unknown_codes_and_roles_are_refused(coded: StudySession) -> None:
    with pytest.raises(NoSuchCode):
        listed(coded, "ask:X")
    with pytest.raises(NoSuchRole) as refusal:
        listed(coded, role="Lurah")
    assert "Kepala" in refusal.value.say("id")
    adopt(coded, theory("a"))
    adopt(coded, theory("b"))
    with pytest.raises(SeveralCodes) as several:
        listed(coded, "C")
    assert "a:C, b:C" in several.value.say("en")
