"""Puts together what is known of each conclusion."""

from __future__ import annotations

from collections import Counter as Counted
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from models.vocabulary import CodingState
from qda.concluding.against import Against, techniques_of
from qda.concluding.ordering import outline, placed_named
from qda.concluding.reasons import reasons_for
from qda.concluding.standing import KeptCells, records_once
from qda.concluding.values import Behind, Concluded, Outline, Placed, StoodCell, Tried
from qda.displays.kind import DisplayQuestion
from qda.displays.registry import kind_named
from qda.displays.workbench import Saying, Workbench
from qda.jobs.progress import Progress, Silent
from qda.sheets.answers import AnswerRow, answers_about
from qda.sheets.items import Sheet
from qda.sheets.tactics import TACTICS

KIND = "conclusions-table"
"""The kind of display that shows conclusions with all that bears on them."""

Chosen = Callable[[Placed], bool]
"""Tells which conclusions are meant."""


def bench_for(
    connection: Connection,
    language: str,
    analyst: str,
    progress: Progress = Silent(),  # noqa: B008 - without state
) -> Workbench:
    """A bench that sees all codings of the study."""
    return Workbench(
        connection, kind_named(KIND), DisplayQuestion(KIND, language, analyst), progress
    )


def concluded(
    bench: Workbench, found: Outline, chosen: Chosen = lambda _: True
) -> tuple[Concluded, ...]:
    """What is known of conclusions, in their order; of all of them, or of those chosen.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    cells = KeptCells(
        bench.connection,
        language=bench.question.language,
        analyst=bench.question.analyst,
        progress=bench.progress,
    )
    looking = Against(bench)
    answered = answers_about(bench.connection, Sheet.TACTICS)
    placed = [each for each in found.placed if chosen(each)]
    made = []
    for done, each in enumerate(placed):
        bench.progress.report(done, len(placed), bench.speech("Looking at the conclusions"))
        stood = cells.of(each.row.cells)
        made.append(_concluded(bench, looking, each, stood, answered.get(each.row.uuid, {})))
    return tuple(made)


def conclusion_named(bench: Workbench, name: str) -> Concluded:
    """What is known of the conclusion with a UUID or row id.

    Raises:
        NotThere: there is none.
        Cancelled: the listener of the progress stopped the work.
    """
    found = outline(bench.connection, bench.speech)
    wanted = placed_named(found, name)
    return concluded(bench, found, lambda each: each is wanted)[0]


def _concluded(
    bench: Workbench,
    looking: Against,
    placed: Placed,
    cells: Sequence[StoodCell],
    answered: Mapping[str, AnswerRow],
) -> Concluded:
    bearing = [cell for cell in cells if not cell.contradicts]
    behind = _behind(bench, looking.sayings_of(bearing), bearing)
    against, looked = looking.look(placed.row, cells)
    tried = tuple(Tried(tactic, answered.get(tactic.id)) for tactic in TACTICS)
    made = Concluded(placed, tuple(cells), behind, against, looked, (), tried)
    return replace(made, reasons=reasons_for(bench.speech, made))


def _behind(bench: Workbench, sayings: Sequence[Saying], cells: Sequence[StoodCell]) -> Behind:
    evidence = tuple(bench.evidence(index) for index in bench.take(sayings))
    by_source = Counted(each.source_id for each in evidence)
    return Behind(
        evidence=evidence,
        records=records_once(cells),
        informants=len({each.informant for each in sayings}),
        sources=len(by_source),
        techniques=techniques_of(bench, sayings),
        largest=max(by_source.values()) / len(evidence) if evidence else 0.0,
        proposed=sum(each.state is CodingState.PROPOSED for each in evidence),
    )
