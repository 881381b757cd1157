"""Nodes stand in the order of arrows, clear of each other and of everything drawn."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from exports.drawings.shapes import Drawing
from exports.drawings.svg import svg
from exports.networks.drawing import draw_network
from exports.networks.labels import label_places
from exports.networks.layout import Layout, Placed, Size, layout
from exports.networks.ordering import ordered
from exports.networks.ranking import forward, ranks
from exports.networks.routes import Joint, routes
from tests.helpers.networks import random_network, theory_network

_SIZE = Size(100, 40)


def laid_out(seed: int, *, moved: bool = False) -> tuple[Layout, list[Joint]]:
    shown = random_network(seed, nodes=14, arrows=24)
    sizes = {node.id: Size(80 + 5 * n, 30 + 4 * n) for n, node in enumerate(shown.nodes)}
    joints = [Joint(arrow.id, arrow.start, arrow.end) for arrow in shown.arrows]
    places = {"n3": (0.5, 0.5), "n7": (0.1, 0.9)} if moved else {}
    return layout(sizes, [(j.start, j.end) for j in joints], moved=places), joints


def test_a_chain_runs_from_left_to_right() -> None:
    nodes = dict.fromkeys("abcd", _SIZE)
    found = layout(nodes, [("a", "b"), ("b", "c"), ("c", "d")])
    xs = [found.nodes[node].x for node in "abcd"]
    assert all(other - one >= 100 for one, other in pairwise(xs))
    assert len({found.nodes[node].y for node in "abcd"}) == 1
    assert found.crossings == 0


def test_of_a_circle_the_last_arrow_runs_back() -> None:
    links = [("a", "b"), ("b", "c"), ("c", "a")]
    assert forward("abc", links) == (("a", "b"), ("b", "c"), ("a", "c"))
    found = layout(dict.fromkeys("abc", _SIZE), links)
    assert found.nodes["a"].x < found.nodes["b"].x < found.nodes["c"].x


def test_what_the_theory_draws_decides_where_a_circle_is_broken() -> None:
    """In Van Meter and Van Horn's figure performance stands at the end, whatever feeds back."""
    drawing = draw_network(theory_network())
    left = {place.id: place.left for place in drawing.places if place.is_movable}
    assert left["VMH7"] == max(left.values())
    assert left["VMH1"] < left["VMH3"] < left["VMH6"] < left["VMH7"]


def test_a_source_stands_beside_what_it_leads_to() -> None:
    links = [("a", "b"), ("b", "c"), ("late", "c")]
    assert ranks(["a", "b", "c", "late"], links)["late"] == 1


def test_outcomes_stand_at_the_end() -> None:
    links = [("a", "b"), ("b", "c"), ("a", "out")]
    assert ranks(["a", "b", "c", "out"], links, ["out"])["out"] == 2


def test_a_crossing_that_can_be_avoided_is() -> None:
    nodes = ["a", "b", "x", "y"]
    links = [("a", "y"), ("b", "x")]
    assert ordered(nodes, links, ranks(nodes, links)).crossings == 0
    # Every pair of three with three crosses somewhere: nine arrows, nine crossings (Zarankiewicz).
    nodes = list("abcxyz")
    links = [(one, other) for one in "abc" for other in "xyz"]
    assert ordered(nodes, links, ranks(nodes, links)).crossings == 9


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("moved", [False, True])
def test_nodes_never_touch(seed: int, *, moved: bool) -> None:
    found, _ = laid_out(seed, moved=moved)
    pairs = combinations(found.nodes.items(), 2)
    assert [(a, b) for (a, one), (b, other) in pairs if one.touches(other)] == []


@pytest.mark.parametrize("seed", range(12))
def test_no_arrow_runs_through_a_node(seed: int) -> None:
    found, joints = laid_out(seed)
    drawn = routes(found, joints)
    for joint in joints:
        others = [box for node, box in found.nodes.items() if node not in (joint.start, joint.end)]
        assert not [
            (joint, x, y)
            for x, y in drawn[joint.id].along(30)
            for box in others
            if box.left < x < box.right and box.top < y < box.bottom
        ]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("moved", [False, True])
def test_labels_touch_neither_nodes_nor_each_other(seed: int, *, moved: bool) -> None:
    found, joints = laid_out(seed, moved=moved)
    sizes = {joint.id: Size(60, 14 + 10 * (n % 3)) for n, joint in enumerate(joints)}
    labels = label_places(sizes, routes(found, joints), tuple(found.nodes.values()))
    for one, other in combinations(labels.values(), 2):
        assert not one.touches(other)
    for label in labels.values():
        assert not any(label.touches(node) for node in found.nodes.values())


def test_a_moved_node_keeps_its_place() -> None:
    found, _ = laid_out(3, moved=True)
    plain, _ = laid_out(3)
    assert (found.width, found.height) == (plain.width, plain.height)
    assert found.nodes["n3"].x == pytest.approx(found.width / 2)
    assert found.nodes["n3"].y == pytest.approx(found.height / 2)


def test_a_node_stays_in_the_field_however_far_it_was_moved() -> None:
    nodes = {"a": _SIZE, "b": _SIZE}
    found = layout(nodes, [("a", "b")], moved={"a": (0.0, 1.0), "b": (7.0, -3.0)})
    for box in found.nodes.values():
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= found.width


def _boxes(drawing: Drawing, *, arrows: bool) -> list[Placed]:
    return [
        Placed(p.left + p.width / 2, p.top + p.height / 2, p.width, p.height)
        for p in drawing.places
        if p.is_movable is not arrows
    ]


@pytest.mark.parametrize("seed", range(4))
def test_a_whole_drawing_is_the_same_twice_and_overlaps_nowhere(seed: int) -> None:
    shown = random_network(seed)
    drawing = draw_network(shown)
    assert svg(drawing) == svg(draw_network(shown))
    labels, nodes = _boxes(drawing, arrows=True), _boxes(drawing, arrows=False)
    assert not any(label.touches(node) for label in labels for node in nodes)
    for box in (*labels, *nodes):
        assert box.left >= 0
        assert box.right <= drawing.width
        assert box.bottom <= drawing.height


def test_a_place_in_the_drawing_leads_back_to_the_place_in_the_field() -> None:
    """What the window needs: a node dropped at a point has that share of the field."""
    shown = theory_network()
    moved = replace(
        shown,
        nodes=tuple(
            replace(node, x=0.5, y=0.9) if node.id == "VMH6" else node for node in shown.nodes
        ),
    )
    drawing = draw_network(moved)
    place = next(each for each in drawing.places if each.id == "VMH6")
    left, top, width, height = drawing.field
    assert (place.left + place.width / 2 - left) / width == pytest.approx(0.5)
    assert (place.top + place.height / 2 - top) / height == pytest.approx(0.9, abs=0.1)
    assert drawing.at(place.left + 1, place.top + 1) == place


def test_two_hundred_nodes_are_laid_out() -> None:
    shown = random_network(2, nodes=120, arrows=200)
    sizes = {node.id: _SIZE for node in shown.nodes}
    found = layout(sizes, [(arrow.start, arrow.end) for arrow in shown.arrows])
    assert len(found.nodes) == 120
