"""The thematic conceptual matrix: barriers, the efforts against them, by whom, with what result.

A display of Miles and Huberman (1994, ch. 5); the arrows between its columns are relations that a
researcher drew between codes or codings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from models.vocabulary import Missing, Polarity, RelationType
from qda.displays.factors import factors
from qda.displays.filling import filled
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.tellers import name_of
from qda.displays.ties import Ties
from qda.displays.values import Cell, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.retrieval.relations import RelationRow

_ON = (RelationType.RESULTS_IN, RelationType.LEADS_TO)
_COLUMNS = (
    ("barrier", mark("Barrier")),
    ("effort", mark("Effort")),
    ("actor", mark("Actor")),
    ("result", mark("Result")),
)


@dataclass(frozen=True, slots=True)
class _Barrier:
    """A row: a code as it hinders, or one passage, with the efforts that answer it."""

    heading: Heading
    sayings: tuple[Saying, ...]
    answers: tuple[RelationRow, ...]


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """A row for every barrier, with the efforts, actors and results linked to it.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    ties, speech = Ties(bench), bench.speech
    by_passage = KIND.choice(question, "each") == "passage"
    barriers = _passages(bench, ties) if by_passage else _codes(bench, ties)
    bench.take([saying for each in barriers for saying in each.sayings])
    cells = [_cells(bench, ties, each) for each in barriers]
    unanswered = sum(not each.answers for each in barriers)
    warnings = []
    if unanswered:
        warnings.append(
            speech.many(
                "{n} barrier has no effort linked to it.",
                "{n} barriers have no effort linked to them.",
                unanswered,
            )
        )
    headings = [Heading(id_, speech(name)) for id_, name in _COLUMNS]
    rows = [each.heading for each in barriers]
    return bench.matrix(speech("Barrier"), rows, headings, cells, warnings=warnings)


def _codes(bench: Workbench, ties: Ties) -> list[_Barrier]:
    """The codes that are told as barriers, and those an effort is linked to, in tree order."""
    language = bench.question.language
    told = factors(bench, bench.columns, (Polarity.INHIBITING,))
    sayings = {factor.code.id: factor.sayings for factor in told}
    linked = ties.codes_at_begin((RelationType.ANSWERED_BY,))
    made, taken = [], set[int]()
    for column in bench.columns:
        for code in column.codes:
            if code.id in taken or (code.id not in sayings and code.id not in linked):
                continue
            taken.add(code.id)
            bearing = [each for each in bench.bearing(column) if each.place.code_id == code.id]
            found = sayings.get(code.id) or tuple(bearing)
            heading = Heading(
                code.canonical_id,
                code.name(language),
                note=code.text("definition", language),
                group=column.code.name(language),
            )
            answers = ties.leading_from([code.id], bearing, (RelationType.ANSWERED_BY,))
            made.append(_Barrier(heading, found, answers))
    return made


def _passages(bench: Workbench, ties: Ties) -> list[_Barrier]:
    """Every passage told as a barrier, in the order of the dimensions and as it is read."""
    made, taken = [], set[str]()
    for column in bench.columns:
        told = [
            each
            for each in bench.bearing(column)
            if each.place.polarity in (Polarity.INHIBITING, Polarity.MIXED)
            or ties.leading_from((), [each], (RelationType.ANSWERED_BY,))
        ]
        bench.take(told)
        for saying in told:
            if saying.place.uuid in taken:
                continue
            taken.add(saying.place.uuid)
            (index,) = bench.take([saying])
            heading = Heading(
                f"coding:{saying.place.uuid}",
                bench.codes[saying.place.code_id].name(bench.question.language),
                note=f"{name_of(bench, saying)} ({bench.evidence(index).key})",
                group=column.code.name(bench.question.language),
            )
            answers = ties.leading_from((), [saying], (RelationType.ANSWERED_BY,))
            made.append(_Barrier(heading, (saying,), answers))
    return made


def _cells(bench: Workbench, ties: Ties, barrier: _Barrier) -> list[Cell]:
    speech, answers = bench.speech, barrier.answers
    told = (
        bench.cell(barrier.sayings)
        if barrier.sayings
        else bench.missing(Missing.NOT_ASKED, speech("no words are coded for it in these data"))
    )
    if not answers:
        none = bench.missing(Missing.NOT_ASKED, speech("no effort is linked to this barrier"))
        return [told, none, bench.missing(Missing.NOT_APPLICABLE), _results(bench, ties, barrier)]
    actors = ties.actors(answers)
    return [
        told,
        _ends(bench, ties, answers),
        filled(bench, (), actors)
        if actors
        else bench.missing(Missing.NOT_ASKED, speech("the relation names no actor")),
        _results(bench, ties, barrier),
    ]


def _results(bench: Workbench, ties: Ties, barrier: _Barrier) -> Cell:
    """What comes of the efforts; without one there is nothing that a result could be of."""
    if not barrier.answers:
        return bench.missing(Missing.NOT_APPLICABLE)
    results = ties.going_on(barrier.answers, _ON)
    if not results:
        return bench.missing(
            Missing.NOT_ASKED, bench.speech("no result is linked to these efforts")
        )
    return _ends(bench, ties, results)


def _ends(bench: Workbench, ties: Ties, found: Sequence[RelationRow]) -> Cell:
    entries = (*ties.ends(found), *ties.notes(found))
    return bench.cell(ties.sayings_at_end(found), quotes=0, entries=entries)


KIND = DisplayKind(
    id="thematic-matrix",
    name=mark("Thematic matrix: barriers, efforts, results"),
    older_name=mark("Thematic conceptual matrix"),
    family=Family.DESCRIBING,
    answers=mark("What is done about each barrier, by whom, and what comes of it?"),
    rule=mark(
        "A barrier is a code (or a passage) told as a hindrance, or one that an effort is linked "
        "to. Effort: what a relation “is answered by” leads to; actor: whom this relation names; "
        "result: what the effort results in or leads to. A barrier without an effort stays in the "
        "table and says so."
    ),
    empty=mark(
        "Say of some codings that they speak of hindrance, and link them to the efforts first."
    ),
    make=make,
    takes_level=False,
    choices=(
        Choice(
            "each",
            mark("A row for each"),
            (Option("code", mark("Code")), Option("passage", mark("Passage"))),
            default="code",
        ),
    ),
)
