"""Random reviews that are sent, come back, and are answered; see `tests.helpers.acts`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.display import Display
from models.errors import Refused
from models.judging import ReviewNote
from models.vocabulary import Verdict
from qda.displays.kept import kept_display
from qda.edits.reviews import AnswerNote, SendReview, TakeReview
from qda.retrieval.reviews import next_number
from qda.retrieval.studies import study_row
from qda.reviewing.making import ReviewRequest, SentDisplay, review_sheet
from qda.reviewing.returned import ReturnedFile, ReturnedRow
from qda.reviewing.sheet import ReviewSheet

if TYPE_CHECKING:
    from tests.helpers.acts import Request, Scene


def _sheet(scene: Scene, number: int = 0) -> ReviewSheet | None:
    """A review of one kept display, as the round of a number or the next one."""
    row = scene.one(Display)
    if row is None:
        return None
    with scene.session.reading() as connection:
        try:
            kept = kept_display(connection, row)
        except Refused:
            return None
        number = number or next_number(connection)
        study = study_row(connection).uuid
    sent = SentDisplay(kept.row.uuid, kept.shown)
    return review_sheet([sent], ReviewRequest(study, number, "id", reviewer="Bu Pembimbing"))


def _send(scene: Scene) -> Request | None:
    sheet = _sheet(scene)
    return None if sheet is None else SendReview(sheet, f"{scene.name()}.xlsx")


def _take(scene: Scene) -> Request | None:
    sheet = _sheet(scene, 1)
    if sheet is None:
        return None
    dice = scene.dice
    rows = tuple(
        ReturnedRow(item.name, dice.choice((None, *Verdict)), scene.words())
        for item in scene.sample(sheet.items)
    )
    names = tuple(item.name for item in sheet.items)
    return TakeReview(ReturnedFile(f"{scene.name()}.xlsx", rows, names))


def _answer(scene: Scene) -> Request:
    note = scene.one(ReviewNote)
    settled = scene.dice.choice((None, True, False))
    return AnswerNote(1 if note is None else note, scene.words(), settled)


REVIEW_ACTS: dict[str, Callable[[Scene], Request | None]] = {
    "send_review": _send,
    "take_review": _take,
    "answer_note": _answer,
}
"""The acts on reviews, by a name."""

REVIEW_FIRST: dict[str, tuple[str, ...]] = {
    "take_review": ("send_review",),
    "answer_note": ("send_review", "take_review"),
}
"""What must have been done before one of them finds something to act on."""
