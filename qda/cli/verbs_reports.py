"""The verb that puts kept displays, method and evidence into one document: report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qda.cli.arguments import positive, study_verb, with_output
from qda.cli.call import Call
from qda.cli.output import print_line
from qda.i18n import Speech

if TYPE_CHECKING:
    from qda.cli.arguments import Verbs


def add(verbs: Verbs, speech: Speech) -> None:
    """Add the verb of this module."""
    parser = study_verb(
        verbs, "report", report, speech("write kept displays as one report"), speech=speech
    )
    parser.add_argument(
        "--display", action="append", default=[], metavar=speech("TITLE"),
        help=speech("a kept display; all where none is named"),
    )  # fmt: skip
    parser.add_argument("--title", default="", help=speech("the title of the report"))
    parser.add_argument(
        "--chapter", type=positive, default=1, metavar="N",
        help=speech("the number of its first chapter"),
    )  # fmt: skip
    parser.add_argument(
        "--names", action="store_true", help=speech("call sources by their titles, not by keys")
    )
    with_output(parser, speech, ".docx .pdf")


def report(call: Call) -> int:
    """Write the report."""
    from exports.reports.writing import write_report
    from qda.displays.reporting import ReportQuestion, report_of

    given = call.arguments
    question = ReportQuestion(
        call.speech.language, call.coder, given.title.strip(), tuple(given.display), given.chapter
    )
    with call.study() as study, study.reading() as connection:
        found = report_of(connection, question, call.progress)
    write_report(found, Path(given.output), mask_names=not given.names)
    count = sum(1 for _ in found.displays())
    print_line(
        call.speech.many(
            "Wrote a report with {n} display to {place}.",
            "Wrote a report with {n} displays to {place}.",
            count,
            place=given.output,
        )
    )
    return 0
