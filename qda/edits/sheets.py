"""Edits on the answers to the items of report sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from models.base import now
from models.display import Conclusion
from models.entities import BY_TABLE
from models.errors import Refused
from models.judging import SheetAnswer
from models.recording import NotThere, Recorder, table_of
from qda.edits.attached import remove_memos_of
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import mark
from qda.sheets.items import ITEMS, Sheet


class NoSuchItem(Refused):
    """The sheet has no such item."""

    en = "The sheet {sheet} has no item “{item}”. Its items: {known}."
    id = "Lembar {sheet} tidak memiliki butir “{item}”. Butirnya: {known}."


@dataclass(frozen=True, slots=True)
class ShownBy:
    """What shows an answer: a table's name and a UUID, such as a memo's."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class AnswerSheetItem(EditRequest[None]):
    """Answer an item of a sheet; what is None stays as it is, what is empty is taken away.

    `is_done` says whether the technique was carried out, `page` where the report tells of it.
    Where it `forgets_done`, nobody has said any more whether it was.
    `about` is the UUID of the conclusion that a tactic was tried on.
    """

    sheet: Sheet
    item: str
    answer: str | None = None
    page: str | None = None
    is_done: bool | None = None
    shown_by: tuple[ShownBy, ...] | None = None
    about: str = ""
    forgets_done: bool = False

    kind: ClassVar[str] = "answer_sheet_item"
    title: ClassVar[str] = mark("Answer item {item} of {sheet}")

    def apply(self, recorder: Recorder) -> None:
        """Keep the answer; where nothing is different there is no edit.

        Raises:
            NoSuchItem: the sheet has no such item.
            NotThere: what shows it does not exist, or the conclusion does not.
        """
        checked_item(self.sheet, self.item)
        _check_about(recorder, self.about)
        recorder.facts.update(sheet=self.sheet.value, item=self.item)
        given: dict[str, Any] = {
            "answer": None if self.answer is None else self.answer.strip(),
            "page": None if self.page is None else self.page.strip(),
            "done": self.is_done,
        }
        if self.shown_by is not None:
            given["links"] = [_checked(recorder, each) for each in self.shown_by]
        wanted = {name: value for name, value in given.items() if value is not None}
        if self.forgets_done and self.is_done is None:
            wanted["done"] = None
        known = _answer(recorder, self.sheet, self.item, self.about)
        if known is None:
            if any(wanted.values()) or self.is_done is False:
                recorder.add(
                    SheetAnswer(
                        sheet=self.sheet.value,
                        item=self.item,
                        coder_id=coding_coder(recorder),
                        about=self.about,
                        **wanted,
                    )
                )
            return
        _change(recorder, known, wanted)


@dataclass(frozen=True, slots=True)
class ClearSheetItem(EditRequest[None]):
    """Take back whatever was answered to an item; what the study tells stands alone again."""

    sheet: Sheet
    item: str
    about: str = ""

    kind: ClassVar[str] = "clear_sheet_item"
    title: ClassVar[str] = mark("Take back the answer to item {item} of {sheet}")

    def apply(self, recorder: Recorder) -> None:
        """Take it back; where nothing was answered there is no edit.

        Raises:
            NoSuchItem: the sheet has no such item.
        """
        checked_item(self.sheet, self.item)
        recorder.facts.update(sheet=self.sheet.value, item=self.item)
        known = _answer(recorder, self.sheet, self.item, self.about)
        if known is not None:
            remove_memos_of(recorder, SheetAnswer, [known.id])
            recorder.remove(known)


def checked_item(sheet: Sheet, item: str) -> str:
    """The item, if the sheet has it.

    Raises:
        NoSuchItem: it has not.
    """
    known = [each.id for each in ITEMS[sheet]]
    if item not in known:
        raise NoSuchItem(sheet=sheet.value, item=item, known=", ".join(known))
    return item


def _change(recorder: Recorder, known: SheetAnswer, wanted: Mapping[str, Any]) -> None:
    if all(getattr(known, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(known, name, value)
    if not (known.answer or known.page or known.links) and known.done is None:
        recorder.remove(known)
        return
    known.coder_id = coding_coder(recorder)
    known.changed_at = now()


def _check_about(recorder: Recorder, about: str) -> None:
    said = table_of(Conclusion)
    query = select(said.c.id).where(said.c.uuid == about)
    if about and recorder.session.execute(query).first() is None:
        raise NotThere(what="conclusion", which=about)


def _answer(recorder: Recorder, sheet: Sheet, item: str, about: str) -> SheetAnswer | None:
    query = select(SheetAnswer).where(
        SheetAnswer.sheet == sheet.value, SheetAnswer.item == item, SheetAnswer.about == about
    )
    return recorder.session.execute(query).scalar()


def _checked(recorder: Recorder, link: ShownBy) -> dict[str, str]:
    kind = BY_TABLE.get(link.kind)
    if kind is None or "uuid" not in table_of(kind).c:
        raise NotThere(what=link.kind, which=link.id)
    table = table_of(kind)
    found = recorder.session.execute(select(table.c.id).where(table.c.uuid == link.id)).first()
    if found is None:
        raise NotThere(what=link.kind, which=link.id)
    return {"kind": link.kind, "id": link.id}
