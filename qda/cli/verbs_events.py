"""Verbs on time: dated events and stages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.cli.recorded import (
    acts_of,
    add_choosing,
    added,
    changed,
    code_id,
    confirmed,
    given_span,
    ids_given,
    place_said,
    removed,
    row_named,
    said,
    short,
    source_id,
    source_ids,
    state_words,
    states_given,
    told,
    with_place,
    with_sources,
    with_state,
)
from qda.i18n import Speech

if TYPE_CHECKING:
    import argparse

    from qda.cli.arguments import Verbs
    from qda.edits.events import EventDraft
    from qda.retrieval.events import Happening


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("dated events: regulations, launches, crises")
    acts = acts_of(verbs, "events", about, speech)
    parser = study_verb(acts, "list", list_events, speech("list the events"), speech=speech)
    with_state(parser, speech)
    with_json(parser, speech)
    parser = study_verb(acts, "add", add_event, speech("record an event"), speech=speech)
    parser.add_argument("--title", required=True, help=speech("what happened"))
    parser.add_argument("--on", required=True, metavar=speech("DATE"),
                        help=speech("when: a year, a month or a day, such as 2021-05"))  # fmt: skip
    _with_event(parser, speech)
    parser = study_verb(acts, "change", change_event, speech("change an event"), speech=speech)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--title", help=speech("what happened"))
    parser.add_argument("--on", metavar=speech("DATE"),
                        help=speech("when: a year, a month or a day, such as 2021-05"))  # fmt: skip
    parser.add_argument("--not-critical", action="store_true",
                        help=speech("it is not critical after all"))  # fmt: skip
    _with_event(parser, speech)
    _add_proposing(acts, speech)
    about = speech("say that several events are one; all take the title of the first")
    add_choosing(acts, "join", join_events, about, speech)
    all_ = speech("all that wait to be confirmed")
    add_choosing(acts, "confirm", confirm_events, speech("confirm proposed events"), speech, all_)
    add_choosing(acts, "remove", remove_events, speech("take events away"), speech, all_)
    _add_stages(verbs, speech)


def _with_event(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument("--until", metavar=speech("DATE"), help=speech("its last day"))
    parser.add_argument("--strand", help=speech("the row of a listing it belongs to"))
    parser.add_argument("--code", metavar="ID", help=speech("the code it belongs to"))
    parser.add_argument("--critical", action="store_true", help=speech("it changed the course"))
    parser.add_argument("--reason", help=speech("why it is critical"))
    parser.add_argument("--note", help=speech("a note on it"))
    with_place(parser, speech)
    with_json(parser, speech)


def _add_proposing(acts: Verbs, speech: Speech) -> None:
    about = speech("propose an event for each place that names a regulation")
    parser = study_verb(acts, "recognise", recognise_events, about, speech=speech)
    with_sources(parser, speech)
    with_json(parser, speech)
    about = speech("propose an event for each coding whose words name a date")
    parser = study_verb(acts, "from-codings", coded_events, about, speech=speech)
    parser.add_argument("--filter", required=True, help=speech("only these codings"))
    words = speech("codings without a date take that of their source")
    parser.add_argument("--by-source", action="store_true", help=words)
    with_json(parser, speech)


def list_events(call: Call) -> int:
    """List the events, each with all places that tell of it."""
    from qda.recording.regulations import strand_label
    from qda.retrieval.events import events, happenings

    with call.study() as study, study.reading() as connection:
        found = happenings(events(connection, states=states_given(call)))
    if call.json:
        print_json(found)
        return 0
    speech = call.speech
    rows = [
        (
            "; ".join(_dates(each)),
            each.title,
            strand_label(each.strand, speech),
            ", ".join(dict.fromkeys(event.key for event in each.events if event.key)),
            _marks(each, speech),
            ", ".join(short(event) for event in each.events),
        )
        for each in found
    ]
    headings = (
        speech("Date"), speech("Event"), speech("Strand"), speech("Places"), speech("State"), "Id",
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def _dates(happening: Happening) -> list[str]:
    return [
        each.starts_on + (f" – {each.ends_on}" if each.ends_on else "") for each in happening.dates
    ]


def _marks(happening: Happening, speech: Speech) -> str:
    marks = [
        state_words(happening.state, speech),
        speech("dates contradict each other") if happening.is_contradicted else "",
        speech("critical") if happening.is_critical else "",
    ]
    return ", ".join(mark for mark in marks if mark)


def add_event(call: Call) -> int:
    """Record an event."""
    from qda.edits.events import AddEvent, EventFacts
    from qda.retrieval.events import events

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            facts = EventFacts(
                name=given.title,
                starts_on=given.on,
                ends_on=given.until or "",
                strand=given.strand or "",
                code_id=code_id(connection, given.code),
                source_id=source_id(connection, given.source),
                span=given_span(given.span),
                is_critical=given.critical,
                reason=given.reason or "",
                note=given.note or "",
            )
        made = study.do(AddEvent(facts))
        with study.reading() as connection:
            return added(call, events(connection), made)


def change_event(call: Call) -> int:
    """Change what is said of an event."""
    from qda.edits.events import ChangeEvent
    from qda.recording.facts import event_facts
    from qda.retrieval.events import events

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            row = row_named(events(connection), given.id)
            anew = said(call, strand=str, reason=str, note=str)
            for argument, name in (("title", "name"), ("on", "starts_on"), ("until", "ends_on")):
                if getattr(given, argument) is not None:
                    anew[name] = getattr(given, argument)
            if given.code is not None:
                anew["code_id"] = code_id(connection, given.code)
            if given.critical or given.not_critical:
                anew["is_critical"] = not given.not_critical
            anew |= place_said(call, connection)
        study.do(ChangeEvent(row.id, replace(event_facts(row), **anew)))
    return changed(call, row)


def recognise_events(call: Call) -> int:
    """Propose the regulations that texts name."""
    from qda.recording.regulations import regulation_events

    with call.study() as study, study.reading() as connection:
        wanted = source_ids(connection, call.arguments.source)
        drafts = regulation_events(connection, wanted, call.progress)
    return _propose(call, drafts)


def coded_events(call: Call) -> int:
    """Propose events from codings whose words name a date."""
    from qda.recording.happenings import coding_events
    from qda.retrieval.filter_language import parse_filter

    with call.study() as study, study.reading() as connection:
        wanted = parse_filter(connection, call.arguments.filter)
        drafts = coding_events(connection, wanted, by_source=call.arguments.by_source)
    return _propose(call, drafts)


def _propose(call: Call, drafts: tuple[EventDraft, ...]) -> int:
    from qda.edits.events import ProposeEvents

    with call.study() as study:
        done = study.do(ProposeEvents(drafts))
    if call.json:
        print_json(done)
        return 0
    line = call.speech.many("Proposed {n} event.", "Proposed {n} events.", done.made)
    known = call.speech.many("{n} was known.", "{n} were known.", done.known)
    print_line(f"{line} {known}" if done.known else line)
    return 0


def join_events(call: Call) -> int:
    """Say that several events are one."""
    from qda.edits.events import JoinEvents
    from qda.retrieval.events import events

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, events(connection))
        study.do(JoinEvents(ids))
    words = call.speech.many("Joined {n} event.", "Joined {n} events.", len(ids))
    return told(call, "joined", len(ids), words)


def confirm_events(call: Call) -> int:
    """Confirm proposed events."""
    from qda.edits.events import ConfirmEvents
    from qda.retrieval.events import events

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, events(connection))
        return confirmed(call, study.do(ConfirmEvents(ids)))


def remove_events(call: Call) -> int:
    """Take events away."""
    from qda.edits.events import RemoveEvents
    from qda.retrieval.events import events

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, events(connection))
        return removed(call, study.do(RemoveEvents(ids)))


# --- stages -------------------------------------------------------------------------------------


def _add_stages(verbs: Verbs, speech: Speech) -> None:
    acts = acts_of(verbs, "stages", speech("stretches of time with a name"), speech)
    parser = study_verb(acts, "list", list_stages, speech("list the stages"), speech=speech)
    with_json(parser, speech)
    parser = study_verb(acts, "add", add_stage, speech("add a stage"), speech=speech)
    parser.add_argument("--name", required=True, help=speech("its name, which codings are tagged"))
    _with_stage(parser, speech)
    parser = study_verb(acts, "change", change_stage, speech("change a stage"), speech=speech)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--name", help=speech("its name, which codings are tagged"))
    _with_stage(parser, speech)
    about = speech("put the stages into another order, all of them named")
    add_choosing(acts, "arrange", arrange_stages, about, speech)
    add_choosing(acts, "remove", remove_stages, speech("take stages away"), speech)


def _with_stage(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument("--since", metavar=speech("DATE"), help=speech("its first day"))
    parser.add_argument("--until", metavar=speech("DATE"), help=speech("its last day"))
    parser.add_argument("--note", help=speech("a note on it"))
    with_json(parser, speech)


def list_stages(call: Call) -> int:
    """List the stages in their order."""
    from qda.retrieval.stages import stages

    with call.study() as study, study.reading() as connection:
        found = stages(connection)
    if call.json:
        print_json(found)
        return 0
    speech = call.speech
    rows = [
        (each.name, each.starts_on or "…", each.ends_on or "…", each.note, short(each))
        for each in found
    ]
    headings = (speech("Stage"), speech("First day"), speech("Last day"), speech("Note"), "Id")
    print_table(headings, rows)
    return 0


def add_stage(call: Call) -> int:
    """Add a stage behind the others."""
    from qda.edits.stages import AddStage, StageFacts
    from qda.retrieval.stages import stages

    given = call.arguments
    facts = StageFacts(given.name, given.since or "", given.until or "", given.note or "")
    with call.study() as study:
        made = study.do(AddStage(facts))
        with study.reading() as connection:
            return added(call, stages(connection), made)


def change_stage(call: Call) -> int:
    """Change what is said of a stage."""
    from qda.edits.stages import ChangeStage
    from qda.recording.facts import stage_facts
    from qda.retrieval.stages import stages

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            row = row_named(stages(connection), given.id)
        anew = said(call, name=str, note=str)
        for argument, name in (("since", "starts_on"), ("until", "ends_on")):
            if getattr(given, argument) is not None:
                anew[name] = getattr(given, argument)
        study.do(ChangeStage(row.id, replace(stage_facts(row), **anew)))
    return changed(call, row)


def arrange_stages(call: Call) -> int:
    """Put the stages into another order."""
    from qda.edits.stages import ArrangeStages
    from qda.retrieval.stages import stages

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, stages(connection))
        study.do(ArrangeStages(ids))
    return told(call, "stages", len(ids), call.speech("The stages are in this order now."))


def remove_stages(call: Call) -> int:
    """Take stages away, each by an edit of its own."""
    from qda.edits.stages import RemoveStage
    from qda.retrieval.stages import stages

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, stages(connection))
        for id_ in ids:
            study.do(RemoveStage(id_))
    return removed(call, len(ids))
