"""Verbs on what there is still to do: queue and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_line, print_table
from qda.i18n import Speech
from qda.labels import label

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("list what waits to be confirmed")
    parser = study_verb(verbs, "queue", list_queue, about, speech=speech)
    parser.add_argument("--filter", default="", help=speech("only these codings"))
    with_json(parser, speech)
    about = speech("list how far each source is read and coded")
    with_json(study_verb(verbs, "progress", list_progress, about, speech=speech), speech)


def list_queue(call: Call) -> int:
    """List how many proposals wait, by source and by code."""
    from qda.retrieval.filter_language import parse_filter
    from qda.retrieval.queue import what_waits

    speech = call.speech
    with call.study() as study, study.reading() as connection:
        found = what_waits(connection, parse_filter(connection, call.arguments.filter))
    by_code = [
        {"code": code.canonical_id, "name": code.name(speech.language), "count": count}
        for code, count in found.codes
    ]
    if call.json:
        print_json({"total": found.total, "sources": found.sources, "codes": by_code})
        return 0
    said = speech.many(
        "{n} proposal awaits confirmation", "{n} proposals await confirmation", found.total
    )
    print_line(said)
    if not found.total:
        return 0
    print_line()
    rows = [(each.key, each.name, speech.number(each.count)) for each in found.sources]
    print_table((speech("Key"), speech("Title"), speech("Proposed")), rows)
    print_line()
    codes = [(code.canonical_id, code.name(speech.language), speech.number(count))
             for code, count in found.codes]  # fmt: skip
    print_table((speech("Code"), speech("Name"), speech("Proposed")), codes)
    return 0


def list_progress(call: Call) -> int:
    """List how far every source and collection is read and coded, and what waits in it."""
    from qda.retrieval.progress import progress

    speech = call.speech
    with call.study() as study, study.reading() as connection:
        found = progress(connection)
    if call.json:
        print_json(found)
        return 0
    number = speech.number
    rows = [
        (
            each.key,
            each.title,
            label(each.reading, speech),
            f"{number(each.read)}/{number(each.texts)}",
            number(each.length),
            f"{number(100 * each.share, 1)}%",
            number(each.codings),
            number(each.waiting),
        )
        for each in found
    ]
    headings = (
        speech("Key"), speech("Title"), speech("Reading"), speech("Texts read"),
        speech("Characters"), speech("Coded"), speech("Codings"), speech("Proposed"),
    )  # fmt: skip
    print_table(headings, rows)
    return 0
