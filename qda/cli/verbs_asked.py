"""Verbs on what was asked, what was looked for and is not there, and what is to be collected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refused
from models.vocabulary import Missing, PlanState, Technique
from qda.cli.arguments import positive, study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.cli.recorded import (
    acts_of,
    add_choosing,
    added,
    case_id,
    changed,
    code_id,
    decimal,
    given_span,
    ids_given,
    removed,
    row_named,
    said,
    short,
    source_id,
    source_ids,
    told,
    with_sources,
)
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    import argparse

    from sqlalchemy import Connection

    from qda.cli.arguments import Verbs
    from qda.retrieval.planned import Accounted
    from qda.session import StudySession

_DAY: Final = 10


class OneQuestionAtATime(Refused):
    """Words are linked to one code that was asked about."""

    en = "The words of a question belong to one --code. Give --span with one --code alone."
    id = "Kata-kata pertanyaan milik satu --code. Berikan --span hanya dengan satu --code."


class WordsAreThere(Refused):
    """What is to be recorded as absent was found by the search."""

    en = "“{query}” is there, at {places}. Read these places before you record it as absent."
    id = "“{query}” ada, di {places}. Baca tempat itu sebelum mencatatnya sebagai tidak ada."


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("which codes people were asked about, and which not")
    acts = acts_of(verbs, "asked", about, speech)
    parser = study_verb(
        acts, "list", list_asked, speech("list what is known of what was asked"), speech=speech
    )
    with_sources(parser, speech)
    with_json(parser, speech)
    about = speech("record what was asked, or link a question to a code")
    parser = study_verb(acts, "add", add_asked, about, speech=speech)
    parser.add_argument("--source", required=True, metavar=speech("KEY"))
    words = speech("a code that was asked about; may be given several times")
    parser.add_argument("--code", action="append", default=[], metavar="ID", help=words)
    words = speech("a code that was not asked about; may be given several times")
    parser.add_argument("--not", dest="not_asked", action="append", default=[], metavar="ID",
                        help=words)  # fmt: skip
    parser.add_argument("--span", metavar="A:B", help=speech("the words of the question"))
    with_json(parser, speech)
    about = speech("find the questions that seem to ask about codes")
    parser = study_verb(acts, "recognise", recognise_asked, about, speech=speech)
    with_sources(parser, speech)
    parser.add_argument("--least", default="0.5", metavar="N",
                        help=speech("the least likeness, from 0 to 1"))  # fmt: skip
    parser.add_argument("--confirm", action="store_true", help=speech("link them all"))
    with_json(parser, speech)
    about = speech("take back what was recorded as asked or not asked")
    add_choosing(acts, "remove", remove_asked, about, speech)
    _add_findings(verbs, speech)
    _add_planned(verbs, speech)


def list_asked(call: Call) -> int:
    """List what is known of what was asked."""
    from qda.retrieval.asked import answers

    with call.study() as study, study.reading() as connection:
        wanted = source_ids(connection, call.arguments.source)
        found = answers(connection, source_ids=wanted)
    if call.json:
        print_json(found)
        return 0
    speech = call.speech
    rows = [
        (
            each.key,
            each.code,
            speech("asked") if each.is_asked else speech("not asked"),
            each.quote,
            each.coder,
            short(each),
        )
        for each in found
    ]
    headings = (
        speech("Place"), speech("Code"), speech("Asked"), speech("Question"), speech("Coder"), "Id",
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def add_asked(call: Call) -> int:
    """Record what was asked in a source."""
    from qda.edits.asked import RecordAsked, TickAsked

    given = call.arguments
    if given.span is not None and (len(given.code) != 1 or given.not_asked):
        raise OneQuestionAtATime
    with call.study() as study:
        with study.reading() as connection:
            source = source_id(connection, given.source) or 0
            yes = [code_id(connection, each) or 0 for each in given.code]
            no = [code_id(connection, each) or 0 for each in given.not_asked]
        if given.span is not None:
            study.do(RecordAsked(source, yes[0], span=given_span(given.span)))
            count = 1
        else:
            count = study.do(TickAsked(source, tuple(yes), tuple(no)))
    words = call.speech.many("Recorded {n} answer.", "Recorded {n} answers.", count)
    return told(call, "recorded", count, words)


def recognise_asked(call: Call) -> int:
    """List questions that seem to ask about codes; link them where asked to."""
    from qda.edits.asked import LinkQuestions
    from qda.recording.questions import proposed_links

    given, speech = call.arguments, call.speech
    with call.study() as study:
        with study.reading() as connection:
            wanted = source_ids(connection, given.source)
            least = decimal(given.least)
            found = proposed_links(connection, wanted, call.progress, least=least)
        made = 0
        if given.confirm:
            new = {(e.source_id, e.code_id): e.span for e in found if e.recorded is None}
            made = study.do(LinkQuestions(new)) if new else 0
    if call.json:
        print_json({"linked": made, "questions": found})
        return 0
    rows = [
        (each.key, speech.number(each.likeness, 2), each.code, each.quote, each.question)
        for each in found
    ]
    headings = (
        speech("Place"), speech("Likeness"), speech("Code"), speech("Said"), speech("Question"),
    )  # fmt: skip
    print_table(headings, rows)
    if given.confirm:
        print_line(speech.many("Linked {n} question.", "Linked {n} questions.", made))
    return 0


def remove_asked(call: Call) -> int:
    """Take answers back."""
    from qda.edits.asked import RemoveAsked
    from qda.retrieval.asked import answers

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, answers(connection))
        return removed(call, study.do(RemoveAsked(ids)))


# --- findings of absence ------------------------------------------------------------------------


def _add_findings(verbs: Verbs, speech: Speech) -> None:
    about = speech("what was looked for and is not there")
    acts = acts_of(verbs, "findings", about, speech)
    about = speech("list the findings of absence")
    parser = study_verb(acts, "list", list_findings, about, speech=speech)
    with_sources(parser, speech)
    with_json(parser, speech)
    about = speech("record that a code is not spoken of in sources, and why")
    parser = study_verb(acts, "add", add_finding, about, speech=speech)
    parser.add_argument("--source", action="append", required=True, metavar=speech("KEY"),
                        help=speech("a source; may be given several times"))  # fmt: skip
    parser.add_argument("--code", required=True, metavar="ID")
    marks = [each.value for each in Missing]
    parser.add_argument("--mark", choices=marks, default=Missing.ABSENT.value,
                        help=speech("why nothing is there"))  # fmt: skip
    words = speech("what was searched for; refused where the search finds it")
    parser.add_argument("--searched", action="append", default=[], metavar=speech("WORDS"),
                        help=words)  # fmt: skip
    parser.add_argument("--note", default="", help=speech("what was searched, where and when"))
    with_json(parser, speech)
    add_choosing(acts, "remove", remove_findings, speech("take findings back"), speech)


def list_findings(call: Call) -> int:
    """List the findings of absence."""
    from qda.retrieval.findings import findings_of_absence

    with call.study() as study, study.reading() as connection:
        wanted = source_ids(connection, call.arguments.source)
        found = findings_of_absence(connection, source_ids=wanted)
    if call.json:
        print_json(found)
        return 0
    speech = call.speech
    rows = [
        (each.key, each.code, label(each.mark, speech), each.note, each.coder, short(each))
        for each in found
    ]
    headings = (
        speech("Source"), speech("Code"), speech("Finding"), speech("Note"), speech("Coder"), "Id",
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def add_finding(call: Call) -> int:
    """Record a finding of absence in sources, after searching them where words are named."""
    from qda.edits.memos import RecordAbsence

    given, speech = call.arguments, call.speech
    with call.study() as study:
        with study.reading() as connection:
            wanted = source_ids(connection, given.source)
            code = code_id(connection, given.code) or 0
        places = _search(call, study, wanted)
        if places:
            raise WordsAreThere(query="; ".join(given.searched), places=", ".join(places[:5]))
        note = given.note
        if given.searched:
            looked = "; ".join(f"“{each}”" for each in given.searched)
            note = f"{speech('searched for {words}, not found', words=looked)}. {note}".strip(" ")
        for each in sorted(wanted):
            study.do(RecordAbsence(each, code, Missing(given.mark), note))
    words = speech.many("Recorded {n} finding.", "Recorded {n} findings.", len(wanted))
    return told(call, "recorded", len(wanted), words)


def _search(call: Call, study: StudySession, wanted: frozenset[int]) -> list[str]:
    """The places in some sources at which what was searched for stands, forms of the words too."""
    from qda.retrieval.finding import FoundKind, Question, find_texts
    from qda.retrieval.search_filters import SearchFilter

    found: list[str] = []
    with study.reading() as connection:
        for query in call.arguments.searched:
            question = Question(
                query,
                frozenset({FoundKind.TEXT}),
                SearchFilter(source_ids=wanted),
                forms=True,
                language=call.speech.language,
            )
            found += [each.key for each in find_texts(connection, question, texts=200)]
    return list(dict.fromkeys(found))


def remove_findings(call: Call) -> int:
    """Take findings of absence back, each by an edit of its own."""
    from qda.edits.memos import RemoveAbsence
    from qda.retrieval.findings import findings_of_absence

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, findings_of_absence(connection))
        for each in ids:
            study.do(RemoveAbsence(each))
    return removed(call, len(ids))


# --- planned data -------------------------------------------------------------------------------


def _add_planned(verbs: Verbs, speech: Speech) -> None:
    about = speech("data that are to be collected, and what became of them")
    acts = acts_of(verbs, "planned", about, speech)
    about = speech("account for the data: planned, collected, read, coded")
    parser = study_verb(acts, "list", list_planned, about, speech=speech)
    with_json(parser, speech)
    parser = study_verb(acts, "add", add_planned, speech("plan data"), speech=speech)
    parser.add_argument("--who", action="append", required=True,
                        help=speech("who or what; may be given several times"))  # fmt: skip
    parser.add_argument("--technique", required=True, choices=[each.value for each in Technique])
    _with_plan(parser, speech)
    parser = study_verb(acts, "change", change_planned, speech("change a plan"), speech=speech)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--who", help=speech("who or what"))
    parser.add_argument("--technique", choices=[each.value for each in Technique])
    _with_plan(parser, speech)
    add_choosing(acts, "remove", remove_planned, speech("take plans away"), speech)


def _with_plan(parser: argparse.ArgumentParser, speech: Speech) -> None:
    words = speech("the how-manieth time; 1 where none is given")
    parser.add_argument("--number", type=positive, metavar="N", help=words)
    parser.add_argument("--case", metavar=speech("NAME"), help=speech("the case who speaks"))
    parser.add_argument("--source", metavar=speech("KEY"), help=speech("the source it became"))
    parser.add_argument("--state", choices=[each.value for each in PlanState],
                        help=speech("where the plan stands"))  # fmt: skip
    parser.add_argument("--due", metavar=speech("DATE"), help=speech("when it is due"))
    parser.add_argument("--note", help=speech("a note on it"))
    with_json(parser, speech)


def list_planned(call: Call) -> int:
    """Account for the data."""
    from qda.retrieval.planned import accounting

    with call.study() as study, study.reading() as connection:
        found = accounting(connection)
    if call.json:
        print_json([{"step": each.step, "line": each} for each in found])
        return 0
    speech = call.speech
    rows = [_line(each, speech) for each in found]
    headings = (
        speech("Planned"), speech("Technique"), speech("Time"), speech("Source"), speech("Date"),
        speech("How far"), speech("Codings"), speech("Due"), "Id",
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def _line(each: Accounted, speech: Speech) -> tuple[object, ...]:
    from qda.recording.accounts import step_label

    plan, source = each.plan, each.source
    technique = plan.technique if plan is not None else source.technique if source else None
    return (
        speech("(not planned)") if plan is None else plan.who,
        "" if technique is None else label(technique, speech),
        "" if plan is None else plan.number,
        "" if source is None else f"{source.key} {source.title}",
        each.collected_on[:_DAY],
        step_label(each.step, speech),
        0 if source is None else source.codings,
        "" if plan is None else plan.due_on,
        "" if plan is None else short(plan),
    )


def add_planned(call: Call) -> int:
    """Plan data."""
    from qda.edits.planned import AddPlanned, PlannedFacts
    from qda.retrieval.planned import planned

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            parts = _plan_said(call, connection)
        plans = tuple(PlannedFacts(**{**parts, "who": each}) for each in given.who)
        made = study.do(AddPlanned(plans))
        with study.reading() as connection:
            rows = planned(connection)
    if len(made) == 1:
        return added(call, rows, made[0])
    words = call.speech.many("Planned {n} item.", "Planned {n} items.", len(made))
    return told(call, "planned", len(made), words)


def change_planned(call: Call) -> int:
    """Change what is said of planned data."""
    from qda.edits.planned import ChangePlanned
    from qda.recording.facts import planned_facts
    from qda.retrieval.planned import planned

    with call.study() as study:
        with study.reading() as connection:
            row = row_named(planned(connection), call.arguments.id)
            parts = _plan_said(call, connection)
        study.do(ChangePlanned(row.id, replace(planned_facts(row), **parts)))
    return changed(call, row)


def _plan_said(call: Call, connection: Connection) -> dict[str, Any]:
    given = call.arguments
    parts = said(call, technique=Technique, number=int, note=str)
    if isinstance(given.who, str):
        parts["who"] = given.who
    if given.state is not None:
        parts["state"] = PlanState(given.state)
    if given.due is not None:
        parts["due_on"] = given.due
    if given.case is not None:
        parts["case_id"] = case_id(connection, given.case)
    if given.source is not None:
        parts["source_id"] = source_id(connection, given.source)
    return parts


def remove_planned(call: Call) -> int:
    """Take plans away."""
    from qda.edits.planned import RemovePlanned
    from qda.retrieval.planned import planned

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, planned(connection))
        return removed(call, study.do(RemovePlanned(ids)))
