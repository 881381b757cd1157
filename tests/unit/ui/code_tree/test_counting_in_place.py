"""Counts change in the code tree without anything being folded, chosen or measured anew."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from qda.i18n import Speech
from ui.code_tree.model import CodeTreeModel, Column
from ui.code_tree.state import CodeNode
from ui.code_tree.view import CodeTree


def _nodes(segments: int = 0) -> list[CodeNode]:
    return [
        CodeNode(1, "a", None, "A", "Sumber daya", "#0072b2"),
        CodeNode(2, "b", 1, "B", "Anggaran", "#0072b2", segments=segments),
        CodeNode(3, "c", None, "C", "Disposisi", "#d55e00"),
    ]


def test_another_count_tells_of_its_code_alone(qtbot: QtBot) -> None:
    model = CodeTreeModel(Speech("en"))
    assert model.set_nodes(_nodes())
    told: list[int] = []
    model.dataChanged.connect(lambda first, _: told.append(first.internalId()))
    assert not model.set_nodes(_nodes(segments=7))
    assert told == [2]
    index = model.index_of(2).siblingAtColumn(Column.SEGMENTS)
    assert index.data() == "7"


def test_a_code_that_moves_shows_the_tree_anew(qtbot: QtBot) -> None:
    model = CodeTreeModel(Speech("en"))
    model.set_nodes(_nodes())
    moved = [replace(node, parent_id=3) if node.id == 2 else node for node in _nodes()]
    assert model.set_nodes(moved)
    assert model.parent(model.index_of(2)) == model.index_of(3)


def test_what_is_folded_and_current_stays_while_counts_grow(qtbot: QtBot) -> None:
    tree = CodeTree(Speech("en"))
    qtbot.addWidget(tree)
    tree.show()
    tree.set_nodes(_nodes())
    tree.fold(("a",))
    tree.select(3)
    narrow = tree.tree.header().sectionSize(Column.SEGMENTS)
    tree.set_nodes(_nodes(segments=1_234_567))
    assert tree.folded == ("a",)
    assert not tree.tree.isExpanded(tree.filter.mapFromSource(tree.model.index_of(1)))
    assert tree.current_id() == 3
    assert tree.tree.header().sectionSize(Column.SEGMENTS) > narrow


def test_many_other_names_keep_what_is_folded_and_current_and_are_found(qtbot: QtBot) -> None:
    many = [CodeNode(id_, str(id_), None, "", f"Kode {id_}", "#0072b2") for id_ in range(10, 60)]
    tree = CodeTree(Speech("en"))
    qtbot.addWidget(tree)
    tree.show()
    tree.set_nodes([*_nodes(), *many])
    tree.fold(("a",))
    tree.select(12)
    tree.set_nodes([*_nodes(), *(replace(node, label=f"Sandi {node.id}") for node in many)])
    assert tree.folded == ("a",)
    assert tree.current_id() == 12
    assert tree.tree.currentIndex().data() == "Sandi 12"
    tree.filter.set_words("sandi")
    assert tree.filter.rowCount() == len(many)
    tree.set_nodes([*_nodes(), *many])
    assert tree.filter.rowCount() == 0
