"""How often codes occur in each group: distinct people first, texts and segments beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from qda.displays.columns import Column
from qda.i18n import Speech
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent
from qda.numbers.coded import Bearers, Coded, coded, distinct, spread, unique
from qda.numbers.grouping import grouping_label
from qda.numbers.population import SELF_SELECTED, Population, in_each_group, population
from qda.numbers.question import NumberQuestion
from qda.retrieval.rows import StudyRow
from qda.retrieval.studies import study_row
from qda.statistics.cautions import Caution

FEW_PEOPLE: Final = 30
"""Respondents below whom a group's share is told with a caution."""

_SILENT: Final = Silent()
_READING: Final = 2
"""Steps before the first code is counted: texts and people, then codings."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group and what it holds: `units` are texts with words, `respondents` distinct people."""

    id: str
    label: str
    units: int
    respondents: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How much bears a code: people, texts and segments confirmed; codings only proposed."""

    respondents: int
    units: int
    segments: int
    proposed: int


@dataclass(frozen=True, slots=True)
class CodeTally:
    """A code's tallies: over all, and in each group."""

    code: str
    name: str
    total: Tally
    by_group: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Codes against groups, with what each is counted over.

    `total` is everything once: a person with texts in two groups is one person there.
    """

    by: str
    groups: tuple[Group, ...]
    total: Group
    codes: tuple[CodeTally, ...]
    cautions: tuple[Caution, ...]
    study: StudyRow
    question: NumberQuestion

    def share(self, code: int, group: int) -> float | None:
        """The share of the people of a group who bear a code; None in an empty group."""
        whole = self.groups[group].respondents
        return self.codes[code].by_group[group].respondents / whole if whole else None


@dataclass(frozen=True, slots=True)
class Counting:
    """One reading of the study: who there is and what bears which code."""

    by: str
    population: Population
    coded: Coded
    study: StudyRow


def counting(
    connection: Connection,
    question: NumberQuestion,
    *,
    value: str = "",
    progress: Progress = _SILENT,
) -> Counting:
    """Read whom a question asks about and what bears its codes.

    Raises:
        NoSuchRows: the study has no such attribute.
        Cancelled: the progress said so.
    """
    speech, steps = Speech(question.language), _READING + len(question.codes)
    with collector_paused():
        progress.report(0, steps, speech("reading texts and people"))
        label = grouping_label(connection, question.by, speech)
        among = population(connection, question.wanted, question.by, speech, value=value)
        progress.report(1, steps, speech("reading codings"))
        found = coded(connection, question.codes, question.wanted, among)
        among = _without_empty_groups(among, found)
    return Counting(label, among, found, study_row(connection))


def told(
    question: NumberQuestion, read: Counting, progress: Progress
) -> Iterator[tuple[Column, Bearers]]:
    """Every code of a question with what bears it, telling before each how far the count is."""
    steps = _READING + len(question.codes)
    for nth, (column, bearers) in enumerate(zip(question.codes, read.coded.bearers, strict=True)):
        progress.report(_READING + nth, steps, column.code.name(question.language))
        yield column, bearers


def _without_empty_groups(among: Population, found: Coded) -> Population:
    """The population without groups that only stretches would have, had they borne a code."""
    import numpy as np

    voices = among.voices
    groups = voices.groups[found.counted]
    used = unique(in_each_group(among, groups, groups)[0])
    if len(used) == len(among.groups):
        return among
    place = np.zeros(len(among.groups), dtype=np.int64)
    place[used] = np.arange(len(used))
    kept = set(used.tolist())
    return replace(
        among,
        voices=voices if among.parts else replace(voices, groups=place[voices.groups]),
        parts=tuple(
            tuple(int(place[each]) for each in inside if each in kept) for inside in among.parts
        ),
        groups=tuple(among.groups[nth] for nth in used.tolist()),
    )


def frequencies(
    connection: Connection, question: NumberQuestion, *, progress: Progress = _SILENT
) -> Frequencies:
    """The tallies of codes by a grouping.

    Raises:
        NoSuchRows: the study has no such attribute.
        Cancelled: the progress said so.
    """
    read = counting(connection, question, progress=progress)
    with collector_paused():
        groups = group_sizes(read)
        small = any(each.respondents < FEW_PEOPLE for each in groups) and bool(read.by)
        return Frequencies(
            by=read.by,
            groups=groups,
            total=total_of(read),
            codes=tuple(
                _code_tally(bearers, column, read, question.language)
                for column, bearers in told(question, read, progress)
            ),
            cautions=(*cautions_of(read), *((Caution.SMALL_GROUPS,) if small else ())),
            study=read.study,
            question=question,
        )


def group_sizes(read: Counting) -> tuple[Group, ...]:
    """How many texts and people each group holds."""
    voices, counted = read.population.voices, read.coded.counted
    keys = read.population.groups
    groups = voices.groups[counted]
    among = read.population
    units = spread(*in_each_group(among, groups, voices.sources[counted]), len(keys))
    people = spread(*in_each_group(among, groups, voices.informants[counted]), len(keys))
    return tuple(
        Group(key.id, key.label, *sizes) for key, *sizes in zip(keys, units, people, strict=True)
    )


def total_of(read: Counting) -> Group:
    """How many texts and people there are at all."""
    voices, counted = read.population.voices, read.coded.counted
    units = distinct(voices.sources[counted])
    return Group("", "", units, distinct(voices.informants[counted]))


def _code_tally(bearers: Bearers, column: Column, read: Counting, language: str) -> CodeTally:
    among = read.population
    voices, count = among.voices, len(among.groups)
    heard, waiting = bearers.voices, bearers.proposed_voices
    groups = voices.groups[heard]
    return CodeTally(
        column.code.canonical_id,
        column.code.name(language),
        Tally(
            respondents=distinct(voices.informants[heard]),
            units=distinct(voices.sources[heard]),
            segments=distinct(bearers.segments),
            proposed=distinct(bearers.codings),
        ),
        tuple(
            Tally(*each)
            for each in zip(
                spread(*in_each_group(among, groups, voices.informants[heard]), count),
                spread(*in_each_group(among, groups, voices.sources[heard]), count),
                spread(*in_each_group(among, groups, bearers.segments), count),
                spread(*in_each_group(among, voices.groups[waiting], bearers.codings), count),
                strict=True,
            )
        ),
    )


def cautions_of(read: Counting) -> tuple[Caution, ...]:
    """What must be said of any number of this reading."""
    found = []
    if any(len(each.codings) for each in read.coded.bearers):
        found.append(Caution.PROPOSED_APART)
    if not any(len(each.voices) for each in read.coded.bearers):
        found.append(Caution.NOTHING_CONFIRMED)
    if read.population.techniques & SELF_SELECTED:
        found.append(Caution.SELF_SELECTED)
    if any(key.id == "none" for key in read.population.groups) and len(read.population.groups) > 1:
        found.append(Caution.WITHOUT_VALUE)
    if read.population.parts:
        found.append(Caution.OVERLAPPING_GROUPS)
    return tuple(found)
