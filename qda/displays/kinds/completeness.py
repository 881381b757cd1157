"""The completeness table: which themes all groups of sources speak of, and which only one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from models.vocabulary import CodingState, EntryKind
from qda.displays.axes import RowAxis
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress
from qda.triangulation.modes import Mode
from qda.triangulation.protocol import Standing
from qda.triangulation.reading import Triangulation, TriRow, triangulation
from qda.triangulation.tabling import (
    GROUPS_CHOICE,
    MODE_CHOICE,
    PERIOD_CHOICE,
    behind,
    group_cell,
    group_headings,
    missing_legend,
    period_of,
    row_heading,
    take_all,
)
from qda.triangulation.wording import legend

COVERAGE = "coverage"
"""The id of the last column."""

_MODES = replace(
    MODE_CHOICE,
    options=tuple(each for each in MODE_CHOICE.options if each.value != Mode.THEORY),
)


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every theme with the groups that speak of it.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    found = triangulation(
        bench,
        Mode(KIND.choice(question, "mode")),
        axis=RowAxis.parse(KIND.choice(question, "groups")),
        period=period_of(KIND, question),
    )
    take_all(bench, found)
    speech = bench.speech
    cells = [
        (*(group_cell(bench, cell) for cell in row.cells), _coverage(bench, found, row))
        for row in found.rows
    ]
    return bench.matrix(
        speech("Theme"),
        [row_heading(row) for row in found.rows],
        [*group_headings(bench, found), Heading(COVERAGE, speech("Who speaks of it"))],
        cells,
        facts=(Fact(speech("Themes"), _summary(found, speech)),),
        legend=(*legend(speech), *missing_legend(speech)),
    )


def speaking(found: Triangulation, row: TriRow) -> tuple[str, ...]:
    """The names of the groups that speak of a theme."""
    return tuple(
        key.label
        for key, cell in zip(found.groups, row.cells, strict=True)
        if cell.voice.standing is Standing.SPEAKS
    )


def _coverage(bench: Workbench, found: Triangulation, row: TriRow) -> Cell:
    """Nobody, only one group, some, or all."""
    speech, names = bench.speech, speaking(found, row)
    entry = Entry(
        EntryKind.SUMMARY,
        _words(speech, names, len(found.groups)),
        value=float(len(names)),
    )
    proposed = sum(bench.evidence(at).state is CodingState.PROPOSED for at in behind(bench, row))
    return Cell((entry,), proposed=proposed, evidence=behind(bench, row))


def _words(speech: Speech, names: Sequence[str], groups: int) -> str:
    if not names:
        return speech("Nobody: a silent code")
    if len(names) == 1:
        return speech("Only: {group}", group=names[0])
    if len(names) == groups:
        return speech("All groups")
    return speech(
        "{n} of {groups}: {names}",
        n=speech.number(len(names)),
        groups=speech.number(groups),
        names=", ".join(names),
    )


def _summary(found: Triangulation, speech: Speech) -> str:
    counts = [len(speaking(found, row)) for row in found.rows]
    # With a single group, whoever speaks alone is everybody.
    all_ = sum(count == len(found.groups) > 1 for count in counts)
    return speech(
        "{rows} themes: all groups speak of {all}, some of {some}, one alone of {one}, nobody of "
        "{none}",
        all=speech.number(all_),
        some=speech.number(len(counts) - all_ - counts.count(1) - counts.count(0)),
        one=speech.number(counts.count(1)),
        none=speech.number(counts.count(0)),
        rows=speech.number(len(counts)),
    )


KIND = DisplayKind(
    id="completeness",
    name=mark("Completeness table"),
    family=Family.TRIANGULATING,
    answers=mark("Which themes do all groups speak of, which only one, and which nobody?"),
    rule=mark(
        "A group speaks of a theme where one of its informants bears a coding of it. One who was "
        "asked and bears none is silent; who was not asked is not."
    ),
    empty=mark("Code the words of at least two groups of sources first."),
    make=make,
    choices=(_MODES, GROUPS_CHOICE, PERIOD_CHOICE),
)
