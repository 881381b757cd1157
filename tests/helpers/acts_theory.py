"""Random acts on anchor examples, groups of codes, several codes at once, and indicators."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.code import Anchor, Code, CodeGroup
from models.coding import Coding
from models.positions import Span
from models.source import Source
from qda.edits.anchors import RemoveAnchor, SetAnchor
from qda.edits.code_groups import AddCodeGroup, PutInGroups, RemoveCodeGroup, RenameCodeGroup
from qda.edits.code_sets import ColourCodes, DeleteCodes, MoveCodes
from qda.edits.edit import EditRequest
from qda.edits.indicators import IndicateCodings

if TYPE_CHECKING:
    from tests.helpers.acts import Scene

Request = EditRequest[Any]


def _set_anchor(scene: Scene) -> Request | None:
    source, code = scene.row(Source), scene.one(Code)
    if source is None or code is None or not source["length"]:
        return None
    span = Span(0, scene.dice.randint(1, source["length"]))
    return SetAnchor(source["id"], span, code, scene.words())


def _remove_anchor(scene: Scene) -> Request | None:
    anchor = scene.one(Anchor)
    return None if anchor is None else RemoveAnchor(anchor)


def _rename_group(scene: Scene) -> Request | None:
    group = scene.one(CodeGroup)
    note = scene.dice.choice((None, scene.words()))
    return None if group is None else RenameCodeGroup(group, scene.name(), note)


def _remove_group(scene: Scene) -> Request | None:
    group = scene.one(CodeGroup)
    return None if group is None else RemoveCodeGroup(group)


def _move_codes(scene: Scene) -> Request | None:
    under = scene.dice.choice((None, *scene.ids(Code)))
    return MoveCodes(scene.some(Code), under, scene.dice.randint(0, 4))


THEORY_ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "set_anchor": _set_anchor,
    "remove_anchor": _remove_anchor,
    "add_code_group": lambda s: AddCodeGroup(s.name(), s.some(Code), s.words()),
    "rename_code_group": _rename_group,
    "remove_code_group": _remove_group,
    "put_in_groups": lambda s: PutInGroups(s.some(Code), s.some(CodeGroup), s.some(CodeGroup)),
    "move_codes": _move_codes,
    "delete_codes": lambda s: DeleteCodes(s.some(Code)[:1]),
    "colour_codes": lambda s: ColourCodes(s.some(Code), s.dice.choice(("#0072b2", "#e69f00"))),
    "indicate": lambda s: IndicateCodings(s.some(Coding), s.dice.choice(("money", "uang", ""))),
}
"""Every kind of edit of this theme, by a name."""
