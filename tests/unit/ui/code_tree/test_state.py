"""The tree of codes, whole whatever parents are missing or go in circles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.code_tree.state import CodeNode, branched


def node(id_: int, parent: int | None) -> CodeNode:
    return CodeNode(id_, f"u{id_}", parent, "", f"kode {id_}", "#0072b2")


parents = st.lists(st.none() | st.integers(0, 12), max_size=12)


@given(parents)
def test_every_code_stands_in_the_tree_once(above: list[int | None]) -> None:
    tree = branched(node(id_, parent) for id_, parent in enumerate(above))
    reached: list[int] = []
    waiting: list[int | None] = [None]
    while waiting:
        children = tree.children.get(waiting.pop(), ())
        reached += children
        waiting += children
    assert sorted(reached) == list(range(len(above)))


@given(parents)
def test_a_code_s_parent_and_row_lead_back_to_it(above: list[int | None]) -> None:
    tree = branched(node(id_, parent) for id_, parent in enumerate(above))
    for id_ in tree.nodes:
        assert tree.children[tree.parent(id_)][tree.rows[id_]] == id_


def test_an_ancestor_holds_what_is_beneath_it() -> None:
    tree = branched([node(1, None), node(2, 1), node(3, 2), node(4, None)])
    assert tree.holds(1, 3)
    assert tree.holds(3, 3)
    assert not tree.holds(3, 1)
    assert not tree.holds(4, 3)
