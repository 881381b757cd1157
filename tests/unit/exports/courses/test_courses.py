"""A line over time lies where its figures and its dates are, and says nothing that they do not."""

from __future__ import annotations

from itertools import combinations

import pytest

from exports.courses.drawing import draw_courses
from exports.courses.reading import Mark, happenings_of, lines_of
from exports.courses.scales import value_ticks
from exports.drawings.cells import cell_at
from exports.drawings.shapes import Drawing, Oval, Place, Polygon, Words
from exports.figures.letters import width_of
from exports.figures.looks import NIGHT, PAPER, stroke_of
from qda.i18n import Speech
from tests.helpers.gradients import Told, gradient

YEARS = ("2019", "2020", "2021", "2022")
PEOPLE = (10_500_000.0, 10_562_088.0, 10_609_681.0, 10_679_951.0)


def middle(place: Place) -> tuple[float, float]:
    return place.left + place.width / 2, place.top + place.height / 2


def places(drawing: Drawing, column: int) -> list[tuple[float, float]]:
    return [middle(each) for each in drawing.places if cell_at(each.id)[1] == column]


def strokes(drawing: Drawing) -> list[Polygon]:
    """The pieces of the lines, told from the grid by their colour."""
    colour = stroke_of(0).colour
    return [
        shape
        for shape in drawing.shapes
        if isinstance(shape, Polygon) and shape.pen is not None and shape.pen.colour == colour
    ]


def ticks_of(values: list[float], scale: tuple[float, float] | None = None) -> list[str]:
    shown = gradient([str(2000 + n) for n in range(len(values))], {"a": values}, scale=scale)
    return [words for _, words in value_ticks(lines_of(shown)[0], Speech("en"))]


def test_a_higher_figure_lies_higher_and_a_later_one_farther_right() -> None:
    found = places(draw_courses(gradient(YEARS, {"Penduduk": PEOPLE})), 0)
    assert [x for x, _ in found] == sorted(x for x, _ in found)
    assert [y for _, y in found] == sorted((y for _, y in found), reverse=True)


def test_equal_steps_of_a_figure_are_equal_steps_of_the_drawing() -> None:
    found = places(draw_courses(gradient(YEARS, {"a": (0.0, 10.0, 20.0, 40.0)})), 0)
    first, second, third, fourth = (y for _, y in found)
    assert first - second == pytest.approx(second - third)
    assert third - fourth == pytest.approx(2 * (first - second))


def test_time_is_drawn_to_scale_over_a_time_without_figures() -> None:
    shown = gradient(("2010", "2011", "2012/2018", "2019"), {"a": (1.0, 2.0, None, 3.0)})
    (a, _), (b, _), (c, _) = places(draw_courses(shown), 0)
    assert (c - b) / (b - a) == pytest.approx(8)


def test_a_line_is_dashed_over_a_time_without_figures_and_says_so() -> None:
    plain = draw_courses(gradient(YEARS, {"a": PEOPLE}))
    assert [piece.pen.dashes for piece in strokes(plain) if piece.pen] == [(), (), ()]
    broken = draw_courses(gradient(YEARS, {"a": (1.0, None, 2.0, 3.0)}))
    # The last piece is that of the key.
    assert [bool(piece.pen and piece.pen.dashes) for piece in strokes(broken)] == [
        True, False, True,
    ]  # fmt: skip
    words = "no figure or rating for the time between"
    assert words in said(broken)
    assert words not in said(plain)


def said(drawing: Drawing) -> str:
    return " ".join(shape.text for shape in drawing.shapes if isinstance(shape, Words))


def test_figures_that_differ_stand_apart_from_the_line() -> None:
    shown = gradient(YEARS, {"a": (1.0, (2.0, 5.0), 3.0, 4.0)})
    (line,) = lines_of(shown)
    assert [(mark.row, mark.is_joined) for mark in line.marks] == [
        (0, True), (1, False), (1, False), (2, True), (3, True),
    ]  # fmt: skip
    drawing = draw_courses(shown)
    assert len(places(drawing, 0)) == 5
    assert "sources or raters differ" in said(drawing)


def test_what_sources_say_alike_is_one_mark() -> None:
    (line,) = lines_of(gradient(YEARS, {"a": (1.0, (2.0, 2.0), 3.0, 4.0)}))
    assert [mark.is_joined for mark in line.marks] == [True] * 4


def test_of_several_raters_the_line_leads_through_the_one_that_counts() -> None:
    shown = gradient(YEARS[:2], {"a": (1.0, (3.0, 2.0))}, scale=(1, 3))
    (line,) = lines_of(shown)
    assert [(mark.value, mark.is_joined) for mark in line.marks] == [
        (1, True), (3, True), (2, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ([10_500_000, 10_679_951], "10,500,000", "10,700,000"),
        ([3.0, 10.0], "0", "10"),
        ([-4.0, 4.0], "-4", "4"),
        ([0.0, 0.0], "-1", "1"),
        ([0.25, 0.4], "0.25", "0.4"),
    ],
)
def test_the_marks_of_an_axis_are_round_and_hold_all_figures(
    values: list[float], first: str, last: str
) -> None:
    found = ticks_of(values)
    assert (found[0], found[-1]) == (first, last)
    assert 3 <= len(found) <= 7


def test_one_figure_alone_has_an_axis_around_it() -> None:
    found = [float(words.replace(",", "")) for words in ticks_of([1850.0])]
    assert found[0] < 1850 < found[-1]


def test_a_rating_has_every_level_of_its_scale() -> None:
    assert ticks_of([3.0, 2.0], (1, 3)) == ["low (1)", "moderate (2)", "high (3)"]
    assert ticks_of([4.0], (1, 5)) == ["1", "2", "3", "4", "5"]
    assert ticks_of([4.0], (0, 100))[::4] == ["0", "100"]


def test_an_axis_that_does_not_begin_at_nothing_is_told_of() -> None:
    words = "The scale of “a (jiwa)” does not begin at 0."
    assert words in said(draw_courses(gradient(YEARS, {"a": PEOPLE})))
    assert words not in said(draw_courses(gradient(YEARS, {"a": (1.0, 2.0, 3.0, 4.0)})))


def test_events_of_a_period_stand_evenly_in_it_in_their_order() -> None:
    shown = gradient(YEARS, {"a": PEOPLE}, {"2020": ("b", "a"), "2022": ("c",)})
    assert [(each.said, each.at) for each in happenings_of(shown)] == [
        ("b", 2020.25), ("a", 2020.75), ("c", 2022.5),
    ]  # fmt: skip
    drawing = draw_courses(shown)
    assert [place.said for place in drawing.places if cell_at(place.id)[1] == 1] == ["b", "a", "c"]
    assert "1 b 2 a 3 c" in said(drawing)


def test_more_events_than_a_list_can_hold_are_counted() -> None:
    names = [f"event {nth}" for nth in range(40)]
    drawing = draw_courses(gradient(YEARS, {"a": PEOPLE}, {"2021": names}))
    assert "10 events more stand in the table only." in said(drawing)
    assert "event 29" in said(drawing)
    assert "event 30" not in said(drawing)
    assert "event 39" in drawing.description


def test_what_nobody_confirmed_is_hollow_and_explained() -> None:
    drawing = draw_courses(gradient(YEARS, {"a": PEOPLE}, proposed=True))
    dots = [shape for shape in drawing.shapes if isinstance(shape, Oval)]
    assert {dot.fill for dot in dots[: len(YEARS)]} == {PAPER.paper}
    assert "proposed" in said(drawing)
    plain = draw_courses(gradient(YEARS, {"a": PEOPLE}))
    assert {dot.fill for dot in plain.shapes if isinstance(dot, Oval)} == {stroke_of(0).colour}
    assert "proposed" not in said(plain)


@pytest.mark.parametrize("count", [1, 3, 9])
@pytest.mark.parametrize("months", [4, 60])
def test_nothing_leaves_the_drawing_and_no_figures_lie_on_each_other(
    count: int, months: int
) -> None:
    periods = [f"{2019 + nth // 12}-{nth % 12 + 1:02d}" for nth in range(months)]
    lines: dict[str, list[Told]] = {
        f"Line {n} {'long ' * 40 * (n == 2)}": [
            float((nth * (n + 3) * 7919) % 1000) for nth in range(months)
        ]
        for n in range(count)
    }
    drawing = draw_courses(gradient(periods, lines, dict.fromkeys(periods[::5], ("x " * 90,))))
    boxes = []
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            wide = width_of(shape.text, shape.size, bold=shape.bold)
            left = shape.x - wide * {"left": 0, "center": 0.5, "right": 1}[shape.align]
            assert left >= 0
            assert left + wide <= drawing.width
            assert 0 < shape.y < drawing.height
            boxes.append((left, shape.y - shape.size * 0.7, left + wide, shape.y, shape.text))
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_every_place_has_an_id_of_its_own_and_leads_to_a_cell_that_holds_its_words() -> None:
    shown = gradient(YEARS, {"a": (1.0, (2.0, 5.0), None, 4.0), "b": PEOPLE}, {"2021": ("x", "y")})
    drawing = draw_courses(shown)
    assert len({place.id for place in drawing.places}) == len(drawing.places) == 4 + 4 + 2
    for place in drawing.places:
        row, column = cell_at(place.id)
        texts = [entry.text for entry in shown.cell(row, column).entries]
        assert any(place.said.endswith(text) for text in texts)
    assert not any(place.is_movable for place in drawing.places)


def test_the_same_display_gives_the_same_drawing_and_a_dark_one_has_light_ink() -> None:
    shown = gradient(YEARS, {"a": PEOPLE})
    assert draw_courses(shown) == draw_courses(shown)
    dark = draw_courses(shown, look=NIGHT)
    assert dark.paper == NIGHT.paper
    assert {shape.colour for shape in dark.shapes if isinstance(shape, Words)} <= {
        NIGHT.ink, NIGHT.muted,
    }  # fmt: skip


def test_a_column_without_a_value_has_no_line() -> None:
    shown = gradient(YEARS, {"a": (None,) * 4, "b": PEOPLE})
    assert [line.heading.label for line in lines_of(shown)] == ["b"]
    assert draw_courses(gradient(YEARS, {"a": (None,) * 4})).places == ()


def test_marks_stand_in_the_middle_of_their_periods() -> None:
    shown = gradient(("2021", "2021-06", "2021-Q4"), {"a": (1.0, 2.0, 3.0)})
    marks: tuple[Mark, ...] = lines_of(shown)[0].marks
    assert [mark.at for mark in marks] == pytest.approx([2021.5, 2021 + 5.5 / 12, 2021.875])
