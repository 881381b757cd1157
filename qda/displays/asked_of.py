"""Knows who was asked about which codes: from guides by one's role, from surveys by the answers.

An interview guide says which roles are asked which questions; a survey, which respondents its
questions reached. Of all others nobody knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.case import Case
from models.question import Question
from models.recording import table_of
from models.vocabulary import GuideKind, QuestionRole
from qda.guides.reading import guides
from qda.guides.returning import cases_asked
from qda.retrieval.codes import codes


@dataclass(frozen=True, slots=True)
class AskedOf:
    """The codes that each case was asked about; a case that is not in it is not known."""

    by_case: Mapping[int, frozenset[int]]
    above: Mapping[int, int | None]

    def was_asked(self, case_id: int | None, code_ids: Iterable[int]) -> bool | None:
        """Whether a case was asked about one of some codes; None where nobody knows.

        `code_ids` are a code and all beneath it, the code first. A question on a code above them
        is one on them, too.
        """
        asked = None if case_id is None else self.by_case.get(case_id)
        if asked is None:
            return None
        wanted = tuple(code_ids)
        return any(each in asked for each in (*wanted, *self._all_above(wanted[0])))

    def _all_above(self, code_id: int) -> list[int]:
        found: list[int] = []
        above = self.above.get(code_id)
        while above is not None and above not in found:
            found.append(above)
            above = self.above.get(above)
        return found


def asked_of_cases(connection: Connection) -> AskedOf:
    """Who was asked about what, by all interview guides and surveys of the study.

    A respondent was asked what his survey's questions with a code did reach him with; where no
    question of it has a code, nobody knows.
    """
    by_case = _by_guides(connection)
    by_case.update(_by_surveys(connection))
    above = {code.id: code.parent_id for code in codes(connection, counted=False)}
    return AskedOf({case: frozenset(asked) for case, asked in by_case.items()}, above)


def _by_guides(connection: Connection) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for guide in guides(connection):
        if guide.kind is GuideKind.INTERVIEW:
            for case in cases_asked(connection, guide):
                ids = (each.code_id for each in case.questions)
                found[case.case_id].update(id_ for id_ in ids if id_ is not None)
    return found


def _by_surveys(connection: Connection) -> dict[int, set[int]]:
    asked, cases = table_of(Question), table_of(Case)
    code_of: dict[int, dict[str, int]] = defaultdict(dict)
    query = select(asked.c.collection_id, asked.c.key, asked.c.code_id)
    query = query.where(asked.c.code_id.is_not(None), asked.c.role != QuestionRole.IGNORE)
    for collection_id, key, code_id in connection.execute(query):
        code_of[collection_id][key] = code_id
    if not code_of:
        return {}
    people = select(cases.c.id, cases.c.collection_id, cases.c.not_asked)
    people = people.where(cases.c.collection_id.in_(code_of))
    return {
        case_id: {id_ for key, id_ in code_of[survey].items() if key not in missed}
        for case_id, survey, missed in connection.execute(people)
    }
