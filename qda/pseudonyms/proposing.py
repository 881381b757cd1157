"""Proposes the next free pseudonym: “Informan 3”, “Warga 2”, by whose name it is."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from models.case import Case
from models.recording import table_of
from models.source import Turn
from models.vocabulary import StakeholderGroup
from qda.pseudonyms.key_file import Key, alike
from qda.retrieval.studies import study_row

_WORDS = {"id": ("Informan", "Warga"), "en": ("Informant", "Citizen")}


def proposed_pseudonym(connection: Connection, name: str, key: Key) -> str:
    """What is to stand for a name: what stood for it before, or the next free pseudonym.

    Citizens are called so; everybody else is an informant, because a role, such as the head of an
    office, may betray who it is.
    """
    before = key.pseudonym_of(name)
    if before:
        return before
    cases, turns = table_of(Case), table_of(Turn)
    rows = connection.execute(select(cases.c.name, cases.c.stakeholder_group)).all()
    groups = {alike(row.name): row.stakeholder_group for row in rows}
    informant, citizen = _WORDS["en" if study_row(connection).language == "en" else "id"]
    word = citizen if groups.get(alike(name)) is StakeholderGroup.CITIZEN else informant
    speakers = connection.execute(select(turns.c.speaker).distinct()).scalars()
    taken = {*groups, *map(alike, speakers), *(alike(line.pseudonym) for line in key.lines)}
    return _next(word, taken)


def _next(word: str, taken: Iterable[str]) -> str:
    head = alike(word) + " "
    tails = (each.removeprefix(head) for each in taken if each.startswith(head))
    numbers = [int(tail) for tail in tails if tail.isdecimal() and len(tail) <= 6]
    return f"{word} {max(numbers, default=0) + 1}"
