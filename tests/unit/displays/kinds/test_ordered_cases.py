"""Cases in the order of a rating: what stands where, by which rule, and what is missing."""

from __future__ import annotations

import pytest

from models.vocabulary import AttributeOwner, AttributeType, EntryKind
from qda.displays.axes import NoSuchRows
from qda.displays.columns import NoSuchColumns
from qda.edits.cases import DefineAttribute, SetAttribute
from qda.edits.ratings import ProposeRatings, RatingFacts
from qda.session import StudySession
from tests.helpers.coded import as_coder, code
from tests.helpers.kinds import (
    asked,
    case_id,
    cell_of,
    code_id,
    grid,
    marks,
    matrix_by,
    rate,
    uuid_of,
)

RULE = "1 kurang, 2 cukup, 3 lebih"


@pytest.fixture
def rated(network_study: StudySession) -> StudySession:
    """Budi's results are high, Ratna's low, Cici's unrated; means are rated for both."""
    study = network_study
    coding = code(study, "W02", "Kemauan petugas memperbaiki hasil", "arr:P")
    behind = (uuid_of(study, coding),)
    rate(study, "arr:P", 3, case_id=case_id(study, "Budi"), evidence=behind, rule=RULE)
    rate(study, "arr:P", 1, case_id=case_id(study, "Ratna"), rule=RULE)
    rate(study, "arr:M", 2, case_id=case_id(study, "Budi"), rule=RULE)
    rate(study, "arr:M", 3, case_id=case_id(study, "Ratna"), rule=RULE)
    code(study, "W01", "Dana membuat rapat berjalan", "arr:M")
    code(study, "W03", "Dana rapat cukup", "arr:M")
    return study


def test_cases_stand_in_the_order_of_the_outcome_with_their_predictors(
    rated: StudySession,
) -> None:
    found = matrix_by(rated, asked("predictor-outcome"))
    assert [(row.label, row.group) for row in found.rows] == [
        ("Budi", "high (3 of 3)"), ("Ratna", "low (1 of 3)"), ("Cici", "No value to order by"),
    ]  # fmt: skip
    assert [column.label for column in found.columns] == ["Results", "Means", "Talk", "Will"]
    shown = grid(found)
    assert [row["Results"] for row in shown.values()] == [
        ["high (3 of 3)"], ["low (1 of 3)"], ["No value to order by"],
    ]  # fmt: skip
    assert shown["Ratna"]["Means"] == ["high (3 of 3)", "Dana membuat rapat berjalan"]
    assert shown["Cici"]["Means"] == ["Dana rapat cukup"]
    # The theory of the test asks nothing, and the interviews are read.
    assert marks(found)["Cici", "Talk"] == "DK"
    assert "Not rated for “Results”: Cici" in found.warnings
    assert "Rated for some cases only: Means" in found.warnings
    facts = {fact.label: fact.text for fact in found.facts}
    assert facts["Order"] == (
        "cases by “Results”, from the highest to the lowest; cases without a value last"
    )


def test_a_rating_stands_with_its_author_rule_and_evidence(rated: StudySession) -> None:
    found = matrix_by(rated, asked("predictor-outcome"))
    cell = cell_of(found, "Budi", "Results")
    (entry,) = cell.entries
    assert (entry.kind, entry.value, entry.author, entry.rule) == (
        EntryKind.RATING, 3, "Sari", RULE,
    )  # fmt: skip
    (behind,) = [found.evidence[at].quote for at in entry.evidence]
    assert behind == "Kemauan petugas memperbaiki hasil"
    assert cell.evidence == entry.evidence
    assert cell.records == entry.records


def test_ratings_by_different_rules_are_told(rated: StudySession) -> None:
    assert not any(
        "different rules" in each for each in matrix_by(rated, asked("predictor-outcome")).warnings
    )
    rate(rated, "arr:M", 4, case_id=case_id(rated, "Cici"), high=5, rule="kesan")
    found = matrix_by(rated, asked("predictor-outcome"))
    assert "Ratings of “Means” follow different rules or scales." in found.warnings


def test_scales_of_different_length_are_compared_by_their_share(rated: StudySession) -> None:
    # 4 of 5 lies at 0.75 of its scale: below 3 of 3 and above 1 of 3.
    rate(rated, "arr:P", 4, case_id=case_id(rated, "Cici"), high=5)
    found = matrix_by(rated, asked("predictor-outcome"))
    assert [row.label for row in found.rows] == ["Budi", "Cici", "Ratna"]


def test_several_raters_are_all_shown_and_the_latest_orders(rated: StudySession) -> None:
    with as_coder(rated, "Wati") as other:
        rate(other, "arr:P", 3, case_id=case_id(rated, "Ratna"), rule=RULE)
    found = matrix_by(rated, asked("predictor-outcome"))
    assert [row.label for row in found.rows] == ["Budi", "Ratna", "Cici"]
    assert grid(found)["Ratna"]["Results"] == ["high (3 of 3) – Wati", "low (1 of 3) – Sari"]


def test_proposed_ratings_are_counted_as_such(rated: StudySession) -> None:
    facts = RatingFacts(code_id(rated, "arr:P"), 2, case_id=case_id(rated, "Cici"), rule=RULE)
    rated.do(ProposeRatings((facts,), "indicators"))
    found = matrix_by(rated, asked("predictor-outcome"))
    assert "1 rating is only proposed." in found.warnings


def test_another_outcome_and_other_predictors_can_be_chosen(rated: StudySession) -> None:
    question = asked("predictor-outcome", outcome="arr:M", columns=("arr:P", "arr:M"))
    found = matrix_by(rated, question)
    assert [row.label for row in found.rows] == ["Ratna", "Budi", "Cici"]
    assert [column.label for column in found.columns] == ["Means", "Results"]
    with pytest.raises(NoSuchColumns):
        matrix_by(rated, asked("predictor-outcome", outcome="kemiskinan"))


def test_descriptive_columns_stand_beside_a_main_variable(rated: StudySession) -> None:
    found = matrix_by(rated, asked("case-ordered-descriptive", columns=("arr:M",)))
    assert [column.label for column in found.columns] == ["Results", "Means"]
    assert [row.label for row in found.rows] == ["Budi", "Ratna", "Cici"]
    citizens = asked("case-ordered-descriptive", columns=("arr:M",), wanted="group=citizen")
    assert [row.label for row in matrix_by(rated, citizens).rows] == ["Budi", "Cici"]


def test_an_attribute_can_order_the_cases(rated: StudySession) -> None:
    rated.do(DefineAttribute(AttributeOwner.CASE, "umur", AttributeType.NUMBER))
    for name, age in (("Ratna", 52), ("Budi", 31)):
        rated.do(SetAttribute(AttributeOwner.CASE, case_id(rated, name), "umur", age))
    question = asked("case-ordered-descriptive", columns=("arr:M",), order="attribute:umur")
    found = matrix_by(rated, question)
    assert [row.label for row in found.rows] == ["Ratna", "Budi", "Cici"]
    cell = cell_of(found, "Ratna", "Umur")
    assert [entry.text for entry in cell.entries] == ["52"]
    assert found.records[cell.records[0]].text == "Umur: 52"
    with pytest.raises(NoSuchRows):
        matrix_by(rated, asked("case-ordered-descriptive", order="attribute:tinggi"))


def test_without_ratings_the_cases_stand_by_name_and_it_is_told(
    network_study: StudySession,
) -> None:
    found = matrix_by(network_study, asked("case-ordered-descriptive"))
    assert [row.label for row in found.rows] == ["Budi", "Cici", "Ratna"]
    assert found.warnings[0].startswith("No case has been rated")


def test_both_speak_indonesian(rated: StudySession) -> None:
    found = matrix_by(rated, asked("predictor-outcome", language="id"))
    assert found.subtitle == "Matriks prediktor-hasil berurutan menurut kasus"
    assert found.rows[0].group == "tinggi (3 dari 3)"
