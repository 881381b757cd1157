"""The case dynamics matrix: what set problems in motion, and what became of them (M&H, ch. 9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from models.vocabulary import EntryKind, MemoKind, Missing, RelationType
from qda.displays.columns import Column
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.noted import Notes
from qda.displays.ties import Ties
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.retrieval.relations import RelationRow

_SETS_OFF: Final = (RelationType.RESULTS_IN, RelationType.LEADS_TO, RelationType.INFLUENCES)
_HANDLED: Final = (RelationType.ANSWERED_BY,)
_ENDS_IN: Final = (RelationType.RESULTS_IN, RelationType.LEADS_TO)
_INFERRED: Final = (MemoKind.ANALYTIC, MemoKind.THEORY_FIT)

_COLUMNS: Final = (
    ("force", mark("Force or issue")),
    ("problem", mark("Problems set in motion")),
    ("handled", mark("How they were handled")),
    ("resolution", mark("What came of it")),
    ("inference", mark("Inference of the researcher")),
)


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Each force with the problems it set in motion, how they were handled, and the outcome.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    return _Maker(Workbench(connection, KIND, question, progress)).made()


class _Maker:
    """Makes one matrix."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._speech = bench.speech
        self._ties = Ties(bench)
        self._notes = Notes(bench)
        self._marks = bench.marks(bench.columns)
        self._texts = bench.texts_of(
            {
                (text, case): None
                for text in sorted(bench.scope.texts)
                for case in bench.scope.voices_of(text)
            }
        )

    def made(self) -> Matrix:
        """The whole matrix."""
        bench = self._bench
        bench.take(each for column in bench.columns for each in bench.bearing(column))
        rows: list[Heading] = []
        cells: list[list[Cell]] = []
        for at, column in enumerate(bench.columns):
            sayings = bench.bearing(column)
            problems = self._from(column, sayings, _SETS_OFF)
            handled = self._from(column, sayings, _HANDLED)
            handled = _joined(handled, self._ties.going_on(problems, _HANDLED))
            if not (sayings or problems or handled or bench.question.columns):
                continue
            rows.append(column.heading(bench.question.language))
            cells.append(
                [
                    bench.cell(sayings) if sayings else self._unsaid(at),
                    self._cell(problems, mark("Nothing is recorded that it set in motion.")),
                    self._cell(handled, mark("Nothing is recorded of how it was handled.")),
                    self._resolved(handled),
                    self._inferred(column, (*problems, *handled)),
                ]
            )
        return bench.matrix(
            self._speech("Code"),
            rows,
            [Heading(id_, self._speech(words)) for id_, words in _COLUMNS],
            cells,
        )

    def _from(
        self, column: Column, sayings: Sequence[Saying], types: Sequence[RelationType]
    ) -> tuple[RelationRow, ...]:
        """The relations that begin at a code, or at its codings, and lead out of it."""
        inside = {code.id for code in column.codes}
        found = self._ties.leading_from(inside, sayings, types)
        return tuple(tie for tie in found if tie.to_end.code_id not in inside)

    def _unsaid(self, at: int) -> Cell:
        return self._bench.missing(self._marks.of(self._texts, at))

    def _cell(self, ties: Sequence[RelationRow], nothing: str) -> Cell:
        if not ties:
            return self._bench.missing(Missing.NOT_ASKED, self._speech(nothing))
        return self._ties.end_cell(ties)

    def _resolved(self, handled: Sequence[RelationRow]) -> Cell:
        if not handled:
            words = self._speech("What was not handled has no resolution.")
            return self._bench.missing(Missing.NOT_APPLICABLE, words)
        found = self._ties.going_on(handled, _ENDS_IN)
        return self._cell(found, mark("Nothing is recorded of what came of it."))

    def _inferred(self, column: Column, ties: Sequence[RelationRow]) -> Cell:
        """What researchers wrote of it: notes on the relations, memos on the code."""
        memos = self._notes.on([code.uuid for code in column.codes], _INFERRED)
        entries: tuple[Entry, ...] = (
            *self._ties.notes(ties),
            *self._notes.entries(memos, EntryKind.JUDGEMENT),
        )
        if not entries:
            words = self._speech("Write what you infer: in a memo on the code, or a note.")
            return self._bench.missing(Missing.PENDING, words)
        behind = tuple(dict.fromkeys(at for entry in entries for at in entry.records))
        return Cell(entries, records=behind)


def _joined(first: Sequence[RelationRow], second: Sequence[RelationRow]) -> tuple[RelationRow, ...]:
    return tuple({tie.uuid: tie for tie in (*first, *second)}.values())


KIND = DisplayKind(
    id="case-dynamics",
    name=mark("Case dynamics matrix"),
    family=Family.EXPLAINING,
    answers=mark("Which problems did each force set in motion, and how were they resolved?"),
    rule=mark(
        "A problem is what a recorded relation says that a force results in, leads to or "
        "influences; handled is what the force or the problem was answered by; what came of it is "
        "what that results in or leads to. The last column holds the researcher's own inference: "
        "notes on the relations and memos on the code, never words of informants."
    ),
    empty=mark("Code some words, and relate what is coded to what came of it."),
    make=make,
)
