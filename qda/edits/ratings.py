"""Edits on ratings: how far a code is fulfilled in a case, in a source, or in the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from sqlalchemy import select

from models.case import Case
from models.code import Code
from models.coding import Coding
from models.errors import Refused
from models.packing import Row
from models.record import Rating
from models.recording import Recorder, table_of
from models.source import Source
from models.study import Coder
from models.vocabulary import CodingState
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.edits.proposing import coder_of_rule
from qda.edits.recorded import RecordsStored, change, check_uuids, confirm, dated, take_away
from qda.i18n import mark

LEAST: Final = -10
MOST: Final = 10
"""The ends of the widest scale of a rating."""


class NoSuchScale(Refused):
    """The ends of a scale are in the wrong order, or too far apart."""

    en = "A scale from {low} to {high} is none. Give two whole numbers from -10 to 10 in order."
    id = "Skala {low} sampai {high} tidak ada. Berikan dua bilangan bulat -10 sampai 10, berurutan."


class ValueOffScale(Refused):
    """A rating lies outside its scale."""

    en = "{value} does not lie from {low} to {high}. Give a value of the scale, or another scale."
    id = "{value} tidak terletak antara {low} dan {high}. Berikan nilai skala itu, atau skala lain."


class RatedTwice(Refused):
    """A rating speaks of a case and of a source at once."""

    en = "Rate a case, a source, or the study as a whole: not a case and a source at once."
    id = "Nilailah kasus, sumber data, atau seluruh studi: jangan kasus dan sumber data sekaligus."


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """All that is said in a rating; neither case nor source named, it speaks of the study.

    `value` lies from `low` to `high`; `rule` says what each value means; `evidence` are UUIDs of
    the codings it rests on; `dated_on` is the time it speaks of in ISO 8601, empty for all of it.
    """

    code_id: int
    value: float
    low: int = 1
    high: int = 3
    case_id: int | None = None
    source_id: int | None = None
    dated_on: str = ""
    rule: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddRating(EditRequest[int]):
    """Rate a code; the rating's id is returned."""

    facts: RatingFacts

    kind: ClassVar[str] = "add_rating"
    title: ClassVar[str] = mark("Rate “{code}” with {value}")

    def apply(self, recorder: Recorder) -> int:
        """Record the rating.

        Raises:
            NotThere: there is no such code, case, source or coding.
            RatedTwice, NoSuchScale, ValueOffScale, NoSuchDate: the rating cannot be so.
        """
        values = _checked(recorder, self.facts)
        _tell(recorder, self.facts)
        return recorder.add(Rating(coder_id=coding_coder(recorder), **values)).id


@dataclass(frozen=True, slots=True)
class ChangeRating(EditRequest[None]):
    """Say all of a rating anew."""

    rating_id: int
    facts: RatingFacts

    kind: ClassVar[str] = "change_rating"
    title: ClassVar[str] = mark("Change the rating of “{code}” to {value}")

    def apply(self, recorder: Recorder) -> None:
        """Change the rating; where nothing is different there is no edit.

        Raises:
            NotThere: there is no such rating, code, case, source or coding.
            RatedTwice, NoSuchScale, ValueOffScale, NoSuchDate: the rating cannot be so.
        """
        rating = recorder.get(Rating, self.rating_id)
        values = _checked(recorder, self.facts)
        _tell(recorder, self.facts)
        change(rating, values)


@dataclass(frozen=True, slots=True)
class RemoveRatings(EditRequest[int]):
    """Take ratings away."""

    rating_ids: tuple[int, ...]

    kind: ClassVar[str] = "remove_ratings"
    title: ClassVar[str] = mark("Remove {count} ratings")

    def apply(self, recorder: Recorder) -> int:
        """Remove them and return how many there were."""
        return take_away(recorder, Rating, self.rating_ids)


@dataclass(frozen=True, slots=True)
class ConfirmRatings(EditRequest[int]):
    """Make proposed ratings the researcher's own."""

    rating_ids: tuple[int, ...]

    kind: ClassVar[str] = "confirm_ratings"
    title: ClassVar[str] = mark("Confirm {count} ratings")

    def apply(self, recorder: Recorder) -> int:
        """Confirm them and return how many waited."""
        return confirm(recorder, Rating, self.rating_ids)


@dataclass(frozen=True, slots=True)
class ProposeRatings(EditRequest[RecordsStored]):
    """Store ratings that a rule worked out, in its name; they are proposed until confirmed.

    A proposal of the same rule for the same code and subject is replaced; where its value is the
    same nothing changes. Confirmed ratings are never touched.
    """

    drafts: tuple[RatingFacts, ...] = field(hash=False)
    coder: str

    kind: ClassVar[str] = "propose_ratings"
    title: ClassVar[str] = mark("Propose {count} ratings")

    def apply(self, recorder: Recorder) -> RecordsStored:
        """Store them and count them.

        Raises:
            NotThere: there is no such code, case, source or coding.
            RatedTwice, NoSuchScale, ValueOffScale, NoSuchDate: a rating cannot be so.
        """
        waiting = _waiting(recorder, self.coder)
        rows: list[Row] = []
        replaced: list[int] = []
        for draft in self.drafts:
            values = _checked(recorder, draft)
            old = waiting.get(_subject(values))
            if old is not None and all(old[name] == values[name] for name in values):
                continue
            if old is not None:
                replaced.append(old["id"])
            rows.append(values)
        recorder.facts["count"] = len(rows)
        if rows:
            take_away(recorder, Rating, replaced)
            recorder.facts["count"] = len(rows)
            coder_id = coder_of_rule(recorder, self.coder)
            shared = {"coder_id": coder_id, "state": CodingState.PROPOSED}
            recorder.insert_many(Rating, rows, shared=shared)
        return RecordsStored(len(rows), len(self.drafts) - len(rows))


_SUBJECT: Final = ("code_id", "case_id", "source_id", "dated_on")


def _subject(values: Row) -> tuple[object, ...]:
    return tuple(values[name] for name in _SUBJECT)


def _waiting(recorder: Recorder, coder: str) -> dict[tuple[object, ...], Row]:
    recorder.session.flush()
    table, coders = table_of(Rating), table_of(Coder)
    query = select(table).join(coders, coders.c.id == table.c.coder_id)
    query = query.where(coders.c.name == coder, table.c.state == CodingState.PROPOSED)
    rows = [dict(row) for row in recorder.session.execute(query).mappings()]
    return {_subject(row): row for row in rows}


def _tell(recorder: Recorder, facts: RatingFacts) -> None:
    code = recorder.get(Code, facts.code_id)
    recorder.facts.update(code=code.canonical_id, value=f"{facts.value:g}")


def _checked(recorder: Recorder, facts: RatingFacts) -> dict[str, Any]:
    recorder.get(Code, facts.code_id)
    if facts.case_id is not None and facts.source_id is not None:
        raise RatedTwice
    if facts.case_id is not None:
        recorder.get(Case, facts.case_id)
    if facts.source_id is not None:
        recorder.get(Source, facts.source_id)
    if not LEAST <= facts.low < facts.high <= MOST:
        raise NoSuchScale(low=facts.low, high=facts.high)
    if not facts.low <= facts.value <= facts.high:
        raise ValueOffScale(value=f"{facts.value:g}", low=facts.low, high=facts.high)
    evidence: Sequence[str] = list(dict.fromkeys(facts.evidence))
    check_uuids(recorder, Coding, evidence)
    return {
        "code_id": facts.code_id,
        "value": float(facts.value),
        "low": facts.low,
        "high": facts.high,
        "case_id": facts.case_id,
        "source_id": facts.source_id,
        "dated_on": dated(facts.dated_on),
        "rule": facts.rule.strip(),
        "reason": facts.reason.strip(),
        "evidence": evidence,
    }
