"""A code, present or absent, against the groups of an attribute, with the tests of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.errors import Refused
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent
from qda.numbers.coded import distinct, spread
from qda.numbers.frequencies import (
    Counting,
    Group,
    cautions_of,
    counting,
    group_sizes,
    told,
    total_of,
)
from qda.numbers.population import Ints, Population, in_each_group
from qda.numbers.question import CountedUnit, NumberQuestion
from qda.retrieval.rows import StudyRow
from qda.statistics.cautions import Caution
from qda.statistics.tables import TableTest, contingency

_SILENT: Final = Silent()


class NothingToCompare(Refused):
    """A cross-table needs groups to compare."""

    en = "Say by what the codes are to be compared: --by stars, --by group, --by month …"
    id = "Sebutkan pembanding kode: --by stars, --by group, --by month …"


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A code by groups: those who bear it and those who do not, with the tests of the table.

    `proposed` are codings of the group that nobody has confirmed; they count as absent. Where
    groups overlap, `by_choice` tests each choice, made or not made, against the code; `test` then
    has no statistics of its own, and the expected counts and residuals of those.
    """

    code: str
    name: str
    present: tuple[int, ...]
    absent: tuple[int, ...]
    proposed: tuple[int, ...]
    test: TableTest
    by_choice: tuple[TableTest, ...] = ()

    @property
    def shares(self) -> tuple[float | None, ...]:
        """The share of each group that bears the code."""
        return tuple(
            present / (present + absent) if present + absent else None
            for present, absent in zip(self.present, self.absent, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Several codes against one grouping; `without_value` is left out of every table."""

    by: str
    groups: tuple[Group, ...]
    without_value: Group | None
    total: Group
    tables: tuple[CodeTable, ...]
    cautions: tuple[Caution, ...]
    study: StudyRow
    question: NumberQuestion


def crosstab(
    connection: Connection, question: NumberQuestion, *, progress: Progress = _SILENT
) -> Crosstab:
    """The tables of codes against a grouping, a respondent or a text being one count.

    Raises:
        Cancelled: the progress said so.
        NothingToCompare: there is no grouping.
        NoSuchRows: the study has no such attribute.
    """
    if question.by.axis is None and question.by.period is None:
        raise NothingToCompare
    read = counting(connection, question, progress=progress)
    with collector_paused():
        return _crosstab(read, question, progress)


def _crosstab(read: Counting, question: NumberQuestion, progress: Progress) -> Crosstab:
    sizes = group_sizes(read)
    known = [nth for nth, group in enumerate(sizes) if group.id != "none"]
    members = members_of(read, question.unit)
    among = read.population
    groups = among.voices.groups
    counted = groups[read.coded.counted], members[read.coded.counted]
    whole = spread(*in_each_group(among, *counted), len(sizes))
    in_any = _in_any(among, *counted) if among.parts else 0
    tables = []
    for column, bearers in told(question, read, progress):
        bearing = groups[bearers.voices], members[bearers.voices]
        waiting = groups[bearers.proposed_voices], bearers.codings
        present = spread(*in_each_group(among, *bearing), len(sizes))
        proposed = spread(*in_each_group(among, *waiting), len(sizes))
        there = tuple(present[nth] for nth in known)
        not_there = tuple(whole[nth] - present[nth] for nth in known)
        each_by_itself: tuple[TableTest, ...] = ()
        if among.parts and known:
            with_code = _in_any(among, *bearing)
            each_by_itself = _made_or_not(there, not_there, with_code, in_any - with_code)
        tables.append(
            CodeTable(
                column.code.canonical_id,
                column.code.name(question.language),
                there,
                not_there,
                tuple(proposed[nth] for nth in known),
                _test(there, not_there, each_by_itself),
                each_by_itself,
            )
        )
    return Crosstab(
        by=read.by,
        groups=tuple(sizes[nth] for nth in known),
        without_value=next((group for group in sizes if group.id == "none"), None),
        total=total_of(read),
        tables=tuple(tables),
        cautions=_cautions(read, question, sum(whole), tables),
        study=read.study,
        question=question,
    )


def _in_any(among: Population, groups: Ints, members: Ints) -> int:
    """How many members made any choice."""
    import numpy as np

    nothing = {nth for nth, key in enumerate(among.groups) if key.id == "none"}
    chose = np.array([not nothing.issuperset(inside) for inside in among.parts], dtype=bool)
    return distinct(members[chose[groups]])


def _made_or_not(
    there: Sequence[int], not_there: Sequence[int], with_code: int, without: int
) -> tuple[TableTest, ...]:
    """For each choice the table of those who made it and the others, with the code and without."""
    return tuple(
        contingency([[present, with_code - present], [absent, without - absent]])
        for present, absent in zip(there, not_there, strict=True)
    )


def _test(
    there: Sequence[int], not_there: Sequence[int], by_choice: Sequence[TableTest]
) -> TableTest:
    """The test across the groups; where they overlap none, but what the choices' own expect."""
    if not by_choice:
        return contingency([there, not_there]) if there else contingency([[0], [0]])
    return TableTest(
        counts=(tuple(there), tuple(not_there)),
        n=by_choice[0].n,
        chi2=None,
        chi2_yates=None,
        df=0,
        p=None,
        p_yates=None,
        cramers_v=None,
        fisher_p=None,
        expected=tuple(tuple(each.expected[row][0] for each in by_choice) for row in (0, 1)),
        residuals=tuple(tuple(each.residuals[row][0] for each in by_choice) for row in (0, 1)),
        cautions=tuple(dict.fromkeys(c for each in by_choice for c in each.cautions)),
    )


def members_of(read: Counting, unit: CountedUnit) -> Ints:
    """The person or the text, by number, that each voice counts as."""
    voices = read.population.voices
    return voices.informants if unit is CountedUnit.RESPONDENT else voices.sources


def _cautions(
    read: Counting, question: NumberQuestion, counted: int, tables: Sequence[CodeTable]
) -> tuple[Caution, ...]:
    found = list(cautions_of(read))
    members = members_of(read, question.unit)[read.coded.counted]
    if distinct(members) < counted and not read.population.parts:
        found.append(Caution.SEVERAL_GROUPS)
    respondents = distinct(read.population.voices.informants[read.coded.counted])
    if question.unit is CountedUnit.UNIT and respondents < distinct(members):
        found.append(Caution.REPEATED_RESPONDENTS)
    if len(tables) > 1:
        found.append(Caution.MANY_TESTS)
    return tuple(found)
