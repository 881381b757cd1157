"""Colours of codes stay apart, or their shapes tell them apart, however a reader sees them."""

from __future__ import annotations

from itertools import combinations

import pytest

from qda.colours import (
    APART,
    CODE_COLOURS,
    PALETTE,
    Shape,
    Sight,
    ciede2000,
    distance,
    lab,
    next_colour,
    shape_of,
)

Lab = tuple[float, float, float]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Pairs of table 1 of Sharma, Wu and Dalal (2005).
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
        ((50, 2.4900, -0.0010), (50, -2.4900, 0.0011), 7.2195),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_of_two_colours_is_the_published_one(
    one: Lab, other: Lab, expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        # sRGB primaries under D65 (Lindbloom's calculator).
        ("#ff0000", (53.24, 80.09, 67.20)),
        ("#00ff00", (87.73, -86.18, 83.18)),
        ("#0000ff", (32.30, 79.19, -107.86)),
    ],
)
def test_a_colour_has_the_published_lightness_and_hue(colour: str, expected: Lab) -> None:
    assert lab(colour) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("sight", Sight)
@pytest.mark.parametrize("grey", ["#000000", "#777777", "#ffffff"])
def test_grey_is_grey_for_everybody(grey: str, sight: Sight) -> None:
    assert lab(grey, sight) == pytest.approx(lab(grey), abs=0.02)


def test_red_and_green_come_together_without_the_long_or_middle_cones() -> None:
    in_full = distance("#d55e00", "#999933")
    for sight in (Sight.PROTANOPIA, Sight.DEUTERANOPIA):
        assert distance("#d55e00", "#999933", sight) < in_full / 2
    assert distance("#d55e00", "#999933", Sight.TRITANOPIA) > in_full / 2


@pytest.mark.parametrize("sight", Sight)
def test_two_colours_stay_apart_or_have_other_shapes(sight: Sight) -> None:
    for one, other in combinations(CODE_COLOURS, 2):
        assert one.shape is not other.shape or distance(one.value, other.value, sight) >= APART


def test_the_first_codes_of_a_study_all_have_other_shapes() -> None:
    assert len({each.shape for each in CODE_COLOURS[: len(Shape)]}) == len(Shape)
    assert len(set(PALETTE)) == len(PALETTE)


def test_a_colour_from_elsewhere_has_always_the_same_shape() -> None:
    assert shape_of("#AbCdEf") is shape_of("#abcdef")
    assert shape_of("#0072B2") is Shape.DISC


def test_new_codes_take_the_colour_that_is_used_least() -> None:
    assert next_colour([]) == PALETTE[0]
    assert next_colour([PALETTE[0].upper(), "#123456"]) == PALETTE[1]
    assert next_colour(PALETTE) == PALETTE[0]
