"""The conclusions with what they stand on, what speaks against them, and how they were tested."""

from __future__ import annotations

from sqlalchemy import Connection

from qda.concluding.tabling import conclusions_matrix
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Matrix
from qda.displays.workbench import Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every conclusion by research question and dimension, then what has none yet.

    Raises:
        UnknownFilter: it cannot be shown so.
        Cancelled: the listener of the progress stopped the work.
    """
    return conclusions_matrix(Workbench(connection, KIND, question, progress))


KIND = DisplayKind(
    id="conclusions-table",
    name=mark("Conclusions and their evidence"),
    older_name=mark("Conclusion drawing and verification"),
    family=Family.TRIANGULATING,
    answers=mark("What was concluded, on which evidence, and what speaks against it?"),
    rule=mark(
        "A conclusion rests on the codings behind its cells as they were last looked at. Against "
        "it speak contradicting cells, the opposite polarity under the same codes, findings of "
        "absence, those who were asked and are silent, and cases unlike the others."
    ),
    empty=mark("Keep a display first, and draw a conclusion from one of its cells."),
    make=make,
    takes_codes=False,
    takes_level=False,
)
