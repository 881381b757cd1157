"""The table of supporting and inhibiting factors: who says so, with what effort, in which rank."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from models.vocabulary import EntryKind, Missing, Polarity, RelationType, TimeFrame
from qda.displays.factors import Factor, factors
from qda.displays.filling import counted, filled, stated
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.tellers import groups_behind, listed, techniques_behind, teller_words
from qda.displays.ties import Ties
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress
from qda.labels import label

_COLUMNS = (
    ("dimension", mark("Dimension")),
    ("polarity", mark("Polarity")),
    ("sources", mark("Sources that say so")),
    ("groups", mark("Stakeholder groups")),
    ("techniques", mark("Techniques")),
    ("time", mark("Time")),
    ("quote", mark("Quote")),
    ("effort", mark("Effort")),
    ("rank", mark("Rank by the rule")),
    ("own-rank", mark("Researcher's rank")),
)

_SIDES = {
    "both": (Polarity.SUPPORTING, Polarity.INHIBITING),
    "supporting": (Polarity.SUPPORTING,),
    "inhibiting": (Polarity.INHIBITING,),
}


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """A row for every factor, those that support first, each side by rank.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    ties, speech = Ties(bench), bench.speech
    found = factors(bench, bench.columns, _SIDES[KIND.choice(question, "side")])
    bench.take([saying for factor in found for saying in factor.sayings])
    rows = [
        Heading(
            factor.id,
            factor.code.name(question.language),
            note=factor.code.text("definition", question.language),
            group=side_words(factor.side, speech),
        )
        for factor in found
    ]
    cells = [_cells(bench, ties, factor) for factor in found]
    headings = [Heading(id_, speech(name)) for id_, name in _COLUMNS]
    return bench.matrix(speech("Factor"), rows, headings, cells)


def side_words(side: Polarity, speech: Speech) -> str:
    """Supporting or inhibiting factors, as the heading of a side."""
    if side is Polarity.SUPPORTING:
        return speech("Supporting factors")
    return speech("Inhibiting factors")


def _cells(bench: Workbench, ties: Ties, factor: Factor) -> list[Cell]:
    speech, sayings = bench.speech, factor.sayings
    groups = groups_behind(bench, sayings)
    rank = Entry(
        EntryKind.RATING,
        speech.number(factor.rank),
        rule=speech(KIND.rule),
        value=float(factor.rank),
    )
    return [
        stated(bench, sayings, factor.column.code.name(bench.question.language)),
        stated(bench, sayings, label(factor.side, speech)),
        counted(bench, sayings, factor.sources, teller_words(bench, sayings, counted=True)),
        counted(bench, sayings, factor.groups, listed(bench, groups))
        if groups
        else bench.missing(
            Missing.NOT_APPLICABLE, speech("nobody here belongs to a stakeholder group")
        ),
        stated(bench, sayings, listed(bench, techniques_behind(bench, sayings))),
        _time(bench, sayings),
        bench.cell(sayings),
        _effort(bench, ties, factor),
        filled(bench, sayings, [rank]),
        bench.missing(Missing.PENDING, speech("not ranked yet: write your own rank here")),
    ]


def _time(bench: Workbench, sayings: Sequence[Saying]) -> Cell:
    """When it holds: a hindrance that may come is another one than that of today."""
    entries = []
    for frame in TimeFrame:
        told = [each for each in sayings if each.place.time is frame]
        if told:
            people = len({each.informant for each in told})
            words = f"{label(frame, bench.speech)} ({bench.speech.number(people)})"
            entries.append(Entry(EntryKind.COUNT, words, value=float(people)))
    if not entries:
        return bench.missing(
            Missing.NOT_APPLICABLE, bench.speech("no coding says for which time it holds")
        )
    return filled(bench, [each for each in sayings if each.place.time], entries)


def _effort(bench: Workbench, ties: Ties, factor: Factor) -> Cell:
    if factor.side is Polarity.SUPPORTING:
        return bench.missing(Missing.NOT_APPLICABLE)
    answers = ties.leading_from([factor.code.id], factor.sayings, (RelationType.ANSWERED_BY,))
    if not answers:
        return bench.missing(Missing.NOT_ASKED, bench.speech("no effort is linked to this barrier"))
    entries = [*ties.ends(answers), *ties.actors(answers)]
    return bench.cell(ties.sayings_at_end(answers), quotes=0, entries=entries)


KIND = DisplayKind(
    id="factor-table",
    name=mark("Table of supporting and inhibiting factors"),
    family=Family.EXPLAINING,
    answers=mark("What helps, what hinders, how many say so, and what is done about it?"),
    rule=mark(
        "A factor is a code with one side of its polarity; mixed words count on both sides. "
        "Sources are counted, not mentions: distinct informants, and documents that stand for "
        "themselves. Rank: by sources, then by stakeholder groups; equal ones share a rank."
    ),
    empty=mark("Say of some codings whether they speak of support or of hindrance first."),
    make=make,
    takes_level=False,
    choices=(
        Choice(
            "side",
            mark("Side"),
            (
                Option("both", mark("Both")),
                Option("supporting", mark("Supporting")),
                Option("inhibiting", mark("Inhibiting")),
            ),
            default="both",
        ),
    ),
)
