"""Random labels of convergence and answers to sheets; see `tests.helpers.acts`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.display import Display
from models.judging import ConvergenceLabel, SheetAnswer
from models.vocabulary import Consequence, Convergence
from qda.edits.convergence import LabelConvergence, WithdrawLabel
from qda.edits.sheets import AnswerSheetItem, ClearSheetItem
from qda.sheets.items import ITEMS, Sheet
from tests.helpers.studies import rows

if TYPE_CHECKING:
    from tests.helpers.acts import Request, Scene

PAIRS = (None, None, ("group:citizen", "group:government"), ("a", "b"), ("a", "a"))


def _label(scene: Scene) -> Request | None:
    row, dice = scene.one(Display), scene.dice
    if row is None:
        return None
    proposed = dice.choice((None, *Convergence))
    return LabelConvergence(
        row,
        scene.name(),
        dice.choice(list(Convergence)),
        pair=dice.choice(PAIRS),
        proposed=proposed,
        reason=dice.choice(("", scene.words())),
        inference=scene.words(),
        consequence=dice.choice((None, *Consequence)),
    )


def _withdraw(scene: Scene) -> Request:
    row = scene.one(ConvergenceLabel)
    if row is None:
        return WithdrawLabel(scene.one(Display) or 0, scene.name())
    found = next(each for each in rows(scene.session.store, ConvergenceLabel) if each["id"] == row)
    pair = (found["first"], found["second"]) if found["first"] else None
    return WithdrawLabel(found["display_id"], found["row"], pair)


def _answer(scene: Scene) -> Request:
    dice = scene.dice
    sheet = dice.choice(list(Sheet))
    return AnswerSheetItem(
        sheet,
        dice.choice(ITEMS[sheet][:4]).id,
        answer=dice.choice((None, "", scene.words())),
        page=dice.choice((None, "", scene.name())),
        is_done=dice.choice((None, True, False)),
    )


def _clear(scene: Scene) -> Request:
    row = scene.one(SheetAnswer)
    if row is None:
        return ClearSheetItem(Sheet.COREQ, scene.dice.choice(("1", "99")))
    found = next(each for each in rows(scene.session.store, SheetAnswer) if each["id"] == row)
    return ClearSheetItem(Sheet(found["sheet"]), found["item"])


JUDGING_ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "label_convergence": _label,
    "withdraw_label": _withdraw,
    "answer_sheet_item": _answer,
    "clear_sheet_item": _clear,
}
"""The acts of judging, by a name."""

JUDGING_FIRST = {
    "label_convergence": ("keep_display",),
    "withdraw_label": ("keep_display", "label_convergence"),
    "clear_sheet_item": ("answer_sheet_item",),
}
"""What must have been done before an act can be."""
