"""Random edits on kept displays, their entries and conclusions; see `tests.helpers.acts`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from models.code import Code
from models.display import CellEntry, Conclusion, Display
from models.errors import Refused
from models.vocabulary import CodingState, EntryKind
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.kept import KeptDisplay, kept_display
from qda.displays.kind import DisplayQuestion, Shown
from qda.displays.registry import made
from qda.displays.values import Matrix
from qda.edits.cell_entries import ChangeEntry, RemoveEntry, WriteEntry
from qda.edits.conclusions import ChangeConclusion, DrawConclusion, RemoveConclusion
from qda.edits.displays import (
    AskDisplay,
    DescribeDisplay,
    KeepDisplay,
    MoveNodes,
    RefreshDisplay,
    RemoveDisplay,
)
from qda.retrieval.displays import StandsOn

if TYPE_CHECKING:
    from tests.helpers.acts import Request, Scene

AXES = (AxisKind.GROUP, AxisKind.CASE, AxisKind.SOURCE, AxisKind.TECHNIQUE)
KINDS = tuple(kind for kind in EntryKind if kind is not EntryKind.QUOTE)


def _question(scene: Scene) -> DisplayQuestion:
    axis = RowAxis(scene.dice.choice(AXES))
    title = scene.name()
    return DisplayQuestion("clustered-matrix", "id", "Sari", title, rows=axis, quotes=1)


def _shown(scene: Scene, question: DisplayQuestion) -> Shown | None:
    with scene.session.reading() as connection:
        try:
            return made(connection, question)
        except Refused:
            return None


def _kept(scene: Scene) -> KeptDisplay | None:
    row = scene.one(Display)
    if row is None:
        return None
    with scene.session.reading() as connection:
        try:
            return kept_display(connection, row)
        except Refused:
            return None


def _keep(scene: Scene) -> Request | None:
    question = _question(scene)
    shown = _shown(scene, question)
    return None if shown is None else KeepDisplay(question, shown)


def _ask(scene: Scene) -> Request | None:
    row, question = scene.one(Display), _question(scene)
    shown = _shown(scene, replace(question, quotes=2))
    return None if row is None or shown is None else AskDisplay(row, question, shown)


def _describe(scene: Scene) -> Request | None:
    row = scene.one(Display)
    return None if row is None else DescribeDisplay(row, scene.name(), scene.words())


def _refresh(scene: Scene) -> Request | None:
    kept = _kept(scene)
    if kept is None:
        return None
    places = tuple(scene.dice.sample(kept.stale, min(2, len(kept.stale))))
    return RefreshDisplay(kept.row.id, kept.made, places)


def _move(scene: Scene) -> Request | None:
    row = scene.one(Display)
    return None if row is None else MoveNodes(row, ((scene.name(), scene.dice.random(), 2.0),))


def _remove(scene: Scene) -> Request | None:
    row = scene.one(Display)
    return None if row is None else RemoveDisplay(row)


def _place(scene: Scene, kept: KeptDisplay) -> tuple[str, str]:
    shown = kept.shown
    if not isinstance(shown, Matrix) or not (shown.rows and shown.columns):
        return "x", "y"
    return scene.dice.choice(shown.rows).id, scene.dice.choice(shown.columns).id


def _write(scene: Scene) -> Request | None:
    kept = _kept(scene)
    if kept is None:
        return None
    kind = scene.dice.choice(KINDS)
    generated = scene.dice.choice(("", scene.words()))
    return WriteEntry(kept.row.id, *_place(scene, kept), kind, scene.words(), generated)


def _change(scene: Scene) -> Request | None:
    row = scene.one(CellEntry)
    state = scene.dice.choice((None, *CodingState))
    return None if row is None else ChangeEntry(row, scene.words(), state=state)


def _remove_entry(scene: Scene) -> Request | None:
    row = scene.one(CellEntry)
    return None if row is None else RemoveEntry(row)


def _draw(scene: Scene) -> Request | None:
    kept = _kept(scene)
    cells: tuple[StandsOn, ...] = ()
    if kept is not None:
        cells = (StandsOn(kept.row.id, *_place(scene, kept), scene.dice.random() < 0.3),)
    confidence = scene.dice.choice((None, 1, 3, 4))
    return DrawConclusion(scene.words(), cells, code_id=scene.one(Code), confidence=confidence)


def _change_conclusion(scene: Scene) -> Request | None:
    row = scene.one(Conclusion)
    cells = scene.dice.choice((None, ()))
    return None if row is None else ChangeConclusion(row, scene.words(), cells=cells)


def _remove_conclusion(scene: Scene) -> Request | None:
    row = scene.one(Conclusion)
    return None if row is None else RemoveConclusion(row)


DISPLAY_ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "keep_display": _keep,
    "ask_display": _ask,
    "describe_display": _describe,
    "refresh_display": _refresh,
    "move_nodes": _move,
    "remove_display": _remove,
    "write_entry": _write,
    "change_entry": _change,
    "remove_entry": _remove_entry,
    "draw_conclusion": _draw,
    "change_conclusion": _change_conclusion,
    "remove_conclusion": _remove_conclusion,
}
"""The acts on displays, by a name."""
