"""What researchers record beside codings: events, stages, ratings, relations, questions, claims."""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Entity, Json, choice_of, now, refers
from models.vocabulary import CodingState, Formula, PlanState, RelationType, Technique


class Event(Entity):
    """A dated happening: a regulation, a launch, a crisis.

    `starts_on` and `ends_on` are ISO 8601 to the day, the month or the year; `ends_on` is empty
    for what happened at once. `strand` is the row of an event listing it belongs to. The words
    that tell of it are `start` to `end` of a source (code points, half-open); an event entered by
    hand has none. `rule` names what recognised it; `reason` says why it is critical.
    """

    __tablename__ = "event"

    title: Mapped[str]
    starts_on: Mapped[str] = mapped_column(index=True)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    ends_on: Mapped[str] = mapped_column(default="")
    strand: Mapped[str] = mapped_column(default="")
    code_id: Mapped[int | None] = mapped_column(refers("code.id"), index=True, default=None)
    source_id: Mapped[int | None] = mapped_column(refers("source.id"), index=True, default=None)
    start: Mapped[int | None] = mapped_column(default=None)
    end: Mapped[int | None] = mapped_column(default=None)
    is_critical: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[str] = mapped_column(default="")
    state: Mapped[CodingState] = mapped_column(
        choice_of(CodingState), default=CodingState.CONFIRMED
    )
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)


class Stage(Entity):
    """A stretch of time with a name (planning, implementation, oversight).

    `starts_on` and `ends_on` are ISO 8601, both ends included; either may be open (empty). A
    coding belongs to a stage by a tag of its name, else by its source's date.
    """

    __tablename__ = "stage"

    name: Mapped[str] = mapped_column(unique=True)
    starts_on: Mapped[str] = mapped_column(default="")
    ends_on: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")


class Rating(Entity):
    """A researcher's rating of a code: of a case, of a source, or of the study as a whole.

    `value` lies from `low` to `high`; `rule` says what each value means; `evidence` are UUIDs of
    the codings it rests on; `dated_on` the time it speaks of, empty for all of it.
    """

    __tablename__ = "rating"

    code_id: Mapped[int] = mapped_column(refers("code.id"), index=True)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    value: Mapped[float]
    low: Mapped[int] = mapped_column(default=1)
    high: Mapped[int] = mapped_column(default=3)
    case_id: Mapped[int | None] = mapped_column(refers("case.id"), index=True, default=None)
    source_id: Mapped[int | None] = mapped_column(refers("source.id"), index=True, default=None)
    dated_on: Mapped[str] = mapped_column(default="")
    rule: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    state: Mapped[CodingState] = mapped_column(
        choice_of(CodingState), default=CodingState.CONFIRMED
    )
    made_at: Mapped[str] = mapped_column(default_factory=now)


class Relation(Entity):
    """That one thing bears on another: two codes, two codings, or two cases.

    `sign` is `+`, `-`, `+/-` or empty. The words that say so are `start` to `end` of a source, or
    the two codings (by UUID) where it runs between these. `contradicts` holds where the words
    speak against the relation. `order` is its place in a chain, `actor` who brings it about.
    """

    __tablename__ = "relation"

    type: Mapped[RelationType] = mapped_column(choice_of(RelationType))
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    from_code_id: Mapped[int | None] = mapped_column(refers("code.id"), index=True, default=None)
    to_code_id: Mapped[int | None] = mapped_column(refers("code.id"), index=True, default=None)
    from_coding: Mapped[str] = mapped_column(index=True, default="")
    to_coding: Mapped[str] = mapped_column(index=True, default="")
    from_case_id: Mapped[int | None] = mapped_column(refers("case.id"), index=True, default=None)
    to_case_id: Mapped[int | None] = mapped_column(refers("case.id"), index=True, default=None)
    source_id: Mapped[int | None] = mapped_column(refers("source.id"), index=True, default=None)
    start: Mapped[int | None] = mapped_column(default=None)
    end: Mapped[int | None] = mapped_column(default=None)
    sign: Mapped[str] = mapped_column(default="")
    strength: Mapped[int | None] = mapped_column(default=None)
    contradicts: Mapped[bool] = mapped_column(default=False)
    order: Mapped[int | None] = mapped_column(default=None)
    actor: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[CodingState] = mapped_column(
        choice_of(CodingState), default=CodingState.CONFIRMED
    )
    made_at: Mapped[str] = mapped_column(default_factory=now)


class Asked(Entity):
    """That those who speak in a source were, or were not, asked about a code.

    The words of the question are `start` to `end` where an interviewer's turn was linked to the
    code; both are empty where it was ticked.
    """

    __tablename__ = "asked"
    __table_args__ = (UniqueConstraint("source_id", "code_id"),)

    source_id: Mapped[int] = mapped_column(refers("source.id"))
    code_id: Mapped[int] = mapped_column(refers("code.id"), index=True)
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    is_asked: Mapped[bool]
    start: Mapped[int | None] = mapped_column(default=None)
    end: Mapped[int | None] = mapped_column(default=None)
    made_at: Mapped[str] = mapped_column(default_factory=now)


class Claim(Entity):
    """A number that a source states, or that is worked out from others.

    `quantity` is what it measures, so that sources can be compared; `stated` the number as it is
    written, `value` what it means, in `unit`, for `year`. A derived figure has a `formula` and the
    UUIDs of its `operands`, in order; it may be stated by a source too, and is then checked.
    """

    __tablename__ = "claim"

    quantity: Mapped[str] = mapped_column(index=True)
    value: Mapped[float]
    coder_id: Mapped[int] = mapped_column(refers("coder.id"))
    stated: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    year: Mapped[str] = mapped_column(default="")
    page: Mapped[int | None] = mapped_column(default=None)
    code_id: Mapped[int | None] = mapped_column(refers("code.id"), index=True, default=None)
    source_id: Mapped[int | None] = mapped_column(refers("source.id"), index=True, default=None)
    start: Mapped[int | None] = mapped_column(default=None)
    end: Mapped[int | None] = mapped_column(default=None)
    formula: Mapped[Formula | None] = mapped_column(choice_of(Formula), default=None)
    operands: Mapped[list[str]] = mapped_column(Json, default_factory=list)
    rule: Mapped[str] = mapped_column(default="")
    state: Mapped[CodingState] = mapped_column(
        choice_of(CodingState), default=CodingState.CONFIRMED
    )
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[str] = mapped_column(default_factory=now)


class Planned(Entity):
    """Data that are to be collected: who or what, by which technique, the how-manieth time."""

    __tablename__ = "planned"

    who: Mapped[str]
    technique: Mapped[Technique] = mapped_column(choice_of(Technique))
    number: Mapped[int] = mapped_column(default=1)
    case_id: Mapped[int | None] = mapped_column(refers("case.id"), index=True, default=None)
    source_id: Mapped[int | None] = mapped_column(refers("source.id"), index=True, default=None)
    state: Mapped[PlanState] = mapped_column(choice_of(PlanState), default=PlanState.PLANNED)
    due_on: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
