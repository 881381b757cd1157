"""The verb on numbers that sources state: claims, what they contradict, and what does not sum."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.vocabulary import Formula
from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.cli.recorded import (
    BadNumber,
    acts_of,
    add_choosing,
    added,
    changed,
    code_id,
    confirmed,
    ids_given,
    place_said,
    removed,
    row_named,
    said,
    short,
    source_ids,
    state_words,
    states_given,
    told,
    with_place,
    with_sources,
    with_state,
)
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    import argparse

    from sqlalchemy import Connection

    from qda.cli.arguments import Verbs
    from qda.recording.reading import NumbersChecked


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verb of this module."""
    acts = acts_of(verbs, "claims", speech("numbers that sources state, checked"), speech)
    parser = study_verb(acts, "list", list_claims, speech("list the claims"), speech=speech)
    with_state(parser, speech)
    with_json(parser, speech)
    parser = study_verb(acts, "add", add_claim, speech("record a claim"), speech=speech)
    parser.add_argument("--quantity", required=True, help=speech("what the number measures"))
    words = speech("the number as it is written, such as 10,64 juta or 6,75%")
    parser.add_argument("--stated", required=True, help=words)
    _with_claim(parser, speech)
    parser = study_verb(acts, "change", change_claim, speech("change a claim"), speech=speech)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--quantity", help=speech("what the number measures"))
    parser.add_argument("--stated", help=words)
    _with_claim(parser, speech)
    about = speech("say that several claims measure the same")
    parser = study_verb(acts, "name", name_claims, about, speech=speech)
    parser.add_argument("ids", nargs="*", metavar="ID")
    parser.add_argument("--quantity", required=True, help=speech("what the numbers measure"))
    parser.add_argument("--unit", help=speech("the unit they are in"))
    with_json(parser, speech)
    about = speech("propose a claim for each number of some sources")
    parser = study_verb(acts, "recognise", recognise_claims, about, speech=speech)
    parser.add_argument("--source", action="append", required=True, metavar=speech("KEY"),
                        help=speech("a source; may be given several times"))  # fmt: skip
    with_json(parser, speech)
    about = speech("work derived figures out again, compare sources, add up tables")
    parser = study_verb(acts, "check", check_claims, about, speech=speech)
    with_sources(parser, speech)
    parser.add_argument("--with-proposed", action="store_true",
                        help=speech("also claims that nobody has confirmed"))  # fmt: skip
    parser.add_argument("--all", action="store_true", help=speech("also what holds"))
    with_json(parser, speech)
    all_ = speech("all that wait to be confirmed")
    add_choosing(acts, "confirm", confirm_claims, speech("confirm proposed claims"), speech, all_)
    add_choosing(acts, "remove", remove_claims, speech("take claims away"), speech, all_)


def _with_claim(parser: argparse.ArgumentParser, speech: Speech) -> None:
    parser.add_argument("--unit", help=speech("the unit; else the one that is written"))
    parser.add_argument("--year", metavar=speech("DATE"), help=speech("the year it is of"))
    parser.add_argument("--page", type=int, metavar="N", help=speech("the page it stands on"))
    parser.add_argument("--code", metavar="ID", help=speech("the code it belongs to"))
    parser.add_argument("--formula", choices=[*(each.value for each in Formula), "none"],
                        help=speech("how it is worked out from other claims"))  # fmt: skip
    words = speech("a claim it is worked out from, in order; may be given several times")
    parser.add_argument("--operand", action="append", metavar="ID", help=words)
    parser.add_argument("--note", help=speech("a note on it"))
    with_place(parser, speech)
    with_json(parser, speech)


def list_claims(call: Call) -> int:
    """List the claims."""
    from qda.recording.check_words import number_words
    from qda.retrieval.claims import claims

    with call.study() as study, study.reading() as connection:
        found = claims(connection, states=states_given(call))
    if call.json:
        print_json(found)
        return 0
    speech = call.speech
    rows = [
        (
            each.quantity,
            number_words(each),
            each.year,
            "" if each.formula is None else label(each.formula, speech),
            each.key,
            state_words(each.state, speech),
            each.coder,
            short(each),
        )
        for each in found
    ]
    headings = (
        speech("Quantity"), speech("Number"), speech("Year"), speech("Formula"), speech("Place"),
        speech("State"), speech("Coder"), "Id",
    )  # fmt: skip
    print_table(headings, rows)
    return 0


def add_claim(call: Call) -> int:
    """Record a claim."""
    from qda.edits.claims import AddClaim, ClaimFacts
    from qda.retrieval.claims import claims

    with call.study() as study:
        with study.reading() as connection:
            facts = ClaimFacts(**_said(call, connection))
        made = study.do(AddClaim(facts))
        with study.reading() as connection:
            return added(call, claims(connection), made)


def change_claim(call: Call) -> int:
    """Change what is said of a claim."""
    from qda.edits.claims import ChangeClaim
    from qda.recording.facts import claim_facts
    from qda.retrieval.claims import claims

    with call.study() as study:
        with study.reading() as connection:
            row = row_named(claims(connection), call.arguments.id)
            parts = _said(call, connection)
        study.do(ChangeClaim(row.id, replace(claim_facts(row), **parts)))
    return changed(call, row)


def _said(call: Call, connection: Connection) -> dict[str, Any]:
    from qda.language.figures import read_figure
    from qda.retrieval.claims import claims

    given = call.arguments
    parts = said(call, quantity=str, unit=str, year=str, page=int, note=str)
    if given.stated is not None:
        figure = read_figure(given.stated, call.speech.language) or read_figure(given.stated)
        if figure is None:
            raise BadNumber(written=given.stated[:40])
        parts |= {"stated": given.stated, "value": figure.value}
        if figure.unit:
            parts.setdefault("unit", figure.unit)
    if given.code is not None:
        parts["code_id"] = code_id(connection, given.code)
    if given.formula is not None:
        parts["formula"] = None if given.formula == "none" else Formula(given.formula)
        if given.formula == "none":
            parts["operands"] = ()
    if given.operand is not None:
        rows = claims(connection)
        parts["operands"] = tuple(row_named(rows, each).uuid for each in given.operand)
    return parts | place_said(call, connection)


def name_claims(call: Call) -> int:
    """Say that several claims measure the same."""
    from qda.edits.claims import NameQuantity
    from qda.retrieval.claims import claims

    given = call.arguments
    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, claims(connection))
        count = study.do(NameQuantity(ids, given.quantity, given.unit))
    words = call.speech.many("Changed {n} claim.", "Changed {n} claims.", count)
    return told(call, "changed", count, words)


def recognise_claims(call: Call) -> int:
    """Propose the numbers of some sources."""
    from qda.edits.claims import ProposeClaims
    from qda.recording.claims import claim_drafts

    with call.study() as study:
        with study.reading() as connection:
            wanted = source_ids(connection, call.arguments.source)
            drafts = claim_drafts(connection, wanted, call.progress)
        done = study.do(ProposeClaims(drafts))
    if call.json:
        print_json(done)
        return 0
    line = call.speech.many("Proposed {n} claim.", "Proposed {n} claims.", done.made)
    known = call.speech.many("{n} was known.", "{n} were known.", done.known)
    print_line(f"{line} {known}" if done.known else line)
    return 0


def check_claims(call: Call) -> int:
    """Say which numbers do not hold; with --all also which do."""
    from qda.recording.check_words import check_lines
    from qda.recording.reading import checked_numbers

    given, speech = call.arguments, call.speech
    with call.study() as study, study.reading() as connection:
        found = checked_numbers(
            connection,
            source_ids(connection, given.source),
            call.progress,
            proposed=given.with_proposed,
        )
    if call.json:
        print_json({"problems": found.problems, **_plain(found, everything=given.all)})
        return 0
    for line in check_lines(found, speech):
        if given.all or not line.is_met:
            print_line(line.text)
    print_line(speech.many("{n} number does not hold.", "{n} numbers do not hold.", found.problems))
    return 0


def _plain(found: NumbersChecked, *, everything: bool) -> dict[str, object]:
    return {
        "figures": [each for each in found.figures if everything or not each.is_met],
        "contradictions": found.contradictions,
        "sums": [
            {
                "source_id": each.source_id,
                "key": each.key,
                "is_met": each.found.is_met,
                "found": each.found,
            }
            for each in found.sums
            if everything or not each.found.is_met
        ],
    }


def confirm_claims(call: Call) -> int:
    """Confirm proposed claims."""
    from qda.edits.claims import ConfirmClaims
    from qda.retrieval.claims import claims

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, claims(connection))
        return confirmed(call, study.do(ConfirmClaims(ids)))


def remove_claims(call: Call) -> int:
    """Take claims away."""
    from qda.edits.claims import RemoveClaims
    from qda.retrieval.claims import claims

    with call.study() as study:
        with study.reading() as connection:
            ids = ids_given(call, claims(connection))
        return removed(call, study.do(RemoveClaims(ids)))
