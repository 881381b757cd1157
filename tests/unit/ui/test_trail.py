"""Back and forward through the places one came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.trail import MOST, Place, Trail

A, B, C, D = Place(1, 0), Place(1, 900), Place(2, 50), Place(2, 5000)


def test_one_goes_back_the_way_one_came_and_forward_again() -> None:
    trail = Trail().left(A).left(B)
    trail, first = trail.back(C)
    trail, second = trail.back(B)
    assert (first, second) == (B, A)
    trail, third = trail.forward(A)
    trail, fourth = trail.forward(B)
    assert (third, fourth) == (B, C)


def test_going_on_from_a_place_forgets_what_was_ahead() -> None:
    trail, _ = Trail().left(A).left(B).back(C)
    trail = trail.left(B)
    assert trail.forward(D) == (trail, None)


def test_where_nothing_lies_behind_one_stays() -> None:
    assert Trail().back(A) == (Trail(), None)
    assert Trail().forward(None) == (Trail(), None)


def test_a_place_close_by_is_not_worth_a_step() -> None:
    trail = Trail().left(A).left(Place(1, 905))
    assert trail.back(B)[1] == A
    assert Trail().left(B).left(Place(1, 910)).behind == (Place(1, 910),)


def test_one_comes_back_from_where_no_text_is() -> None:
    trail, place = Trail().left(A).back(None)
    assert (place, trail.ahead) == (A, ())


def test_the_places_of_a_source_that_is_gone_are_forgotten() -> None:
    trail = Trail((A, C, B), (D,)).without(2)
    assert trail == Trail((A, B), ())


def test_only_so_many_places_are_remembered() -> None:
    trail = Trail()
    for number in range(2 * MOST):
        trail = trail.left(Place(number, 0))
    assert len(trail.behind) == MOST
    assert trail.behind[-1] == Place(2 * MOST - 1, 0)


PLACES = st.builds(Place, st.integers(1, 3), st.integers(0, 20).map(lambda n: 100 * n))


@given(st.lists(PLACES, min_size=1, max_size=12), PLACES)
def test_all_the_way_back_and_forward_again_ends_where_one_was(
    places: list[Place], here: Place
) -> None:
    trail = Trail()
    for place in places:
        trail = trail.left(place)
    at, steps = here, 0
    while (step := trail.back(at))[1] is not None:
        trail, at, steps = step[0], step[1], steps + 1
    for _ in range(steps):
        trail, target = trail.forward(at)
        assert target is not None
        at = target
    assert at == here
