"""The conceptually clustered matrix as a kind of display."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.displays.axes import AxisKind, RowAxis
from qda.displays.clustered_matrix import KIND as ID
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.quoting import RULE
from qda.displays.values import Matrix
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.retrieval.filter_language import parse_filter


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Informants or groups against a theory's dimensions, with quotes in every cell.

    Raises:
        NothingToShow, NoSuchColumns, NoSuchRows, UnknownFilter: it cannot be shown so.
    """
    return clustered_matrix(
        connection,
        MatrixQuestion(
            rows=question.rows or RowAxis(AxisKind.GROUP),
            columns=columns_for(connection, question.columns, level=question.level),
            language=question.language,
            analyst=question.analyst,
            wanted=parse_filter(connection, question.filter),
            quotes=question.quotes,
            title=question.title,
            asked=question.question,
            made_at=question.made_at,
        ),
        progress,
    )


KIND = DisplayKind(
    id=ID,
    name=mark("Conceptually clustered matrix"),
    family=Family.DESCRIBING,
    answers=mark("What do the informants, groups or sources say about each dimension?"),
    rule=RULE,
    empty=mark("Code some words with the codes of a framework first."),
    make=make,
    rows=(
        AxisKind.GROUP,
        AxisKind.CASE,
        AxisKind.ROLE,
        AxisKind.SOURCE,
        AxisKind.TECHNIQUE,
        AxisKind.ATTRIBUTE,
    ),
)
