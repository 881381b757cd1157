"""The role-ordered matrix: what those in each role say, without averaging them (2014, ch. 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from models.vocabulary import EntryKind, StakeholderGroup
from qda.displays.axes import AxisKind
from qda.displays.kind import DisplayKind, DisplayQuestion, Family
from qda.displays.missing import Members
from qda.displays.tellers import teller_words
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import NEGATIVE, POSITIVE, Saying, Workbench
from qda.i18n import mark
from qda.jobs.progress import Progress
from qda.labels import label

_GROUPS = list(StakeholderGroup)


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Roles against dimensions; where people of one role disagree, the cell says who.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    columns, members = bench.columns, bench.members_on(bench.axis)
    marks = bench.marks(columns)
    heaps = [bench.grouped(bench.axis, bench.bearing(column)) for column in columns]
    bench.take([each for column in columns for each in bench.bearing(column)])
    group_of = {key.id: _group(bench, members[key]) for key in members}
    ordered = sorted(members, key=lambda key: (_place(group_of[key.id]), key.order))
    by_group = bench.axis.kind is AxisKind.ROLE
    rows = [
        Heading(
            key.id,
            key.label,
            group=_label(bench, group_of[key.id]) if by_group else "",
            size=bench.heading(key, members[key]).size,
        )
        for key in ordered
    ]
    cells = []
    for key in ordered:
        texts = bench.texts_of(members[key])
        cells.append(
            [
                _cell(bench, found)
                if (found := heaps[at].get(key.id))
                else bench.missing(marks.of(texts, at))
                for at in range(len(columns))
            ]
        )
    headings = [column.heading(question.language) for column in columns]
    return bench.matrix(bench.corner, rows, headings, cells, warnings=_lonely(bench, rows))


def _cell(bench: Workbench, sayings: Sequence[Saying]) -> Cell:
    split = _split(bench, sayings)
    return bench.cell(sayings, entries=() if split is None else (split,))


def _split(bench: Workbench, sayings: Sequence[Saying]) -> Entry | None:
    """What says that people of one role stand on both sides; None where they do not."""
    helping = [each for each in sayings if each.place.polarity in POSITIVE]
    hindering = [each for each in sayings if each.place.polarity in NEGATIVE]
    people = {each.informant for each in (*helping, *hindering)}
    if not helping or not hindering or len(people) < 2:
        return None
    words = bench.speech(
        "Disagreement within the role – support: {helping}; hindrance: {hindering}",
        helping=teller_words(bench, helping),
        hindering=teller_words(bench, hindering),
    )
    return Entry(
        EntryKind.JUDGEMENT,
        words,
        bench.take([*helping, *hindering]),
        rule=bench.speech(SPLIT_RULE),
    )


def _group(bench: Workbench, members: Members) -> StakeholderGroup | None:
    """The stakeholder group of a role: the one most of its people stand on."""
    counted: dict[StakeholderGroup, int] = defaultdict(int)
    for source, case in members:
        who = bench.voices.described(source, case)
        if who is not None and who.group is not None:
            counted[who.group] += 1
    return max(counted, key=lambda group: (counted[group], -_place(group)), default=None)


def _place(group: StakeholderGroup | None) -> int:
    return len(_GROUPS) if group is None else _GROUPS.index(group)


def _label(bench: Workbench, group: StakeholderGroup | None) -> str:
    return bench.speech("No stakeholder group") if group is None else label(group, bench.speech)


def _lonely(bench: Workbench, rows: Sequence[Heading]) -> tuple[str, ...]:
    """A sentence on the rows that rest on one informant alone."""
    alone = [row.label for row in rows if row.size == 1 and row.id != "none"]
    if not alone:
        return ()
    return (bench.speech("These rest on one informant alone: {names}.", names=", ".join(alone)),)


SPLIT_RULE = mark(
    "People of one role are not averaged: where at least one speaks of support and another of "
    "hindrance, the cell names both."
)

KIND = DisplayKind(
    id="role-ordered-matrix",
    name=mark("Role-ordered matrix"),
    family=Family.DESCRIBING,
    answers=mark("What do people in each role say about each dimension, and where do they differ?"),
    rule=SPLIT_RULE,
    empty=mark("Give the informants roles, and code some of their words first."),
    make=make,
    rows=(AxisKind.ROLE, AxisKind.GROUP),
)
