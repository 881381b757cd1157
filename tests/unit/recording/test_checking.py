"""Derived figures are worked out again within their digits, and contradictions are found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.vocabulary import CodingState, Formula
from qda.recording.checking import (
    Problem,
    checked_figures,
    contradictions,
    interval_of,
    recomputed,
)
from qda.recording.sums import SumKind, sums_in
from qda.retrieval.claims import ClaimRow


def claim(uuid: str, stated: str, value: float, **said: object) -> ClaimRow:
    """A claim as it is read."""
    row = ClaimRow(
        id=1, uuid=uuid, coder_id=1, coder="Sari", state=CodingState.CONFIRMED, made_at="",
        quantity="penduduk", value=value, stated=stated, unit="", year="", code_id=None, code="",
        formula=None, operands=(), rule="", note="",
    )  # fmt: skip
    return replace(row, **said)  # type: ignore[arg-type]


OLD = claim("old", "10.609.681", 10_609_681)
NEW = claim("new", "10.679.951", 10_679_951)
ROUND = claim("round", "10,64 juta", 10_640_000)


@pytest.mark.parametrize(
    ("formula", "values", "unit", "expected"),
    [
        (Formula.SHARE, (1_000_000, 10_640_000), "%", 9.398496240601503),
        (Formula.SHARE, (1, 4), "", 0.25),
        (Formula.RATIO, (5_375_869, 5_304_082), "per 100", 101.35342779241347),
        (Formula.RATIO, (158_375, 32_424), "", 4.884499136442142),
        (Formula.SUM, (7_613_510, 2_413_151, 618_115), "", 10_644_776),
        (Formula.DIFFERENCE, (10_679_951, 10_644_776), "", 35_175),
        (Formula.GROWTH, (10_609_681, 10_679_951), "persen", 0.6623196305336698),
        (Formula.DENSITY, (10_679_951, 662.33), "", 16_124.818443978078),
    ],
)
def test_a_formula_gives_what_it_is_known_to_give(
    formula: Formula, values: tuple[float, ...], unit: str, expected: float
) -> None:
    assert recomputed(formula, values, unit) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("stated", "value", "low", "high"),
    [
        ("10,64 juta", 10_640_000, 10_635_000, 10_645_000),
        ("6,75%", 6.75, 6.745, 6.755),
        ("1,000", 1000, 999.5, 1000.5),
        ("", 2.5, 2.45, 2.55),
        ("", 1_000_000, 999_999.5, 1_000_000.5),
        ("sekitar sepuluh", 10, 9.5, 10.5),
    ],
)
def test_digits_tell_what_values_a_claim_may_mean(
    stated: str, value: float, low: float, high: float
) -> None:
    found = interval_of(claim("a", stated, value))
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("stated", "value", "is_met"),
    [
        ("0,66%", 0.66, True),
        ("0,7%", 0.7, True),
        ("0,662%", 0.662, True),
        ("0,663%", 0.663, False),
        ("0,38%", 0.38, False),
    ],
)
def test_a_figure_holds_where_its_digits_allow_what_its_operands_give(
    stated: str, value: float, *, is_met: bool
) -> None:
    growth = claim("g", stated, value, unit="%", formula=Formula.GROWTH, operands=("old", "new"))
    (check,) = checked_figures([OLD, NEW, growth])
    assert check.is_met == is_met
    assert check.problem is (None if is_met else Problem.DIFFERS)
    assert [each.uuid for each in check.operands] == ["old", "new"]


def test_rounded_operands_allow_more() -> None:
    share = claim("s", "9,4%", 9.4, unit="%", formula=Formula.SHARE, operands=("u", "round"))
    users = claim("u", "1 juta", 1_000_000)
    (check,) = checked_figures([users, ROUND, share])
    assert check.is_met
    assert check.allowed is not None
    # Between half a million more and less of people, and of users.
    assert check.allowed.low == pytest.approx(500_000 / 10_645_000 * 100)
    assert check.allowed.high == pytest.approx(1_500_000 / 10_635_000 * 100)


@pytest.mark.parametrize(
    ("operands", "others", "problem"),
    [
        (("old", "gone"), [], Problem.OPERAND_GONE),
        (("old", "zero"), [claim("zero", "0", 0.0)], Problem.DIVIDED_BY_ZERO),
        (
            ("old", "d"),
            [claim("d", "1", 1.0, formula=Formula.SUM, operands=("f", "old"))],
            Problem.IN_A_CIRCLE,
        ),
    ],
)
def test_what_cannot_be_worked_out_says_why(
    operands: tuple[str, ...], others: list[ClaimRow], problem: Problem
) -> None:
    figure = claim("f", "1", 1.0, formula=Formula.RATIO, operands=operands)
    check = next(c for c in checked_figures([OLD, *others, figure]) if c.claim.uuid == "f")
    assert (check.problem, check.recomputed) == (problem, None)


def test_a_figure_may_rest_on_derived_figures() -> None:
    total = claim("t", "3", 3.0, formula=Formula.SUM, operands=("one", "two"))
    half = claim("h", "1,5", 1.5, formula=Formula.RATIO, operands=("t", "two"))
    checks = checked_figures([claim("one", "1", 1.0), claim("two", "2", 2.0), total, half])
    assert [check.is_met for check in checks] == [True, True]


@pytest.mark.parametrize(
    ("unit", "is_met"), [("jiwa", False), ("", False), ("km²", True), ("%", True)]
)
def test_what_is_counted_sums_exactly_and_what_is_measured_within_its_digits(
    unit: str, *, is_met: bool
) -> None:
    parts = [claim(uuid, "10", 10.0, unit=unit) for uuid in ("a", "b", "c")]
    total = claim("t", "31", 31.0, unit=unit, formula=Formula.SUM, operands=("a", "b", "c"))
    (check,) = checked_figures([*parts, total])
    assert check.is_met == is_met


# Contradictions.


@pytest.mark.parametrize(
    ("second", "contradicts"),
    [
        (claim("b", "10.679.951", 10_679_951), True),
        (claim("b", "10,6 juta", 10_600_000), False),
        (claim("b", "10.640.100", 10_640_100), False),
        (claim("b", "10.679.951", 10_679_951, year="2022"), False),
        (claim("b", "10.679.951", 10_679_951, unit="km²"), False),
        (claim("b", "10.679.951", 10_679_951, quantity=" PENDUDUK "), True),
        (claim("b", "10.679.951", 10_679_951, quantity="luas"), False),
    ],
)
def test_claims_of_one_thing_contradict_each_other_where_both_cannot_be_true(
    second: ClaimRow, *, contradicts: bool
) -> None:
    assert bool(contradictions([ROUND, second])) == contradicts


def test_words_for_people_are_compared() -> None:
    first = claim("a", "5", 5.0, unit="orang")
    assert contradictions([first, claim("b", "6", 6.0, unit="jiwa")])


def test_claims_that_agree_stand_together_the_most_first() -> None:
    found = contradictions(
        [claim("a", "7.660", 7660.0), claim("b", "662,33", 662.33), claim("c", "662", 662.0)]
    )
    assert [[each.uuid for each in camp] for camp in found[0].camps] == [["b", "c"], ["a"]]


# Tables.

TABLE = """Kota\tLaki-laki\tPerempuan\tJumlah\tRasio
A\t10\t20\t30\t50,0
B\t1\t2\t{b}\t50,0
C\t100\t200\t300\t50,0
{total}\t111\t{women}\t333\t50,0
"""


@pytest.mark.parametrize("total", ["Jumlah", "TOTAL", "Provinsi X"])
def test_totals_of_columns_and_rows_are_added_up(total: str) -> None:
    found = sums_in(TABLE.format(b=3, total=total, women=222))
    assert len(found) == 7
    assert all(each.is_met for each in found)
    assert {each.kind for each in found} == {SumKind.COLUMN, SumKind.ROW}


def test_what_does_not_come_out_is_told_with_its_place() -> None:
    text = TABLE.format(b=4, total="Jumlah", women=221)
    bad = [each for each in sums_in(text) if not each.is_met]
    told = [(e.kind, e.label, e.column, e.stated, e.recomputed) for e in bad]
    assert told == [
        (SumKind.ROW, "B", "Jumlah", "4", 3),
        (SumKind.COLUMN, "Jumlah", "Perempuan", "221", 222),
        (SumKind.COLUMN, "Jumlah", "Jumlah", "333", 334),
        (SumKind.ROW, "Jumlah", "Jumlah", "333", 332),
    ]
    assert all(each.span.of(text) == each.stated for each in bad)


@pytest.mark.parametrize(
    ("total", "bad"),
    [
        ("\tJumlah\t12\t14\t\t", []),
        ("\tJumlah\t12\t14", []),
        ("Jumlah\t12\t14\tbaik", []),
        ("Jumlah\t12\t15\tbaik", ["15"]),
        ("\tJumlah\t12\t15", ["15"]),
    ],
)
def test_a_total_whose_row_is_shorter_is_read_as_it_comes_out(total: str, bad: list[str]) -> None:
    text = f"No\tKota\tRW\tRT\tCatatan\n1\tA\t5\t6\tx\n2\tB\t7\t8\ty\n{total}\n"
    found = sums_in(text)
    assert len(found) == 2
    assert [each.stated for each in found if not each.is_met] == bad


def test_rounded_parts_may_miss_their_total_by_half_a_step_each() -> None:
    rows = "Kota\tLuas\nA\t0,3\nB\t0,3\nC\t0,3\nJumlah\t{}\n"
    assert all(each.is_met for each in sums_in(rows.format("1,0")))
    assert not all(each.is_met for each in sums_in(rows.format("1,2")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jumlah\t5",
        "No\tNama\n1\tA\n2\tB\nJumlah\t5\n",
        "a\tb\nc\td\ne\tf\n",
        "Kota\tKepadatan\nA\t5\nB\t6\nJumlah\t99\n",
        "A\t1\nB\t2\nC\t9\nD\t4\n",
    ],
)
def test_what_has_no_sum_is_not_added_up(text: str) -> None:
    assert sums_in(text) == ()
