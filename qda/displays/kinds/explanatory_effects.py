"""The explanatory effects matrix: who gave and felt a factor, its effects, and why they came."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from models.vocabulary import MemoKind, Missing, RelationType
from qda.displays.columns import Column
from qda.displays.filling import counted, filled
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.noted import Notes
from qda.displays.tellers import teller_words
from qda.displays.ties import Ties
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.retrieval.relations import RelationRow

_SHORT = (RelationType.RESULTS_IN, RelationType.INFLUENCES)
_LONG = (RelationType.LEADS_TO,)
_WHY = (RelationType.EXPLAINS,)
_COLUMNS = (
    ("factor", mark("As it is told")),
    ("gave", mark("Who gave it")),
    ("felt", mark("Who felt it")),
    ("short-run", mark("Short-run effect")),
    ("longer-run", mark("Longer-run consequence")),
    ("explanation", mark("Explanation (analyst's)")),
)


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """A row for every factor of which something is said or to which an effect is linked.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    page, speech = _Page(bench), bench.speech
    shown = [
        column
        for column in bench.columns
        if bench.bearing(column) or page.effects(column, bench.bearing(column))
    ]
    bench.take([saying for column in shown for saying in bench.bearing(column)])
    headings = [
        Heading(id_, speech(name), group=speech("Analyst") if id_ == "explanation" else "")
        for id_, name in _COLUMNS
    ]
    rows = [column.heading(question.language) for column in shown]
    cells = [page.cells(column) for column in shown]
    return bench.matrix(speech("Factor"), rows, headings, cells)


class _Page:
    """Fills the row of a factor."""

    def __init__(self, bench: Workbench) -> None:
        self._bench, self._ties, self._notes = bench, Ties(bench), Notes(bench)

    def effects(self, column: Column, sayings: Sequence[Saying]) -> tuple[RelationRow, ...]:
        """The relations that lead from a factor to its effects, at once or later."""
        codes = [code.id for code in column.codes]
        return self._ties.leading_from(codes, sayings, (*_SHORT, *_LONG))

    def cells(self, column: Column) -> list[Cell]:
        """The fields of one factor."""
        bench, speech = self._bench, self._bench.speech
        sayings = bench.bearing(column)
        found = self.effects(column, sayings)
        short = [tie for tie in found if tie.type in _SHORT]
        later = [tie for tie in found if tie.type in _LONG]
        later += self._ties.going_on(short, (*_LONG, *_SHORT))
        later = list({tie.uuid: tie for tie in later}.values())
        actors = self._ties.actors(found)
        nobody = bench.missing(Missing.NOT_ASKED, speech("no words are coded for it in these data"))
        return [
            bench.cell(sayings) if sayings else nobody,
            filled(bench, (), actors)
            if actors
            else bench.missing(Missing.NOT_ASKED, speech("no relation names an actor")),
            counted(
                bench,
                sayings,
                len({each.informant for each in sayings}),
                teller_words(bench, sayings),
            )
            if sayings
            else nobody,
            self._ends(short, speech("no short-run effect is linked to it")),
            self._ends(later, speech("no longer-run consequence is linked to it")),
            self._explanation(column, sayings, (*found, *later)),
        ]

    def _ends(self, ties: Sequence[RelationRow], nothing: str) -> Cell:
        if not ties:
            return self._bench.missing(Missing.NOT_ASKED, nothing)
        return self._ties.end_cell(ties)

    def _explanation(
        self, column: Column, sayings: Sequence[Saying], ties: Sequence[RelationRow]
    ) -> Cell:
        """The analyst's own reading, kept apart from what informants say."""
        codes = [code.id for code in column.codes]
        why = self._ties.arriving_at(codes, sayings, _WHY)
        unique = {tie.uuid: tie for tie in ties}.values()
        memos = self._notes.on(
            (code.uuid for code in column.codes), (MemoKind.ANALYTIC, MemoKind.THEORY_FIT)
        )
        entries: list[Entry] = [
            *self._ties.notes(unique),
            *self._ties.begins(why),
            *self._notes.entries(memos),
        ]
        if not entries:
            words = self._bench.speech("no explanation yet: write your own here")
            return self._bench.missing(Missing.PENDING, words)
        behind = self._ties.sayings_at_begin(why)
        return filled(self._bench, behind, entries)


KIND = DisplayKind(
    id="explanatory-effects",
    name=mark("Explanatory effects matrix"),
    family=Family.EXPLORING,
    answers=mark("What did each factor bring about, at once and later, and why?"),
    rule=mark(
        "Short-run effects are what a factor is related to as resulting in or influencing; "
        "longer-run consequences are what these lead on to. Explanations are the analyst's: notes "
        "on relations, relations that explain, and memos on the code; they stand in a column of "
        "their own."
    ),
    empty=mark("Code some words, and relate factors to their effects first."),
    make=make,
)
