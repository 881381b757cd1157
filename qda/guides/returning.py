"""Leads the columns of an imported table back to a guide's questions, and tells who was asked.

A form's answers come back under the names of its questions, alone (`VMH3_2`) or behind their group
(`VMH3/VMH3_2`, `VMH3-VMH3_2`, as KoboToolbox and ODK Central write it), or under their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, select

from models.case import Case
from models.recording import table_of
from models.vocabulary import Missing, StakeholderGroup
from qda.guides.rows import REASON, GuideQuestionRow, GuideRow
from qda.guides.wording import role_text

_PARTS: Final = re.compile(r"[/\-:.]")


class ColumnPart(StrEnum):
    """What a column of a returned table holds."""

    ANSWER = "answer"
    REASON = "reason"
    ROLE = "role"
    CONSENT = "consent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReturnedColumn:
    """A column of a table: the question it answers, where it is of the guide."""

    heading: str
    part: ColumnPart
    question: GuideQuestionRow | None = None

    @property
    def code_id(self) -> int | None:
        """The code that the answers belong to."""
        return None if self.question is None else self.question.code_id

    @property
    def code(self) -> str:
        """The code's canonical id; empty where there is none."""
        return "" if self.question is None else self.question.code


class Given(StrEnum):
    """What a cell of a returned table says."""

    ANSWERED = "answered"
    SILENT = "silent"
    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"

    @property
    def missing(self) -> Missing | None:
        """The mark of an empty cell; None where it was answered, or nobody can say."""
        marks = {Given.SILENT: Missing.SILENT, Given.NOT_ASKED: Missing.NOT_ASKED}
        return marks.get(self)


@dataclass(frozen=True, slots=True)
class AskedCase:
    """A case, the guide's role that it has, and the questions it was asked."""

    case_id: int
    name: str
    role: str
    questions: tuple[GuideQuestionRow, ...]


def returned(guide: GuideRow, headings: Iterable[str]) -> tuple[ReturnedColumn, ...]:
    """What each column of a table holds, in the order of the headings.

    Names count before words; capitals make no difference. Words that several questions share
    lead to none of them.
    """
    finder = _Finder(guide)
    return tuple(finder.column(heading) for heading in headings)


class _Finder:
    """Knows a guide's questions by name and by words."""

    def __init__(self, guide: GuideRow) -> None:
        self._names = {each.name.casefold(): each for each in guide.questions}
        self._words: dict[str, GuideQuestionRow | None] = {}
        for each in guide.questions:
            for words in {_plain(each.text.en), _plain(each.text.id)} - {""}:
                self._words[words] = None if words in self._words else each

    def column(self, heading: str) -> ReturnedColumn:
        """What the column with a heading holds."""
        last = _last_part(heading).casefold()
        for name in (heading.strip().casefold(), last):
            if name in self._names:
                return ReturnedColumn(heading, ColumnPart.ANSWER, self._names[name])
            base = name.removesuffix(REASON)
            if base != name and base in self._names:
                return ReturnedColumn(heading, ColumnPart.REASON, self._names[base])
            if name in (ColumnPart.ROLE, ColumnPart.CONSENT):
                return ReturnedColumn(heading, ColumnPart(name))
        question = self._words.get(_plain(heading))
        if question is not None:
            return ReturnedColumn(heading, ColumnPart.ANSWER, question)
        return ReturnedColumn(heading, ColumnPart.OTHER)


def _last_part(heading: str) -> str:
    """What stands behind the groups of a heading; words are no groups."""
    parts = _PARTS.split(heading.strip())
    return "" if any(re.search(r"\s", part) for part in parts) else parts[-1]


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def role_of(guide: GuideRow, answer: str, group: StakeholderGroup | None = None) -> str:
    """The guide's role that a text names, by its key or its label; else that of a group.

    Empty where the guide has no such role.
    """
    said = _plain(answer)
    for role in guide.roles:
        shown = role_text(role)
        if said and said in (_plain(role), choice_name(role), _plain(shown.en), _plain(shown.id)):
            return role
    return group.value if group is not None and group.value in guide.roles else ""


def choice_name(role: str) -> str:
    """The name of a role in a form: small letters, digits and underscores.

    >>> choice_name("Kepala Bidang"), choice_name("government")
    ('kepala_bidang', 'government')
    """
    return re.sub(r"[^a-z0-9]+", "_", role.casefold()).strip("_") or "role"


def given(question: GuideQuestionRow, role: str, answer: object) -> Given:
    """What a cell says: an answer, silence, or nothing because nobody asked.

    An empty `role` is not known: then only a question that is asked of all was asked for sure.
    """
    if answer is not None and str(answer).strip():
        return Given.ANSWERED
    if role:
        return Given.SILENT if question.is_asked_of(role) else Given.NOT_ASKED
    return Given.UNKNOWN if question.roles else Given.SILENT


def asked_of(guide: GuideRow, role: str) -> tuple[GuideQuestionRow, ...]:
    """The questions that a role is asked, in order."""
    return tuple(each for each in guide.questions if each.is_asked_of(role))


def cases_asked(connection: Connection, guide: GuideRow) -> tuple[AskedCase, ...]:
    """The cases of the study that have a role of the guide, and what each was asked."""
    table = table_of(Case)
    query = select(table.c.id, table.c.name, table.c.role, table.c.stakeholder_group)
    found = []
    for row in connection.execute(query.order_by(table.c.name, table.c.id)):
        role = role_of(guide, row.role, row.stakeholder_group)
        if role:
            found.append(AskedCase(row.id, row.name, role, asked_of(guide, role)))
    return tuple(found)


def codes_asked(guide: GuideRow) -> Mapping[str, Sequence[int]]:
    """The ids of the codes that each role is asked about."""
    return {
        role: tuple(
            dict.fromkeys(q.code_id for q in asked_of(guide, role) if q.code_id is not None)
        )
        for role in guide.roles
    }
