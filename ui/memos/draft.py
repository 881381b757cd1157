"""A memo while it is being written: what it is on, and whether the study has it yet.

What was typed is kept in portions: after each pause, and at once when one leaves. The first
portion adds the memo and later ones rewrite it, all in the order in which they were typed, since
edits run one after the other. A portion that says nothing new leaves no trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.positions import Span
from models.recording import NotThere
from models.vocabulary import MemoKind
from qda.edits.memos import AddMemo, ChangeMemo
from qda.retrieval.memos import PlacedMemo
from qda.session import StudySession


@dataclass(frozen=True, slots=True)
class MemoPlace:
    """What a memo is on: a table's name and a UUID, both empty for the study as a whole.

    `words` names it for people, in no particular language: a key, a name.
    """

    table: str = ""
    uuid: str = ""
    span: Span | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a memo says at one moment; `day` is in ISO 8601, empty for the day it was written."""

    text: str = ""
    title: str = ""
    kind: MemoKind = MemoKind.ANALYTIC
    day: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether there are no words to keep."""
        return not self.text.strip()


class MemoDraft:
    """One memo from its first letter on; `memo_id` is None until the study has it."""

    def __init__(
        self, place: MemoPlace, memo_id: int | None = None, kept: Written = Written()
    ) -> None:
        self.place = place
        self.memo_id = memo_id
        self.kept = kept

    @classmethod
    def of(cls, found: PlacedMemo) -> MemoDraft:
        """The draft of a memo that the study has."""
        memo, subject = found.memo, found.subject
        words = "" if subject is None else subject.key or subject.title_en
        place = MemoPlace(memo.target, memo.target_uuid, memo.span, words)
        return cls(place, memo.id, written_of(found))

    def keep(self, session: StudySession, written: Written) -> int:
        """Add or rewrite the memo and return its id; carried out beside the window.

        Where the memo was taken away meanwhile, what was typed since becomes a new one.

        Raises:
            Refused: what it is on is gone, or its day is none.
        """
        memo_id = self.memo_id
        if memo_id is not None:
            try:
                session.do(
                    ChangeMemo(
                        memo_id, written.text, written.title, written.kind, dated_on=written.day
                    )
                )
            except NotThere:
                memo_id = None
        if memo_id is None:
            place = self.place
            memo_id = session.do(
                AddMemo(
                    written.text,
                    written.title,
                    written.kind,
                    target=place.table,
                    target_uuid=place.uuid,
                    span=place.span,
                    dated_on=written.day,
                )
            )
        self.memo_id = memo_id
        return memo_id


def written_of(found: PlacedMemo) -> Written:
    """What a memo of the study says."""
    memo = found.memo
    return Written(memo.text, memo.title, memo.kind, memo.dated_on)


def is_day(written: str) -> bool:
    """Whether a text is a day of the calendar in ISO 8601, or empty."""
    if not written:
        return True
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
