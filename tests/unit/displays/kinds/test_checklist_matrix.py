"""Checklists: indicators that codings name, the index by hand, thresholds, the confirmed rating."""

from __future__ import annotations

import pytest

from models.vocabulary import CodingState, EntryKind
from qda.displays.checklist import rating_of
from qda.edits.indicators import IndicateCodings
from qda.session import StudySession
from tests.helpers.coded import as_coder
from tests.helpers.kinds import asked, cell_of, grid, keys_behind, marks, matrix_by, rate
from tests.helpers.talks import fill_talks


@pytest.fixture
def named(talks: StudySession) -> StudySession:
    """The talks with three codings of funds that name an indicator, and four that do not.

    Enough: Cici says yes, Ratna says no. On time: the decree says yes. Open: nobody.
    """
    ids = fill_talks(talks)
    enough = (ids["Dana cukup"], ids["Dana kurang sekali"])
    talks.do(IndicateCodings(enough, "cukup"))
    talks.do(IndicateCodings((ids["Dana dialokasikan tiap tahun"],), "on time"))
    return talks


@pytest.mark.parametrize(
    ("index", "strong", "rating"),
    [(1, 1, 3), (0.99, 1, 2), (2 / 3, 2 / 3, 3), (1 / 3, 2 / 3, 2), (0.3, 2 / 3, 1), (-1, 0.5, 1)],
)
def test_a_rating_follows_from_the_index_by_its_thresholds(
    index: float, strong: float, rating: int
) -> None:
    assert rating_of(index, strong) == rating


def test_indicators_are_present_where_codings_that_name_them_say_so(named: StudySession) -> None:
    found = matrix_by(named, asked("checklist-matrix", columns=("mns:M.1",), quotes=1))
    present = {label: row["Present?"] for label, row in grid(found).items()}
    assert present == {
        "Funds: index": ["2 supported, 1 hindered of 3 indicators"],
        "enough": ["+/- present and hindered"],
        "on time": ["+ present"],
        # The reviews are not read yet.
        "open": ["Not yet read"],
        "none of these named": ["counts towards no indicator and not to the index"],
    }
    assert keys_behind(found, cell_of(found, "enough", "Present?")) == {"W01:2", "W03:2"}
    strengths = [entry.text for entry in cell_of(found, "enough", "Strength").entries]
    assert strengths == ["3 – strong: 1 coding", "1 – weak: 1 coding"]
    talked = asked("checklist-matrix", columns=("mns:M.1",), wanted="technique=interview")
    assert marks(matrix_by(named, talked))["open", "Quote"] == "NS"
    assert cell_of(found, "none of these named", "Quote").segments == 3


@pytest.mark.parametrize(
    ("strong", "words"),
    [
        # (2 - 1) / 3 = 0.33: moderate from one third, from a quarter, weak below one half.
        ("two-thirds", "2 – moderate (0.33)"),
        ("half", "2 – moderate (0.33)"),
        ("all", "1 – weak (0.33)"),
    ],
)
def test_the_rating_is_proposed_with_its_rule(named: StudySession, strong: str, words: str) -> None:
    asked_for = asked("checklist-matrix", columns=("mns:M.1",), strong=strong)
    (proposal,) = cell_of(matrix_by(named, asked_for), "Funds: index", "Strength").entries
    assert (proposal.text, proposal.state) == (words, CodingState.PROPOSED)
    assert proposal.kind is EntryKind.RATING
    assert "= 0.33; strong from" in proposal.rule


def test_a_confirmed_rating_wins_and_says_whose_it_is(named: StudySession) -> None:
    rate(named, "mns:M.1", 3, rule="3 = all informants")
    with as_coder(named, "Tono") as tono:
        rate(tono, "mns:M.1", 2)
    found = matrix_by(named, asked("checklist-matrix", columns=("mns:M.1",)))
    ratings = cell_of(found, "Funds: index", "Strength").entries
    assert [(each.author, each.value, each.state) for each in ratings] == [
        ("Tono", 2, CodingState.CONFIRMED),
        ("Sari", 3, CodingState.CONFIRMED),
    ]
    reasons = [entry.text for entry in cell_of(found, "Funds: index", "Remark").entries]
    assert reasons == ["3 = all informants"]


def test_codes_beneath_take_the_place_of_indicators_that_nobody_names(
    talks: StudySession,
) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("checklist-matrix", columns=("mns:M",)))
    assert [row.label for row in found.rows] == ["Means: index", "Funds", "Staff"]
    (words,) = grid(found)["Means: index"]["Present?"]
    # Funds both ways, staff only for it: (2 - 1) / 2 = 0.5.
    assert words == "2 supported, 1 hindered of 2 indicators"
    assert grid(found)["Means: index"]["Strength"] == ["2 – moderate (0.50)"]


def test_indicators_can_be_asked_for_though_nobody_names_them(talks: StudySession) -> None:
    fill_talks(talks)
    question = asked("checklist-matrix", columns=("mns:M.1",), items="indicators")
    found = matrix_by(talks, question)
    assert grid(found)["Funds: index"]["Strength"] == [
        "no coding with a polarity names an indicator, so there is no index"
    ]


def test_a_code_and_one_beneath_it_can_both_be_components(talks: StudySession) -> None:
    fill_talks(talks)
    found = matrix_by(talks, asked("checklist-matrix", columns=("mns:M", "mns:M.2")))
    ids = [row.id for row in found.rows]
    assert ids == ["mns:M", "mns:M/mns:M.1", "mns:M/mns:M.2", "mns:M.2", "mns:M.2#"]
