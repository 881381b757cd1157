"""The event listing: dated happenings by strand and period (Miles, Huberman & Saldaña, ch. 8)."""

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
    """Every dated happening in its strand and period; where codes are asked, dated codings, too.

    Raises:
        NoSuchColumns, UnknownFilter, NoSuchDate: it cannot be shown so.
    """
    return EventTable(Workbench(connection, KIND, question, progress)).made()


KIND = DisplayKind(
    id="event-listing",
    name=mark("Event listing"),
    family=Family.ORDERING,
    answers=mark("What happened when, and in which strand of the programme?"),
    rule=mark(
        "An event is a dated, documented happening, recorded with its source; it stands in the "
        "period in which it begins, in its own strand, else in that of its code. A date that is "
        "less exact than the periods has a period of its own. Where places give one event dates "
        "that contradict each other, each date is shown. Codings of codes that were asked for "
        "stand at the date of their text. Counts are distinct informants."
    ),
    empty=mark("Record events first: by hand, or let dates and regulations be recognised."),
    make=make,
    takes_level=True,
    choices=(WIDTH, SINCE, UNTIL),
)
