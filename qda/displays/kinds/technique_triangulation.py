"""Sugiyono's matrix of techniques: indicators against groups, with a conclusion for each."""

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
    id="technique-triangulation",
    name=mark("Triangulation of techniques"),
    family=Family.TRIANGULATING,
    answers=mark(
        "Do interviews, observation, documents, reviews and surveys say the same of each indicator?"
    ),
    rule=RULE,
    empty=mark("Collect data by two techniques at least, and code them."),
    make=make,
    choices=(STRICT_CHOICE,),
)
