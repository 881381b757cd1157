"""The SRQR sheet, filled from the study."""

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
    """The 21 standards with what the study tells and what the researcher answered.

    Raises:
        UnknownFilter: it cannot be shown so.
    """
    return sheet_matrix(Workbench(connection, KIND, question, progress), Sheet.SRQR)


KIND = DisplayKind(
    id="srqr",
    name=TITLES[Sheet.SRQR],
    family=Family.TRIANGULATING,
    answers=mark("Does the report meet the standards for qualitative research?"),
    rule=mark(
        "What the study holds is told as it stands; what it cannot know, the researcher answers. "
        "Own short wording of the items; see O'Brien et al. (2014)."
    ),
    empty=mark("Start with the texts: import them, and say who speaks in them."),
    make=make,
    takes_codes=False,
    takes_level=False,
    takes_quotes=False,
)
