"""How far a theme rests on one source."""

from __future__ import annotations

from fractions import Fraction

from qda.triangulation.dependence import dependence


def test_one_source_is_dependence_whatever_it_bears() -> None:
    found = dependence({"D01": 1})
    assert found.share == found.index == 1
    assert found.is_dependent


def test_equal_sources_give_one_over_their_number() -> None:
    found = dependence(dict.fromkeys("abcd", 5))
    assert (found.sources, found.share, found.index) == (4, Fraction(1, 4), Fraction(1, 4))
    assert not found.is_dependent


def test_exactly_six_in_ten_is_not_yet_dependence() -> None:
    assert not dependence({"a": 6, "b": 4}).is_dependent
    assert dependence({"a": 61, "b": 39}).is_dependent


def test_of_equally_large_sources_the_first_by_name_is_named() -> None:
    assert dependence({"W02": 2, "W01": 2, "D01": 0}).largest == "W01"


def test_nothing_rests_on_nothing() -> None:
    found = dependence({})
    assert (found.segments, found.share, found.is_dependent) == (0, None, False)
