"""The critical incident chart: only the events that mattered, and why (Miles & Huberman 1994)."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.event_table import EventTable
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.periods import SINCE, UNTIL, WIDTH
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """The events that a researcher marked as critical, each with the reason.

    Raises:
        UnknownFilter, NoSuchDate: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    return EventTable(bench, only_critical=True).made()


KIND = DisplayKind(
    id="critical-incidents",
    name=mark("Critical incidents"),
    older_name=mark("Critical incident chart"),
    family=Family.ORDERING,
    answers=mark("Which events changed the course of the programme, and why?"),
    rule=mark(
        "Only events that a researcher marked as critical, each with the reason that was written; "
        "a missing reason is shown as missing. Contradicting dates are all shown. Counts are "
        "distinct informants."
    ),
    empty=mark("Mark the events that mattered as critical, and write why."),
    make=make,
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
    choices=(WIDTH, SINCE, UNTIL),
)
