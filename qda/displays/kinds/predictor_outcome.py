"""The case-ordered predictor-outcome matrix (Miles, Huberman and Saldaña 2014, ch. 10)."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.case_order import CaseOrder
from qda.displays.case_table import case_table
from qda.displays.columns import Column, columns_for
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress

OUTCOME = Choice("outcome", mark("Outcome (a code)"))


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Cases in the order of an outcome, with the ratings of what may predict it.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    order = CaseOrder(bench, KIND.choice(question, OUTCOME.name))
    predictors = _predictors(bench, order)
    return case_table(bench, order, predictors, warnings=_warnings(bench, order, predictors))


def _predictors(bench: Workbench, order: CaseOrder) -> tuple[Column, ...]:
    """The codes asked for; else the other codes of the outcome's theory, at the level asked."""
    columns = bench.columns
    outcome = order.code
    if outcome is None:
        return columns
    if not bench.question.columns and outcome.framework is not None:
        columns = columns_for(
            bench.connection, (outcome.framework.name,), level=bench.question.level
        )
    return tuple(column for column in columns if column.code.id != outcome.code.id)


def _warnings(bench: Workbench, order: CaseOrder, predictors: tuple[Column, ...]) -> list[str]:
    """Codes that were not rated by one rule for all cases, or not rated for all of them."""
    speech, found = bench.speech, []
    codes = predictors if order.code is None else (order.code, *predictors)
    for column in codes:
        name = column.code.name(speech.language)
        if not order.has_one_rule(column):
            found.append(speech("Ratings of “{code}” follow different rules or scales.", code=name))
    partly = [
        column.code.name(speech.language)
        for column in predictors
        if 0 < len(order.unrated(column)) < len(order.cases)
    ]
    if partly:
        found.append(speech("Rated for some cases only: {codes}", codes="; ".join(partly)))
    return found


KIND = DisplayKind(
    id="predictor-outcome",
    name=mark("Case-ordered predictor-outcome matrix"),
    family=Family.PREDICTING,
    answers=mark("Which predictors go with a high outcome, and which with a low one?"),
    rule=mark(
        "Cases stand in the order of the latest confirmed rating of the outcome, highest first. "
        "Predictors are rated by the same rule for all cases; where rules or scales differ, the "
        "display says so. A cell shows each rater's latest confirmed rating and the best quotes. "
        "Counts are distinct informants."
    ),
    empty=mark("Rate the outcome and its predictors for each case first."),
    make=make,
    choices=(OUTCOME,),
)
