"""The table of source dependence: how far each theme rests on one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from models.vocabulary import EntryKind
from qda.displays.columns import Column
from qda.displays.kind import Choice, DisplayKind, DisplayQuestion, Family, Option
from qda.displays.plain_words import words_cell
from qda.displays.values import Cell, Entry, Heading, Matrix
from qda.displays.workbench import Saying, Workbench
from qda.i18n import Speech, mark
from qda.jobs.progress import Progress
from qda.triangulation.citations import citations
from qda.triangulation.dependence import Dependence, dependence

SOURCES, SEGMENTS, LARGEST, SHARE, INDEX, VERDICT = (
    "sources", "segments", "largest", "share", "index", "verdict",
)  # fmt: skip
"""The ids of the columns."""


@dataclass(frozen=True, slots=True)
class _Theme:
    """A theme with its sayings by what they rest on."""

    column: Column
    resting: Mapping[str, list[Saying]]
    found: Dependence


def make(connection: Connection, question: DisplayQuestion, progress: Progress) -> Matrix:
    """Every theme with the number of its sources, the largest one and its share.

    Raises:
        NoSuchColumns, UnknownFilter: it cannot be shown so.
    """
    bench = Workbench(connection, KIND, question, progress)
    by = KIND.choice(question, "by")
    bench.take(each for column in bench.columns for each in bench.bearing(column))
    themes = [_theme(bench, column, by) for column in bench.columns]
    speech = bench.speech
    dependent = [
        each.column.code.name(question.language) for each in themes if each.found.is_dependent
    ]
    warnings = []
    if dependent:
        warnings.append(
            speech.many(
                "{n} theme rests on one source, or for more than 60% on one: {themes}.",
                "{n} themes rest on one source, or for more than 60% on one: {themes}.",
                len(dependent),
                themes=", ".join(dependent),
            )
        )
    return bench.matrix(
        speech("Theme"),
        [each.column.heading(question.language) for each in themes],
        _headings(speech),
        [_cells(bench, each) for each in themes],
        warnings=warnings,
    )


def _headings(speech: Speech) -> tuple[Heading, ...]:
    return (
        Heading(SOURCES, speech("Sources")),
        Heading(SEGMENTS, speech("Segments")),
        Heading(LARGEST, speech("Largest source")),
        Heading(SHARE, speech("Its share")),
        Heading(INDEX, speech("Herfindahl index")),
        Heading(VERDICT, speech("Verdict")),
    )


def _theme(bench: Workbench, column: Column, by: str) -> _Theme:
    resting: dict[str, list[Saying]] = defaultdict(list)
    for saying in bench.bearing(column):
        for what in _rests_on(bench, saying, by):
            resting[what].append(saying)
    counts = {what: len({each.place.segment_id for each in said}) for what, said in resting.items()}
    return _Theme(column, resting, dependence(counts))


def _rests_on(bench: Workbench, saying: Saying, by: str) -> Iterable[str]:
    """What a saying rests on: its text or table, its speaker, or the works that it cites."""
    unit = bench.voices.units[saying.place.source_id]
    group = bench.voices.groups.get(unit.collection_id) if unit.collection_id is not None else None
    text = f"{unit.key} · {unit.title}" if group is None else f"{group.key} · {group.title}"
    if by == "case":
        if saying.case is None:
            return (text,)
        return (bench.voices.people[saying.case].name,)
    if by == "citation":
        (at,) = bench.take([saying])
        cited = [each.words for each in citations(bench.evidence(at).quote)]
        return cited or (text,)
    return (text,)


def _cells(bench: Workbench, theme: _Theme) -> tuple[Cell, ...]:
    speech, found = bench.speech, theme.found
    if found.share is None or found.index is None:
        return tuple(words_cell(speech("no codings")) for _ in range(6))
    everything = [each for said in theme.resting.values() for each in said]
    behind = tuple(sorted(bench.take(everything)))
    largest = theme.resting[str(found.largest)]
    one = found.sources == 1
    if found.is_dependent:
        words = speech("rests on one source") if one else speech("depends on one source")
    else:
        words = speech("several sources")
    return (
        _count(speech, found.sources),
        _count(speech, found.segments),
        bench.cell(largest, entries=(Entry(EntryKind.SUMMARY, str(found.largest)),)),
        _figure(speech.number(float(found.share) * 100, 1) + " %", float(found.share)),
        _figure(speech.number(float(found.index), 3), float(found.index)),
        Cell((Entry(EntryKind.JUDGEMENT, words),), evidence=behind),
    )


def _count(speech: Speech, value: int) -> Cell:
    return _figure(speech.number(value), float(value))


def _figure(words: str, value: float) -> Cell:
    return Cell((Entry(EntryKind.COUNT, words, value=value),))


KIND = DisplayKind(
    id="source-dependence",
    name=mark("Table of source dependence"),
    family=Family.TRIANGULATING,
    answers=mark("Does a theme rest on several sources, or on one alone?"),
    rule=mark(
        "Share: the part of a theme's segments that stand in its largest source. Herfindahl index: "
        "the sum of the squared shares. A theme depends on one source where it has no other, or "
        "where the largest share is more than 0.6. A table of reviews is one source; a passage "
        "that cites several works counts for each."
    ),
    empty=mark("Code some words with the codes of a framework first."),
    make=make,
    choices=(
        Choice(
            "by",
            mark("What counts as a source"),
            (
                Option("source", mark("The text")),
                Option("case", mark("Who speaks")),
                Option("citation", mark("The works that a passage cites")),
            ),
            "source",
        ),
    ),
)
