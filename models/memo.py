"""Memos: notes attached to anything in a study."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, choice_of, now, refers
from models.vocabulary import MemoKind


class Memo(Entity):
    """A note. `target` is the table name of what it is attached to, `target_uuid` its UUID.

    Both are empty for a memo on the study as a whole. A memo on some words of a source has their
    span in `start` and `end`. `dated_on` is the day it tells of, in ISO 8601, empty for the day it
    was written; `changed_at` is the moment it was rewritten last, empty where it never was.
    """

    __tablename__ = "memo"
    __table_args__ = (Index("ix_memo_target_target_uuid", "target", "target_uuid"),)

    text: Mapped[str] = mapped_column(Text)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[MemoKind] = mapped_column(choice_of(MemoKind), default=MemoKind.ANALYTIC)
    target: Mapped[str] = mapped_column(default="")
    target_uuid: Mapped[str] = mapped_column(default="")
    start: Mapped[int | None] = mapped_column(default=None)
    end: Mapped[int | None] = mapped_column(default=None)
    dated_on: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[str] = mapped_column(default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)
