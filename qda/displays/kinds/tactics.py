"""The 13 + 13 tactics with their evidence: what was done to draw and to test conclusions."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.concluding.tactic_table import tactics_matrix
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.sheets.items import TITLES, Sheet


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """The twenty-six tactics with what the study shows and where they were tried.

    Raises:
        UnknownFilter: it cannot be shown so.
    """
    return tactics_matrix(Workbench(connection, KIND, question, progress))


KIND = DisplayKind(
    id="tactics",
    name=TITLES[Sheet.TACTICS],
    family=Family.TRIANGULATING,
    answers=mark("Which tactics were used to reach the conclusions and to test them?"),
    rule=mark(
        "What the study holds is counted as it stands; whether a tactic was carried out on a "
        "conclusion, the researcher says. Names after Miles, Huberman and Saldaña (2014, ch. 11)."
    ),
    empty=mark("Draw a conclusion first; tactics are tried on conclusions."),
    make=make,
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
)
