"""Triangulation of investigators and of theories, and Sugiyono's conclusions."""

from __future__ import annotations

import pytest

from models.vocabulary import Polarity
from qda.edits.coders import StartBlind
from qda.edits.codes import AdoptFramework
from qda.edits.coding import Judgement
from qda.session import StudySession
from qda.triangulation.crosswalk import CrosswalkMissing, CrosswalkWrong
from tests.helpers.coded import as_coder, code
from tests.helpers.studies import theory
from tests.helpers.triangulated import FAST, WORDS, at, made_of, texts

KIND = "triangulation-matrix"
PLUS, MINUS = Polarity.SUPPORTING, Polarity.INHIBITING


def code_as(study: StudySession, name: str, key: str, polarity: Polarity) -> None:
    with as_coder(study, name) as other:
        code(other, key, WORDS[PLUS], FAST, Judgement(polarity))


def test_investigators_are_compared_over_the_texts_that_both_coded(own: StudySession) -> None:
    code_as(own, "Dimas", "W01", MINUS)
    code_as(own, "Dimas", "W02", MINUS)
    matrix = made_of(own, KIND, columns=(FAST,), choices={"mode": "coder"})
    assert [column.label for column in matrix.columns][:2] == ["Sari", "Dimas"]
    assert texts(at(matrix, FAST, "coder:Dimas"))[0] == "2 of 2 · high · direction −1.00"
    assert texts(at(matrix, FAST, "coder:Sari"))[0] == "2 of 2 · high · direction 1.00"
    assert texts(at(matrix, FAST, "label")) == ["Dissonance"]
    assert any("79 texts were coded by one person" in warning for warning in matrix.warnings)


def test_an_investigator_who_codes_blind_is_compared_with_nobody(own: StudySession) -> None:
    code_as(own, "Dimas", "W01", MINUS)
    with as_coder(own, "Dimas") as dimas:
        dimas.do(StartBlind())
        matrix = made_of(dimas, KIND, columns=(FAST,), choices={"mode": "coder"})
    assert not matrix.rows
    assert not matrix.evidence
    assert any("at least two groups" in warning for warning in matrix.warnings)


def test_two_theories_meet_where_a_researcher_says_their_codes_correspond(
    own: StudySession,
) -> None:
    own.do(AdoptFramework(theory()))
    for key in ("W01", "W02", "W03"):
        code(own, key, WORDS[PLUS], "mini2020:R", Judgement(PLUS))
    choices = {"mode": "theory", "crosswalk": "FAST = R"}
    matrix = made_of(own, KIND, choices=choices)
    row = "follow2020:FAST=mini2020:R"
    assert [each.id for each in matrix.rows] == [row]
    assert matrix.rows[0].label == "Fast follow-up ≈ Resources"
    assert [column.id for column in matrix.columns][:2] == [
        "theory:follow2020", "theory:mini2020",
    ]  # fmt: skip
    assert at(matrix, row, "theory:mini2020").informants == 3
    assert at(matrix, row, "theory:follow2020").informants == 81
    assert texts(at(matrix, row, "label")) == ["Dissonance"]


@pytest.mark.parametrize("written", ["", " , ;"])
def test_theories_are_not_compared_without_a_crosswalk(own: StudySession, written: str) -> None:
    with pytest.raises(CrosswalkMissing):
        made_of(own, KIND, choices={"mode": "theory", "crosswalk": written})


@pytest.mark.parametrize("written", ["FAST", "FAST=OTHER", "FAST="])
def test_a_crosswalk_joins_codes_of_different_theories(own: StudySession, written: str) -> None:
    with pytest.raises(CrosswalkWrong):
        made_of(own, KIND, choices={"mode": "theory", "crosswalk": written})


def test_a_sugiyono_matrix_says_in_indonesian_what_differs(worked: StudySession) -> None:
    matrix = made_of(worked, "technique-triangulation", language="id")
    assert texts(at(matrix, FAST, "conclusion")) == ["Berbeda"]
    assert matrix.columns[-1].label == "Simpulan"
    assert matrix.subtitle == "Triangulasi teknik"
