"""The triangulation matrix: themes against groups of sources, with labels of convergence."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.axes import RowAxis
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.triangulation.crosswalk import crosswalk
from qda.triangulation.grouping import Mode
from qda.triangulation.reading import triangulation
from qda.triangulation.tabling import (
    CROSSWALK_CHOICE,
    GROUPS_CHOICE,
    MODE_CHOICE,
    PERIOD_CHOICE,
    STRICT_CHOICE,
    period_of,
    triangulation_matrix,
)
from qda.triangulation.wording import RULE


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every theme with what each group of sources says, and how the groups stand to each other.

    Raises:
        OneGroupOnly: there is nothing to compare.
        CrosswalkMissing, CrosswalkWrong: two theories are compared without knowing how.
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    mode = Mode(KIND.choice(question, "mode"))
    crossed = crosswalk(bench, KIND.choice(question, "crosswalk")) if mode is Mode.THEORY else ()
    found = triangulation(
        bench,
        mode,
        axis=RowAxis.parse(KIND.choice(question, "groups")),
        is_strict=KIND.choice(question, "strict") == "yes",
        period=period_of(KIND, question),
        crossed=crossed,
    )
    return triangulation_matrix(bench, found)


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
