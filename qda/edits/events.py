"""Edits on dated events: what happened when, as places tell and as researchers know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from models.errors import Refused
from models.packing import Row
from models.positions import Span
from models.record import Event
from models.recording import Recorder
from models.vocabulary import CodingState
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.edits.proposing import coder_of_rule
from qda.edits.recorded import (
    RecordsStored,
    change,
    check_code,
    checked_place,
    confirm,
    known_places,
    stretch,
    take_away,
)
from qda.i18n import mark


class EventUntitled(Refused):
    """An event has no title."""

    en = "Say what happened: give the event a title."
    id = "Sebutkan apa yang terjadi: berikan judul peristiwa itu."


class EventUndated(Refused):
    """An event has no date."""

    en = "Say when “{event}” happened: a year, a month or a day, such as 2021-05."
    id = "Sebutkan kapan “{event}” terjadi: tahun, bulan, atau hari, misalnya 2021-05."


class FewToJoin(Refused):
    """At least two events are needed to say that they are one."""

    en = "Choose at least two events that are one and the same."
    id = "Pilih paling sedikit dua peristiwa yang sebenarnya satu."


@dataclass(frozen=True, slots=True)
class EventFacts:
    """All that is said of an event.

    `starts_on` and `ends_on` are ISO 8601 to the year, the month or the day; `ends_on` is empty
    for what happened at once. `strand` is the row of a listing it belongs to. The words that tell
    of it are `span` of a source (code points, half-open). `reason` says why it is critical.
    """

    name: str
    starts_on: str
    ends_on: str = ""
    strand: str = ""
    code_id: int | None = None
    source_id: int | None = None
    span: Span | None = None
    is_critical: bool = False
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event that a rule proposes; `rule` names the rule and `coder` in whose name it speaks."""

    facts: EventFacts
    rule: str
    coder: str


@dataclass(frozen=True, slots=True)
class AddEvent(EditRequest[int]):
    """Record an event; its id is returned."""

    facts: EventFacts

    kind: ClassVar[str] = "add_event"
    title: ClassVar[str] = mark("Record the event “{event}”")

    def apply(self, recorder: Recorder) -> int:
        """Record the event.

        Raises:
            EventUntitled, EventUndated, NoSuchDate, EndsBeforeStart: the event cannot be so.
            NotThere, WordsOfNoSource, SpanBeyondText: there are no such words, or no such code.
        """
        values = _checked(recorder, self.facts)
        recorder.facts["event"] = values["title"]
        return recorder.add(Event(coder_id=coding_coder(recorder), **values)).id


@dataclass(frozen=True, slots=True)
class ChangeEvent(EditRequest[None]):
    """Say all of an event anew."""

    event_id: int
    facts: EventFacts

    kind: ClassVar[str] = "change_event"
    title: ClassVar[str] = mark("Change the event “{event}”")

    def apply(self, recorder: Recorder) -> None:
        """Change the event; where nothing is different there is no edit.

        Raises:
            NotThere: there is no such event.
            EventUntitled, EventUndated, NoSuchDate, EndsBeforeStart: the event cannot be so.
            NotThere, WordsOfNoSource, SpanBeyondText: there are no such words, or no such code.
        """
        event = recorder.get(Event, self.event_id)
        values = _checked(recorder, self.facts)
        recorder.facts["event"] = values["title"]
        change(event, values)


@dataclass(frozen=True, slots=True)
class JoinEvents(EditRequest[int]):
    """Say that several events are one: all take the title and the strand of the first.

    Each keeps its own place and date, so that dates which contradict each other are seen.
    """

    event_ids: tuple[int, ...]

    kind: ClassVar[str] = "join_events"
    title: ClassVar[str] = mark("Join {count} events as “{event}”")

    def apply(self, recorder: Recorder) -> int:
        """Join them and return how many changed.

        Raises:
            FewToJoin: fewer than two are named.
            NotThere: one does not exist.
        """
        if len(set(self.event_ids)) < 2:
            raise FewToJoin
        first = recorder.get(Event, self.event_ids[0])
        for each in self.event_ids[1:]:
            recorder.get(Event, each)
        values = {"title": first.title, "strand": first.strand}
        changed = recorder.update_many(Event, self.event_ids[1:], values)
        recorder.facts.update(count=len(set(self.event_ids)), event=values["title"])
        return changed


@dataclass(frozen=True, slots=True)
class RemoveEvents(EditRequest[int]):
    """Take events away."""

    event_ids: tuple[int, ...]

    kind: ClassVar[str] = "remove_events"
    title: ClassVar[str] = mark("Remove {count} events")

    def apply(self, recorder: Recorder) -> int:
        """Remove them and return how many there were."""
        return take_away(recorder, Event, self.event_ids)


@dataclass(frozen=True, slots=True)
class ConfirmEvents(EditRequest[int]):
    """Make proposed events the researcher's own."""

    event_ids: tuple[int, ...]

    kind: ClassVar[str] = "confirm_events"
    title: ClassVar[str] = mark("Confirm {count} events")

    def apply(self, recorder: Recorder) -> int:
        """Confirm them and return how many waited."""
        return confirm(recorder, Event, self.event_ids)


@dataclass(frozen=True, slots=True)
class ProposeEvents(EditRequest[RecordsStored]):
    """Store events that a rule recognised; each is proposed until someone confirms it.

    A place that has an event by the same rule already, proposed or confirmed, gets no second one.
    """

    drafts: tuple[EventDraft, ...] = field(hash=False)

    kind: ClassVar[str] = "propose_events"
    title: ClassVar[str] = mark("Propose {count} events")

    def apply(self, recorder: Recorder) -> RecordsStored:
        """Store them and count them.

        Raises:
            EventUntitled, EventUndated, NoSuchDate, EndsBeforeStart: an event cannot be so.
            NotThere, WordsOfNoSource, SpanBeyondText: there are no such words, or no such code.
        """
        known = known_places(recorder, Event)
        rows: list[Row] = []
        for draft in self.drafts:
            values = _checked(recorder, draft.facts)
            place = (draft.rule, values["source_id"], values["start"], values["end"])
            if place in known:
                continue
            known.add(place)
            rows.append(
                {
                    **values,
                    "coder_id": coder_of_rule(recorder, draft.coder),
                    "rule": draft.rule,
                    "state": CodingState.PROPOSED,
                }
            )
        recorder.insert_many(Event, rows)
        recorder.facts["count"] = len(rows)
        return RecordsStored(len(rows), len(self.drafts) - len(rows))


def _checked(recorder: Recorder, facts: EventFacts) -> dict[str, Any]:
    name = " ".join(facts.name.split())
    if not name:
        raise EventUntitled
    starts, ends = stretch(facts.starts_on, facts.ends_on)
    if not starts:
        raise EventUndated(event=name[:60])
    check_code(recorder, facts.code_id)
    _, place = checked_place(recorder, facts.source_id, facts.span)
    return {
        "title": name,
        "starts_on": starts,
        "ends_on": ends,
        "strand": " ".join(facts.strand.split()),
        "code_id": facts.code_id,
        "is_critical": facts.is_critical,
        "reason": facts.reason.strip(),
        "note": facts.note.strip(),
        **place,
    }
