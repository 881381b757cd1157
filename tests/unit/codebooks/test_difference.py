"""Every kind of change between two versions of a framework is told once, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codebooks.difference import ChangeKind, difference
from codebooks.framework import Framework, Relation, RelationKind, Wording
from tests.helpers.codebooks import code, framework

_A, _B = code("A"), code("B")
_OLD = framework(_A, _B, relations=(Relation("A", "B"),))

_CHANGES: list[tuple[Framework, ChangeKind, str, str]] = [
    (replace(_OLD, codes=(*_OLD.codes, code("C", "A"))), ChangeKind.ADDED, "C", "beneath A"),
    (replace(_OLD, codes=(*_OLD.codes, code("C"))), ChangeKind.ADDED, "C", "at the top"),
    (replace(_OLD, codes=(_A,)), ChangeKind.REMOVED, "B", "“Name of B” was removed"),
    (replace(_OLD, codes=(_A, replace(_B, parent="A"))), ChangeKind.MOVED, "B", "the top to A"),
    (
        replace(_OLD, codes=(_A, replace(_B, name=Wording("New", _B.name.id)))),
        ChangeKind.RENAMED,
        "B",
        "from “Name of B” to “New”",
    ),
    (
        replace(_OLD, codes=(_A, replace(_B, include=Wording("x", "y"), questions=()))),
        ChangeKind.REWORDED,
        "B",
        "what is included, questions",
    ),
    (replace(_OLD, codes=(_B, _A)), ChangeKind.REORDERED, "", "order"),
    (replace(_OLD, relations=()), ChangeKind.RELATION_REMOVED, "A", "A → B was removed"),
    (
        replace(_OLD, relations=(*_OLD.relations, Relation("B", "A"))),
        ChangeKind.RELATION_ADDED,
        "B",
        "B → A was added",
    ),
    (
        replace(_OLD, relations=(Relation("A", "B", RelationKind.MUTUAL),)),
        ChangeKind.RELATION_CHANGED,
        "A",
        "A → B changed",
    ),
    (replace(_OLD, version="2"), ChangeKind.FRAMEWORK, "", "version"),
    (replace(_OLD, citation="Else"), ChangeKind.FRAMEWORK, "", "citation"),
]


@pytest.mark.parametrize(("new", "kind", "code_id", "said"), _CHANGES)
def test_a_change_is_told_once(new: Framework, kind: ChangeKind, code_id: str, said: str) -> None:
    (change,) = difference(_OLD, new)
    assert (change.kind, change.code) == (kind, code_id)
    assert said in change.say("en")
    assert change.say("id") != change.say("en")


def test_a_new_indonesian_name_alone_is_told() -> None:
    new = replace(_OLD, codes=(_A, replace(_B, name=Wording(_B.name.en, "Baru"))))
    (change,) = difference(_OLD, new)
    assert "“Baru”" in change.say("id")
    assert "“Baru”" in change.say("en")


def test_a_code_with_a_new_id_is_one_removed_and_one_added() -> None:
    kinds = [change.kind for change in difference(_OLD, replace(_OLD, codes=(_A, code("B2"))))]
    assert kinds == [ChangeKind.REMOVED, ChangeKind.ADDED]
