"""Chooses edits that decide on proposals and tag codings, at random."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models.code import Code
from models.coding import Coding
from qda.edits.coding import TagCodings
from qda.edits.deciding import ConfirmAs
from qda.edits.edit import EditRequest

if TYPE_CHECKING:
    from tests.helpers.acts import Scene


def _confirm_as(scene: Scene) -> EditRequest[Any] | None:
    code = scene.one(Code)
    return None if code is None else ConfirmAs(scene.some(Coding), code)


def _tag(scene: Scene) -> EditRequest[Any]:
    return TagCodings(scene.some(Coding), (scene.name(),), (scene.name(),))


ACTS: dict[str, Callable[[Scene], EditRequest[Any] | None]] = {
    "confirm_as": _confirm_as,
    "tag_codings": _tag,
}
"""The edits on proposals and tags, by a name."""
