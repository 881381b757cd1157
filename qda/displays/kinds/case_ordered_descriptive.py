"""The case-ordered descriptive meta-matrix (Miles, Huberman and Saldaña 2014, ch. 8)."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.case_order import CaseOrder
from qda.displays.case_table import case_table
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress

ORDER = Choice("order", mark("Ordered by (a code, or attribute:NAME)"))


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Cases in the order of a main variable, with what they say of the others.

    Raises:
        NoSuchColumns, NoSuchRows, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    order = CaseOrder(bench, KIND.choice(question, ORDER.name))
    return case_table(bench, order, bench.columns)


KIND = DisplayKind(
    id="case-ordered-descriptive",
    name=mark("Case-ordered descriptive meta-matrix"),
    family=Family.ORDERING,
    answers=mark("What goes with more or less of the main variable, case by case?"),
    rule=mark(
        "Cases stand in the order of the latest confirmed rating of one code, or of an attribute; "
        "the order is stated on the display. A cell shows the ratings of the case, each rater's "
        "latest confirmed one, and the best quotes. Counts are distinct informants."
    ),
    empty=mark("Describe informants as cases, rate a code for each of them, and code their words."),
    make=make,
    choices=(ORDER,),
)
