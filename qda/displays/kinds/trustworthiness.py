"""The tests of trustworthiness (uji keabsahan data), from what the study really holds."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.sheets.items import TITLES, Sheet
from qda.sheets.tabling import sheet_matrix


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every technique with what shows that it was carried out.

    Raises:
        UnknownFilter: it cannot be shown so.
    """
    return sheet_matrix(Workbench(connection, KIND, question, progress), Sheet.TRUST)


KIND = DisplayKind(
    id="trustworthiness",
    name=TITLES[Sheet.TRUST],
    family=Family.TRIANGULATING,
    answers=mark("Which techniques make the findings trustworthy, and what shows it?"),
    rule=mark(
        "A technique counts as carried out where the study holds something that shows it, or a "
        "researcher says so; else it is not done yet. After Lincoln and Guba (1985) and Sugiyono's"
        " four tests."
    ),
    empty=mark("Start with the texts: import them, and say who speaks in them."),
    make=make,
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
)
