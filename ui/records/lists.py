"""What each list shows of its records: headings, words, order, and where a record stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from models.positions import Span
from models.vocabulary import CodingState
from qda.edits.asked import RemoveAsked
from qda.edits.claims import ConfirmClaims, RemoveClaims
from qda.edits.edit import EditRequest
from qda.edits.events import ConfirmEvents, RemoveEvents
from qda.edits.planned import RemovePlanned
from qda.edits.ratings import ConfirmRatings, RemoveRatings
from qda.edits.relations import ConfirmRelations, RemoveRelations
from qda.edits.stages import RemoveStage
from qda.i18n import Speech, mark
from qda.labels import label
from qda.recording.accounts import step_label
from qda.recording.regulations import strand_label
from qda.retrieval.claims import ClaimRow
from qda.retrieval.events import EventRow
from qda.retrieval.planned import PlannedRow
from qda.retrieval.ratings import RatingRow
from qda.retrieval.records import RecordRow
from qda.retrieval.relations import RelationRow
from ui.records.known import Known, ListKind, Row
from ui.short_words import one_line
from ui.widgets.empty_state import Invitation

_Say = Callable[[Any, Known, Speech], str]
_Ids = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its usual width in letters, its words, and what it is sorted by."""

    heading: str
    letters: int
    say: _Say
    by: Callable[[Any], Any] | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class RecordList:
    """A list: its name, its columns, what it says while it is empty, and its edits.

    `widest` is the column that takes the room that is left; `confirm` is None where nothing of the
    kind is ever proposed.
    """

    kind: ListKind
    name: str
    columns: tuple[Column, ...]
    widest: int
    empty: Invitation
    remove: Callable[[_Ids], EditRequest[Any]]
    confirm: Callable[[_Ids], EditRequest[Any]] | None = None


def is_proposed(row: Row) -> bool:
    """Whether a record waits to be confirmed."""
    return getattr(row, "state", None) is CodingState.PROPOSED


def place_of(row: Row) -> tuple[int, Span | None] | None:
    """The source and the words where a record is borne out; None where there is none."""
    if isinstance(row, RelationRow) and row.source_id is None:
        first = row.from_end
        return None if first.source_id is None else (first.source_id, first.span)
    if isinstance(row, RecordRow):
        return None if row.source_id is None else (row.source_id, row.span)
    if isinstance(row, PlannedRow) and row.source_id is not None:
        return row.source_id, None
    return None


def _state(row: RecordRow, known: Known, speech: Speech) -> str:
    parts = [label(row.state, speech)]
    if row.id in known.contradicted and isinstance(row, EventRow):
        parts.append(speech("dates contradict each other"))
    return ", ".join(parts)


def _place(row: RecordRow, _: Known, __: Speech) -> str:
    return row.key


def _coder(row: RecordRow, _: Known, __: Speech) -> str:
    return row.coder


def _days(row: EventRow, _: Known, __: Speech) -> str:
    return f"{row.starts_on} – {row.ends_on}" if row.ends_on else row.starts_on


def _rated(row: RatingRow, _: Known, speech: Speech) -> str:
    return speech(
        "{value} of {low} to {high}", value=speech.number(row.value, 2 if row.value % 1 else 0),
        low=row.low, high=row.high,
    )  # fmt: skip


def _related(row: RelationRow, _: Known, speech: Speech) -> str:
    words = label(row.type, speech)
    return speech("{relation} (the words speak against it)", relation=words) \
        if row.contradicts else words  # fmt: skip


def _said_by(row: RelationRow, _: Known, __: Speech) -> str:
    """The words that bear a relation out: those it was read from, or the two codings."""
    if row.key:
        return row.key
    return " → ".join(each.key for each in (row.from_end, row.to_end) if each.key)


def _number(row: ClaimRow, _: Known, speech: Speech) -> str:
    said = row.stated or speech.number(row.value, 4 if row.value % 1 else 0)
    return f"{said} {row.unit}".strip() if row.unit and row.unit not in said else said


def _became(row: PlannedRow, known: Known, __: Speech) -> str:
    line = known.accounts.get(row.id)
    return "" if line is None or line.source is None else line.source.key


def _how_far(row: PlannedRow, known: Known, speech: Speech) -> str:
    line = known.accounts.get(row.id)
    return label(row.state, speech) if line is None else step_label(line.step, speech)


_CODE: Final = Column(mark("Code"), 18, lambda row, known, s: known.code_name(row.code_id, s))
_STATE: Final = Column(mark("State"), 14, _state)
_PLACE: Final = Column(mark("Place"), 10, _place)
_CODER: Final = Column(mark("Coder"), 12, _coder)
_NOTE: Final = Column(mark("Note"), 24, lambda row, _, __: one_line(row.note))

LISTS: Final = (
    RecordList(
        ListKind.EVENT,
        mark("Events"),
        (
            Column(mark("Date"), 15, _days, lambda row: (row.starts_on, row.ends_on)),
            Column(mark("Event"), 26, lambda row, _, __: row.title),
            _STATE,
            Column(mark("Strand"), 14, lambda row, _, s: strand_label(row.strand, s)),
            _CODE,
            _PLACE,
            Column(mark("Critical"), 9, lambda row, _, s: s("yes") if row.is_critical else ""),
            _CODER,
        ),
        1,
        Invitation(
            mark("No event is recorded yet"),
            mark(
                "Record what happened and when, select words in a source that tell of it, or let "
                "the program find the regulations and dates that sources name."
            ),
            mark("Record an event …"),
        ),
        RemoveEvents,
        ConfirmEvents,
    ),
    RecordList(
        ListKind.RELATION,
        mark("Relations"),
        (
            Column(mark("From"), 20, lambda row, known, s: known.end_name(row.from_end, s)),
            Column(mark("Relation"), 17, _related),
            Column(mark("To"), 20, lambda row, known, s: known.end_name(row.to_end, s)),
            _STATE,
            Column(mark("Sign"), 6, lambda row, _, __: row.sign),
            Column(mark("Actor"), 12, lambda row, _, __: row.actor),
            Column(
                mark("In the chain"),
                9,
                lambda row, _, __: "" if row.order is None else str(row.order),
                lambda row: row.order or 0,
                right=True,
            ),
            Column(mark("Borne out by"), 14, _said_by),
            _CODER,
        ),
        2,
        Invitation(
            mark("No relation is recorded yet"),
            mark(
                "Say what bears on what: a barrier is answered by an effort, a factor influences "
                "another. Relate a coding in the text to a second one, or two codes or cases here."
            ),
            mark("Record a relation …"),
        ),
        RemoveRelations,
        ConfirmRelations,
    ),
    RecordList(
        ListKind.RATING,
        mark("Ratings"),
        (
            Column(mark("Code"), 24, lambda row, known, s: known.code_name(row.code_id, s)),
            Column(
                mark("Of"),
                18,
                lambda row, known, s: (
                    row.case or known.source_name(row.source_id) or row.key or s("the whole study")
                ),
            ),
            Column(mark("Rating"), 13, _rated, lambda row: row.value),
            _STATE,
            Column(mark("Date"), 11, lambda row, _, __: row.dated_on),
            Column(mark("Reason"), 30, lambda row, _, __: one_line(row.reason)),
            _CODER,
        ),
        5,
        Invitation(
            mark("Nothing is rated yet"),
            mark(
                "Say how far a dimension is fulfilled, in a case, in a source or in the whole "
                "study, with your reasons; or let ratings be proposed from what is coded."
            ),
            mark("Rate a code …"),
        ),
        RemoveRatings,
        ConfirmRatings,
    ),
    RecordList(
        ListKind.CLAIM,
        mark("Claims"),
        (
            Column(mark("Quantity"), 26, lambda row, _, __: row.quantity),
            Column(mark("Number"), 16, _number, lambda row: row.value, right=True),
            _STATE,
            Column(mark("Year"), 9, lambda row, _, __: row.year),
            Column(
                mark("Formula"),
                14,
                lambda row, _, s: "" if row.formula is None else label(row.formula, s),
            ),
            _CODE,
            _PLACE,
            _CODER,
        ),
        0,
        Invitation(
            mark("No claim is recorded yet"),
            mark(
                "Record the numbers that sources state, and those that are worked out from them; "
                "the program compares sources and works the figures out again."
            ),
            mark("Record a claim …"),
        ),
        RemoveClaims,
        ConfirmClaims,
    ),
    RecordList(
        ListKind.ASKED,
        mark("Asked"),
        (
            _PLACE,
            Column(mark("Code"), 32, lambda row, known, s: known.code_name(row.code_id, s)),
            Column(
                mark("Asked"),
                17,
                lambda row, _, s: s("asked") if row.is_asked else s("not asked"),
            ),
            Column(mark("Question"), 40, lambda row, _, __: one_line(row.quote)),
            _CODER,
        ),
        3,
        Invitation(
            mark("Nothing is known of what was asked"),
            mark(
                "A code without a coding may be silence, or nobody asked. Select the words of an "
                "interviewer and say which code they ask about, or tick it here."
            ),
            mark("Say what was asked …"),
        ),
        RemoveAsked,
    ),
    RecordList(
        ListKind.PLANNED,
        mark("Planned data"),
        (
            Column(mark("Who or what"), 20, lambda row, _, __: row.who),
            Column(mark("Technique"), 16, lambda row, _, s: label(row.technique, s)),
            Column(
                mark("Which time"), 7, lambda row, _, __: str(row.number), lambda row: row.number,
                right=True,
            ),
            Column(mark("Case"), 14, lambda row, _, __: row.case),
            Column(mark("Became"), 10, _became),
            Column(mark("How far"), 14, _how_far),
            Column(mark("Due"), 11, lambda row, _, __: row.due_on),
            _NOTE,
        ),
        0,
        Invitation(
            mark("No data are planned yet"),
            mark(
                "Plan who is to be interviewed and what is to be collected; the list then tells "
                "what became of it, and what is still missing."
            ),
            mark("Plan data …"),
        ),
        RemovePlanned,
    ),
    RecordList(
        ListKind.STAGE,
        mark("Stages"),
        (
            Column(mark("Stage"), 34, lambda row, _, __: row.name),
            Column(mark("First day"), 13, lambda row, _, __: row.starts_on or "…"),
            Column(mark("Last day"), 13, lambda row, _, __: row.ends_on or "…"),
            _NOTE,
        ),
        3,
        Invitation(
            mark("No stage is named yet"),
            mark(
                "Name the stretches of time in which you tell the story, such as planning and "
                "implementation. A coding belongs to a stage by its tag, or by the date of its "
                "source."
            ),
            mark("Add a stage …"),
        ),
        lambda ids: RemoveStage(ids[0]),
    ),
)  # fmt: skip
"""The lists, from the left."""
