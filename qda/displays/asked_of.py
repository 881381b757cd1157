"""Knows who was asked about which codes: by what researchers recorded, by guides and by surveys.

What a researcher recorded of a source, a question linked to a code or a tick, goes before all else.
An interview guide says which roles are asked which questions; a survey, which respondents its
questions reached. Of all others nobody knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select

from models.case import Case, CaseSpan
from models.question import Question
from models.record import Asked
from models.recording import table_of
from models.vocabulary import GuideKind, QuestionRole
from qda.guides.reading import guides
from qda.guides.returning import cases_asked
from qda.retrieval.codes import codes
from qda.retrieval.sight import seen_records

NOWHERE: Final = 0
"""The id of no source: of it nothing was recorded."""


@dataclass(frozen=True, slots=True)
class AskedOf:
    """The codes that each case was asked about; a case that is not in it is not known.

    `recorded` are the answers that researchers recorded, by source and code; `sources` those in
    which a case speaks.
    """

    by_case: Mapping[int, frozenset[int]]
    above: Mapping[int, int | None]
    recorded: Mapping[int, Mapping[int, bool]] = field(default_factory=dict)
    sources: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def was_asked(
        self, case_id: int | None, code_ids: Iterable[int], *, source_id: int | None = None
    ) -> bool | None:
        """Whether a case was asked about one of some codes; None where nobody knows.

        `code_ids` are a code and all beneath it, the code first. A question on a code above them
        is one on them, too. With `source_id` what was recorded of this source counts, else of all
        in which the case speaks: asked in one is asked.
        """
        wanted = tuple(code_ids)
        line = (wanted[0], *self._all_above(wanted[0]))
        places = self.sources.get(case_id or 0, ()) if source_id is None else (source_id,)
        said = [self.recorded[each] for each in places if each in self.recorded]
        if any(each.get(code) for each in said for code in (*wanted, *line)):
            return True
        if any(each.get(code) is False for each in said for code in line):
            return False
        asked = None if case_id is None else self.by_case.get(case_id)
        if asked is None:
            return None
        refused = {code for each in said for code, is_asked in each.items() if not is_asked}
        return any(each in asked and each not in refused for each in (*wanted, *line))

    def _all_above(self, code_id: int) -> list[int]:
        found: list[int] = []
        above = self.above.get(code_id)
        while above is not None and above not in found:
            found.append(above)
            above = self.above.get(above)
        return found


def asked_of_cases(connection: Connection) -> AskedOf:
    """Who was asked about what, by what was recorded, by all interview guides and by surveys.

    A respondent was asked what his survey's questions with a code did reach him with; where no
    question of it has a code, nobody knows.
    """
    by_case = _by_guides(connection)
    by_case.update(_by_surveys(connection))
    above = {code.id: code.parent_id for code in codes(connection, counted=False)}
    known = {case: frozenset(asked) for case, asked in by_case.items()}
    return AskedOf(known, above, *_recorded(connection))


def _recorded(
    connection: Connection,
) -> tuple[dict[int, dict[int, bool]], dict[int, tuple[int, ...]]]:
    """What researchers recorded of each source, and in which of these each case speaks."""
    table, spans = table_of(Asked), table_of(CaseSpan)
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    query = select(table.c.source_id, table.c.code_id, table.c.is_asked)
    for source_id, code_id, is_asked in connection.execute(
        query.where(seen_records(connection, Asked))
    ):
        found[source_id][code_id] = is_asked
    speaking: dict[int, dict[int, None]] = defaultdict(dict)
    if found:
        there = select(spans.c.case_id, spans.c.source_id).distinct()
        there = there.where(spans.c.source_id.in_(select(table.c.source_id)))
        for case_id, source_id in connection.execute(there.order_by(spans.c.source_id)):
            if source_id in found:
                speaking[case_id][source_id] = None
    return found, {case: tuple(ids) for case, ids in speaking.items()}


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
