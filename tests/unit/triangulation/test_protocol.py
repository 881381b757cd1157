"""The labels that are proposed for groups of sources: a worked table, and its edges."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest

from models.vocabulary import Convergence
from qda.triangulation.protocol import Band, Standing, Voice, pair_label, row_label
from tests.helpers.shared import shared

OFFICIALS, USERS = Voice(4, 4, 4, 0), Voice(6, 5, 1, 4)
REVIEWS, DOCUMENTS = Voice(200, 70, 6, 64), Voice(3, 2, 2, 0)
SILENT, NOT_ASKED = Voice(5), Voice(0)
EXPECTED, PENDING = Voice(0, why=Standing.EXPECTED), Voice(5, why=Standing.PENDING)


@pytest.fixture(scope="module")
def worked() -> dict[str, Any]:
    found = json.loads(shared("agreement_fixtures.json").read_text(encoding="utf-8"))
    cases = found["fixtures"] if isinstance(found, dict) else found
    return next(case for case in cases if case["id"] == "TRI1")


@pytest.mark.parametrize("mode", ["default", "strict"])
def test_the_worked_table_comes_out_exactly(worked: dict[str, Any], mode: str) -> None:
    voices = {
        name: Voice(said["A"], said["n"], said["pos"], said["neg"])
        for name, said in worked["data"].items()
    }
    strict = mode == "strict"
    found = {
        f"{one}-{other}": pair_label(voices[one], voices[other], strict=strict).value
        for one, other in combinations(voices, 2)
    }
    found["row"] = row_label(list(voices.values()), strict=strict).value
    assert found == worked["expected"][mode]


def test_figures_of_the_worked_table() -> None:
    voices = (OFFICIALS, USERS, REVIEWS, DOCUMENTS)
    assert [float(each.prominence or 0) for each in voices] == pytest.approx(
        [1.0, 0.833, 0.350, 0.667], abs=5e-4
    )
    assert [float(each.direction) for each in voices] == pytest.approx(
        [1.0, -0.6, -0.829, 1.0], abs=5e-4
    )
    assert [each.band for each in voices] == [Band.HIGH, Band.HIGH, Band.MID, Band.HIGH]
    assert [each.symbol for each in voices] == ["+", "-", "-", "+"]


def test_bands_begin_at_a_third_and_at_two_thirds() -> None:
    asked = 3000
    bands = [Voice(asked, count).band for count in (999, 1000, 1999, 2000)]
    assert bands == [Band.LOW, Band.MID, Band.MID, Band.HIGH]


def test_directions_half_a_unit_apart_still_mean_the_same() -> None:
    quarter, against = Voice(8, 8, 5, 3), Voice(8, 8, 3, 5)
    assert (quarter.direction, against.direction) == (Fraction(1, 4), Fraction(-1, 4))
    assert pair_label(quarter, against) is Convergence.AGREEMENT


def test_for_and_against_from_a_third_on_are_opposite() -> None:
    third, minus = Voice(6, 6, 4, 2), Voice(6, 6, 2, 4)
    assert pair_label(third, minus) is Convergence.DISSONANCE
    assert pair_label(third, minus, strict=True) is Convergence.PARTIAL


def test_far_apart_but_not_opposite_is_partial_agreement() -> None:
    assert pair_label(Voice(4, 4, 4, 0), Voice(4, 4, 0, 0)) is Convergence.PARTIAL


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (SILENT, Convergence.SILENCE),
        (NOT_ASKED, Convergence.NOT_ASKED),
        (EXPECTED, Convergence.SILENCE_EXPECTED),
        (PENDING, Convergence.NO_DATA),
    ],
)
def test_one_group_that_speaks_beside_one_that_does_not(other: Voice, said: Convergence) -> None:
    assert pair_label(USERS, other) is pair_label(other, USERS) is said
    assert row_label([USERS, other]) is said


def test_a_silent_group_does_not_disturb_the_agreement_of_others() -> None:
    assert row_label([OFFICIALS, SILENT, DOCUMENTS]) is Convergence.AGREEMENT


def test_silence_comes_before_not_having_been_asked() -> None:
    assert row_label([USERS, NOT_ASKED, EXPECTED, SILENT]) is Convergence.SILENCE


def test_where_nobody_speaks_there_are_no_data() -> None:
    assert row_label([SILENT, NOT_ASKED]) is Convergence.NO_DATA
    assert pair_label(SILENT, SILENT) is Convergence.NO_DATA
    assert row_label([]) is Convergence.NO_DATA


def test_partial_agreement_outweighs_agreement() -> None:
    assert row_label([USERS, REVIEWS]) is Convergence.PARTIAL
    assert row_label([OFFICIALS, DOCUMENTS, Voice(10, 2, 2, 0)]) is Convergence.PARTIAL
