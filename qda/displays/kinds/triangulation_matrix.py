"""The triangulation matrix: themes against groups of sources, with labels of convergence."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.triangulation.asked import triangulated
from qda.triangulation.tabling import (
    CROSSWALK_CHOICE,
    GROUPS_CHOICE,
    MODE_CHOICE,
    PERIOD_CHOICE,
    STRICT_CHOICE,
    triangulation_matrix,
)
from qda.triangulation.wording import RULE


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every theme with what each group of sources says, and how the groups stand to each other.

    Raises:
        CrosswalkMissing, CrosswalkWrong: two theories are compared without knowing how.
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    return triangulation_matrix(bench, triangulated(bench))


KIND = DisplayKind(
    id="triangulation-matrix",
    name=mark("Triangulation matrix"),
    family=Family.TRIANGULATING,
    answers=mark("On which themes do groups of sources agree, differ, or stay silent?"),
    rule=RULE,
    empty=mark("Code the words of at least two groups of sources first."),
    make=make,
    choices=(MODE_CHOICE, GROUPS_CHOICE, PERIOD_CHOICE, CROSSWALK_CHOICE, STRICT_CHOICE),
)
