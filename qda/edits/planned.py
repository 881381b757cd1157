"""Edits on planned data: who or what is to be collected, by which technique, how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from models.case import Case
from models.errors import Refused
from models.record import Planned
from models.recording import Recorder
from models.source import Source
from models.vocabulary import PlanState, Technique
from qda.edits.edit import EditRequest
from qda.edits.recorded import change, dated, take_away
from qda.i18n import mark


class NobodyPlanned(Refused):
    """A plan does not say who or what is to be collected."""

    en = "Say who or what is to be collected, such as “Head of the unit” or “Annual report 2022”."
    id = "Sebutkan siapa atau apa yang akan dikumpulkan, misalnya “Kepala unit” atau “LAKIP 2022”."


class NoSuchTime(Refused):
    """The how-manieth time is counted from one."""

    en = "{number} is no count. Write 1 for the first time, 2 for the second."
    id = "{number} bukan hitungan. Tulis 1 untuk yang pertama, 2 untuk yang kedua."


@dataclass(frozen=True, slots=True)
class PlannedFacts:
    """All that is said of planned data.

    `number` is the how-manieth time; `case_id` who speaks, `source_id` the source that it became,
    `due_on` ISO 8601 to the year, the month or the day.
    """

    who: str
    technique: Technique
    number: int = 1
    case_id: int | None = None
    source_id: int | None = None
    state: PlanState = PlanState.PLANNED
    due_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddPlanned(EditRequest[tuple[int, ...]]):
    """Plan data; the ids are returned in the order of the plans."""

    plans: tuple[PlannedFacts, ...] = field(hash=False)

    kind: ClassVar[str] = "add_planned"
    title: ClassVar[str] = mark("Plan data: {who}")

    def apply(self, recorder: Recorder) -> tuple[int, ...]:
        """Add the plans.

        Raises:
            NobodyPlanned, NoSuchTime, NoSuchDate: a plan cannot be so.
            NotThere: there is no such case or source.
        """
        checked = [_checked(recorder, each) for each in self.plans]
        if not checked:
            raise NobodyPlanned
        recorder.facts["who"] = "; ".join(each["who"] for each in checked)[:80]
        return tuple(recorder.add(Planned(**each)).id for each in checked)


@dataclass(frozen=True, slots=True)
class ChangePlanned(EditRequest[None]):
    """Say all of a plan anew."""

    planned_id: int
    facts: PlannedFacts

    kind: ClassVar[str] = "change_planned"
    title: ClassVar[str] = mark("Change planned data: {who}")

    def apply(self, recorder: Recorder) -> None:
        """Change the plan; where nothing is different there is no edit.

        Raises:
            NotThere: there is no such plan, case or source.
            NobodyPlanned, NoSuchTime, NoSuchDate: the plan cannot be so.
        """
        planned = recorder.get(Planned, self.planned_id)
        values = _checked(recorder, self.facts)
        recorder.facts["who"] = values["who"]
        change(planned, values)


@dataclass(frozen=True, slots=True)
class RemovePlanned(EditRequest[int]):
    """Take plans away; what was collected stays."""

    planned_ids: tuple[int, ...]

    kind: ClassVar[str] = "remove_planned"
    title: ClassVar[str] = mark("Remove {count} plans of data")

    def apply(self, recorder: Recorder) -> int:
        """Remove them and return how many there were."""
        return take_away(recorder, Planned, self.planned_ids)


def _checked(recorder: Recorder, facts: PlannedFacts) -> dict[str, Any]:
    who = " ".join(facts.who.split())
    if not who:
        raise NobodyPlanned
    if facts.number < 1:
        raise NoSuchTime(number=facts.number)
    if facts.case_id is not None:
        recorder.get(Case, facts.case_id)
    if facts.source_id is not None:
        recorder.get(Source, facts.source_id)
    return {
        "who": who,
        "technique": facts.technique,
        "number": facts.number,
        "case_id": facts.case_id,
        "source_id": facts.source_id,
        "state": facts.state,
        "due_on": dated(facts.due_on),
        "note": facts.note.strip(),
    }
