"""Verbs of the theory at hand: the coverage of a framework's indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.cli.arguments import study_verb, with_json
from qda.cli.call import Call
from qda.cli.output import print_json, print_table
from qda.i18n import Speech

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verbs of this module."""
    about = speech("list which indicators have evidence")
    parser = study_verb(verbs, "coverage", show_coverage, about, speech=speech)
    parser.add_argument(
        "--framework",
        default="",
        metavar=speech("ID"),
        help=speech("only the codes of this framework"),
    )
    parser.add_argument(
        "--source",
        default="",
        metavar=speech("KEY"),
        help=speech("a source whose evidence is counted apart"),
    )
    with_json(parser, speech)


def show_coverage(call: Call) -> int:
    """List the indicators of the study's codes with their evidence, and the silent codes."""
    from models.recording import NotThere
    from qda.displays.coverage_words import coverage_table
    from qda.retrieval.codes import frameworks
    from qda.retrieval.coverage import coverage
    from qda.retrieval.sources import source_by_key

    given = call.arguments
    with call.study() as study, study.reading() as connection:
        known = {each.name: each.id for each in frameworks(connection)}
        if given.framework and given.framework not in known:
            raise NotThere(what="framework", which=given.framework)
        found = coverage(
            connection,
            framework_id=known.get(given.framework),
            source_id=source_by_key(connection, given.source).id if given.source else None,
        )
    if call.json:
        print_json(found)
        return 0
    head, *rows = coverage_table(found, call.speech, source=given.source)
    print_table(head, rows)
    return 0
