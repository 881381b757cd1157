"""Lays out cases in their order: the variable that orders them, then other codes beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.vocabulary import CodingState
from qda.displays.case_order import CaseOrder
from qda.displays.columns import Column
from qda.displays.missing import Members
from qda.displays.values import Cell, Matrix
from qda.displays.workbench import Saying, Workbench


def case_table(
    bench: Workbench,
    order: CaseOrder,
    columns: Sequence[Column],
    *,
    warnings: Sequence[str] = (),
) -> Matrix:
    """Cases as rows in their order; the column of the order comes first."""
    bench.take(each for column in columns for each in bench.bearing(column))
    shown = [column.code.id for column in columns]
    shown += [] if order.code is None else [order.code.code.id]
    order.ratings.prepare(shown, [person.id for person, _ in order.cases])
    said = [_by_case(bench, column) for column in columns]
    marks = bench.marks(columns)
    members: dict[int, Members] = defaultdict(dict)
    for text in sorted(bench.scope.texts):
        for case in bench.scope.voices_of(text):
            if case is not None:
                members[case][text, case] = None
    rows: list[list[Cell]] = []
    for person, place in order.cases:
        texts = bench.texts_of(members[person.id])
        cells = [
            order.cell(person, column, said[at].get(person.id, []))
            or bench.missing(marks.of(texts, at))
            for at, column in enumerate(columns)
        ]
        rows.append([place.cell, *cells])
    return bench.matrix(
        bench.speech("Case"),
        order.rows(),
        [order.heading, *(column.heading(bench.speech.language) for column in columns)],
        rows,
        facts=(order.fact,),
        warnings=(*warnings, *_told(bench, order, rows)),
    )


def _by_case(bench: Workbench, column: Column) -> dict[int, list[Saying]]:
    found: dict[int, list[Saying]] = defaultdict(list)
    for saying in bench.bearing(column):
        if saying.case is not None:
            found[saying.case].append(saying)
    return found


def _told(bench: Workbench, order: CaseOrder, rows: Sequence[Sequence[Cell]]) -> list[str]:
    """What to beware of: an order without ratings, cases left without one, proposals."""
    speech, found = bench.speech, []
    if not order.is_ordered:
        found.append(speech("No case has been rated: the cases stand in the order of their names."))
    elif order.code is not None and (unrated := order.unrated(order.code)):
        names = "; ".join(unrated)
        found.append(
            speech("Not rated for “{code}”: {cases}", code=order.heading.label, cases=names)
        )
    entries = [entry for row in rows for cell in row for entry in cell.entries]
    waiting = sum(
        entry.value is not None and entry.state is CodingState.PROPOSED for entry in entries
    )
    if waiting:
        found.append(
            speech.many("{n} rating is only proposed.", "{n} ratings are only proposed.", waiting)
        )
    return found
