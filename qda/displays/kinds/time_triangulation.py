"""Sugiyono's matrix of times: indicators against groups, with a conclusion for each."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.triangulation.asked import triangulated
from qda.triangulation.sugiyono import RULE, sugiyono_matrix
from qda.triangulation.tabling import (
    PERIOD_CHOICE,
    STRICT_CHOICE,
)


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every indicator with what each group says, and whether that is the same.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    return sugiyono_matrix(bench, triangulated(bench))


KIND = DisplayKind(
    id="time-triangulation",
    name=mark("Triangulation over time"),
    family=Family.TRIANGULATING,
    answers=mark("Is the same said of each indicator at different times?"),
    rule=RULE,
    empty=mark("Give texts a date, and code what is said at two times at least."),
    make=make,
    choices=(PERIOD_CHOICE, STRICT_CHOICE),
)
