"""Reads the rounds of review: what was sent, what came back, and what was answered.

While somebody codes blind, the rounds that others sent are hidden from her: they tell of codings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from models.judging import ReviewNote, ReviewRound
from models.packing import unpack
from models.recording import table_of
from models.study import Coder
from models.vocabulary import Verdict
from qda.retrieval.sight import is_blind, viewer_of
from qda.reviewing.errors import NoSuchNote, NoSuchRound
from qda.reviewing.names import ItemName
from qda.reviewing.sheet import EarlierNote


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round: who sent it to whom and when; `displays` are UUIDs; figures of its notes."""

    id: int
    uuid: str
    number: int
    coder: str
    reviewer: str
    file_name: str
    displays: tuple[str, ...]
    study_version: int
    sent_at: str
    returned_at: str
    notes: int
    open: int


@dataclass(frozen=True, slots=True)
class SentItem:
    """What a file said of one thing when it was sent; `state` is the print of it."""

    display: str
    place: str
    words: str
    keys: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note: what was said of a cell or a coding, what it said then, and the answer.

    `place` is the same in every round; `is_further` holds where the same row had come back before
    and said something else. `row` and `column` are ids, as in the display.
    """

    id: int
    uuid: str
    round: int
    reviewer: str
    place: str
    display_uuid: str
    row: str
    column: str
    coding_uuid: str
    verdict: Verdict | None
    comment: str
    has_moved_on: bool
    is_further: bool
    answer: str
    is_settled: bool
    answered_by: str
    made_at: str
    sent: SentItem


def rounds(connection: Connection) -> tuple[RoundRow, ...]:
    """The rounds in the order in which they were sent."""
    sent, coder, note = table_of(ReviewRound), table_of(Coder), table_of(ReviewNote)
    counted = _counted(connection, true())
    still = _counted(connection, note.c.is_settled.is_(False))
    query = (
        select(sent, coder.c.name.label("coder"))
        .join(coder, coder.c.id == sent.c.coder_id)
        .where(_seen(connection))
        .order_by(sent.c.number)
    )
    return tuple(
        RoundRow(
            id=row.id,
            uuid=row.uuid,
            number=row.number,
            coder=row.coder,
            reviewer=row.reviewer,
            file_name=row.file_name,
            displays=tuple(row.displays),
            study_version=row.study_version,
            sent_at=row.sent_at,
            returned_at=row.returned_at,
            notes=counted.get(row.id, 0),
            open=still.get(row.id, 0),
        )
        for row in connection.execute(query)
    )


def _counted(connection: Connection, which: ColumnElement[bool]) -> dict[int, int]:
    note = table_of(ReviewNote)
    query = select(note.c.round_id, func.count()).where(which).group_by(note.c.round_id)
    return {int(round_id): int(count) for round_id, count in connection.execute(query)}


def _seen(connection: Connection) -> ColumnElement[bool]:
    if not is_blind(connection):
        return true()
    return table_of(ReviewRound).c.coder_id == viewer_of(connection)


def round_numbered(connection: Connection, number: int) -> RoundRow:
    """The round with a number.

    Raises:
        NoSuchRound: there is none.
    """
    known = rounds(connection)
    for row in known:
        if row.number == number:
            return row
    raise NoSuchRound(number=number, known=", ".join(str(row.number) for row in known) or "–")


def next_number(connection: Connection) -> int:
    """The number of the round that would be sent next."""
    newest = select(func.max(table_of(ReviewRound).c.number))
    return (connection.execute(newest).scalar() or 0) + 1


def sent_items(connection: Connection, round_id: int) -> dict[str, SentItem]:
    """What a round's file said, by place."""
    table = table_of(ReviewRound)
    content = connection.execute(select(table.c.sent).where(table.c.id == round_id)).scalar()
    return items_from(content) if content else {}


def items_from(content: bytes) -> dict[str, SentItem]:
    """What a round keeps of its file, by place."""
    told: dict[str, Any] = unpack(content)
    return {
        place: SentItem(
            str(each["display"]),
            str(each["place"]),
            str(each["words"]),
            tuple(each["keys"]),
            str(each["state"]),
        )
        for place, each in told.items()
    }


def notes(
    connection: Connection, *, number: int | None = None, open_only: bool = False
) -> tuple[NoteRow, ...]:
    """The notes of a round, or of all; only those not settled where wished."""
    wanted = [each for each in rounds(connection) if number is None or each.number == number]
    note, coder = table_of(ReviewNote), table_of(Coder)
    found: list[NoteRow] = []
    for sent in wanted:
        items = sent_items(connection, sent.id)
        query = (
            select(note, coder.c.name.label("by"))
            .outerjoin(coder, coder.c.id == note.c.answered_by)
            .where(note.c.round_id == sent.id)
            .order_by(note.c.id)
        )
        if open_only:
            query = query.where(note.c.is_settled.is_(False))
        found += [_note(row, sent, items) for row in connection.execute(query)]
    return tuple(found)


def _note(row: Any, sent: RoundRow, items: dict[str, SentItem]) -> NoteRow:  # noqa: ANN401 - a row
    place = ItemName("", 0, row.display_uuid, row.row, row.column, row.coding_uuid).place
    return NoteRow(
        id=row.id,
        uuid=row.uuid,
        round=sent.number,
        reviewer=sent.reviewer,
        place=place,
        display_uuid=row.display_uuid,
        row=row.row,
        column=row.column,
        coding_uuid=row.coding_uuid,
        verdict=row.verdict,
        comment=row.comment,
        has_moved_on=row.has_moved_on,
        is_further="#" in row.item,
        answer=row.answer,
        is_settled=row.is_settled,
        answered_by=row.by or "",
        made_at=row.made_at,
        sent=items.get(place, SentItem("", "", "", (), "")),
    )


def note_by_id(connection: Connection, note_id: int) -> NoteRow:
    """The note with an id.

    Raises:
        NoSuchNote: there is none.
    """
    for row in notes(connection):
        if row.id == note_id:
            return row
    raise NoSuchNote(which=note_id)


def earlier_notes(connection: Connection) -> dict[str, tuple[EarlierNote, ...]]:
    """Everything that was said in earlier rounds, by place."""
    found: dict[str, tuple[EarlierNote, ...]] = {}
    for row in notes(connection):
        note = EarlierNote(
            row.round, row.reviewer, row.verdict, row.comment, row.answer, row.is_settled
        )
        found[row.place] = (*found.get(row.place, ()), note)
    return found
