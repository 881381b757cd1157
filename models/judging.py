"""What researchers judge: convergence, the items of report sheets, a supervisor's review."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, choice_of, now, refers
from models.vocabulary import Consequence, Convergence, Verdict


class ConvergenceLabel(Entity):
    """What a researcher says of a theme of a triangulation (Farmer et al. 2006).

    `row` is the id of the theme; `first` and `second` are the ids of the two groups compared, both
    empty for the label of the theme as a whole. `proposed` is what the rule proposed when the
    label was given. `inference` is the conclusion in words (simpulan), `consequence` what becomes
    of the finding.
    """

    __tablename__ = "convergence_label"
    __table_args__ = (UniqueConstraint("display_id", "coder_id", "row", "first", "second"),)

    display_id: Mapped[int] = mapped_column(refers("display.id"))
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    row: Mapped[str]
    label: Mapped[Convergence] = mapped_column(choice_of(Convergence))
    first: Mapped[str] = mapped_column(default="")
    second: Mapped[str] = mapped_column(default="")
    proposed: Mapped[Convergence | None] = mapped_column(choice_of(Convergence), default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    inference: Mapped[str] = mapped_column(Text, default="")
    consequence: Mapped[Consequence | None] = mapped_column(choice_of(Consequence), default=None)
    made_at: Mapped[str] = mapped_column(default_factory=now)
    changed_at: Mapped[str] = mapped_column(default="")


class SheetAnswer(Entity):
    """What was answered to an item of a sheet: COREQ, SRQR, trustworthiness, or the tactics.

    `about` is the UUID of the conclusion that a tactic was tried on, else empty. `done` is None
    where nobody has said. `links` are objects of `kind` and `id` of what shows it.
    """

    __tablename__ = "sheet_answer"
    __table_args__ = (UniqueConstraint("sheet", "item", "about"),)

    sheet: Mapped[str]
    item: Mapped[str]
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    about: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    page: Mapped[str] = mapped_column(default="")
    done: Mapped[bool | None] = mapped_column(default=None)
    links: Mapped[list[dict[str, Any]]] = mapped_column(Json, default_factory=list)
    changed_at: Mapped[str] = mapped_column(default_factory=now)


class ReviewRound(Entity):
    """A file of cells and codings that went to a supervisor to be read.

    `sent` holds, packed, what the file said of each of its items, so that a change since then can
    be told from what was reviewed; `study_version` is the edit it was made at.
    """

    __tablename__ = "review_round"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    reviewer: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    displays: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    sent: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    study_version: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[str] = mapped_column(default_factory=now)
    returned_at: Mapped[str] = mapped_column(default="")


class ReviewNote(Entity):
    """A verdict and a comment of a supervisor, and the answer to it.

    `item` is the stable id of the row in the file. It speaks of a cell (`display_uuid`, `row`,
    `column`) or of a coding (`coding_uuid`). `has_moved_on` holds where the study had changed
    there between sending and return. `answer` is the researcher's.
    """

    __tablename__ = "review_note"
    __table_args__ = (UniqueConstraint("round_id", "item"),)

    round_id: Mapped[int] = mapped_column(refers("review_round.id"))
    item: Mapped[str]
    display_uuid: Mapped[str] = mapped_column(default="", index=True)
    row: Mapped[str] = mapped_column(default="")
    column: Mapped[str] = mapped_column(default="")
    coding_uuid: Mapped[str] = mapped_column(default="", index=True)
    verdict: Mapped[Verdict | None] = mapped_column(choice_of(Verdict), default=None)
    comment: Mapped[str] = mapped_column(Text, default="")
    has_moved_on: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(Text, default="")
    is_settled: Mapped[bool] = mapped_column(default=False)
    answered_by: Mapped[int | None] = mapped_column(refers("coder.id"), default=None)
    made_at: Mapped[str] = mapped_column(default_factory=now)
    changed_at: Mapped[str] = mapped_column(default="")
