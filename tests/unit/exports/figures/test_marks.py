"""Marks are as long as their figures, stand where they belong, and differ without colour."""

from __future__ import annotations

from itertools import pairwise

import pytest

from exports.figures.diverging import LikertPlot
from exports.figures.drawing import draw
from exports.figures.heat import sign_of
from exports.figures.looks import FILLS, diverging, ink_on, luminance, shade, stroke_of
from exports.figures.picture import Picture, PictureFormat, Region
from tests.helpers.plots import bar_plot, heat_plot, likert_plot, line_plot, word_plot

ITEMS = {"satu": (1, 2, 4, 2, 1), "dua": (0, 0, 2, 3, 4), "tiga": (0, 0, 10, 0, 0)}
"""What ten respondents answered, counted by hand; nine answered the second item."""


def drawn(plot: LikertPlot) -> Picture:
    return draw(plot, PictureFormat.SVG)


def of_item(picture: Picture, item: str) -> dict[int | None, Region]:
    return {each.behind.answer: each for each in picture.regions if each.behind.item == item}


@pytest.mark.parametrize("aside", [False, True])
def test_bars_are_as_wide_as_the_shares_of_answers(aside: bool) -> None:  # noqa: FBT001
    picture = drawn(likert_plot("id", aside=aside))
    unit = of_item(picture, "tiga")[3].width
    for item, counts in ITEMS.items():
        wide = {answer: each.width for answer, each in of_item(picture, item).items()}
        n = sum(counts)
        assert wide == {
            point: pytest.approx(unit * count / n, abs=0.01)
            for point, count in enumerate(counts, 1)
            if count
        }


def test_neutral_answers_are_split_at_nothing() -> None:
    picture = drawn(likert_plot("id"))
    middles = [each.left + each.width / 2 for each in picture.regions if each.behind.answer == 3]
    assert max(middles) - min(middles) < 0.01
    for item in ITEMS:
        marks = [
            each for _, each in sorted(of_item(picture, item).items(), key=lambda e: e[0] or 0)
        ]
        for one, other in pairwise(marks):
            assert one.left + one.width == pytest.approx(other.left, abs=0.01)


def test_neutral_answers_stand_aside_where_asked() -> None:
    picture = drawn(likert_plot("id", aside=True))
    first = of_item(picture, "satu")
    assert first[2].left + first[2].width == pytest.approx(first[4].left, abs=0.01)
    assert {each.left for each in picture.regions if each.behind.answer == 3} == {first[3].left}
    assert first[3].left > max(e.left + e.width for a, e in first.items() if a != 3)


def test_items_stand_by_their_net_within_their_dimension() -> None:
    def order(plot: LikertPlot) -> list[str]:
        tops = {each.behind.item: each.top for each in drawn(plot).regions}
        return sorted(tops, key=lambda item: tops[item])

    # Net of satu 0.3 - 0.3, of dua 7/9 - 0; tiga belongs to no dimension and comes last.
    assert order(likert_plot("id")) == ["dua", "satu", "tiga"]
    assert order(likert_plot("id", by_net=False)) == ["satu", "dua", "tiga"]
    said = drawn(likert_plot("en")).description
    assert "satu: answer 3, 40.0 % (4 of 10)" in said
    assert "dua: answer 5, 44.4 % (4 of 9)" in said


def test_bars_of_codes_are_as_long_as_shares_of_people() -> None:
    picture = draw(bar_plot("en"), PictureFormat.SVG)
    wide = {each.behind.group: each.width for each in picture.regions if each.behind.code == "t:A"}
    # 2 of 5 people, 5 of 20.
    assert wide["g"] / wide["c"] == pytest.approx(0.4 / 0.25, abs=0.001)
    said = picture.description
    assert "40 % · 2 of 5 · 3 texts · 4 segments" in said
    assert "25 % · 5 of 20 · 6 texts · 7 segments · 3 proposed" in said
    assert "– · 0 of 0" in said


def test_a_map_says_shares_counts_and_departures_in_signs() -> None:
    picture = draw(heat_plot("en"), PictureFormat.SVG)
    # Adjusted residuals of 30 12 / 18 40 are ±3.99.
    assert "▲▲▲ 62 %" in picture.content.decode()
    assert "▼▼▼ 23 %" in picture.content.decode()
    assert "Dana, 1–2: 62 % (30/48), z = 3.99" in picture.description
    cells = [each for each in picture.regions if each.behind.code == "t:A"]
    assert [each.behind.group for each in cells] == ["g", "c"]
    assert cells[0].width == pytest.approx(cells[1].width)


@pytest.mark.parametrize(
    ("residual", "sign"),
    [(None, ""), (1.95, ""), (1.96, "▲"), (-2.58, "▼▼"), (3.29, "▲▲▲"), (-9.0, "▼▼▼")],
)
def test_signs_begin_at_five_one_and_a_tenth_per_cent(residual: float | None, sign: str) -> None:
    assert sign_of(residual) == sign


@pytest.mark.parametrize("lines", [2, 9])
def test_points_stand_as_high_as_their_shares_and_gaps_stay_open(lines: int) -> None:
    picture = draw(line_plot("en", lines), PictureFormat.SVG)
    first = {e.behind.group: e for e in picture.regions if e.behind.code == "t:0"}
    assert list(first) == ["2025-01", "2025-02", "2025-04", "2025-05"]
    # 0 of 4, 1 of 10, 3 of 5, 4 of 8.
    heights = [first["2025-01"].top - each.top for each in first.values()]
    assert heights[0] == 0
    assert heights[1] / heights[2] == pytest.approx(0.1 / 0.6, abs=0.001)
    assert heights[3] / heights[2] == pytest.approx(0.5 / 0.6, abs=0.001)
    lefts = [each.left for each in first.values()]
    assert lefts[2] - lefts[1] == pytest.approx(2 * (lefts[1] - lefts[0]), abs=0.01)


def test_bars_of_words_are_as_long_as_the_number_of_texts() -> None:
    picture = draw(word_plot("en"), PictureFormat.SVG)
    wide = {each.behind.word: each.width for each in picture.regions}
    assert wide["lapor"] == pytest.approx(4 * wide["👍"], abs=0.01)
    assert "lapor: 12 texts · 30 times" in picture.description


def test_the_uppermost_mark_is_found_at_a_point() -> None:
    picture = draw(heat_plot("en"))
    each = picture.regions[0]
    assert picture.at(each.left + 3, each.top + 3) is each
    assert picture.at(1, 1) is None


def test_fills_and_lines_differ_without_colour() -> None:
    assert len({each.hatch for each in FILLS}) == len(FILLS)
    for points in range(2, 11):
        fills = diverging(points)
        half = points // 2
        assert all(each.hatch for each in fills[:half])
        assert not any(each.hatch for each in fills[half:])
        greys = [luminance(each.colour) for each in fills]
        assert greys[:half] == sorted(greys[:half])
        assert greys[points - half :] == sorted(greys[points - half :], reverse=True)
    strokes = [stroke_of(nth) for nth in range(20)]
    assert len({(each.dashes, each.mark) for each in strokes}) == 20


def test_words_on_a_shade_can_be_read() -> None:
    for step in range(11):
        ground = shade(step / 10).colour
        one, other = sorted((luminance(ground), luminance(ink_on(ground))))
        assert (other + 0.05) / (one + 0.05) >= 4.5
