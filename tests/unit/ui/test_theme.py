"""Every colour that carries words stands out from what it stands on."""

from __future__ import annotations

import pytest

from qda.colours import PALETTE
from ui.theme import (
    DARK,
    LIGHT,
    TEXT_ON,
    WASHES,
    Colours,
    contrast,
    drawn,
    mixed,
    style_sheet,
)

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # WebAIM's contrast checker, the classic near miss
        ("#767676", "#ffffff", 4.54),
        ("#ffffff", "#ffffff", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@SCHEMES
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_words_stand_out(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@SCHEMES
@pytest.mark.parametrize("colour", [*PALETTE, "#ffffff", "#000000", "nonsense"])
def test_a_code_s_line_stands_out_from_the_page(colours: Colours, colour: str) -> None:
    assert contrast(drawn(colour, colours.base), colours.base) >= 3.0


@SCHEMES
@pytest.mark.parametrize("colour", PALETTE)
def test_words_stay_readable_under_as_many_tints_as_may_lie_on_them(
    colours: Colours, colour: str
) -> None:
    ground = colours.base
    for _ in range(WASHES):
        ground = mixed(ground, drawn(colour, colours.base), colours.wash)
    assert contrast(colours.text, ground) >= 4.5


def test_the_edge_of_an_empty_box_is_seen_on_a_dark_ground() -> None:
    assert f"indicator:unchecked {{ border: 1px solid {DARK.muted}" in style_sheet(DARK)
    assert contrast(DARK.muted, DARK.base) >= 3
    # On a light ground the style's own edge is dark enough.
    assert "indicator" not in style_sheet(LIGHT)
