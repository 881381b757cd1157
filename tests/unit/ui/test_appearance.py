"""The look is chosen once and told to all; what is asked for stays within what can be read."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from qda.settings import LARGEST_POINTS, SMALLEST_POINTS, Appearance, Scheme
from ui.appearance import SYSTEM_FONT, looks, offered_fonts, reading_font


def test_there_is_one_look_and_a_change_is_told_once(qtbot: QtBot) -> None:
    assert looks() is looks()
    told: list[Appearance] = []

    def tell() -> None:
        told.append(looks().appearance)

    looks().changed.connect(tell)
    dark = Appearance(scheme=Scheme.DARK)
    for _ in range(2):
        looks().choose(dark)
    looks().choose(Appearance())
    looks().changed.disconnect(tell)
    assert told == [dark, Appearance()]


@pytest.mark.parametrize("points", [0, -3, 1e9, float("nan")])
def test_letters_stay_readable(points: float) -> None:
    assert SMALLEST_POINTS <= Appearance().with_points(points).points <= LARGEST_POINTS


def test_the_whole_window_goes_from_100_to_200_per_cent() -> None:
    look = Appearance()
    sizes = []
    for _ in range(6):
        look = look.with_text_size(1)
        sizes.append(look.text_size)
    assert sizes == [125, 150, 175, 200, 200, 200]
    assert look.with_text_size(-99).text_size == 100
    assert look.reading_points == 2 * look.points


def test_a_family_that_is_missing_gives_way_to_the_programs_own(qtbot: QtBot) -> None:
    families = reading_font(Appearance(font="No such letters")).families()
    assert families[0] == "No such letters"
    assert "Georgia" in families
    assert offered_fonts()[:2] == ("", SYSTEM_FONT)


def test_letters_are_shown_in_both_sizes_together(qtbot: QtBot) -> None:
    look = Appearance(font=SYSTEM_FONT, points=10, text_size=150)
    assert reading_font(look).pointSizeF() == 15
