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
from qda.numbers.population import Ints
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

    `proposed` are codings of the group that nobody has confirmed; they count as absent.
    """

    code: str
    name: str
    present: tuple[int, ...]
    absent: tuple[int, ...]
    proposed: tuple[int, ...]
    test: TableTest

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
    groups = read.population.voices.groups
    whole = spread(groups[read.coded.counted], members[read.coded.counted], len(sizes))
    tables = []
    for column, bearers in told(question, read, progress):
        present = spread(groups[bearers.voices], members[bearers.voices], len(sizes))
        proposed = spread(groups[bearers.proposed_voices], bearers.codings, len(sizes))
        there = tuple(present[nth] for nth in known)
        not_there = tuple(whole[nth] - present[nth] for nth in known)
        tables.append(
            CodeTable(
                column.code.canonical_id,
                column.code.name(question.language),
                there,
                not_there,
                tuple(proposed[nth] for nth in known),
                contingency([there, not_there]) if known else contingency([[0], [0]]),
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


def members_of(read: Counting, unit: CountedUnit) -> Ints:
    """The person or the text, by number, that each voice counts as."""
    voices = read.population.voices
    return voices.informants if unit is CountedUnit.RESPONDENT else voices.sources


def _cautions(
    read: Counting, question: NumberQuestion, counted: int, tables: Sequence[CodeTable]
) -> tuple[Caution, ...]:
    found = list(cautions_of(read))
    members = members_of(read, question.unit)[read.coded.counted]
    if distinct(members) < counted:
        found.append(Caution.SEVERAL_GROUPS)
    respondents = distinct(read.population.voices.informants[read.coded.counted])
    if question.unit is CountedUnit.UNIT and respondents < distinct(members):
        found.append(Caution.REPEATED_RESPONDENTS)
    if len(tables) > 1:
        found.append(Caution.MANY_TESTS)
    return tuple(found)
