"""Recognises a respondent: keys that stay the same in a newer export of the same survey."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Sequence
from typing import Final

from models.vocabulary import QuestionRole
from qda.importers.surveys.draft import QuestionDraft, SurveyTable

_SEPARATOR: Final = "\x1f"


def identity_of(
    questions: Sequence[QuestionDraft], table: SurveyTable
) -> tuple[tuple[str, ...], bool]:
    """The columns that tell respondents apart, and whether they certainly do.

    One identifier that everybody has, each another, is enough, but a mere name is none: a newer
    export may hold two people of one name. Else all columns together, the moment of the answer
    among them.
    """
    for question in questions:
        if question.role is not QuestionRole.IDENTIFIER or len(question.columns) != 1:
            continue
        column = table.column(question.columns[0].heading)
        if column is None or not all(map(_tells, column.cells)):
            continue
        if len(set(column.cells)) == len(column.cells):
            return (column.heading,), True
    return tuple(column.heading for column in table.columns), False


def _tells(cell: str) -> bool:
    """Whether a cell is a number or an address, and not a name."""
    return "@" in cell or any(map(str.isdigit, cell))


def keys(table: SurveyTable, identity: Sequence[str], *, certain: bool, salt: bytes) -> list[str]:
    """The key of each respondent: a keyed hash (HMAC-SHA256, 128 bits) that betrays no name.

    Where the same answers come twice, the second respondent has "#2" behind his key, so that
    nobody is lost.
    """
    columns = [column.cells for name in identity if (column := table.column(name)) is not None]
    made: list[str] = []
    seen: Counter[str] = Counter()
    kind = "id" if certain else "row"
    for row in range(len(table.numbers)):
        said = _SEPARATOR.join(cells[row] for cells in columns)
        digest = hmac.digest(salt, said.encode("utf-8", "surrogatepass"), "sha256").hex()[:32]
        key = f"{kind}:{digest}"
        seen[key] += 1
        made.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return made
